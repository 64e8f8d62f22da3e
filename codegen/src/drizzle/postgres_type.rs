//! How the server spells a type: <https://www.postgresql.org/docs/current/datatype.html>.

/// Other names of types, and what the server calls them.
const NAMES: [(&str, &str); 13] = [
    ("varchar", "character varying"),
    ("char", "character"),
    ("bpchar", "character"),
    ("int", "integer"),
    ("int4", "integer"),
    ("int2", "smallint"),
    ("int8", "bigint"),
    ("bool", "boolean"),
    ("decimal", "numeric"),
    ("float8", "double precision"),
    ("float4", "real"),
    ("timestamptz", "timestamp with time zone"),
    ("timetz", "time with time zone"),
];

/// The type as the server has it, which drizzle writes in its own way: `varchar(255)`, `timestamp (3) with time zone`.
pub(super) fn spelled(written: &str) -> String {
    let lower = written.trim();
    let (base, arguments, rest) = match lower.split_once('(') {
        Some((base, after)) => match after.split_once(')') {
            Some((inside, rest)) => {
                let inside: String = inside.split_whitespace().collect();
                (base.trim(), format!("({inside})"), rest.trim())
            }
            None => (lower, String::new(), ""),
        },
        None => match lower.split_once(' ') {
            Some((base @ ("timestamp" | "time"), rest)) => (base, String::new(), rest.trim()),
            Some(_) | None => (lower, String::new(), ""),
        },
    };
    let known = NAMES
        .iter()
        .find(|(name, _)| base.eq_ignore_ascii_case(name));
    let base = known.map_or(base, |(_, own)| own);
    match (base, rest) {
        ("timestamp" | "time", "") => format!("{base}{arguments} without time zone"),
        ("timestamp" | "time", rest) => format!("{base}{arguments} {rest}"),
        ("timestamp with time zone", _) => format!("timestamp{arguments} with time zone"),
        ("time with time zone", _) => format!("time{arguments} with time zone"),
        ("character", _) if arguments.is_empty() => "character(1)".to_owned(),
        // The server says the scale, and a number without one has none.
        ("numeric", _) if !arguments.is_empty() && !arguments.contains(',') => {
            format!("numeric{},0)", arguments.trim_end_matches(')'))
        }
        (base, "") => format!("{base}{arguments}"),
        (base, rest) => format!("{base}{arguments} {rest}"),
    }
}

/// Types, and the operator class by which the server compares them where none is said; drizzle-kit writes it down all the same.
/// <https://www.postgresql.org/docs/current/indexes-opclass.html>
const CLASSES: [(&str, &[&str]); 17] = [
    ("text", &["text_ops"]),
    ("character varying", &["text_ops", "varchar_ops"]),
    ("character", &["bpchar_ops"]),
    ("smallint", &["int2_ops"]),
    ("integer", &["int4_ops"]),
    ("serial", &["int4_ops"]),
    ("bigint", &["int8_ops"]),
    ("bigserial", &["int8_ops"]),
    ("uuid", &["uuid_ops"]),
    ("boolean", &["bool_ops"]),
    ("timestamp with time zone", &["timestamptz_ops"]),
    ("timestamp without time zone", &["timestamp_ops"]),
    ("date", &["date_ops"]),
    ("numeric", &["numeric_ops"]),
    ("real", &["float4_ops"]),
    ("double precision", &["float8_ops"]),
    ("jsonb", &["jsonb_ops"]),
];

/// Whether an operator class is the one that the type has by itself.
pub(super) fn is_usual_class(class: &str, sql_type: &str) -> bool {
    if sql_type.ends_with("[]") {
        return class == "array_ops";
    }
    let bare = match (sql_type.split_once('('), sql_type.split_once(')')) {
        (Some((before, _)), Some((_, after))) => format!("{before}{after}"),
        (Some(_) | None, _) => sql_type.to_owned(),
    };
    let known = CLASSES.iter().find(|(ty, _)| *ty == bare);
    // What is none of the server's own types is an enum.
    known.map_or(class == "enum_ops", |(_, classes)| classes.contains(&class))
}

#[cfg(test)]
mod tests {
    use super::{is_usual_class, spelled};

    #[test]
    fn only_the_class_that_a_type_has_by_itself_is_usual() {
        for (class, ty) in [
            ("text_ops", "character varying(255)"),
            ("timestamptz_ops", "timestamp(3) with time zone"),
            ("array_ops", "text[]"),
            ("enum_ops", "billing.plan"),
        ] {
            assert!(is_usual_class(class, ty), "{class} {ty}");
        }
        for (class, ty) in [
            ("text_pattern_ops", "text"),
            ("text_ops", "uuid"),
            ("jsonb_path_ops", "jsonb"),
        ] {
            assert!(!is_usual_class(class, ty), "{class} {ty}");
        }
    }

    #[test]
    fn a_type_is_spelled_as_the_server_does() {
        for (written, own) in [
            ("varchar(255)", "character varying(255)"),
            ("varchar", "character varying"),
            ("char(2)", "character(2)"),
            ("char", "character(1)"),
            ("numeric(12, 2)", "numeric(12,2)"),
            ("numeric(5)", "numeric(5,0)"),
            ("numeric", "numeric"),
            ("timestamp", "timestamp without time zone"),
            (
                "timestamp (3) with time zone",
                "timestamp(3) with time zone",
            ),
            ("timestamp(3)", "timestamp(3) without time zone"),
            ("timestamp with time zone", "timestamp with time zone"),
            ("time", "time without time zone"),
            ("double precision", "double precision"),
            ("vector(1536)", "vector(1536)"),
            ("serial", "serial"),
            ("interval day to second", "interval day to second"),
        ] {
            assert_eq!(spelled(written), own, "{written}");
        }
    }
}
