//! Inserts, upserts, updates and deletes.

mod deletes;
mod inserts;
mod updates;

use super::function::{Builder, in_words};
use super::reads::{by, told_apart};
use crate::rust::names;
use crate::schema::model::Column;

pub(super) fn add(builder: &mut Builder<'_>) {
    inserts::add(builder);
    if builder.subject.table.append_only {
        return;
    }
    updates::add(builder);
    deletes::add(builder);
}

/// What an upsert or an insert-or-get goes by.
struct Target<'s> {
    /// The end of the functions' names: empty for the key.
    suffix: String,
    /// The conflict target, the tenant's column in its place.
    columns: Vec<&'s Column>,
    /// The static of the statement that finds the row.
    find: String,
    in_words: String,
}

/// The key, then each unique constraint: those that an insert gives all values of.
fn targets<'s>(builder: &Builder<'s>) -> Vec<Target<'s>> {
    let subject = builder.subject;
    let mut targets = vec![Target {
        suffix: String::new(),
        columns: subject.columns(&subject.table.primary_key),
        find: "GET".to_owned(),
        in_words: "key".to_owned(),
    }];
    for unique in told_apart(&subject) {
        let by = by(&subject, unique);
        targets.push(Target {
            find: names::constant(&format!("find_by_{by}")),
            suffix: format!("_by_{by}"),
            columns: subject.columns(&unique.columns),
            in_words: in_words(&subject.own(&unique.columns)),
        });
    }
    let given = subject.given();
    targets.retain(|target| {
        target.columns.iter().all(|column| {
            !subject.is_chained(column) && given.iter().any(|other| other.name == column.name)
        })
    });
    targets
}
