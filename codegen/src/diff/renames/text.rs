//! Columns' new names within SQL that speaks of one table.

use dualect_format::statements::{Token, TokenKind, tokens};
use indexmap::IndexMap;

use crate::catalog::model::Expression;
use crate::catalog::quote;
use crate::name::DbName;

/// The expression as the database has it once the columns have their new names: both databases follow their columns.
///
/// What looks like a column and is none (a function, a type) stays; what is taken for none although it is one only makes the
/// expression another, which is then made anew.
pub(crate) fn renamed(expression: &Expression, columns: &IndexMap<DbName, DbName>) -> Expression {
    let speaks = |name: &DbName| expression.mentions(name);
    if !columns.keys().any(speaks) {
        return expression.clone();
    }
    let new = |name: &DbName| columns.get(name).unwrap_or(name).clone();
    let spoken = expression.columns.as_ref();
    Expression {
        sql: replaced(&expression.sql, |name| {
            columns.get(name).map(|to| quote::ident(to).into_owned())
        }),
        columns: spoken.map(|spoken| spoken.iter().map(new).collect()),
    }
}

/// The SQL with other text in the place of the columns for which there is some.
pub(crate) fn replaced(sql: &str, text_of: impl Fn(&DbName) -> Option<String>) -> String {
    let all: Vec<Token<'_>> = tokens(sql).collect();
    let significant: Vec<usize> = (0..all.len())
        .filter(|at| all[*at].is_significant())
        .collect();
    let mut text = String::with_capacity(sql.len());
    let mut place = 0;
    for (at, token) in all.iter().enumerate() {
        let mut written = token.text.to_owned();
        if significant.get(place) == Some(&at) {
            let text_at = |place: usize| significant.get(place).map(|at| all[*at].text);
            let before = place.checked_sub(1).and_then(text_at);
            let other = matches!(before, Some(":" | "."))
                || before.is_some_and(|word| word.eq_ignore_ascii_case("as"))
                || text_at(place + 1) == Some("(");
            let named = name_of(token).filter(|_| !other);
            if let Some(to) = named.and_then(|name| text_of(&name)) {
                written = to;
            }
            place += 1;
        }
        text.push_str(&written);
    }
    text
}

/// The name that a token is, as both databases read it where it is plain.
pub(crate) fn name_of(token: &Token<'_>) -> Option<DbName> {
    match token.kind {
        TokenKind::Word => Some(DbName::new(token.text.to_ascii_lowercase())),
        TokenKind::Quoted => {
            let inner = token.text.strip_prefix('"')?.strip_suffix('"')?;
            Some(DbName::new(inner.replace("\"\"", "\"")))
        }
        TokenKind::Space | TokenKind::Comment | TokenKind::Symbol => None,
    }
}

#[cfg(test)]
mod tests {
    use indexmap::IndexMap;

    use super::replaced;
    use crate::catalog::quote;
    use crate::name::DbName;

    #[test]
    fn columns_are_told_from_functions_types_and_texts() {
        let names = [("lower", "name"), ("text", "order"), ("a", "b"), ("b", "a")];
        let columns: IndexMap<DbName, DbName> = names
            .iter()
            .map(|(from, to)| (DbName::new(*from), DbName::new(*to)))
            .collect();
        for (before, after) in [
            ("lower(lower) = 'lower'", "lower(name) = 'lower'"),
            ("text::text <> ''", "\"order\"::text <> ''"),
            (
                "CAST(\"text\" AS text) <> ''",
                "CAST(\"order\" AS text) <> ''",
            ),
            ("a < b -- a", "b < a -- a"),
        ] {
            let to = |name: &DbName| columns.get(name).map(|to| quote::ident(to).into_owned());
            assert_eq!(replaced(before, to), after);
        }
    }
}
