//! The row struct, what an insert takes, and what an update changes.

use serde::Serialize;

use super::doc_lines;
use crate::name::ColumnName;
use crate::rust::sql::{self, Subject};
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
        let what = if subject.is_view() { "the view " } else { "" };
        doc = vec![format!("A row of {what}`{}`.", table.name)];
    }
    RowStruct {
        name: name.to_owned(),
        doc,
        fields: table
            .columns
            .values()
            .map(|column| RowField {
                name: names::field(column),
                doc: field_doc(subject, column),
                ty: column::field_type(subject.enums(), column),
                decode: column::decode(subject.enums(), column),
            })
            .collect(),
        deserialize: table.deserialize,
    }
}

pub(super) fn new(subject: &Subject<'_>, row: &str) -> NewStruct {
    let mut given = subject.given();
    let mut values = Vec::new();
    for column in &given {
        let field = names::field(column);
        if subject.is_tenant(column) {
            values.push("tenant".to_owned());
        } else if subject.is_chained(column) {
            values.push("Value::Null".to_owned());
        } else {
            if sql::is_flagged(column) {
                values.push(format!("self.{field}.is_some().into()"));
            }
            values.push(column::insert_value(subject.enums(), column, &field));
        }
    }
    given.retain(|column| !subject.is_tenant(column) && !subject.is_chained(column));
    NewStruct {
        name: format!("New{row}"),
        noun: names::with_article(&names::noun(subject.table)),
        arguments: given
            .iter()
            .filter(|column| is_required(column))
            .map(|column| {
                let ty = column::new_field_type(subject.enums(), column);
                let ty = if is_text(column) {
                    "impl Into<String>"
                } else {
                    ty.as_str()
                };
                format!("{}: {ty}", names::field(column))
            })
            .collect(),
        fields: given
            .iter()
            .map(|column| {
                let name = names::field(column);
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
                    ty: column::new_field_type(subject.enums(), column),
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
                name: names::field(column),
                doc,
                ty: format!("Option<{}>", column::field_type(subject.enums(), column)),
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
    subject.given().iter().any(|column| {
        !subject.is_tenant(column)
            && matches!(column.default, Some(Default::Generator(Generator::Now)))
    })
}

fn is_required(column: &Column) -> bool {
    column.default.is_none() && !column.nullable
}

fn is_text(column: &Column) -> bool {
    column.rust_type.is_none()
        && matches!(column.ty, Type::Scalar(Scalar::Text | Scalar::Varchar(_)))
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
            Type::Enum(name) => format!("a [`{}`]", names::enum_type(subject.enums(), name)),
            ty @ (Type::Scalar(_) | Type::Json | Type::List(_)) => column::in_words(ty),
        }
    };
    let null = if column.nullable { ", or null" } else { "" };
    let table = subject.table;
    let is = |other: &Option<ColumnName>| other.as_ref() == Some(name);
    let role = if column.generated.is_some() {
        "; the database computes it"
    } else if is(&table.version) {
        "; counts the updates"
    } else if is(&table.soft_delete) {
        "; when it was deleted"
    } else if table
        .hash_chain
        .as_ref()
        .is_some_and(|chain| chain.hash == *name)
    {
        "; the hash of this row"
    } else if table
        .hash_chain
        .as_ref()
        .is_some_and(|chain| chain.previous == *name)
    {
        "; the hash of the row before"
    } else {
        ""
    };
    vec![format!("`{name}`: {what}{null}{role}.")]
}
