//! A database that a command talks to: which, how it is opened, and what it answers.

mod inspect;
mod on_disk;
mod query;
mod scratch;

use std::ffi::OsStr;
use std::path::Path;

use dualect::{Db, ErrorKind, Migration, MigrationErrorKind, Migrations, Options};

pub(crate) use inspect::{dialect, inspect, inspect_open};
pub(crate) use on_disk::{OnDisk, lent, with, with_open};
pub(crate) use query::value;
pub(crate) use scratch::{Place, inspect_scratch, scratch};

use crate::arguments::DatabaseArguments;
use crate::error::{Error, Kind, Result};
use crate::surroundings::Surroundings;

/// Which database: `--database`, or `DATABASE_URL`; `None` is the default file.
pub(crate) fn url(own: &DatabaseArguments, around: &Surroundings<'_>) -> Result<Option<String>> {
    if own.database.is_some() {
        return Ok(own.database.clone());
    }
    match around.database_url.as_deref().map(OsStr::to_str) {
        None => Ok(None),
        Some(Some(url)) => Ok(Some(url.to_owned())),
        Some(None) => Err(Error::plain(Kind::UrlNotText)),
    }
}

/// How to connect, waiting for a server that is just starting.
pub(crate) fn options(url: Option<String>) -> Options {
    // A command asks one thing at a time, and each reader of SQLite parses the whole schema when it is opened.
    let options = Options::new().readers(1);
    match url {
        Some(url) => options.url(url),
        None => options,
    }
}

/// How to connect to what should be there already.
pub(crate) fn existing(url: Option<String>) -> Options {
    options(url).connect_attempts(1)
}

/// Migrations for the one database that they are run on.
pub(crate) fn migrations<'a>(all: &'a [Migration<'a>]) -> Migrations<'a> {
    Migrations {
        schema_hash: "",
        sqlite: all,
        postgres: all,
    }
}

/// Opens the database, calls the job with it, and closes it.
pub(crate) fn open<T>(
    options: Options,
    job: impl AsyncFnOnce(&Db) -> Result<T>,
) -> Result<(String, T)> {
    wait_for(with_db(options, job))
}

/// Waits for what talks to databases.
pub(crate) fn wait_for<T>(job: impl Future<Output = Result<T>>) -> Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .map_err(|source| Error::io("start a thread of", Path::new("this process"), source))?;
    runtime.block_on(job)
}

/// The same as [`open`] inside another one.
async fn with_db<T>(
    options: Options,
    job: impl AsyncFnOnce(&Db) -> Result<T>,
) -> Result<(String, T)> {
    let opened = Db::connect_with(options).await;
    let db = opened.map_err(|source| failed("open the database", source))?;
    let done = job(&db).await;
    let place = db.location().to_owned();
    let closed = db.close().await;
    let done = done?;
    closed.map_err(|source| failed("close the database", source))?;
    Ok((place, done))
}

/// A database's error; one that only asks for consent says how to give it.
pub(crate) fn failed(doing: &'static str, source: dualect::Error) -> Error {
    if let ErrorKind::Migration(MigrationErrorKind::Lossy { .. }) = source.kind() {
        return Error::new(
            Kind::Consent { source },
            "add --accept-lossy if that may be lost",
        );
    }
    Error::plain(Kind::Database { doing, source })
}
