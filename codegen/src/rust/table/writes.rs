//! Inserts, upserts, updates and deletes.

use super::function::{Access, Builder, Function, OnUpdateField, Statement, in_words};
use super::reads::{TAKEN, by, key_lists, keys_parameter, query};
use super::structs;
use crate::rust::names;
use crate::rust::sql::{self, Filter, Parameters, Sql};
use crate::schema::model::Column;

/// What an update's key must not be called.
const UPDATE_TAKEN: &[&str] = &["db", "patch", "now"];

/// What an upsert or an insert-or-get goes by.
struct Target<'s> {
    /// The end of the functions' names: empty for the key.
    suffix: String,
    /// The conflict target, the tenant's column in its place.
    columns: Vec<&'s Column>,
    /// The static of the statement that finds the row.
    find: String,
    in_words: String,
}

pub(super) fn add(builder: &mut Builder<'_>) {
    insert(builder);
    let targets = targets(builder);
    for target in &targets {
        upsert(builder, target);
    }
    for target in &targets {
        insert_or_get(builder, target);
    }
    update(builder);
    delete(builder);
}

fn insert(builder: &mut Builder<'_>) {
    let subject = builder.subject;
    let row = builder.row().to_owned();
    builder.add("insert", |builder| {
        let doc = [format!(
            "Inserts {} and reads it back.",
            names::with_article(&names::noun(subject.table))
        )];
        let sql = Sql {
            sqlite: sql::insert(&subject),
            postgres: None,
            values: Vec::new(),
        };
        Function::Insert {
            head: builder.head("insert", &doc, vec![format!("new: New{row}")], &row),
            statement: Statement::new(Access::Write, &sql),
            into_values: builder.values_of_new("db.now()"),
        }
    });
    if subject.inserted().is_empty() {
        return;
    }
    builder.add("insert_many", |builder| {
        let doc = [format!(
            "Inserts {}, all or none, and says how many.",
            names::plural(subject.table)
        )];
        let (sqlite_head, unnest) = sql::bulk(&subject);
        Function::InsertMany {
            head: builder.head(
                "insert_many",
                &doc,
                vec![format!("new: Vec<New{row}>")],
                "u64",
            ),
            sqlite_head,
            columns: subject.inserted().len(),
            unnest,
            needs_now: structs::needs_now(&subject),
            each_into_values: builder.each_into_values(),
        }
    });
}

/// The key, unless the database makes it, then each unique constraint.
fn targets<'s>(builder: &Builder<'s>) -> Vec<Target<'s>> {
    let subject = builder.subject;
    let key = subject.columns(&subject.table.primary_key);
    let mut targets = Vec::new();
    if !key.iter().any(|column| column.identity) {
        targets.push(Target {
            suffix: String::new(),
            columns: key,
            find: "GET".to_owned(),
            in_words: "key".to_owned(),
        });
    }
    for unique in &subject.table.uniques {
        let by = by(&subject, unique);
        targets.push(Target {
            find: names::constant(&format!("find_by_{by}")),
            suffix: format!("_by_{by}"),
            columns: subject.columns(&unique.columns),
            in_words: in_words(&subject.own(&unique.columns)),
        });
    }
    targets
}

fn upsert(builder: &mut Builder<'_>, target: &Target<'_>) {
    let subject = builder.subject;
    let row = builder.row().to_owned();
    let noun = names::noun(subject.table);
    let name = format!("upsert{}", target.suffix);
    builder.add(&name, |builder| {
        let sql = sql::upsert(&subject, &target.columns);
        let mut doc = vec![format!("Inserts the {noun}, or updates the one with the same {}.", target.in_words)];
        doc.push(String::new());
        doc.push("A field left to its default keeps what is stored; where nothing differs, nothing is written.".to_owned());
        Function::Upsert {
            head: builder.head(&name, &doc, vec![format!("new: New{row}")], &format!("Upserted<{row}>")),
            columns: subject.inserted().len(),
            sqlite_find: sql.sqlite_find,
            sqlite_update: sql.sqlite_update,
            postgres: sql.postgres,
            given: sql.given,
            into_values: builder.values_of_new(if sql.nows.is_empty() { "db.now()" } else { "now" }),
            nows: sql.nows,
        }
    });
}

fn insert_or_get(builder: &mut Builder<'_>, target: &Target<'_>) {
    let subject = builder.subject;
    let row = builder.row().to_owned();
    let noun = names::noun(subject.table);
    let name = format!("insert_or_get{}", target.suffix);
    builder.add(&name, |builder| {
        let doc = [format!(
            "Inserts the {noun}, or reads the one with the same {}.",
            target.in_words
        )];
        let inserted = subject.inserted();
        let place = |column: &&Column| inserted.iter().position(|other| other.name == column.name);
        // The statement that finds the row is given the tenant, then the other columns.
        let mut finds: Vec<&Column> = subject.tenant().into_iter().collect();
        finds.extend(
            target
                .columns
                .iter()
                .filter(|column| !subject.is_tenant(column)),
        );
        Function::InsertOrGet {
            head: builder.head(
                &name,
                &doc,
                vec![format!("new: New{row}")],
                &format!("InsertedOrFound<{row}>"),
            ),
            try_insert: sql::try_insert(&subject, &target.columns),
            find: target.find.clone(),
            find_params: finds.iter().filter_map(place).collect(),
            into_values: builder.values_of_new("db.now()"),
        }
    });
}

fn update(builder: &mut Builder<'_>) {
    let subject = builder.subject;
    let columns = subject.changeable();
    if columns.is_empty() {
        return;
    }
    let row = builder.row().to_owned();
    let noun = names::noun(subject.table);
    builder.add("update", |builder| {
        let doc = [
            format!(
                "Changes the {noun} with this key and reads it back; `None` where there is none."
            ),
            String::new(),
            "An empty patch changes nothing.".to_owned(),
        ];
        let on_update: Vec<OnUpdateField> = columns
            .iter()
            .filter(|column| column.on_update.is_some())
            .map(|column| OnUpdateField {
                name: names::value(column.name.as_str()),
                nullable: column.nullable,
            })
            .collect();
        let sql = sql::update(&subject, &columns, UPDATE_TAKEN);
        let mut parameters = Builder::parameters(&subject.key(), UPDATE_TAKEN);
        let mutable = if on_update.is_empty() { "" } else { "mut " };
        parameters.push(format!("{mutable}patch: {row}Patch"));
        Function::Update {
            head: builder.head("update", &doc, parameters, &format!("Option<{row}>")),
            statement: Statement::new(Access::Write, &sql),
            values: sql.values,
            key: subject
                .key()
                .iter()
                .map(|column| names::argument(column.name.as_str(), UPDATE_TAKEN))
                .collect(),
            on_update,
        }
    });
}

fn delete(builder: &mut Builder<'_>) {
    let subject = builder.subject;
    let noun = names::noun(subject.table);
    builder.add("delete", |builder| {
        let doc = [format!(
            "Deletes the {noun} with this key, and says whether there was one."
        )];
        let filter = Filter::equal(&subject, &subject.key(), Parameters::default(), TAKEN);
        let parameters = Builder::parameters(&subject.key(), TAKEN);
        query(
            builder,
            "delete",
            &doc,
            parameters,
            "bool",
            "execute_one",
            Access::Write,
            sql::delete(&subject, filter),
        )
    });
    if subject.key().is_empty() {
        return;
    }
    builder.add("delete_many", |builder| {
        let doc = [format!(
            "Deletes the {} with these keys, and says how many there were.",
            names::plural(subject.table)
        )];
        let sql = sql::delete_many(&subject, &key_lists(&subject));
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
