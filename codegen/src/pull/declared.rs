//! What a column's definition says of its values, where no rows were looked at.

use super::types::{Chosen, is_moment, is_truth};
use crate::catalog::model::Column;
use crate::dialect::Dialect;

/// In what an instant is counted that a default gives; `None` where it gives none.
pub(super) fn unit(default: Option<&str>) -> Option<&'static str> {
    let text: String = default?.to_ascii_lowercase().split_whitespace().collect();
    let counts =
        text.contains("unixepoch") || text.contains("strftime('%s'") || text.contains("julianday");
    counts.then(|| {
        if text.contains("*1000") || text.contains("julianday") || text.contains("subsec") {
            "millis"
        } else {
            "seconds"
        }
    })
}

/// A better type than the plain one, or a proposal of one.
pub(super) fn better(column: &Column, chosen: Chosen, key: &str, dialect: Dialect) -> Chosen {
    let name = column.name.as_str();
    let default = column.default.as_deref().map(str::to_ascii_lowercase);
    let default = default.as_deref();
    let null = if column.nullable {
        ", nullable = true"
    } else {
        ""
    };
    match (dialect, chosen.ty.as_str()) {
        (Dialect::Sqlite, "bigint") => {
            if let Some(unit) = unit(default) {
                let why = format!("its default counts {}", in_words(unit));
                return Chosen::guessed("timestamp", why).stored(unit);
            }
            if matches!(default, Some("true" | "false")) {
                return Chosen::guessed("bool", "its default is a truth");
            }
            if is_truth(name) && matches!(default, None | Some("0" | "1")) {
                return chosen.proposing(
                    "may be a truth: type = \"bool\", which is held as 0 and 1 as well",
                );
            }
            if is_moment(name) {
                return chosen.proposing(format!(
                    "may be an instant: {key} = {{ type = \"timestamp\"{null}, sqlite = {{ storage = \"seconds\" }} }}, or \"millis\" where drizzle has mode timestamp_ms; the rows stay as they are"
                ));
            }
            chosen
        }
        (Dialect::Sqlite, "text") if matches!(default, Some("'{}'" | "'[]'")) => {
            Chosen::guessed("json", "its default is JSON")
        }
        (_, "text") if is_moment(name) => {
            let (storage, usual) = match dialect {
                Dialect::Sqlite => (", sqlite = { storage = \"text\" }", default.is_some()),
                Dialect::Postgres => ("", default.is_some()),
            };
            let now = if usual { ", default = \"now\"" } else { "" };
            chosen.proposing(format!(
                "may be an instant: {key} = {{ type = \"timestamp\"{null}{now}{storage} }}; db-generate then makes the migration that converts what is stored"
            ))
        }
        (_, "text") if is_json(name) => {
            let how = match dialect {
                Dialect::Sqlite => "the rows stay as they are",
                Dialect::Postgres => {
                    "db-generate then makes the migration that converts what is stored"
                }
            };
            chosen.proposing(format!("may be JSON: type = \"json\"; {how}"))
        }
        (Dialect::Sqlite | Dialect::Postgres, _) => chosen,
    }
}

/// The unit, as people say it.
pub(super) fn in_words(unit: &str) -> &'static str {
    match unit {
        "seconds" => "seconds since 1970",
        "millis" => "milliseconds since 1970",
        _ => "microseconds since 1970",
    }
}

/// Names that JSON has.
fn is_json(name: &str) -> bool {
    let small = name.to_ascii_lowercase();
    small.ends_with("json")
        || [
            "metadata", "meta", "payload", "settings", "config", "options", "data", "tags",
        ]
        .contains(&small.as_str())
}

#[cfg(test)]
mod tests {
    use super::unit;

    #[test]
    fn a_default_tells_in_what_an_instant_is_counted() {
        for (default, expected) in [
            ("(unixepoch())", Some("seconds")),
            ("(strftime('%s', 'now'))", Some("seconds")),
            ("(unixepoch() * 1000)", Some("millis")),
            (
                "(cast((julianday('now') - 2440587.5)*86400000 as integer))",
                Some("millis"),
            ),
            ("0", None),
            ("CURRENT_TIMESTAMP", None),
        ] {
            assert_eq!(unit(Some(default)), expected, "{default}");
        }
    }
}
