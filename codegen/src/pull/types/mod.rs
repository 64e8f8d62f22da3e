//! The type of the language that a column is held in: such a one as leaves the table as it is.

mod postgres;

use super::seen::SeenColumn;
use crate::catalog::model::Column;

pub(super) use postgres::postgres;

/// A type, how the database holds it where not in the usual way, and what a person has to know of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Chosen {
    /// As the file says it.
    pub(super) ty: String,
    /// SQLite's `storage`.
    pub(super) storage: Option<&'static str>,
    /// Why it was taken, where that was a guess.
    pub(super) guess: Option<String>,
    /// What it may be as well, which would change the table.
    pub(super) proposal: Option<String>,
    /// Whether the database holds another type's values yet, which the next migration makes these.
    pub(super) converted: bool,
}

impl Chosen {
    pub(super) fn plain(ty: impl Into<String>) -> Self {
        Self {
            ty: ty.into(),
            ..Self::default()
        }
    }

    pub(super) fn guessed(ty: &str, why: impl Into<String>) -> Self {
        Self {
            guess: Some(why.into()),
            ..Self::plain(ty)
        }
    }

    pub(super) fn stored(self, storage: &'static str) -> Self {
        Self {
            storage: Some(storage),
            ..self
        }
    }

    pub(super) fn proposing(self, what: impl Into<String>) -> Self {
        Self {
            proposal: Some(what.into()),
            ..self
        }
    }
}

/// What a column's rows say, and how many were looked at.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Evidence {
    pub(super) rows: u64,
    pub(super) seen: SeenColumn,
}

impl Evidence {
    fn all(&self, of: u64) -> bool {
        self.seen.values > 0 && of == self.seen.values
    }

    /// `(1,000 rows looked at)`.
    fn looked_at(&self) -> String {
        let digits = self.rows.to_string();
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        let rows = if self.rows == 1 { "row" } else { "rows" };
        format!("({text} {rows} looked at)")
    }

    fn only(&self, what: &str) -> String {
        format!("holds only {what} {}", self.looked_at())
    }
}

/// What a check says of a column's values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Checked {
    /// 0 or 1.
    Truth,
    /// One of these texts.
    OneOf(Vec<String>),
    /// JSON.
    Json,
}

/// The type of a column of SQLite's, where `plain` wants nothing that could be wrong.
pub(super) fn sqlite(
    column: &Column,
    evidence: &Evidence,
    checked: Option<&Checked>,
    plain: bool,
) -> Chosen {
    let declared = column.sql_type.as_str();
    let (base, arguments) = match declared.split_once('(') {
        Some((base, rest)) => (base.trim_end(), rest.strip_suffix(')').unwrap_or(rest)),
        None => (declared, ""),
    };
    let has = |part: &str| declared.contains(part);
    let seen = &evidence.seen;
    let name = column.name.as_str();
    if plain {
        return Chosen::plain(if has("INT") {
            "bigint"
        } else if has("CHAR") || has("CLOB") || has("TEXT") {
            "text"
        } else if has("BLOB") {
            "bytes"
        } else if has("REAL") || has("FLOA") || has("DOUB") {
            "double"
        } else {
            by_kind(evidence).unwrap_or("text")
        });
    }
    if matches!(base, "BOOL" | "BOOLEAN") || declared == "TINYINT(1)" {
        return if seen.values == seen.truths {
            Chosen::plain("bool")
        } else {
            let kind = by_kind(evidence).unwrap_or("bigint");
            Chosen::guessed(
                kind,
                format!(
                    "declared {declared}, and holds more than 0 and 1 {}",
                    evidence.looked_at()
                ),
            )
        };
    }
    if has("INT") {
        return integer(name, evidence, checked);
    }
    if has("CHAR") || has("CLOB") || has("TEXT") {
        let length = arguments
            .parse::<u64>()
            .ok()
            .filter(|length| (1..=10_485_760).contains(length));
        let fits = |length: &u64| seen.longest.is_none_or(|longest| longest <= *length);
        return text(name, evidence, length.filter(fits), true);
    }
    if has("BLOB") {
        return bytes(name, evidence);
    }
    if has("REAL") || has("FLOA") || has("DOUB") {
        return Chosen::plain("double");
    }
    match base {
        "" | "ANY" => match by_kind(evidence) {
            Some("bigint") => integer(name, evidence, checked),
            Some("text") => text(name, evidence, None, true),
            Some("double") => Chosen::guessed("double", evidence.only("binary fractions")),
            Some("bytes") => bytes(name, evidence),
            Some(_) | None => Chosen::guessed(
                "text",
                "declared without a type, and no rows say what it holds",
            ),
        },
        "JSON" | "JSONB" if seen.values == seen.json => Chosen::plain("json"),
        "UUID" if evidence.all(seen.sixteens) => Chosen::plain("uuid"),
        "DATE" if evidence.all(seen.days) => Chosen::plain("date"),
        "DATETIME" | "TIMESTAMP" | "TIMESTAMPTZ" if evidence.all(seen.integers) => {
            moment(evidence).unwrap_or_else(|| Chosen::plain("bigint"))
        }
        "DECIMAL" | "NUMERIC" | "NUMBER" | "MONEY"
            if by_kind(evidence).is_none_or(|kind| kind != "text") =>
        {
            if evidence.all(seen.integers) && arguments.ends_with(",0") {
                Chosen::plain("bigint")
            } else {
                Chosen::guessed(
                    "double",
                    format!("declared {declared}, which SQLite holds as a binary fraction"),
                )
            }
        }
        _ => match by_kind(evidence) {
            Some("bigint") => integer(name, evidence, checked),
            Some("double") => Chosen::guessed("double", evidence.only("numbers")),
            Some("bytes") => bytes(name, evidence),
            Some(_) => text(name, evidence, None, true),
            None => Chosen::guessed(
                "text",
                format!("declared {declared}, and no rows say how it is written"),
            ),
        },
    }
}

/// What the values are, where they are all of one kind.
fn by_kind(evidence: &Evidence) -> Option<&'static str> {
    let seen = &evidence.seen;
    if evidence.all(seen.integers) {
        Some("bigint")
    } else if evidence.all(seen.texts) {
        Some("text")
    } else if evidence.all(seen.integers + seen.reals) {
        Some("double")
    } else if evidence.all(seen.blobs) {
        Some("bytes")
    } else {
        None
    }
}

/// Names that a truth has.
const TRUTHS: [&str; 8] = [
    "is_", "has_", "can_", "was_", "should_", "allow_", "enable_", "use_",
];
const TRUTH_WORDS: [&str; 14] = [
    "active",
    "enabled",
    "disabled",
    "deleted",
    "archived",
    "verified",
    "confirmed",
    "visible",
    "hidden",
    "published",
    "completed",
    "done",
    "public",
    "private",
];

pub(super) fn is_truth(name: &str) -> bool {
    let small = name.to_ascii_lowercase();
    let camel = ["is", "has", "can"].iter().any(|prefix| {
        let rest = name.strip_prefix(prefix);
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
    });
    camel
        || TRUTHS.iter().any(|prefix| small.starts_with(prefix))
        || TRUTH_WORDS.contains(&small.as_str())
}

/// Names that an instant has.
pub(super) fn is_moment(name: &str) -> bool {
    let small = name.to_ascii_lowercase();
    let ends = ["_at", "_time", "_ts", "timestamp", "_on", "_date"];
    ends.iter().any(|end| small.ends_with(end))
        || name.ends_with("At")
        || [
            "created", "updated", "modified", "deleted", "expires", "time", "ts", "applied",
        ]
        .contains(&small.as_str())
}

fn integer(name: &str, evidence: &Evidence, checked: Option<&Checked>) -> Chosen {
    let seen = &evidence.seen;
    if checked == Some(&Checked::Truth) {
        return Chosen::guessed("bool", "a check lets it hold only 0 and 1");
    }
    if seen.values != seen.integers {
        return Chosen::guessed(
            "bigint",
            format!(
                "holds more than whole numbers {}: reading such a row fails",
                evidence.looked_at()
            ),
        );
    }
    if evidence.all(seen.truths) && is_truth(name) {
        return Chosen::guessed("bool", evidence.only("0 and 1"));
    }
    if is_moment(name)
        && let Some(moment) = moment(evidence)
    {
        return moment;
    }
    let chosen = Chosen::plain("bigint");
    if evidence.all(seen.truths) && seen.values > 1 && seen.least != seen.greatest {
        return chosen.proposing(format!("{}: type = \"bool\"", evidence.only("0 and 1")));
    }
    chosen
}

/// 1985 to 2100, in seconds since 1970.
const SECONDS: (i64, i64) = (473_385_600, 4_102_444_800);

/// Whole numbers that are instants, by how large they are.
fn moment(evidence: &Evidence) -> Option<Chosen> {
    let (least, greatest) = (evidence.seen.least?, evidence.seen.greatest?);
    let units = [(1, "seconds"), (1_000, "millis"), (1_000_000, "micros")];
    let within = |unit: i64| least >= SECONDS.0 * unit && greatest <= SECONDS.1 * unit;
    let (_, storage) = units.into_iter().find(|(unit, _)| within(*unit))?;
    let what = match storage {
        "seconds" => "seconds since 1970",
        "millis" => "milliseconds since 1970",
        _ => "microseconds since 1970",
    };
    Some(Chosen::guessed("timestamp", evidence.only(what)).stored(storage))
}

/// Names that an amount of money has.
const AMOUNTS: [&str; 10] = [
    "price", "amount", "total", "cost", "balance", "fee", "rate", "tax", "discount", "subtotal",
];

/// Text. Where `here`, a richer type that is held as text too is taken.
fn text(name: &str, evidence: &Evidence, length: Option<u64>, here: bool) -> Chosen {
    let seen = &evidence.seen;
    let chosen = Chosen::plain(
        length.map_or_else(|| "text".to_owned(), |length| format!("varchar({length})")),
    );
    if seen.values != seen.texts {
        return Chosen::guessed(
            "text",
            format!(
                "holds more than text {}: reading such a row fails",
                evidence.looked_at()
            ),
        );
    }
    if evidence.all(seen.json) {
        let why = evidence.only("JSON");
        return if here {
            Chosen::guessed("json", why)
        } else {
            chosen.proposing(format!("{why}: type = \"json\""))
        };
    }
    if evidence.all(seen.uuids) {
        return chosen.proposing(format!(
            "{}: type = \"uuid\", which is 16 bytes",
            evidence.only("uuids")
        ));
    }
    if evidence.all(seen.instants) {
        let why = evidence.only("instants");
        return if here {
            Chosen::guessed("timestamp", why).stored("text")
        } else {
            chosen.proposing(format!("{why}: type = \"timestamp\""))
        };
    }
    if evidence.all(seen.days) {
        let why = evidence.only("days");
        return if here {
            Chosen::guessed("date", why)
        } else {
            chosen.proposing(format!("{why}: type = \"date\""))
        };
    }
    if evidence.all(seen.moments) {
        return chosen.proposing(format!("{}: type = \"timestamp\"", evidence.only("times")));
    }
    let small = name.to_ascii_lowercase();
    if evidence.all(seen.decimals) && AMOUNTS.iter().any(|word| small.contains(word)) {
        return chosen.proposing(format!(
            "{}: type = \"decimal(18,2)\"",
            evidence.only("decimal numbers")
        ));
    }
    chosen
}

fn bytes(name: &str, evidence: &Evidence) -> Chosen {
    let small = name.to_ascii_lowercase();
    let is_id =
        small == "id" || small.ends_with("_id") || small.contains("uuid") || name.ends_with("Id");
    if evidence.all(evidence.seen.sixteens) && is_id {
        return Chosen::guessed("uuid", evidence.only("16 bytes"));
    }
    Chosen::plain("bytes")
}

/// The type that the lowering gives a column of that type of the language, and of which nothing has to be written down.
pub(super) fn usual(
    ty: &str,
    storage: Option<&str>,
    dialect: crate::dialect::Dialect,
) -> Option<String> {
    use crate::dialect::Dialect;
    let base = ty.split('(').next().unwrap_or_default();
    let arguments = ty.get(base.len()..).unwrap_or_default();
    if let Some(element) = ty.strip_suffix("[]") {
        return match dialect {
            Dialect::Sqlite => Some("TEXT".to_owned()),
            Dialect::Postgres => Some(format!("{}[]", usual(element, None, dialect)?)),
        };
    }
    let found = match dialect {
        Dialect::Sqlite => match base {
            "decimal" if storage == Some("text") => "TEXT",
            "bool" | "smallint" | "int" | "bigint" | "decimal" => "INTEGER",
            "real" | "double" => "REAL",
            "bytes" | "uuid" => "BLOB",
            "timestamp" if storage != Some("text") => "INTEGER",
            _ => "TEXT",
        },
        Dialect::Postgres => match base {
            "bool" => "boolean",
            "smallint" => "smallint",
            "int" => "integer",
            "bigint" => "bigint",
            "real" | "double" => "double precision",
            "decimal" => return Some(format!("numeric{arguments}")),
            "text" | "varchar" => "text",
            "bytes" => "bytea",
            "uuid" => "uuid",
            "timestamp" => "timestamp with time zone",
            "date" => "date",
            "time" => "time without time zone",
            "json" => "jsonb",
            _ => return None,
        },
    };
    Some(found.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Evidence, postgres};

    fn of(sql_type: &str) -> Option<String> {
        Some(postgres(sql_type, "x", &Evidence::default(), None, false)?.ty)
    }

    #[test]
    fn every_type_of_postgres_that_the_language_has_is_known() {
        for (sql_type, ty) in [
            ("character varying(255)", "varchar(255)"),
            ("character varying", "text"),
            ("numeric(10,2)", "decimal(10,2)"),
            ("numeric(5)", "decimal(5,0)"),
            ("numeric", "decimal(28,10)"),
            ("timestamp(3) without time zone", "timestamp"),
            ("text[]", "text[]"),
            ("character(2)", "text"),
        ] {
            assert_eq!(of(sql_type).as_deref(), Some(ty), "{sql_type}");
        }
        for none in ["inet", "tsvector", "interval", "jsonb[]", "text[][]"] {
            assert_eq!(of(none), None, "{none}");
        }
    }
}
