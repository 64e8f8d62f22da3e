//! Identifiers and literals in SQL text: quoted where, and only where, one of the databases needs it.

use std::borrow::Cow;

use super::model::QualifiedName;
use crate::name::DbName;

/// What cannot stand unquoted as the name of a column or table on Postgres (`pg_get_keywords()`, every category but
/// "unreserved") or on SQLite (<https://www.sqlite.org/lang_keywords.html>, those its parser does not fall back from).
/// One list for both, so that one text serves both. Sorted; a test asks both engines.
pub const KEYWORDS: &[&str] = &[
    "add",
    "all",
    "alter",
    "analyse",
    "analyze",
    "and",
    "any",
    "array",
    "as",
    "asc",
    "asymmetric",
    "authorization",
    "autoincrement",
    "between",
    "bigint",
    "binary",
    "bit",
    "boolean",
    "both",
    "case",
    "cast",
    "char",
    "character",
    "check",
    "coalesce",
    "collate",
    "collation",
    "column",
    "commit",
    "concurrently",
    "constraint",
    "create",
    "cross",
    "current_catalog",
    "current_date",
    "current_role",
    "current_schema",
    "current_time",
    "current_timestamp",
    "current_user",
    "dec",
    "decimal",
    "default",
    "deferrable",
    "delete",
    "desc",
    "distinct",
    "do",
    "drop",
    "else",
    "end",
    "escape",
    "except",
    "exists",
    "extract",
    "false",
    "fetch",
    "float",
    "for",
    "foreign",
    "freeze",
    "from",
    "full",
    "grant",
    "greatest",
    "group",
    "grouping",
    "having",
    "if",
    "ilike",
    "in",
    "index",
    "initially",
    "inner",
    "inout",
    "insert",
    "int",
    "integer",
    "intersect",
    "interval",
    "into",
    "is",
    "isnull",
    "join",
    "lateral",
    "leading",
    "least",
    "left",
    "like",
    "limit",
    "localtime",
    "localtimestamp",
    "national",
    "natural",
    "nchar",
    "none",
    "normalize",
    "not",
    "nothing",
    "notnull",
    "null",
    "nullif",
    "numeric",
    "offset",
    "on",
    "only",
    "or",
    "order",
    "out",
    "outer",
    "overlaps",
    "overlay",
    "placing",
    "position",
    "precision",
    "primary",
    "raise",
    "real",
    "references",
    "returning",
    "right",
    "row",
    "select",
    "session_user",
    "set",
    "setof",
    "similar",
    "smallint",
    "some",
    "substring",
    "symmetric",
    "table",
    "tablesample",
    "then",
    "time",
    "timestamp",
    "to",
    "trailing",
    "transaction",
    "treat",
    "trim",
    "true",
    "union",
    "unique",
    "update",
    "user",
    "using",
    "values",
    "varchar",
    "variadic",
    "verbose",
    "when",
    "where",
    "window",
    "with",
    "xmlattributes",
    "xmlconcat",
    "xmlelement",
    "xmlexists",
    "xmlforest",
    "xmlnamespaces",
    "xmlparse",
    "xmlpi",
    "xmlroot",
    "xmlserialize",
    "xmltable",
];

/// The identifier as SQL text.
///
/// ```
/// use dualect_codegen::{catalog::quote, name::DbName};
/// assert_eq!(quote::ident(&DbName::new("agents")), "agents");
/// assert_eq!(quote::ident(&DbName::new("order")), "\"order\"");
/// assert_eq!(quote::ident(&DbName::new("authUser")), "\"authUser\"");
/// assert_eq!(quote::ident(&DbName::new("a\"b")), "\"a\"\"b\"");
/// ```
#[must_use]
pub fn ident(name: &DbName) -> Cow<'_, str> {
    ident_text(name.as_str())
}

/// Where the keywords begin that start with each letter, and where the last ones end.
const INITIALS: [usize; 27] = {
    let mut starts = [KEYWORDS.len(); 27];
    let mut at = KEYWORDS.len();
    while at > 0 {
        at -= 1;
        let letter = (KEYWORDS[at].as_bytes()[0] - b'a') as usize;
        let mut before = letter;
        // Letters without a keyword begin where the next one does.
        while starts[before] > at {
            starts[before] = at;
            if before == 0 {
                break;
            }
            before -= 1;
        }
    }
    starts
};

/// Asked of every name in every statement: only the keywords with the same first letter are looked at.
fn is_keyword(text: &str) -> bool {
    let Some(letter) = text.bytes().next().filter(u8::is_ascii_lowercase) else {
        return false;
    };
    let letter = usize::from(letter - b'a');
    KEYWORDS[INITIALS[letter]..INITIALS[letter + 1]].contains(&text)
}

/// The text as an identifier.
pub(crate) fn ident_text(text: &str) -> Cow<'_, str> {
    let mut bytes = text.bytes();
    let plain_start = bytes
        .next()
        .is_some_and(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let plain = plain_start
        && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if plain && !is_keyword(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")))
    }
}

/// The name as SQL text, behind its schema's where it has one.
///
/// ```
/// use dualect_codegen::{catalog::{model::QualifiedName, quote}, name::DbName};
/// let name = QualifiedName::new(Some(DbName::new("user")), DbName::new("invoices"));
/// assert_eq!(quote::qualified(&name), "\"user\".invoices");
/// ```
#[must_use]
pub fn qualified(name: &QualifiedName) -> Cow<'_, str> {
    match &name.schema {
        None => ident(&name.name),
        Some(schema) => Cow::Owned(format!("{}.{}", ident(schema), ident(&name.name))),
    }
}

/// The identifiers as SQL text, comma-separated.
pub fn idents<'a>(names: impl IntoIterator<Item = &'a DbName>) -> String {
    let mut text = String::new();
    for name in names {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(&ident(name));
    }
    text
}

/// The text as a string literal that both databases read alike (`standard_conforming_strings` is on by default).
///
/// ```
/// use dualect_codegen::catalog::quote;
/// assert_eq!(quote::text("it's"), "'it''s'");
/// ```
#[must_use]
pub fn text(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}

/// A column's value, or what it is called from now on.
///
/// ```
/// use dualect_codegen::{catalog::quote, name::DbName};
/// let sql = quote::renamed_values(&DbName::new("state"), &[("done".into(), "ended".into())]);
/// assert_eq!(sql, "CASE state WHEN 'done' THEN 'ended' ELSE state END");
/// ```
#[must_use]
pub fn renamed_values(column: &DbName, values: &[(String, String)]) -> String {
    let name = ident(column);
    let branches = values
        .iter()
        .map(|(from, to)| [" WHEN ", &text(from), " THEN ", &text(to)].concat());
    let branches: Vec<String> = branches.collect();
    format!("CASE {name}{} ELSE {name} END", branches.concat())
}

#[cfg(test)]
mod tests {
    use super::{KEYWORDS, is_keyword};

    #[test]
    fn every_keyword_is_found_by_its_first_letter_and_other_words_are_not() {
        assert!(KEYWORDS.iter().all(|word| is_keyword(word)));
        for word in ["", "_", "a", "agents", "zebra", "order_by", "1"] {
            assert!(!is_keyword(word), "{word}");
        }
    }

    #[test]
    fn the_keyword_list_is_sorted_for_binary_search() {
        assert!(KEYWORDS.is_sorted());
    }
}
