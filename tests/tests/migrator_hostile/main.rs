//! What can go wrong around a migrator: connections that are cut, servers that stop, disks that are full, files that cannot be written,
//! doors that stay shut. Each time a typed error says what it was, the database is at a boundary, and the next run completes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it has seen"
)]

mod access;
mod clock;
mod cockroach;
mod disk;
mod growing;
mod lost_connection;
mod proxy;
mod read_only;
mod secrets;
