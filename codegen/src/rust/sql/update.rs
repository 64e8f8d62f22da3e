//! The update by patch: one text whatever the patch holds, so that it is prepared once.

use super::filter::lines;
use super::{Filter, Parameters, Sql, Subject};
use crate::rust::{column, names};
use crate::schema::model::Column;

/// Sets the columns that the patch gives and reads the row back. Each column takes two parameters: whether it is given,
/// and the value.
pub(in crate::rust) fn update(subject: &Subject<'_>, columns: &[&Column], taken: &[&str]) -> Sql {
    let mut parameters = Parameters::default();
    let sets: Vec<String> = columns
        .iter()
        .map(|column| {
            let field = format!("patch.{}", names::value(column.name.as_str()));
            let given = parameters.bind(format!("{field}.is_some().into()"));
            let inner = if column.nullable {
                format!("{field}.flatten()")
            } else {
                field
            };
            let value = parameters.bind(column::to_value(column, &inner, true));
            let name = Subject::ident(column);
            format!("{name} = CASE WHEN {given} THEN {value} ELSE {name} END")
        })
        .collect();
    let filter = Filter::equal(subject, &subject.key(), parameters, taken);
    let text = lines([
        Some(format!("UPDATE {}", subject.name())),
        Some(format!("SET {}", sets.join(",\n    "))),
        filter.clause(),
        Some(format!("RETURNING {}", subject.all())),
    ]);
    Sql::portable(text, filter.parameters)
}
