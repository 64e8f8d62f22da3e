//! The catalog under new names, and the changes that make it so.

use std::sync::Arc;

use indexmap::IndexMap;

use super::index_room::rooms;
use super::sequence::{Sequence, sequence};
use super::{Renames, text};
use crate::catalog::model::{
    Catalog, Check, Column, Enum, Expression, Family, ForeignKey, Index, IndexKey, IndexPart, Part,
    QualifiedName, Reference, Relation, Subject, Table, Unique,
};
use crate::catalog::{naming, quote, unnamed};
use crate::dialect::Dialect;
use crate::diff::Change;
use crate::name::DbName;

type Names<N> = IndexMap<N, N>;

/// What everything is called when the renames are carried out; by the names that there are now.
struct Naming {
    enums: Names<QualifiedName>,
    tables: Names<QualifiedName>,
    /// By the tables' names as they are now.
    columns: IndexMap<QualifiedName, Names<DbName>>,
}

impl Renames {
    /// What the catalog is under the new names, and the changes in their order.
    pub(in crate::diff) fn apply(&self, from: &Catalog) -> (Catalog, Vec<Change>) {
        let mut changes = Vec::new();
        let enums = outer(&self.enums, from.enums.keys(), from.dialect);
        changes.extend(
            enums
                .steps
                .into_iter()
                .map(|(from, to)| Change::RenameEnum { from, to }),
        );
        let tables = outer(&self.tables, from.tables.keys(), from.dialect);
        let rooms = rooms(from, tables.steps.iter().map(|(_, to)| to));
        changes.extend(rooms.iter().map(|room| room.change.clone()));
        changes.extend(
            tables
                .steps
                .into_iter()
                .map(|(from, to)| Change::RenameTable { from, to }),
        );
        let mut naming = Naming {
            enums: enums.names,
            tables: tables.names,
            columns: IndexMap::new(),
        };
        for (old, table) in &from.tables {
            let new = naming.tables.get(old).unwrap_or(old);
            let Some(columns) = self.columns.get(new) else {
                continue;
            };
            let folded = |name: &DbName| folded(name.as_str(), from.dialect);
            let taken = table.columns.keys().cloned();
            let found = sequence(columns, taken, folded, naming::aside);
            changes.extend(found.steps.into_iter().map(|(from, to)| {
                let table = new.clone();
                Change::RenameColumn { table, from, to }
            }));
            naming.columns.insert(old.clone(), found.names);
        }
        self.rename_values(from, &naming, &mut changes);
        if from.dialect == Dialect::Postgres {
            changes.extend(naming.sequences(from));
        }
        let mut catalog = naming.catalog(from, self);
        for room in &rooms {
            if let Some(table) = catalog.tables.get_mut(&naming.table(&room.table)) {
                room.make(table);
            }
        }
        (catalog, changes)
    }

    fn rename_values(&self, from: &Catalog, naming: &Naming, changes: &mut Vec<Change>) {
        for declared in from.enums.values() {
            let name = naming.enumeration(&declared.name);
            if let Some(values) = self.native_values.get(&name) {
                let taken = declared.values.iter().cloned();
                let aside =
                    |value: &String| naming::aside(&DbName::new(value.as_str())).to_string();
                let found = sequence(values, taken, String::clone, aside);
                changes.extend(found.steps.into_iter().map(|(from, to)| {
                    let name = name.clone();
                    Change::RenameEnumValue { name, from, to }
                }));
            }
        }
        for ((table, column), values) in &self.text_values {
            changes.push(Change::RenameValues {
                table: table.clone(),
                column: column.clone(),
                values: values
                    .iter()
                    .map(|(from, to)| (from.clone(), to.clone()))
                    .collect(),
            });
        }
    }
}

fn outer<'n>(
    renames: &Names<QualifiedName>,
    taken: impl Iterator<Item = &'n QualifiedName>,
    dialect: Dialect,
) -> Sequence<QualifiedName> {
    sequence(
        renames,
        taken.cloned(),
        |name| folded(&name.to_string(), dialect),
        |name| name.beside(naming::aside(&name.name)),
    )
}

/// What makes two names one: SQLite's ignore case (<https://www.sqlite.org/lang_keywords.html>).
pub(super) fn folded(name: &str, dialect: Dialect) -> String {
    match dialect {
        Dialect::Sqlite => name.to_ascii_lowercase(),
        Dialect::Postgres => name.to_owned(),
    }
}

impl Naming {
    fn table(&self, name: &QualifiedName) -> QualifiedName {
        self.tables.get(name).unwrap_or(name).clone()
    }

    fn enumeration(&self, name: &QualifiedName) -> QualifiedName {
        self.enums.get(name).unwrap_or(name).clone()
    }

    fn column(&self, table: &QualifiedName, name: &DbName) -> DbName {
        let columns = self.columns.get(table);
        let new = columns.and_then(|columns| columns.get(name));
        new.unwrap_or(name).clone()
    }

    fn subject(&self, of: &Subject) -> Subject {
        match of {
            Subject::Enum(name) => Subject::Enum(self.enumeration(name)),
            Subject::Table(name) => Subject::Table(self.table(name)),
            Subject::Column(table, name) => {
                Subject::Column(self.table(table), self.column(table, name))
            }
            Subject::Part(table, name) => Subject::Part(self.table(table), name.clone()),
            Subject::Database
            | Subject::Schema(_)
            | Subject::Extension(_)
            | Subject::View(_)
            | Subject::Object(_) => of.clone(),
        }
    }

    fn part(&self, table: &QualifiedName, part: &Part) -> (QualifiedName, Part) {
        let new = match part {
            Part::Column(name) => Part::Column(self.column(table, name)),
            Part::Named(_) => part.clone(),
        };
        (self.table(table), new)
    }

    fn columns(&self, table: &QualifiedName, names: &[DbName]) -> Vec<DbName> {
        let columns = self.columns.get(table);
        let new = |name: &DbName| {
            columns
                .and_then(|columns| columns.get(name))
                .unwrap_or(name)
                .clone()
        };
        names.iter().map(new).collect()
    }

    fn catalog(&self, from: &Catalog, renames: &Renames) -> Catalog {
        let mut catalog = Catalog {
            dialect: from.dialect,
            schemas: from.schemas.clone(),
            extensions: from.extensions.clone(),
            extension_schemas: from.extension_schemas.clone(),
            enums: IndexMap::with_capacity(from.enums.len()),
            tables: IndexMap::with_capacity(from.tables.len()),
            views: from.views.clone(),
            objects: from.objects.clone(),
            settings: from
                .settings
                .iter()
                .map(|((of, what), setting)| ((self.subject(of), what.clone()), setting.clone()))
                .collect(),
            uses: from
                .uses
                .iter()
                .map(|(object, parts)| {
                    let parts = parts.iter().map(|(table, part)| self.part(table, part));
                    (object.clone(), parts.collect())
                })
                .collect(),
        };
        for declared in from.enums.values() {
            let name = self.enumeration(&declared.name);
            let values = renames.native_values.get(&name);
            let new = |value: &String| {
                let to = values.and_then(|values| values.get(value));
                to.unwrap_or(value).clone()
            };
            let values = declared.values.iter().map(new).collect();
            catalog.enums.insert(name.clone(), Enum { name, values });
        }
        for table in from.tables.values() {
            // Of many tables few have anything to do with what is renamed: the others stay the catalog's own.
            let table = if self.concerns(table) {
                Arc::new(self.whole_table(table))
            } else {
                Arc::clone(table)
            };
            catalog.tables.insert(table.name.clone(), table);
        }
        for view in catalog.views.values_mut() {
            for relation in &mut view.reads {
                match relation {
                    Relation::Table(name) => *name = self.table(name),
                    Relation::View(_) => {}
                }
            }
        }
        for object in catalog.objects.values_mut() {
            if let Some(on) = &mut object.on {
                *on = self.table(on);
            }
            for reference in &mut object.after {
                match reference {
                    Reference::Table(name) => *name = self.table(name),
                    Reference::Enum(name) => *name = self.enumeration(name),
                    Reference::View(_) | Reference::Object(_) => {}
                }
            }
        }
        catalog
    }

    /// Whether anything in the table speaks of what gets another name. An enum's value has no place in it.
    fn concerns(&self, table: &Table) -> bool {
        let is_renamed = |name: &QualifiedName| {
            self.tables.contains_key(name) || self.columns.contains_key(name)
        };
        is_renamed(&table.name)
            || table.foreign_keys.iter().any(|key| is_renamed(&key.parent))
            || table.family.parents.iter().any(is_renamed)
            || (!self.enums.is_empty()
                && table
                    .columns
                    .values()
                    .any(|column| self.renamed_type(&column.sql_type).is_some()))
    }

    fn whole_table(&self, table: &Table) -> Table {
        let none = IndexMap::new();
        let names = self.columns.get(&table.name).unwrap_or(&none);
        let expression = |expression: &Expression| text::renamed(expression, names);
        let here = |columns: &[DbName]| self.columns(&table.name, columns);
        let columns = table.columns.values().map(|column| {
            let name = names.get(&column.name).unwrap_or(&column.name).clone();
            let renamed = Column {
                name: name.clone(),
                sql_type: self
                    .renamed_type(&column.sql_type)
                    .unwrap_or_else(|| column.sql_type.clone()),
                generated: column.generated.as_ref().map(expression),
                ..column.clone()
            };
            (name, renamed)
        });
        unnamed::followed(Table {
            name: self.table(&table.name),
            comment: table.comment.clone(),
            sqlite: table.sqlite,
            columns: columns.collect(),
            primary_key: table
                .primary_key
                .as_ref()
                .map(|key| crate::catalog::model::PrimaryKey {
                    name: key.name.clone(),
                    columns: here(&key.columns),
                }),
            uniques: table
                .uniques
                .iter()
                .map(|unique| Unique {
                    columns: here(&unique.columns),
                    ..unique.clone()
                })
                .collect(),
            checks: table
                .checks
                .iter()
                .map(|check| Check {
                    name: check.name.clone(),
                    expression: expression(&check.expression),
                })
                .collect(),
            foreign_keys: table
                .foreign_keys
                .iter()
                .map(|key| ForeignKey {
                    columns: here(&key.columns),
                    parent: self.table(&key.parent),
                    parent_columns: self.columns(&key.parent, &key.parent_columns),
                    ..key.clone()
                })
                .collect(),
            indexes: table
                .indexes
                .iter()
                .map(|index| Index {
                    parts: index
                        .parts
                        .iter()
                        .map(|part| IndexPart {
                            key: match &part.key {
                                IndexKey::Column(name) => {
                                    IndexKey::Column(names.get(name).unwrap_or(name).clone())
                                }
                                IndexKey::Expression(text) => {
                                    IndexKey::Expression(expression(text))
                                }
                            },
                            ..part.clone()
                        })
                        .collect(),
                    include: here(&index.include),
                    predicate: index.predicate.as_ref().map(expression),
                    ..index.clone()
                })
                .collect(),
            definition: table.definition.clone(),
            family: Family {
                parents: table
                    .family
                    .parents
                    .iter()
                    .map(|name| self.table(name))
                    .collect(),
                inherited: here(&table.family.inherited.iter().cloned().collect::<Vec<_>>())
                    .into_iter()
                    .collect(),
                ..table.family.clone()
            },
        })
    }

    /// A native enum is a type under its name.
    fn renamed_type(&self, sql_type: &str) -> Option<String> {
        let mut renamed = self.enums.iter();
        let found = renamed.find(|(from, _)| quote::qualified(from) == sql_type);
        found.map(|(_, to)| quote::qualified(to).into_owned())
    }

    /// Postgres names an identity's sequence after its table and column, once; the name is made to follow.
    fn sequences(&self, from: &Catalog) -> Vec<Change> {
        let mut renames: Names<QualifiedName> = IndexMap::new();
        for table in from.tables.values() {
            let numbered = table
                .columns
                .values()
                .filter(|column| column.identity.is_some() || column.serial().is_some());
            for column in numbered {
                let new = self.table(&table.name);
                let name = self.columns(&table.name, std::slice::from_ref(&column.name));
                let Some(name) = name.first() else {
                    continue;
                };
                let before = naming::sequence_name(&table.name.name, &column.name);
                // It has followed its table into another schema by then.
                let (before, after) = (new.beside(before), naming::sequence_name(&new.name, name));
                let after = new.beside(after);
                if before != after {
                    renames.insert(before, after);
                }
            }
        }
        let taken: Vec<QualifiedName> = renames.keys().cloned().collect();
        let found = outer(&renames, taken.iter(), Dialect::Postgres);
        let steps = found.steps.into_iter();
        steps
            .map(|(from, to)| Change::RenameSequence { from, to })
            .collect()
    }
}
