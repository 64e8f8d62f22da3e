//! Views, objects, enums, computed columns, checks and free indexes on both engines: added, dropped and changed under rows,
//! rebuilds and cascading children.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod append_only;
mod columns;
mod edit;
mod enums;
mod indexes;
mod keys;
mod objects;
mod quoted;
mod views;
