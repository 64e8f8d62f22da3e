//! Columns.

use super::{Expression, Identity, Meaning};
use crate::name::DbName;

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: DbName,
    /// Its type as the database spells it, with quotes and schema where it needs them: `INTEGER`, `numeric(10,2)`,
    /// `billing.kind`.
    pub sql_type: String,
    /// What its values say; `None` where nobody knows, as in a database of somebody else's.
    pub meaning: Option<Meaning>,
    /// `COLLATE`, where the type has one.
    pub collation: Option<String>,
    /// Whether NULL may stand in it.
    pub nullable: bool,
    /// `DEFAULT`, as an SQL expression.
    pub default: Option<String>,
    /// What the database computes it from; such a column has no default.
    pub generated: Option<Expression>,
    /// Whether what is computed is not stored, but computed whenever it is read.
    pub is_virtual: bool,
    /// How the database gives the value, where it does.
    pub identity: Option<Identity>,
    /// `COMMENT ON COLUMN`; always `None` on SQLite.
    pub comment: Option<String>,
    /// How rows that were there before the column get its value. Not part of the database: no comparison looks at it.
    pub fill: Fill,
}

impl Column {
    /// Whether a new row can do without a value for it.
    pub(crate) fn may_be_left_out(&self) -> bool {
        self.nullable
            || self.default.is_some()
            || self.generated.is_some()
            || self.identity.is_some()
    }

    /// The integer that a `serial` column is: of it Postgres makes a sequence and a default.
    /// <https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-SERIAL>
    #[must_use]
    pub fn serial(&self) -> Option<&'static str> {
        match self.sql_type.as_str() {
            "smallserial" => Some("smallint"),
            "serial" => Some("integer"),
            "bigserial" => Some("bigint"),
            _ => None,
        }
    }
}

/// How existing rows get a new column's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fill {
    /// The expression that stands for the default that the runtime would have supplied (`now`, a uuid).
    pub generated: Option<String>,
    /// A neutral value of the type, with which a down migration restores a dropped NOT NULL column.
    pub neutral: String,
}
