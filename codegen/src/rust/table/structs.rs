//! The row struct, what an insert takes, and what an update changes.

use serde::Serialize;

use super::doc_lines;
use crate::rust::sql::Subject;
use crate::rust::{column, names};
use crate::schema::model::{Column, Generator, OnUpdate, Scalar, Type};

/// The struct that a row is read into.
#[derive(Debug, Serialize)]
pub(super) struct RowStruct {
    name: String,
    doc: Vec<String>,
    fields: Vec<RowField>,
    deserialize: bool,
}

#[derive(Debug, Serialize)]
struct RowField {
    name: String,
    doc: Vec<String>,
    ty: String,
    decode: String,
}

/// The struct that an insert takes.
#[derive(Debug, Serialize)]
pub(super) struct NewStruct {
    name: String,
    /// The row in words, with its article.
    noun: String,
    fields: Vec<NewField>,
    /// The arguments of `new`: the fields without a default.
    arguments: Vec<String>,
    /// The arguments of `into_values` after `self`, with their types.
    into_values_parameters: Vec<&'static str>,
    /// The insert's values in column order, the tenant's among them.
    values: Vec<String>,
}

#[derive(Debug, Serialize)]
struct NewField {
    name: String,
    doc: Vec<String>,
    ty: String,
    /// What `new` puts in: `None`, the argument, or the argument as a `String`.
    initial: String,
}

/// The struct of an update's changes.
#[derive(Debug, Serialize)]
pub(super) struct PatchStruct {
    name: String,
    /// The row in words, with its article.
    noun: String,
    fields: Vec<PatchField>,
}

#[derive(Debug, Serialize)]
struct PatchField {
    name: String,
    doc: Vec<String>,
    ty: String,
}

pub(super) fn row(subject: &Subject<'_>, name: &str) -> RowStruct {
    let table = subject.table;
    let mut doc = doc_lines(table.doc.as_deref());
    if doc.is_empty() {
        doc = vec![format!("A row of `{}`.", table.name)];
    }
    RowStruct {
        name: name.to_owned(),
        doc,
        fields: table
            .columns
            .values()
            .map(|column| RowField {
                name: names::value(column.name.as_str()),
                doc: field_doc(subject, column),
                ty: column::field_type(column),
                decode: column::decode(column),
            })
            .collect(),
        deserialize: table.deserialize,
    }
}

pub(super) fn new(subject: &Subject<'_>, row: &str) -> NewStruct {
    let inserted = subject.inserted();
    let given: Vec<&Column> = inserted
        .iter()
        .copied()
        .filter(|column| !subject.is_tenant(column))
        .collect();
    let values = inserted
        .iter()
        .map(|column| {
            if subject.is_tenant(column) {
                "tenant".to_owned()
            } else {
                column::insert_value(subject.schema, column, &names::value(column.name.as_str()))
            }
        })
        .collect();
    NewStruct {
        name: format!("New{row}"),
        noun: names::with_article(&names::noun(subject.table)),
        arguments: given
            .iter()
            .filter(|column| is_required(column))
            .map(|column| {
                let ty = column::new_field_type(column);
                let ty = if is_text(column) {
                    "impl Into<String>"
                } else {
                    ty.as_str()
                };
                format!("{}: {ty}", names::value(column.name.as_str()))
            })
            .collect(),
        fields: given
            .iter()
            .map(|column| {
                let name = names::value(column.name.as_str());
                let mut doc = field_doc(subject, column);
                if let Some(default) = &column.default {
                    doc.push(String::new());
                    doc.push(format!(
                        "`None` stores {}.",
                        column::default_in_words(default)
                    ));
                }
                NewField {
                    initial: match (is_required(column), is_text(column)) {
                        (false, _) => format!("{name}: None"),
                        (true, true) => format!("{name}: {name}.into()"),
                        (true, false) => name.clone(),
                    },
                    name,
                    doc,
                    ty: column::new_field_type(column),
                }
            })
            .collect(),
        into_values_parameters: subject
            .tenant()
            .map(|_| "tenant: Value")
            .into_iter()
            .chain(needs_now(subject).then_some("now: Timestamp"))
            .collect(),
        values,
    }
}

/// The struct of an update's changes; `None` where nothing can change.
pub(super) fn patch(subject: &Subject<'_>, row: &str) -> Option<PatchStruct> {
    let fields: Vec<PatchField> = subject
        .changeable()
        .into_iter()
        .map(|column| {
            let mut doc = field_doc(subject, column);
            match column.on_update {
                Some(OnUpdate::Now) => {
                    doc.push(String::new());
                    doc.push(
                        "`None` stores the transaction's time if anything else changes.".to_owned(),
                    );
                }
                None => {}
            }
            PatchField {
                name: names::value(column.name.as_str()),
                doc,
                ty: format!("Option<{}>", column::field_type(column)),
            }
        })
        .collect();
    (!fields.is_empty()).then(|| PatchStruct {
        name: format!("{row}Patch"),
        noun: names::with_article(&names::noun(subject.table)),
        fields,
    })
}

/// Whether some column's default is the present time.
pub(super) fn needs_now(subject: &Subject<'_>) -> bool {
    use crate::schema::model::Default;
    subject.inserted().iter().any(|column| {
        !subject.is_tenant(column)
            && matches!(column.default, Some(Default::Generator(Generator::Now)))
    })
}

fn is_required(column: &Column) -> bool {
    column.default.is_none() && !column.nullable
}

fn is_text(column: &Column) -> bool {
    matches!(column.ty, Type::Scalar(Scalar::Text | Scalar::Varchar(_)))
}

/// The schema's words for a column, or what can be said of it.
fn field_doc(subject: &Subject<'_>, column: &Column) -> Vec<String> {
    let doc = doc_lines(column.doc.as_deref());
    if !doc.is_empty() {
        return doc;
    }
    let name = &column.name;
    let key = &subject.table.primary_key;
    let parent = subject
        .table
        .foreign_keys
        .iter()
        .find(|foreign_key| foreign_key.columns == [name.clone()]);
    let what = if key.len() == 1 && key.contains(name) {
        "the key".to_owned()
    } else if let Some(foreign_key) = parent {
        let columns = names::joined(&foreign_key.parent_columns);
        format!("refers to `{}.{columns}`", foreign_key.parent)
    } else {
        match &column.ty {
            Type::Enum(name) => format!("a [`{}`]", names::enum_type(name)),
            ty @ (Type::Scalar(_) | Type::Json | Type::List(_)) => column::in_words(ty),
        }
    };
    let null = if column.nullable { ", or null" } else { "" };
    vec![format!("`{name}`: {what}{null}.")]
}
