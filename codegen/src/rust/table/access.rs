//! Lists and pages: by each foreign key, by each leading part of each index, in each index's order.

mod partial;

use super::function::{Access, Builder, Function, Statement, in_words};
use super::reads::{TAKEN, query};
use crate::rust::names;
use crate::rust::sql::{self, Filter, Order, Parameters, Sort, Subject};
use crate::schema::model::{Column, Index};

/// What a page's arguments must not be called.
const PAGE_TAKEN: &[&str] = &["db", "after", "limit"];

pub(super) fn add(builder: &mut Builder<'_>) {
    let subject = builder.subject;
    for index in &subject.table.indexes {
        lists(builder, &sorts(&subject, index));
    }
    for foreign_key in &subject.table.foreign_keys {
        let columns = subject.own(&foreign_key.columns);
        list(builder, &columns, Vec::new());
    }
    if !subject.key().is_empty() {
        add_page(builder, "page", &[], Vec::new());
    }
    for index in &subject.table.indexes {
        pages(builder, &sorts(&subject, index));
    }
    for index in &subject.table.indexes {
        partial::add(builder, index);
    }
}

/// The columns, without the tenant's, of an index over all rows.
fn sorts<'s>(subject: &Subject<'s>, index: &Index) -> Vec<Sort<'s>> {
    if index.predicate.is_some() {
        return Vec::new();
    }
    own_sorts(subject, index)
}

/// An index's columns without the tenant's.
fn own_sorts<'s>(subject: &Subject<'s>, index: &Index) -> Vec<Sort<'s>> {
    let columns = index.plain_columns().unwrap_or_default();
    columns
        .iter()
        .filter_map(|part| {
            let column = subject.table.columns.get(&part.column)?;
            let sort = Sort {
                column,
                descending: part.descending,
            };
            (!subject.is_tenant(column)).then_some(sort)
        })
        .collect()
}

/// A list for each leading part of the index, in the order that the rest of it gives.
fn lists<'s>(builder: &mut Builder<'s>, sorts: &[Sort<'s>]) {
    for length in 1..=sorts.len() {
        let (equal, rest) = sorts.split_at(length);
        let columns: Vec<&Column> = equal.iter().map(|sort| sort.column).collect();
        list(builder, &columns, rest.to_vec());
    }
}

fn list<'s>(builder: &mut Builder<'s>, columns: &[&Column], rest: Vec<Sort<'s>>) {
    if columns.is_empty() {
        return;
    }
    let subject = builder.subject;
    let name = format!(
        "list_by_{}",
        names::joined(columns.iter().map(|column| &column.name))
    );
    let order = Order::new(&subject, rest, columns);
    if !order.is_portable(subject.enums()) {
        return;
    }
    builder.add(&name, |builder| {
        let what = format!(
            "Lists the {} with this {}",
            names::plural(subject.table),
            in_words(columns)
        );
        let filter = Filter::equal(&subject, columns, Parameters::default(), TAKEN);
        list_of(builder, &name, &what, columns, &filter, &order)
    });
}

/// A list of the rows that the filter lets through.
fn list_of(
    builder: &Builder<'_>,
    name: &str,
    what: &str,
    columns: &[&Column],
    filter: &Filter,
    order: &Order<'_>,
) -> Function {
    let returns = format!("Vec<{}>", builder.row());
    let parameters = builder.parameters(columns, TAKEN);
    query(
        builder,
        name,
        &[ordered(what, order)],
        parameters,
        &returns,
        "fetch_all",
        Access::Read,
        sql::select(&builder.subject, filter, Some(order)),
    )
}

/// Pages in the index's order: of all rows, and of those that agree on each leading part of it.
fn pages<'s>(builder: &mut Builder<'s>, sorts: &[Sort<'s>]) {
    for fixed in 0..sorts.len() {
        let (equal, order) = sorts.split_at(fixed);
        let columns: Vec<&Column> = equal.iter().map(|sort| sort.column).collect();
        let by = names::joined(order.iter().map(|sort| &sort.column.name));
        let name = if columns.is_empty() {
            format!("page_by_{by}")
        } else {
            let within = names::joined(columns.iter().map(|column| &column.name));
            format!("page_in_{within}_by_{by}")
        };
        add_page(builder, &name, &columns, order.to_vec());
    }
}

/// Adds the page, if both databases have its order.
pub(super) fn add_page<'s>(
    builder: &mut Builder<'s>,
    name: &str,
    equal: &[&Column],
    sorts: Vec<Sort<'s>>,
) {
    let order = Order::new(&builder.subject, sorts, equal);
    if order.is_portable(builder.subject.enums()) {
        builder.add(name, |builder| page(builder, name, equal, &order));
    }
}

fn page(builder: &mut Builder<'_>, name: &str, equal: &[&Column], order: &Order<'_>) -> Function {
    let plural = names::plural(builder.subject.table);
    let what = if equal.is_empty() {
        format!("Reads a page of {plural}")
    } else {
        format!("Reads a page of the {plural} with this {}", in_words(equal))
    };
    let filter = Filter::equal(&builder.subject, equal, Parameters::default(), PAGE_TAKEN);
    page_of(builder, name, &what, equal, filter, order)
}

/// Pages of the rows that the filter lets through.
fn page_of(
    builder: &mut Builder<'_>,
    name: &str,
    what: &str,
    equal: &[&Column],
    filter: Filter,
    order: &Order<'_>,
) -> Function {
    let subject = builder.subject;
    let doc = [
        ordered(what, order),
        String::new(),
        "`after` is the last page's `next`; `None` reads the first page.".to_owned(),
    ];
    let mut parameters = builder.parameters(equal, PAGE_TAKEN);
    parameters.push("after: Option<&Cursor>".to_owned());
    parameters.push("limit: u32".to_owned());
    let pages = sql::pages(&subject, filter, order);
    let access = Access::read(name == "page" && key_leads_to_rows(&subject));
    Function::Page {
        head: builder.head(name, &doc, parameters, &format!("Page<{}>", builder.row())),
        first: Statement::new(access, &pages.first),
        after: Statement::new(access, &pages.after),
        fixed: pages.fixed,
        position: builder.position(order),
    }
}

/// Whether a walk in the order of the key meets no rows but those that are read: deleted ones lie between them, and other tenants'
/// unless the tenant leads the key. (In an index's order rows that agree are sorted by the key first, and there may be many.)
fn key_leads_to_rows(subject: &Subject<'_>) -> bool {
    subject.soft_delete().is_none()
        && subject
            .tenant()
            .is_none_or(|tenant| subject.table.primary_key.first() == Some(&tenant.name))
}

pub(super) fn ordered(what: &str, order: &Order<'_>) -> String {
    if order.0.is_empty() {
        format!("{what}.")
    } else {
        format!("{what}, ordered by {}.", order.in_words())
    }
}
