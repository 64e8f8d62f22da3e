//! Whether a column of SQLite and one of Postgres can hold the same values.

use super::What;
use crate::catalog::model::Column;

/// How the two differ.
pub(super) fn differences(sqlite: &Column, postgres: &Column) -> impl Iterator<Item = What> {
    let mut found = Vec::new();
    let mut differs = |sqlite: &str, postgres: &str| {
        found.push(What::Differs {
            sqlite: sqlite.to_owned(),
            postgres: postgres.to_owned(),
        });
    };
    if !Kept::of(&postgres.sql_type).contains(&Affinity::of(&sqlite.sql_type)) {
        differs(&sqlite.sql_type, &postgres.sql_type);
    }
    let nullable = |column: &Column| if column.nullable { "NULL" } else { "NOT NULL" };
    if sqlite.nullable != postgres.nullable {
        differs(nullable(sqlite), nullable(postgres));
    }
    let computed = |column: &Column| match column.generated {
        Some(_) => "computed",
        None => "not computed",
    };
    if sqlite.generated.is_some() != postgres.generated.is_some() {
        differs(computed(sqlite), computed(postgres));
    }
    let (here, there) = (
        sqlite.default.as_deref().map(plain),
        postgres.default.as_deref().map(plain),
    );
    if let Some((here, there)) = defaults(here, there) {
        differs(&here, &there);
    }
    found.into_iter()
}

/// How SQLite takes a declared type: <https://www.sqlite.org/datatype3.html#determination_of_column_affinity>.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Affinity {
    Integer,
    Text,
    Blob,
    Real,
    Numeric,
}

impl Affinity {
    fn of(declared: &str) -> Self {
        let declared = declared.to_ascii_uppercase();
        let has = |part: &str| declared.contains(part);
        if has("INT") {
            Self::Integer
        } else if has("CHAR") || has("CLOB") || has("TEXT") {
            Self::Text
        } else if has("BLOB") || declared.is_empty() {
            Self::Blob
        } else if has("REAL") || has("FLOA") || has("DOUB") {
            Self::Real
        } else {
            Self::Numeric
        }
    }
}

/// How SQLite may keep what a Postgres type holds.
struct Kept;

impl Kept {
    fn of(postgres: &str) -> &'static [Affinity] {
        use Affinity::{Blob, Integer, Numeric, Real, Text};
        let bare = postgres.split('(').next().unwrap_or(postgres).trim();
        if postgres.ends_with("[]") {
            return &[Text];
        }
        match bare {
            "boolean" | "smallint" | "integer" | "bigint" => &[Integer, Numeric],
            "real" | "double precision" => &[Real, Numeric],
            "bytea" => &[Blob],
            "uuid" => &[Blob, Text],
            "numeric"
            | "date"
            | "time without time zone"
            | "timestamp"
            | "timestamp without time zone"
            | "timestamp with time zone" => &[Integer, Text, Real, Numeric],
            // Texts, JSON, native enums, what an extension brings.
            _ => &[Text, Blob, Numeric],
        }
    }
}

/// A default as both databases would spell it, as far as that can be had.
#[derive(Debug, PartialEq, Eq)]
enum Plain {
    /// A text, or a number without the zeros that change nothing.
    Value(String),
    /// Something computed.
    Computed,
}

fn plain(default: &str) -> Plain {
    let bare = default.split("::").next().unwrap_or(default).trim();
    match bare {
        "true" => return Plain::Value("1".to_owned()),
        "false" => return Plain::Value("0".to_owned()),
        _ => {}
    }
    if let Some(text) = bare
        .strip_prefix('\'')
        .and_then(|text| text.strip_suffix('\''))
    {
        return Plain::Value(text.replace("''", "'"));
    }
    if bare.parse::<f64>().is_ok() {
        return Plain::Value(bare.to_owned());
    }
    Plain::Computed
}

/// How two defaults differ, where that can be told. SQLite leaves a clock and a random uuid to the runtime, and keeps decimals, times
/// and JSON in its own ways: of texts and whole numbers alone it is known what is equal.
fn defaults(sqlite: Option<Plain>, postgres: Option<Plain>) -> Option<(String, String)> {
    let shown = |value: &str| format!("DEFAULT {value}");
    let none = || "no default".to_owned();
    match (sqlite, postgres) {
        (None, Some(Plain::Value(there))) => Some((none(), shown(&there))),
        (Some(Plain::Value(here)), None) => Some((shown(&here), none())),
        (Some(Plain::Computed), None) => Some(("a computed default".to_owned(), none())),
        (Some(Plain::Value(here)), Some(Plain::Value(there))) => {
            let is_whole = |text: &str| text.parse::<i64>().is_ok();
            let is_word = |text: &str| text.chars().all(|c| c.is_alphabetic() || c == '_');
            let comparable =
                (is_whole(&here) && is_whole(&there)) || (is_word(&here) && is_word(&there));
            (comparable && here != there).then(|| (shown(&here), shown(&there)))
        }
        (None, None | Some(Plain::Computed))
        | (Some(Plain::Computed), Some(_))
        | (Some(Plain::Value(_)), Some(Plain::Computed)) => None,
    }
}
