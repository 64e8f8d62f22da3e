//! `db-migrate`, `db-rollback` and `db-status` on both engines, as a person at a terminal meets them.

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

[tables.items.columns]
id   = { type = "bigint", primary_key = true }
name = "text"
"#;

const NEXT: &str = r#"[project]
name = "shop"

[tables.items.columns]
id   = { type = "bigint", primary_key = true }
name = "text"
note = "text?"
"#;

/// A project with two migrations, and their tags.
fn project() -> (Project, [String; 2]) {
    let project = Project::generated(SCHEMA);
    project.change_to(NEXT);
    let tags = project.tags(Engine::Sqlite).try_into().unwrap();
    (project, tags)
}

/// The database as messages name it: its URL without parameters (there is no password in it).
fn place(database: &Database) -> String {
    let url = database.url();
    url.split('?').next().unwrap().to_owned()
}

both_engines! {
    async fn migrating_applies_what_is_pending_and_then_nothing(database: Database) {
        let (project, [first, second]) = project();
        let ran = project.run(&["db-migrate"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert_eq!(ran.out, format!("applied {first}\napplied {second}\n{}: 2 migrations applied\n", place(&database)));
        database.execute("INSERT INTO items (id, name, note) VALUES (1, 'a', NULL)").await;
        let ran = project.run(&["db-migrate"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert_eq!(ran.out, format!("{}: nothing is pending\n", place(&database)));
    }

    async fn status_says_what_is_applied_and_what_is_pending(database: Database) {
        database.execute("CREATE TABLE other (id integer)").await;
        let project = Project::generated(SCHEMA);
        let dialect = database.engine().name();
        let [first] = project.tags(database.engine()).try_into().unwrap();
        let ran = project.run(&["db-status"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert_eq!(ran.out, format!("{}: 0 migrations applied, 1 pending\n  pending  {first}\nrun: dualect db-migrate\n", place(&database)));
        let ran = project.run(&["db-status", "--json"], Some(&database));
        assert_eq!(
            ran.out,
            format!(
                "{{\"applied\":[],\"configured\":true,\"database\":\"{}\",\"dialect\":\"{dialect}\",\"initialized\":false,\
                 \"pending\":[{{\"out_of_order\":false,\"resumes_at\":null,\"reversal\":{{\"class\":\"lossy\",\"lost\":\"drops items and every row in it\"}},\"tag\":\"{first}\"}}]}}\n",
                place(&database)
            )
        );

        project.migrate(&database);
        let ran = project.run(&["db-status"], Some(&database));
        assert!(ran.out.starts_with(&format!("{}: 1 migration applied, 0 pending\n  applied  {first}, 20", place(&database))), "{}", ran.out);
        let ran = project.run(&["db-status", "--json"], Some(&database));
        for part in ["\"initialized\":true", "\"pending\":[]", &format!("\"state\":\"clean\",\"tag\":\"{first}\"")] {
            assert!(ran.out.contains(part), "{}", ran.out);
        }
    }

    async fn a_rollback_that_loses_data_waits_for_consent(database: Database) {
        let (project, [first, second]) = project();
        project.migrate(&database);
        let ran = project.run(&["db-rollback"], Some(&database));
        ran.assert_ended(Exit::Stale);
        assert!(ran.err.contains(&second) && ran.err.contains("help: add --accept-lossy"), "{}", ran.err);
        let ran = project.run(&["db-rollback", "--accept-lossy"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert_eq!(ran.out, format!("took back {second}\n{}: 1 migration taken back\n", place(&database)));
        let ran = project.run(&["db-rollback", "--steps", "5", "--accept-lossy"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert_eq!(ran.out, format!("took back {first}\n{}: 1 migration taken back\n", place(&database)));
        let ran = project.run(&["db-rollback", "--accept-lossy"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert_eq!(ran.out, format!("{}: no migration is applied\n", place(&database)));
    }

    async fn a_migration_edited_after_it_was_applied_is_refused_by_name(database: Database) {
        let project = Project::generated(SCHEMA);
        project.migrate(&database);
        let [tag] = project.tags(database.engine()).try_into().unwrap();
        let file = project.migrations(database.engine()).join(&tag).join("migration.sql");
        let sql = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, sql.replace("name", "title")).unwrap();
        let ran = project.run(&["db-migrate"], Some(&database));
        ran.assert_ended(Exit::Database);
        assert!(ran.err.contains(&format!("migration {tag} was changed after it was applied")), "{}", ran.err);
        let ran = project.run(&["db-status"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.out.contains("but its migration.sql was changed since"), "{}", ran.out);
    }

    async fn a_statement_that_the_database_refuses_is_named_with_its_line(database: Database) {
        let project = Project::generated(SCHEMA);
        database.execute("CREATE TABLE items (id integer)").await;
        let [tag] = project.tags(database.engine()).try_into().unwrap();
        let ran = project.run(&["db-migrate"], Some(&database));
        ran.assert_ended(Exit::Database);
        assert!(ran.err.contains(&format!("migration {tag} failed: migration.sql line 1")), "{}", ran.err);
        assert!(ran.err.contains("items"), "{}", ran.err);
    }

    async fn a_schema_that_is_ahead_of_its_migrations_is_noted(database: Database) {
        let project = Project::generated(SCHEMA);
        project.write_schema(NEXT);
        let ran = project.run(&["db-migrate"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.err.contains("note: schema.toml was changed after its migrations were generated; run: dualect db-generate"), "{}", ran.err);
    }
}

#[test]
fn without_migrations_the_way_to_the_first_is_shown() {
    let project = Project::ungenerated(SCHEMA);
    let ran = project.run(&["db-migrate"], None);
    ran.assert_ended(Exit::Wrong);
    assert!(
        ran.err.contains("there are no migrations here")
            && ran
                .err
                .contains("help: make the first one: dualect db-generate"),
        "{}",
        ran.err
    );
}

#[test]
fn no_message_shows_a_password() {
    let project = Project::generated(SCHEMA);
    for url in [
        "postgres://app:hunter2@127.0.0.1:1/app",
        "postgres://app:hunter2@no.such.host.invalid/app",
        "postgres://127.0.0.1:1/app?user=app&password=hunter2",
        "mysql://app:hunter2@127.0.0.1/app",
        "hunter2",
    ] {
        for command in ["db-status", "db-rollback"] {
            let ran = project.run(&[command, "--database", url], None);
            ran.assert_ended(Exit::Database);
            assert!(
                ran.err.starts_with("error: cannot open the database: "),
                "{}",
                ran.err
            );
            assert!(
                !ran.out.contains("hunter2") && !ran.err.contains("hunter2"),
                "{ran:?}"
            );
        }
    }
}

#[test]
fn a_database_that_the_project_is_not_for_is_refused() {
    let project =
        Project::generated(&SCHEMA.replace("\n[tables", "dialects = [\"postgres\"]\n\n[tables"));
    let ran = project.run(&["db-migrate", "--database", "sqlite::memory:"], None);
    ran.assert_ended(Exit::Wrong);
    assert!(
        ran.err.contains("there are no migrations for sqlite here"),
        "{}",
        ran.err
    );
}

#[test]
fn asking_an_sqlite_file_that_is_not_there_creates_none() {
    let project = Project::generated(SCHEMA);
    let file = project.path("app.db");
    let url = format!("sqlite:{}", file.display());
    let ran = project.run(&["db-status", "--database", &url], None);
    ran.assert_ended(Exit::Done);
    let line = format!("{url}, which is not there yet: 0 migrations applied, 1 pending\n");
    assert!(ran.out.starts_with(&line), "{}", ran.out);
    let ran = project.run(&["db-status", "--json", "--database", &url], None);
    ran.assert_ended(Exit::Done);
    assert!(ran.out.contains("\"configured\":false"), "{}", ran.out);
    let ran = project.run(&["db-rollback", "--database", &url], None);
    ran.assert_ended(Exit::Files);
    assert!(!file.exists());
    project
        .run(&["db-migrate", "--database", &url], None)
        .assert_ended(Exit::Done);
    let ran = project.run(&["db-status", "--json", "--database", &url], None);
    assert!(ran.out.contains("\"configured\":true"), "{}", ran.out);
}
