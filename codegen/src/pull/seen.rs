//! What rows say of their columns: counts only, never a value.
//!
//! One query a table, over at most [`ROWS`] of its rows; the caller runs it and hands back the answer.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::catalog::model::{Catalog, QualifiedName};
use crate::catalog::quote;
use crate::dialect::Dialect;
use crate::inspect::Problem;
use crate::name::DbName;

/// How many rows of a table are looked at.
pub const ROWS: u32 = 1_000;

/// What was seen in all tables and views.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// By name; a table that was not looked at is not here.
    pub relations: BTreeMap<QualifiedName, SeenRows>,
    /// Postgres' types of what views yield.
    pub view_types: BTreeMap<QualifiedName, Vec<(DbName, String)>>,
}

/// What was seen in one table or view.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SeenRows {
    /// How many rows were looked at.
    pub rows: u64,
    /// What they hold.
    pub columns: BTreeMap<DbName, SeenColumn>,
}

/// What was seen in one column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct SeenColumn {
    /// How many values are not NULL.
    pub values: u64,
    /// How many of them are whole numbers.
    pub integers: u64,
    /// How many are binary fractions.
    pub reals: u64,
    /// How many are texts.
    pub texts: u64,
    /// How many are bytes.
    pub blobs: u64,
    /// How many are 0 or 1.
    pub truths: u64,
    /// The least whole number.
    pub least: Option<i64>,
    /// The greatest.
    pub greatest: Option<i64>,
    /// How many characters the longest text has.
    pub longest: Option<u64>,
    /// How many texts are a JSON object or array.
    pub json: u64,
    /// How many texts are a uuid with its dashes.
    pub uuids: u64,
    /// How many texts are an instant as a `timestamp` of SQLite's `text` storage is.
    pub instants: u64,
    /// How many texts begin with a day and a time of day.
    pub moments: u64,
    /// How many texts are a day.
    pub days: u64,
    /// How many texts are a decimal number with a point.
    pub decimals: u64,
    /// How many bytes are 16 long.
    pub sixteens: u64,
}

/// One table or view to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Its name.
    pub name: QualifiedName,
    /// Those of its columns of which the rows say more than the type.
    pub columns: Vec<DbName>,
    /// Answers with one text, for [`Look::read`].
    pub query: String,
}

/// What is worth looking at, a query each.
#[must_use]
pub fn looks(catalog: &Catalog) -> Vec<Look> {
    let mut looks = Vec::new();
    for table in catalog.tables.values() {
        let columns = table.columns.values();
        let columns = columns.map(|column| (column.name.clone(), column.sql_type.as_str()));
        looks.extend(look(&table.name, columns.collect(), catalog.dialect));
    }
    if catalog.dialect == Dialect::Sqlite {
        for view in catalog.views.values() {
            let columns = view.columns.iter().map(|name| (name.clone(), ""));
            looks.extend(look(&view.name, columns.collect(), catalog.dialect));
        }
    }
    looks
}

fn look(name: &QualifiedName, columns: Vec<(DbName, &str)>, dialect: Dialect) -> Option<Look> {
    let mut known = Vec::new();
    let mut asked = Vec::new();
    for (column, sql_type) in columns {
        let quoted = quote::ident(&column).into_owned();
        let pairs = match dialect {
            Dialect::Sqlite => sqlite(&quoted),
            Dialect::Postgres => match postgres(&quoted, sql_type) {
                Some(pairs) => pairs,
                None => continue,
            },
        };
        let pairs: Vec<String> = pairs
            .into_iter()
            .map(|(key, sql)| format!("'{key}', {sql}"))
            .collect();
        asked.push(match dialect {
            Dialect::Sqlite => format!("json_object({})", pairs.join(", ")),
            Dialect::Postgres => format!("json_build_object({})", pairs.join(", ")),
        });
        known.push(column);
    }
    if known.is_empty() {
        return None;
    }
    let array = match dialect {
        Dialect::Sqlite => "json_array",
        Dialect::Postgres => "json_build_array",
    };
    // A function takes 100 arguments: <https://www.postgresql.org/docs/current/limits.html>.
    let parts: Vec<String> = asked
        .chunks(90)
        .map(|part| format!("{array}({})", part.join(", ")))
        .collect();
    let text = match dialect {
        Dialect::Sqlite => "",
        Dialect::Postgres => "::text",
    };
    let query = format!(
        "SELECT {array}(count(*), {}){text} FROM (SELECT * FROM {} LIMIT {ROWS}) AS looked",
        parts.join(", "),
        quote::qualified(name)
    );
    Some(Look {
        name: name.clone(),
        columns: known,
        query,
    })
}

type Pairs = Vec<(&'static str, String)>;

const DIGIT: &str = "[0-9]";

fn digits(count: usize) -> String {
    DIGIT.repeat(count)
}

fn sqlite(column: &str) -> Pairs {
    let of = |kind: &str, condition: String| {
        format!("coalesce(sum(typeof({column}) = '{kind}' AND ({condition})), 0)")
    };
    let text = |condition: String| of("text", condition);
    let hex = |count: usize| "[0-9a-fA-F]".repeat(count);
    let uuid = [8, 4, 4, 4, 12].map(hex).join("-");
    let day = format!("{}-{}-{}", digits(4), digits(2), digits(2));
    let time = format!("{0}:{0}", digits(2));
    let all = || "true".to_owned();
    vec![
        ("values", format!("count({column})")),
        ("integers", of("integer", all())),
        ("reals", of("real", all())),
        ("texts", of("text", all())),
        ("blobs", of("blob", all())),
        ("truths", of("integer", format!("{column} IN (0, 1)"))),
        (
            "least",
            format!("min(CASE WHEN typeof({column}) = 'integer' THEN {column} END)"),
        ),
        (
            "greatest",
            format!("max(CASE WHEN typeof({column}) = 'integer' THEN {column} END)"),
        ),
        (
            "longest",
            format!("max(CASE WHEN typeof({column}) = 'text' THEN length({column}) END)"),
        ),
        (
            "json",
            text(format!(
                "json_valid({column}) AND substr(ltrim({column}), 1, 1) IN ('{{', '[')"
            )),
        ),
        ("uuids", text(format!("{column} GLOB '{uuid}'"))),
        (
            "instants",
            text(format!(
                "{column} GLOB '{day}T{time}:{}.{}Z'",
                digits(2),
                digits(6)
            )),
        ),
        ("moments", text(format!("{column} GLOB '{day}[T ]{time}*'"))),
        ("days", text(format!("{column} GLOB '{day}'"))),
        (
            "decimals",
            text(format!(
                "{column} GLOB '*[0-9].[0-9]*' AND ltrim({column}, '-') NOT GLOB '*[^0-9.]*' AND {column} NOT GLOB '*.*.*'"
            )),
        ),
        ("sixteens", of("blob", format!("length({column}) = 16"))),
    ]
}

/// A type that says all by itself is not asked about.
fn postgres(column: &str, sql_type: &str) -> Option<Pairs> {
    let count = |condition: &str| format!("count(*) FILTER (WHERE {condition})");
    let zero = || "0".to_owned();
    let null = || "NULL".to_owned();
    let base = sql_type.split('(').next().unwrap_or_default().trim_end();
    match base {
        "smallint" | "integer" | "bigint" => Some(vec![
            ("values", format!("count({column})")),
            ("integers", format!("count({column})")),
            ("reals", zero()),
            ("texts", zero()),
            ("blobs", zero()),
            ("truths", count(&format!("{column} IN (0, 1)"))),
            ("least", format!("min({column})")),
            ("greatest", format!("max({column})")),
            ("longest", null()),
            ("json", zero()),
            ("uuids", zero()),
            ("instants", zero()),
            ("moments", zero()),
            ("days", zero()),
            ("decimals", zero()),
            ("sixteens", zero()),
        ]),
        "text" | "character varying" | "character" => {
            let like = |pattern: &str| count(&format!("{column} ~ '{pattern}'"));
            Some(vec![
                ("values", format!("count({column})")),
                ("integers", zero()),
                ("reals", zero()),
                ("texts", format!("count({column})")),
                ("blobs", zero()),
                ("truths", zero()),
                ("least", null()),
                ("greatest", null()),
                ("longest", format!("max(char_length({column}))")),
                ("json", like(r"^\s*([{].*[}]|\[.*\])\s*$")),
                (
                    "uuids",
                    like("^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$"),
                ),
                (
                    "instants",
                    like(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$"),
                ),
                ("moments", like(r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d")),
                ("days", like(r"^\d{4}-\d\d-\d\d$")),
                ("decimals", like(r"^-?\d+\.\d+$")),
                ("sixteens", zero()),
            ])
        }
        _ => None,
    }
}

impl Look {
    /// What the query's answer says.
    ///
    /// # Errors
    /// It is no answer of that query.
    pub fn read(&self, answer: &str) -> Result<SeenRows, Problem> {
        let problem = |error: serde_json::Error| {
            Problem::new(format!(
                "what was asked of {} cannot be read: {error}",
                self.name
            ))
        };
        let answer: Vec<serde_json::Value> = serde_json::from_str(answer).map_err(problem)?;
        let mut parts = answer.into_iter();
        let rows = parts
            .next()
            .and_then(|rows| rows.as_u64())
            .unwrap_or_default();
        let mut seen = SeenRows {
            rows,
            columns: BTreeMap::new(),
        };
        let mut names = self.columns.iter();
        for part in parts {
            let columns: Vec<SeenColumn> = serde_json::from_value(part).map_err(problem)?;
            for (column, name) in columns.into_iter().zip(names.by_ref()) {
                seen.columns.insert(name.clone(), column);
            }
        }
        Ok(seen)
    }
}

/// Answers with one text: the types of what views yield, for [`view_types`].
pub const VIEW_TYPES: &str = "SELECT coalesce(json_agg(json_build_array(
        CASE WHEN n.nspname = current_schema() THEN NULL ELSE n.nspname END, c.relname, a.attname,
        CASE WHEN t.typtype = 'e' THEN 'enum' ELSE pg_catalog.format_type(t.oid, a.atttypmod) END) ORDER BY c.oid, a.attnum), '[]')::text
    FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
    WHERE c.relkind = 'v' AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'";

/// What that answer says.
///
/// # Errors
/// It is no answer of that query.
pub fn view_types(answer: &str) -> Result<BTreeMap<QualifiedName, Vec<(DbName, String)>>, Problem> {
    type Row = (Option<String>, String, String, String);
    let rows: Vec<Row> = serde_json::from_str(answer)
        .map_err(|error| Problem::new(format!("the types of views cannot be read: {error}")))?;
    let mut found: BTreeMap<QualifiedName, Vec<(DbName, String)>> = BTreeMap::new();
    for (schema, view, column, ty) in rows {
        let name = QualifiedName::new(schema.map(DbName::new), DbName::new(view));
        found
            .entry(name)
            .or_default()
            .push((DbName::new(column), ty));
    }
    Ok(found)
}
