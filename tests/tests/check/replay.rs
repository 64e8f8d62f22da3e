//! Both histories from nothing.

use dualect_cli::Exit;
use dualect_tests::engine::Engine;
use dualect_tests::project::Project;

use super::{SCHEMA, check, edit, grown, scratch_databases};

#[tokio::test]
async fn histories_that_lead_to_the_schema_pass_and_leave_no_database_behind() {
    let project = grown();
    let ran = check(&project, &[]).await;
    ran.assert_ended(Exit::Done);
    assert_eq!(
        ran.out,
        "sqlite: 3 migrations replayed, each taken back and applied again; they lead to the schema\n\
         postgres: 3 migrations replayed, each taken back and applied again; they lead to the schema\n\
         sqlite and postgres hold the same tables, each in its own way\n"
    );
    assert_eq!(ran.err, "");
    // Another test's may be there at this moment; one of its own would stay.
    let server = Engine::Postgres.database().await;
    let mut seen = scratch_databases(&server).await;
    for _ in 0..100 {
        if seen.is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        let now = scratch_databases(&server).await;
        seen.retain(|name| now.contains(name));
    }
    assert_eq!(seen, Vec::<String>::new());
}

#[tokio::test]
async fn a_column_that_one_database_alone_has_is_named() {
    for (engine, other) in [
        (Engine::Sqlite, "only sqlite has the column"),
        (Engine::Postgres, "only postgres has the column"),
    ] {
        let project = grown();
        let sql = match engine {
            Engine::Sqlite => "ALTER TABLE authors ADD COLUMN nick TEXT;",
            Engine::Postgres => "ALTER TABLE authors ADD COLUMN nick text;",
        };
        let undo = "ALTER TABLE authors DROP COLUMN nick;\n--> statement-breakpoint\n";
        let up = project.migrations(engine).join(&project.tags(engine)[1]);
        let text = std::fs::read_to_string(up.join("migration.sql")).unwrap();
        let text = format!("{}\n--> statement-breakpoint\n{sql}\n", text.trim_end());
        std::fs::write(up.join("migration.sql"), text).unwrap();
        let down = std::fs::read_to_string(up.join("down.sql")).unwrap();
        std::fs::write(up.join("down.sql"), format!("{undo}{down}")).unwrap();
        let ran = check(&project, &[]).await;
        ran.assert_ended(Exit::Stale);
        assert!(
            ran.out.contains(&format!("authors.nick: {other}")),
            "{}",
            ran.out
        );
        assert!(
            ran.out.contains("do not lead to the schema\n"),
            "{}",
            ran.out
        );
        assert!(ran.out.contains("drop column authors.nick"), "{}", ran.out);
        assert!(
            ran.err.contains("was edited after it was written"),
            "{}",
            ran.err
        );
    }
}

#[tokio::test]
async fn a_column_that_is_of_another_kind_in_one_database_is_named_twice() {
    let project = grown();
    edit(
        &project,
        Engine::Postgres,
        1,
        "migration.sql",
        "text",
        "bigint",
    );
    edit(
        &project,
        Engine::Postgres,
        1,
        "migration.sql",
        " COLLATE \"C\"",
        "",
    );
    edit(
        &project,
        Engine::Postgres,
        1,
        "migration.sql",
        "DEFAULT ''",
        "DEFAULT 0",
    );
    let ran = check(&project, &[]).await;
    ran.assert_ended(Exit::Stale);
    assert!(
        ran.out
            .contains("posts.body: TEXT in sqlite, bigint in postgres"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("change posts.body from bigint to text"),
        "{}",
        ran.out
    );
}

#[tokio::test]
async fn a_way_back_that_leaves_something_is_named() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let project = grown();
        let tag = project.tags(engine)[1].clone();
        let down = project.migrations(engine).join(&tag).join("down.sql");
        std::fs::write(down, "SELECT 1;\n").unwrap();
        let ran = check(&project, &["--dialect", engine.name()]).await;
        ran.assert_ended(Exit::Stale);
        let line = format!("{engine} {tag}: its down.sql does not lead back to the step before");
        assert!(ran.out.contains(&line), "{}", ran.out);
        assert!(ran.out.contains("drop column posts.body"), "{}", ran.out);
        assert!(!ran.out.contains("panicked"));
    }
}

#[tokio::test]
async fn a_migration_that_fails_is_named_with_its_statement() {
    let project = grown();
    edit(
        &project,
        Engine::Sqlite,
        0,
        "migration.sql",
        "CREATE TABLE posts",
        "CREATE TALBE posts",
    );
    let ran = check(&project, &[]).await;
    ran.assert_ended(Exit::Stale);
    assert!(ran.out.contains("TALBE"), "{}", ran.out);
    assert!(
        ran.out.contains("postgres: 3 migrations replayed"),
        "{}",
        ran.out
    );
}

#[tokio::test]
async fn an_edit_that_leads_to_the_same_end_is_only_told_of() {
    let project = grown();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let tag = project.tags(engine)[1].clone();
        let path = project.migrations(engine).join(tag).join("migration.sql");
        let text = std::fs::read_to_string(&path).unwrap();
        let text = format!(
            "{}\n--> statement-breakpoint\nUPDATE posts SET body = title;\n",
            text.trim_end()
        );
        std::fs::write(path, text).unwrap();
    }
    let ran = check(&project, &[]).await;
    ran.assert_ended(Exit::Done);
    assert_eq!(
        ran.err.matches("was edited after it was written").count(),
        2,
        "{}",
        ran.err
    );
}

#[tokio::test]
async fn a_schema_that_is_ahead_of_its_migrations_is_told_what_is_missing() {
    let project = grown();
    project.write_schema(&SCHEMA.replace(
        "data = \"json?\"",
        "data = \"json?\"\nbody = { type = \"text\", default = \"\" }\nmore = \"int?\"",
    ));
    let ran = check(&project, &[]).await;
    ran.assert_ended(Exit::Stale);
    assert!(ran.out.contains("add column posts.more"), "{}", ran.out);
    assert!(
        ran.out.contains("dualect db-generate makes the migration"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("sqlite and postgres hold the same tables"),
        "{}",
        ran.out
    );
}

#[tokio::test]
async fn two_heads_a_missing_and_a_misplaced_migration_are_named() {
    let project = grown();
    let tags = project.tags(Engine::Sqlite);
    let folder = project.migrations(Engine::Sqlite);
    let away = project.path("away");
    std::fs::rename(folder.join(&tags[1]), &away).unwrap();
    let ran = check(&project, &[]).await;
    ran.assert_ended(Exit::Wrong);
    assert!(
        ran.err.contains(&format!(
            "it follows {}, and there is no such migration",
            tags[1]
        )),
        "{}",
        ran.err
    );
    // Another order than that in which they follow each other.
    let early = format!("2020{}", &tags[1][4..]);
    let snapshot = folder.join(&tags[2]).join("snapshot.json");
    std::fs::rename(&away, folder.join(&early)).unwrap();
    let text = std::fs::read_to_string(&snapshot).unwrap();
    std::fs::write(&snapshot, text.replace(&tags[1], &early)).unwrap();
    let ran = check(&project, &[]).await;
    ran.assert_ended(Exit::Wrong);
    assert!(
        ran.err
            .contains(&format!("it follows {}, and comes before it", tags[0])),
        "{}",
        ran.err
    );
    // Two that follow the same.
    std::fs::rename(folder.join(&early), folder.join(&tags[1])).unwrap();
    std::fs::write(&snapshot, text.replace(&tags[1], &tags[0])).unwrap();
    let ran = check(&project, &[]).await;
    ran.assert_ended(Exit::Wrong);
    assert!(
        ran.err.contains("both follow the same migration"),
        "{}",
        ran.err
    );
}

#[tokio::test]
async fn a_migration_that_one_database_lacks_is_named() {
    let project = grown();
    let last = project.tags(Engine::Postgres).pop().unwrap();
    std::fs::remove_dir_all(project.migrations(Engine::Postgres).join(&last)).unwrap();
    let ran = check(&project, &[]).await;
    ran.assert_ended(Exit::Stale);
    assert!(
        ran.out.contains(&format!(
            "postgres lacks migrations that sqlite has\n  {last}\n"
        )),
        "{}",
        ran.out
    );
}

#[test]
fn without_a_server_postgres_is_not_passed_over_in_silence() {
    let project = Project::generated(SCHEMA);
    let ran = project.run(&["db-check"], None);
    ran.assert_ended(Exit::Wrong);
    assert!(ran.err.contains("--scratch postgres://"), "{}", ran.err);
    let ran = project.run(&["db-check", "--dialect", "sqlite"], None);
    ran.assert_ended(Exit::Done);
    assert!(
        ran.out.starts_with("sqlite: 1 migration replayed"),
        "{}",
        ran.out
    );
}

#[test]
fn a_project_without_migrations_is_told_to_make_one() {
    let project = Project::ungenerated(SCHEMA);
    let ran = project.run(&["db-check", "--dialect", "sqlite"], None);
    ran.assert_ended(Exit::Stale);
    assert!(
        ran.out.contains("there are no migrations in drizzle"),
        "{}",
        ran.out
    );
}
