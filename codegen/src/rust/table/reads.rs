//! Reads by key and by unique constraint, existence and count.

use super::access;
use super::function::{Access, Builder, Function, Statement, in_words};
use crate::rust::sql::{self, Filter, Order, Parameters, Rows, Sort, Sql, Subject, is_comparable};
use crate::rust::{column, names};
use crate::schema::model::{Column, Unique};

/// What a key's arguments must not be called.
pub(super) const TAKEN: &[&str] = &["db"];

pub(super) fn add(builder: &mut Builder<'_>) {
    let subject = builder.subject;
    let noun = names::noun(subject.table);
    let row = builder.row().to_owned();
    builder.add("get", |builder| {
        let doc = [format!(
            "Reads the {noun} with this key; `None` where there is none."
        )];
        find(builder, "get", &subject.key(), Rows::Live, &doc)
    });
    if subject.soft_delete().is_some() {
        builder.add("get_deleted", |builder| {
            let doc = [format!(
                "Reads the deleted {noun} with this key; `None` where there is none."
            )];
            find(builder, "get_deleted", &subject.key(), Rows::Deleted, &doc)
        });
    }
    let by_key = Order::new(&subject, Vec::new(), &[]);
    if !subject.key().is_empty() && by_key.is_portable(subject.enums()) {
        builder.add("get_many", |builder| {
            let doc = [
                format!(
                    "Reads the {} with these keys, ordered by key.",
                    names::plural(subject.table)
                ),
                String::new(),
                "A key without a row is passed over, one given twice is read once.".to_owned(),
            ];
            let sql = sql::get_many(&subject, &key_lists(&subject));
            query(
                builder,
                "get_many",
                &doc,
                vec![keys_parameter(&subject)],
                &format!("Vec<{row}>"),
                "fetch_all",
                Access::Read,
                sql,
            )
        });
    }
    for unique in told_apart(&subject) {
        let columns = subject.own(&unique.columns);
        let name = format!("find_by_{}", by(&subject, unique));
        let doc = [format!(
            "Reads the {noun} with this {}; `None` where there is none.",
            in_words(&columns)
        )];
        builder.add(&name, |builder| {
            find(builder, &name, &columns, Rows::Live, &doc)
        });
    }
    exists(builder);
    count(builder);
}

/// The reads of a view.
pub(super) fn add_of_view(builder: &mut Builder<'_>) {
    let subject = builder.subject;
    let key = subject.key();
    if !key.is_empty() {
        let noun = names::noun(subject.table);
        builder.add("get", |builder| {
            let doc = [format!(
                "Reads the {noun} with this key; `None` where there is none."
            )];
            find(builder, "get", &key, Rows::Live, &doc)
        });
    }
    list_all(builder);
    if !key.is_empty() {
        access::add_page(builder, "page", &[], Vec::new());
    }
    count(builder);
}

/// All rows: by the key, or else by every column that can be compared.
fn list_all(builder: &mut Builder<'_>) {
    let subject = builder.subject;
    let sorts = if subject.key().is_empty() {
        let columns = subject.table.columns.values();
        columns
            .filter(|column| is_comparable(subject.enums(), column) && !subject.is_tenant(column))
            .map(|column| Sort {
                column,
                descending: false,
            })
            .collect()
    } else {
        Vec::new()
    };
    let order = Order::new(&subject, sorts, &[]);
    if !order.is_portable(subject.enums()) {
        return;
    }
    builder.add("list", |builder| {
        let what = format!("Lists the {}", names::plural(subject.table));
        let doc = [access::ordered(&what, &order)];
        let filter = Filter::scope(&subject, Parameters::default());
        let returns = format!("Vec<{}>", builder.row());
        let sql = sql::select(&subject, &filter, Some(&order));
        query(
            builder,
            "list",
            &doc,
            Vec::new(),
            &returns,
            "fetch_all",
            Access::Read,
            sql,
        )
    });
}

fn exists(builder: &mut Builder<'_>) {
    let subject = builder.subject;
    let noun = names::noun(subject.table);
    builder.add("exists", |builder| {
        let filter = Filter::equal(&subject, &subject.key(), Parameters::default(), TAKEN);
        let parameters = builder.parameters(&subject.key(), TAKEN);
        let doc = [format!(
            "Whether there is {} with this key.",
            names::with_article(&noun)
        )];
        query(
            builder,
            "exists",
            &doc,
            parameters,
            "bool",
            "fetch_value",
            Access::BoundedRead,
            sql::exists(&subject, &filter),
        )
    });
}

fn count(builder: &mut Builder<'_>) {
    let subject = builder.subject;
    builder.add("count", |builder| {
        let scope = if subject.tenant().is_some() {
            " of the scope's tenant"
        } else {
            ""
        };
        let doc = [format!(
            "Counts the {}{scope}.",
            names::plural(subject.table)
        )];
        let filter = Filter::scope(&subject, Parameters::default());
        query(
            builder,
            "count",
            &doc,
            Vec::new(),
            "i64",
            "fetch_value",
            Access::Read,
            sql::count(&subject, &filter),
        )
    });
}

/// The unique constraints that tell rows apart which the key does not: what holds the whole key, as a composite foreign key
/// needs its target to, finds no other row than the key does.
pub(super) fn told_apart<'s>(subject: &Subject<'s>) -> impl Iterator<Item = &'s Unique> {
    let key = subject.key();
    subject.table.uniques.iter().filter(move |unique| {
        key.is_empty()
            || !key
                .iter()
                .all(|column| unique.columns.contains(&column.name))
    })
}

/// A unique constraint's part of a function's name: its columns, the tenant's only where there is no other.
pub(super) fn by(subject: &Subject<'_>, unique: &Unique) -> String {
    let own = subject.own(&unique.columns);
    if own.is_empty() {
        names::joined(&unique.columns)
    } else {
        names::joined(own.iter().map(|column| &column.name))
    }
}

/// The parameter `keys`.
pub(super) fn keys_parameter(subject: &Subject<'_>) -> String {
    let types: Vec<String> = subject
        .key()
        .iter()
        .map(|column| column::key_type(subject.enums(), column))
        .collect();
    match types.as_slice() {
        [only] => format!("keys: &[{only}]"),
        several => format!("keys: &[({})]", several.join(", ")),
    }
}

/// The list of each key column's values.
pub(super) fn key_lists(subject: &Subject<'_>) -> Vec<String> {
    let key = subject.key();
    let part = |index| (key.len() > 1).then_some(index);
    key.iter()
        .enumerate()
        .map(|(index, column)| column::key_list(subject.enums(), column, part(index)))
        .collect()
}

fn find(
    builder: &Builder<'_>,
    name: &str,
    columns: &[&Column],
    rows: Rows,
    doc: &[String],
) -> Function {
    let subject = builder.subject;
    let filter = Filter::equal(&subject, columns, Parameters::default(), TAKEN).of(&subject, rows);
    find_by(builder, name, columns, &filter, doc)
}

/// Reads the one row that the filter lets through.
pub(super) fn find_by(
    builder: &Builder<'_>,
    name: &str,
    columns: &[&Column],
    filter: &Filter,
    doc: &[String],
) -> Function {
    let subject = builder.subject;
    let returns = format!("Option<{}>", builder.row());
    let parameters = builder.parameters(columns, TAKEN);
    query(
        builder,
        name,
        doc,
        parameters,
        &returns,
        "fetch_optional",
        Access::BoundedRead,
        sql::select(&subject, filter, None),
    )
}

/// A function of one statement.
#[expect(
    clippy::too_many_arguments,
    reason = "each is another part of the function"
)]
pub(super) fn query(
    builder: &Builder<'_>,
    name: &str,
    doc: &[String],
    parameters: Vec<String>,
    returns: &str,
    method: &'static str,
    access: Access,
    sql: Sql,
) -> Function {
    Function::Query {
        head: builder.head(name, doc, parameters, returns),
        statement: Statement::new(access, &sql),
        method,
        needs_now: sql.needs_now,
        values: sql.values,
    }
}
