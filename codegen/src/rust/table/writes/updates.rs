//! Updates by patch.

use crate::rust::names;
use crate::rust::sql;
use crate::rust::table::function::{Access, Builder, Function, OnUpdateField, Statement};

/// What an update's key must not be called.
const TAKEN: &[&str] = &["db", "patch", "now"];
/// What the key must not be called where a version is compared.
const VERSIONED_TAKEN: &[&str] = &["db", "expected", "changes", "patch", "now"];

pub(super) fn add(builder: &mut Builder<'_>) {
    let subject = builder.subject;
    let columns = subject.changeable();
    if columns.is_empty() {
        return;
    }
    let row = builder.row().to_owned();
    let noun = names::noun(subject.table);
    let on_update: Vec<OnUpdateField> = columns
        .iter()
        .filter(|column| column.on_update.is_some())
        .map(|column| OnUpdateField {
            name: names::field(column),
            nullable: column.nullable,
        })
        .collect();
    // Where a column changes that others refer to, the database looks for those rows.
    let referred_to = columns.iter().any(|column| subject.is_referred_to(column));
    let access = Access::write(!referred_to);
    let mutable = if on_update.is_empty() { "" } else { "mut " };
    let patch = format!("{mutable}patch: {row}Patch");
    let Some(version) = subject.version() else {
        builder.add("update", |builder| {
            let doc = [
                format!(
                    "Changes the {noun} with this key and reads it back; `None` where there is none."
                ),
                String::new(),
                "An empty patch changes nothing.".to_owned(),
            ];
            let sql = sql::update(&subject, &columns, TAKEN);
            let mut parameters = builder.parameters(&subject.key(), TAKEN);
            parameters.push(patch);
            Function::Update {
                head: builder.head("update", &doc, parameters, &format!("Option<{row}>")),
                statement: Statement::new(access, &sql),
                values: sql.values,
                key: subject
                    .key()
                    .iter()
                    .map(|column| names::column_argument(column, TAKEN))
                    .collect(),
                on_update,
            }
        });
        return;
    };
    builder.add("update", |builder| {
        let doc = [
            format!(
                "Changes the {noun} with this key, if its `{}` is the expected one, and counts it up.",
                version.name
            ),
            String::new(),
            "An empty patch changes nothing.".to_owned(),
        ];
        let sql = sql::update(&subject, &columns, VERSIONED_TAKEN);
        let mut parameters = builder.parameters(&subject.key(), VERSIONED_TAKEN);
        parameters.push(builder.expected(version));
        parameters.push(patch);
        Function::VersionedUpdate {
            head: builder.head("update", &doc, parameters, &format!("Versioned<{row}>")),
            statement: Statement::new(access, &sql),
            find_params: builder.before_expected(sql.values.len()),
            values: sql.values,
            on_update,
        }
    });
}
