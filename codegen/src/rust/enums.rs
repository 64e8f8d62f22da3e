//! The schema's enums, as plain data for their template.

use std::collections::BTreeSet;

use serde::Serialize;

use super::names;
use super::table::doc_lines;
use crate::schema::model::Schema;

/// What the template of `enums.rs` is given.
#[derive(Debug, Serialize)]
pub(super) struct EnumsFile {
    enums: Vec<EnumItem>,
}

#[derive(Debug, Serialize)]
struct EnumItem {
    key: String,
    name: String,
    doc: Vec<String>,
    variants: Vec<Variant>,
}

#[derive(Debug, Serialize)]
struct Variant {
    name: String,
    doc: String,
    value: String,
}

pub(super) fn file(schema: &Schema) -> EnumsFile {
    let enums = schema.enums.values().map(|item| {
        let mut doc = doc_lines(item.doc.as_deref());
        if doc.is_empty() {
            doc = vec![format!("`{}`.", item.name)];
        }
        let variants = names::variants(item).into_iter().zip(&item.values);
        EnumItem {
            key: item.name.to_string(),
            name: names::of_enum(item),
            doc,
            variants: variants
                .map(|(name, value)| Variant {
                    name,
                    doc: value_in_words(value),
                    value: value.clone(),
                })
                .collect(),
        }
    });
    EnumsFile {
        enums: enums.collect(),
    }
}

/// The Rust names of all enums.
pub(super) fn type_names(schema: &Schema) -> BTreeSet<String> {
    schema.enums.values().map(names::of_enum).collect()
}

fn value_in_words(value: &str) -> String {
    if value.is_empty() {
        return "The empty text.".to_owned();
    }
    format!(
        "`{}`.",
        value.replace('`', "'").replace(char::is_control, " ")
    )
}
