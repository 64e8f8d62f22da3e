//! Rows that hold a hash of themselves and of the row before.

mod insert;
mod link;
mod verify;

pub(crate) use insert::{GetOrInsertChained, InsertChained, InsertManyChained};
pub(crate) use verify::VerifyChain;
