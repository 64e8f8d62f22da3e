//! What each type becomes in SQLite: a STRICT storage class, and the check that holds it to the type's meaning.
//!
//! <https://www.sqlite.org/stricttables.html>, <https://www.sqlite.org/datatype3.html>

use super::default::{canonical_json, float, list_element};
use super::{Fill, Lowered, enum_literals, is_text};
use crate::catalog::quote;
use crate::schema::model::{
    Column, Default, Generator, Literal, Scalar, Schema, SqliteStorage, Type,
};

/// Year 1 and the last instant that the Rust type can hold, in microseconds.
const FIRST_MICRO: i64 = -62_135_596_800_000_000;
const LAST_MICRO: i64 = 253_402_207_200_999_999;

/// A random uuid (RFC 9562, version 4) as SQL: for rows that were there before the column.
const RANDOM_UUID: &str = "unhex(hex(randomblob(6)) || '4' || substr(hex(randomblob(2)), 2) \
    || substr('89AB', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || hex(randomblob(6)))";

pub(super) fn lower_column(schema: &Schema, column: &Column) -> Lowered {
    let name = quote::ident(&column.db_name);
    let storage = column.sqlite.storage;
    let (sql_type, check, neutral) = match &column.ty {
        Type::Scalar(scalar) => scalar_parts(*scalar, storage, &name),
        Type::Json => (
            "TEXT",
            Some(format!("json_valid({name})")),
            "'null'".to_owned(),
        ),
        Type::Enum(enum_name) => {
            let values = enum_literals(schema, enum_name);
            let neutral = values.first().cloned().unwrap_or_default();
            (
                "TEXT",
                Some(format!("{name} IN ({})", values.join(", "))),
                neutral,
            )
        }
        // `json_type` fails on what is not JSON at all, and `AND` may be evaluated in either order. NULL has to pass.
        Type::List(_) => (
            "TEXT",
            Some(format!(
                "iif(json_valid({name}), json_type({name}) = 'array', json_valid({name}))"
            )),
            "'[]'".to_owned(),
        ),
    };
    let default = match &column.default {
        Some(Default::Literal(value)) => Some(literal(value, storage)),
        // SQLite takes an expression only in brackets: <https://www.sqlite.org/lang_createtable.html#dfltval>.
        Some(Default::Expression(expression)) => Some(format!("({})", expression.sqlite)),
        // The runtime supplies it. SQLite's own clock has milliseconds, and it has no uuid: neither would be equal.
        Some(Default::Generator(_)) | None => None,
    };
    let generated = match &column.default {
        Some(Default::Generator(generator)) => Some(generated(*generator, storage)),
        Some(Default::Literal(_) | Default::Expression(_)) | None => None,
    };
    Lowered {
        sql_type: column
            .sqlite
            .declared
            .clone()
            .unwrap_or_else(|| sql_type.to_owned()),
        collation: if is_text(&column.ty) {
            column.sqlite.collate.clone()
        } else {
            None
        },
        check,
        default,
        fill: Fill { generated, neutral },
    }
}

fn scalar_parts(
    scalar: Scalar,
    storage: Option<SqliteStorage>,
    name: &str,
) -> (&'static str, Option<String>, String) {
    let zero = || "0".to_owned();
    let empty = || "''".to_owned();
    let no_nul = format!("instr({name}, char(0)) = 0");
    match scalar {
        Scalar::Bool => ("INTEGER", Some(format!("{name} IN (0, 1)")), zero()),
        Scalar::SmallInt => (
            "INTEGER",
            Some(format!("{name} BETWEEN -32768 AND 32767")),
            zero(),
        ),
        Scalar::Int => (
            "INTEGER",
            Some(format!("{name} BETWEEN -2147483648 AND 2147483647")),
            zero(),
        ),
        Scalar::BigInt => ("INTEGER", None, zero()),
        Scalar::Real => (
            "REAL",
            Some(format!("abs({name}) <= 3.4028234663852886e38")),
            "0.0".to_owned(),
        ),
        Scalar::Double => (
            "REAL",
            Some(format!("abs({name}) <= 1.7976931348623157e308")),
            "0.0".to_owned(),
        ),
        Scalar::Decimal { precision, scale } => match storage {
            Some(SqliteStorage::Text) => ("TEXT", Some(no_nul), text_zero(scale)),
            Some(SqliteStorage::Micros | SqliteStorage::Millis | SqliteStorage::Seconds) | None => {
                let nines = "9".repeat(usize::from(precision));
                (
                    "INTEGER",
                    Some(format!("{name} BETWEEN -{nines} AND {nines}")),
                    zero(),
                )
            }
        },
        Scalar::Text => ("TEXT", Some(no_nul), empty()),
        Scalar::Varchar(length) => (
            "TEXT",
            Some(format!("length({name}) <= {length} AND {no_nul}")),
            empty(),
        ),
        Scalar::Bytes => ("BLOB", None, "x''".to_owned()),
        Scalar::Uuid => (
            "BLOB",
            Some(format!("length({name}) = 16")),
            "x'00000000000000000000000000000000'".to_owned(),
        ),
        Scalar::Timestamp => timestamp_parts(storage.unwrap_or(SqliteStorage::Micros), name),
        Scalar::Date => ("TEXT", Some(date_check(name)), "'1970-01-01'".to_owned()),
        Scalar::Time => (
            "TEXT",
            Some(time_check(name)),
            "'00:00:00.000000'".to_owned(),
        ),
    }
}

fn text_zero(scale: u8) -> String {
    if scale == 0 {
        "'0'".to_owned()
    } else {
        format!("'0.{}'", "0".repeat(usize::from(scale)))
    }
}

fn timestamp_parts(storage: SqliteStorage, name: &str) -> (&'static str, Option<String>, String) {
    let between = |unit: i64| {
        let first = FIRST_MICRO.div_euclid(unit);
        let last = LAST_MICRO.div_euclid(unit);
        Some(format!("{name} BETWEEN {first} AND {last}"))
    };
    match storage {
        SqliteStorage::Micros => ("INTEGER", between(1), "0".to_owned()),
        SqliteStorage::Millis => ("INTEGER", between(1_000), "0".to_owned()),
        SqliteStorage::Seconds => ("INTEGER", between(1_000_000), "0".to_owned()),
        SqliteStorage::Text => (
            "TEXT",
            Some(format!(
                "{name} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'"
            )),
            "'1970-01-01T00:00:00.000000Z'".to_owned(),
        ),
    }
}

/// `date()` alone lets odd years and day 31 of a 30-day month pass (it moves on); comparing its answer does not.
fn date_check(name: &str) -> String {
    format!(
        "{name} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND {name} >= '0001' AND date({name}) IS {name}"
    )
}

fn time_check(name: &str) -> String {
    format!(
        "{name} GLOB '[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]' AND {name} < '24'"
    )
}

fn generated(generator: Generator, storage: Option<SqliteStorage>) -> String {
    match generator {
        Generator::Now => match storage.unwrap_or(SqliteStorage::Micros) {
            SqliteStorage::Micros => "CAST(unixepoch('subsec') * 1000000 AS INTEGER)",
            SqliteStorage::Millis => "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
            SqliteStorage::Seconds => "unixepoch()",
            SqliteStorage::Text => "strftime('%Y-%m-%dT%H:%M:%f000Z')",
        }
        .to_owned(),
        // A random one serves where the exact order of rows that are all older than the column means nothing.
        Generator::UuidV4 | Generator::UuidV7 => RANDOM_UUID.to_owned(),
    }
}

fn literal(value: &Literal, storage: Option<SqliteStorage>) -> String {
    match value {
        Literal::Bool(value) => if *value { "1" } else { "0" }.to_owned(),
        Literal::Int(value) => value.to_string(),
        Literal::Float(value) => float(*value),
        Literal::Decimal(digits) => match storage {
            Some(SqliteStorage::Text) => quote::text(digits),
            Some(SqliteStorage::Micros | SqliteStorage::Millis | SqliteStorage::Seconds) | None => {
                scaled(digits)
            }
        },
        Literal::Text(text) => quote::text(text),
        Literal::Json(json) => quote::text(&canonical_json(json)),
        Literal::List(_) => quote::text(&list_element(value).to_string()),
    }
}

/// `-0.50` at scale 2 is stored as -50: the canonical digits without the point and without leading zeros.
fn scaled(digits: &str) -> String {
    let (sign, digits) = digits
        .strip_prefix('-')
        .map_or(("", digits), |rest| ("-", rest));
    let bare: String = digits.chars().filter(char::is_ascii_digit).collect();
    match bare.trim_start_matches('0') {
        "" => "0".to_owned(),
        rest => format!("{sign}{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::scaled;

    #[test]
    fn a_decimal_default_is_stored_as_its_scaled_integer() {
        assert_eq!(scaled("-0.50"), "-50");
        assert_eq!(scaled("12.50"), "1250");
        assert_eq!(scaled("0.00"), "0");
        assert_eq!(scaled("-0"), "0");
    }
}
