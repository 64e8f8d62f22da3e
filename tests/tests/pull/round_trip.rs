//! A pulled database goes on: the next migration applies to it, with the rows that it has.

use dualect_cli::Exit;
use dualect_tests::engine::Engine;
use dualect_tests::project::Project;

use super::{holding, pulled, same};

const SQLITE: &str = "
    CREATE TABLE users (id INTEGER PRIMARY KEY, email VARCHAR(255) NOT NULL UNIQUE, role TEXT DEFAULT 'member' CHECK (role IN ('admin', 'member')));
    CREATE TABLE posts (id TEXT PRIMARY KEY, userId INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE, title TEXT NOT NULL CHECK (length(title) > 1), score DECIMAL(10,2));
    CREATE INDEX posts_user ON posts (userId);
    INSERT INTO users VALUES (1, 'a@b', 'admin'), (2, 'c@d', 'member');
    INSERT INTO posts VALUES ('p', 1, 'Hello', 10), ('q', 2, 'There', 1.5);";

const POSTGRES: &str = r#"
    CREATE TABLE users (id serial PRIMARY KEY, email varchar(255) NOT NULL UNIQUE, role text DEFAULT 'member' CHECK (role IN ('admin', 'member')));
    CREATE TABLE posts (id text PRIMARY KEY, "userId" integer NOT NULL REFERENCES users (id) ON DELETE CASCADE, title text NOT NULL CHECK (length(title) > 1), score numeric(10,2));
    CREATE INDEX posts_user ON posts ("userId");
    INSERT INTO users (email, role) VALUES ('a@b', 'admin'), ('c@d', 'member');
    INSERT INTO posts VALUES ('p', 1, 'Hello', 10), ('q', 2, 'There', 1.5);"#;

const ROWS: &str =
    "SELECT p.id, u.email, p.title FROM posts p JOIN users u ON u.id = p.\"userId\" ORDER BY p.id";

/// Each change on its own: one that adds, ones that a table of SQLite has to be rebuilt for.
fn changes(schema: &str) -> Vec<String> {
    let id = schema
        .lines()
        .find(|line| line.starts_with("title "))
        .unwrap();
    let with = |more: &str| schema.replace(id, &format!("{id}\n{more}"));
    let without_check = {
        let from = schema.find("[tables.posts.checks]").unwrap();
        let to = from + schema[from..].find("\n\n").unwrap() + 1;
        format!("{}{}", &schema[..from], &schema[to..])
    };
    vec![
        with("body = \"text?\""),
        with("likes = { type = \"int\", default = 0 }"),
        without_check,
        schema.replace(", on_delete = \"cascade\"", ", on_delete = \"restrict\""),
        schema.replace("score ", "points "),
        schema.replace("email ", "mail  "),
    ]
}

#[tokio::test]
async fn the_next_migration_applies_to_what_was_there_and_goes_back() {
    for (engine, sql) in [(Engine::Sqlite, SQLITE), (Engine::Postgres, POSTGRES)] {
        let first = holding(engine, sql).await;
        let schema = pulled(&first).schema();
        for changed in changes(&schema) {
            assert_ne!(changed, schema);
            let database = holding(engine, sql).await;
            let project = pulled(&database);
            let rows = database.rows(ROWS).await;
            project.write_schema(&changed);
            // A column under another name.
            let renamed = project.run(&["db-generate"], None);
            if renamed.exit != Exit::Done {
                let hint = |line: &str, old: &str| {
                    line.replacen(" }", &format!(", renamed_from = \"{old}\" }}"), 1)
                };
                let lines = changed.lines().map(|line| match line.split(' ').next() {
                    Some("points") if line.contains("{ ") => {
                        let at = line.rfind(" }").unwrap();
                        format!("{}, renamed_from = \"score\" }}", line[..at].trim_end())
                    }
                    Some("mail") => {
                        let at = line.rfind(" }").unwrap();
                        format!("{}, renamed_from = \"email\" }}", line[..at].trim_end())
                    }
                    Some("points") => hint(
                        "points = { type = \"decimal(10,2)\", nullable = true }",
                        "score",
                    ),
                    Some(_) | None => line.to_owned(),
                });
                let lines: Vec<String> = lines.collect();
                project.change_to(&lines.join("\n"));
            }
            project.migrate(&database);
            same(&project, &database);
            let text = ROWS.replace(
                "u.email",
                if changed.contains("mail  ") {
                    "u.mail"
                } else {
                    "u.email"
                },
            );
            assert_eq!(database.rows(&text).await, rows, "{changed}");
            // And a new database comes to the same.
            let new = engine.database().await;
            project.migrate(&new);
            same(&project, &new);
            let back = project.run(&["db-rollback", "--accept-lossy"], Some(&database));
            back.assert_ended(Exit::Done);
            assert_eq!(database.rows(ROWS).await, rows, "{changed}");
            let url = database.url();
            let left = project.run(&["db-diff", "--from", &url, "--to", &first.url()], None);
            left.assert_ended(Exit::Done);
            assert_eq!(left.out, "", "{}", left.err);
        }
    }
}

#[tokio::test]
async fn the_other_database_is_added_by_its_name_where_all_is_portable() {
    for (engine, sql) in [
        (
            Engine::Sqlite,
            "CREATE TABLE users (id INTEGER PRIMARY KEY, email VARCHAR(255) NOT NULL UNIQUE, note TEXT, at INTEGER);
             CREATE TABLE posts (id TEXT PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE);
             CREATE INDEX by_user ON posts (user_id);",
        ),
        (
            Engine::Postgres,
            "CREATE TABLE users (id bigserial PRIMARY KEY, email varchar(255) NOT NULL UNIQUE, note text, at timestamp DEFAULT now());
             CREATE TABLE posts (id text PRIMARY KEY, user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE);
             CREATE INDEX by_user ON posts (user_id);",
        ),
    ] {
        let database = holding(engine, sql).await;
        let project = pulled(&database);
        let other = match engine {
            Engine::Sqlite => Engine::Postgres,
            Engine::Postgres => Engine::Sqlite,
        };
        let schema = project.schema();
        let one = format!("dialects = [\"{}\"]", engine.name());
        assert!(schema.contains(&one), "{schema}");
        project.change_to(&schema.replace(&one, "dialects = [\"sqlite\", \"postgres\"]"));
        let new = other.database().await;
        project.migrate(&new);
        same(&project, &new);
        same(&project, &database);
        let migrated = project.run(&["db-migrate"], Some(&database));
        migrated.assert_ended(Exit::Done);
    }
}

#[tokio::test]
async fn a_pull_without_a_file_prints_what_it_would_write_and_changes_nothing() {
    for (engine, sql) in [(Engine::Sqlite, SQLITE), (Engine::Postgres, POSTGRES)] {
        let database = holding(engine, sql).await;
        let project = Project::empty();
        let printed = project.run(&["db-pull", "--dry-run", "--name", "app"], Some(&database));
        printed.assert_ended(Exit::Done);
        assert!(
            std::fs::read_dir(project.path(""))
                .unwrap()
                .next()
                .is_none()
        );
        project
            .run(&["db-pull", "--name", "app"], Some(&database))
            .assert_ended(Exit::Done);
        assert_eq!(printed.out, project.schema());
    }
}
