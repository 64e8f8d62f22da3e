//! The arguments of `db-import`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(crate) struct ImportArguments {
    /// The tool that made the migrations
    #[arg(value_name = "TOOL", value_enum)]
    pub(crate) from: ImportSource,
    /// Its migrations folder; or two: SQLite's and Postgres' of one app
    #[arg(value_name = "DIR", num_args = 1..=2, required = true)]
    pub(crate) folders: Vec<PathBuf>,
    /// The schema file to write; without it, schema.toml in this folder
    #[arg(long, value_name = "PATH", conflicts_with = "schema")]
    pub(crate) output: Option<PathBuf>,
    /// The project's name; without it, the folder's
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// The folder that the history is put into, relative to the schema file; without it `drizzle`, or `migrations` where that is taken
    #[arg(long, value_name = "PATH")]
    pub(crate) migrations: Option<String>,
    /// Ask a Postgres server what the migrations make, in a scratch database beside the one of this URL; without it, the snapshots say it
    #[arg(long, value_name = "URL")]
    pub(crate) scratch: Option<String>,
    /// Write nothing: print the schema
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Go on where the migrations make what the schema cannot say
    #[arg(long)]
    pub(crate) partly: bool,
}

/// A tool whose migrations can be taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportSource {
    /// drizzle-kit, of drizzle-orm
    Drizzle,
}
