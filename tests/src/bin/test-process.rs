//! A process of its own, for tests that kill one or start several at once.
//!
//! `test-process serve` starts the throw-away Postgres, says where, and waits to be killed; `test-process ensure` makes a table, says
//! whether it was there, and inserts a row; everything else is a dualect command: `test-process db-migrate`. It has one step in Rust, `raise`.
#![allow(
    clippy::unwrap_used,
    reason = "a part of the tests, which fail by panicking"
)]

use std::process::ExitCode;
use std::time::Duration;

use dualect::migrate::Batch;
use dualect::query::{Statement, TableInfo};
use dualect::{Db, Result, Table, Tx};
use dualect_cli::Cli;
use dualect_tests::postgres;

/// A start of a process.
#[derive(Debug, Clone, PartialEq, Table)]
#[table(
    name = "plugin_starts",
    prefix = "plugin_",
    index(name = "plugin_starts_by_process", on = ["process"]),
)]
struct Start {
    #[column(primary_key, identity)]
    id: i64,
    process: i64,
}

async fn ensure() -> Result<()> {
    let db = Db::from_env().await?;
    let ensured = db.ensure::<Start>().await?;
    Start::insert(&db, NewStart::new(i64::from(std::process::id()))).await?;
    println!("{ensured:?}");
    Ok(())
}

static LAST: Statement = Statement::read(
    "last",
    &TableInfo::NONE,
    "SELECT max(id) FROM (SELECT id FROM parents WHERE id > $1 ORDER BY id LIMIT 500) AS batch",
);
static RAISE: Statement = Statement::write(
    "raise",
    &TableInfo::NONE,
    "UPDATE parents SET rank = rank + 100 WHERE id > $1 AND id <= $2",
);

/// Adds 100 to each parent's rank, five hundred at a time: one that is come to twice has 200 more.
async fn raise(tx: Tx, after: Option<String>) -> Result<Batch> {
    let after: i64 = after.map_or(0, |after| after.parse().unwrap());
    let last: Option<i64> = tx.fetch_value(&LAST, vec![after.into()]).await?;
    let Some(last) = last else {
        return Ok(Batch::default());
    };
    let rows = tx.execute(&RAISE, vec![after.into(), last.into()]).await?;
    let next = Some(last.to_string());
    Ok(Batch { rows, next })
}

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    if arguments.first().is_some_and(|word| word == "serve") {
        let database = postgres::Database::create_blocking();
        let rows = database.rows_blocking("SELECT inet_server_addr() || ':' || inet_server_port()");
        println!("serving {}", rows[0][0].as_ref().unwrap());
        std::thread::sleep(Duration::from_secs(60));
        return ExitCode::FAILURE;
    }
    if arguments.first().is_some_and(|word| word == "ensure") {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        return match runtime.block_on(ensure()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{error}");
                ExitCode::FAILURE
            }
        };
    }
    Cli::new("dualect").step("raise", raise).main(arguments)
}
