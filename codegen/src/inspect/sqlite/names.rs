//! Names as the database has them: SQLite finds a thing by its name without regard to ASCII's cases.

use std::collections::BTreeMap;

use super::answer::{Grouped, TableRow};
use crate::name::DbName;

/// What there is, by its name in small letters.
#[derive(Debug)]
pub(super) struct Names<'r> {
    tables: BTreeMap<String, &'r str>,
    rows: &'r Grouped<'r>,
}

impl<'r> Names<'r> {
    pub(super) fn new(tables: &[&'r TableRow], rows: &'r Grouped<'r>) -> Self {
        let small = |row: &&'r TableRow| (row.0.to_ascii_lowercase(), &*row.0);
        Self {
            tables: tables.iter().map(small).collect(),
            rows,
        }
    }

    /// The table or view as it was called when it was made.
    pub(super) fn table(&self, name: &str) -> Option<&'r str> {
        self.tables.get(&name.to_ascii_lowercase()).copied()
    }

    /// The columns of a parent that a foreign key names, or those of its primary key.
    pub(super) fn parent_columns(&self, parent: &str, given: &[String]) -> Vec<DbName> {
        let all = self.rows.columns.get(parent).map_or(&[][..], Vec::as_slice);
        if given.is_empty() {
            let mut key: Vec<_> = all.iter().filter(|column| column.5 > 0).collect();
            key.sort_by_key(|column| column.5);
            return key.iter().map(|column| DbName::new(&*column.2)).collect();
        }
        let declared = given.iter().map(|name| {
            let mut all = all.iter();
            let found = all.find(|column| column.2.eq_ignore_ascii_case(name));
            DbName::new(found.map_or(name, |column| &column.2).as_str())
        });
        declared.collect()
    }
}
