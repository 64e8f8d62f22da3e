//! What has to change for one catalog to become another.

mod change;
mod doubt;
mod family;
mod intent;
mod kept_names;
mod named;
mod object;
pub(crate) mod renames;
mod unplanned;
mod walk;
mod wording;

pub use change::Change;
pub use doubt::{Doubt, doubts};
pub(crate) use intent::holder;
pub use intent::{Hint, HintPlace, Holder, Intent, Subject};
pub use kept_names::keep_names;
pub use renames::{Renames, Resolution, resolve};
pub(crate) use renames::{name_of, renamed_expression, replaced, values};
pub use unplanned::Unplanned;
pub use walk::{Difference, diff};
