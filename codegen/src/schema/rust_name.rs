//! What the generated Rust calls things.

use heck::ToUpperCamelCase;

use super::model::{Enum, Table, View};
use crate::name::EnumName;

/// The row struct of a table: its `rust_name`, or the singular of its key.
#[must_use]
pub fn row(table: &Table) -> String {
    table
        .rust_name
        .clone()
        .unwrap_or_else(|| row_of_key(table.name.as_str()))
}

/// The row struct of a table without `rust_name`.
///
/// ```
/// use dualect_codegen::schema::rust_name::row_of_key;
/// assert_eq!(row_of_key("user_identities"), "UserIdentity");
/// assert_eq!(row_of_key("session_status"), "SessionStatus");
/// ```
#[must_use]
pub fn row_of_key(key: &str) -> String {
    let (head, last) = match key.rfind('_') {
        Some(at) => key.split_at(at + 1),
        None => ("", key),
    };
    format!("{head}{}", singular(last)).to_upper_camel_case()
}

/// The Rust enum of an enum: its `rust_name`, or its key's.
#[must_use]
pub fn of_enum(item: &Enum) -> String {
    item.rust_name
        .clone()
        .unwrap_or_else(|| enum_type(&item.name))
}

/// The Rust enum of an enum without `rust_name`.
///
/// ```
/// use dualect_codegen::{name::EnumName, schema::rust_name::enum_type};
/// assert_eq!(enum_type(&EnumName::new("session_status")), "SessionStatus");
/// ```
#[must_use]
pub fn enum_type(name: &EnumName) -> String {
    name.as_str().to_upper_camel_case()
}

/// The row struct of a view: its `rust_name`, or the singular of its key.
#[must_use]
pub fn row_of_view(view: &View) -> String {
    view.rust_name
        .clone()
        .unwrap_or_else(|| row_of_key(view.name.as_str()))
}

/// The variant of an enum's value; `None` where nothing of the value can stand in a name.
///
/// ```
/// use dualect_codegen::schema::rust_name::variant;
/// assert_eq!(variant("in-progress").as_deref(), Some("InProgress"));
/// assert_eq!(variant("2xx").as_deref(), Some("Value2xx"));
/// assert_eq!(variant("").as_deref(), Some("Empty"));
/// assert_eq!(variant("self").as_deref(), Some("SelfValue"));
/// assert_eq!(variant("+"), None);
/// ```
#[must_use]
pub fn variant(value: &str) -> Option<String> {
    if value.is_empty() {
        return Some("Empty".to_owned());
    }
    let camel = value.to_upper_camel_case();
    let name = if camel == "Self" {
        "SelfValue".to_owned()
    } else if camel.starts_with(|c: char| c.is_ascii_digit()) {
        format!("Value{camel}")
    } else {
        camel
    };
    let plain = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric());
    (plain || syn::parse_str::<syn::Ident>(&name).is_ok()).then_some(name)
}

/// The singular of an English word, by rules that are right for most names of tables; `rust_name` is for the others.
#[must_use]
pub fn singular(word: &str) -> String {
    if let Some((_, singular)) = IRREGULAR.iter().find(|(plural, _)| *plural == word) {
        return (*singular).to_owned();
    }
    let same = ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    if same || word.len() < 3 || !word.ends_with('s') {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let hissing = ["sses", "uses", "iases", "xes", "ches", "shes", "zzes"];
    let cut = if hissing.iter().any(|end| word.ends_with(end)) {
        2
    } else {
        1
    };
    word[..word.len() - cut].to_owned()
}

/// Words that the rules get wrong.
const IRREGULAR: [(&str, &str); 32] = [
    ("abuses", "abuse"),
    ("alias", "alias"),
    ("analyses", "analysis"),
    ("atlas", "atlas"),
    ("axes", "axis"),
    ("bias", "bias"),
    ("caches", "cache"),
    ("canvas", "canvas"),
    ("causes", "cause"),
    ("children", "child"),
    ("clauses", "clause"),
    ("cookies", "cookie"),
    ("gas", "gas"),
    ("houses", "house"),
    ("indices", "index"),
    ("leaves", "leaf"),
    ("lens", "lens"),
    ("matrices", "matrix"),
    ("men", "man"),
    ("movies", "movie"),
    ("news", "news"),
    ("pauses", "pause"),
    ("people", "person"),
    ("quizzes", "quiz"),
    ("series", "series"),
    ("shelves", "shelf"),
    ("species", "species"),
    ("spouses", "spouse"),
    ("uses", "use"),
    ("vertices", "vertex"),
    ("warehouses", "warehouse"),
    ("women", "woman"),
];

#[cfg(test)]
mod tests {
    use super::{row_of_key, singular};

    #[test]
    fn plurals_of_the_usual_table_names_become_singular() {
        let words = [
            ("agents", "agent"),
            ("messages", "message"),
            ("entries", "entry"),
            ("addresses", "address"),
            ("statuses", "status"),
            ("boxes", "box"),
            ("batches", "batch"),
            ("caches", "cache"),
            ("licenses", "license"),
            ("databases", "database"),
            ("people", "person"),
            ("series", "series"),
            ("queue", "queue"),
            ("ties", "tie"),
            ("as", "as"),
        ];
        for (plural, expected) in words {
            assert_eq!(singular(plural), expected, "{plural}");
        }
    }

    #[test]
    fn only_the_last_word_of_a_key_is_made_singular() {
        assert_eq!(row_of_key("sessions_events"), "SessionsEvent");
    }
}
