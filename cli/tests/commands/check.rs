//! `db-generate --check`: says what is stale, writes nothing.

use std::fs;

use dualect_cli::Exit;

use crate::project::{INIT, NEXT, Project, SCHEMA};

#[test]
fn check_is_silent_about_a_project_that_is_up_to_date() {
    let project = Project::generated();
    let before = project.files();
    let ran = project.ok(&["db-generate", "--check"]);
    assert!(ran.out.ends_with(" files are up to date\n"), "{}", ran.out);
    assert_eq!(project.files(), before);
}

#[test]
fn check_shows_the_diff_and_the_command_and_the_command_repairs_it() {
    let project = Project::generated();
    project.write("schema.toml", NEXT);
    let before = project.files();
    let ran = project.run(&["db-generate", "--check"]);
    assert_eq!(ran.exit, Exit::Stale);
    assert!(
        ran.out
            .contains("--- a/generated/src/items.rs\n+++ b/generated/src/items.rs\n@@ "),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("generated/src/orders.rs: missing\n"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("a new one is due:\n"), "{}", ran.out);
    assert!(
        ran.out.ends_with("run: cargo xtask db-generate\n"),
        "{}",
        ran.out
    );
    assert_eq!(project.files(), before);
    project.ok(&["db-generate"]);
    project.ok(&["db-generate", "--check"]);
}

#[test]
fn the_repair_command_names_the_same_schema() {
    let project = Project::generated();
    project.write("my shop.toml", SCHEMA);
    let ran = project.run(&[
        "db-generate",
        "--check",
        "--schema",
        "my shop.toml",
        "--at",
        "20300102030405",
    ]);
    assert_eq!(ran.exit, Exit::Stale);
    assert!(
        ran.out.ends_with(
            "run: cargo xtask db-generate --schema 'my shop.toml' --at 2030-01-02T03:04:05Z\n"
        ),
        "{}",
        ran.out
    );
}

#[test]
fn check_tells_edited_orphaned_and_foreign_files_apart() {
    let project = Project::new();
    project.write("schema.toml", NEXT);
    project.ok(&["db-generate"]);
    project.write("schema.toml", SCHEMA);
    let items = project.read("generated/src/items.rs");
    project.write("generated/src/items.rs", format!("{items}// mine\n"));
    fs::write(project.path("generated/schema/sqlite.sql"), "-- mine\n").unwrap();
    let ran = project.run(&[
        "db-generate",
        "--check",
        "--accept",
        "drops-column:items.note",
        "--accept",
        "drops-table:orders",
    ]);
    assert_eq!(ran.exit, Exit::Stale);
    for line in [
        "generated/src/items.rs: edited by hand\n",
        "generated/src/orders.rs: orphan: nothing generates it any more\n",
        "generated/schema/sqlite.sql: dualect has not written it\n",
        "move away what dualect has not written",
        "run: cargo xtask db-generate --accept drops-column:items.note --accept drops-table:orders --overwrite-edited\n",
    ] {
        assert!(ran.out.contains(line), "{line}{}", ran.out);
    }
}

#[test]
fn a_lost_file_is_stale() {
    let project = Project::generated();
    fs::remove_file(project.path("generated/src/items.rs")).unwrap();
    let ran = project.run(&["db-generate", "--check"]);
    assert_eq!(ran.exit, Exit::Stale);
    assert!(
        ran.out
            .contains("1 file is not as the schema asks for:\n  generated/src/items.rs: missing\n"),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains("due"), "{}", ran.out);
    assert!(project.path(&format!("drizzle/sqlite/{INIT}")).is_dir());
}
