//! Rows: those of before, and what has to become of them.

use std::collections::{BTreeMap, BTreeSet};

use super::conversion::{Fate, Of, fate};
use super::schema::{Column, Given, Id, Part, PartKind, Schema, Table, Ty, spoken_of};
use super::value::Value;
use super::written::{quoted_name, table_name};
use crate::differential::Random;
use crate::engine::Engine;

/// A row: its number, and a value for each column that one is given for.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its number, the same before and after.
    pub number: usize,
    /// Its values, by column.
    pub cells: BTreeMap<Id, Value>,
}

/// The rows of each table.
pub type Rows = BTreeMap<Id, Vec<Row>>;

/// Rows by chance; foreign keys find what they refer to, or are NULL, or the row is left out.
#[must_use]
pub fn draw(schema: &Schema, random: &mut Random) -> Rows {
    let mut rows = Rows::new();
    let mut number = 0;
    for table in &schema.tables {
        let count = if random.one_in(6) {
            0
        } else {
            1 + random.below(7)
        };
        let mut own = Vec::new();
        for at in 0..count {
            number += 1;
            let mut cells = BTreeMap::new();
            for column in table
                .columns
                .iter()
                .filter(|column| column.generated.is_none())
            {
                cells.insert(column.named.id, cell(schema, table, column, at, random));
            }
            own.push(Row { number, cells });
        }
        rows.insert(table.named.id, own);
    }
    for table in &schema.tables {
        for part in &table.parts {
            refer(schema, table, part, &mut rows, random);
        }
    }
    without_orphans(schema, &mut rows);
    rows
}

fn cell(schema: &Schema, table: &Table, column: &Column, at: usize, random: &mut Random) -> Value {
    let id = column.named.id;
    if column.nullable && random.one_in(4) {
        return Value::Null;
    }
    let is_key = table.keys().iter().any(|key| key.last() == Some(&id));
    let number = i64::try_from(at).unwrap_or(0) + 1;
    if is_key && at > 1 {
        match column.ty {
            Ty::SmallInt | Ty::Int | Ty::BigInt => return Value::Int(number),
            Ty::Text | Ty::Varchar(_) => return Value::Text(format!("k{number}")),
            Ty::Uuid => return Value::Uuid(0x2020 + u128::try_from(at).unwrap_or(0)),
            Ty::Date => return Value::Day(number),
            _ => {}
        }
    }
    Value::draw(&column.ty, schema, random)
}

/// Makes a foreign key's columns those of some row that is there.
fn refer(schema: &Schema, table: &Table, part: &Part, rows: &mut Rows, random: &mut Random) {
    let PartKind::ForeignKey { on, parent, to, .. } = &part.kind else {
        return;
    };
    let is_nullable = |id: &Id| {
        schema
            .column(*id)
            .is_some_and(|(_, column)| column.nullable)
    };
    let parents = rows.get(parent).cloned().unwrap_or_default();
    for row in rows.entry(table.named.id).or_default() {
        let found = (!parents.is_empty()).then(|| random.pick(&parents));
        if let Some(found) = found.filter(|_| !random.one_in(4)) {
            for (own, theirs) in on.iter().zip(to) {
                if let Some(value) = found.cells.get(theirs) {
                    row.cells.insert(*own, value.clone());
                }
            }
        } else if let Some(free) = on.iter().find(|id| is_nullable(id)) {
            row.cells.insert(*free, Value::Null);
        }
    }
}

/// The numbers of rows whose foreign keys find nothing.
#[must_use]
pub fn orphans(schema: &Schema, rows: &Rows) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for table in &schema.tables {
        for part in &table.parts {
            let PartKind::ForeignKey { on, parent, to, .. } = &part.kind else {
                continue;
            };
            let key = |row: &Row, columns: &[Id]| -> Option<Vec<String>> {
                let cells = columns.iter().map(|id| match value(schema, row, *id) {
                    Value::Null => None,
                    other => Some(format!("{other:?}")),
                });
                cells.collect()
            };
            let parents = rows.get(parent).map(Vec::as_slice).unwrap_or_default();
            let keys: BTreeSet<Vec<String>> =
                parents.iter().filter_map(|row| key(row, to)).collect();
            for row in rows.get(&table.named.id).into_iter().flatten() {
                if key(row, on).is_some_and(|key| !keys.contains(&key)) {
                    found.insert(row.number);
                }
            }
        }
    }
    found
}

/// A row's value, or that of the column's default.
fn value(schema: &Schema, row: &Row, column: Id) -> Value {
    if let Some(value) = row.cells.get(&column) {
        return value.clone();
    }
    let Some((_, column)) = schema.column(column) else {
        return Value::Null;
    };
    if let Some(sql) = &column.generated {
        return computed(schema, row, sql);
    }
    match column.default.clone() {
        Some(Given::Value(value)) => value,
        _ => Value::Null,
    }
}

/// What is computed, by each way in which a column is drawn to be.
fn computed(schema: &Schema, row: &Row, sql: &str) -> Value {
    let Some(read) = spoken_of(sql).first().map(|id| value(schema, row, *id)) else {
        return Value::Null;
    };
    match read {
        Value::Null if sql.starts_with("coalesce") => Value::Int(7),
        Value::Int(number) if sql.ends_with("* 2") => Value::Int(number * 2),
        Value::Int(number) => Value::Int(number),
        Value::Text(text) if sql.ends_with("|| '-x'") => Value::Text(text + "-x"),
        Value::Text(text) => Value::Text(text.to_ascii_lowercase()),
        Value::Bool(truth) => Value::Int(if truth { 1 } else { 2 }),
        Value::Null if sql.starts_with("case") => Value::Int(2),
        _ => Value::Null,
    }
}

/// Leaves such rows out, until there are none.
pub fn without_orphans(schema: &Schema, rows: &mut Rows) {
    loop {
        let found = orphans(schema, rows);
        if found.is_empty() {
            return;
        }
        without(rows, &found);
    }
}

/// Leaves these rows out.
pub fn without(rows: &mut Rows, numbers: &BTreeSet<usize>) {
    for own in rows.values_mut() {
        own.retain(|row| !numbers.contains(&row.number));
    }
}

/// What becomes of rows.
#[derive(Debug, Clone, Default)]
pub struct Foreseen {
    /// The rows of tables that stay or were there, by their numbers.
    pub rows: Rows,
    /// Those of which a value has no like.
    pub refused: BTreeSet<usize>,
    /// Those of which nobody has said what becomes of them.
    pub unsaid: BTreeSet<usize>,
    /// Columns whose values nobody foresees.
    pub masked: BTreeSet<Id>,
}

/// What has to become of the rows.
#[must_use]
pub fn foresee(before: &Schema, after: &Schema, rows: &Rows, engine: Engine) -> Foreseen {
    let mut foreseen = Foreseen::default();
    for table in &after.tables {
        let Some(old) = before.table(table.named.id) else {
            continue;
        };
        for column in &table.columns {
            let was = old.column(column.named.id);
            let made = column.default.as_ref().is_some_and(Given::is_unforeseen);
            let was_computed = was.is_some_and(|was| was.generated.is_some());
            if was.is_none() && made || was_computed && column.generated.is_none() {
                foreseen.masked.insert(column.named.id);
            }
        }
        for column in &table.columns {
            let spoken = column
                .generated
                .as_deref()
                .map(spoken_of)
                .unwrap_or_default();
            if spoken.iter().any(|id| foreseen.masked.contains(id)) {
                foreseen.masked.insert(column.named.id);
            }
        }
        for row in rows.get(&table.named.id).into_iter().flatten() {
            let mut cells = BTreeMap::new();
            for (at, column) in table.columns.iter().enumerate() {
                let id = column.named.id;
                if column.generated.is_some() {
                    continue;
                }
                if foreseen.masked.contains(&id) {
                    let value = match &column.default {
                        Some(Given::Now) if old.column(id).is_none() => Value::Instant(ONE_INSTANT),
                        Some(made) if column.nullable && made.is_unforeseen() => Value::Null,
                        Some(_) | None => anything(&column.ty, after, row.number + at),
                    };
                    cells.insert(id, value);
                    continue;
                }
                let is_new_key = old.column(id).is_none() && table.key.contains(&id);
                if is_new_key && column.default.is_none() {
                    // Not left to a fresh database: SQLite numbers such rows by itself, and a migration does not.
                    foreseen.refused.insert(row.number);
                    continue;
                }
                let (Some(was), Some(value)) = (old.column(id), row.cells.get(&id)) else {
                    continue;
                };
                let from = Of {
                    ty: &was.ty,
                    schema: before,
                };
                let to = Of {
                    ty: &column.ty,
                    schema: after,
                };
                match fate(value, from, to, engine) {
                    // Nothing but a check holds SQLite's values to their type, and Postgres' to the range of both.
                    Fate::Becomes(Value::Int(_)) | Fate::Refused
                        if column.unchecked && was.ty != column.ty =>
                    {
                        foreseen.unsaid.insert(row.number);
                    }
                    Fate::Becomes(value) => {
                        cells.insert(id, value);
                    }
                    Fate::Refused => {
                        foreseen.refused.insert(row.number);
                    }
                    Fate::Unsaid => {
                        foreseen.unsaid.insert(row.number);
                    }
                }
            }
            let number = row.number;
            foreseen
                .rows
                .entry(table.named.id)
                .or_default()
                .push(Row { number, cells });
        }
    }
    foreseen
}

/// The clock stands still while rows get the time.
const ONE_INSTANT: i64 = 1_700_000_000_000_000;

/// A value unlike that of other rows.
fn anything(ty: &Ty, schema: &Schema, number: usize) -> Value {
    let number = i64::try_from(number).unwrap_or(0);
    match ty {
        // No check asks for less, and none names such a number.
        Ty::SmallInt | Ty::Int | Ty::BigInt => Value::Int(100 + number),
        Ty::Uuid => Value::Uuid(u128::from(number.unsigned_abs()) << 64),
        Ty::Timestamp(_) => Value::Instant(ONE_INSTANT + number * 1_000_000),
        Ty::Text | Ty::Varchar(_) => Value::Text(format!("{number}")),
        other => Value::draw(other, schema, &mut Random::new(number.unsigned_abs())),
    }
}

/// The statements that put the rows in, with their numbers.
#[must_use]
pub fn statements(schema: &Schema, rows: &Rows, engine: Engine) -> Vec<(usize, String)> {
    let mut statements = Vec::new();
    for table in &schema.tables {
        let name = table_name(table, engine);
        for row in rows.get(&table.named.id).into_iter().flatten() {
            let given: Vec<(&Column, &Value)> = table
                .columns
                .iter()
                .filter(|column| column.generated.is_none())
                .filter_map(|column| Some((column, row.cells.get(&column.named.id)?)))
                .collect();
            let columns: Vec<String> = given
                .iter()
                .map(|(column, _)| quoted_name(column.named.name()))
                .collect();
            let values: Vec<String> = given
                .iter()
                .map(|(column, value)| value.literal(&column.ty, schema, engine))
                .collect();
            let overriding = match engine {
                Engine::Sqlite => "",
                Engine::Postgres => " OVERRIDING SYSTEM VALUE",
            };
            let (columns, values) = (columns.join(", "), values.join(", "));
            let sql = format!("INSERT INTO {name} ({columns}){overriding} VALUES ({values})");
            statements.push((row.number, sql));
        }
    }
    statements
}

/// A query of each table's values in these columns, each with its type where it has one.
#[must_use]
pub fn dumps(
    schema: &Schema,
    engine: Engine,
    shown: impl Fn(&Table, &Column) -> bool,
) -> Vec<(Id, String)> {
    let mut queries = Vec::new();
    for table in &schema.tables {
        let columns = table.columns.iter().filter(|column| shown(table, column));
        let mut parts: Vec<String> = columns
            .map(|column| {
                let name = quoted_name(column.named.name());
                match engine {
                    Engine::Sqlite => format!("quote({name})"),
                    Engine::Postgres => format!("{name}::text"),
                }
            })
            .collect();
        parts.push("1".to_owned());
        let query = format!(
            "SELECT {} FROM {}",
            parts.join(", "),
            table_name(table, engine)
        );
        queries.push((table.named.id, query));
    }
    queries
}
