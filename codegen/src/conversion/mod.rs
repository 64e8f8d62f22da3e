//! How a column's values become those of another type, on each database alike.
//!
//! Only what has one right answer is here: a value either becomes the same thing in the other type, or the migration stops
//! (or, where that is said, it is rounded). What would be a guess is not made.

mod postgres;
mod sqlite;

use crate::catalog::model::{Column, Digits, Meaning, Moment, Width};
use crate::catalog::quote;
use crate::dialect::Dialect;

/// What becomes of a column's values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// What computes the new value from the old one; `None` where the value can stay as it is written.
    pub sql: Option<String>,
    /// What may become of a value.
    pub outcome: Outcome,
}

/// What may become of a value that is converted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Every value has its like in the new type.
    Whole,
    /// A value that has none stops the migration.
    MayFail,
    /// Digits that the new type has no room for are rounded away; what is still too large stops the migration.
    Rounds,
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
            });
        }
        (None, _) | (_, None) => return None,
    };
    let outcome = outcome(before, after)?;
    let name = quote::ident(&from.name);
    let sql = match dialect {
        Dialect::Sqlite => sqlite::expression(&name, before, after),
        Dialect::Postgres => postgres::expression(&name, from, to),
    };
    Some(Conversion { sql, outcome })
}

/// What may become of a value; `None` where there is no one right answer.
fn outcome(from: Meaning, to: Meaning) -> Option<Outcome> {
    if from == to {
        return Some(Outcome::Whole);
    }
    match (from, to) {
        (
            Meaning::Integer(_) | Meaning::Float(_) | Meaning::Decimal { .. },
            Meaning::Integer(_) | Meaning::Float(_) | Meaning::Decimal { .. },
        ) => between_numbers(from, to),
        (Meaning::Bool, Meaning::Integer(_))
        | (
            Meaning::Bool
            | Meaning::Integer(_)
            | Meaning::Uuid
            | Meaning::Date
            | Meaning::Timestamp(_),
            Meaning::Text,
        )
        | (Meaning::Text, Meaning::Bytes) => Some(Outcome::Whole),
        (Meaning::Integer(_), Meaning::Bool)
        | (
            Meaning::Text,
            Meaning::Bool
            | Meaning::Integer(_)
            | Meaning::Uuid
            | Meaning::Date
            | Meaning::Json
            | Meaning::Timestamp(_),
        ) => Some(Outcome::MayFail),
        (Meaning::Timestamp(before), Meaning::Timestamp(after)) => {
            Some(if coarseness(after) > coarseness(before) {
                Outcome::Rounds
            } else {
                Outcome::Whole
            })
        }
        (
            Meaning::Bool
            | Meaning::Integer(_)
            | Meaning::Float(_)
            | Meaning::Decimal { .. }
            | Meaning::Text
            | Meaning::Bytes
            | Meaning::Uuid
            | Meaning::Timestamp(_)
            | Meaning::Date
            | Meaning::Time
            | Meaning::Json
            | Meaning::List(_),
            _,
        ) => None,
    }
}

/// The same of two numbers.
fn between_numbers(from: Meaning, to: Meaning) -> Option<Outcome> {
    match (from, to) {
        (Meaning::Integer(before), Meaning::Integer(after)) => Some(if before <= after {
            Outcome::Whole
        } else {
            Outcome::MayFail
        }),
        (
            Meaning::Integer(before),
            Meaning::Decimal {
                precision, scale, ..
            },
        ) => {
            let room = precision.saturating_sub(scale);
            Some(if room >= digits_of(before) {
                Outcome::Whole
            } else {
                Outcome::MayFail
            })
        }
        // An integer of 32 bits has its like among the floats of 64, and one of 16 among those of 32.
        (Meaning::Integer(before), Meaning::Float(after)) => {
            (before < after).then_some(Outcome::Whole)
        }
        (Meaning::Float(before), Meaning::Float(after)) => Some(if before <= after {
            Outcome::Whole
        } else {
            Outcome::Rounds
        }),
        // A text of digits is cut off nowhere: SQLite has no arithmetic for as many of them.
        (
            Meaning::Decimal {
                scale: before,
                digits: Digits::Text,
                ..
            },
            Meaning::Decimal {
                scale: after,
                digits: Digits::Text,
                ..
            },
        ) if after < before => None,
        (
            Meaning::Decimal {
                precision: before_precision,
                scale: before_scale,
                ..
            },
            Meaning::Decimal {
                precision, scale, ..
            },
        ) => Some(if scale < before_scale {
            Outcome::Rounds
        } else if precision - scale >= before_precision - before_scale {
            Outcome::Whole
        } else {
            Outcome::MayFail
        }),
        (
            Meaning::Decimal {
                precision, scale, ..
            },
            Meaning::Integer(width),
        ) => {
            // One digit fewer than the greatest integer has.
            Some(if scale > 0 {
                Outcome::Rounds
            } else if precision < digits_of(width) {
                Outcome::Whole
            } else {
                Outcome::MayFail
            })
        }
        (
            Meaning::Bool
            | Meaning::Integer(_)
            | Meaning::Float(_)
            | Meaning::Decimal { .. }
            | Meaning::Text
            | Meaning::Bytes
            | Meaning::Uuid
            | Meaning::Timestamp(_)
            | Meaning::Date
            | Meaning::Time
            | Meaning::Json
            | Meaning::List(_),
            _,
        ) => None,
    }
}

/// How many digits the greatest integer has.
const fn digits_of(width: Width) -> u8 {
    match width {
        Width::Bits16 => 5,
        Width::Bits32 => 10,
        Width::Bits64 => 19,
    }
}

/// Microseconds in the unit.
const fn coarseness(instant: Moment) -> i64 {
    match instant {
        Moment::Micros | Moment::Text => 1,
        Moment::Millis => 1_000,
        Moment::Seconds => 1_000_000,
    }
}

/// Ten to that power, as far as a scaled decimal goes.
fn power_of_ten(exponent: u8) -> i64 {
    10_i64.saturating_pow(u32::from(exponent))
}
