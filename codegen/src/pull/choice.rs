//! What everything is called and which type every column has, before a line is written.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::names::{Taken, key};
use super::plain::{Part, Plain};
use super::types::{self, Checked, Chosen, Evidence};
use super::{Given, Origin, check, declared};
use crate::catalog::model::{Column, ForeignKey, QualifiedName, Table};
use crate::dialect::Dialect;
use crate::name::DbName;
use crate::schema::rust_name::{row_of_key, singular};

/// Keys that no table can have.
const NO_TABLES: [&str; 8] = [
    "enums",
    "migrations",
    "lib",
    "mod",
    "main",
    "crate",
    "self",
    "super",
];
/// Keys that no column can have.
const NO_COLUMNS: [&str; 3] = ["crate", "self", "super"];
/// Names of the language's own types.
const TYPES: [&str; 16] = [
    "bool",
    "smallint",
    "int",
    "bigint",
    "real",
    "double",
    "text",
    "bytes",
    "uuid",
    "timestamp",
    "date",
    "time",
    "json",
    "decimal",
    "varchar",
    "enum",
];

/// An enum of the file.
#[derive(Debug, Clone)]
pub(super) struct Enumeration {
    pub(super) values: Vec<String>,
    /// Postgres' own.
    pub(super) native: Option<QualifiedName>,
    /// The column whose check it was read out of.
    pub(super) part: Part,
}

/// A table that the file has.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) key: String,
    pub(super) rust_name: Option<String>,
    pub(super) columns: IndexMap<DbName, String>,
    /// Each column's type.
    pub(super) types: BTreeMap<DbName, Chosen>,
    /// What each column references by itself, as a place among the table's foreign keys.
    pub(super) references: BTreeMap<DbName, usize>,
    /// Columns whose uniqueness another database says otherwise than by the column.
    pub(super) apart: BTreeSet<DbName>,
    /// Keys that this database numbers and another does not.
    pub(super) uncounted: BTreeSet<DbName>,
}

/// All that is decided.
#[derive(Debug, Default)]
pub(super) struct Choice {
    pub(super) enums: IndexMap<String, Enumeration>,
    pub(super) tables: IndexMap<QualifiedName, Named>,
    pub(super) views: BTreeMap<QualifiedName, (String, Option<String>)>,
}

impl Choice {
    pub(super) fn new(given: &Given<'_>, plain: &mut Plain) -> Self {
        let mut choice = Self::default();
        let mut rust_names = Taken::default();
        let mut enum_keys = Taken::of(&TYPES);
        for declared in given.catalog.enums.values() {
            let part = Part::Enum(declared.name.clone());
            if plain.has(&part) {
                continue;
            }
            let name = enum_key(declared.name.name.as_str(), &mut enum_keys, &mut rust_names);
            let enumeration = Enumeration {
                values: declared.values.clone(),
                native: Some(declared.name.clone()),
                part,
            };
            choice.enums.insert(name, enumeration);
        }
        leave_unspeakable(given, plain, &choice);
        let tables = given.catalog.tables.values();
        let tables: Vec<&Table> = tables
            .map(AsRef::as_ref)
            .filter(|table| !plain.is_raw(&table.name))
            .collect();
        let mut keys = Taken::of(&NO_TABLES);
        for table in &tables {
            let named = name_table(table, &mut keys, &mut rust_names);
            choice.tables.insert(table.name.clone(), named);
        }
        for view in given.catalog.views.values() {
            let name = keys.take(&key(view.name.name.as_str(), "view"));
            let rust_name = rust_name(&name, &mut rust_names);
            choice.views.insert(view.name.clone(), (name, rust_name));
        }
        for table in &tables {
            for column in table.columns.values() {
                let chosen = choice.column(
                    given,
                    plain,
                    table,
                    column,
                    (&mut enum_keys, &mut rust_names),
                );
                if let Some(named) = choice.tables.get_mut(&table.name) {
                    named.types.insert(column.name.clone(), chosen);
                }
            }
        }
        choice.refer(&tables, plain);
        choice.agree(&tables);
        choice
    }

    fn column(
        &mut self,
        given: &Given<'_>,
        plain: &Plain,
        table: &Table,
        column: &Column,
        (keys, rust_names): (&mut Taken, &mut Taken),
    ) -> Chosen {
        let part = Part::Column(table.name.clone(), column.name.clone());
        let is_plain = plain.has(&part);
        let checked = check::of(table, &column.name).filter(|_| !is_plain);
        let evidence = evidence(given, &table.name, &column.name);
        if let Some(name) = native(self, &column.sql_type) {
            return Chosen::plain(name);
        }
        let chosen = match given.catalog.dialect {
            Dialect::Sqlite if counts(table, column, Dialect::Sqlite) => Chosen::plain("bigint"),
            Dialect::Sqlite => types::sqlite(column, &evidence, checked.as_ref(), is_plain),
            // One without a type was made a statement before.
            Dialect::Postgres => types::postgres(
                &column.sql_type,
                column.name.as_str(),
                &evidence,
                checked.as_ref(),
                is_plain,
            )
            .unwrap_or_else(|| Chosen::plain("text")),
        };
        let looked = given.seen.relations.contains_key(&table.name);
        let chosen = if given.origin == Origin::Drizzle && !looked && !is_plain {
            let key = self
                .tables
                .get(&table.name)
                .and_then(|named| named.columns.get(&column.name));
            let key = key.map_or(column.name.as_str(), String::as_str);
            let counted = counts(table, column, given.catalog.dialect);
            if counted {
                chosen
            } else {
                declared::better(column, chosen, key, given.catalog.dialect)
            }
        } else {
            chosen
        };
        let is_text = chosen.ty == "text" || chosen.ty.starts_with("varchar");
        match checked {
            Some(Checked::OneOf(values)) if is_text && column.collation.is_none() => {
                let wanted = format!(
                    "{}_{}",
                    singular(&key(table.name.name.as_str(), "table")),
                    key(column.name.as_str(), "column")
                );
                let name = enum_key(&wanted, keys, rust_names);
                let enumeration = Enumeration {
                    values,
                    native: None,
                    part,
                };
                self.enums.insert(name.clone(), enumeration);
                Chosen {
                    guess: Some("a check lists what it holds".to_owned()),
                    ..Chosen::plain(name)
                }
            }
            Some(Checked::Json) if is_text && given.catalog.dialect == Dialect::Sqlite => Chosen {
                guess: Some("a check wants JSON".to_owned()),
                ..Chosen::plain("json")
            },
            Some(Checked::OneOf(_) | Checked::Json | Checked::Truth) | None => chosen,
        }
    }

    /// Lets columns reference the one key that they are of, in no circle.
    fn refer(&mut self, tables: &[&Table], plain: &Plain) {
        for table in tables {
            for (at, foreign_key) in table.foreign_keys.iter().enumerate() {
                let part = Part::ForeignKey(table.name.clone(), foreign_key.name.clone());
                let ([column], [parent]) = (&*foreign_key.columns, &*foreign_key.parent_columns)
                else {
                    continue;
                };
                let is_itself = foreign_key.parent == table.name && column == parent;
                let counts = table
                    .columns
                    .get(column)
                    .is_some_and(|found| is_counted(table, found));
                if is_itself
                    || counts
                    || plain.has(&part)
                    || !self.tables.contains_key(&foreign_key.parent)
                {
                    continue;
                }
                if let Some(named) = self.tables.get_mut(&table.name) {
                    named.references.entry(column.clone()).or_insert(at);
                }
            }
        }
        let by_name: BTreeMap<&QualifiedName, &Table> =
            tables.iter().map(|table| (&table.name, *table)).collect();
        for table in tables {
            for column in table.columns.keys() {
                if self.is_circular(&by_name, table, column)
                    && let Some(named) = self.tables.get_mut(&table.name)
                {
                    named.references.remove(column);
                }
            }
        }
    }

    /// What a column references, if it does.
    pub(super) fn reference<'t>(
        &self,
        table: &'t Table,
        column: &DbName,
    ) -> Option<&'t ForeignKey> {
        let at = self.tables.get(&table.name)?.references.get(column)?;
        table.foreign_keys.get(*at)
    }

    fn next<'t>(
        &self,
        by_name: &BTreeMap<&QualifiedName, &'t Table>,
        table: &'t Table,
        column: &DbName,
    ) -> Option<(&'t Table, &'t DbName)> {
        let foreign_key = self.reference(table, column)?;
        let parent = by_name.get(&foreign_key.parent)?;
        Some((parent, foreign_key.parent_columns.first()?))
    }

    fn is_circular(
        &self,
        by_name: &BTreeMap<&QualifiedName, &Table>,
        table: &Table,
        column: &DbName,
    ) -> bool {
        let mut seen = BTreeSet::new();
        let mut at = self.next(by_name, table, column);
        while let Some((table_there, column_there)) = at {
            if table_there.name == table.name && column_there == column {
                return true;
            }
            if !seen.insert((table_there.name.clone(), column_there.clone())) {
                return false;
            }
            at = self.next(by_name, table_there, column_there);
        }
        false
    }

    /// A column is of its key's type.
    fn agree(&mut self, tables: &[&Table]) {
        let by_name: BTreeMap<&QualifiedName, &Table> =
            tables.iter().map(|table| (&table.name, *table)).collect();
        let mut agreed = Vec::new();
        for table in tables {
            for column in table.columns.keys() {
                let mut end = None;
                let mut at = self.next(&by_name, table, column);
                while let Some((table_there, column_there)) = at {
                    end = Some((table_there.name.clone(), column_there.clone()));
                    at = self.next(&by_name, table_there, column_there);
                }
                agreed.extend(end.map(|end| (table.name.clone(), column.clone(), end)));
            }
        }
        for (table, column, (of, key)) in agreed {
            self.take_type(&table, &column, &of, &key);
        }
        for table in tables {
            for foreign_key in &table.foreign_keys {
                for (column, parent) in foreign_key.columns.iter().zip(&foreign_key.parent_columns)
                {
                    if self.reference(table, column).is_none() {
                        self.take_type(&table.name, column, &foreign_key.parent, parent);
                    }
                }
            }
        }
    }

    fn take_type(
        &mut self,
        table: &QualifiedName,
        column: &DbName,
        of: &QualifiedName,
        key: &DbName,
    ) {
        let theirs = self.tables.get(of).and_then(|named| named.types.get(key));
        let Some(theirs) = theirs.map(|theirs| (theirs.ty.clone(), theirs.storage)) else {
            return;
        };
        if let Some(own) = self
            .tables
            .get_mut(table)
            .and_then(|named| named.types.get_mut(column))
        {
            *own = Chosen {
                storage: theirs.1,
                ..Chosen::plain(theirs.0)
            };
        }
    }

    /// The columns of a list, by their keys.
    pub(super) fn keys<'c>(&'c self, table: &QualifiedName, columns: &[DbName]) -> Vec<&'c str> {
        let named = self.tables.get(table);
        let found = columns
            .iter()
            .filter_map(|column| named?.columns.get(column));
        found.map(String::as_str).collect()
    }
}

/// The enum of a type of Postgres' own.
fn native(choice: &Choice, sql_type: &str) -> Option<String> {
    let found = choice.enums.iter().find(|(_, one)| {
        let native = one.native.as_ref();
        native.is_some_and(|native| crate::catalog::quote::qualified(native) == sql_type)
    });
    found.map(|(key, _)| key.clone())
}

/// What the rows say of a column.
pub(super) fn evidence(given: &Given<'_>, table: &QualifiedName, column: &DbName) -> Evidence {
    let rows = given.seen.relations.get(table);
    rows.map_or_else(Evidence::default, |rows| Evidence {
        rows: rows.rows,
        seen: rows.columns.get(column).copied().unwrap_or_default(),
    })
}

/// Whether the database numbers the column: on SQLite any key that is another name of the rowid.
pub(super) fn counts(table: &Table, column: &Column, dialect: Dialect) -> bool {
    let is_key = table.key_columns() == [column.name.clone()];
    is_key
        && match dialect {
            Dialect::Sqlite => {
                column.sql_type == "INTEGER"
                    && !table.sqlite.without_rowid
                    && column.default.is_none()
            }
            Dialect::Postgres => column.identity.is_some() || column.serial().is_some(),
        }
}

/// Whether the database numbers it, so that its value is no parent's.
fn is_counted(table: &Table, column: &Column) -> bool {
    let dialect = if column.identity.is_some() {
        Dialect::Postgres
    } else {
        Dialect::Sqlite
    };
    column.identity.is_some()
        || column.serial().is_some()
        || (column.sql_type == "INTEGER" && counts(table, column, dialect))
}

/// What the language cannot say at all goes by its statement.
fn leave_unspeakable(given: &Given<'_>, plain: &mut Plain, choice: &Choice) {
    let catalog = given.catalog;
    for table in catalog.tables.values() {
        let odd = |column: &Column| {
            let has_type = match catalog.dialect {
                Dialect::Sqlite => true,
                Dialect::Postgres => {
                    native(choice, &column.sql_type).is_some()
                        || types::postgres(&column.sql_type, "", &Evidence::default(), None, true)
                            .is_some()
                }
            };
            let counter = column.identity.as_ref().is_some_and(|identity| {
                identity.counter.is_some() || !counts(table, column, catalog.dialect)
            });
            !has_type || counter
        };
        if table.primary_key.is_none()
            || table.columns.is_empty()
            || table.columns.values().any(odd)
        {
            plain.add(Part::Table(table.name.clone()), catalog);
        }
    }
    // A key of what is a statement is one too; on SQLite it takes its table along.
    loop {
        let mut more = Vec::new();
        for table in catalog
            .tables
            .values()
            .filter(|table| !plain.is_raw(&table.name))
        {
            for key in &table.foreign_keys {
                let part = Part::ForeignKey(table.name.clone(), key.name.clone());
                let is_there =
                    catalog.tables.contains_key(&key.parent) && !plain.is_raw(&key.parent);
                if (!is_there || key.parent_columns.is_empty()) && !plain.has(&part) {
                    more.push(part);
                }
            }
        }
        if more.is_empty() {
            return;
        }
        for part in more {
            plain.add(part, catalog);
        }
    }
}

fn enum_key(wanted: &str, keys: &mut Taken, rust_names: &mut Taken) -> String {
    use heck::ToUpperCamelCase;
    loop {
        let name = keys.take(&key(wanted, "values"));
        if rust_names.insert(&name.to_upper_camel_case()) {
            return name;
        }
    }
}

fn rust_name(key: &str, taken: &mut Taken) -> Option<String> {
    let usual = row_of_key(key);
    if taken.insert(&usual) {
        return None;
    }
    let mut name = format!("{usual}Row");
    while !taken.insert(&name) {
        name.push_str("Row");
    }
    Some(name)
}

fn name_table(table: &Table, keys: &mut Taken, rust_names: &mut Taken) -> Named {
    let name = keys.take(&key(table.name.name.as_str(), "table"));
    let rust_name = rust_name(&name, rust_names);
    let mut taken = Taken::of(&NO_COLUMNS);
    let columns = table.columns.keys();
    let columns =
        columns.map(|column| (column.clone(), taken.take(&key(column.as_str(), "column"))));
    Named {
        columns: columns.collect(),
        key: name,
        rust_name,
        types: BTreeMap::new(),
        references: BTreeMap::new(),
        apart: BTreeSet::new(),
        uncounted: BTreeSet::new(),
    }
}
