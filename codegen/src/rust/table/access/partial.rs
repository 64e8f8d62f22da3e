//! Reads of the rows that a partial index holds, by the index's name.

use super::{PAGE_TAKEN, list_of, own_sorts, page_of};
use crate::rust::names;
use crate::rust::sql::{Filter, Order, Parameters, Sort};
use crate::rust::table::function::{Builder, in_words};
use crate::rust::table::reads::{TAKEN, find_by};
use crate::schema::model::{Column, Index};

pub(super) fn add(builder: &mut Builder<'_>, index: &Index) {
    let Some(predicate) = &index.predicate else {
        return;
    };
    let subject = builder.subject;
    let sorts = own_sorts(&subject, index);
    if sorts.is_empty() {
        return;
    }
    let words: Vec<&str> = predicate.sqlite.split_whitespace().collect();
    let reads = Reads {
        index,
        name: names::of_index(subject.table, index),
        noun: names::noun(subject.table),
        plural: names::plural(subject.table),
        predicate: words.join(" "),
    };
    for length in 0..=sorts.len() {
        let (equal, order) = sorts.split_at(length);
        let columns: Vec<&Column> = equal.iter().map(|sort| sort.column).collect();
        if order.is_empty() && index.unique {
            reads.find(builder, &columns);
        } else {
            reads.list(builder, &columns, order.to_vec());
        }
    }
    for length in 0..sorts.len() {
        let (equal, order) = sorts.split_at(length);
        let columns: Vec<&Column> = equal.iter().map(|sort| sort.column).collect();
        reads.page(builder, &columns, order.to_vec());
    }
}

struct Reads<'i> {
    index: &'i Index,
    name: String,
    noun: String,
    plural: String,
    predicate: String,
}

impl Reads<'_> {
    fn find(&self, builder: &mut Builder<'_>, columns: &[&Column]) {
        let subject = builder.subject;
        builder.add_apart(&format!("find_{}", self.name), |builder, name| {
            let doc = [format!(
                "Reads the {} with this {} where `{}`; `None` where there is none.",
                self.noun,
                in_words(columns),
                self.predicate
            )];
            let filter = Filter::equal(&subject, columns, Parameters::default(), TAKEN);
            find_by(builder, name, columns, &filter.held_by(self.index), &doc)
        });
    }

    fn list<'s>(&self, builder: &mut Builder<'s>, columns: &[&Column], rest: Vec<Sort<'s>>) {
        let subject = builder.subject;
        let order = Order::new(&subject, rest, columns);
        if !order.is_portable(subject.enums()) {
            return;
        }
        let name = self.named("list", "by", columns);
        builder.add_apart(&name, |builder, name| {
            let what = format!("Lists the {}", self.held(columns));
            let filter = Filter::equal(&subject, columns, Parameters::default(), TAKEN);
            let filter = filter.held_by(self.index);
            list_of(builder, name, &what, columns, &filter, &order)
        });
    }

    fn page<'s>(&self, builder: &mut Builder<'s>, equal: &[&Column], sorts: Vec<Sort<'s>>) {
        let subject = builder.subject;
        let order = Order::new(&subject, sorts, equal);
        if !order.is_portable(subject.enums()) {
            return;
        }
        let name = self.named("page", "in", equal);
        builder.add_apart(&name, |builder, name| {
            let what = format!("Reads a page of the {}", self.held(equal));
            let filter = Filter::equal(&subject, equal, Parameters::default(), PAGE_TAKEN);
            page_of(
                builder,
                name,
                &what,
                equal,
                filter.held_by(self.index),
                &order,
            )
        });
    }

    fn named(&self, verb: &str, joint: &str, columns: &[&Column]) -> String {
        let name = format!("{verb}_{}", self.name);
        if columns.is_empty() {
            return name;
        }
        let columns = names::joined(columns.iter().map(|column| &column.name));
        format!("{name}_{joint}_{columns}")
    }

    fn held(&self, columns: &[&Column]) -> String {
        let (plural, predicate) = (&self.plural, &self.predicate);
        if columns.is_empty() {
            format!("{plural} where `{predicate}`")
        } else {
            format!(
                "{plural} with this {} where `{predicate}`",
                in_words(columns)
            )
        }
    }
}
