//! What a database holds that ran the migrations: after each of them.

use dualect::{Db, Migration};
use dualect_codegen::catalog::model::Catalog;
use dualect_codegen::dialect::Dialect;
use dualect_codegen::drizzle::{Folder, postgres_catalog};
use dualect_codegen::inspect::Inspected;

use super::folder::{Read, failed};
use crate::arguments::ImportArguments;
use crate::database::{self, Place, inspect_open, scratch, wait_for};
use crate::error::{Error, Kind, Result};

/// What was found.
pub(super) struct Held {
    /// After the newest.
    pub(super) end: Inspected,
    /// After each, the newest last.
    pub(super) after: Vec<Catalog>,
    /// Whether a database said so, in its own words.
    pub(super) asked: bool,
}

/// SQLite is asked in memory, and Postgres where a server is named; otherwise its newest snapshot says it.
pub(super) fn read(of: &Read, own: &ImportArguments) -> Result<Held> {
    let place = match (of.folder.dialect, &own.scratch) {
        (Dialect::Sqlite, _) => Place::Sqlite,
        (Dialect::Postgres, Some(url)) => Place::Postgres(url),
        (Dialect::Postgres, None) => return written(of),
    };
    let ran = wait_for(scratch(place, async |db, looking| {
        replay(db, looking, &of.folder).await
    }));
    ran.map_err(|error| {
        let help = "a migration that no new database can run is no history: put right what it needs (an extension, say), or begin with db-pull on a live database";
        let what = format!("its migrations do not run on a new database: {error}");
        Error::new(Kind::Migrations { path: of.path.clone(), what }, help)
    })
}

/// One connection runs them, and another looks.
async fn replay(db: &Db, looking: &Db, folder: &Folder) -> Result<Held> {
    let migrations: Vec<Migration<'_>> = folder
        .migrations
        .iter()
        .map(|migration| Migration {
            tag: migration.tag.as_str(),
            up: &migration.sql,
            down: "",
        })
        .collect();
    let mut after = Vec::new();
    let mut end = None;
    for upto in 1..=migrations.len() {
        let so_far = migrations.get(..upto).unwrap_or_default();
        let done = db.migrate(&database::migrations(so_far)).await;
        done.map_err(|source| database::failed("run the migrations", source))?;
        let inspected = inspect_open(looking).await?;
        after.push(inspected.catalog.clone());
        end = Some(inspected);
    }
    let end = match end {
        Some(end) => end,
        None => inspect_open(looking).await?,
    };
    Ok(Held {
        end,
        after,
        asked: true,
    })
}

/// By the snapshots; one that is missing changes nothing that anybody reads.
fn written(of: &Read) -> Result<Held> {
    let end = postgres_catalog(&of.folder).map_err(|problem| failed(&of.path, problem))?;
    let mut after = Vec::new();
    let mut last = Catalog::empty(Dialect::Postgres);
    for upto in 1..=of.folder.migrations.len() {
        let so_far = Folder {
            migrations: of
                .folder
                .migrations
                .get(..upto)
                .unwrap_or_default()
                .to_vec(),
            ..of.folder.clone()
        };
        if let Ok(found) = postgres_catalog(&so_far) {
            last = found.catalog;
        }
        after.push(last.clone());
    }
    Ok(Held {
        end,
        after,
        asked: false,
    })
}
