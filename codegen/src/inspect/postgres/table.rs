//! Tables and their columns.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::known::Known;
use super::text::settled;
use super::{Reader, named, names, rows};
use crate::catalog::model::{
    Column, Counter, Expression, Family, Fill, Identity, Piece, QualifiedName, Reference, Relation,
    Subject, Table,
};
use crate::catalog::{naming, quote};
use crate::name::{DbName, ObjectName};

impl Reader {
    pub(super) fn tables(&mut self, tables: Vec<rows::Table>) {
        for table in &tables {
            let name = named(table.schema.clone(), table.name.as_str());
            self.relations
                .insert(table.id, Relation::Table(name.clone()));
            self.tables.insert(table.id, name);
        }
        for table in parents_first(tables) {
            let Some(name) = self.tables.get(&table.id).cloned() else {
                continue;
            };
            let subject = Subject::Table(name.clone());
            let known = Known {
                subject: subject.clone(),
                reference: Some(Reference::Table(name.clone())),
                word: "TABLE",
                called: vec![Piece::Whole],
            };
            self.know("pg_class", table.id, known);
            let alter = || [Piece::from("ALTER TABLE "), Piece::Whole];
            let words = |words: &str| alter().into_iter().chain([words.into()]);
            if table.unlogged {
                let (set, unset) = (words(" SET UNLOGGED"), words(" SET LOGGED"));
                self.say_in_words(&subject, "unlogged", set, unset);
            }
            let replica = match table.replica.as_str() {
                "f" => " REPLICA IDENTITY FULL",
                "n" => " REPLICA IDENTITY NOTHING",
                _ => "",
            };
            if !replica.is_empty() {
                let (set, unset) = (words(replica), words(" REPLICA IDENTITY DEFAULT"));
                self.say_in_words(&subject, "replica identity", set, unset);
            }
            self.options(&subject, &alter(), table.options);
            if table.row_security || table.forced {
                self.row_security(&name, table.row_security, table.forced);
            }
            let parents = table.parents.into_iter().flatten();
            let parents = parents.filter_map(|id| self.tables.get(&id).cloned());
            let family = Family {
                partitioned_by: table.partitioned_by,
                parents: parents.collect(),
                bound: table.bound,
                inherited: BTreeSet::new(),
            };
            let empty = Table {
                comment: table.comment,
                family,
                ..Table::new(name.clone())
            };
            self.catalog.tables.insert(name, Arc::new(empty));
        }
    }

    /// How a column is kept, where that is not as its type is.
    fn keeping(&mut self, table: &QualifiedName, column: &rows::Column) {
        let of = Subject::Column(table.clone(), DbName::new(column.name.as_str()));
        let alter = || {
            [
                Piece::from("ALTER TABLE "),
                Piece::Whole,
                " ALTER COLUMN ".into(),
                Piece::Name,
            ]
        };
        let words = |words: String| alter().into_iter().chain([words.into()]);
        let storage = column
            .rare
            .storage
            .as_deref()
            .and_then(|letter| match letter {
                "p" => Some("PLAIN"),
                "e" => Some("EXTERNAL"),
                "m" => Some("MAIN"),
                "x" => Some("EXTENDED"),
                _ => None,
            });
        if let Some(storage) = storage {
            // `SET STORAGE DEFAULT` came with version 16 only.
            let usual = if column.ty.starts_with("numeric") {
                "MAIN"
            } else {
                "EXTENDED"
            };
            let (set, unset) = (
                words(format!(" SET STORAGE {storage}")),
                words(format!(" SET STORAGE {usual}")),
            );
            self.say_in_words(&of, "storage", set, unset);
        }
        if let Some(target) = column.rare.statistics {
            let (set, unset) = (
                words(format!(" SET STATISTICS {target}")),
                words(" SET STATISTICS -1".to_owned()),
            );
            self.say_in_words(&of, "statistics", set, unset);
        }
        let compression = match column.rare.compression.as_deref() {
            Some("p") => "pglz",
            Some("l") => "lz4",
            Some(_) | None => "",
        };
        if !compression.is_empty() {
            let (set, unset) = (
                words(format!(" SET COMPRESSION {compression}")),
                words(" SET COMPRESSION DEFAULT".to_owned()),
            );
            self.say_in_words(&of, "compression", set, unset);
        }
        self.options(&of, &alter(), column.rare.options.clone());
    }

    pub(super) fn table(&mut self, id: i64) -> Option<&mut Table> {
        let name = self.tables.get(&id)?;
        self.catalog.tables.get_mut(name).map(Arc::make_mut)
    }

    /// Also gives the sequences that are part of their columns' types.
    pub(super) fn columns(&mut self, columns: Vec<rows::Column>) -> BTreeSet<QualifiedName> {
        let mut serials = BTreeSet::new();
        for column in columns {
            let Some(table) = self.tables.get(&column.table).cloned() else {
                continue;
            };
            let serial = serial(&table, &column);
            if serial.is_some()
                && let Some(sequence) = &column.rare.counts
            {
                serials.insert(named(sequence.schema.clone(), sequence.name.as_str()));
            }
            let id = column.table;
            let name = DbName::new(column.name.as_str());
            self.numbers.insert((id, column.number), name);
            let of_enum = column.rare.own_type.as_deref().and_then(|own| {
                let name = named(column.rare.own_schema.clone(), own);
                self.catalog.enums.get(&name)?.values.first().cloned()
            });
            self.keeping(&table, &column);
            let inherited = column.rare.inherited;
            let mut column = read(column, serial);
            if let Some(value) = of_enum.filter(|_| !column.sql_type.ends_with("[]")) {
                column.fill.neutral = quote::text(&value);
            }
            if let Some(table) = self.table(id) {
                if inherited {
                    table.family.inherited.insert(column.name.clone());
                }
                table.columns.insert(column.name.clone(), column);
            }
        }
        serials
    }
}

/// A table after those that it is a part of, otherwise as given.
fn parents_first(tables: Vec<rows::Table>) -> Vec<rows::Table> {
    let parents: BTreeMap<i64, Vec<i64>> = tables
        .iter()
        .map(|table| (table.id, table.parents.clone().unwrap_or_default()))
        .collect();
    let depth = |id: i64| {
        let mut depth = 0;
        let mut above = parents.get(&id).cloned().unwrap_or_default();
        while !above.is_empty() && depth < parents.len() {
            depth += 1;
            above = above
                .iter()
                .filter_map(|id| parents.get(id))
                .flatten()
                .copied()
                .collect();
        }
        depth
    };
    let mut tables = tables;
    tables.sort_by_cached_key(|table| depth(table.id));
    tables
}

/// `serial` and its like, where the default and the sequence are as that writes them.
fn serial(table: &QualifiedName, column: &rows::Column) -> Option<&'static str> {
    let ty = match column.ty.as_str() {
        "smallint" => "smallserial",
        "integer" => "serial",
        "bigint" => "bigserial",
        _ => return None,
    };
    let sequence = column.rare.counts.as_ref()?;
    let usual = naming::sequence_name(&table.name, &DbName::new(column.name.as_str()));
    let is_usual = column.not_null
        && column.rare.identity.is_empty()
        && sequence.name == usual.as_str()
        && sequence.schema.as_deref() == table.schema.as_ref().map(DbName::as_str)
        && column.rare.counter == Some(Counter::of_type(&column.ty))
        && column.default.as_deref().is_some_and(|default| {
            default.starts_with("nextval(") && default.ends_with("::regclass)")
        });
    is_usual.then_some(ty)
}

fn read(column: rows::Column, serial: Option<&'static str>) -> Column {
    let sql_type = match (serial, column.rare.own_type) {
        (Some(serial), _) => serial.to_owned(),
        (None, Some(own)) => {
            let name = named(column.rare.own_schema, own);
            let list = if column.rare.is_list { "[]" } else { "" };
            format!("{}{list}", quote::qualified(&name))
        }
        (None, None) => column.ty,
    };
    let identity = (!column.rare.identity.is_empty()).then(|| Identity {
        always: column.rare.identity == "a",
        counter: column
            .rare
            .counter
            .filter(|counter| *counter != Counter::of_type(&sql_type)),
    });
    let is_computed = !column.rare.generated.is_empty();
    let expression = column.default.filter(|_| serial.is_none());
    let (generated, default) = if is_computed {
        (expression, None)
    } else {
        (None, expression)
    };
    Column {
        fill: Fill {
            generated: None,
            neutral: neutral(&sql_type),
        },
        name: DbName::new(column.name),
        sql_type,
        meaning: None,
        collation: column.collation,
        nullable: !column.not_null,
        default,
        generated: generated.map(|sql| Expression {
            sql: settled(&sql),
            columns: Some(names(column.rare.reads)),
        }),
        is_virtual: column.rare.generated == "v",
        identity,
        comment: column.rare.comment,
    }
}

/// What a row gets that has nothing, in a column that has to have something.
pub(crate) fn neutral(sql_type: &str) -> String {
    let word = sql_type.split(['(', ' ']).next().unwrap_or_default();
    match word {
        _ if sql_type.ends_with("[]") => "'{}'".to_owned(),
        "smallint" | "integer" | "bigint" | "numeric" | "real" | "double" => "0".to_owned(),
        "boolean" => "false".to_owned(),
        "json" | "jsonb" => "'{}'".to_owned(),
        "uuid" => "'00000000-0000-0000-0000-000000000000'".to_owned(),
        "timestamp" | "date" => "'1970-01-01'".to_owned(),
        "time" => "'00:00'".to_owned(),
        "interval" => "'0'".to_owned(),
        _ => "''".to_owned(),
    }
}

/// How an object is called that has no name of its own in the schema language.
pub(crate) fn object_name(what: &str, name: &impl std::fmt::Display) -> ObjectName {
    ObjectName::new(format!("{what} {name}"))
}
