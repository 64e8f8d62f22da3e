//! Inserts, upserts, and inserts that leave an existing row alone.

use super::{Target, targets};
use crate::rust::names;
use crate::rust::sql::{self, Bulk};
use crate::rust::table::function::{Access, Builder, Function, Statement};
use crate::rust::table::structs;
use crate::schema::model::Column;

pub(super) fn add(builder: &mut Builder<'_>) {
    insert(builder);
    let targets = targets(builder);
    if !builder.subject.table.append_only {
        for target in &targets {
            upsert(builder, target);
        }
    }
    for target in &targets {
        insert_or_get(builder, target);
    }
}

fn insert(builder: &mut Builder<'_>) {
    let subject = builder.subject;
    let row = builder.row().to_owned();
    let chained = subject.table.hash_chain.is_some();
    builder.add("insert", |builder| {
        let doc = [format!(
            "Inserts {} and reads it back.",
            names::with_article(&names::noun(subject.table))
        )];
        Function::Insert {
            head: builder.head("insert", &doc, vec![format!("new: New{row}")], &row),
            chained,
            statement: Statement::new(Access::BoundedWrite, &sql::insert(&subject)),
            into_values: builder.values_of_new("db.now()"),
        }
    });
    if subject.given().is_empty() {
        return;
    }
    builder.add("insert_many", |builder| {
        let doc = [format!(
            "Inserts {}, all or none, and says how many.",
            names::plural(subject.table)
        )];
        let Bulk {
            sqlite_head,
            sqlite_row,
            unnest,
        } = sql::bulk(&subject);
        Function::InsertMany {
            head: builder.head(
                "insert_many",
                &doc,
                vec![format!("new: Vec<New{row}>")],
                "u64",
            ),
            chained,
            sqlite_head,
            sqlite_row,
            columns: sql::insert_parameters(&subject),
            unnest,
            needs_now: structs::needs_now(&subject),
            each_into_values: builder.each_into_values(),
        }
    });
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
        if subject.soft_delete().is_some() {
            doc.push(format!("A deleted {noun} comes back, which is an update."));
        }
        Function::Upsert {
            head: builder.head(&name, &doc, vec![format!("new: New{row}")], &format!("Upserted<{row}>")),
            columns: sql::insert_parameters(&subject),
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
        let mut doc = vec![format!(
            "Inserts the {noun}, or reads the one with the same {}.",
            target.in_words
        )];
        if subject.soft_delete().is_some() {
            doc.push(String::new());
            doc.push(format!(
                "A deleted {noun} is not read and still holds its keys: one in the way is an error (`Unique`)."
            ));
        }
        let place = |column: &&Column| sql::insert_place(&subject, column);
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
            chained: subject.table.hash_chain.is_some(),
            try_insert: Statement::new(
                Access::Write,
                &sql::try_insert(&subject, &target.columns),
            ),
            find: target.find.clone(),
            find_params: finds.iter().filter_map(place).collect(),
            into_values: builder.values_of_new("db.now()"),
        }
    });
}
