//! Databases of every standing meet a history that `db-squash` has made shorter, on both engines.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

mod adoption;
mod drizzle_orm;
mod refusal;
mod report;
mod rollback;
mod shop;
mod twice;
