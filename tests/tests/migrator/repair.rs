//! `db-repair`: nobody is left stuck.

use dualect_cli::Exit;
use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};
use dualect_tests::project::Project;
use serde_json::json;

use crate::shop::{json, recorded, shop};

fn edit(project: &Project, engine: Engine, tag: &str, file: &str, sql: &str) {
    std::fs::write(project.migrations(engine).join(tag).join(file), sql).unwrap();
}

both_engines! {
    async fn an_edit_that_is_meant_is_recorded_when_that_is_said(database: Database) {
        let (project, [first, second, third]) = shop();
        project.run(&["db-migrate", "--to", &second], Some(&database)).assert_ended(Exit::Done);
        let ran = project.run(&["db-repair"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.out.ends_with(": nothing waits for a decision\n"), "{}", ran.out);

        edit(&project, database.engine(), &second, "migration.sql", "ALTER TABLE items ADD COLUMN note text CHECK (note <> '');\n");
        project.run(&["db-migrate"], Some(&database)).assert_ended(Exit::Database);
        let ran = project.run(&["db-repair"], Some(&database));
        ran.assert_ended(Exit::Stale);
        assert!(ran.out.contains(&format!("{second} was edited after it was applied\n")), "{}", ran.out);
        assert!(ran.out.contains(&format!("dualect db-repair --accept-edit {second}\n")), "{}", ran.out);

        let ran = project.run(&["db-repair", "--accept-edit", &second, "--dry-run", "--json"], Some(&database));
        ran.assert_ended(Exit::Done);
        let said = json(&ran.out);
        assert_eq!(said["changes"].as_array().unwrap().len(), 2);
        assert_eq!(said["written"], json!(false));
        project.run(&["db-migrate"], Some(&database)).assert_ended(Exit::Database);

        let ran = project.run(&["db-repair", "--accept-edit", &second], Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.err.contains("db-check --database"), "{}", ran.err);
        project.run(&["db-migrate"], Some(&database)).assert_ended(Exit::Done);
        assert_eq!(recorded(&database).await, [first.clone(), second, third]);
        let ran = project.run(&["db-repair", "--accept-edit", &first], Some(&database));
        ran.assert_ended(Exit::Database);
        assert!(ran.err.contains("is left as it is: it is as it was when it was applied"), "{}", ran.err);
    }

    async fn what_was_done_by_hand_is_recorded_in_its_turn(database: Database) {
        let (project, [first, second, third]) = shop();
        project.run(&["db-migrate", "--to", &first], Some(&database)).assert_ended(Exit::Done);
        let ran = project.run(&["db-repair", "--mark-applied", &third], Some(&database));
        ran.assert_ended(Exit::Database);
        assert!(ran.err.contains(&format!("{second} comes before it, and is pending")), "{}", ran.err);
        database.execute("ALTER TABLE items ADD COLUMN note text").await;
        project.run(&["db-migrate"], Some(&database)).assert_ended(Exit::Database);
        project.run(&["db-repair", "--mark-applied", &second], Some(&database)).assert_ended(Exit::Done);
        project.run(&["db-migrate"], Some(&database)).assert_ended(Exit::Done);
        assert_eq!(recorded(&database).await, [first.clone(), second.clone(), third.clone()]);

        let ran = project.run(&["db-repair", "--mark-not-applied", &second], Some(&database));
        ran.assert_ended(Exit::Database);
        assert!(ran.err.contains(&format!("{third} was applied after it")), "{}", ran.err);
        database.execute("ALTER TABLE items DROP COLUMN price").await;
        project.run(&["db-repair", "--mark-not-applied", &third], Some(&database)).assert_ended(Exit::Done);
        project.run(&["db-migrate"], Some(&database)).assert_ended(Exit::Done);
        assert_eq!(recorded(&database).await, [first, second, third]);
        let ran = project.run(&["db-repair", "--mark-applied", "20200101000000_no"], Some(&database));
        assert!(ran.err.contains("there is no migration 20200101000000_no here"), "{}", ran.err);
        let ran = project.run(&["db-repair", "--dry-run"], Some(&database));
        ran.assert_ended(Exit::Wrong);
    }

    async fn a_migration_that_is_gone_for_good_is_forgotten_when_that_is_said(database: Database) {
        let (project, [first, second, third]) = shop();
        project.migrate(&database);
        std::fs::remove_dir_all(project.migrations(database.engine()).join(&second)).unwrap();
        let ran = project.run(&["db-migrate"], Some(&database));
        ran.assert_ended(Exit::Database);
        let ran = project.run(&["db-repair"], Some(&database));
        ran.assert_ended(Exit::Stale);
        assert!(ran.out.contains(&format!("{second} is applied, and there is no such folder here")), "{}", ran.out);
        project.run(&["db-repair", "--mark-not-applied", &second], Some(&database)).assert_ended(Exit::Done);
        project.run(&["db-migrate"], Some(&database)).assert_ended(Exit::Done);
        assert_eq!(recorded(&database).await, [first, third]);
    }
}

/// A migration of three sections, of which the second stands outside any transaction, and finds rows in its way.
const UNIQUE: &str = "ALTER TABLE items ADD COLUMN code text;\n--> statement-breakpoint\n\
    CREATE UNIQUE INDEX CONCURRENTLY items_by_name ON items (name);\n--> statement-breakpoint\n\
    ALTER TABLE items ADD COLUMN last text;\n";
const NOT_UNIQUE: &str = "ALTER TABLE items DROP COLUMN last;\n--> statement-breakpoint\n\
    DROP INDEX CONCURRENTLY items_by_name;\n--> statement-breakpoint\nALTER TABLE items DROP COLUMN code;\n";

/// A database that stands before the second section.
async fn stuck(database: &Database) -> (Project, String) {
    let (project, [first, second, _]) = shop();
    project
        .run(&["db-migrate", "--to", &first], Some(database))
        .assert_ended(Exit::Done);
    database
        .execute("INSERT INTO items (id, name) VALUES (1, 'a'), (2, 'a')")
        .await;
    edit(&project, Engine::Postgres, &second, "migration.sql", UNIQUE);
    edit(&project, Engine::Postgres, &second, "down.sql", NOT_UNIQUE);
    project
        .run(&["db-migrate", "--to", &second], Some(database))
        .assert_ended(Exit::Database);
    (project, second)
}

async fn postgres() -> Database {
    Engine::Postgres.database().await
}

#[tokio::test]
async fn an_interrupted_migration_is_explained_and_goes_on_when_its_rows_are_put_right() {
    let database = postgres().await;
    let (project, tag) = stuck(&database).await;
    let ran = project.run(&["db-repair"], Some(&database));
    ran.assert_ended(Exit::Stale);
    for part in [
        "is applied in part: a run was broken off before section 2 of its migration.sql",
        "  next: CREATE UNIQUE INDEX CONCURRENTLY items_by_name",
        "  to go on: dualect db-migrate\n",
        &format!("  if the rest of it was done by hand: dualect db-repair --mark-applied {tag}\n"),
        &format!(
            "  if what it did was undone by hand: dualect db-repair --mark-not-applied {tag}\n"
        ),
    ] {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
    database.execute("DELETE FROM items WHERE id = 2").await;
    project
        .run(&["db-migrate", "--to", &tag], Some(&database))
        .assert_ended(Exit::Done);
    project
        .run(&["db-repair"], Some(&database))
        .assert_ended(Exit::Done);
}

#[tokio::test]
async fn the_rest_of_an_interrupted_migration_can_be_done_by_hand() {
    let database = postgres().await;
    let (project, tag) = stuck(&database).await;
    database
        .execute("UPDATE items SET name = 'b' WHERE id = 2")
        .await;
    database.execute("CREATE UNIQUE INDEX items_by_name ON items (name); ALTER TABLE items ADD COLUMN last text").await;
    project
        .run(&["db-repair", "--mark-applied", &tag], Some(&database))
        .assert_ended(Exit::Done);
    project
        .run(&["db-rollback", "--accept-lossy"], Some(&database))
        .assert_ended(Exit::Done);
    assert_eq!(recorded(&database).await.len(), 1);
}

#[tokio::test]
async fn what_an_interrupted_migration_did_can_be_undone_by_hand() {
    let database = postgres().await;
    let (project, tag) = stuck(&database).await;
    let ran = project.run(&["db-rollback", "--accept-lossy"], Some(&database));
    ran.assert_ended(Exit::Database);
    database.execute("ALTER TABLE items DROP COLUMN code").await;
    project
        .run(&["db-repair", "--mark-not-applied", &tag], Some(&database))
        .assert_ended(Exit::Done);
    let ran = project.run(&["db-rollback", "--accept-lossy"], Some(&database));
    ran.assert_ended(Exit::Done);
    assert_eq!(recorded(&database).await.len(), 0);
}

#[tokio::test]
async fn an_edit_of_what_has_run_of_an_interrupted_migration_is_accepted() {
    let database = postgres().await;
    let (project, tag) = stuck(&database).await;
    database.execute("DELETE FROM items WHERE id = 2").await;
    edit(
        &project,
        Engine::Postgres,
        &tag,
        "migration.sql",
        &UNIQUE.replace("code text", "code varchar"),
    );
    project
        .run(&["db-migrate"], Some(&database))
        .assert_ended(Exit::Database);
    let ran = project.run(&["db-repair"], Some(&database));
    assert!(
        ran.out.contains("and what has run of it was edited since"),
        "{}",
        ran.out
    );
    project
        .run(&["db-repair", "--accept-edit", &tag], Some(&database))
        .assert_ended(Exit::Done);
    project
        .run(&["db-migrate", "--to", &tag], Some(&database))
        .assert_ended(Exit::Done);
}
