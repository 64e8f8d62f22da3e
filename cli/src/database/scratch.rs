//! A database of its own for as long as it takes to look at what something makes of it.

use dualect::{Db, Migration};
use dualect_codegen::catalog::model::Catalog;
use dualect_codegen::dialect::{Dialect, SqliteVersion};
use dualect_codegen::diff::Renames;
use dualect_codegen::inspect::Inspected;
use dualect_codegen::migration::{Transition, files};
use dualect_codegen::plan::Terms;

use super::query::execute;
use super::{existing, failed, inspect_open, options, with_db};
use crate::error::{Error, Kind, Result};

const TAG: &str = "20000101000000_scratch";

/// Where a scratch database can be made.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place<'u> {
    /// In memory.
    Sqlite,
    /// On the server of this URL, beside the database that it names.
    Postgres(&'u str),
}

impl<'u> Place<'u> {
    /// Where one can be made of the kind of a live database.
    pub(crate) fn beside(dialect: Dialect, url: &'u str) -> Self {
        match dialect {
            Dialect::Sqlite => Self::Sqlite,
            Dialect::Postgres => Self::Postgres(url),
        }
    }
}

/// The catalog as a database of its own holds it: a server writes expressions in its own way.
pub(crate) async fn inspect_scratch(catalog: &Catalog, place: Place<'_>) -> Result<Inspected> {
    scratch(place, async |db, _| {
        fill(db, catalog).await?;
        inspect_open(db).await
    })
    .await
}

/// Calls the job with a new database, of a name that nobody has, and removes it again however the job ends. It is handed over twice: on
/// Postgres the second has connections of its own.
pub(crate) async fn scratch<T>(
    place: Place<'_>,
    job: impl AsyncFnOnce(&Db, &Db) -> Result<T>,
) -> Result<T> {
    match place {
        Place::Sqlite => {
            let memory = options(Some("sqlite::memory:".to_owned()));
            let done = with_db(memory, async |db| job(db, db).await);
            done.await.map(|(_, found)| found)
        }
        Place::Postgres(url) => on_server(url, job).await,
    }
}

async fn fill(db: &Db, catalog: &Catalog) -> Result<()> {
    let empty = Catalog::empty(catalog.dialect);
    let transition = Transition::new(empty, catalog.clone(), &Renames::default());
    let (up, down) = transition.plans(&Terms::simple(SqliteVersion::BUNDLED));
    let files = files(&up, &down);
    let migration = [Migration {
        tag: TAG,
        up: &files.up,
        down: &files.down,
    }];
    let migrated = db.migrate(&super::migrations(&migration)).await;
    migrated.map_err(|source| failed("fill a scratch database", source))?;
    Ok(())
}

async fn on_server<T>(url: &str, job: impl AsyncFnOnce(&Db, &Db) -> Result<T>) -> Result<T> {
    let name = format!("dualect_scratch_{}", dualect::new_uuid_v4().simple());
    let Some(scratch) = with_database(url, &name) else {
        let what = "the URL names no database, so that none can be made beside it".to_owned();
        return Err(Error::plain(Kind::Side { what }));
    };
    let beside = || existing(Some(url.to_owned()));
    with_db(beside(), async |db| {
        let create = format!("CREATE DATABASE {name} TEMPLATE template0");
        let doing = "make a scratch database (the role needs CREATEDB)";
        execute(db, create, doing).await
    })
    .await?;
    let found = with_db(options(Some(scratch.clone())), async |db| {
        let done = with_db(options(Some(scratch)), async |other| job(db, other).await);
        done.await.map(|(_, found)| found)
    })
    .await;
    with_db(beside(), async |db| {
        let drop = format!("DROP DATABASE {name}");
        execute(db, drop, "remove the scratch database").await
    })
    .await?;
    found.map(|(_, found)| found)
}

/// The URL with another database in it.
fn with_database(url: &str, name: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let (place, query) = match rest.split_once('?') {
        Some((place, query)) => (place, format!("?{query}")),
        None => (rest, String::new()),
    };
    let (server, _) = place.split_once('/')?;
    Some(format!("{scheme}://{server}/{name}{query}"))
}

#[cfg(test)]
mod tests {
    use super::with_database;

    #[test]
    fn only_the_database_of_a_url_is_exchanged() {
        let url = "postgres://me:p%2Fw@host:5432/app?sslmode=require";
        assert_eq!(
            with_database(url, "other").as_deref(),
            Some("postgres://me:p%2Fw@host:5432/other?sslmode=require")
        );
        assert_eq!(with_database("postgres://host", "other"), None);
    }
}
