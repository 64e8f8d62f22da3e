//! Columns of a database that somebody else made: what their values mean nobody said, so the database casts them.

use super::{Conversion, Outcome};
use crate::catalog::model::Column;
use crate::catalog::quote;
use crate::dialect::Dialect;

/// From left to right every value has its like.
const WIDENING: [&[&str]; 2] = [
    &["smallint", "integer", "bigint", "numeric"],
    &["real", "double precision"],
];

pub(super) fn conversion(from: &Column, to: &Column, dialect: Dialect) -> Conversion {
    let sql = match dialect {
        // An affinity does what it does while rows are copied: <https://www.sqlite.org/datatype3.html#column_affinity>.
        Dialect::Sqlite => None,
        Dialect::Postgres => {
            let name = quote::ident(&from.name);
            Some(expression(&name, written(from), written(to)))
        }
    };
    let outcome = if widens(written(from), written(to)) {
        Outcome::Whole
    } else {
        Outcome::MayFail
    };
    Conversion {
        sql,
        outcome,
        restores: false,
    }
}

/// Types that the server casts among each other.
const FAMILIES: [&[&str]; 4] = [
    &[
        "smallint",
        "integer",
        "bigint",
        "numeric",
        "real",
        "double precision",
    ],
    &[
        "date",
        "time without time zone",
        "time with time zone",
        "timestamp without time zone",
        "timestamp with time zone",
        "interval",
    ],
    &["json", "jsonb"],
    &["boolean", "integer"],
];

/// What has no cast goes through the text that both know; bytes, through what they say.
fn expression(name: &str, from: &str, to: &str) -> String {
    let (before, after) = (family_name(from), family_name(to));
    let is_text = |ty: &str| matches!(ty, "text" | "character varying" | "character");
    let family =
        |family: &&[&str]| family.contains(&before.as_str()) && family.contains(&after.as_str());
    match (before.as_str(), after.as_str()) {
        ("bytea", "bytea") => format!("{name}::{to}"),
        ("bytea", "uuid") => format!("encode({name}, 'hex')::{to}"),
        ("uuid", "bytea") => format!("uuid_send({name})"),
        ("bytea", _) => format!("convert_from({name}, 'UTF8')::{to}"),
        (_, "bytea") => format!("convert_to({name}::text, 'UTF8')"),
        (before, after)
            if before == after
                || is_text(before)
                || is_text(after)
                || FAMILIES.iter().any(family) =>
        {
            format!("{name}::{to}")
        }
        _ => format!("{name}::text::{to}"),
    }
}

/// `numeric(10,2)` and `timestamp(3) without time zone` without their numbers; a list is of no family.
fn family_name(sql_type: &str) -> String {
    match (sql_type.split_once('('), sql_type.split_once(')')) {
        (Some((before, _)), Some((_, after))) => format!("{before}{after}"),
        _ => sql_type.to_owned(),
    }
}

fn written(column: &Column) -> &str {
    column.serial().unwrap_or(&column.sql_type)
}

fn widens(from: &str, to: &str) -> bool {
    let is_text = |ty: &str| ty == "text" || ty == "character varying";
    if is_text(to) || from == to {
        return true;
    }
    if let (Some(before), Some(after)) = (length(from), length(to)) {
        return before <= after;
    }
    WIDENING.iter().any(|ladder| {
        let place = |ty: &str| ladder.iter().position(|step| *step == ty);
        matches!((place(from), place(to)), (Some(before), Some(after)) if before <= after)
    })
}

/// The length of a `character varying(n)`.
fn length(sql_type: &str) -> Option<u32> {
    let length = sql_type.strip_prefix("character varying(")?;
    length.strip_suffix(')')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::widens;

    #[test]
    fn what_has_room_for_every_value_is_wider() {
        for (from, to) in [
            ("integer", "bigint"),
            ("character varying(20)", "character varying(30)"),
            ("date", "text"),
        ] {
            assert!(widens(from, to), "{from} {to}");
        }
        for (from, to) in [
            ("bigint", "integer"),
            ("character varying(30)", "character varying(20)"),
            ("text", "integer"),
        ] {
            assert!(!widens(from, to), "{from} {to}");
        }
    }
}
