//! What is said by its statements: `[sqlite.objects]` and `[postgres.objects]`.

use std::collections::{BTreeMap, BTreeSet};

use super::Given;
use super::choice::Choice;
use super::names::{Taken, key};
use super::plain::{Part, Plain};
use super::statement::{statements, statements_of_view};
use super::toml_text::{list, string};
use super::writer::Writer;
use crate::catalog::model::{
    Catalog, Object, QualifiedName, Reference, Relation, Subject, Table, View,
};
use crate::catalog::quote;
use crate::ddl;
use crate::dialect::Dialect;
use crate::name::{DbName, ObjectName};

/// The keys of what is said by its statements.
#[derive(Debug, Default)]
pub(super) struct Keys {
    objects: BTreeMap<ObjectName, String>,
    tables: BTreeMap<QualifiedName, String>,
    views: BTreeMap<QualifiedName, String>,
    enums: BTreeMap<QualifiedName, String>,
}

/// One of them, as it is written.
struct Entry {
    key: String,
    part: Part,
    note: Option<String>,
    on: Option<String>,
    after: Vec<String>,
    create: Vec<String>,
    drop: Vec<String>,
}

/// Writes all of them.
pub(super) fn write(out: &mut Writer, given: &Given<'_>, plain: &Plain, choice: &Choice) {
    let catalog = given.catalog;
    let mut raw = Raw {
        given,
        catalog,
        plain,
        choice,
        taken: Taken::default(),
        keys: Keys::default(),
        entries: Vec::new(),
    };
    raw.name_all();
    raw.enums();
    raw.free_objects();
    raw.tables();
    raw.parts();
    raw.views();
    raw.standing_objects();
    for entry in raw.entries {
        entry.write(out, catalog.dialect);
    }
}

struct Raw<'r> {
    given: &'r Given<'r>,
    catalog: &'r Catalog,
    plain: &'r Plain,
    choice: &'r Choice,
    taken: Taken,
    keys: Keys,
    entries: Vec<Entry>,
}

impl Raw<'_> {
    fn name_all(&mut self) {
        for name in self.catalog.objects.keys() {
            let key = self.taken.take(&object_key(name.as_str()));
            self.keys.objects.insert(name.clone(), key);
        }
        for name in self.catalog.enums.keys() {
            if self.plain.has(&Part::Enum(name.clone())) {
                let key = self.taken.take(&key(name.name.as_str(), "kind"));
                self.keys.enums.insert(name.clone(), key);
            }
        }
        for name in self.catalog.tables.keys() {
            if self.plain.is_raw(name) {
                let key = self.taken.take(&key(name.name.as_str(), "table"));
                self.keys.tables.insert(name.clone(), key);
            }
        }
        for view in self.catalog.views.values() {
            if is_raw_view(self.given, self.plain, self.choice, view) {
                let key = self.taken.take(&key(view.name.name.as_str(), "view"));
                self.keys.views.insert(view.name.clone(), key);
            }
        }
    }

    fn table(&self, name: &QualifiedName) -> Option<String> {
        match self.keys.tables.get(name) {
            Some(key) => Some(format!("objects.{key}")),
            None => self
                .choice
                .tables
                .get(name)
                .map(|named| format!("tables.{}", named.key)),
        }
    }

    fn view(&self, name: &QualifiedName) -> Option<String> {
        match self.keys.views.get(name) {
            Some(key) => Some(format!("objects.{key}")),
            None => self
                .choice
                .views
                .get(name)
                .map(|(key, _)| format!("views.{key}")),
        }
    }

    fn reference(&self, reference: &Reference) -> Option<String> {
        match reference {
            Reference::Table(name) => self.table(name),
            Reference::View(name) => self.view(name),
            Reference::Enum(name) => self.enumeration(name),
            Reference::Object(name) => self
                .keys
                .objects
                .get(name)
                .map(|key| format!("objects.{key}")),
        }
    }

    fn enumeration(&self, name: &QualifiedName) -> Option<String> {
        if let Some(key) = self.keys.enums.get(name) {
            return Some(format!("objects.{key}"));
        }
        let mut enums = self.choice.enums.iter();
        let found = enums.find(|(_, one)| one.native.as_ref() == Some(name));
        found.map(|(key, _)| format!("enums.{key}"))
    }

    fn enums(&mut self) {
        for (name, key) in &self.keys.enums {
            let Some(declared) = self.catalog.enums.get(name) else {
                continue;
            };
            let values: Vec<String> = declared
                .values
                .iter()
                .map(|value| quote::text(value))
                .collect();
            let quoted = quote::qualified(name);
            self.entries.push(Entry {
                key: key.clone(),
                part: Part::Enum(name.clone()),
                note: Some("an enum that the language cannot have".to_owned()),
                on: None,
                after: Vec::new(),
                create: vec![format!(
                    "CREATE TYPE {quoted} AS ENUM ({})",
                    values.join(", ")
                )],
                drop: vec![format!("DROP TYPE {quoted}")],
            });
        }
    }

    fn is_free(object: &Object) -> bool {
        object.on.is_none() && object.after.is_empty()
    }

    fn free_objects(&mut self) {
        for object in self
            .catalog
            .objects
            .values()
            .filter(|object| Self::is_free(object))
        {
            self.object(object);
        }
    }

    fn standing_objects(&mut self) {
        for object in self
            .catalog
            .objects
            .values()
            .filter(|object| !Self::is_free(object))
        {
            self.object(object);
        }
    }

    fn object(&mut self, object: &Object) {
        let Some(key) = self.keys.objects.get(&object.name).cloned() else {
            return;
        };
        let mut after: Vec<String> = object
            .after
            .iter()
            .filter_map(|one| self.reference(one))
            .collect();
        let on = object.on.as_ref().and_then(|table| self.table(table));
        let on = on.and_then(|on| {
            let table = on.strip_prefix("tables.").map(str::to_owned);
            if table.is_none() {
                after.push(on);
            }
            table
        });
        self.entries.push(Entry {
            key,
            part: Part::Object(object.name.clone()),
            note: None,
            on,
            after,
            create: object
                .create
                .iter()
                .cloned()
                .chain(self.said(object))
                .collect(),
            drop: object.drop.clone(),
        });
    }

    /// What statements of their own say of an object: a domain's checks, a comment. It goes with the object.
    fn said(&self, object: &Object) -> impl Iterator<Item = String> {
        let subject = Subject::Object(object.name.clone());
        let settings = self.catalog.settings.iter();
        settings
            .filter(move |((of, _), setting)| {
                matches!(of, Subject::Object(name) if *name == object.name) && !setting.access
            })
            .flat_map(move |(_, setting)| {
                let said = setting.set.iter().map(|saying| saying.of(&subject));
                said.collect::<Vec<_>>()
            })
    }

    fn tables(&mut self) {
        // Whatever type or function it speaks of is there before it.
        let free = self
            .catalog
            .objects
            .values()
            .filter(|object| Self::is_free(object));
        let mut before: Vec<String> = free
            .filter_map(|object| self.keys.objects.get(&object.name))
            .map(|key| format!("objects.{key}"))
            .collect();
        before.extend(
            self.catalog
                .enums
                .keys()
                .filter_map(|name| self.reference(&Reference::Enum(name.clone()))),
        );
        for (name, key) in &self.keys.tables {
            let Some(table) = self.catalog.tables.get(name) else {
                continue;
            };
            let mut alone = Table::clone(table);
            if self.catalog.dialect == Dialect::Postgres {
                alone.foreign_keys.clear();
            }
            self.entries.push(Entry {
                key: key.clone(),
                part: Part::Table(name.clone()),
                note: Some(why(table)),
                on: None,
                after: before.clone(),
                create: statements(self.catalog.dialect, alone),
                drop: vec![format!("DROP TABLE {}", quote::qualified(name))],
            });
        }
    }

    /// What stands on tables and is no part of their `CREATE TABLE`.
    fn parts(&mut self) {
        let catalog = self.catalog;
        for table in catalog.tables.values() {
            let is_raw = self.plain.is_raw(&table.name);
            let on = quote::qualified(&table.name);
            if !is_raw {
                for index in &table.indexes {
                    let part = Part::Index(table.name.clone(), index.name.clone());
                    let create = ddl::create_index(&table.name, index);
                    let drop = ddl::drop_index(&table.name.beside(index.name.clone()));
                    self.part(table, part, &index.name, create, drop);
                }
                for unique in &table.uniques {
                    let part = Part::Unique(table.name.clone(), unique.name.clone());
                    let (name, columns) =
                        (quote::ident(&unique.name), quote::idents(&unique.columns));
                    let (create, drop) = match catalog.dialect {
                        Dialect::Sqlite => (
                            format!("CREATE UNIQUE INDEX {name} ON {on} ({columns})"),
                            format!("DROP INDEX {name}"),
                        ),
                        Dialect::Postgres => (
                            format!("ALTER TABLE {on} ADD CONSTRAINT {name} UNIQUE ({columns})"),
                            format!("ALTER TABLE {on} DROP CONSTRAINT {name}"),
                        ),
                    };
                    self.part(table, part, &unique.name, create, drop);
                }
                for check in &table.checks {
                    let part = Part::Check(table.name.clone(), check.name.clone());
                    let name = quote::ident(&check.name);
                    let create = format!(
                        "ALTER TABLE {on} ADD CONSTRAINT {name} CHECK ({})",
                        check.expression.sql
                    );
                    let drop = format!("ALTER TABLE {on} DROP CONSTRAINT {name}");
                    self.part(table, part, &check.name, create, drop);
                }
            }
            if catalog.dialect == Dialect::Sqlite {
                continue;
            }
            for foreign_key in &table.foreign_keys {
                let part = Part::ForeignKey(table.name.clone(), foreign_key.name.clone());
                if !is_raw && !self.plain.has(&part) {
                    continue;
                }
                let name = quote::ident(&foreign_key.name);
                let columns = quote::idents(&foreign_key.columns);
                let references = ddl::references(foreign_key);
                let create = format!(
                    "ALTER TABLE {on} ADD CONSTRAINT {name} FOREIGN KEY ({columns}) {references}"
                );
                let drop = format!("ALTER TABLE {on} DROP CONSTRAINT {name}");
                let parent = self.table(&foreign_key.parent);
                self.entry(table, part, &foreign_key.name, (create, drop), parent);
            }
        }
    }

    fn part(&mut self, table: &Table, part: Part, name: &DbName, create: String, drop: String) {
        if self.plain.has(&part) {
            self.entry(table, part, name, (create, drop), None);
        }
    }

    fn entry(
        &mut self,
        table: &Table,
        part: Part,
        name: &DbName,
        (create, drop): (String, String),
        parent: Option<String>,
    ) {
        let key = self.taken.take(&key(name.as_str(), "constraint"));
        let mut after: Vec<String> = parent.into_iter().collect();
        let on = self
            .choice
            .tables
            .get(&table.name)
            .map(|named| named.key.clone());
        if on.is_none() {
            after.extend(self.table(&table.name));
        }
        after.dedup();
        let without = |sql: String| sql.trim_end().trim_end_matches(';').to_owned();
        self.entries.push(Entry {
            key,
            part,
            note: None,
            on,
            after,
            create: vec![without(create)],
            drop: vec![without(drop)],
        });
    }

    fn views(&mut self) {
        for view in self.catalog.views.values() {
            let Some(key) = self.keys.views.get(&view.name) else {
                continue;
            };
            let reads = view.reads.iter().filter_map(|relation| match relation {
                Relation::Table(name) => self.table(name),
                Relation::View(name) => self.view(name),
            });
            let create: Vec<String> = statements_of_view(self.catalog.dialect, view);

            self.entries.push(Entry {
                key: key.clone(),
                part: Part::View(view.name.clone()),
                note: Some(
                    "a view by its statement: write it under `[views]` to read it from Rust"
                        .to_owned(),
                ),
                on: None,
                after: reads.collect(),
                create,
                drop: vec![format!("DROP VIEW {}", quote::qualified(&view.name))],
            });
        }
    }
}

/// Whether a view goes by its statement: because somebody asked, or because nobody would know its columns, or their types.
pub(super) fn is_raw_view(given: &Given<'_>, plain: &Plain, choice: &Choice, view: &View) -> bool {
    let mut raw = vec![view];
    let mut seen = BTreeSet::new();
    // A view that reads one that goes by its statement goes so too.
    while let Some(view) = raw.pop() {
        let by_key = |relation: &Relation| match relation {
            Relation::Table(name) => choice
                .tables
                .get(name)
                .is_some_and(|named| named.key == name.name.as_str()),
            Relation::View(name) => choice
                .views
                .get(name)
                .is_some_and(|(key, _)| key == name.name.as_str()),
        };
        // A view of two databases would have one query for each, and columns of one type.
        if given.beside
            || plain.has(&Part::View(view.name.clone()))
            || view.columns.is_empty()
            || super::view::columns(given, view).is_none()
            || !view.reads.iter().all(by_key)
        {
            return true;
        }
        for relation in &view.reads {
            if let Relation::View(name) = relation
                && seen.insert(name.clone())
            {
                raw.extend(given.catalog.views.get(name));
            }
        }
    }
    false
}

fn why(table: &Table) -> String {
    if table.primary_key.is_none() {
        "a table without a primary key, which the language does not have".to_owned()
    } else {
        "a table by its statement: something of it has no word in the language".to_owned()
    }
}

/// What an object's name says of what it is.
const KINDS: [&str; 14] = [
    "materialized view ",
    "virtual table ",
    "trigger ",
    "function ",
    "procedure ",
    "policy ",
    "constraint ",
    "index ",
    "sequence ",
    "domain ",
    "type ",
    "view ",
    "table ",
    "object ",
];

fn object_key(name: &str) -> String {
    let rest = KINDS.iter().find_map(|kind| name.strip_prefix(kind));
    key(rest.unwrap_or(name), "object")
}

impl Entry {
    fn write(&self, out: &mut Writer, dialect: Dialect) {
        out.blank();
        if let Some(note) = &self.note {
            out.comment(&format!("review: {note}"));
        }
        let part = || Some(self.part.clone());
        out.line(part(), &format!("[{dialect}.objects.{}]", self.key));
        if let Some(on) = &self.on {
            out.line(part(), &format!("on     = {}", string(on)));
        }
        if !self.after.is_empty() {
            out.line(part(), &format!("after  = {}", list(&self.after)));
        }
        let several = |texts: &[String]| match texts {
            [one] => string(one),
            several => {
                let texts: Vec<String> = several
                    .iter()
                    .map(|text| format!("    {},\n", string(text)))
                    .collect();
                format!("[\n{}]", texts.concat())
            }
        };
        out.line(part(), &format!("create = {}", several(&self.create)));
        out.line(part(), &format!("drop   = {}", several(&self.drop)));
    }
}
