//! What a database holds, and what its rows say: counts, never a value.

use dualect::Db;
use dualect_codegen::dialect::Dialect;
use dualect_codegen::inspect::Inspected;
use dualect_codegen::pull::{Seen, VIEW_TYPES, looks, view_types};

use crate::database::{dialect, failed, inspect_open, value};
use crate::error::{Error, Kind, Result};

/// What was found.
pub(super) struct Found {
    /// The database, without its password.
    pub(super) place: String,
    pub(super) dialect: Dialect,
    pub(super) held: Inspected,
    pub(super) seen: Seen,
    /// What could not be looked at, a line each.
    pub(super) unseen: Vec<String>,
}

/// Reads all of it; refuses a database that is under migrations of ours.
pub(super) async fn read(db: &Db) -> Result<Found> {
    let dialect = dialect(db);
    refuse_ours(db, dialect).await?;
    let held = inspect_open(db).await?;
    let wrong = |what: String| Error::plain(Kind::Side { what });
    let mut seen = Seen::default();
    let mut unseen = Vec::new();
    if dialect == Dialect::Postgres {
        let answer = value::<String>(db, VIEW_TYPES.to_owned()).await;
        let answer = answer.map_err(|source| failed("read the views' types", source))?;
        seen.view_types = view_types(&answer).map_err(|problem| wrong(problem.to_string()))?;
    }
    for look in looks(&held.catalog) {
        // A table that may not be read, or a view that fails, can be taken over all the same.
        match value::<String>(db, look.query.clone()).await {
            Ok(answer) => {
                let rows = look.read(&answer);
                let rows = rows.map_err(|problem| wrong(problem.to_string()))?;
                seen.relations.insert(look.name, rows);
            }
            Err(error) => unseen.push(format!("{} could not be looked at: {error}", look.name)),
        }
    }
    Ok(Found {
        place: db.location().to_owned(),
        dialect,
        held,
        seen,
        unseen,
    })
}

/// The newest migration of ours that the database has a note of, or nothing.
async fn refuse_ours(db: &Db, dialect: Dialect) -> Result<()> {
    let (there, newest) = match dialect {
        Dialect::Sqlite => (
            "SELECT CAST(count(*) AS TEXT) FROM main.sqlite_schema WHERE name = '__dualect_migrations'",
            "SELECT coalesce(max(name), '') FROM main.__dualect_migrations WHERE state <> 'foreign'",
        ),
        Dialect::Postgres => (
            "SELECT CASE WHEN to_regclass('drizzle.__dualect_migrations') IS NULL THEN '0' ELSE '1' END",
            "SELECT coalesce(max(name), '') FROM drizzle.__dualect_migrations WHERE state <> 'foreign'",
        ),
    };
    let unread = |source| failed("read which migrations the database has", source);
    if value::<String>(db, there.to_owned())
        .await
        .map_err(unread)?
        == "0"
    {
        return Ok(());
    }
    let newest = value::<String>(db, newest.to_owned())
        .await
        .map_err(unread)?;
    if newest.is_empty() {
        return Ok(());
    }
    let what = format!(
        "{} is under dualect's migrations already: it has {newest}",
        db.location()
    );
    let help = "take the schema file and the migrations from where they are kept, and use db-migrate; db-diff prints how the database differs from them";
    Err(Error::new(Kind::Side { what }, help))
}
