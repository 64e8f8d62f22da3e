//! `renamed_from` and `renamed_values`, written and removed.

use dualect_codegen::diff::HintPlace;
use toml_edit::{DocumentMut, InlineTable, Item, Key, Table, Value};

const RENAMED_FROM: &str = "renamed_from";
const RENAMED_VALUES: &str = "renamed_values";

/// A file's text after an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edited {
    pub(crate) text: String,
    /// The lines that were not there before, without their ends.
    pub(crate) lines: Vec<String>,
}

/// Writes what something was called until now. `None` where the file does not declare it.
pub(crate) fn add(text: &str, place: &HintPlace, from: &str) -> Option<Edited> {
    edit(text, |document| match place {
        HintPlace::Table(table) => {
            let table = inner(document.as_table_mut(), "tables", table.as_str())?;
            set(table, RENAMED_FROM, from)
        }
        HintPlace::Column(table, column) => {
            let table = inner(document.as_table_mut(), "tables", table.as_str())?;
            let columns = table.as_table_like_mut()?.get_mut("columns")?;
            let column = columns.as_table_like_mut()?.get_mut(column.as_str())?;
            lengthen(column, "type");
            set(column, RENAMED_FROM, from)
        }
        HintPlace::Enum(name) => {
            let declared = inner(document.as_table_mut(), "enums", name.as_str())?;
            set(declared, RENAMED_FROM, from)
        }
        HintPlace::Value(name, value) => {
            let declared = inner(document.as_table_mut(), "enums", name.as_str())?;
            lengthen(declared, "values");
            let declared = declared.as_table_like_mut()?;
            if !declared.contains_key(RENAMED_VALUES) {
                let none = Item::Value(Value::InlineTable(InlineTable::new()));
                declared.insert(RENAMED_VALUES, none);
            }
            set(declared.get_mut(RENAMED_VALUES)?, value.as_str(), from)
        }
    })
}

/// Takes it away again. `None` where the file does not say it.
pub(crate) fn remove(text: &str, place: &HintPlace) -> Option<Edited> {
    edit(text, |document| match place {
        HintPlace::Table(table) => {
            let table = inner(document.as_table_mut(), "tables", table.as_str())?;
            take(table, RENAMED_FROM)
        }
        HintPlace::Column(table, column) => {
            let table = inner(document.as_table_mut(), "tables", table.as_str())?;
            let columns = table.as_table_like_mut()?.get_mut("columns")?;
            let column = columns.as_table_like_mut()?.get_mut(column.as_str())?;
            take(column, RENAMED_FROM)?;
            shorten(column, "type");
            Some(())
        }
        HintPlace::Enum(name) => {
            let declared = inner(document.as_table_mut(), "enums", name.as_str())?;
            take(declared, RENAMED_FROM)
        }
        HintPlace::Value(name, value) => {
            let declared = inner(document.as_table_mut(), "enums", name.as_str())?;
            let values = declared.as_table_like_mut()?.get_mut(RENAMED_VALUES)?;
            take(values, value.as_str())?;
            if values.as_table_like()?.is_empty() {
                take(declared, RENAMED_VALUES)?;
                shorten(declared, "values");
            }
            Some(())
        }
    })
}

fn edit(text: &str, change: impl FnOnce(&mut DocumentMut) -> Option<()>) -> Option<Edited> {
    // Lines end as the file's do; the document is written with line feeds alone.
    let returns = text.contains("\r\n");
    let mut document: DocumentMut = text.parse().ok()?;
    change(&mut document)?;
    let mut new = document.to_string();
    if returns {
        new = new.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    let old: Vec<&str> = text.lines().collect();
    let lines = new.lines().filter(|line| !old.contains(line));
    Some(Edited {
        lines: lines.map(str::to_owned).collect(),
        text: new,
    })
}

fn inner<'d>(root: &'d mut Table, kind: &str, name: &str) -> Option<&'d mut Item> {
    root.get_mut(kind)?.as_table_like_mut()?.get_mut(name)
}

/// A short form becomes the long one, which has room for more.
fn lengthen(item: &mut Item, key: &str) {
    let Item::Value(value) = item else {
        return;
    };
    if value.is_inline_table() {
        return;
    }
    let decor = value.decor().clone();
    let mut long = InlineTable::new();
    let mut short = value.clone();
    short.decor_mut().clear();
    long.insert(key, short);
    *value = Value::InlineTable(long);
    *value.decor_mut() = decor;
}

/// A long form that says no more than a short one.
fn shorten(item: &mut Item, key: &str) {
    let Item::Value(value) = item else {
        return;
    };
    let only = value.as_inline_table().filter(|table| table.len() == 1);
    let Some(mut short) = only.and_then(|table| table.get(key)).cloned() else {
        return;
    };
    *short.decor_mut() = value.decor().clone();
    *value = short;
}

fn set(item: &mut Item, key: &str, text: &str) -> Option<()> {
    match item {
        Item::Value(Value::InlineTable(table)) => {
            // What stood last may be followed by the space before the bracket.
            if let Some((_, last)) = table.iter_mut().last() {
                last.decor_mut().set_suffix("");
            }
            table.insert(key, text.into());
            // A table over several lines keeps them.
            if let Some((_, last)) = table.iter_mut().last() {
                last.decor_mut().set_suffix(" ");
            }
            Some(())
        }
        Item::Table(table) => {
            show(table);
            put_first(table, key, text);
            Some(())
        }
        Item::Value(_) | Item::None | Item::ArrayOfTables(_) => None,
    }
}

/// Only `[tables.x.columns]` stands in the file: the table needs a head of its own, right before it.
fn show(table: &mut Table) {
    if !table.is_implicit() {
        return;
    }
    let first = table
        .iter()
        .filter_map(|(_, item)| item.as_table()?.position())
        .min();
    let lead = table
        .iter_mut()
        .find_map(|(_, item)| item.as_table_mut())
        .map(|inner| {
            let prefix = inner.decor().prefix().cloned();
            inner.decor_mut().set_prefix("\n");
            prefix
        });
    table.set_implicit(false);
    table.set_position(first);
    if let Some(Some(prefix)) = lead {
        table.decor_mut().set_prefix(prefix);
    }
}

/// A head that says nothing goes, and what stands above it stays.
fn hide(table: &mut Table) {
    if table.is_empty() || table.iter().any(|(_, item)| item.is_value()) {
        return;
    }
    let Some(prefix) = table.decor().prefix().cloned() else {
        return;
    };
    if let Some(inner) = table.iter_mut().find_map(|(_, item)| item.as_table_mut()) {
        inner.decor_mut().set_prefix(prefix);
    }
    table.set_implicit(true);
}

/// Before the other keys of the table: what was, before what is.
fn put_first(table: &mut Table, key: &str, text: &str) {
    let rest: Vec<(Key, Item)> = table
        .iter()
        .filter_map(|(name, _)| table.get_key_value(name))
        .filter(|(_, item)| item.is_value())
        .map(|(key, item)| (key.clone(), item.clone()))
        .collect();
    for (name, _) in &rest {
        table.remove(name.get());
    }
    table.insert(key, Item::Value(text.into()));
    for (name, item) in rest {
        table.insert_formatted(&name, item);
    }
}

fn take(item: &mut Item, key: &str) -> Option<()> {
    let removed = item.as_table_like_mut()?.remove(key);
    if let Item::Table(table) = item {
        hide(table);
    }
    if let Item::Value(Value::InlineTable(table)) = item
        && let Some((_, last)) = table.iter_mut().last()
    {
        last.decor_mut().set_suffix(" ");
    }
    removed.map(|_| ())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use dualect_codegen::diff::HintPlace;
    use dualect_codegen::name::{ColumnName, EnumName, TableName};

    use super::{add, remove};

    const SCHEMA: &str = r#"# The file's head.
[enums]
state = ["new", "done"]   # of a task

[enums.kind]
values = [
    "a", # the first
    "b",
]

# The people.
[tables.people.columns]
id    = { type = "uuid", primary_key = true } # their number
name  = "text?"           # what they are called
email = { type = "text" , unique = true }

[tables.pets]
doc = "Theirs."

[tables.pets.columns]
id = "int"
"#;

    fn places() -> [(HintPlace, &'static str, &'static [&'static str]); 6] {
        let column =
            |name: &str| HintPlace::Column(TableName::new("people"), ColumnName::new(name));
        [
            (
                column("name"),
                "full",
                &[
                    r#"name  = { type = "text?", renamed_from = "full" }           # what they are called"#,
                ],
            ),
            (
                column("email"),
                "mail",
                &[r#"email = { type = "text" , unique = true, renamed_from = "mail" }"#],
            ),
            (
                HintPlace::Table(TableName::new("people")),
                "users",
                &["[tables.people]", r#"renamed_from = "users""#],
            ),
            (
                HintPlace::Table(TableName::new("pets")),
                "animals",
                &[r#"renamed_from = "animals""#],
            ),
            (
                HintPlace::Value(EnumName::new("state"), "done".into()),
                "over",
                &[
                    r#"state = { values = ["new", "done"], renamed_values = { done = "over" } }   # of a task"#,
                ],
            ),
            (
                HintPlace::Value(EnumName::new("kind"), "b".into()),
                "c",
                &[r#"renamed_values = { b = "c" }"#],
            ),
        ]
    }

    #[test]
    fn a_hint_is_written_where_it_belongs_and_nothing_else_changes() {
        for (place, from, lines) in places() {
            let edited = add(SCHEMA, &place, from).unwrap();
            assert_eq!(edited.lines, lines, "{}", edited.text);
            let kept = SCHEMA.lines().filter(|line| !edited.text.contains(line));
            assert!(kept.count() <= 1, "{}", edited.text);
            assert!(edited.text.parse::<toml_edit::DocumentMut>().is_ok());
        }
    }

    #[test]
    fn a_hint_that_is_removed_leaves_the_file_as_it_was() {
        for (place, from, _) in places() {
            let with = add(SCHEMA, &place, from).unwrap().text;
            let without = remove(&with, &place).unwrap().text;
            let squeezed = |text: &str| {
                let lines = text.lines().filter(|line| !line.is_empty());
                lines
                    .map(|line| line.replace(" ,", ","))
                    .collect::<Vec<_>>()
            };
            assert_eq!(squeezed(&without), squeezed(SCHEMA), "{without}");
        }
    }

    #[test]
    fn what_the_file_does_not_declare_is_not_edited() {
        let place = HintPlace::Table(TableName::new("none"));
        assert_eq!(add(SCHEMA, &place, "x"), None);
        assert_eq!(remove(SCHEMA, &place), None);
        assert_eq!(
            remove(SCHEMA, &HintPlace::Table(TableName::new("pets"))),
            None
        );
    }

    #[test]
    fn lines_end_as_they_did() {
        let text = SCHEMA.replace('\n', "\r\n");
        let place = HintPlace::Table(TableName::new("pets"));
        let edited = add(&text, &place, "animals").unwrap().text;
        assert_eq!(edited.matches('\n').count(), edited.matches("\r\n").count());
        assert!(edited.contains("renamed_from = \"animals\"\r\n"));
    }
}
