//! `db-lint` and `db-migrate --dry-run` on both engines: what a migration would meet, before it is run.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use dualect_cli::Exit;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use dualect_tests::project::Project;

const SCHEMA: &str = r#"[project]
name = "shop"

[enums]
kind = { values = ["new", "old"], postgres = { native = true } }

[tables.authors.columns]
id = { type = "bigint", primary_key = true }

[tables.posts.columns]
id = { type = "bigint", primary_key = true }
body = "text?"
stars = "bigint"
author = "bigint?"
rank = "int"
kind = "kind"
"#;

/// Everything that rows can be in the way of, under new names.
const NEXT: &str = r#"[project]
name = "shop"

[enums]
kind = { values = ["new"], postgres = { native = true } }

[tables.authors.columns]
id = { type = "bigint", primary_key = true }

[tables.notes]
renamed_from = "posts"

[tables.notes.columns]
id = { type = "bigint", primary_key = true }
content = { type = "text", unique = true, renamed_from = "body" }
stars = "smallint"
author_id = { references = "authors.id", nullable = true, renamed_from = "author" }
level = { type = "int", renamed_from = "rank" }
kind = "kind"

[tables.notes.checks]
low = "level < 10"
"#;

const ROWS: &str = "
    INSERT INTO authors (id) VALUES (1);
    INSERT INTO posts (id, body, stars, author, rank, kind) VALUES
        (1, 'a', 1, 1, 1, 'new'),
        (2, NULL, 1, NULL, 1, 'new'),
        (3, 'b', 70000, NULL, 1, 'new'),
        (4, 'c', 1, 7, 1, 'new'),
        (5, 'd', 1, NULL, 99, 'new'),
        (6, 'e', 1, NULL, 1, 'old'),
        (7, 'e', 1, NULL, 1, 'new')";

both_engines! {
    async fn a_dry_run_finds_the_rows_that_a_migration_would_stumble_over(database: Database) {
        let project = Project::generated(SCHEMA);
        project.migrate(&database);
        database.execute(ROWS).await;
        project.change_to(NEXT);
        let before = database.rows("SELECT id, body, stars, author, rank, kind FROM posts ORDER BY id").await;
        let ran = project.run(&["db-migrate", "--dry-run"], Some(&database));
        ran.assert_ended(Exit::Stale);
        for line in [
            "fails if a row of notes has no content: 1 row\n",
            "fails if two rows of notes are alike in content: 1 row\n",
            "fails if a value of notes.stars does not fit its new type: 1 row\n",
            "fails if a row of notes refers by author_id to a row that authors does not have: 1 row\n",
            "fails if a row of notes breaks low: 1 row\n",
            "SELECT id FROM posts WHERE body IS NULL\n",
        ] {
            assert!(ran.out.contains(line), "{line}{}", ran.out);
        }
        let of_enum = ["kind = 'old'", "NOT (kind IN ('new'))"];
        assert!(of_enum.iter().any(|part| ran.out.contains(part)), "{}", ran.out);
        let after = database.rows("SELECT id, body, stars, author, rank, kind FROM posts ORDER BY id").await;
        assert_eq!(before, after, "nothing is changed");
        project.run(&["db-migrate"], Some(&database)).assert_ended(Exit::Database);

        database.execute("DELETE FROM posts WHERE id > 1").await;
        let ran = project.run(&["db-migrate", "--dry-run"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.out.contains("no row is in the way of"), "{}", ran.out);
        project.migrate(&database);
        let ran = project.run(&["db-migrate", "--dry-run"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.out.contains("0 migrations pending"), "{}", ran.out);
    }

    async fn a_lint_tells_of_what_is_pending_until_it_is_applied(database: Database) {
        let project = Project::generated(SCHEMA);
        project.migrate(&database);
        let ran = project.run(&["db-lint"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert_eq!(ran.out, "no migration is pending\n");
        project.change_to(NEXT);
        let ran = project.run(&["db-lint"], Some(&database));
        ran.assert_ended(Exit::Done);
        for part in ["data-dependent  needs-value", "compatibility   renames-table", "locking         scans-table"] {
            assert!(ran.out.contains(part), "{}", ran.out);
        }
        project.run(&["db-lint", "--fail-on", "data-dependent"], Some(&database)).assert_ended(Exit::Stale);
        project.migrate(&database);
        let ran = project.run(&["db-lint", "--fail-on", "locking"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert_eq!(ran.out, "no migration is pending\n");
    }
}

#[test]
fn a_lint_of_a_named_migration_needs_no_database() {
    let project = Project::generated(SCHEMA);
    project.change_to_accepting(
        &SCHEMA.replace("body = \"text?\"\n", ""),
        &["drops-column:posts.body"],
    );
    let tags = project.tags(dualect_tests::engine::Engine::Sqlite);
    let ran = project.run(&["db-lint", &tags[1]], None);
    ran.assert_ended(Exit::Stale);
    assert!(
        ran.out
            .contains("destructive     drops-column: drops posts.body and every value in it\n"),
        "{}",
        ran.out
    );
    let ran = project.run(&["db-lint", "--fail-on", "never", "--json", &tags[1]], None);
    ran.assert_ended(Exit::Done);
    let said: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let list = &said["migrations"];
    assert_eq!(list[0]["tag"], tags[1].as_str());
    assert_eq!(list[0]["hazards"][0]["code"], "drops-column");
    assert_eq!(list[0]["hazards"][0]["object"], "posts.body");
    assert_eq!(
        list[0]["hazards"][0]["dialects"],
        serde_json::json!(["sqlite", "postgres"])
    );
    let ran = project.run(&["db-lint", "20200101000000_none"], None);
    ran.assert_ended(Exit::Wrong);
    assert!(
        ran.err
            .contains("there is no migration 20200101000000_none"),
        "{}",
        ran.err
    );
}
