//! What has to change for one catalog to become another.

mod change;
mod walk;

pub use change::{Change, Unplanned};
pub use walk::{Difference, diff};
