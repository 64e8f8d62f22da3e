//! The service as its users meet it: the real binary, over HTTP, on SQLite without configuration and on Postgres by
//! `DATABASE_URL`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

mod agents;
mod client;
mod events;
mod messages;
mod parity;
mod process;
mod queue;
mod refusals;
mod server;
mod sessions;
mod state;
mod tenants;
