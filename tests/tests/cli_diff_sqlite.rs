//! `db-diff` between SQLite databases that others made: what it prints is applied by any client, and leads there.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use dualect_cli::Exit;
use dualect_tests::project::{Project, Ran};
use dualect_tests::sqlite::Database;

/// A database, made as anybody's program makes one.
fn holding(sql: &str) -> Database {
    let database = Database::create();
    let connection = rusqlite::Connection::open(database.path()).unwrap();
    connection
        .execute_batch(sql)
        .unwrap_or_else(|error| panic!("{error}\nin {sql}"));
    database
}

fn diff(from: &Database, to: &Database, more: &[&str]) -> Ran {
    let project = Project::ungenerated("[project]\nname = \"any\"\n");
    let (from, to) = (from.url(), to.url());
    let sides = ["db-diff", "--from", &from, "--to", &to, "--accept", "all"];
    project.run(&[&sides, more].concat(), None)
}

#[test]
fn what_is_printed_runs_on_the_oldest_sqlite() {
    let before = holding("CREATE TABLE t (a INT, b INT)");
    let after = holding("CREATE TABLE t (a INT NOT NULL, CONSTRAINT c CHECK (a > 0))");
    let ran = diff(&before, &after, &[]);
    ran.assert_ended(Exit::Done);
    assert!(ran.out.contains("__dualect_new_t"), "{}", ran.out);
    assert!(!ran.out.contains("ALTER COLUMN"), "{}", ran.out);
}
