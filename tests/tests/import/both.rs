//! SQLite's and Postgres' migrations of one app become one schema.

use dualect_cli::Exit;
use dualect_tests::drizzle::Kit;
use dualect_tests::engine::Engine;

use super::{folder, import, made};

#[tokio::test]
async fn two_databases_become_one_schema_whose_next_migration_converts_what_differs() {
    for kit in Kit::ALL {
        let project = made(kit, &Engine::ALL);
        let mut databases = Vec::new();
        for engine in Engine::ALL {
            let database = engine.database().await;
            assert_eq!(
                kit.migrate(&database, &project.path(folder(engine))),
                Ok(())
            );
            let seen = match engine {
                Engine::Sqlite => "'2026-01-31 12:00:00'",
                Engine::Postgres => "'2026-01-31 12:00:00+00'",
            };
            let insert = format!(
                "INSERT INTO users (email, name, seen_at) VALUES ('ada@example.org', 'Ada', {seen})"
            );
            database.execute(&insert).await;
            databases.push(database);
        }
        let told = import(&project, &Engine::ALL);
        assert!(told.contains("users.seen_at"), "{told}");
        let schema = project.schema();
        for line in [
            "active     = { type = \"bool\",",
            "meta       = { type = \"json\", default = {} }",
            "role       = { type = \"user_role\", default = \"member\" }",
            "sqlite = { storage = \"seconds\" }",
            "seen_at    = { type = \"timestamp\", nullable = true, sqlite = { storage = \"text\" } }   # review:",
        ] {
            assert!(schema.contains(line), "{line}\n{schema}");
        }
        assert!(!schema.contains(".objects."), "{schema}");
        let generated = project.run(&["db-generate"], None);
        generated.assert_ended(Exit::Done);
        assert!(generated.out.contains("users.seen_at"), "{}", generated.out);
        for database in &databases {
            let url = database.url();
            project.migrate(database);
            project
                .run(&["db-check", "--database", &url], None)
                .assert_ended(Exit::Done);
            for (from, to) in [("schema.toml", url.as_str()), (&url, "schema.toml")] {
                let ran = project.run(
                    &["db-diff", "--from", from, "--to", to, "--accept", "all"],
                    None,
                );
                ran.assert_ended(Exit::Done);
                assert_eq!(ran.out, "", "{}\n{schema}", ran.err);
            }
        }
        let seen = databases[0].rows("SELECT seen_at FROM users").await;
        assert_eq!(seen[0][0].as_deref(), Some("2026-01-31T12:00:00.000000Z"));
        let again = project.run(&["db-generate", "--check"], None);
        again.assert_ended(Exit::Done);
    }
}

#[tokio::test]
async fn a_server_says_what_the_snapshots_say() {
    let project = made(Kit::New, &[Engine::Postgres]);
    let server = Engine::Postgres.database().await;
    let url = server.url();
    let written = project.run(&["db-import", "drizzle", "db/postgres", "--dry-run"], None);
    let asked = project.run(
        &[
            "db-import",
            "drizzle",
            "db/postgres",
            "--dry-run",
            "--scratch",
            &url,
        ],
        None,
    );
    written.assert_ended(Exit::Done);
    asked.assert_ended(Exit::Done);
    let plain = |text: &str| -> Vec<String> {
        let lines = text
            .lines()
            .filter(|line| line.contains(" = ") && !line.contains("sql"));
        lines.map(str::to_owned).collect()
    };
    let columns = |text: &str| {
        let lines = plain(text);
        lines
            .into_iter()
            .filter(|line| line.starts_with("id ") || line.starts_with("email"))
            .collect::<Vec<_>>()
    };
    assert_eq!(columns(&written.out), columns(&asked.out));
}
