//! A migration run on a real engine: there, back, and there and back again, with what the database holds at each end.

use dualect_codegen::catalog::model::Catalog;
use dualect_codegen::dialect::{Dialect, SqliteVersion};
use dualect_codegen::migration::{Files, Transition};
use dualect_format::statements::sections;

use crate::engine::{Database, Engine};
use crate::live_catalog::describe;
use crate::migration_case::{migration, plain};

/// What is expected of rows.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// Statements that put them in before the migration.
    pub put: String,
    /// Queries and answers that hold before, after, and after going back.
    pub kept: Vec<(String, String)>,
    /// Those that hold after the migration.
    pub up: Vec<(String, String)>,
    /// Those that hold after going back.
    pub down: Vec<(String, String)>,
}

/// The dialect of an engine.
#[must_use]
pub fn dialect(engine: Engine) -> Dialect {
    match engine {
        Engine::Sqlite => Dialect::Sqlite,
        Engine::Postgres => Dialect::Postgres,
    }
}

/// Applies a file as the migrator does: pragmas outside the one transaction.
async fn apply(database: &Database, file: &str) {
    match database {
        Database::Sqlite(database) => {
            let connection = database.connect();
            let mut open = false;
            for section in sections(file) {
                let is_pragma = section.text.lines().any(|line| line.starts_with("PRAGMA"));
                if is_pragma == open {
                    connection
                        .execute_batch(if is_pragma {
                            "COMMIT"
                        } else {
                            "BEGIN IMMEDIATE"
                        })
                        .unwrap();
                    open = !is_pragma;
                }
                let done = connection.execute_batch(section.text);
                done.unwrap_or_else(|error| panic!("{error}\nin {}", section.text));
            }
            if open {
                connection.execute_batch("COMMIT").unwrap();
            }
        }
        Database::Postgres(database) => {
            let mut client = database.connect().await;
            let transaction = client.transaction().await.unwrap();
            for section in sections(file) {
                let done = transaction.batch_execute(section.text).await;
                done.unwrap_or_else(|error| panic!("{error:?}\nin {}", section.text));
            }
            transaction.commit().await.unwrap();
        }
    }
}

async fn expect_answers(database: &Database, answers: &[(String, String)], when: &str) {
    for (query, expected) in answers {
        let rows = database.rows(query).await;
        let found: Vec<String> = rows
            .iter()
            .map(|row| {
                row.iter()
                    .map(|cell| cell.as_deref().unwrap_or("NULL"))
                    .collect::<Vec<_>>()
                    .join("|")
            })
            .collect();
        assert_eq!(
            &found.join("; "),
            expected,
            "{} {when}: {query}",
            database.engine()
        );
    }
}

async fn fresh(engine: Engine, catalog: &Catalog, sqlite: SqliteVersion) -> (Database, String) {
    let database = engine.database().await;
    let Files { up, .. } = migration(&plain(&Catalog::empty(catalog.dialect), catalog), sqlite);
    apply(&database, &up).await;
    let description = describe(&database).await;
    (database, description)
}

/// Takes a fresh database from one catalog to the other and back, twice. The migrated one holds what a fresh one would.
pub async fn run(transition: &Transition, rows: &Rows, engine: Engine, sqlite: SqliteVersion) {
    let files = migration(transition, sqlite);
    let (_, wanted) = fresh(engine, &transition.to, sqlite).await;
    let (database, start) = fresh(engine, &transition.from, sqlite).await;
    if !rows.put.is_empty() {
        database.execute(&rows.put).await;
    }
    expect_answers(&database, &rows.kept, "before").await;
    for round in ["first", "second"] {
        apply(&database, &files.up).await;
        same(
            &describe(&database).await,
            &wanted,
            &format!("{engine}: migrated is not as fresh ({round} time)"),
            &files.up,
        );
        if round == "first" {
            expect_answers(&database, &rows.kept, "after").await;
            expect_answers(&database, &rows.up, "after").await;
        }
        apply(&database, &files.down).await;
        same(
            &describe(&database).await,
            &start,
            &format!("{engine}: back is not as before ({round} time)"),
            &files.down,
        );
        expect_answers(&database, &rows.kept, "after going back").await;
        expect_answers(&database, &rows.down, "after going back").await;
    }
}

fn same(found: &str, wanted: &str, what: &str, file: &str) {
    if found == wanted {
        return;
    }
    let extra: Vec<_> = found
        .lines()
        .filter(|line| !wanted.lines().any(|other| other == *line))
        .collect();
    let missing: Vec<_> = wanted
        .lines()
        .filter(|line| !found.lines().any(|other| other == *line))
        .collect();
    panic!("{what}\nmissing: {missing:#?}\nextra: {extra:#?}\nby\n{file}");
}
