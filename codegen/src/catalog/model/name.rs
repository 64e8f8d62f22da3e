//! A name with the schema in which it stands.

use std::fmt;

use crate::name::DbName;

/// The name of a table, an enum or a view: two of one name can stand in two of a Postgres database's schemas.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QualifiedName {
    /// `None` is the connection's own schema, and SQLite's only one.
    pub schema: Option<DbName>,
    /// The name in it.
    pub name: DbName,
}

impl QualifiedName {
    /// A name in that schema.
    ///
    /// ```
    /// use dualect_codegen::{catalog::model::QualifiedName, name::DbName};
    /// let invoices = QualifiedName::new(Some(DbName::new("billing")), DbName::new("invoices"));
    /// assert_eq!(invoices.to_string(), "billing.invoices");
    /// ```
    #[must_use]
    pub const fn new(schema: Option<DbName>, name: DbName) -> Self {
        Self { schema, name }
    }

    /// Another name in the same schema: an index stands in its table's.
    ///
    /// ```
    /// use dualect_codegen::{catalog::model::QualifiedName, name::DbName};
    /// let invoices = QualifiedName::new(Some(DbName::new("billing")), DbName::new("invoices"));
    /// assert_eq!(invoices.beside(DbName::new("by_date")).to_string(), "billing.by_date");
    /// ```
    #[must_use]
    pub fn beside(&self, name: DbName) -> Self {
        Self {
            schema: self.schema.clone(),
            name,
        }
    }
}

impl From<DbName> for QualifiedName {
    fn from(name: DbName) -> Self {
        Self { schema: None, name }
    }
}

impl fmt::Display for QualifiedName {
    /// For people: without quotes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(schema) = &self.schema {
            write!(f, "{schema}.")?;
        }
        self.name.fmt(f)
    }
}
