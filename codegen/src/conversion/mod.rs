//! How a column's values become those of another type, on each database alike.
//!
//! Only what has one right answer is here: a value either becomes the same thing in the other type, or the migration stops
//! (or, where that is said, it is rounded). What would be a guess is not made.

mod cast;
mod kind;
mod postgres;
mod sqlite;

use crate::catalog::model::Column;
use crate::catalog::quote;
use crate::dialect::Dialect;

/// What becomes of a column's values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// What computes the new value from the old one; `None` where the value can stay as it is written.
    pub sql: Option<String>,
    /// What may become of a value.
    pub outcome: Outcome,
    /// Whether a value that the opposite conversion made comes back by this one as it was, letter for letter.
    pub restores: bool,
}

/// What may become of a value that is converted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Every value has its like in the new type.
    Whole,
    /// A value that has none stops the migration.
    MayFail,
    /// Digits that the new type has no room for are rounded away; there is room for what is left of every value.
    Rounds,
    /// Digits that the new type has no room for are rounded away; what is still too large stops the migration.
    RoundsOrFails,
}

impl Outcome {
    /// Whether digits may be lost.
    #[must_use]
    pub const fn rounds(self) -> bool {
        match self {
            Self::Rounds | Self::RoundsOrFails => true,
            Self::Whole | Self::MayFail => false,
        }
    }

    /// Whether a value may stop the migration.
    #[must_use]
    pub const fn may_fail(self) -> bool {
        match self {
            Self::MayFail | Self::RoundsOrFails => true,
            Self::Whole | Self::Rounds => false,
        }
    }
}

/// How the values of `from` become those of `to`; `None` where that would be a guess.
///
/// ```
/// use dualect_codegen::catalog::lower::lower;
/// use dualect_codegen::conversion::{Outcome, conversion};
/// use dualect_codegen::{dialect::Dialect, name::DbName};
/// # let file = |ty: &str| dualect_codegen::diagnostic::SourceFile {
/// #     path: "schema.toml".into(),
/// #     text: format!("[project]\nname = \"a\"\n[tables.t.columns]\nid = {{ type = \"int\", primary_key = true }}\nx = \"{ty}\"\n"),
/// # };
/// # let column = |ty: &str| {
/// #     let schema = dualect_codegen::schema::parse(&file(ty)).unwrap();
/// #     let catalog = lower(&schema, Dialect::Postgres);
/// #     catalog.tables[0].columns[1].clone()
/// # };
/// let widened = conversion(&column("int"), &column("bigint"), Dialect::Postgres).unwrap();
/// assert_eq!(widened.outcome, Outcome::Whole);
/// assert!(conversion(&column("bytes"), &column("bool"), Dialect::Postgres).is_none());
/// ```
#[must_use]
pub fn conversion(from: &Column, to: &Column, dialect: Dialect) -> Option<Conversion> {
    let (before, after) = match (from.meaning, to.meaning) {
        (Some(before), Some(after)) => (before, after),
        // Nobody said what the values mean: of one type, they are taken to mean the same.
        (None, _) | (_, None) if from.sql_type == to.sql_type => {
            return Some(Conversion {
                sql: None,
                outcome: Outcome::Whole,
                restores: true,
            });
        }
        (None, None) => return Some(cast::conversion(from, to, dialect)),
        // A snapshot of before that was kept: its values may mean anything.
        (None, Some(_)) | (Some(_), None) => return None,
    };
    let (kind, outcome) = kind::between(before, after)?;
    let name = quote::ident(&from.name);
    let sql = match dialect {
        Dialect::Sqlite => sqlite::expression(&name, kind),
        Dialect::Postgres if from.sql_type == to.sql_type => None,
        // The server would take the time for the session's own.
        Dialect::Postgres
            if postgres::is_zoneless(&from.sql_type) != postgres::is_zoneless(&to.sql_type) =>
        {
            Some(postgres::beside_utc(&name, from, to, kind))
        }
        Dialect::Postgres => postgres::expression(&name, kind, &to.sql_type),
    };
    let restores = kind::between(after, before)
        .is_none_or(|(kind, outcome)| kind.is_one_to_one() && !outcome.rounds());
    Some(Conversion {
        sql,
        outcome,
        restores,
    })
}

/// Which values of a column have no like in the new type, as a condition over the old one; `None` where no condition can tell.
pub(crate) fn postgres_misfit(from: &Column, to: &Column) -> Option<String> {
    let (kind, _) = kind::between(from.meaning?, to.meaning?)?;
    postgres::misfit(&quote::ident(&from.name), kind)
}

/// What `typeof` says of the values that a STRICT column takes, as literals in a list; NULL among them.
pub(crate) fn sqlite_kinds(sql_type: &str) -> Option<&'static str> {
    match sql_type {
        "INTEGER" => Some("'integer', 'null'"),
        "REAL" => Some("'real', 'integer', 'null'"),
        "TEXT" => Some("'text', 'null'"),
        "BLOB" => Some("'blob', 'null'"),
        _ => None,
    }
}
