//! Rows on which a migration has to fail, as its hazards say, and to leave the database as it was.

use std::fmt;

use dualect_codegen::dialect::SqliteVersion;
use dualect_codegen::migration::{Files, HazardNote, Transition};
use dualect_codegen::plan::{Hazard, HazardClass, Terms};

use crate::engine::{Database, Engine};
use crate::live_catalog::describe;
use crate::live_rows::{differences, live_rows};
use crate::migration_case::migration;
use crate::migration_run::{Rows, apply, fresh};

/// Rows that a migration cannot take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The code of the hazard that tells of it.
    pub code: String,
    /// Statements that put them in, beside the case's own.
    pub put: String,
    /// Whether it is going back that fails on them; they are put in after going there.
    pub going_back: bool,
}

/// What is wrong with a refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// No such hazard is known, or it is not one that depends on rows.
    Code(String),
    /// The plan does not tell of it.
    Untold {
        /// The code.
        code: String,
        /// What the plan tells of.
        told: Vec<&'static str>,
    },
    /// No query that the hazard brings finds the rows.
    Unfound {
        /// The code.
        code: String,
        /// The queries.
        queries: Vec<String>,
    },
    /// It did not fail.
    Taken(String),
    /// It failed, and left something behind.
    LeftBehind(Vec<String>),
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code} is no code of a hazard that depends on rows"),
            Self::Untold { code, told } => {
                write!(f, "the plan does not tell of {code}, but of {told:?}")
            }
            Self::Unfound { code, queries } => {
                write!(f, "{code}: the rows are found by none of {queries:#?}")
            }
            Self::Taken(code) => write!(f, "{code}: the rows were taken, and had to be refused"),
            Self::LeftBehind(left) => write!(f, "it failed, and left behind {left:#?}"),
        }
    }
}

/// Tries the migration on rows that it cannot take.
///
/// # Errors
/// It takes them, does not tell of it, or leaves something behind.
pub async fn refuse(
    transition: &Transition,
    told: &[&'static str],
    rows: &Rows,
    refused: &Refused,
    engine: Engine,
    sqlite: SqliteVersion,
) -> Result<(), Wrong> {
    let code = refused.code.clone();
    if !data_dependent().any(|known| known == code) {
        return Err(Wrong::Code(code));
    }
    if !told.contains(&code.as_str()) {
        let told = told.to_vec();
        return Err(Wrong::Untold { code, told });
    }
    let Files { up, down } = migration(transition, sqlite);
    let (database, _) = fresh(engine, &transition.from, sqlite).await;
    for statements in [&rows.put, &refused.put] {
        if refused.going_back && statements == &refused.put {
            apply(&database, &up).await.expect("going there works");
        }
        if !statements.is_empty() {
            database.execute(statements).await;
        }
    }
    let (held, file) = if refused.going_back {
        (&transition.to, &down)
    } else {
        (&transition.from, &up)
    };
    let before = (
        describe(&database).await,
        live_rows(&database, held, held).await,
    );
    let found = if refused.going_back {
        Ok(())
    } else {
        found(&database, transition, sqlite, &code).await
    };
    if apply(&database, file).await.is_ok() {
        return Err(Wrong::Taken(code));
    }
    found?;
    let after = (
        describe(&database).await,
        live_rows(&database, held, held).await,
    );
    if before == after {
        return Ok(());
    }
    let mut left = differences(&before.1, &after.1);
    let new = after.0.lines();
    left.extend(
        new.filter(|line| !before.0.lines().any(|old| old == *line))
            .map(str::to_owned),
    );
    Err(Wrong::LeftBehind(left))
}

/// Whether one of the queries that come with the hazard finds the rows, where all of that code have any.
async fn found(
    database: &Database,
    transition: &Transition,
    sqlite: SqliteVersion,
    code: &str,
) -> Result<(), Wrong> {
    let (up, _) = transition.plans(&Terms::simple(sqlite));
    let notes = HazardNote::of(&up, transition);
    let mut queries = Vec::new();
    for note in notes.into_iter().filter(|note| note.code == code) {
        if note.queries.is_empty() {
            return Ok(());
        }
        queries.extend(note.queries);
    }
    for query in &queries {
        if !database.rows(query).await.is_empty() {
            return Ok(());
        }
    }
    let code = code.to_owned();
    Err(Wrong::Unfound { code, queries })
}

/// The codes of the plan that the rows are refused by.
#[must_use]
pub fn told(
    transition: &Transition,
    refused: &Refused,
    sqlite: SqliteVersion,
) -> Vec<&'static str> {
    let (up, down) = transition.plans(&Terms::simple(sqlite));
    let plan = if refused.going_back { down } else { up };
    plan.hazards().map(Hazard::code).collect()
}

/// The codes of the hazards that depend on rows.
pub fn data_dependent() -> impl Iterator<Item = &'static str> {
    let codes = Hazard::CODES.iter();
    codes
        .filter(|(_, class)| *class == HazardClass::DataDependent)
        .map(|(code, _)| *code)
}
