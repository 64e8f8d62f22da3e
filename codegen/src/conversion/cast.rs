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
            let (before, after) = (written(from), written(to));
            // Two enums know nothing of each other, but each knows texts.
            let through = if [before, after].into_iter().all(is_own) {
                ""
            } else {
                "::text"
            };
            Some(format!("{name}{through}::{after}"))
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

/// Whether it is one of the server's own types.
fn is_own(sql_type: &str) -> bool {
    const OWN: [&str; 21] = [
        "smallint",
        "integer",
        "bigint",
        "numeric",
        "real",
        "double precision",
        "boolean",
        "text",
        "character",
        "character varying",
        "bytea",
        "uuid",
        "date",
        "time without time zone",
        "time with time zone",
        "timestamp without time zone",
        "timestamp with time zone",
        "interval",
        "json",
        "jsonb",
        "inet",
    ];
    // `numeric(10,2)[]` and `timestamp(3) without time zone` are what they are without their numbers.
    let text = sql_type.trim_end_matches("[]");
    let text = match (text.split_once('('), text.split_once(')')) {
        (Some((before, _)), Some((_, after))) => format!("{before}{after}"),
        _ => text.to_owned(),
    };
    OWN.contains(&text.as_str())
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
