//! Snapshots of drizzle-kit 1.x: all of it in one, or from format 9 on what a migration changes of those before.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::{Map, Value};

use super::entity::Entity;
use super::folder::Migration;
use super::{Problem, UP, v7};

type Row = Map<String, Value>;

/// What the newest snapshot says, with those that it builds upon.
pub(super) fn newest(migrations: &[Migration]) -> Result<Vec<Entity>, Problem> {
    let Some(last) = migrations.last() else {
        return Ok(Vec::new());
    };
    let Some(snapshot) = &last.snapshot else {
        return Err(Problem::new(
            last.place.as_str(),
            "the newest migration has no snapshot, so that nothing says what it leads to",
            "restore its snapshot from version control; or let a server say what the migrations make: --scratch URL",
        ));
    };
    let version = snapshot.head.version.parse::<u32>().ok();
    let place = last.place.as_str();
    match version {
        Some(7) => v7::entities(&snapshot.text)
            .map_err(|error| Problem::new(place, format!("its snapshot: {error}"), UP)),
        Some(8 | 9) => {
            refuse_branches(migrations)?;
            let rows = state(migrations, last, &mut BTreeSet::new())?;
            rows.into_iter()
                .map(|row| {
                    serde_json::from_value(Value::Object(row))
                        .map_err(|error| Problem::new(place, format!("its snapshot: {error}"), UP))
                })
                .collect()
        }
        Some(old) if old < 7 => {
            let what = format!("its snapshot has format {old}, of before drizzle-kit 0.22");
            Err(Problem::new(place, what, UP))
        }
        Some(_) | None => {
            let found = &snapshot.head.version;
            let what = format!("its snapshot has the format `{found}`, which nobody knows here");
            let remedy = "let a server say what the migrations make: --scratch URL";
            Err(Problem::new(place, what, remedy))
        }
    }
}

/// A snapshot that no other follows is an end; there has to be one.
fn refuse_branches(migrations: &[Migration]) -> Result<(), Problem> {
    let snapshots = || {
        migrations
            .iter()
            .filter_map(|one| Some((one, one.snapshot.as_ref()?)))
    };
    let followed: BTreeSet<&String> = snapshots()
        .flat_map(|(_, one)| &one.head.prev_ids)
        .collect();
    let ends: Vec<&Migration> = snapshots()
        .filter(|(_, one)| !followed.contains(&one.head.id))
        .map(|(migration, _)| migration)
        .collect();
    match ends.as_slice() {
        [.., one, other] => Err(Problem::new(
            other.place.as_str(),
            format!(
                "it and {} are of two branches: no snapshot holds what both come to",
                one.place
            ),
            "let drizzle-kit join them first (`drizzle-kit generate` makes a migration that follows both); or --scratch URL",
        )),
        _ => Ok(()),
    }
}

#[derive(Debug, Deserialize)]
#[serde(tag = "op", rename_all = "lowercase")]
enum Delta {
    Create { row: Row },
    Drop { key: String },
    Alter { key: String, set: Row },
    Rename { key: String, set: Row },
}

#[derive(Debug, Deserialize)]
struct Body {
    ddl: Option<Vec<Row>>,
    #[serde(default)]
    deltas: Vec<Delta>,
}

/// All rows after a migration.
fn state(
    migrations: &[Migration],
    at: &Migration,
    seen: &mut BTreeSet<String>,
) -> Result<Vec<Row>, Problem> {
    let by_id: BTreeMap<&str, &Migration> = migrations
        .iter()
        .filter_map(|one| Some((one.snapshot.as_ref()?.head.id.as_str(), one)))
        .collect();
    // From the end back to the one that holds all; the others of a merge are applied in their order.
    let mut chain: Vec<(&Migration, Body)> = Vec::new();
    let mut todo = vec![at];
    while let Some(one) = todo.pop() {
        if !seen.insert(one.tag.to_string()) {
            continue;
        }
        let Some(snapshot) = &one.snapshot else {
            continue;
        };
        let body: Body = serde_json::from_str(&snapshot.text).map_err(|error| {
            Problem::new(one.place.as_str(), format!("its snapshot: {error}"), UP)
        })?;
        let is_whole = body.ddl.is_some();
        chain.push((one, body));
        if is_whole {
            continue;
        }
        for parent in &snapshot.head.prev_ids {
            let Some(found) = by_id.get(parent.as_str()) else {
                let what = format!("its snapshot builds upon {parent}, which is not there");
                let remedy =
                    "restore that migration's snapshot from version control; or --scratch URL";
                return Err(Problem::new(one.place.as_str(), what, remedy));
            };
            todo.push(found);
        }
    }
    chain.sort_by(|(one, _), (other, _)| one.tag.cmp(&other.tag));
    let mut rows: Vec<Row> = Vec::new();
    for (_, body) in chain {
        if let Some(ddl) = body.ddl {
            rows = ddl;
        }
        for delta in body.deltas {
            apply(&mut rows, delta);
        }
    }
    Ok(rows)
}

fn apply(rows: &mut Vec<Row>, delta: Delta) {
    match delta {
        Delta::Create { row } => {
            let key = key_of(&row);
            rows.retain(|one| key_of(one) != key);
            rows.push(row);
        }
        Delta::Drop { key } => rows.retain(|one| key_of(one) != key),
        Delta::Alter { key, set } | Delta::Rename { key, set } => {
            let Some(row) = rows.iter_mut().find(|one| key_of(one) == key) else {
                return;
            };
            let old = row.clone();
            row.extend(set);
            let new = row.clone();
            if key_of(&old) != key_of(&new) {
                follow(rows, &old, &new);
            }
        }
    }
}

/// What a thing is known by: its kind, and its schema, table and name as far as it has them.
fn key_of(row: &Row) -> String {
    let kind = row
        .get("entityType")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let parts = ["schema", "table", "name"]
        .into_iter()
        .filter_map(|key| row.get(key));
    let parts: Vec<&Value> = parts.collect();
    let parts = serde_json::to_string(&parts).unwrap_or_default();
    format!("{kind}\0{parts}")
}

/// Has everything that speaks of something speak of it under its new name.
fn follow(rows: &mut [Row], old: &Row, new: &Row) {
    let text = |row: &Row, key: &str| row.get(key).and_then(Value::as_str).map(str::to_owned);
    let (Some(from), Some(to)) = (text(old, "name"), text(new, "name")) else {
        return;
    };
    let kind = text(old, "entityType").unwrap_or_default();
    let (schema, new_schema) = (text(old, "schema"), text(new, "schema"));
    let (table, new_table) = (text(old, "table"), text(new, "table"));
    let is = |row: &Row, key: &str, value: &Option<String>| text(row, key) == *value;
    let put = |row: &mut Row, key: &str, value: &Option<String>| {
        if let Some(value) = value {
            row.insert(key.to_owned(), value.clone().into());
        }
    };
    let rename = |row: &mut Row, list: &str| {
        for one in row
            .get_mut(list)
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            let is_expression = one.get("isExpression") == Some(&Value::Bool(true));
            let place = match one.is_object() {
                true if is_expression => None,
                true => one.get_mut("value"),
                false => Some(one),
            };
            if let Some(place) = place.filter(|place| place.as_str() == Some(from.as_str())) {
                *place = to.clone().into();
            }
        }
    };
    for row in rows {
        match kind.as_str() {
            "schemas" => {
                for key in ["schema", "schemaTo", "typeSchema"] {
                    if is(row, key, &Some(from.clone())) {
                        put(row, key, &Some(to.clone()));
                    }
                }
            }
            "tables" => {
                if is(row, "schema", &schema) && is(row, "table", &Some(from.clone())) {
                    put(row, "schema", &new_schema);
                    put(row, "table", &Some(to.clone()));
                }
                if is(row, "schemaTo", &schema) && is(row, "tableTo", &Some(from.clone())) {
                    put(row, "schemaTo", &new_schema);
                    put(row, "tableTo", &Some(to.clone()));
                }
            }
            "columns" => {
                // Of a column that moves, its table was renamed before.
                if is(row, "schema", &new_schema) && is(row, "table", &new_table) {
                    rename(row, "columns");
                }
                if is(row, "schemaTo", &new_schema) && is(row, "tableTo", &new_table) {
                    rename(row, "columnsTo");
                }
                debug_assert!(table == new_table, "columns stay in their tables");
            }
            "enums" if is(row, "typeSchema", &schema) && is(row, "type", &Some(from.clone())) => {
                put(row, "typeSchema", &new_schema);
                put(row, "type", &Some(to.clone()));
            }
            _ => {}
        }
    }
}
