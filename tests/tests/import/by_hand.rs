//! Folders as people leave them: without snapshots, without breakpoints, with statements of their own.

use std::fs;

use dualect_cli::Exit;
use dualect_tests::engine::Engine;
use dualect_tests::project::Project;
use serde_json::json;

/// A folder of the older layout.
fn journal(project: &Project, folder: &str, dialect: &str, migrations: &[(i64, &str, &str)]) {
    let root = project.path(folder);
    fs::create_dir_all(root.join("meta")).unwrap();
    let mut entries = Vec::new();
    for (at, (when, tag, sql)) in migrations.iter().enumerate() {
        fs::write(root.join(format!("{tag}.sql")), sql).unwrap();
        entries.push(
            json!({ "idx": at, "version": "7", "when": when, "tag": tag, "breakpoints": false }),
        );
    }
    let text = json!({ "version": "7", "dialect": dialect, "entries": entries }).to_string();
    fs::write(root.join("meta/_journal.json"), text).unwrap();
}

const WHEN: i64 = 1_769_860_800_123;

#[tokio::test]
async fn sqlite_needs_no_snapshot_no_breakpoints_and_keeps_what_was_written_by_hand() {
    let project = Project::empty();
    journal(
        &project,
        "drizzle",
        "sqlite",
        &[
            (
                WHEN,
                "0000_init",
                "CREATE TABLE `a` (`id` integer PRIMARY KEY NOT NULL, `n` integer);\nCREATE INDEX `a_n` ON `a` (abs(`n`));\n",
            ),
            (WHEN, "0001_empty", ""),
            (
                WHEN - 5_000,
                "0002_custom",
                "-- by hand\nCREATE TRIGGER a_up AFTER INSERT ON a BEGIN UPDATE a SET n = 1 WHERE id = new.id; END;\n",
            ),
        ],
    );
    let ran = project.run(&["db-import", "drizzle", "drizzle"], None);
    ran.assert_ended(Exit::Done);
    // Their folder has the usual name: ours gets another.
    assert!(ran.out.contains("in migrations/sqlite"), "{}", ran.out);
    let schema = project.schema();
    for part in [
        "[sqlite.objects.a_n]",
        "abs(",
        "CREATE TRIGGER a_up",
        "migrations = \"migrations\"",
    ] {
        assert!(schema.contains(part), "{part}\n{schema}");
    }
    let mut tags: Vec<String> = fs::read_dir(project.path("migrations/sqlite"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    tags.sort();
    // The journal's order stays, whatever its clock said.
    assert_eq!(
        tags,
        [
            "20260131120000_init",
            "20260131120001_empty",
            "20260131120002_custom"
        ]
    );
    project.run(&["db-generate"], None).assert_ended(Exit::Done);
    let database = Engine::Sqlite.database().await;
    project.migrate(&database);
    let check = project.run(&["db-check", "--database", &database.url()], None);
    check.assert_ended(Exit::Done);
}

#[test]
fn nothing_that_is_there_is_replaced_and_a_second_import_says_so() {
    let project = Project::empty();
    let sql = "CREATE TABLE `a` (`id` integer PRIMARY KEY NOT NULL);";
    journal(&project, "db", "sqlite", &[(WHEN, "0000_init", sql)]);
    let dry = project.run(&["db-import", "drizzle", "db", "--dry-run"], None);
    dry.assert_ended(Exit::Done);
    assert!(!project.path("schema.toml").exists() && !project.path("drizzle").exists());
    project
        .run(&["db-import", "drizzle", "db"], None)
        .assert_ended(Exit::Done);
    let schema = project.schema();
    assert_eq!(dry.out.trim_end(), schema.trim_end());
    let again = project.run(&["db-import", "drizzle", "db"], None);
    again.assert_ended(Exit::Stale);
    assert!(
        again.err.contains("schema.toml is there already"),
        "{}",
        again.err
    );
    assert_eq!(project.schema(), schema);
}

#[test]
fn what_cannot_be_read_is_named_with_the_way_out() {
    let project = Project::empty();
    let sql = "CREATE TABLE a (id integer PRIMARY KEY);";
    journal(&project, "pg", "postgresql", &[(WHEN, "0000_init", sql)]);
    journal(&project, "my", "mysql", &[(WHEN, "0000_init", sql)]);
    journal(
        &project,
        "lite",
        "sqlite",
        &[(WHEN, "0000_init", "CREATE TABLE `a` (")],
    );
    fs::create_dir_all(project.path("empty")).unwrap();
    for (folders, expected) in [
        (&["pg"][..], "--scratch"),
        (&["my"], "for mysql"),
        (&["lite"], "0000_init"),
        (&["empty"], "no migrations of drizzle-kit's"),
        (&["nowhere"], "nowhere"),
        (&["lite", "lite"], "as are those of"),
        (&["."], "there are some in"),
    ] {
        let mut arguments = vec!["db-import", "drizzle"];
        arguments.extend(folders);
        let ran = project.run(&arguments, None);
        assert_ne!(ran.exit, Exit::Done, "{folders:?}");
        assert!(
            ran.err.contains(expected) || ran.err.contains("20260131120000_init"),
            "{folders:?}: {}",
            ran.err
        );
        assert!(!project.path("schema.toml").exists());
        assert!(!project.path("drizzle").exists());
    }
}

#[test]
fn the_outcome_can_be_had_as_json() {
    let project = Project::empty();
    let sql = "CREATE TABLE `a` (`id` integer PRIMARY KEY NOT NULL);";
    journal(&project, "db", "sqlite", &[(WHEN, "0000_init", sql)]);
    let ran = project.run(&["db-import", "drizzle", "db", "--json"], None);
    ran.assert_ended(Exit::Done);
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(value["tables"], 1);
    assert_eq!(
        value["histories"][0]["migrations"][0],
        "20260131120000_init"
    );
    let again = project.run(&["db-import", "drizzle", "db", "--json"], None);
    let value: serde_json::Value = serde_json::from_str(&again.out).unwrap();
    assert!(
        value["error"].is_object() || value["error"].is_string(),
        "{value}"
    );
}
