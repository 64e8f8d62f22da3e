//! Puts the history and the schema file in place.

use std::fs;
use std::path::Path;

use dualect_codegen::drizzle::DOWN;

use super::made::Made;
use crate::error::{Error, Kind, Result};
use crate::files::{folder_of, stage};
use crate::surroundings::Surroundings;

/// The history appears whole, then the schema file; where the latter fails, the history is removed again.
pub(super) fn put(
    made: &Made,
    schema: &Path,
    migrations: &Path,
    around: &Surroundings<'_>,
) -> Result<()> {
    let parent = folder_of(migrations);
    fs::create_dir_all(parent).map_err(|source| Error::io("create", parent, source))?;
    let staged = tempfile::Builder::new()
        .prefix(".dualect-import-")
        .tempdir_in(parent)
        .map_err(|source| Error::io("create a folder in", parent, source))?;
    let whole = staged.path().join("history");
    for history in &made.histories {
        let folder = whole.join(history.folder.dialect.as_str());
        for (migration, snapshot) in history.folder.migrations.iter().zip(&history.snapshots) {
            let folder = folder.join(migration.tag.as_str());
            fs::create_dir_all(&folder).map_err(|source| Error::io("create", &folder, source))?;
            for (name, text) in [
                ("migration.sql", migration.sql.as_str()),
                ("down.sql", DOWN),
                ("snapshot.json", snapshot),
            ] {
                let path = folder.join(name);
                fs::write(&path, text).map_err(|source| Error::io("write", &path, source))?;
            }
        }
    }
    if migrations.is_dir() {
        // It is empty: whatever was in it was refused.
        fs::remove_dir(migrations).map_err(|source| Error::io("replace", migrations, source))?;
    }
    fs::rename(&whole, migrations).map_err(|source| Error::io("create", migrations, source))?;
    let there = stage::put_new(schema, &made.text);
    if matches!(there, Ok(true)) {
        return Ok(());
    }
    fs::remove_dir_all(migrations).map_err(|source| Error::io("remove", migrations, source))?;
    there?;
    let reports = vec![format!(
        "{} has come to be there meanwhile",
        around.shown(schema)
    )];
    let help = "another command was faster: look at what it wrote";
    Err(Error::new(Kind::InTheWay { reports }, help))
}
