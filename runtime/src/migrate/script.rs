//! An app's migrations, read and checked before a database is touched.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use dualect_format::baseline::{Replaced, replaced};
use dualect_format::hash::{normalised_hash, normalised_hash_of, sha256_hex};
use dualect_format::statements::{Section, head_notes, sections, split};
use dualect_format::tag::Tag;

use super::error::{MigrationErrorKind, ScriptFile, SectionFailure};
use super::migration::Migrations;
use super::report::Reversal;
use super::statement::{controls_transaction, runs_alone, set_foreign_keys};
use crate::Dialect;

/// The migrations for one database, in the order of their tags; owned, so that they can be handed to a driver's thread.
#[derive(Debug, Clone)]
pub struct Scripts {
    dialect: Dialect,
    all: Vec<Script>,
    /// What they are run on.
    #[cfg(feature = "postgres")]
    flavor: crate::postgres::Flavor,
}

impl Scripts {
    /// Takes the migrations for one database; a tag that is none, or stands twice, is refused.
    pub fn read(migrations: &Migrations<'_>, dialect: Dialect) -> Result<Self, MigrationErrorKind> {
        let mut seen = BTreeSet::new();
        let mut scripts = Vec::new();
        for migration in migrations.of(dialect) {
            let wrong = |why: String| MigrationErrorKind::Tag {
                tag: migration.tag.to_owned(),
                why,
            };
            let tag = Tag::parse(migration.tag).map_err(|error| wrong(error.to_string()))?;
            if !seen.insert(tag.clone()) {
                return Err(wrong("it stands there twice".to_owned()));
            }
            let replaces = replaced(migration.up).map_err(|error| wrong(error.to_string()))?;
            let text = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
            scripts.push(Script {
                tag,
                up: migration.up.to_owned(),
                down: text(migration.down),
                replaces,
                hash: OnceLock::new(),
                file_hashes: OnceLock::new(),
            });
        }
        for script in &scripts {
            let mut others = scripts.iter();
            if let Some(baseline) = others.find(|other| other.replaced(&script.tag).is_some()) {
                return Err(MigrationErrorKind::Tag {
                    tag: script.tag.to_string(),
                    why: format!("{} replaces it", baseline.tag),
                });
            }
        }
        scripts.sort_by(|one, other| one.tag.cmp(&other.tag));
        Ok(Self {
            dialect,
            all: scripts,
            #[cfg(feature = "postgres")]
            flavor: crate::postgres::Flavor::default(),
        })
    }

    /// The same, to be run on that kind of server.
    #[cfg(feature = "postgres")]
    pub(crate) fn on(self, flavor: crate::postgres::Flavor) -> Self {
        Self { flavor, ..self }
    }

    #[cfg(feature = "postgres")]
    pub(super) fn flavor(&self) -> crate::postgres::Flavor {
        self.flavor
    }

    /// What is recorded of a migration with a step in Rust.
    pub(crate) fn step_record(&self, tag: &str) -> Result<StepRecord<'_>, MigrationErrorKind> {
        let Some(script) = self.script(tag) else {
            let tag = tag.to_owned();
            return Err(MigrationErrorKind::Unknown { tag });
        };
        let [file_hash, ..] = script.file_hashes();
        Ok(StepRecord {
            begun: script.hash_of_first(ScriptFile::Up, 0),
            hash: script.hash(),
            file_hash,
            created_at: script.tag.unix_millis(),
        })
    }

    pub(super) fn dialect(&self) -> Dialect {
        self.dialect
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Script> {
        self.all.iter()
    }

    /// The migration of this tag, or the baseline that stands in its place.
    pub(super) fn known(&self, tag: &str) -> Option<Known<'_>> {
        // Tags are ordered as their texts are.
        if let Some(script) = self.script(tag) {
            return Some(Known::Script(script));
        }
        self.all_replaced()
            .find(|known| known.tag().as_str() == tag)
    }

    /// The migration of this tag.
    pub(super) fn script(&self, tag: &str) -> Option<&Script> {
        let at = self
            .all
            .binary_search_by(|script| script.tag.as_str().cmp(tag));
        at.ok().and_then(|at| self.all.get(at))
    }

    /// Everything that a database's row may be of.
    pub(super) fn all_known(&self) -> impl Iterator<Item = Known<'_>> {
        self.iter().map(Known::Script).chain(self.all_replaced())
    }

    fn all_replaced(&self) -> impl Iterator<Item = Known<'_>> {
        self.iter().flat_map(|baseline| {
            let replaces = baseline.replaces.iter();
            replaces.map(move |replaced| Known::Replaced { baseline, replaced })
        })
    }
}

/// What is recorded of a migration with a step in Rust.
#[derive(Debug)]
pub(crate) struct StepRecord<'a> {
    /// The hash while it is under way: of nothing.
    pub(crate) begun: String,
    pub(crate) hash: &'a str,
    pub(crate) file_hash: &'a str,
    /// In milliseconds since 1970.
    pub(crate) created_at: i64,
}

/// What an app knows of a migration.
#[derive(Debug, Clone, Copy)]
pub(super) enum Known<'a> {
    /// All of it.
    Script(&'a Script),
    /// What the baseline says that stands in its place.
    Replaced {
        baseline: &'a Script,
        replaced: &'a Replaced,
    },
}

impl<'a> Known<'a> {
    pub(super) fn tag(self) -> &'a Tag {
        match self {
            Self::Script(script) => &script.tag,
            Self::Replaced { replaced, .. } => &replaced.tag,
        }
    }

    /// Whether drizzle-orm records this of the file.
    pub(super) fn has_file_hash(self, hash: &str) -> bool {
        match self {
            Self::Script(script) => script.file_hashes().iter().any(|one| one == hash),
            Self::Replaced { replaced, .. } => replaced.file_hash == hash,
        }
    }

    /// What drizzle-orm records of the file.
    pub(super) fn file_hash(self) -> &'a str {
        match self {
            Self::Script(script) => {
                let [hash, ..] = script.file_hashes();
                hash
            }
            Self::Replaced { replaced, .. } => &replaced.file_hash,
        }
    }

    /// How many sections `migration.sql` has, where it is here.
    pub(super) fn section_count(self) -> usize {
        match self {
            Self::Script(script) => script.section_count(),
            Self::Replaced { .. } => 0,
        }
    }

    /// The hash that only a change of what the file does changes.
    pub(super) fn hash(self) -> &'a str {
        match self {
            Self::Script(script) => script.hash(),
            Self::Replaced { replaced, .. } => &replaced.hash,
        }
    }
}

/// One migration.
#[derive(Debug, Clone)]
pub(super) struct Script {
    pub(super) tag: Tag,
    up: String,
    down: Option<String>,
    /// What it stands for, oldest first, where it is a baseline.
    pub(super) replaces: Vec<Replaced>,
    hash: OnceLock<String>,
    file_hashes: OnceLock<[String; 3]>,
}

/// Of a tag there is one.
impl PartialEq for Script {
    fn eq(&self, other: &Self) -> bool {
        self.tag == other.tag
    }
}

impl Eq for Script {}

/// A section that is to be run, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step<'a> {
    pub(super) section: Section<'a>,
    pub(super) kind: StepKind,
}

/// How a section is to be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StepKind {
    /// There is nothing in it to run.
    Blank,
    /// Within the migration's transaction.
    Plain,
    /// `PRAGMA foreign_keys`: takes effect only outside a transaction, so it becomes the way the whole file is run.
    ForeignKeys {
        /// Whether it turns enforcement off.
        off: bool,
    },
    /// Outside any transaction: the database takes it only so.
    Alone,
}

impl Script {
    /// What it says of a migration that it replaces.
    fn replaced(&self, tag: &Tag) -> Option<&Replaced> {
        self.replaces.iter().find(|replaced| replaced.tag == *tag)
    }

    /// What drizzle-orm records of the file, for each line ending that a checkout may have given it; ours first.
    pub(super) fn file_hashes(&self) -> &[String; 3] {
        self.file_hashes.get_or_init(|| {
            let unix = self.up.replace("\r\n", "\n");
            [
                sha256_hex(&self.up),
                sha256_hex(&unix),
                sha256_hex(unix.replace('\n', "\r\n")),
            ]
        })
    }

    /// The hash that only a change of what the file does changes.
    pub(super) fn hash(&self) -> &str {
        self.hash.get_or_init(|| normalised_hash(&self.up))
    }

    /// That hash of a file's first sections.
    pub(super) fn hash_of_first(&self, file: ScriptFile, count: usize) -> String {
        let sections = sections(self.text(file));
        normalised_hash_of(&sections[..count.min(sections.len())])
    }

    /// The name of its step in Rust, where it has one: `-- dualect: step: <name>` at its head. No statement of the file is run then;
    /// what stands there stops other tools' migrators.
    pub(super) fn step(&self) -> Option<&str> {
        head_notes(&self.up).find_map(|note| Some(note.strip_prefix("step:")?.trim()))
    }

    /// How many sections `migration.sql` has.
    pub(super) fn section_count(&self) -> usize {
        sections(&self.up).len()
    }

    pub(super) fn text(&self, file: ScriptFile) -> &str {
        match file {
            ScriptFile::Up => &self.up,
            ScriptFile::Down => self.down.as_deref().unwrap_or_default(),
        }
    }

    /// The file's sections, with how to run each. A file that begins or ends transactions itself is refused: the
    /// boundaries are ours to keep.
    pub(super) fn steps(
        &self,
        file: ScriptFile,
        dialect: Dialect,
    ) -> Result<Vec<Step<'_>>, MigrationErrorKind> {
        let mut steps = Vec::new();
        for section in sections(self.text(file)) {
            let statements = split(section.text);
            if let Some(statement) = statements
                .iter()
                .find(|statement| controls_transaction(statement.text))
            {
                return Err(MigrationErrorKind::Section(Box::new(SectionFailure {
                    line: section.line_at(statement.start),
                    statement: statement.text.lines().next().unwrap_or_default().to_owned(),
                    message: "a migration cannot begin or end transactions: the migrator does"
                        .to_owned(),
                    code: None,
                    ..self.failure(file, &section)
                })));
            }
            let kind = match (dialect, statements.as_slice()) {
                (Dialect::Sqlite | Dialect::Postgres, []) => StepKind::Blank,
                (Dialect::Sqlite, [statement]) if set_foreign_keys(statement.text).is_some() => {
                    StepKind::ForeignKeys {
                        off: set_foreign_keys(statement.text) == Some(false),
                    }
                }
                (Dialect::Postgres, [statement])
                    if runs_alone(statement.text) || says_alone(section.text) =>
                {
                    StepKind::Alone
                }
                (Dialect::Sqlite | Dialect::Postgres, [_, ..]) => StepKind::Plain,
            };
            steps.push(Step { section, kind });
        }
        Ok(steps)
    }

    /// A failure of this section, for which a driver fills in what the database said.
    pub(super) fn failure(&self, file: ScriptFile, section: &Section<'_>) -> SectionFailure {
        SectionFailure {
            tag: self.tag.to_string(),
            file,
            section: section.number,
            line: section.line,
            statement: section.summary().to_owned(),
            message: String::new(),
            code: None,
            kept: 0,
        }
    }

    /// What the comments at the head of `down.sql` say of it.
    pub(super) fn reversal(&self) -> Reversal {
        reversal(self.down.as_deref().unwrap_or_default())
    }
}

/// What the comments at the head of a `down.sql` say of it: `-- dualect: irreversible: <reason>`, or
/// `-- dualect: lossy: <what is lost>`.
pub(super) fn reversal(down: &str) -> Reversal {
    if down.trim().is_empty() {
        return Reversal::Irreversible {
            reason: "it has no down.sql".to_owned(),
        };
    }
    let mut lost: Vec<&str> = Vec::new();
    for note in head_notes(down) {
        match note
            .split_once(':')
            .map(|(label, text)| (label.trim(), text.trim()))
        {
            Some(("irreversible", reason)) => {
                return Reversal::Irreversible {
                    reason: reason.to_owned(),
                };
            }
            Some(("lossy", what)) => lost.push(what),
            Some(_) | None => {}
        }
    }
    if lost.is_empty() {
        Reversal::Lossless
    } else {
        Reversal::Lossy {
            lost: lost.join("; "),
        }
    }
}

fn says_alone(section: &str) -> bool {
    head_notes(section).any(|note| note == "no-transaction")
}
