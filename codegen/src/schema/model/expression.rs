//! An expression of the schema file, checked and rendered.

use serde::Serialize;

use crate::dialect::Dialect;
use crate::name::ColumnName;

/// SQL that means the same on both databases, or that the file gives for each of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Expression {
    /// For SQLite, with physical names.
    pub sqlite: String,
    /// For Postgres, with physical names.
    pub postgres: String,
    /// The columns of its table that it speaks of, in the order of their first mention; `None` where the file gives the SQL
    /// itself, which nobody has read.
    pub columns: Option<Vec<ColumnName>>,
}

impl Expression {
    /// The SQL for that database.
    ///
    /// ```
    /// use dualect_codegen::{dialect::Dialect, schema::model::Expression};
    /// let positive = Expression { sqlite: "x > 0".into(), postgres: "x > 0".into(), columns: None };
    /// assert_eq!(positive.sql(Dialect::Sqlite), "x > 0");
    /// ```
    #[must_use]
    pub fn sql(&self, dialect: Dialect) -> &str {
        match dialect {
            Dialect::Sqlite => &self.sqlite,
            Dialect::Postgres => &self.postgres,
        }
    }
}
