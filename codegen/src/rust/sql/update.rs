//! Updates: by patch, one text whatever the patch holds, so that it is prepared once; and the marks of `soft_delete`.

use super::filter::lines;
use super::{Filter, Parameters, Rows, Sql, Subject};
use crate::rust::{column, names};
use crate::schema::model::Column;

/// Sets the columns that the patch gives and reads the row back. Each column takes two parameters: whether it is given,
/// and the value. A version counts up by one where the patch is not empty, and has to be the expected one.
pub(in crate::rust) fn update(subject: &Subject<'_>, columns: &[&Column], taken: &[&str]) -> Sql {
    let mut parameters = Parameters::default();
    let mut sets: Vec<String> = columns
        .iter()
        .map(|column| {
            let field = format!("patch.{}", names::field(column));
            let given = parameters.bind(format!("{field}.is_some().into()"));
            let inner = if column.nullable {
                format!("{field}.flatten()")
            } else {
                field
            };
            let value = parameters.bind(column::to_value(subject.enums(), column, &inner, true));
            let name = Subject::ident(column);
            format!("{name} = CASE WHEN {given} THEN {value} ELSE {name} END")
        })
        .collect();
    if let Some(version) = subject.version() {
        let (name, changes) = (Subject::ident(version), parameters.bind("changes.into()"));
        sets.push(format!(
            "{name} = CASE WHEN {changes} THEN {name} + 1 ELSE {name} END"
        ));
    }
    let mut filter = Filter::equal(subject, &subject.key(), parameters, taken);
    if let Some(version) = subject.version() {
        filter.is(version, "expected.into()".to_owned());
    }
    Sql::per_dialect(filter.parameters.clone(), |dialect| {
        lines([
            Some(format!("UPDATE {}", subject.name(dialect))),
            Some(format!("SET {}", sets.join(",\n    "))),
            filter.clause(dialect),
            Some(format!("RETURNING {}", subject.all())),
        ])
    })
}

/// What becomes of a row of a table with `soft_delete`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rust) enum Change {
    /// It is marked as deleted.
    Delete,
    /// The mark is taken off.
    Restore,
}

/// The `SET` of such a change, which is an update: what takes the time of an update takes it, and a version counts up.
///
/// `now` is in scope of the values.
pub(in crate::rust) fn mark(
    subject: &Subject<'_>,
    change: Change,
    parameters: &mut Parameters,
) -> String {
    let mut now = |column: &Column| {
        let value = column::to_value(subject.enums(), column, "now", false);
        format!("{} = {}", Subject::ident(column), parameters.bind(value))
    };
    let mut sets = Vec::new();
    if let Some(column) = subject.soft_delete() {
        sets.push(match change {
            Change::Delete => now(column),
            Change::Restore => format!("{} = NULL", Subject::ident(column)),
        });
    }
    let updated = subject.changeable().into_iter();
    sets.extend(
        updated
            .filter(|column| column.on_update.is_some())
            .map(&mut now),
    );
    if let Some(version) = subject.version() {
        let name = Subject::ident(version);
        sets.push(format!("{name} = {name} + 1"));
    }
    sets.join(",\n    ")
}

/// Marks one row as deleted, or takes the mark off; `returning` reads it back.
pub(in crate::rust) fn mark_one(
    subject: &Subject<'_>,
    change: Change,
    taken: &[&str],
    returning: bool,
) -> Sql {
    let mut parameters = Parameters::default();
    let sets = mark(subject, change, &mut parameters);
    let takes_now = !parameters.values.is_empty();
    let mut filter = Filter::equal(subject, &subject.key(), parameters, taken);
    match change {
        Change::Delete => {
            if let Some(version) = subject.version() {
                filter.is(version, "expected.into()".to_owned());
            }
        }
        Change::Restore => filter = filter.of(subject, Rows::Deleted),
    }
    let sql = Sql::per_dialect(filter.parameters.clone(), |dialect| {
        lines([
            Some(format!("UPDATE {}", subject.name(dialect))),
            Some(format!("SET {sets}")),
            filter.clause(dialect),
            returning.then(|| format!("RETURNING {}", subject.all())),
        ])
    });
    if takes_now { sql.with_now() } else { sql }
}
