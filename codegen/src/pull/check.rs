//! Checks that say what a column's type is.

use dualect_format::statements::{Token, TokenKind, tokens};

use super::types::Checked;
use crate::catalog::model::{Check, Table};
use crate::catalog::quote;
use crate::name::DbName;

/// What the table's checks say of the column.
pub(super) fn of(table: &Table, column: &DbName) -> Option<Checked> {
    let mut checks = table.checks.iter();
    checks.find_map(|check| of_one(check, column))
}

/// What this check says of the column.
pub(super) fn of_one(check: &Check, column: &DbName) -> Option<Checked> {
    read(&check.expression.sql, column)
}

/// `status IN ('a', 'b')`, or as Postgres writes it: `status = ANY (ARRAY['a'::text, 'b'::text])`.
fn read(sql: &str, column: &DbName) -> Option<Checked> {
    let all: Vec<Token<'_>> = tokens(sql).filter(Token::is_significant).collect();
    let quoted = quote::ident(column);
    let is_column = |token: &Token<'_>| {
        token.text == column.as_str()
            || token.text == quoted
            || token.text == format!("\"{column}\"")
    };
    let names = all.iter().filter(|token| is_column(token)).count();
    if names != 1 {
        return None;
    }
    let literal = |token: &Token<'_>| {
        let inside = token.text.strip_prefix('\'')?.strip_suffix('\'')?;
        Some(inside.replace("''", "'"))
    };
    let texts: Vec<String> = all.iter().filter_map(literal).collect();
    // What else stands there has to be the comparison alone.
    let mut words = Vec::new();
    for token in all
        .iter()
        .filter(|token| !is_column(token) && literal(token).is_none())
    {
        match token.kind {
            TokenKind::Word => words.push(token.text.to_ascii_uppercase()),
            TokenKind::Symbol if "()[],:=".contains(token.text) => {}
            TokenKind::Quoted | TokenKind::Symbol => return None,
            TokenKind::Space | TokenKind::Comment => {}
        }
    }
    let equals = all.iter().filter(|token| token.text == "=").count();
    let known = |list: &[&str]| words.iter().all(|word| list.contains(&word.as_str()));
    let has = |word: &str| words.iter().any(|one| one == word);
    let first = all.iter().find(|token| token.text != "(")?;
    if has("JSON_VALID") && words.len() == 1 && equals == 0 && texts.is_empty() {
        return Some(Checked::Json);
    }
    if !is_column(first) {
        return None;
    }
    if equals == 0 && texts.is_empty() && known(&["IN", "0", "1"]) && words.len() == 3 {
        return Some(Checked::Truth);
    }
    let listed = equals == 0 && known(&["IN"]) && words.len() == 1;
    let any = equals == 1
        && has("ANY")
        && has("ARRAY")
        && known(&["ANY", "ARRAY", "TEXT", "CHARACTER", "VARYING"]);
    let different = texts
        .iter()
        .collect::<std::collections::BTreeSet<_>>()
        .len()
        == texts.len();
    ((listed || any) && !texts.is_empty() && different).then_some(Checked::OneOf(texts))
}

#[cfg(test)]
mod tests {
    use super::{Checked, read};
    use crate::name::DbName;

    #[test]
    fn a_list_of_values_is_seen_however_the_database_writes_it() {
        let values = || Some(Checked::OneOf(vec!["a".to_owned(), "it's".to_owned()]));
        for sql in [
            "status IN ('a', 'it''s')",
            "\"status\" in ('a','it''s')",
            "status = ANY (ARRAY['a'::text, 'it''s'::text])",
            "(status)::text = ANY ((ARRAY['a'::character varying, 'it''s'::character varying])::text[])",
        ] {
            assert_eq!(read(sql, &DbName::new("status")), values(), "{sql}");
        }
        for sql in [
            "status NOT IN ('a', 'it''s')",
            "status IN ('a') OR other = 'b'",
            "lower(status) IN ('a')",
            "status <> ALL (ARRAY['a'::text])",
            "status IN (1, 2)",
        ] {
            assert_eq!(read(sql, &DbName::new("status")), None, "{sql}");
        }
        assert_eq!(
            read("on_sale IN (0, 1)", &DbName::new("on_sale")),
            Some(Checked::Truth)
        );
        assert_eq!(
            read("json_valid(a)", &DbName::new("a")),
            Some(Checked::Json)
        );
    }
}
