//! Statements about the rows of many keys: each key column's values are bound as one list.

use super::filter::lines;
use super::{Change, Filter, Order, Parameters, Sql, Subject, mark};
use crate::dialect::Dialect;
use crate::rust::column;
use crate::schema::model::Column;

/// Reads the rows with any of the keys, ordered by key.
pub(in crate::rust) fn get_many(subject: &Subject<'_>, keys: &[String]) -> Sql {
    let order = Order::new(subject, Vec::new(), &[]);
    per_dialect(|dialect, parameters| {
        lines([
            Some(format!("SELECT {}", subject.all())),
            Some(format!("FROM {}", subject.name(dialect))),
            Some(with_keys(subject, keys, dialect, parameters)),
            order.clause(),
        ])
    })
}

/// Deletes the rows with any of the keys.
pub(in crate::rust) fn delete_many(subject: &Subject<'_>, keys: &[String]) -> Sql {
    per_dialect(|dialect, parameters| {
        lines([
            Some(format!("DELETE FROM {}", subject.name(dialect))),
            Some(with_keys(subject, keys, dialect, parameters)),
        ])
    })
}

/// Marks the rows with any of the keys as deleted.
pub(in crate::rust) fn mark_many(subject: &Subject<'_>, keys: &[String]) -> Sql {
    per_dialect(|dialect, parameters| {
        lines([
            Some(format!("UPDATE {}", subject.name(dialect))),
            Some(format!("SET {}", mark(subject, Change::Delete, parameters))),
            Some(with_keys(subject, keys, dialect, parameters)),
        ])
    })
    .with_now()
}

/// SQLite's texts number their parameters with `?`, so that a list may stand in any place.
fn per_dialect(text: impl Fn(Dialect, &mut Parameters) -> String) -> Sql {
    let mut postgres = Parameters::signed('$');
    let mut sqlite = Parameters::signed('?');
    Sql {
        postgres: Some(text(Dialect::Postgres, &mut postgres)),
        sqlite: text(Dialect::Sqlite, &mut sqlite),
        values: sqlite.values,
        needs_now: false,
    }
}

/// `WHERE` the key is any of the lists'; `keys` are the lists' Rust expressions, one for each key column.
fn with_keys(
    subject: &Subject<'_>,
    keys: &[String],
    dialect: Dialect,
    parameters: &mut Parameters,
) -> String {
    let mut filter = Filter::scope(subject, parameters.clone());
    let first = filter.parameters.values.len() + 1;
    filter.conditions.push(match dialect {
        Dialect::Sqlite => in_json(&subject.key(), first),
        Dialect::Postgres => in_arrays(subject, first),
    });
    for key in keys {
        filter.parameters.bind(key);
    }
    let clause = filter.clause(dialect).unwrap_or_default();
    *parameters = filter.parameters;
    clause
}

/// The key is among those of JSON arrays; a composite key's arrays run side by side, and are matched by place through the
/// index that SQLite makes for a materialised table.
fn in_json(key: &[&Column], first: usize) -> String {
    if let [column] = key {
        let element = column::json_element(column, "value");
        return format!(
            "{} IN (SELECT {element} FROM json_each(?{first}))",
            Subject::ident(column)
        );
    }
    let mut lists = Vec::new();
    let mut elements = Vec::new();
    let mut joined = Vec::new();
    for (index, column) in key.iter().enumerate() {
        let element = column::json_element(column, "value");
        let list = format!("k{}", index + 1);
        lists.push(format!(
            "    {list} AS MATERIALIZED (SELECT key, {element} AS item FROM json_each(?{}))",
            first + index
        ));
        elements.push(format!("{list}.item"));
        joined.push(if index == 0 {
            list
        } else {
            format!("JOIN {list} USING (key)")
        });
    }
    format!(
        "({}) IN (\n    WITH\n    {}\n    SELECT {} FROM {}\n)",
        Subject::idents(key.iter().copied()),
        lists.join(",\n    "),
        elements.join(", "),
        joined.join(" ")
    )
}

fn in_arrays(subject: &Subject<'_>, first: usize) -> String {
    let key = subject.key();
    if let [column] = key.as_slice() {
        return format!("{} = ANY(${first})", Subject::ident(column));
    }
    let arrays: Vec<String> = key
        .iter()
        .enumerate()
        .map(|(index, column)| {
            format!(
                "${}::{}[]",
                first + index,
                column::postgres_element(subject.enums(), column)
            )
        })
        .collect();
    format!(
        "({}) IN (\n    SELECT * FROM unnest({})\n)",
        Subject::idents(key),
        arrays.join(", ")
    )
}
