//! `db-push` on real servers: a developer's database follows the schema file without migrations.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use dualect_cli::Exit;
use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};
use dualect_tests::project::Project;

const SCHEMA: &str = r#"[project]
name = "shop"

[tables.customers.columns]
id = { type = "bigint", primary_key = true }
name = "text?"

[tables.orders.columns]
id = { type = "bigint", primary_key = true }
customer_id = { references = "customers.id", on_delete = "cascade" }
note = { type = "text", default = "none" }
"#;

const ROWS: &str = "INSERT INTO customers (id, name) VALUES (1, 'Ada'), (2, NULL);
    INSERT INTO orders (id, customer_id, note) VALUES (10, 1, 'first'), (11, 1, 'second');";

async fn answer(database: &Database, query: &str) -> String {
    let rows = database.rows(query).await;
    let cells = rows.into_iter().flatten();
    cells
        .map(|cell| cell.unwrap_or("NULL".into()))
        .collect::<Vec<_>>()
        .join(" ")
}

both_engines! {
    async fn an_empty_database_gets_the_schema_and_a_second_push_does_nothing(database: Database) {
        let project = Project::ungenerated(SCHEMA);
        let ran = project.run(&["db-push"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.out.starts_with("add table customers\nadd table orders\n"), "{}", ran.out);
        assert!(ran.out.ends_with("2 changes made\n"), "{}", ran.out);
        database.execute(ROWS).await;
        let ran = project.run(&["db-push"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.out.ends_with("as the schema says\n"), "{}", ran.out);
        let url = database.url();
        let diff = project.run(&["db-diff", "--from", &url, "--to", "schema.toml"], None);
        assert_eq!((diff.exit, diff.out.as_str()), (Exit::Done, ""));
    }

    async fn rows_and_cascading_children_stay_through_renames_and_rebuilds(database: Database) {
        let project = Project::ungenerated(SCHEMA);
        project.run(&["db-push"], Some(&database)).assert_ended(Exit::Done);
        database.execute(ROWS).await;
        project.write_schema(
            &SCHEMA
                .replace("[tables.customers.columns]", "[tables.clients]\nrenamed_from = \"customers\"\n[tables.clients.columns]")
                .replace("customers.id", "clients.id")
                .replace("name = \"text?\"", "full_name = { type = \"text?\", renamed_from = \"name\", unique = true }\nlevel = { type = \"int\", default = 3 }"),
        );
        for _ in 0..2 {
            project.run(&["db-push"], Some(&database)).assert_ended(Exit::Done);
        }
        assert_eq!(answer(&database, "SELECT id, full_name, level FROM clients ORDER BY id").await, "1 Ada 3 2 NULL 3");
        assert_eq!(answer(&database, "SELECT count(*) FROM orders WHERE customer_id = 1").await, "2");
    }

    async fn a_loss_waits_for_consent(database: Database) {
        let project = Project::ungenerated(SCHEMA);
        project.run(&["db-push"], Some(&database)).assert_ended(Exit::Done);
        database.execute(ROWS).await;
        project.write_schema(&SCHEMA.replace("note = { type = \"text\", default = \"none\" }\n", ""));
        let ran = project.run(&["db-push"], Some(&database));
        ran.assert_ended(Exit::Wrong);
        assert!(ran.err.contains("--accept drops-column:orders.note"), "{}", ran.err);
        assert!(ran.err.contains("renamed_from"), "{}", ran.err);
        assert_eq!(answer(&database, "SELECT note FROM orders ORDER BY id").await, "first second");
        let ran = project.run(&["db-push", "--accept", "drops-column:orders.note"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert_eq!(answer(&database, "SELECT count(*) FROM orders").await, "2");
    }

    async fn rows_in_the_way_are_counted_and_nothing_is_changed(database: Database) {
        let project = Project::ungenerated(SCHEMA);
        project.run(&["db-push"], Some(&database)).assert_ended(Exit::Done);
        database.execute(ROWS).await;
        project.write_schema(&SCHEMA.replace("name = \"text?\"", "name = \"text\"\nmore = \"int?\""));
        let ran = project.run(&["db-push"], Some(&database));
        ran.assert_ended(Exit::Stale);
        assert!(ran.out.contains(": 1 row\n"), "{}", ran.out);
        assert!(ran.out.ends_with("nothing was changed\n"), "{}", ran.out);
        database.execute("UPDATE customers SET name = 'Bob' WHERE id = 2").await;
        project.run(&["db-push"], Some(&database)).assert_ended(Exit::Done);
        assert_eq!(answer(&database, "SELECT name, more FROM customers ORDER BY id").await, "Ada NULL Bob NULL");
    }

    async fn a_dry_run_prints_what_a_push_would_run(database: Database) {
        let project = Project::ungenerated(SCHEMA);
        let ran = project.run(&["db-push", "--dry-run"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.out.contains("CREATE TABLE orders"), "{}", ran.out);
        project.run(&["db-push"], Some(&database)).assert_ended(Exit::Done);
        let again = project.run(&["db-push", "--dry-run"], Some(&database));
        assert!(again.out.ends_with("as the schema says\n"), "{}", again.out);
    }

    async fn a_database_under_migrations_is_refused_unless_told(database: Database) {
        let project = Project::generated(SCHEMA);
        project.migrate(&database);
        project.write_schema(&SCHEMA.replace("note =", "more = \"int?\"\nnote ="));
        let ran = project.run(&["db-push"], Some(&database));
        ran.assert_ended(Exit::Wrong);
        assert!(ran.err.contains("is under migrations"), "{}", ran.err);
        let ran = project.run(&["db-push", "--under-migrations"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.out.contains("add column orders.more"), "{}", ran.out);
    }

    async fn what_the_schema_does_not_know_is_not_dropped_unasked(database: Database) {
        let project = Project::ungenerated(SCHEMA);
        database.execute("CREATE TABLE mine (id integer PRIMARY KEY); INSERT INTO mine VALUES (1)").await;
        let ran = project.run(&["db-push"], Some(&database));
        ran.assert_ended(Exit::Wrong);
        assert!(ran.err.contains("--accept drops-table:mine"), "{}", ran.err);
        assert_eq!(answer(&database, "SELECT id FROM mine").await, "1");
    }
}

#[test]
fn a_new_sqlite_file_is_made_and_a_dry_run_makes_none() {
    let project = Project::ungenerated(SCHEMA);
    let file = project.path("new.db");
    let url = format!("sqlite:{}", file.display());
    let ran = project.run(&["db-push", "--dry-run", "--database", &url], None);
    ran.assert_ended(Exit::Done);
    assert!(
        ran.out.contains("CREATE TABLE customers") && !file.exists(),
        "{}",
        ran.out
    );
    let ran = project.run(&["db-push", "--database", &url], None);
    ran.assert_ended(Exit::Done);
    assert!(file.exists());
}

#[test]
fn a_project_for_one_database_refuses_the_other() {
    let schema = SCHEMA.replace(
        "name = \"shop\"",
        "name = \"shop\"\ndialects = [\"postgres\"]",
    );
    let project = Project::ungenerated(&schema);
    let ran = project.run(&["db-push", "--database", "sqlite::memory:"], None);
    ran.assert_ended(Exit::Wrong);
    assert!(ran.err.contains("does not name sqlite"), "{}", ran.err);
}

#[tokio::test]
async fn a_statement_that_fails_leaves_everything_as_it_was() {
    for engine in Engine::ALL {
        let database = engine.database().await;
        let project = Project::ungenerated(SCHEMA);
        project
            .run(&["db-push"], Some(&database))
            .assert_ended(Exit::Done);
        database.execute(ROWS).await;
        // What a push cannot foresee: rows that break a check of the schema's own.
        let check = "[tables.orders.checks]\nshort = \"length(note) < 6\"\n";
        let schema = SCHEMA.replace("note =", "more = \"int?\"\nnote =");
        project.write_schema(&format!("{schema}\n{check}"));
        let ran = project.run(&["db-push"], Some(&database));
        assert_ne!(ran.exit, Exit::Done, "{}{}", ran.out, ran.err);
        assert_eq!(
            answer(&database, "SELECT * FROM orders ORDER BY id").await,
            "10 1 first 11 1 second"
        );
    }
}
