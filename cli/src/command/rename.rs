//! `--rename kind:table.old=new`: what `db-diff` cannot see of itself.

use dualect_codegen::catalog::model::{Catalog, QualifiedName};
use dualect_codegen::diff::Renames;
use dualect_codegen::name::DbName;

use crate::error::{Error, Kind, Result};
use crate::surroundings::Surroundings;

/// What the arguments say gets which name, between these two.
pub(super) fn read(
    arguments: &[String],
    from: &Catalog,
    to: &Catalog,
    around: &mut Surroundings<'_>,
) -> Result<Renames> {
    let mut renames = Renames::default();
    // Tables first: a column can be named by its table's old or new name.
    let (tables, others): (Vec<_>, Vec<_>) = arguments
        .iter()
        .partition(|argument| argument.starts_with("table:"));
    for argument in tables.into_iter().chain(others) {
        let (kind, names) = argument.split_once(':').ok_or_else(|| wrong(argument))?;
        let pairs = splits(names, '=');
        let found = match kind {
            "table" => pairs.iter().any(|(old, new)| {
                let (Some(old), Some(new)) = (named(old, from.tables.keys()), made(new, to)) else {
                    return false;
                };
                renames.tables.insert(old, new);
                true
            }),
            "type" | "enum" => pairs.iter().any(|(old, new)| {
                let (Some(old), Some(new)) = (named(old, from.enums.keys()), made(new, to)) else {
                    return false;
                };
                renames.enums.insert(old, new);
                true
            }),
            "column" => pairs
                .iter()
                .any(|(old, new)| column((old, new), from, to, &mut renames)),
            "value" | "enum_value" => pairs
                .iter()
                .any(|(old, new)| value(old, new, from, &mut renames)),
            // Such are seen by what they are, whatever they are called.
            "index" | "constraint" | "unique" | "check" | "foreign_key" => true,
            _ => return Err(wrong(argument)),
        };
        if !found {
            // Nothing is lost by it: what goes waits for its --accept.
            around.note(&format!(
                "--rename {argument}: nothing is called so where --from and --to point"
            ))?;
        }
    }
    Ok(renames)
}

fn wrong(argument: &str) -> Error {
    let what = format!("--rename {argument} cannot be read");
    let help = "write table:old=new, column:table.old=new, enum:old=new or value:enum.old=new";
    Error::new(Kind::Side { what }, help)
}

/// Every way to cut a text at that sign: names can hold it.
fn splits(text: &str, sign: char) -> Vec<(&str, &str)> {
    let cuts = text.match_indices(sign);
    cuts.map(|(at, _)| (&text[..at], &text[at + sign.len_utf8()..]))
        .collect()
}

/// A name without the quotes that SQL would have around it.
fn bare(text: &str) -> DbName {
    let inner = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    DbName::new(inner.unwrap_or(text))
}

/// As it stands, or with its schema before a dot, whichever is known; or else the only one of that name in any schema.
fn named<'n>(
    text: &str,
    mut known: impl Iterator<Item = &'n QualifiedName> + Clone,
) -> Option<QualifiedName> {
    let is_known = |name: &QualifiedName| known.clone().any(|other| other == name);
    let whole = QualifiedName::from(bare(text));
    if is_known(&whole) {
        return Some(whole);
    }
    let mut parts = splits(text, '.').into_iter();
    let in_schema = parts.find_map(|(schema, name)| {
        let schema = (schema != "public").then(|| bare(schema));
        let name = QualifiedName::new(schema, bare(name));
        is_known(&name).then_some(name)
    });
    if in_schema.is_some() {
        return in_schema;
    }
    let mut alike = || known.find(|other| other.name == whole.name);
    match (alike(), alike()) {
        (Some(only), None) => Some(only.clone()),
        (Some(_), Some(_)) | (None, _) => None,
    }
}

/// The new name, as the other side has it.
fn made(text: &str, to: &Catalog) -> Option<QualifiedName> {
    named(text, to.tables.keys().chain(to.enums.keys()))
}

/// What is called so on either side, by its name before and its name after.
fn before_and_after<'n>(
    text: &str,
    known: impl Iterator<Item = &'n QualifiedName> + Clone,
    mut renamed: impl Iterator<Item = (&'n QualifiedName, &'n QualifiedName)> + Clone,
) -> Option<(QualifiedName, QualifiedName)> {
    let by_new = named(text, renamed.clone().map(|(_, new)| new));
    let by_new = by_new.and_then(|new| {
        let (before, after) = renamed.clone().find(|(_, after)| **after == new)?;
        Some((before.clone(), after.clone()))
    });
    by_new.or_else(|| {
        let before = named(text, known)?;
        let after = renamed.find(|(old, _)| **old == before);
        let after = after.map_or_else(|| before.clone(), |(_, new)| new.clone());
        Some((before, after))
    })
}

fn column((old, new): (&str, &str), from: &Catalog, to: &Catalog, renames: &mut Renames) -> bool {
    splits(old, '.').into_iter().any(|(table, column)| {
        let tables = from.tables.keys();
        let Some((before, after)) = before_and_after(table, tables, renames.tables.iter()) else {
            return false;
        };
        let column = bare(column);
        if !from.tables[&before].columns.contains_key(&column) {
            return false;
        }
        // What nothing is called afterwards would be dropped under its new name.
        let made = bare(new);
        let table = to.tables.get(&after);
        if !table.is_some_and(|table| table.columns.contains_key(&made)) {
            return false;
        }
        let columns = renames.columns.entry(after).or_default();
        columns.insert(column, made);
        true
    })
}

fn value(old: &str, new: &str, from: &Catalog, renames: &mut Renames) -> bool {
    splits(old, '.').into_iter().any(|(of, value)| {
        let enums = from.enums.keys();
        let Some((before, after)) = before_and_after(of, enums, renames.enums.iter()) else {
            return false;
        };
        if !from.enums[&before]
            .values
            .iter()
            .any(|known| known == value)
        {
            return false;
        }
        let values = renames.native_values.entry(after).or_default();
        values.insert(value.to_owned(), new.to_owned());
        true
    })
}
