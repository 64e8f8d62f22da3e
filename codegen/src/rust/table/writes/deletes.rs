//! Deletes: for good, or by a mark that can be taken off.

use crate::rust::names;
use crate::rust::sql::{self, Change, Filter, Parameters, Rows};
use crate::rust::table::function::{Access, Builder, Function, Statement};
use crate::rust::table::reads::{key_lists, keys_parameter, query};
use crate::schema::model::Column;

/// What a delete's key must not be called.
const TAKEN: &[&str] = &["db"];
/// What the key must not be called where a version is compared, or the present time stored.
const MARK_TAKEN: &[&str] = &["db", "expected", "now"];

pub(super) fn add(builder: &mut Builder<'_>) {
    match builder.subject.version() {
        Some(version) => delete_expected(builder, version),
        None => delete(builder),
    }
    delete_many(builder);
    if builder.subject.soft_delete().is_some() {
        restore(builder);
        purge(builder);
    }
}

fn delete(builder: &mut Builder<'_>) {
    let subject = builder.subject;
    let noun = names::noun(subject.table);
    builder.add("delete", |builder| {
        let mut doc = vec![format!(
            "Deletes the {noun} with this key, and says whether there was one."
        )];
        let (taken, sql) = if subject.soft_delete().is_some() {
            doc.extend([String::new(), "It can be restored.".to_owned()]);
            let sql = sql::mark_one(&subject, Change::Delete, MARK_TAKEN, false);
            (MARK_TAKEN, sql)
        } else {
            let filter = Filter::equal(&subject, &subject.key(), Parameters::default(), TAKEN);
            (TAKEN, sql::delete(&subject, &filter, false))
        };
        let parameters = builder.parameters(&subject.key(), taken);
        // Else the database looks for the rows that refer to this one, and may delete or change them.
        let bounded = subject.soft_delete().is_some() || !subject.has_references();
        query(
            builder,
            "delete",
            &doc,
            parameters,
            "bool",
            "execute_one",
            Access::write(bounded),
            sql,
        )
    });
}

fn delete_expected(builder: &mut Builder<'_>, version: &Column) {
    let subject = builder.subject;
    let noun = names::noun(subject.table);
    builder.add("delete", |builder| {
        let mut doc = vec![format!(
            "Deletes the {noun} with this key, if its `{}` is the expected one.",
            version.name
        )];
        let sql = if subject.soft_delete().is_some() {
            doc.extend([String::new(), "It can be restored.".to_owned()]);
            sql::mark_one(&subject, Change::Delete, MARK_TAKEN, true)
        } else {
            let mut filter =
                Filter::equal(&subject, &subject.key(), Parameters::default(), MARK_TAKEN);
            filter.is(version, "expected.into()".to_owned());
            sql::delete(&subject, &filter, true)
        };
        let mut parameters = builder.parameters(&subject.key(), MARK_TAKEN);
        parameters.push(builder.expected(version));
        Function::VersionedDelete {
            head: builder.head(
                "delete",
                &doc,
                parameters,
                &format!("VersionedDelete<{}>", builder.row()),
            ),
            statement: Statement::new(Access::Write, &sql),
            find_params: builder.before_expected(sql.values.len()),
            needs_now: sql.needs_now,
            values: sql.values,
        }
    });
}

fn delete_many(builder: &mut Builder<'_>) {
    let subject = builder.subject;
    if subject.key().is_empty() {
        return;
    }
    builder.add("delete_many", |builder| {
        let mut doc = vec![format!(
            "Deletes the {} with these keys, and says how many there were.",
            names::plural(subject.table)
        )];
        if subject.version().is_some() {
            doc.extend([String::new(), "Whatever their versions are.".to_owned()]);
        }
        let sql = if subject.soft_delete().is_some() {
            sql::mark_many(&subject, &key_lists(&subject))
        } else {
            sql::delete_many(&subject, &key_lists(&subject))
        };
        query(
            builder,
            "delete_many",
            &doc,
            vec![keys_parameter(&subject)],
            "u64",
            "execute",
            Access::Write,
            sql,
        )
    });
}

fn restore(builder: &mut Builder<'_>) {
    let subject = builder.subject;
    let noun = names::noun(subject.table);
    builder.add("restore", |builder| {
        let doc = [format!(
            "Brings the deleted {noun} with this key back; `None` where there is none."
        )];
        let sql = sql::mark_one(&subject, Change::Restore, MARK_TAKEN, true);
        let parameters = builder.parameters(&subject.key(), MARK_TAKEN);
        let returns = format!("Option<{}>", builder.row());
        query(
            builder,
            "restore",
            &doc,
            parameters,
            &returns,
            "fetch_optional",
            Access::Write,
            sql,
        )
    });
}

fn purge(builder: &mut Builder<'_>) {
    let subject = builder.subject;
    let noun = names::noun(subject.table);
    builder.add("purge", |builder| {
        let doc = [
            format!(
                "Deletes the deleted {noun} with this key for good, and says whether there was one."
            ),
            String::new(),
            format!("A {noun} that is not deleted stays."),
        ];
        let filter = Filter::equal(&subject, &subject.key(), Parameters::default(), TAKEN)
            .of(&subject, Rows::Deleted);
        let sql = sql::delete(&subject, &filter, false);
        let parameters = builder.parameters(&subject.key(), TAKEN);
        query(
            builder,
            "purge",
            &doc,
            parameters,
            "bool",
            "execute_one",
            Access::Write,
            sql,
        )
    });
}
