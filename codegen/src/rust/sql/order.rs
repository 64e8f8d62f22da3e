//! The order of lists: always complete, and NULLs always where both databases are told to put them.

use super::Subject;
use crate::rust::neighbours::Enums;
use crate::schema::model::{Column, Type};

/// A column to sort by.
#[derive(Clone, Copy)]
pub(in crate::rust) struct Sort<'s> {
    pub(in crate::rust) column: &'s Column,
    pub(in crate::rust) descending: bool,
}

/// Columns to sort by, the primary key last, so that no two rows are alike.
#[derive(Clone)]
pub(in crate::rust) struct Order<'s>(pub(in crate::rust) Vec<Sort<'s>>);

/// Whether both databases put the column's values in the same order: Postgres sorts a native enum by declaration.
fn is_ordered_alike(enums: &Enums<'_>, column: &Column) -> bool {
    match &column.ty {
        Type::Enum(name) => enums.get(name).is_none_or(|found| found.native.is_none()),
        Type::Scalar(_) | Type::Json | Type::List(_) => true,
    }
}

/// Whether rows can be ordered by the column at all, and alike in both databases.
pub(in crate::rust) fn is_comparable(enums: &Enums<'_>, column: &Column) -> bool {
    match &column.ty {
        Type::Json | Type::List(_) => false,
        Type::Scalar(_) | Type::Enum(_) => is_ordered_alike(enums, column),
    }
}

impl<'s> Order<'s> {
    /// Whether both databases put rows in this order.
    pub(in crate::rust) fn is_portable(&self, enums: &Enums<'_>) -> bool {
        self.0
            .iter()
            .all(|sort| is_ordered_alike(enums, sort.column))
    }

    /// The given columns, then what they lack of the key, in the direction of the last of them: newest first goes on with
    /// the newest key, and one comparison of rows finds where a page begins. Columns of which all rows have the same value
    /// are left out.
    pub(in crate::rust) fn new(
        subject: &Subject<'s>,
        mut sorts: Vec<Sort<'s>>,
        equal: &[&Column],
    ) -> Self {
        let descending = sorts.last().is_some_and(|sort| sort.descending);
        for column in subject.key() {
            if !sorts.iter().any(|sort| sort.column.name == column.name) {
                sorts.push(Sort { column, descending });
            }
        }
        sorts.retain(|sort| !equal.iter().any(|column| column.name == sort.column.name));
        Self(sorts)
    }

    /// The `ORDER BY` clause; `None` where there is nothing to sort by.
    ///
    /// A column that is never null says nothing of NULLs: Postgres would not use an index of the other placing.
    pub(in crate::rust) fn clause(&self) -> Option<String> {
        let terms: Vec<String> = self
            .0
            .iter()
            .map(|sort| {
                let name = Subject::ident(sort.column);
                match (sort.descending, sort.column.nullable) {
                    (false, false) => name.into_owned(),
                    (true, false) => format!("{name} DESC"),
                    (false, true) => format!("{name} NULLS FIRST"),
                    (true, true) => format!("{name} DESC NULLS LAST"),
                }
            })
            .collect();
        (!terms.is_empty()).then(|| format!("ORDER BY {}", terms.join(", ")))
    }

    /// The order in words: `` `priority` descending, then `id` ``.
    pub(in crate::rust) fn in_words(&self) -> String {
        let terms: Vec<String> = self
            .0
            .iter()
            .map(|sort| {
                let direction = if sort.descending { " descending" } else { "" };
                format!("`{}`{direction}", sort.column.name)
            })
            .collect();
        terms.join(", then ")
    }
}
