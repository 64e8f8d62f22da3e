//! SQLite tells names apart without regard to case: what is called otherwise by its case alone is the same thing.

use super::Renames;
use crate::catalog::model::{Catalog, QualifiedName};
use crate::dialect::Dialect;
use crate::name::DbName;

impl Renames {
    /// Takes in the tables and columns of SQLite's whose names differ in their case alone.
    ///
    /// ```
    /// use dualect_codegen::{catalog::model::Catalog, dialect::Dialect, diff::Renames};
    /// let empty = Catalog::empty(Dialect::Sqlite);
    /// let mut renames = Renames::default();
    /// renames.follow_case(&empty, &empty);
    /// assert!(renames.is_empty());
    /// ```
    pub fn follow_case(&mut self, from: &Catalog, to: &Catalog) {
        match to.dialect {
            Dialect::Postgres => return,
            Dialect::Sqlite => {}
        }
        let name = |name: &QualifiedName| name.name.clone();
        let kept = |name: &QualifiedName| to.tables.contains_key(name);
        for before in from.tables.keys() {
            if kept(before) || self.tables.contains_key(before) {
                continue;
            }
            let after = to.tables.keys().find(|after| {
                is_other_case(&name(before), &name(after))
                    && !from.tables.contains_key(*after)
                    && !self.tables.values().any(|taken| taken == *after)
            });
            if let Some(after) = after {
                self.tables.insert(before.clone(), after.clone());
            }
        }
        for (before, table) in &from.tables {
            let after = self.tables.get(before).unwrap_or(before).clone();
            let Some(shall) = to.tables.get(&after) else {
                continue;
            };
            for column in table.columns.keys() {
                let told = self.columns.get(&after);
                if shall.columns.contains_key(column)
                    || told.is_some_and(|told| told.contains_key(column))
                {
                    continue;
                }
                let other = shall.columns.keys().find(|other| {
                    is_other_case(column, other)
                        && !table.columns.contains_key(*other)
                        && !told.is_some_and(|told| told.values().any(|taken| taken == *other))
                });
                if let Some(other) = other.cloned() {
                    let columns = self.columns.entry(after.clone()).or_default();
                    columns.insert(column.clone(), other);
                }
            }
        }
    }
}

fn is_other_case(one: &DbName, other: &DbName) -> bool {
    one != other && one.as_str().eq_ignore_ascii_case(other.as_str())
}
