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

impl Identity {
    /// As the schema language has it: it refuses values that are given, after which it would hand out taken ones.
    pub const USUAL: Self = Self {
        always: true,
        counter: None,
    };
}
