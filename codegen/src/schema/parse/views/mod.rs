//! `[views]`: queries with a name.

mod read;
mod resolve;

pub(super) use read::{RawView, RawViews, read};
pub(super) use resolve::{Known, resolve};
