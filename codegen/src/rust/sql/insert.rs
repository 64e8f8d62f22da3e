//! Inserts.

use super::filter::lines;
use super::{Parameters, Sql, Subject};
use crate::dialect::Dialect;
use crate::rust::column;
use crate::schema::model::{Column, Default, Expression, Literal, Type};

/// Inserts one row and reads it back.
pub(in crate::rust) fn insert(subject: &Subject<'_>) -> Sql {
    Sql::per_dialect(Parameters::default(), |dialect| {
        let (table, values) = (subject.name(dialect), values(subject, dialect));
        lines([
            Some(format!("INSERT INTO {table}{values}")),
            Some(format!("RETURNING {}", subject.all())),
        ])
    })
}

/// Inserts one row and reads it back, unless there is one with the same values in `target`.
pub(in crate::rust) fn try_insert(subject: &Subject<'_>, target: &[&Column]) -> Sql {
    let target = Subject::idents(target.iter().copied());
    Sql::per_dialect(Parameters::default(), |dialect| {
        let (table, values) = (subject.name(dialect), values(subject, dialect));
        lines([
            Some(format!("INSERT INTO {table}{values}")),
            Some(format!("ON CONFLICT ({target}) DO NOTHING")),
            Some(format!("RETURNING {}", subject.all())),
        ])
    })
}

/// What an insert stores in a column, by the numbers of its parameters.
pub(in crate::rust) struct Slot<'s> {
    pub(in crate::rust) column: &'s Column,
    stored: Stored<'s>,
}

enum Stored<'s> {
    /// A row's first version.
    Constant(i64),
    /// The parameter.
    Value(usize),
    /// The parameter, or what the database computes where it is NULL.
    ValueOr(usize, &'s Expression),
    /// The parameter where the flag before it is set, which it is for a given NULL too; else what the database computes.
    FlaggedOr(usize, &'s Expression),
}

/// The column's insert says by a flag of its own whether a value was given: NULL is one.
pub(in crate::rust) fn is_flagged(column: &Column) -> bool {
    column.nullable && matches!(column.default, Some(Default::Expression(_)))
}

/// The columns of an insert, in order.
pub(in crate::rust) fn slots<'s>(subject: &Subject<'s>) -> Vec<Slot<'s>> {
    let mut last = 0;
    let slot = |column: &'s Column| {
        if subject.table.version.as_ref() == Some(&column.name) {
            let stored = Stored::Constant(first_version(column));
            return Slot { column, stored };
        }
        let stored = match &column.default {
            Some(Default::Expression(expression)) if column.nullable => {
                last += 2;
                Stored::FlaggedOr(last, expression)
            }
            Some(Default::Expression(expression)) => {
                last += 1;
                Stored::ValueOr(last, expression)
            }
            Some(Default::Literal(_) | Default::Generator(_)) | None => {
                last += 1;
                Stored::Value(last)
            }
        };
        Slot { column, stored }
    };
    subject.inserted().into_iter().map(slot).collect()
}

/// How many parameters an insert takes.
pub(in crate::rust) fn parameters(subject: &Subject<'_>) -> usize {
    let flags = subject
        .given()
        .iter()
        .filter(|column| is_flagged(column))
        .count();
    subject.given().len() + flags
}

/// The place of a column's value among an insert's parameters, from 0.
pub(in crate::rust) fn place(subject: &Subject<'_>, column: &Column) -> Option<usize> {
    let slots = slots(subject);
    let slot = slots.iter().find(|slot| slot.column.name == column.name)?;
    slot.value()?.checked_sub(1)
}

fn first_version(column: &Column) -> i64 {
    match &column.default {
        Some(Default::Literal(Literal::Int(first))) => *first,
        Some(Default::Literal(_) | Default::Generator(_) | Default::Expression(_)) | None => 1,
    }
}

impl Slot<'_> {
    /// The number of the column's value; `None` where it has none.
    pub(in crate::rust) fn value(&self) -> Option<usize> {
        match self.stored {
            Stored::Constant(_) => None,
            Stored::Value(value) | Stored::ValueOr(value, _) | Stored::FlaggedOr(value, _) => {
                Some(value)
            }
        }
    }

    /// The SQL of what is stored, `parameter` giving that of each parameter.
    pub(in crate::rust) fn sql(
        &self,
        subject: &Subject<'_>,
        dialect: Dialect,
        mut parameter: impl FnMut(usize) -> String,
    ) -> String {
        let flag = match &self.stored {
            Stored::FlaggedOr(value, _) => parameter(value - 1),
            Stored::Constant(_) | Stored::Value(_) | Stored::ValueOr(..) => String::new(),
        };
        let value = self.value().map(parameter).unwrap_or_default();
        let typed = || match dialect {
            Dialect::Sqlite => value.clone(),
            Dialect::Postgres => {
                let ty = column::postgres_type(subject.enums(), self.column);
                format!("{value}::{ty}")
            }
        };
        match &self.stored {
            Stored::Constant(constant) => constant.to_string(),
            Stored::Value(_) => value,
            Stored::ValueOr(_, expression) => {
                format!("coalesce({}, {})", typed(), expression.sql(dialect))
            }
            Stored::FlaggedOr(_, expression) => {
                let otherwise = expression.sql(dialect);
                format!("CASE WHEN {flag} THEN {} ELSE {otherwise} END", typed())
            }
        }
    }
}

/// ` (a, b)` and `VALUES ($1, $2)` on a line of its own.
pub(super) fn values(subject: &Subject<'_>, dialect: Dialect) -> String {
    let slots = slots(subject);
    if slots.is_empty() {
        return "\nDEFAULT VALUES".to_owned();
    }
    let values: Vec<String> = slots
        .iter()
        .map(|slot| slot.sql(subject, dialect, |at| format!("${at}")))
        .collect();
    format!(
        " ({})\nVALUES ({})",
        Subject::idents(slots.iter().map(|slot| slot.column)),
        values.join(", ")
    )
}

/// How many rows are inserted at once.
pub(in crate::rust) struct Bulk {
    /// What stands before SQLite's rows.
    pub(in crate::rust) sqlite_head: String,
    /// One of SQLite's rows.
    pub(in crate::rust) sqlite_row: String,
    /// Postgres' statement over an array for each parameter; `None` where a column is a list itself (an array of arrays has
    /// to be a rectangle).
    pub(in crate::rust) unnest: Option<String>,
}

/// Inserts many rows at once.
pub(in crate::rust) fn bulk(subject: &Subject<'_>) -> Bulk {
    let slots = slots(subject);
    let head = |dialect| {
        format!(
            "INSERT INTO {} ({})",
            subject.name(dialect),
            Subject::idents(slots.iter().map(|slot| slot.column))
        )
    };
    let row: Vec<String> = slots
        .iter()
        .map(|slot| slot.sql(subject, Dialect::Sqlite, |_| "?".to_owned()))
        .collect();
    let has_list = slots
        .iter()
        .any(|slot| matches!(slot.column.ty, Type::List(_)));
    Bulk {
        sqlite_head: format!("{} VALUES", head(Dialect::Sqlite)),
        sqlite_row: format!("({})", row.join(", ")),
        unnest: (!has_list).then(|| {
            let head = head(Dialect::Postgres);
            format!("{head}\n{}", from_arrays(subject, &slots))
        }),
    }
}

/// The rows of arrays, each parameter's own.
fn from_arrays(subject: &Subject<'_>, slots: &[Slot<'_>]) -> String {
    let mut arrays = Vec::new();
    for slot in slots {
        let Some(value) = slot.value() else {
            continue;
        };
        if is_flagged(slot.column) {
            arrays.push(format!("${}::boolean[]", value - 1));
        }
        let ty = column::postgres_element(subject.enums(), slot.column);
        arrays.push(format!("${value}::{ty}[]"));
    }
    let arrays = arrays.join(", ");
    let is_plain = |slot: &Slot<'_>| matches!(slot.stored, Stored::Value(_));
    if slots.iter().all(is_plain) {
        return format!("SELECT * FROM unnest({arrays})");
    }
    let stored: Vec<String> = slots
        .iter()
        .map(|slot| slot.sql(subject, Dialect::Postgres, |at| format!("v{at}")))
        .collect();
    let columns: Vec<String> = (1..=parameters(subject))
        .map(|at| format!("v{at}"))
        .collect();
    format!(
        "SELECT {}\nFROM unnest({arrays}) AS new ({})",
        stored.join(", "),
        columns.join(", ")
    )
}
