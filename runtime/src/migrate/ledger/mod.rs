//! What a database has recorded, held against what the app carries.

mod adopt;
mod baseline;
mod repair;
mod revert;
mod status;
mod work;

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;

use super::error::ScriptFile;
use super::report::AppliedState;
use super::script::{Known, Script, Scripts};

pub(super) use adopt::Adopting;
#[cfg(feature = "sqlite")]
pub(super) use revert::Revert;
pub(super) use work::Upkeep;
#[cfg(feature = "sqlite")]
pub(super) use work::Work;

/// The tracking tables as a database has them.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) layout: Layout,
    /// drizzle-orm's rows in the order of their ids: the order in which they were applied.
    pub(super) rows: Vec<Row>,
    /// Ours, by tag; `None` where our table is not there yet.
    pub(super) notes: Option<BTreeMap<String, Note>>,
}

/// The shape of drizzle-orm's table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Layout {
    /// It is not there.
    #[default]
    Absent,
    /// As before drizzle-orm 1.0: `id`, `hash`, `created_at`.
    WithoutNames,
    /// As in drizzle-orm 1.x: with `name` and `applied_at`.
    Named,
}

/// A row of drizzle-orm's table.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) hash: String,
    pub(super) created_at: Option<i64>,
    pub(super) name: Option<String>,
    pub(super) applied_at: Option<Timestamp>,
}

impl Row {
    /// What our table calls a row of drizzle-orm's that is none of ours; no tag is like it.
    pub(super) fn foreign_name(&self) -> String {
        format!("drizzle row {}", self.id)
    }

    /// What is known of a migration that no name is known of.
    fn description(&self) -> String {
        format!("with the id {} and the hash {}", self.id, self.hash)
    }
}

/// A row of our table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    /// The normalised hash: of the whole file, or of as many sections as were run.
    pub(super) hash: String,
    /// How many sections were run.
    pub(super) section: usize,
    pub(super) state: NoteState,
    /// By what it was applied.
    pub(super) by: Option<String>,
    /// How long that took.
    pub(super) took: Option<Duration>,
}

/// By what a migration was applied, and how long that took.
#[derive(Debug, Clone, Copy)]
pub(super) struct Execution<'a> {
    pub(super) by: &'a str,
    pub(super) took: Duration,
}

impl Execution<'_> {
    /// As the table has it.
    pub(super) fn milliseconds(self) -> i64 {
        i64::try_from(self.took.as_millis()).unwrap_or(i64::MAX)
    }
}

/// The reverse of [`Execution::milliseconds`].
pub(super) fn duration(milliseconds: Option<i64>) -> Option<Duration> {
    Some(Duration::from_millis(u64::try_from(milliseconds?).ok()?))
}

/// How far a migration came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoteState {
    /// All of it is applied.
    Applied,
    /// Its first sections are.
    Partial,
    /// Its first sections are, and the next, which runs outside any transaction, was begun: it may be done as well.
    PartialBegun,
    /// The first sections of its `down.sql` are.
    Reverting,
    /// They are, and the next, which runs outside any transaction, was begun.
    RevertingBegun,
    /// It counts as applied, and was never run: the database had been there before.
    Adopted,
    /// None of ours: a row that drizzle-orm had written before the database came to us.
    Foreign,
}

impl NoteState {
    const ALL: [Self; 7] = [
        Self::Applied,
        Self::Partial,
        Self::PartialBegun,
        Self::Reverting,
        Self::RevertingBegun,
        Self::Adopted,
        Self::Foreign,
    ];

    /// As the table says it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Partial => "partial",
            Self::PartialBegun => "partial, next begun",
            Self::Reverting => "reverting",
            Self::RevertingBegun => "reverting, next begun",
            Self::Adopted => "adopted",
            Self::Foreign => "foreign",
        }
    }

    /// The reverse of [`Self::as_str`].
    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    fn is_partial(self) -> bool {
        match self {
            Self::Partial | Self::PartialBegun => true,
            Self::Applied
            | Self::Reverting
            | Self::RevertingBegun
            | Self::Adopted
            | Self::Foreign => false,
        }
    }

    fn is_reverting(self) -> bool {
        match self {
            Self::Reverting | Self::RevertingBegun => true,
            Self::Applied | Self::Partial | Self::PartialBegun | Self::Adopted | Self::Foreign => {
                false
            }
        }
    }

    fn is_applied(self) -> bool {
        match self {
            Self::Applied | Self::Adopted => true,
            Self::Partial
            | Self::PartialBegun
            | Self::Reverting
            | Self::RevertingBegun
            | Self::Foreign => false,
        }
    }
}

/// Where an interrupted run goes on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Resume {
    /// How many sections are done.
    pub(super) done: usize,
    /// Whether the next was begun, outside any transaction.
    pub(super) begun: bool,
}

impl Resume {
    fn after(note: &Note) -> Self {
        let begun = match note.state {
            NoteState::PartialBegun | NoteState::RevertingBegun => true,
            NoteState::Applied
            | NoteState::Partial
            | NoteState::Reverting
            | NoteState::Adopted
            | NoteState::Foreign => false,
        };
        Self {
            done: note.section,
            begun,
        }
    }
}

impl Ledger {
    /// What the tables hold, without the rows that are none of ours.
    pub(super) fn new(
        layout: Layout,
        mut rows: Vec<Row>,
        mut notes: Option<BTreeMap<String, Note>>,
    ) -> Self {
        if let Some(notes) = &mut notes {
            let is_foreign = |row: &Row| {
                let note = notes.get(&row.foreign_name());
                note.is_some_and(|note| note.state == NoteState::Foreign && note.hash == row.hash)
            };
            rows.retain(|row| !is_foreign(row));
            notes.retain(|_, note| note.state != NoteState::Foreign);
        }
        Self {
            layout,
            rows,
            notes,
        }
    }

    fn note(&self, script: &Script) -> Option<&Note> {
        self.notes.as_ref()?.get(script.tag.as_str())
    }

    fn knows(&self, script: &Script) -> bool {
        self.note(script)
            .is_some_and(|note| note.state.is_applied())
    }

    fn state_of(&self, row: &Row, known: Known<'_>) -> AppliedState {
        let note = self
            .notes
            .as_ref()
            .and_then(|notes| notes.get(known.tag().as_str()));
        let clean = match note {
            Some(Note {
                state: NoteState::Applied | NoteState::Adopted | NoteState::Foreign,
                hash,
                ..
            }) => hash == known.hash(),
            Some(Note {
                state: NoteState::Reverting | NoteState::RevertingBegun,
                hash,
                section,
                ..
            }) => match known {
                // What its `down.sql` was, nobody knows any more.
                Known::Replaced { .. } => return AppliedState::Reverting,
                Known::Script(script) => {
                    if *hash == script.hash_of_first(ScriptFile::Down, *section) {
                        return AppliedState::Reverting;
                    }
                    false
                }
            },
            // A partial note beside drizzle's row: its migrator applied the whole since.
            Some(Note {
                state: NoteState::Partial | NoteState::PartialBegun,
                ..
            })
            | None => known.has_file_hash(&row.hash),
        };
        match known {
            _ if !clean => AppliedState::Edited,
            Known::Script(_) => AppliedState::Clean,
            Known::Replaced { .. } => AppliedState::Replaced,
        }
    }

    /// Each row with its name. Rows of the older layout are matched to migrations as drizzle-orm matches them: by the
    /// second in `created_at`, then by hash.
    fn named(&self, scripts: &Scripts) -> Vec<(&Row, Option<String>)> {
        let matched = |row: &Row| {
            let same_second: Vec<Known<'_>> = scripts
                .all_known()
                .filter(|known| {
                    row.created_at
                        .is_some_and(|at| at / 1_000 == known.tag().unix_seconds())
                })
                .collect();
            let same_hash = |known: &Known<'_>| known.has_file_hash(&row.hash);
            match same_second.as_slice() {
                [] => scripts.all_known().find(same_hash),
                [one] => Some(*one),
                several => several.iter().copied().find(same_hash),
            }
        };
        self.rows
            .iter()
            .map(|row| match self.layout {
                Layout::Absent | Layout::Named => (row, row.name.clone()),
                Layout::WithoutNames => (row, matched(row).map(|known| known.tag().to_string())),
            })
            .collect()
    }
}
