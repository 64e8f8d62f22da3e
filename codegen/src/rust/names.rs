//! What generated items are called: Rust's own words and what each file imports are kept clear of.

use std::collections::BTreeSet;

use super::neighbours::Enums;
use crate::name::{ColumnName, EnumName, TableName, ViewName};
use crate::schema::model::{Column, Enum, Index, Schema, Table};
use crate::schema::rust_name;

/// Words that cannot name an item, those of later editions among them
/// (<https://doc.rust-lang.org/reference/keywords.html>).
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that not even `r#` makes a name of.
const UNESCAPABLE: &[&str] = &["_", "crate", "self", "super"];

/// Files that are no table's.
const OWN_MODULES: &[&str] = &[
    "enums",
    "generated",
    "lib",
    "main",
    "migrations",
    "mod",
    "schema",
];

/// What a generated file imports, or takes from the prelude.
const TAKEN_TYPES: &[&str] = &[
    "Box",
    "BulkInsert",
    "BulkPostgres",
    "Call",
    "ChainCheck",
    "ChainColumn",
    "ChainKind",
    "ChainedInsertOrGet",
    "Column",
    "Cursor",
    "Date",
    "Decimal",
    "Decode",
    "Decoder",
    "Default",
    "Err",
    "ForeignKeyInfo",
    "HashChain",
    "Insert",
    "InsertOrGet",
    "InsertedOrFound",
    "Into",
    "Json",
    "Keyset",
    "ListKind",
    "Migration",
    "Migrations",
    "None",
    "Ok",
    "Option",
    "Page",
    "Projection",
    "Result",
    "Row",
    "Scoped",
    "Self",
    "Some",
    "Statement",
    "Storage",
    "String",
    "TableInfo",
    "TextEnum",
    "Time",
    "Timestamp",
    "Typed",
    "UniqueInfo",
    "Upsert",
    "Upserted",
    "Uuid",
    "Value",
    "Vec",
    "Versioned",
    "VersionedDelete",
    "VersionedWrite",
];

/// A field's or an argument's name: `r#type` and `self_` where the bare word will not do.
pub(super) fn value(name: &str) -> String {
    if UNESCAPABLE.contains(&name) {
        format!("{name}_")
    } else if KEYWORDS.contains(&name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}

/// What a column is called in Rust, before it is made a name: its `rust_name`, or its key.
fn word(column: &Column) -> &str {
    column
        .rust_name
        .as_deref()
        .unwrap_or_else(|| column.name.as_str())
}

/// A column's field.
pub(super) fn field(column: &Column) -> String {
    value(word(column))
}

/// A column's argument.
pub(super) fn column_argument(column: &Column, taken: &[&str]) -> String {
    argument(word(column), taken)
}

/// An argument's name, apart from what else the function has in scope.
fn argument(name: &str, taken: &[&str]) -> String {
    if taken.contains(&name) {
        format!("{name}_")
    } else {
        value(name)
    }
}

/// A static's name.
pub(super) fn constant(function: &str) -> String {
    function.to_uppercase()
}

/// The file of the table or view of that key: the key, and `_table` after it where that is another file's name.
pub(super) fn module(schema: &Schema, key: &str) -> String {
    let mut name = key.to_owned();
    let is_key = |name: &str| {
        let mut tables = schema.tables.keys().map(TableName::as_str);
        let mut views = schema.views.keys().map(ViewName::as_str);
        tables.any(|key| key == name) || views.any(|key| key == name)
    };
    while OWN_MODULES.contains(&name.as_str())
        || UNESCAPABLE.contains(&name.as_str())
        || (name != key && is_key(&name))
    {
        name.push_str("_table");
    }
    name
}

/// The row struct: `Message`; `PageRow` where a generated file has another `Page`. A `Session` is worth its name: the
/// functions beside it name the runtime's by its path.
pub(super) fn row(table: &Table, enum_types: &BTreeSet<String>) -> String {
    let name = rust_name::row(table);
    if enum_types.contains(&name) || TAKEN_TYPES.contains(&name.as_str()) {
        format!("{name}Row")
    } else {
        name
    }
}

/// The enum of that key.
pub(super) fn enum_type(enums: &Enums<'_>, name: &EnumName) -> String {
    match enums.get(name) {
        Some(item) => of_enum(item),
        None => rust_name::enum_type(name),
    }
}

/// The enum: `MessageRole`; `PageKind` where a generated file has another `Page`.
pub(super) fn of_enum(item: &Enum) -> String {
    let name = rust_name::of_enum(item);
    if TAKEN_TYPES.contains(&name.as_str()) {
        format!("{name}Kind")
    } else {
        name
    }
}

/// The variants of an enum, value by value: named by choice, or by the value; those that nothing speakable is left of are
/// numbered.
pub(super) fn variants(item: &Enum) -> Vec<String> {
    let mut taken: BTreeSet<String> = item.rust_names.values().cloned().collect();
    item.values
        .iter()
        .enumerate()
        .map(|(index, value)| {
            if let Some(chosen) = item.rust_names.get(value) {
                return chosen.clone();
            }
            let wanted = rust_name::variant(value).unwrap_or_else(|| format!("Value{}", index + 1));
            let mut name = wanted.clone();
            let mut number = 2;
            while !taken.insert(name.clone()) {
                name = format!("{wanted}{number}");
                number += 1;
            }
            name
        })
        .collect()
}

/// A table's row in words: `session event`.
pub(super) fn noun(table: &Table) -> String {
    let key = table.name.as_str();
    let (head, last) = key
        .rsplit_once('_')
        .map_or(("", key), |(head, last)| (head, last));
    format!("{} {}", head.replace('_', " "), rust_name::singular(last))
        .trim_start()
        .to_owned()
}

/// The noun with its article: `an agent`, `a user`.
pub(super) fn with_article(noun: &str) -> String {
    let sounds_like_you = ["uni", "use", "usa", "uti", "eu", "one"]
        .iter()
        .any(|start| noun.starts_with(start));
    let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u']) && !sounds_like_you;
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

/// A table's rows in words: `session events`.
pub(super) fn plural(table: &Table) -> String {
    table.name.as_str().replace('_', " ")
}

/// The part of a function's name that lists columns.
pub(super) fn joined<'a>(columns: impl IntoIterator<Item = &'a ColumnName>) -> String {
    let names: Vec<&str> = columns.into_iter().map(ColumnName::as_str).collect();
    names.join("_and_")
}

/// An index's part of a function's name: without the table's name before it and the kind behind it, which the function says
/// by its module and its verb.
pub(super) fn of_index(table: &Table, index: &Index) -> String {
    let name = index.name.as_str().to_ascii_lowercase();
    let words: Vec<&str> = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let name = words.join("_");
    let name = name
        .strip_prefix(&format!("{}_", table.name))
        .unwrap_or(&name);
    let name = ["_idx", "_index", "_key"]
        .iter()
        .find_map(|kind| name.strip_suffix(kind))
        .unwrap_or(name);
    if name.is_empty() {
        "partial".to_owned()
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{argument, value, variants};
    use crate::name::{DbName, EnumName};
    use crate::schema::model::Enum;

    fn of_values<const N: usize>(values: [&str; N], rust_names: &[(&str, &str)]) -> Enum {
        Enum {
            name: EnumName::new("kind"),
            db_name: DbName::new("kind"),
            native: None,
            renamed_from: None,
            renamed_values: BTreeMap::new(),
            rust_name: None,
            rust_names: rust_names
                .iter()
                .map(|(value, name)| ((*value).to_owned(), (*name).to_owned()))
                .collect::<BTreeMap<_, _>>(),
            doc: None,
            values: values.map(str::to_owned).into(),
        }
    }

    #[test]
    fn keywords_become_raw_names_and_those_that_cannot_get_an_underscore() {
        assert_eq!(value("type"), "r#type");
        assert_eq!(value("gen"), "r#gen");
        assert_eq!(value("self"), "self_");
        assert_eq!(value("name"), "name");
        assert_eq!(argument("limit", &["db", "limit"]), "limit_");
    }

    #[test]
    fn values_that_come_to_one_variant_are_numbered() {
        let values = of_values(["a-b", "a_b", "+", ""], &[]);
        assert_eq!(variants(&values), ["AB", "AB2", "Value3", "Empty"]);
    }

    #[test]
    fn a_variant_named_by_choice_keeps_its_name_whoever_else_would_have_it() {
        let values = of_values(["a-b", "c"], &[("c", "AB")]);
        assert_eq!(variants(&values), ["AB2", "AB"]);
    }
}
