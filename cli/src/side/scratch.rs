//! A catalog as a database of its own would hold it, for as long as it takes to look at it.

use dualect::{Db, Migration, Migrations};
use dualect_codegen::catalog::model::Catalog;
use dualect_codegen::dialect::{Dialect, SqliteVersion};
use dualect_codegen::diff::Renames;
use dualect_codegen::inspect::Inspected;
use dualect_codegen::migration::{Transition, files};
use dualect_codegen::plan::Terms;

use super::live;
use crate::command::database;
use crate::error::{Error, Kind, Result};

const TAG: &str = "20000101000000_scratch";

/// Makes a scratch database beside the live one, looks at it, and removes it again.
pub(super) fn inspect(catalog: &Catalog, beside: &str) -> Result<Inspected> {
    match catalog.dialect {
        Dialect::Sqlite => {
            let memory = database::options(Some("sqlite::memory:".to_owned()));
            let (_, found) = database::open(memory, async |db| filled(db, catalog).await)?;
            Ok(found)
        }
        Dialect::Postgres => on_server(catalog, beside),
    }
}

async fn filled(db: &Db, catalog: &Catalog) -> Result<Inspected> {
    let empty = Catalog::empty(catalog.dialect);
    let transition = Transition::new(empty, catalog.clone(), &Renames::default());
    let (up, down) = transition.plans(&Terms::simple(SqliteVersion::BUNDLED));
    let files = files(&up, &down);
    let migration = [Migration {
        tag: TAG,
        up: &files.up,
        down: &files.down,
    }];
    let migrations = Migrations {
        schema_hash: "",
        sqlite: &migration,
        postgres: &migration,
    };
    let migrated = db.migrate(&migrations).await;
    migrated.map_err(|source| database::failed("fill a scratch database", source))?;
    live::of(db, catalog.dialect).await
}

/// A database of a name that nobody has, on the server of the live one.
fn on_server(catalog: &Catalog, beside: &str) -> Result<Inspected> {
    let name = format!("dualect_scratch_{}", dualect::new_uuid_v4().simple());
    let Some(url) = with_database(beside, &name) else {
        let what = "the URL names no database, so that none can be made beside it".to_owned();
        return Err(Error::plain(Kind::Side { what }));
    };
    let existing = || database::existing(Some(beside.to_owned()));
    let (_, ()) = database::open(existing(), async |db| {
        let create = format!("CREATE DATABASE {name} TEMPLATE template0");
        live::execute(
            db,
            create,
            "make a scratch database (the role needs CREATEDB)",
        )
        .await
    })?;
    let scratch = database::options(Some(url));
    let found = database::open(scratch, async |db| filled(db, catalog).await);
    let (_, ()) = database::open(existing(), async |db| {
        let drop = format!("DROP DATABASE {name}");
        live::execute(db, drop, "remove the scratch database").await
    })?;
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
