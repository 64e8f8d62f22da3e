//! `[tables]`.

mod column;
mod constraint;

mod joined;

use self::joined::{Entry, Parts, joined, together};
use super::check;
use super::choice::{Choice, Named};
use super::default::{bare, decimal};
use super::names::{Taken, key};
use super::plain::{Part, Plain};
use super::toml_text::{comment, inline, list, string};
use super::types::{Checked, Chosen};
use super::writer::Writer;
use super::{Given, Side};
use indexmap::IndexMap;

use crate::catalog::model::{Check, Column, Index, IndexKey, QualifiedName, Table, Unique};
use crate::catalog::naming;
use crate::dialect::Dialect;
use crate::name::DbName;

/// Writes the tables that do not go by their statements. What two databases say of one table is said once.
pub(super) fn write(out: &mut Writer, sides: &[Side<'_>]) {
    // Indexes and unique constraints share their names.
    let mut objects = Taken::default();
    let mut tables: IndexMap<&QualifiedName, Vec<Writing<'_>>> = IndexMap::new();
    for side in sides {
        for (name, named) in &side.choice.tables {
            objects.insert(&named.key);
            objects.insert(&name.name.as_str().to_ascii_lowercase());
            if let Some(table) = side.given.catalog.tables.get(name) {
                tables.entry(name).or_default().push(Writing {
                    given: side.given,
                    plain: side.plain,
                    choice: &side.choice,
                    table,
                    named,
                });
            }
        }
    }
    for written in tables.values() {
        let mut page = Page {
            out: &mut *out,
            written,
            // What one of two databases lacks altogether comes to it with its table.
            shared: written.len() == 2,
        };
        page.table();
        page.columns();
        page.section("uniques", &mut objects, Writing::uniques);
        page.section("checks", &mut Taken::default(), Writing::checks);
        page.section("foreign_keys", &mut Taken::default(), Writing::foreign_keys);
        page.section("indexes", &mut objects, Writing::indexes);
    }
}

/// A table, as one or two databases have it.
struct Page<'p, 'w> {
    out: &'p mut Writer,
    written: &'p [Writing<'w>],
    /// Whether two databases have the table, so that what only one of them has is its own.
    shared: bool,
}

struct Writing<'w> {
    given: &'w Given<'w>,
    plain: &'w Plain,
    choice: &'w Choice,
    table: &'w Table,
    named: &'w Named,
}

impl<'w> Page<'_, 'w> {
    fn key(&self) -> &str {
        self.written.first().map_or("", |first| &first.named.key)
    }

    fn part(&self) -> Option<Part> {
        self.written.first().map(Writing::part)
    }

    fn table(&mut self) {
        let parts = together(self.written.iter().map(Writing::header));
        self.out.blank();
        let part = self.part();
        let heading = format!("[tables.{}]", self.key());
        self.out.line(part.clone(), &heading);
        let width = parts
            .iter()
            .map(|(key, _)| key.len())
            .max()
            .unwrap_or_default();
        for (key, value) in parts {
            self.out
                .line(part.clone(), &format!("{key:width$} = {value}"));
        }
    }

    fn columns(&mut self) {
        self.out.blank();
        let heading = format!("[tables.{}.columns]", self.key());
        self.out.line(self.part(), &heading);
        let mut columns: IndexMap<&DbName, &str> = IndexMap::new();
        for written in self.written {
            for name in written.table.columns.keys() {
                if let Some(key) = written.named.columns.get(name) {
                    columns.entry(name).or_insert(key);
                }
            }
        }
        let width = columns
            .values()
            .map(|key| key.len())
            .max()
            .unwrap_or_default()
            .min(24);
        for (name, key) in columns {
            let said: Vec<(&Writing<'w>, &Column, &Chosen)> = self
                .written
                .iter()
                .filter_map(|written| {
                    let column = written.table.columns.get(name)?;
                    Some((written, column, written.named.types.get(name)?))
                })
                .collect();
            let Some((first, _, _)) = said.first() else {
                continue;
            };
            let mut proposals = said
                .iter()
                .filter_map(|(_, _, chosen)| chosen.proposal.as_ref());
            if let Some(proposal) = proposals.next() {
                self.out.comment(&format!("review: {key} {proposal}"));
            }
            let parts = said
                .iter()
                .map(|(written, column, chosen)| written.column(column, key, chosen));
            let mut parts = together(parts);
            self.defaults(&said, &mut parts);
            let value = joined::column(&parts);
            let mut guesses = said
                .iter()
                .filter_map(|(_, _, chosen)| chosen.guess.clone());
            let guess = guesses.next().or_else(|| {
                let one = self.shared && said.len() == 1;
                one.then(|| format!("only {} has it yet", first.engine()))
            });
            let guess = guess.map(|guess| format!("   # review: {}", comment(&guess)));
            let part = Part::Column(first.table.name.clone(), name.clone());
            let line = format!("{key:width$} = {value}{}", guess.unwrap_or_default());
            self.out.line(Some(part), &line);
        }
    }

    /// What two databases have otherwise is said of each.
    fn defaults(&self, said: &[(&Writing<'w>, &Column, &Chosen)], parts: &mut Parts) {
        let own: Vec<(Dialect, Option<String>, Option<&str>)> = said
            .iter()
            .map(|(written, column, chosen)| {
                let value = written
                    .default_of(column, chosen)
                    .filter(|_| !chosen.converted);
                let sql = column
                    .default
                    .as_deref()
                    .map(bare)
                    .filter(|_| !chosen.converted);
                (written.dialect(), value, sql)
            })
            .collect();
        let value = match own.as_slice() {
            [(_, one, _), (_, other, _)] if one == other => return,
            [(_, one, a), (_, other, b)] => match (one, other, a, b) {
                // A value is every database's; an expression is one database's own.
                (Some(value), None, _, _) | (None, Some(value), _, _)
                    if !value.starts_with("{ sqlite") && !value.starts_with("{ postgres") =>
                {
                    value.clone()
                }
                (_, _, a, b) => {
                    let converted = said.iter().find(|(_, _, chosen)| chosen.converted);
                    let digits = converted.and_then(|(_, _, chosen)| {
                        decimal(b.as_deref()?, &chosen.ty, chosen.storage)
                    });
                    let sql = |text: Option<&str>| string(text.unwrap_or("NULL"));
                    inline(&[
                        ("sqlite", sql(digits.as_deref().or(*a))),
                        ("postgres", sql(*b)),
                    ])
                }
            },
            [(dialect, Some(value), _)]
                if self.two() && value.starts_with(&format!("{{ {dialect} =")) =>
            {
                let other = dialect.other();
                format!("{}, {other} = \"NULL\" }}", value.trim_end_matches(" }"))
            }
            _ => return,
        };
        if let Some((_, old)) = parts.iter_mut().find(|(key, _)| *key == "default") {
            *old = value;
            return;
        }
        let at = parts
            .iter()
            .position(|(key, _)| joined::AFTER_DEFAULT.contains(key));
        parts.insert(at.unwrap_or(parts.len()), ("default", value));
    }

    /// Whether the file is of two databases.
    fn two(&self) -> bool {
        self.written.iter().any(|written| written.given.beside)
    }

    /// A list of entries under a heading of its own, if there is any.
    fn section(
        &mut self,
        heading: &'static str,
        taken: &mut Taken,
        entries: impl Fn(&Writing<'w>) -> Vec<Entry>,
    ) {
        let lists = self.written.iter().map(entries);
        let lists: Vec<Vec<Entry>> = lists.collect();
        let entries = joined(lists, heading, self.shared);
        if entries.is_empty() {
            return;
        }
        self.out.blank();
        let part = self.part();
        self.out
            .line(part, &format!("[tables.{}.{heading}]", self.key()));
        for entry in entries {
            let key = taken.take(&entry.wanted);
            if let Some(only) = &entry.only {
                self.out
                    .comment(&format!("review: only {only} has it yet: {key}"));
            }
            let (part, value) = (entry.part.clone(), entry.value(&key));
            self.out.line(Some(part), &format!("{key} = {value}"));
        }
    }
}

impl Writing<'_> {
    fn dialect(&self) -> Dialect {
        self.given.catalog.dialect
    }

    fn part(&self) -> Part {
        Part::Table(self.table.name.clone())
    }

    /// What messages call the database.
    fn engine(&self) -> &'static str {
        match self.dialect() {
            Dialect::Sqlite => "SQLite",
            Dialect::Postgres => "Postgres",
        }
    }

    fn header(&self) -> Parts {
        let (table, named) = (self.table, self.named);
        let mut parts = Vec::new();
        if let Some(comment) = &table.comment {
            parts.push(("doc", string(comment)));
        }
        if table.name.name.as_str() != named.key {
            parts.push(("db_name", string(table.name.name.as_str())));
        }
        if let Some(name) = &named.rust_name {
            parts.push(("rust_name", string(name)));
        }
        if let [_, _, ..] = table.key_columns() {
            parts.push((
                "primary_key",
                list(self.choice.keys(&table.name, table.key_columns())),
            ));
        }
        if let Some(name) = self.primary_key_name() {
            parts.push(("primary_key_constraint", string(name.as_str())));
        }
        let mut own = vec![("as_found", "true".to_owned())];
        match self.dialect() {
            Dialect::Sqlite => {
                if !table.sqlite.strict {
                    own.push(("strict", "false".to_owned()));
                }
                if table.sqlite.without_rowid {
                    own.push(("without_rowid", "true".to_owned()));
                }
                parts.push(("sqlite", inline(&own)));
            }
            Dialect::Postgres => {
                if let Some(schema) = &table.name.schema {
                    own.push(("schema", string(schema.as_str())));
                }
                parts.push(("postgres", inline(&own)));
            }
        }
        parts
    }

    /// The primary key's name, where it is to be written down.
    fn primary_key_name(&self) -> Option<&DbName> {
        let name = &self.table.primary_key.as_ref()?.name;
        let usual = format!("{}_pkey", self.table.name.name);
        let is_usual = match self.dialect() {
            // Nobody sees it there, and no table is rebuilt for it.
            Dialect::Sqlite => true,
            Dialect::Postgres => name.as_str() == usual && usual.len() <= naming::MAX_BYTES,
        };
        (!is_usual).then_some(name)
    }

    /// Whether a unique constraint is what `unique = true` behind a column is.
    fn is_of_column(&self, unique: &Unique) -> bool {
        let [column] = &*unique.columns else {
            return false;
        };
        let usual = format!("{}_{column}_key", self.table.name.name);
        let part = Part::Unique(self.table.name.clone(), unique.name.clone());
        !self.plain.has(&part)
            && !self.named.apart.contains(column)
            && match self.dialect() {
                Dialect::Sqlite => unique.in_table && unique.name.is_unnamed(),
                Dialect::Postgres => {
                    unique.name.as_str() == usual && usual.len() <= naming::MAX_BYTES
                }
            }
    }
}

fn plain_columns(index: &Index) -> Vec<DbName> {
    let columns = index.parts.iter().filter_map(|part| match &part.key {
        IndexKey::Column(column) => Some(column.clone()),
        IndexKey::Expression(_) => None,
    });
    columns.collect()
}

/// Whether the language can say an index at all.
pub(super) fn is_speakable(index: &Index) -> bool {
    let plain = index
        .parts
        .iter()
        .all(|part| matches!(part.key, IndexKey::Column(_)) && part.nulls.is_none());
    plain && !index.parts.is_empty()
}
