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
fn bare(sql: &str) -> &str {
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
    use super::default;
    use crate::dialect::Dialect;

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
