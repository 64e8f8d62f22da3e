//! SQL of which it is known what it speaks of, or known that nobody knows.

use crate::name::DbName;

/// An SQL expression over the columns of one table.
#[derive(Debug, Clone)]
pub struct Expression {
    /// As this database spells it.
    pub sql: String,
    /// The columns that it speaks of; `None` where nobody has read it. Follows from the text: no comparison looks at it.
    pub columns: Option<Vec<DbName>>,
}

impl Expression {
    /// Whether it may speak of the column: one that nobody has read may speak of every column.
    ///
    /// ```
    /// use dualect_codegen::{catalog::model::Expression, name::DbName};
    /// let (name, price) = (DbName::new("name"), DbName::new("price"));
    /// let read = Expression { sql: "price > 0".into(), columns: Some(vec![price.clone()]) };
    /// assert!(read.mentions(&price) && !read.mentions(&name));
    /// assert!(Expression { columns: None, ..read }.mentions(&name));
    /// ```
    #[must_use]
    pub fn mentions(&self, column: &DbName) -> bool {
        self.columns
            .as_ref()
            .is_none_or(|columns| columns.contains(column))
    }
}

impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.sql == other.sql
    }
}

impl Eq for Expression {}
