//! `db-new`: migrations that somebody writes.

use dualect_cli::Exit;
use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};

use crate::shop::{json, recorded, shop};

both_engines! {
    async fn a_migration_by_hand_runs_and_is_taken_back_and_changes_no_schema(database: Database) {
        let (project, _) = shop();
        let ran = project.run(&["db-new", "--name", "fill_prices", "--json"], None);
        ran.assert_ended(Exit::Done);
        let said = json(&ran.out);
        let tag = said["tag"].as_str().unwrap().to_owned();
        assert!(tag.ends_with("_fill_prices"), "{said}");
        assert_eq!(said["files"].as_array().unwrap().len(), 4);
        for engine in Engine::ALL {
            let folder = project.migrations(engine).join(&tag);
            std::fs::write(folder.join("migration.sql"), "UPDATE items SET price = 1 WHERE price IS NULL;\n").unwrap();
            std::fs::write(folder.join("down.sql"), "UPDATE items SET price = NULL WHERE price = 1;\n").unwrap();
        }
        // What is generated knows it, and the schema is not ahead of it.
        project.run(&["db-generate", "--check"], None).assert_ended(Exit::Done);
        project.run(&["db-migrate", "--to", &project.tags(Engine::Sqlite)[2]], Some(&database)).assert_ended(Exit::Done);
        database.execute("INSERT INTO items (id, name) VALUES (1, 'a')").await;
        project.migrate(&database);
        assert_eq!(database.rows("SELECT price FROM items").await[0][0].as_deref(), Some("1"));
        project.run(&["db-rollback"], Some(&database)).assert_ended(Exit::Done);
        assert_eq!(database.rows("SELECT price FROM items").await[0][0], None);
        assert_eq!(recorded(&database).await.len(), 3);
        // The next change follows it.
        project.change_to(&project.schema().replace("price", "cost"). replace("cost = \"int?\"", "cost = { type = \"int?\", renamed_from = \"price\" }"));
        project.run(&["db-generate", "--check"], None).assert_ended(Exit::Done);
        project.migrate(&database);
        assert_eq!(database.rows("SELECT cost FROM items").await[0][0].as_deref(), Some("1"));
    }

    async fn one_that_nobody_has_written_runs_and_is_named(database: Database) {
        let (project, _) = shop();
        let ran = project.run(&["db-new", "--name", "later"], None);
        ran.assert_ended(Exit::Done);
        assert!(ran.out.starts_with("new migration 2026") && ran.out.contains("later: write its statements into\n  drizzle/"), "{}", ran.out);
        let ran = project.run(&["db-lint"], Some(&database));
        assert!(ran.err.contains("_later: its migration.sql has not been written yet"), "{}", ran.err);
        let ran = project.run(&["db-check", "--dialect", "sqlite"], None);
        ran.assert_ended(Exit::Stale);
        assert!(ran.out.contains("_later: its down.sql has not been written yet"), "{} {}", ran.out, ran.err);
        let ran = project.run(&["db-migrate"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.err.contains("_later has not been written yet, and did nothing"), "{}", ran.err);
        project.run(&["db-rollback"], Some(&database)).assert_ended(Exit::Done);
    }
}

#[test]
fn a_name_that_is_none_and_a_schema_that_is_ahead_are_refused() {
    let (project, _) = shop();
    let ran = project.run(&["db-new", "--name", "Fill Prices"], None);
    ran.assert_ended(Exit::Wrong);
    assert!(
        ran.err.contains("help: write --name fill_prices"),
        "{}",
        ran.err
    );
    project.write_schema(&project.schema().replace("price", "cost"));
    let ran = project.run(&["db-new", "--name", "fill_prices"], None);
    ran.assert_ended(Exit::Wrong);
    assert!(
        ran.err.contains("the schema is ahead of its migrations"),
        "{}",
        ran.err
    );
    assert_eq!(project.tags(Engine::Sqlite).len(), 3);
}
