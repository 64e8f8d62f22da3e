//! A migration run on a real engine: there, back, and there and back again, with what the database and its rows are at each end.

use dualect_codegen::catalog::model::Catalog;
use dualect_codegen::dialect::{Dialect, SqliteVersion};
use dualect_codegen::migration::{Files, HazardNote, Transition};
use dualect_codegen::plan::Terms;
use dualect_format::statements::sections;

use crate::engine::{Database, Engine};
use crate::live_catalog::describe;
use crate::live_rows::{differences, live_rows};
use crate::migration_case::{migration, plain};
use crate::migration_reverse::Reverse;

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
    /// Statements that write rows after the migration, the second time: going back loses them, or gives them back.
    pub put_after: String,
    /// Statements that make the rows such as going back takes them.
    pub put_right: String,
}

/// The dialect of an engine.
#[must_use]
pub fn dialect(engine: Engine) -> Dialect {
    match engine {
        Engine::Sqlite => Dialect::Sqlite,
        Engine::Postgres => Dialect::Postgres,
    }
}

/// Applies a file as the migrator does: pragmas outside the one transaction, and on Postgres one transaction between sections
/// that say that they want none.
///
/// # Errors
/// A statement fails; then nothing was done.
pub async fn apply(database: &Database, file: &str) -> Result<(), String> {
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
                        .map_err(|error| error.to_string())?;
                    open = !is_pragma;
                }
                let done = connection.execute_batch(section.text);
                done.map_err(|error| format!("{error}\nin {}", section.text))?;
            }
            if open {
                let done = connection.execute_batch("COMMIT");
                done.map_err(|error| error.to_string())?;
            }
        }
        Database::Postgres(database) => {
            let mut client = database.connect().await;
            let mut transaction = client.transaction().await.unwrap();
            for section in sections(file) {
                let failed = |error| format!("{error:?}\nin {}", section.text);
                if section.text.contains("-- dualect: no-transaction\n") {
                    transaction.commit().await.map_err(failed)?;
                    let done = client.batch_execute(section.text).await;
                    done.map_err(failed)?;
                    transaction = client.transaction().await.unwrap();
                } else {
                    let done = transaction.batch_execute(section.text).await;
                    done.map_err(failed)?;
                }
            }
            let done = transaction.commit().await;
            done.map_err(|error| format!("{error:?}"))?;
        }
    }
    Ok(())
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

/// A fresh database of that catalog, and its description.
pub async fn fresh(engine: Engine, catalog: &Catalog, sqlite: SqliteVersion) -> (Database, String) {
    let database = engine.database().await;
    let Files { up, .. } = migration(&plain(&Catalog::empty(catalog.dialect), catalog), sqlite);
    applied(&database, &up).await;
    let description = describe(&database).await;
    (database, description)
}

async fn applied(database: &Database, file: &str) {
    let done = apply(database, file).await;
    done.unwrap_or_else(|error| panic!("{}: {error}", database.engine()));
}

/// Takes a fresh database from one catalog to the other and back, twice. The migrated one holds what a fresh one would; going back
/// brings the same rows, or `down.sql` says that it loses some.
pub async fn run(
    transition: &Transition,
    rows: &Rows,
    engine: Engine,
    sqlite: SqliteVersion,
) -> Reverse {
    let files = migration(transition, sqlite);
    let reverse = run_files(transition, &files, rows, engine, sqlite).await;
    let hidden = reverse.hides_nothing();
    hidden.unwrap_or_else(|hidden| panic!("{engine}: {hidden}\nby\n{}\n{}", files.up, files.down));
    reverse
}

/// The same by these files, whatever they say of themselves.
pub async fn run_files(
    transition: &Transition,
    files: &Files,
    rows: &Rows,
    engine: Engine,
    sqlite: SqliteVersion,
) -> Reverse {
    let (from, to) = (&transition.from, &transition.to);
    let (_, wanted) = fresh(engine, to, sqlite).await;
    let (database, start) = fresh(engine, from, sqlite).await;
    put(&database, &rows.put).await;
    expect_answers(&database, &rows.kept, "before").await;
    expect_nothing_in_the_way(&database, transition, sqlite).await;
    let first = live_rows(&database, from, to).await;
    let there = async |time: &str| {
        applied(&database, &files.up).await;
        let what = format!("{engine}: migrated is not as fresh ({time} time)");
        same(&describe(&database).await, &wanted, &what, &files.up);
    };
    let back = async |time: &str| {
        put(&database, &rows.put_right).await;
        applied(&database, &files.down).await;
        let what = format!("{engine}: back is not as before ({time} time)");
        same(&describe(&database).await, &start, &what, &files.down);
        expect_answers(&database, &rows.kept, "after going back").await;
        expect_answers(&database, &rows.down, "after going back").await;
    };
    there("first").await;
    expect_answers(&database, &rows.kept, "after").await;
    expect_answers(&database, &rows.up, "after").await;
    back("first").await;
    let mut lost = differences(&first, &live_rows(&database, from, to).await);
    there("second").await;
    back("second").await;
    there("third").await;
    put(&database, &rows.put_after).await;
    put(&database, &rows.put_right).await;
    let second = live_rows(&database, to, from).await;
    applied(&database, &files.down).await;
    applied(&database, &files.up).await;
    lost.extend(differences(&second, &live_rows(&database, to, from).await));
    Reverse::new(&files.down, lost)
}

/// The queries that come with hazards find no row, for the migration passes.
async fn expect_nothing_in_the_way(
    database: &Database,
    transition: &Transition,
    sqlite: SqliteVersion,
) {
    let (up, _) = transition.plans(&Terms::simple(sqlite));
    for note in HazardNote::of(&up, transition) {
        for query in &note.queries {
            let found = database.rows(query).await;
            let engine = database.engine();
            assert!(
                found.is_empty(),
                "{engine}: {} is told of {found:?} by {query}, and the migration takes them",
                note.code
            );
        }
    }
}

async fn put(database: &Database, statements: &str) {
    if !statements.is_empty() {
        database.execute(statements).await;
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
