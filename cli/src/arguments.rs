//! The command line.

#![allow(
    clippy::doc_markdown,
    reason = "clap prints these comments as they stand"
)]

mod import;
mod migrator;

use std::path::PathBuf;

use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};

use dualect_codegen::dialect::Dialect;

use crate::exit::Exit;
use crate::instant;

pub(crate) use import::{ImportArguments, ImportSource};
pub(crate) use migrator::{
    HistoryArguments, LockArguments, MigrateArguments, NewArguments, RepairArguments,
    RollbackArguments, StatusArguments,
};

/// One schema.toml drives SQLite and Postgres.
#[derive(Debug, Parser)]
#[command(name = "dualect", version, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    /// The schema file; without it, the nearest schema.toml in this folder or above, up to the repository's root
    #[arg(long, global = true, value_name = "PATH")]
    pub(crate) schema: Option<PathBuf>,
    /// Print one JSON object on standard output instead of lines: what was found or done and, where it failed, the error
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Arguments {
    /// Those of a command that asks for nothing but its schema file.
    pub(crate) fn of_schema(path: PathBuf) -> Self {
        Self {
            schema: Some(path),
            json: false,
            command: Command::Tidy,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Put what a schema needs into a cargo workspace: schema.toml, an xtask, a crate for the generated code
    ///
    /// Makes what is missing and replaces nothing: where a file of yours needs a line, the line is added, or printed. Asks nothing.
    Init(InitArguments),
    /// Write DDL, migrations and Rust modules from the schema
    ///
    /// Files appear whole or not at all; files that would not change are not touched. Needs no database.
    #[command(name = "db-generate")]
    Generate(GenerateArguments),
    /// Write the JSON Schema by which an editor completes and checks schema.toml
    ///
    /// Put `#:schema ./schema.schema.json` at the head of the schema file, for Taplo and Even Better TOML.
    #[command(name = "db-schema")]
    Schema(SchemaArguments),
    /// Print what migrations destroy, can fail on, hold up or break
    ///
    /// Of the migrations that the database does not have, or of the ones named. docs/hazards has a page for each code.
    #[command(name = "db-lint")]
    Lint(LintArguments),
    /// Apply the pending migrations to the database
    #[command(name = "db-migrate")]
    Migrate(MigrateArguments),
    /// Take back the newest applied migrations
    #[command(name = "db-rollback")]
    Rollback(RollbackArguments),
    /// Show which migrations the database has and which are pending
    #[command(name = "db-status")]
    Status(StatusArguments),
    /// Print every migration of the database in order: when it was applied, how long it took, and what its way back is
    #[command(name = "db-history")]
    History(HistoryArguments),
    /// Say what waits for a decision in the record of what is applied, or record the decision
    ///
    /// After a run that was broken off outside any transaction, and after an edit of what is applied. Nothing but the record is
    /// ever written by it: no statement of a migration is run.
    #[command(name = "db-repair")]
    Repair(RepairArguments),
    /// Add a migration for statements by hand: it follows the newest one, changes no schema, and does nothing until it is written
    #[command(name = "db-new")]
    New(NewArguments),
    /// Replace the migrations up to a released one by a single one, which creates what they come to
    ///
    /// A database that has applied all of them takes it as applied; a new one runs it; one that has some of them stops and says what
    /// to do. The migrations after it stay as they are.
    #[command(name = "db-squash")]
    Squash(SquashArguments),
    /// Print the SQL that takes one database, schema file or migrations folder to another
    ///
    /// Equal sides print nothing. The statements are for one connection, and best run in one transaction; SQLite's
    /// `PRAGMA foreign_keys` does nothing inside one. What to know of them goes to standard error.
    #[command(name = "db-diff")]
    Diff(DiffArguments),
    /// Make a developer's database what the schema says, at once and without a migration
    ///
    /// For the time in which a schema is still being found. Rows stay; what would be lost waits for --accept.
    #[command(name = "db-push")]
    Push(PushArguments),
    /// Prove the migrations on scratch databases
    ///
    /// Replays both histories from nothing: each migration there, back and there again. They must lead to the schema, and to the same
    /// tables in both databases. With --database it looks whether a live one has drifted instead, and with --against whether the
    /// previous release can run on the new schema.
    #[command(name = "db-check")]
    Check(CheckArguments),
    /// Write a schema.toml from a live database, generate from it, and take the database over as it is
    ///
    /// Nothing in the database is changed: the first migration, `baseline`, is what a new database runs, and is recorded in this one as
    /// applied. What the language has no word for goes by its statement. Nothing is written before a scratch database made of the
    /// schema was found to be the same as this one (on Postgres the role needs CREATEDB).
    #[command(name = "db-pull")]
    Pull(PullArguments),
    /// Write a schema.toml from another tool's migrations, and go on with their history
    ///
    /// Reads the migrations folders of drizzle-kit, 0.2x and 1.x: one, or SQLite's and Postgres' of one app, which become one schema. The
    /// migrations are taken over byte for byte, so that a database that ran them runs none again. Touches no database.
    #[command(name = "db-import")]
    Import(ImportArguments),
    /// Remove from the schema the `renamed_from` lines that have done their work
    #[command(name = "db-tidy")]
    Tidy,
    /// List the templates of the generated Rust, or print one to start your own from
    ///
    /// A file of the same name in the folder that `[output] templates` names takes its place: see docs/templates.md.
    #[command(name = "db-templates")]
    Templates(TemplatesArguments),
}

#[derive(Debug, Args)]
pub(crate) struct InitArguments {
    /// The project's name in a new schema.toml; without it, the root package's or the folder's
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Depend on this checkout of dualect in place of the published crates
    #[arg(long, value_name = "FOLDER")]
    pub(crate) dualect_path: Option<PathBuf>,
    /// Say what would be made, and make nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Default, Args)]
pub(crate) struct GenerateArguments {
    /// The new migration's name; without it, its first change names it
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Write nothing: print what is stale as a diff, and end with 1 if anything is
    #[arg(long, conflicts_with = "overwrite_edited")]
    pub(crate) check: bool,
    /// A loss that is meant, as `drops-column:posts.body`; may be given several times
    #[arg(long, value_name = "CODE:OBJECT")]
    pub(crate) accept: Vec<String>,
    /// Change Postgres' tables without holding up who uses them: in more steps and several transactions
    ///
    /// Without it, a table is changed so where `expected_rows` or --stats says that it is too large to be held.
    #[arg(long)]
    pub(crate) online: bool,
    /// Ask this Postgres database how many rows its tables have, to choose how each is changed; without a URL, DATABASE_URL
    #[arg(long, value_name = "URL", num_args = 0..=1, default_missing_value = "", conflicts_with = "check")]
    pub(crate) stats: Option<String>,
    /// Make the migrations anew that another branch's has overtaken: the ones named, or those that the main branch does not have
    #[arg(long, value_name = "TAG", num_args = 0.., conflicts_with = "check")]
    pub(crate) rebase: Option<Vec<String>>,
    /// The branch whose migrations stay as they are, for --rebase; without it, origin's or the own main or master
    #[arg(long, value_name = "REVISION", requires = "rebase")]
    pub(crate) onto: Option<String>,
    /// The time in the new migration's tag, as YYYYMMDDHHMMSS (UTC) or RFC 3339; without it, now
    #[arg(long, value_name = "TIME", value_parser = instant::parse)]
    pub(crate) at: Option<i64>,
    /// Replace generated files that were edited by hand, and remove orphans that were; the edits are lost
    #[arg(long)]
    pub(crate) overwrite_edited: bool,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArguments {
    /// The file to write; without it, `<schema>.schema.json` beside the schema file
    #[arg(long, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    /// Write nothing: print the difference, and end with 1 if there is any
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Debug, Args)]
pub(crate) struct DatabaseArguments {
    /// The database; without it, DATABASE_URL, and without that the default SQLite file
    #[arg(long, value_name = "URL")]
    pub(crate) database: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct LintArguments {
    /// The migrations, by their folders' names; without any, those that the database does not have
    pub(crate) tags: Vec<String>,
    #[command(flatten)]
    pub(crate) database: DatabaseArguments,
    /// End with 1 where a hazard is of this class or a worse one
    #[arg(long, value_name = "CLASS", value_enum, default_value_t = FailOn::Destructive)]
    pub(crate) fail_on: FailOn,
}

/// From which class on a hazard is a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Something is lost
    Destructive,
    /// It may fail on the rows that are there
    DataDependent,
    /// The version of the app that is running may fail afterwards
    Compatibility,
    /// Others wait while it runs
    Locking,
    /// None is
    Never,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArguments {
    /// What is there: a schema file, a migrations folder, sqlite:PATH, a postgres:// URL, or empty
    #[arg(long, value_name = "SIDE")]
    pub(crate) from: String,
    /// What there shall be: the same choice
    #[arg(long, value_name = "SIDE")]
    pub(crate) to: String,
    /// Print the way back instead
    #[arg(long)]
    pub(crate) down: bool,
    /// What has another name, as table:old=new, column:table.old=new, enum:old=new or value:enum.old=new
    #[arg(long, value_name = "KIND:OLD=NEW")]
    pub(crate) rename: Vec<String>,
    /// A loss that is meant, as `drops-column:posts.body`, or all
    #[arg(long, value_name = "CODE:OBJECT")]
    pub(crate) accept: Vec<String>,
    /// Change Postgres' tables without holding up who uses them; then some statements run in no transaction
    #[arg(long)]
    pub(crate) online: bool,
    /// For which database, where neither side is a live one
    #[arg(long, value_name = "DATABASE", value_enum)]
    pub(crate) dialect: Option<Database>,
}

#[derive(Debug, Args)]
pub(crate) struct PushArguments {
    #[command(flatten)]
    pub(crate) database: DatabaseArguments,
    /// A loss that is meant, as `drops-column:posts.body`, or all
    #[arg(long, value_name = "CODE:OBJECT")]
    pub(crate) accept: Vec<String>,
    /// Change nothing: print the statements
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Go on where the database has migrations, which the changes are then not part of
    #[arg(long)]
    pub(crate) under_migrations: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// A Postgres server where a scratch database can be made and removed, as the URL of any database there; the role needs CREATEDB
    #[arg(long, value_name = "URL")]
    pub(crate) scratch: Option<String>,
    /// Replay the migrations of this database alone
    #[arg(long, value_name = "DATABASE", value_enum)]
    pub(crate) dialect: Option<Database>,
    /// Look whether this database is still what its migrations made of it; without a URL, DATABASE_URL
    #[arg(long, value_name = "URL", num_args = 0..=1, default_missing_value = "", conflicts_with_all = ["scratch", "dialect"])]
    pub(crate) database: Option<String>,
    /// Look whether the generated queries of this revision, which git knows, can run on the new schema
    #[arg(long, value_name = "REVISION", conflicts_with_all = ["scratch", "dialect"])]
    pub(crate) against: Option<String>,
}

/// A kind of database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Database {
    Sqlite,
    Postgres,
}

impl From<Database> for Dialect {
    fn from(database: Database) -> Self {
        match database {
            Database::Sqlite => Self::Sqlite,
            Database::Postgres => Self::Postgres,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct PullArguments {
    /// The database; without it, DATABASE_URL, and without that the default SQLite file
    #[arg(value_name = "URL")]
    pub(crate) url: Option<String>,
    /// The schema file to write; without it, schema.toml in this folder
    #[arg(long, value_name = "PATH", conflicts_with = "schema")]
    pub(crate) output: Option<PathBuf>,
    /// The project's name; without it, the folder's
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// The folder of the migrations, relative to the schema file; without it, `drizzle`
    #[arg(long, value_name = "PATH")]
    pub(crate) migrations: Option<String>,
    /// Change nothing: print the schema
    #[arg(long, conflicts_with = "adopt")]
    pub(crate) dry_run: bool,
    /// Go on where the database holds what the schema cannot say: a new database will lack it
    #[arg(long)]
    pub(crate) partly: bool,
    /// Take over one more database, by the schema that is there: it has to hold what the first migration makes
    #[arg(long, conflicts_with_all = ["output", "name", "migrations"])]
    pub(crate) adopt: bool,
    /// The time in the baseline's tag, as YYYYMMDDHHMMSS (UTC) or RFC 3339; without it, now
    #[arg(long, value_name = "TIME", value_parser = instant::parse)]
    pub(crate) at: Option<i64>,
}

#[derive(Debug, Args)]
pub(crate) struct SquashArguments {
    /// The last migration to replace, by its folder's name: one that every database in production has
    #[arg(long, value_name = "TAG")]
    pub(crate) to: String,
    /// Go on where statements were edited by hand, which new databases will not run any more
    #[arg(long)]
    pub(crate) overwrite_edited: bool,
}

#[derive(Debug, Args)]
pub(crate) struct TemplatesArguments {
    /// The template to print; without it, the names of all
    pub(crate) name: Option<String>,
}

impl Arguments {
    /// Reads them; help, version and wrong usage come back as clap's error.
    pub(crate) fn read(
        program: &str,
        arguments: impl IntoIterator<Item = std::ffi::OsString>,
    ) -> Result<Self, clap::Error> {
        let mut command = Self::command().bin_name(program).after_help(Exit::table());
        for name in [
            "db-generate",
            "db-schema",
            "db-lint",
            "db-diff",
            "db-check",
            "db-push",
            "db-migrate",
            "db-history",
            "db-import",
            "db-new",
            "db-repair",
            "db-pull",
            "db-rollback",
            "db-squash",
            "db-status",
            "db-tidy",
            "db-templates",
        ] {
            command = command.mut_subcommand(name, |sub| sub.after_help(Exit::table()));
        }
        // clap takes the first item for the program's path, which `arguments` does not carry.
        let line = std::iter::once(std::ffi::OsString::from(program)).chain(arguments);
        Self::from_arg_matches(&command.try_get_matches_from(line)?)
    }
}
