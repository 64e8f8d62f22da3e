//! A column's default, as the file says it.

use super::toml_text::{inline, string};
use crate::dialect::Dialect;

/// The value of `default`, where the database's text is `sql` and the column is of that type of the language.
pub(super) fn default(
    sql: &str,
    ty: &str,
    values: Option<&[String]>,
    dialect: Dialect,
    plain: bool,
) -> String {
    let nice = if plain {
        None
    } else {
        nice(sql, ty, values, dialect)
    };
    nice.unwrap_or_else(|| {
        let key = match dialect {
            Dialect::Sqlite => "sqlite",
            Dialect::Postgres => "postgres",
        };
        inline(&[(key, string(bare(sql)))])
    })
}

fn nice(sql: &str, ty: &str, values: Option<&[String]>, dialect: Dialect) -> Option<String> {
    let base = ty.split('(').next().unwrap_or_default();
    let literal = text_literal(sql);
    match base {
        "text" | "varchar" => Some(string(&literal?)),
        "smallint" | "int" | "bigint" => {
            let number = literal.unwrap_or_else(|| sql.to_owned());
            let number: i64 = number.parse().ok()?;
            Some(number.to_string())
        }
        "bool" => match (dialect, sql) {
            (Dialect::Sqlite, "1") | (Dialect::Postgres, "true") => Some("true".to_owned()),
            (Dialect::Sqlite, "0") | (Dialect::Postgres, "false") => Some("false".to_owned()),
            _ => None,
        },
        "timestamp" if dialect == Dialect::Postgres && sql == "now()" => Some("\"now\"".to_owned()),
        "uuid" if sql == "gen_random_uuid()" => Some("\"uuid_v4\"".to_owned()),
        "json" => match literal?.as_str() {
            "{}" => Some("{}".to_owned()),
            "[]" => Some("[]".to_owned()),
            _ => None,
        },
        _ => {
            let value = literal?;
            values?.contains(&value).then(|| string(&value))
        }
    }
}

/// A decimal that Postgres' default is, as SQLite holds one of that type.
pub(super) fn decimal(sql: &str, ty: &str, storage: Option<&str>) -> Option<String> {
    let (_, scale) = ty
        .strip_prefix("decimal(")?
        .strip_suffix(')')?
        .split_once(',')?;
    let scale: usize = scale.parse().ok()?;
    let text = text_literal(sql).unwrap_or_else(|| sql.to_owned());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let bare = whole.strip_prefix('-').unwrap_or(whole);
    if bare.is_empty() || !is_number(bare) || !is_number(fraction) || fraction.len() > scale {
        return None;
    }
    let digits = format!("{whole}{fraction:0<scale$}");
    if storage == Some("text") {
        let point = if scale == 0 { "" } else { "." };
        return Some(format!("'{whole}{point}{fraction:0<scale$}'"));
    }
    digits.parse::<i64>().ok().map(|digits| digits.to_string())
}

/// The default as it is compared with another text of the same: without parentheses around all of it, and without the type of a literal.
pub(super) fn settled(sql: &str) -> String {
    let sql = bare(sql);
    text_literal(sql).map_or_else(
        || sql.to_owned(),
        |literal| crate::catalog::quote::text(&literal),
    )
}

/// `'draft'`, or with the type that Postgres writes behind it.
fn text_literal(sql: &str) -> Option<String> {
    let rest = sql.strip_prefix('\'')?;
    let mut text = String::new();
    let mut chars = rest.char_indices();
    while let Some((at, c)) = chars.next() {
        if c != '\'' {
            text.push(c);
            continue;
        }
        let after = rest.get(at + 1..).unwrap_or_default();
        if after.starts_with('\'') {
            text.push('\'');
            chars.next();
            continue;
        }
        let is_cast = after
            .strip_prefix("::")
            .is_some_and(|ty| !ty.contains(['\'', '|', '+']));
        return (after.is_empty() || is_cast).then_some(text);
    }
    None
}

/// Without the one pair of parentheses around all of it, which is written again.
pub(super) fn bare(sql: &str) -> &str {
    let Some(inside) = sql
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    else {
        return sql;
    };
    let mut depth = 0_i32;
    for token in dualect_format::statements::tokens(inside) {
        match token.text {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return sql;
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::{decimal, default};
    use crate::dialect::Dialect;

    #[test]
    fn a_decimal_default_is_written_as_sqlite_holds_it() {
        for (sql, ty, storage, expected) in [
            ("'0'", "decimal(12,2)", None, Some("0")),
            ("-1.5", "decimal(12,2)", None, Some("-150")),
            (
                "'1.25'::numeric",
                "decimal(28,10)",
                Some("text"),
                Some("'1.2500000000'"),
            ),
            ("random()", "decimal(12,2)", None, None),
        ] {
            assert_eq!(decimal(sql, ty, storage).as_deref(), expected, "{sql}");
        }
    }

    #[test]
    fn a_plain_value_is_a_value_and_all_else_is_sql() {
        let postgres = |sql: &str, ty: &str| default(sql, ty, None, Dialect::Postgres, false);
        assert_eq!(postgres("'it''s'::text", "text"), "\"it's\"");
        assert_eq!(postgres("'-1'::integer", "int"), "-1");
        assert_eq!(postgres("now()", "timestamp"), "\"now\"");
        assert_eq!(
            postgres("('a'::text || 'b'::text)", "text"),
            "{ postgres = \"'a'::text || 'b'::text\" }"
        );
        assert_eq!(
            default("(datetime('now'))", "text", None, Dialect::Sqlite, false),
            "{ sqlite = \"datetime('now')\" }"
        );
        assert_eq!(
            default("(a) || (b)", "text", None, Dialect::Sqlite, false),
            "{ sqlite = \"(a) || (b)\" }"
        );
    }
}
