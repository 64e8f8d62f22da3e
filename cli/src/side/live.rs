//! A live database, read by its inspector.

use dualect::Db;
use dualect::query::Statement;
use dualect_codegen::dialect::Dialect;
use dualect_codegen::inspect::{Inspected, postgres, sqlite};

use crate::command::database;
use crate::command::dry_run::NO_TABLE;
use crate::error::{Error, Kind, Result};

const READING: &str = "read what the database holds";

/// What the database at the URL holds.
pub(super) fn inspect(url: &str, dialect: Dialect) -> Result<Inspected> {
    let options = database::existing(Some(url.to_owned()));
    let (_, found) = database::open(options, async |db| of(db, dialect).await)?;
    Ok(found)
}

/// What an open database holds.
pub(super) async fn of(db: &Db, dialect: Dialect) -> Result<Inspected> {
    let query = match dialect {
        Dialect::Sqlite => sqlite::QUERY,
        Dialect::Postgres => postgres::QUERY,
    };
    // A statement lives as long as the program, and this one ends soon.
    let statement: &'static Statement =
        Box::leak(Box::new(Statement::read("inspect", &NO_TABLE, query)));
    let answer = db.fetch_value::<String>(statement, vec![]).await;
    let answer = answer.map_err(|source| database::failed(READING, source))?;
    let found = match dialect {
        Dialect::Sqlite => sqlite::read(&answer),
        Dialect::Postgres => postgres::read(&answer),
    };
    found.map_err(|problem| {
        let what = format!("{}: {problem}", db.location());
        Error::plain(Kind::Side { what })
    })
}

/// Runs one statement outside any transaction.
pub(super) async fn execute(db: &Db, sql: String, doing: &'static str) -> Result<()> {
    let sql: &'static str = String::leak(sql);
    let statement: &'static Statement =
        Box::leak(Box::new(Statement::read("scratch", &NO_TABLE, sql)));
    let done = db.execute(statement, vec![]).await;
    done.map_err(|source| database::failed(doing, source))?;
    Ok(())
}
