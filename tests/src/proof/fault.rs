//! What a planner or a migrator could get wrong: the proof has to see each of them.

use dualect_format::statements::{join, sections};

/// A fault in `migration.sql`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// `PRAGMA foreign_keys` stands in the transaction, where it does nothing.
    PragmaInTransaction,
    /// The same, and the guard that looks for it is left out: dropping a table deletes its rows, and cascades.
    PragmaWithoutGuard,
    /// An index is not made.
    SkippedIndex,
    /// One row is not copied.
    RowNotCopied,
    /// A check is not made.
    SkippedConstraint,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::PragmaInTransaction,
        Self::PragmaWithoutGuard,
        Self::SkippedIndex,
        Self::RowNotCopied,
        Self::SkippedConstraint,
    ];

    /// The file with the fault in it; `None` where there is no room for it.
    #[must_use]
    pub fn rig(self, file: &str) -> Option<String> {
        let all: Vec<String> = sections(file)
            .into_iter()
            .map(|section| section.text.to_owned())
            .collect();
        let is_pragma = |text: &str| {
            text.lines()
                .any(|line| line.starts_with("PRAGMA foreign_keys"))
        };
        let has = |text: &str, start: &str| text.lines().any(|line| line.starts_with(start));
        let position = |start: &str| all.iter().position(|text| has(text, start));
        let without = |at: usize| {
            let mut rest = all.clone();
            rest.remove(at);
            if rest.is_empty() {
                rest.push("DROP TABLE IF EXISTS __dualect_noop;".to_owned());
            }
            rest
        };
        let rigged = match self {
            Self::PragmaInTransaction | Self::PragmaWithoutGuard => {
                if !all.iter().any(|text| is_pragma(text)) {
                    return None;
                }
                // A transaction that ignores it is one without it.
                all.iter()
                    .filter(|text| !is_pragma(text))
                    .filter(|text| {
                        self == Self::PragmaInTransaction || !text.contains("__dualect_guard")
                    })
                    .cloned()
                    .collect()
            }
            Self::SkippedIndex => {
                without(position("CREATE INDEX").or_else(|| position("CREATE UNIQUE INDEX"))?)
            }
            Self::RowNotCopied => {
                let at = position("INSERT INTO __dualect_new")?;
                let mut copied: Vec<String> = all
                    .iter()
                    .filter(|text| !text.contains("__dualect_guard"))
                    .cloned()
                    .collect();
                let at = copied.iter().position(|text| *text == all[at])?;
                let statement = copied[at].trim_end().trim_end_matches(';').to_owned();
                copied[at] = format!("{statement} LIMIT 1 OFFSET 1;");
                copied
            }
            Self::SkippedConstraint => without(all.iter().position(|text| {
                text.lines().any(|line| {
                    line.starts_with("ALTER TABLE") && line.contains(" ADD CONSTRAINT ")
                })
            })?),
        };
        Some(join(rigged.iter().map(String::as_str)))
    }
}
