//! `db-pull`: databases that others made become projects, on both engines.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

mod adopted;
mod cases;
mod foreign;
mod hostile;
mod proposals;
mod refusals;
mod round_trip;
mod systems;

use dualect_cli::Exit;
use dualect_tests::engine::{Database, Engine};
use dualect_tests::project::Project;

/// A database that holds what the statements make.
async fn holding(engine: Engine, sql: &str) -> Database {
    let database = engine.database().await;
    database.execute(sql).await;
    database
}

/// Pulls the database into a project of its own, and shows that nothing is left to do: neither for the migrator nor for `db-diff`, and
/// that a second run of the generator finds everything in place.
#[track_caller]
fn pulled(database: &Database) -> Project {
    let project = Project::empty();
    let ran = project.run(&["db-pull"], Some(database));
    ran.assert_ended(Exit::Done);
    unchanged(&project, database);
    let check = project.run(&["db-generate", "--check"], None);
    check.assert_ended(Exit::Done);
    project
}

/// Nothing lies between the database and the schema, in either direction.
#[track_caller]
fn unchanged(project: &Project, database: &Database) {
    let migrated = project.run(&["db-migrate"], Some(database));
    migrated.assert_ended(Exit::Done);
    assert!(
        migrated.out.contains("nothing is pending"),
        "{}",
        migrated.out
    );
    same(project, database);
}

/// `db-diff` prints nothing.
#[track_caller]
fn same(project: &Project, database: &Database) {
    let url = database.url();
    for (from, to) in [("schema.toml", url.as_str()), (&url, "schema.toml")] {
        let ran = project.run(
            &["db-diff", "--from", from, "--to", to, "--accept", "all"],
            None,
        );
        ran.assert_ended(Exit::Done);
        assert_eq!(ran.out, "", "{}\n{}", ran.err, project.schema());
    }
}
