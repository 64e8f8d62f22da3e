//! A migration that changes no schema, for statements by hand.

use dualect_format::statements;
use dualect_format::tag::{Slug, Tag};

use super::file::NOTHING;
use super::{Folder, read_history};
use crate::catalog::model::Catalog;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::dialect::Dialect;
use crate::snapshot::{self, Told};

/// The note at the head of a file that nobody has written yet.
pub const UNWRITTEN: &str = "to be written";

/// A migration that is not there yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByHand {
    /// Its tag.
    pub tag: String,
    /// Its folder, for each database.
    pub folders: Vec<Folder>,
}

/// A migration after the newest, whose files say what to write into them, and do nothing until somebody has. Its snapshot is the
/// newest one's.
///
/// # Errors
/// What is wrong with the history, or with the name.
pub fn by_hand(
    history: &[Folder],
    dialects: &[Dialect],
    (name, kind): (&Slug, ByHandKind),
    now: i64,
    migrations_path: &str,
) -> Result<ByHand, Diagnostics> {
    let read = read_history(history, dialects, migrations_path)?;
    let newest = read.tags.values().flatten().max();
    let tag = Tag::next(now, newest, name).map_err(|error| {
        Diagnostics::from(Diagnostic::error(
            Code::MigrationName,
            migrations_path,
            error.to_string(),
        ))
    })?;
    let mut folders = Vec::new();
    for dialect in dialects {
        let Some(head) = read.heads.get(dialect) else {
            continue;
        };
        let catalog = head.catalog(&Catalog::empty(*dialect))?;
        let told = Told {
            parents: &head.parents,
            renamed: &head.renamed,
            replaces: &[],
            // What will be written, nobody can know yet.
            statements: None,
            hazards: &[],
        };
        folders.push(Folder {
            dialect: *dialect,
            tag: tag.to_string(),
            migration: match kind {
                ByHandKind::Sql => up(*dialect),
                ByHandKind::Rust => step(name),
            },
            down: down(),
            snapshot: snapshot::write_catalog(told, &catalog),
        });
    }
    Ok(ByHand {
        tag: tag.to_string(),
        folders,
    })
}

/// What is written by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByHandKind {
    /// Statements.
    Sql,
    /// A step in Rust, of the migration's name.
    Rust,
}

/// The statement stops every other tool: none of them can run the step.
fn step(name: &Slug) -> String {
    format!(
        "-- dualect: step: {name}\n\
         -- A step in Rust: the program runs it that registers it under this name, in batches. No statement of this file is run then.\n\
         {}",
        statements::join([format!(
            "SELECT 1 FROM \"only dualect runs this: the step {name} is in Rust\";"
        )])
    )
}

fn up(dialect: Dialect) -> String {
    format!(
        "-- dualect: {UNWRITTEN}: remove this line when the statements are here; until then the migration runs and does nothing\n\
         -- Write here what it does in {dialect}, the statements apart from each other as in the other migrations, and the same for\n\
         -- every other database beside it. Tables and columns are the schema's business: db-check finds what differs from it.\n\
         {}",
        statements::join([NOTHING])
    )
}

fn down() -> String {
    format!(
        "-- dualect: {UNWRITTEN}: remove this line when the way back is here\n\
         -- Write here what undoes migration.sql. Where that loses something, let the first line be `-- dualect: lossy: <what>`,\n\
         -- and where there is no way back, `-- dualect: irreversible: <why>`, without any statement.\n\
         {}",
        statements::join([NOTHING])
    )
}

impl Folder {
    /// Those of its files that nobody has written yet.
    #[must_use]
    pub fn unwritten(&self) -> Vec<&'static str> {
        let files = [("migration.sql", &self.migration), ("down.sql", &self.down)];
        let is_unwritten =
            |text: &str| statements::head_notes(text).any(|note| note.starts_with(UNWRITTEN));
        let unwritten = files.iter().filter(|(_, text)| is_unwritten(text));
        unwritten.map(|(name, _)| *name).collect()
    }
}
