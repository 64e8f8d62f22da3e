//! What a live database holds, by its inspector.

use dualect::Db;
use dualect_codegen::dialect::Dialect;
use dualect_codegen::inspect::{Inspected, postgres, sqlite};

use super::{existing, failed, open, value};
use crate::error::{Error, Kind, Result};

const READING: &str = "read what the database holds";

/// What the database at the URL holds.
pub(crate) fn inspect(url: &str) -> Result<Inspected> {
    let options = existing(Some(url.to_owned()));
    let (_, found) = open(options, async |db| inspect_open(db).await)?;
    Ok(found)
}

/// What an open database holds.
pub(crate) async fn inspect_open(db: &Db) -> Result<Inspected> {
    let dialect = dialect(db);
    let query = match dialect {
        Dialect::Sqlite => sqlite::QUERY,
        Dialect::Postgres => postgres::QUERY,
    };
    let answer = value::<String>(db, query.to_owned()).await;
    let answer = answer.map_err(|source| failed(READING, source))?;
    let found = match dialect {
        Dialect::Sqlite => sqlite::read(&answer),
        Dialect::Postgres => postgres::read(&answer),
    };
    found.map_err(|problem| {
        let what = format!("{}: {problem}", db.location());
        Error::plain(Kind::Side { what })
    })
}

/// The dialect that generation knows an open database by.
pub(crate) fn dialect(db: &Db) -> Dialect {
    match db.dialect() {
        dualect::Dialect::Sqlite => Dialect::Sqlite,
        dualect::Dialect::Postgres => Dialect::Postgres,
    }
}
