//! How a database that was read spells what a catalog says of it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::name::DbName;

/// A definition's own text, which says what the catalog says in other words. No comparison looks at it.
#[derive(Debug, Clone, Default)]
pub struct Spelling(Option<String>);

impl Spelling {
    /// That text.
    ///
    /// ```
    /// use dualect_codegen::catalog::model::Spelling;
    /// assert_eq!(Spelling::new("(a, b)").as_str(), Some("(a, b)"));
    /// assert_eq!(Spelling::new("(a, b)"), Spelling::default());
    /// ```
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(Some(text.into()))
    }

    /// The text, where a database was read that keeps one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl PartialEq for Spelling {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Spelling {}

/// A table's definition as SQLite keeps it: what is made anew is made by it, with all that no catalog says.
#[derive(Debug, Clone, Default)]
pub struct Definition {
    /// What stands behind the table's name, from the parenthesis to the end.
    pub text: Spelling,
    /// Where in it the table's own name stands before a column's, in bytes from the beginning.
    pub own_names: Vec<Range<usize>>,
    /// What stands between the commas.
    pub columns: BTreeMap<DbName, ColumnDefinition>,
    /// What no catalog says, a line each: `ON CONFLICT REPLACE of column slug`. It can be had by the text alone.
    pub traits: Vec<String>,
    /// Whether the key is no other name of the rowid although it is one `INTEGER`: <https://www.sqlite.org/lang_createtable.html#rowid>.
    pub rowid_is_apart: bool,
}

/// A column's definition as SQLite keeps it.
#[derive(Debug, Clone, Default)]
pub struct ColumnDefinition {
    /// All of it, from the name on.
    pub text: String,
    /// How many checks stand in it.
    pub checks: usize,
    /// How many foreign keys stand in it.
    pub foreign_keys: usize,
}

impl Definition {
    /// The text as it stands behind another name than the table's; `None` where no database was read.
    ///
    /// ```
    /// use dualect_codegen::catalog::model::{Definition, Spelling};
    /// let definition = Definition {
    ///     text: Spelling::new("(a, CHECK (t.a > 0))"),
    ///     own_names: vec![11..12],
    ///     ..Definition::default()
    /// };
    /// assert_eq!(definition.text_under("other").as_deref(), Some("(a, CHECK (other.a > 0))"));
    /// ```
    #[must_use]
    pub fn text_under(&self, name: &str) -> Option<String> {
        let mut text = self.text.as_str()?.to_owned();
        for place in self.own_names.iter().rev() {
            if text.get(place.clone()).is_some() {
                text.replace_range(place.clone(), name);
            }
        }
        Some(text)
    }
}

impl PartialEq for Definition {
    fn eq(&self, other: &Self) -> bool {
        (&self.traits, self.rowid_is_apart) == (&other.traits, other.rowid_is_apart)
    }
}

impl Eq for Definition {}
