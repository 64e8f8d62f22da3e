//! Columns that count.

use serde::{Deserialize, Serialize};

/// How a database numbers a column by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// Whether a value that is given is refused; SQLite's AUTOINCREMENT never does.
    pub always: bool,
    /// How it counts; `None` is from 1 on, one by one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counter: Option<Counter>,
}

/// A sequence's own settings: <https://www.postgresql.org/docs/current/sql-createsequence.html>.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counter {
    /// The first number.
    pub start: i64,
    /// From one to the next.
    pub increment: i64,
    /// The least.
    pub minimum: i64,
    /// The greatest.
    pub maximum: i64,
    /// How many a session takes at once.
    pub cache: i64,
    /// Whether it begins anew at its end.
    pub cycle: bool,
}

impl Counter {
    /// As a sequence counts of which nothing is said: from 1 on, one by one, as far as its type goes.
    ///
    /// ```
    /// use dualect_codegen::catalog::model::Counter;
    /// assert_eq!(Counter::up_to(i64::MAX).increment, 1);
    /// ```
    #[must_use]
    pub const fn up_to(maximum: i64) -> Self {
        Self {
            start: 1,
            increment: 1,
            minimum: 1,
            maximum,
            cache: 1,
            cycle: false,
        }
    }

    /// The same, for an integer type of Postgres.
    #[must_use]
    pub fn of_type(sql_type: &str) -> Self {
        Self::up_to(match sql_type {
            "smallint" => i64::from(i16::MAX),
            "integer" => i64::from(i32::MAX),
            _ => i64::MAX,
        })
    }
}

impl Identity {
    /// As the schema language has it: it refuses values that are given, after which it would hand out taken ones.
    pub const USUAL: Self = Self {
        always: true,
        counter: None,
    };
}
