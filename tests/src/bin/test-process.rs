//! A process of its own, for tests that kill one or start several at once.
//!
//! `test-process serve` starts the throw-away Postgres, says where, and waits to be killed; everything else is a dualect
//! command: `test-process db-migrate`.
#![allow(
    clippy::unwrap_used,
    reason = "a part of the tests, which fail by panicking"
)]

use std::process::ExitCode;
use std::time::Duration;

use dualect_tests::postgres;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    if arguments.first().is_some_and(|word| word == "serve") {
        let database = postgres::Database::create_blocking();
        let rows = database.rows_blocking("SELECT inet_server_addr() || ':' || inet_server_port()");
        println!("serving {}", rows[0][0].as_ref().unwrap());
        std::thread::sleep(Duration::from_secs(60));
        return ExitCode::FAILURE;
    }
    dualect_cli::main("dualect", arguments)
}
