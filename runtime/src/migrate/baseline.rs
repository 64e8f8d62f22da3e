//! Why a database cannot take a baseline in the place of the migrations that it has.

use std::fmt;

use super::error::ScriptFile;

/// A baseline replaces migrations that this database has in part, or otherwise than they were. Only they themselves can bring
/// it to where the baseline leads, so a version of the app is wanted that still has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaselineRefusal {
    /// The baseline's tag.
    pub tag: String,
    /// The tag of the last migration that it replaces: where it leads.
    pub to: String,
    /// What is in the way.
    pub why: BaselineObstacle,
}

/// What is in a baseline's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BaselineObstacle {
    /// The database has some of the migrations that it replaces, not all.
    Behind {
        /// The newest of those that it has.
        newest: String,
        /// Those that it lacks, oldest first.
        missing: Vec<String>,
    },
    /// One of them was applied with other statements than it had when it was replaced.
    Edited {
        /// Its tag.
        tag: String,
    },
    /// One of them is applied, or rolled back, in part.
    Interrupted {
        /// Its tag.
        tag: String,
        /// The file that was being run.
        file: ScriptFile,
    },
}

impl fmt::Display for BaselineRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tag, to, why } = self;
        let earlier = "a version of the app from before that";
        match why {
            BaselineObstacle::Behind { newest, missing } => {
                write!(
                    f,
                    "migration {tag} replaces those up to {to}, and this database, which stands at {newest}, lacks {}",
                    missing.first().map_or("one", String::as_str)
                )?;
                if let [_, more @ ..] = missing.as_slice()
                    && !more.is_empty()
                {
                    write!(f, " and {} more", more.len())?;
                }
                write!(
                    f,
                    ": bring it up to {to} with {earlier}, then run this one again"
                )
            }
            BaselineObstacle::Edited { tag: edited } => write!(
                f,
                "migration {edited}, which {tag} replaces, was applied to this database with other statements than it had when it was \
                 replaced: compare both in version control, and bring the database to where {to} leads by hand or from a backup"
            ),
            BaselineObstacle::Interrupted {
                tag: half,
                file: ScriptFile::Up,
            } => write!(
                f,
                "migration {half}, which {tag} replaces, is applied in part: finish it, and what follows it up to {to}, with {earlier}, \
                 then run this one again"
            ),
            BaselineObstacle::Interrupted {
                tag: half,
                file: ScriptFile::Down,
            } => write!(
                f,
                "migration {half}, which {tag} replaces, is rolled back in part: finish that with {earlier}, bring the database up to \
                 {to} with it, then run this one again"
            ),
        }
    }
}
