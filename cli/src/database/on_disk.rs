//! The migrations on disk, as an app would carry them, and a database beside them.

use std::path::PathBuf;

use dualect::{Db, Migration, Migrations, Options};
use dualect_codegen::dialect::Dialect;
use dualect_codegen::migration::UNWRITTEN;
use dualect_format::fingerprint::schema_hash;
use dualect_format::statements::head_notes;

use super::{failed, open};
use crate::arguments::Arguments;
use crate::command::repair;
use crate::error::{Error, Kind, Result};
use crate::files::history::{self, Sql};
use crate::files::project::Project;
use crate::surroundings::Surroundings;

/// The migrations on disk, read as an app embeds them.
pub(crate) struct OnDisk {
    folder: PathBuf,
    schema_hash: String,
    pub(crate) sqlite: Vec<Sql>,
    postgres: Vec<Sql>,
}

impl OnDisk {
    /// Reads them, and says so where the schema is ahead of them.
    pub(crate) fn read(arguments: &Arguments, around: &mut Surroundings<'_>) -> Result<Self> {
        let project = Project::read(Project::locate(arguments, around)?, around)?;
        Self::of(&project, arguments, around)
    }

    /// Those of a project that has been read.
    pub(crate) fn of(
        project: &Project,
        arguments: &Arguments,
        around: &mut Surroundings<'_>,
    ) -> Result<Self> {
        let migrations = project.migrations();
        let read = Self {
            folder: migrations.clone(),
            schema_hash: schema_hash(&project.source.text),
            sqlite: history::sql(&migrations, Dialect::Sqlite)?,
            postgres: history::sql(&migrations, Dialect::Postgres)?,
        };
        let generate = repair::command("db-generate", arguments, around);
        if read.sqlite.is_empty() && read.postgres.is_empty() {
            let what = "there are no migrations here".to_owned();
            return Err(Error::new(
                Kind::Migrations {
                    path: migrations,
                    what,
                },
                format!("make the first one: {generate}"),
            ));
        }
        let current = project.lock()?.is_some_and(|lock| {
            lock.schema
                .iter()
                .any(|file| file.sha256 == read.schema_hash)
        });
        if !current {
            let schema = around.shown(&project.path);
            around.note(&format!(
                "{schema} was changed after its migrations were generated; run: {generate}"
            ))?;
        }
        Ok(read)
    }

    /// Whether nobody has written yet what this migration does, in one database or the other.
    pub(crate) fn is_unwritten(&self, tag: &str) -> bool {
        let mut all = self.sqlite.iter().chain(&self.postgres);
        all.any(|one| one.tag == tag && head_notes(&one.up).any(|note| note.starts_with(UNWRITTEN)))
    }

    /// Those for one kind of database.
    pub(crate) fn of_dialect(&self, dialect: Dialect) -> &[Sql] {
        match dialect {
            Dialect::Sqlite => &self.sqlite,
            Dialect::Postgres => &self.postgres,
        }
    }
}

/// Migrations as the runtime takes them.
pub(crate) fn lent(list: &[Sql]) -> Vec<Migration<'_>> {
    list.iter()
        .map(|one| Migration {
            tag: &one.tag,
            up: &one.up,
            down: &one.down,
        })
        .collect()
}

/// Opens the database, calls the job with it and the migrations, and closes it. Says where the database is, without its
/// password, beside what the job found.
pub(crate) fn with<T>(
    options: Options,
    on_disk: &OnDisk,
    doing: &'static str,
    job: impl AsyncFnOnce(&Db, &Migrations<'_>) -> dualect::Result<T>,
) -> Result<(String, T)> {
    with_open(options, on_disk, async |db, migrations| {
        let done = job(db, migrations).await;
        done.map_err(|source| failed(doing, source))
    })
}

/// The same for a job that says itself what went wrong.
pub(crate) fn with_open<T>(
    options: Options,
    on_disk: &OnDisk,
    job: impl AsyncFnOnce(&Db, &Migrations<'_>) -> Result<T>,
) -> Result<(String, T)> {
    let (sqlite, postgres) = (lent(&on_disk.sqlite), lent(&on_disk.postgres));
    let migrations = Migrations {
        schema_hash: &on_disk.schema_hash,
        sqlite: &sqlite,
        postgres: &postgres,
    };
    open(options, async |db| {
        refuse_other_dialect(db, on_disk)?;
        job(db, &migrations).await
    })
}

/// A project may be for one database only; the other would look up to date, having no migrations.
fn refuse_other_dialect(db: &Db, on_disk: &OnDisk) -> Result<()> {
    let list = match db.dialect() {
        dualect::Dialect::Sqlite => &on_disk.sqlite,
        dualect::Dialect::Postgres => &on_disk.postgres,
    };
    if !list.is_empty() {
        return Ok(());
    }
    let dialect = db.dialect();
    let what = format!("there are no migrations for {dialect} here, and {db} is one");
    let help = format!(
        "name another database with --database or DATABASE_URL, or add \"{dialect}\" to `[project] dialects`"
    );
    let path = on_disk.folder.clone();
    Err(Error::new(Kind::Migrations { path, what }, help))
}
