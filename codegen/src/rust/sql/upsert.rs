//! The upsert by one key: insert, or update what differs, and tell which of the three it was.

use super::filter::lines;
use super::{Subject, insert};
use crate::dialect::Dialect;
use crate::rust::{column, names};
use crate::schema::model::{Column, Default};

/// The texts of an upsert, and what they are given after the values of the insert.
pub(in crate::rust) struct UpsertSql {
    /// Finds the row, in SQLite.
    pub(in crate::rust) sqlite_find: String,
    /// Changes the found row where something differs, in SQLite.
    pub(in crate::rust) sqlite_update: String,
    /// Does all of it, in Postgres.
    pub(in crate::rust) postgres: String,
    /// The conditions, in Rust, of each column with a default that its value was given.
    pub(in crate::rust) given: Vec<String>,
    /// The present time, in Rust, in each storage of the columns that take it on update and nothing on insert: these
    /// values come last.
    pub(in crate::rust) nows: Vec<String>,
}

/// A column that the update sets.
struct Change<'s> {
    column: &'s Column,
    /// The number of its value.
    value: usize,
    /// The number of the flag that its value was given; `None` where it always is.
    given: Option<usize>,
    /// The number of the value that it takes when not given; `None` for the stored one.
    otherwise: Otherwise,
}

#[derive(Clone, Copy)]
enum Otherwise {
    /// It keeps what is stored.
    Keep,
    /// It takes the inserted value, which is the present time.
    Inserted,
    /// It takes the parameter of that number, which is the present time.
    Parameter(usize),
}

/// How a text refers to the stored row and to the new values.
struct Words {
    stored: &'static str,
    new: fn(&Change<'_>) -> String,
    sign: char,
}

/// The upsert by the columns of `target`, a unique constraint or the primary key.
pub(in crate::rust) fn upsert(subject: &Subject<'_>, target: &[&Column]) -> UpsertSql {
    let (changes, given, nows) = changes(subject, target);
    UpsertSql {
        sqlite_find: lines([
            Some(format!("SELECT {}", subject.all())),
            Some(format!("FROM {}", subject.name(Dialect::Sqlite))),
            Some(format!("WHERE {}", named(subject, target, Dialect::Sqlite))),
        ]),
        sqlite_update: sqlite_update(subject, target, &changes),
        postgres: postgres(subject, target, &changes),
        given,
        nows,
    }
}

/// What the update sets: all that can change but the target. Then, in Rust, the conditions that its flags stand for, and
/// the present time in each storage.
fn changes<'s>(
    subject: &Subject<'s>,
    target: &[&Column],
) -> (Vec<Change<'s>>, Vec<String>, Vec<String>) {
    let inserted = insert::parameters(subject);
    let updated: Vec<&Column> = subject
        .changeable()
        .into_iter()
        .filter(|column| !target.iter().any(|other| other.name == column.name))
        .collect();
    let takes_now = |column: &Column| column.on_update.is_some() && column.default.is_none();
    let is_flagged =
        |column: &Column| column.default.is_some() || (takes_now(column) && column.nullable);
    let flags = updated.iter().filter(|column| is_flagged(column)).count();
    let mut given = Vec::new();
    let mut nows = Vec::new();
    let changes = updated
        .into_iter()
        .map(|column| Change {
            column,
            value: number(subject, column),
            given: is_flagged(column).then(|| {
                given.push(format!("new.{}.is_some()", names::field(column)));
                inserted + given.len()
            }),
            otherwise: if takes_now(column) && column.nullable {
                let now = column::to_value(subject.enums(), column, "now", false);
                let place = nows.iter().position(|other| *other == now);
                let place = place.unwrap_or_else(|| {
                    nows.push(now);
                    nows.len() - 1
                });
                Otherwise::Parameter(inserted + flags + 1 + place)
            } else if column.on_update.is_some() {
                Otherwise::Inserted
            } else {
                Otherwise::Keep
            },
        })
        .collect();
    (changes, given, nows)
}

/// The number of a column's value among those of the insert.
fn number(subject: &Subject<'_>, column: &Column) -> usize {
    insert::place(subject, column).map_or(0, |place| place + 1)
}

/// The columns that name the row equal its new values: the target's, and the tenant's wherever there is one, so that no
/// scope reaches another's row.
fn named(subject: &Subject<'_>, target: &[&Column], dialect: Dialect) -> String {
    let sign = match dialect {
        Dialect::Sqlite => '?',
        Dialect::Postgres => '$',
    };
    let tenant = subject.tenant();
    let others = target
        .iter()
        .copied()
        .filter(|column| !subject.is_tenant(column));
    let conditions: Vec<String> = tenant
        .into_iter()
        .chain(others)
        .map(|column| {
            let (name, number) = (Subject::ident(column), number(subject, column));
            match &column.default {
                // What the database computes is what the row has where none was given.
                Some(Default::Expression(expression)) => {
                    let otherwise = expression.sql(dialect);
                    format!("{name} = coalesce({sign}{number}, {otherwise})")
                }
                Some(Default::Literal(_) | Default::Generator(_)) | None => {
                    format!("{name} = {sign}{number}")
                }
            }
        })
        .collect();
    conditions.join(" AND ")
}

fn sqlite_update(subject: &Subject<'_>, target: &[&Column], changes: &[Change<'_>]) -> String {
    let words = Words {
        stored: "",
        new: |change| format!("?{}", change.value),
        sign: '?',
    };
    let named = named(subject, target, Dialect::Sqlite);
    let differs = differs(subject, changes, &words);
    lines([
        Some(format!("UPDATE {}", subject.name(Dialect::Sqlite))),
        Some(format!("SET {}", sets(subject, changes, &words, target))),
        Some(format!("WHERE {named} AND {differs}")),
        Some(format!("RETURNING {}", subject.all())),
    ])
}

fn postgres(subject: &Subject<'_>, target: &[&Column], changes: &[Change<'_>]) -> String {
    let words = Words {
        stored: "stored.",
        new: |change| format!("excluded.{}", Subject::ident(change.column)),
        sign: '$',
    };
    let table = subject.name(Dialect::Postgres);
    let all = subject.all();
    let guard = subject
        .tenant()
        .filter(|tenant| !target.iter().any(|column| column.name == tenant.name))
        .map(|tenant| format!("stored.{0} = excluded.{0} AND ", Subject::ident(tenant)))
        .unwrap_or_default();
    let on_conflict = if changes.is_empty() && subject.soft_delete().is_none() {
        "DO NOTHING".to_owned()
    } else {
        let sets = sets(subject, changes, &words, target);
        let differs = differs(subject, changes, &words);
        format!("DO UPDATE\nSET {sets}\nWHERE {guard}{differs}")
    };
    let columns = Subject::idents(target.iter().copied());
    let written = lines([
        Some(format!(
            "INSERT INTO {table} AS stored{}",
            insert::values(subject, Dialect::Postgres)
        )),
        Some(format!("ON CONFLICT ({columns}) {on_conflict}")),
        Some(format!("RETURNING {all}, xmax = 0 AS inserted")),
    ]);
    let named = named(subject, target, Dialect::Postgres);
    lines([
        Some(format!(
            "WITH written AS (\n    {}\n)",
            super::literal::indented(&written)
        )),
        Some("SELECT * FROM written".to_owned()),
        Some("UNION ALL".to_owned()),
        Some(format!("SELECT {all}, NULL")),
        Some(format!("FROM {table}")),
        Some(format!(
            "WHERE {named} AND NOT EXISTS (SELECT 1 FROM written)"
        )),
    ])
}

/// What each column becomes; where nothing can change, a target column stays itself. A deleted row comes back, and a
/// version counts up.
fn sets(
    subject: &Subject<'_>,
    changes: &[Change<'_>],
    words: &Words,
    target: &[&Column],
) -> String {
    if changes.is_empty() && subject.soft_delete().is_none() {
        let same = target
            .first()
            .map(|column| Subject::ident(column))
            .unwrap_or_default();
        return format!("{same} = {same}");
    }
    let mut sets: Vec<String> = changes
        .iter()
        .map(|change| {
            let name = Subject::ident(change.column);
            let new = (words.new)(change);
            let otherwise = match change.otherwise {
                Otherwise::Keep => format!("{}{name}", words.stored),
                Otherwise::Inserted => return format!("{name} = {new}"),
                Otherwise::Parameter(now) => format!("{}{now}", words.sign),
            };
            match change.given {
                Some(flag) => format!(
                    "{name} = CASE WHEN {}{flag} THEN {new} ELSE {otherwise} END",
                    words.sign
                ),
                None => format!("{name} = {new}"),
            }
        })
        .collect();
    if let Some(deleted) = subject.soft_delete() {
        sets.push(format!("{} = NULL", Subject::ident(deleted)));
    }
    if let Some(version) = subject.version() {
        let name = Subject::ident(version);
        sets.push(format!("{name} = {}{name} + 1", words.stored));
    }
    sets.join(",\n    ")
}

/// Whether a given value is another than the stored one, or the row is deleted.
fn differs(subject: &Subject<'_>, changes: &[Change<'_>], words: &Words) -> String {
    let deleted = subject
        .soft_delete()
        .map(|deleted| format!("{}{} IS NOT NULL", words.stored, Subject::ident(deleted)));
    let terms: Vec<String> = changes
        .iter()
        .map(|change| {
            let differs = format!(
                "{}{} IS DISTINCT FROM {}",
                words.stored,
                Subject::ident(change.column),
                (words.new)(change)
            );
            match change.given {
                Some(flag) => format!("({}{flag} AND {differs})", words.sign),
                None => differs,
            }
        })
        .collect();
    let terms: Vec<String> = terms.into_iter().chain(deleted).collect();
    match terms.as_slice() {
        [] => "FALSE".to_owned(),
        [only] => only.clone(),
        several => format!("(\n    {}\n)", several.join("\n    OR ")),
    }
}
