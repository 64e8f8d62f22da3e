//! The schema file changed by a command: comments, order and layout stay as they are.

mod hint;

pub(crate) use hint::{Edited, add, remove};
