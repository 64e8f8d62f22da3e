//! Edits of a schema by chance: every kind of change that the diff engine knows.

mod piece;

use super::draw::{ACTIONS, DEFERRABLE, Drawing};
use super::schema::{Column, Given, PartKind, SCHEMAS, Schema, Storage, Table, Ty};
use piece::{
    column_comes, column_goes, column_is_renamed, foreign_key_comes, part_changes, part_comes,
    part_goes, type_changes,
};

type Edit = fn(&mut Drawing, &mut Schema) -> Option<()>;

/// How often an edit is drawn before a pair has fewer of them.
const ATTEMPTS: usize = 6;

impl Drawing {
    /// The schema after up to `count` edits.
    pub fn edited(&mut self, before: &Schema, count: usize) -> Schema {
        let mut schema = before.clone();
        for _ in 0..count {
            for _ in 0..ATTEMPTS {
                let edit = self.random.pick(&EDITS);
                if self.attempt(&mut schema, Some(before), edit) {
                    break;
                }
            }
        }
        // What is an old SQLite for the one is for the other: the migration is made for one.
        schema.old_sqlite = before.old_sqlite;
        schema
    }

    fn a_table<'s>(&mut self, schema: &'s mut Schema) -> Option<&'s mut Table> {
        let at = self.random.below(schema.tables.len());
        schema.tables.get_mut(at)
    }

    fn any_column<'s>(&mut self, schema: &'s mut Schema) -> Option<&'s mut Column> {
        let at = self.random.below(schema.tables.len());
        let table = schema.tables.get_mut(at)?;
        let at = self.random.below(table.columns.len());
        table.columns.get_mut(at)
    }

    /// A type that the values of the other one have a way to.
    fn other_type(&mut self, ty: &Ty, schema: &Schema) -> Ty {
        let ways = match ty {
            Ty::Bool => vec![Ty::Int, Ty::BigInt, Ty::Text],
            Ty::SmallInt | Ty::Int | Ty::BigInt => vec![
                Ty::SmallInt,
                Ty::Int,
                Ty::BigInt,
                Ty::Text,
                Ty::Decimal(20, 2, false),
                Ty::Decimal(12, 2, false),
                Ty::Double,
                Ty::Real,
                Ty::Bool,
            ],
            Ty::Real | Ty::Double => vec![
                Ty::Real,
                Ty::Double,
                Ty::Int,
                Ty::BigInt,
                Ty::Decimal(12, 3, false),
            ],
            Ty::Decimal(precision, scale, _) => vec![
                Ty::Decimal(*precision, *scale, true),
                Ty::Decimal(12, 4, false),
                Ty::Decimal(10, 1, false),
                Ty::Decimal(18, 6, false),
                Ty::Int,
                Ty::BigInt,
                Ty::Double,
                Ty::Text,
            ],
            Ty::Text | Ty::Varchar(_) => {
                let mut ways = vec![
                    Ty::Text,
                    Ty::Varchar(5),
                    Ty::Varchar(60),
                    Ty::Int,
                    Ty::BigInt,
                    Ty::Decimal(10, 2, false),
                    Ty::Bool,
                    Ty::Uuid,
                    Ty::Date,
                    Ty::Time,
                    Ty::Timestamp(Storage::Micros),
                    Ty::Bytes,
                ];
                ways.extend(
                    schema
                        .enums
                        .iter()
                        .map(|declared| Ty::Enum(declared.named.id)),
                );
                ways
            }
            Ty::Uuid => vec![Ty::Text, Ty::Bytes],
            Ty::Bytes => vec![Ty::Uuid, Ty::Text],
            Ty::Date => vec![
                Ty::Text,
                Ty::Timestamp(Storage::Micros),
                Ty::Timestamp(Storage::Text),
            ],
            Ty::Timestamp(_) => vec![
                Ty::Timestamp(Storage::Micros),
                Ty::Timestamp(Storage::Millis),
                Ty::Timestamp(Storage::Seconds),
                Ty::Timestamp(Storage::Text),
                Ty::Text,
                Ty::Date,
            ],
            Ty::Enum(_) => vec![Ty::Text, Ty::Varchar(40)],
            Ty::Time | Ty::Json | Ty::List(_) => vec![Ty::Text],
        };
        self.random.pick(&ways)
    }
}

/// All of them, those that are more worth it twice.
const EDITS: [Edit; 49] = [
    Drawing::add_enum,
    Drawing::add_table,
    Drawing::add_view,
    Drawing::add_trigger,
    column_comes,
    column_comes,
    column_comes,
    part_comes,
    part_comes,
    part_comes,
    foreign_key_comes,
    |drawing, schema| {
        let at = drawing.random.below(schema.tables.len());
        (schema.tables.len() > 1).then(|| drop(schema.tables.remove(at)))
    },
    // A table under another name.
    |drawing, schema| {
        let named = drawing.named(true);
        let table = drawing.a_table(schema)?;
        table.named.db_name = named.db_name.or(Some(named.key));
        Some(())
    },
    |drawing, schema| {
        let named = drawing.named(false);
        drawing.a_table(schema)?.named.key = format!("{}_{}", named.key, named.id);
        Some(())
    },
    |drawing, schema| {
        let to = (!drawing.random.one_in(3)).then(|| drawing.random.below(SCHEMAS.len()));
        drawing.a_table(schema)?.schema = to;
        Some(())
    },
    |drawing, schema| {
        let doc = drawing
            .random
            .one_in(2)
            .then(|| format!("Table's {}.", drawing.id()));
        drawing.a_table(schema)?.doc = doc;
        Some(())
    },
    |drawing, schema| {
        let table = drawing.a_table(schema)?;
        table.without_rowid = !table.without_rowid;
        Some(())
    },
    |drawing, schema| {
        let table = drawing.a_table(schema)?;
        table.strict = !table.strict;
        Some(())
    },
    |drawing, schema| {
        let table = drawing.a_table(schema)?;
        table.append_only = !table.append_only;
        Some(())
    },
    column_goes,
    column_goes,
    column_is_renamed,
    column_is_renamed,
    // Two columns swap their names.
    |drawing, schema| {
        let (one, two) = (drawing.random.below(8), drawing.random.below(8));
        let table = drawing.a_table(schema)?;
        let (one, two) = (one % table.columns.len(), two % table.columns.len());
        let names = |column: &Column| (column.named.key.clone(), column.named.db_name.clone());
        let (first, second) = (names(&table.columns[one]), names(&table.columns[two]));
        for (at, (key, db_name)) in [(one, second), (two, first)] {
            table.columns[at].named.key = key;
            table.columns[at].named.db_name = db_name;
        }
        Some(())
    },
    // Two tables swap theirs.
    |drawing, schema| {
        let (one, two) = (
            drawing.random.below(schema.tables.len()),
            drawing.random.below(schema.tables.len()),
        );
        let names = |table: &Table| (table.named.key.clone(), table.named.db_name.clone());
        let (first, second) = (names(&schema.tables[one]), names(&schema.tables[two]));
        for (at, (key, db_name)) in [(one, second), (two, first)] {
            schema.tables[at].named.key = key;
            schema.tables[at].named.db_name = db_name;
        }
        Some(())
    },
    // A column gets another name, and a new one has the old name.
    |drawing, schema| {
        let ty = drawing.ty(schema);
        let (id, named) = (drawing.id(), drawing.named(false));
        let column = drawing.any_column(schema)?;
        let mut other = column.clone();
        other.named.id = id;
        other.ty = ty;
        other.nullable = true;
        other.default = None;
        other.generated = None;
        column.named.key = named.key;
        column.named.db_name = None;
        let owner = column.named.id;
        let mut tables = schema.tables.iter_mut();
        tables
            .find(|table| table.column(owner).is_some())?
            .columns
            .push(other);
        Some(())
    },
    |drawing, schema| {
        let column = drawing.any_column(schema)?;
        column.nullable = !column.nullable;
        Some(())
    },
    |drawing, schema| {
        let column = drawing.any_column(schema)?;
        column.nullable = !column.nullable;
        Some(())
    },
    type_changes,
    type_changes,
    type_changes,
    type_changes,
    // Another default.
    |drawing, schema| {
        let all = schema.clone();
        let ty = drawing.any_column(schema)?.clone();
        let given = (!drawing.random.one_in(3)).then(|| drawing.given(&ty.ty, &all));
        let mut columns = schema
            .tables
            .iter_mut()
            .flat_map(|table| &mut table.columns);
        columns
            .find(|column| column.named.id == ty.named.id)?
            .default = given;
        Some(())
    },
    // Identity comes or goes.
    |drawing, schema| {
        let table = drawing.a_table(schema)?;
        let key = table.key.first().copied()?;
        let column = table
            .columns
            .iter_mut()
            .find(|column| column.named.id == key)?;
        column.default = match column.default {
            Some(Given::Identity) => None,
            _ => Some(Given::Identity),
        };
        Some(())
    },
    // A column is computed, in another way, or no longer.
    |drawing, schema| {
        let at = drawing.random.below(schema.tables.len());
        let (ty, sql) = drawing.computed(&schema.tables[at])?;
        let column = drawing.any_column(schema)?;
        if column.generated.is_some() && drawing.random.one_in(2) {
            column.generated = None;
        } else {
            column.ty = ty;
            column.default = None;
            column.generated = Some(sql);
        }
        Some(())
    },
    |drawing, schema| {
        let doc = drawing
            .random
            .one_in(2)
            .then(|| format!("Column's {}.", drawing.id()));
        drawing.any_column(schema)?.doc = doc;
        Some(())
    },
    |drawing, schema| {
        let column = drawing.any_column(schema)?;
        column.collated = !column.collated;
        Some(())
    },
    |drawing, schema| {
        let column = drawing.any_column(schema)?;
        column.unchecked = !column.unchecked;
        Some(())
    },
    // Another primary key.
    |drawing, schema| {
        let column = drawing.any_column(schema)?.named.id;
        let grow = drawing.random.one_in(2);
        let mut tables = schema.tables.iter_mut();
        let table = tables.find(|table| table.column(column).is_some())?;
        if grow && !table.key.contains(&column) {
            table.key.push(column);
        } else {
            table.key = vec![column];
        }
        Some(())
    },
    part_goes,
    part_goes,
    part_changes,
    part_changes,
    // Values of an enum.
    |drawing, schema| {
        let id = drawing.id();
        let at = drawing.random.below(schema.enums.len());
        let declared = schema.enums.get_mut(at)?;
        let place = drawing.random.below(declared.values.len() + 1);
        declared.values.insert(place, (id, format!("new {id}")));
        Some(())
    },
    |drawing, schema| {
        let at = drawing.random.below(schema.enums.len());
        let declared = schema.enums.get_mut(at)?;
        let place = drawing.random.below(declared.values.len());
        (declared.values.len() > 1).then(|| drop(declared.values.remove(place)))
    },
    |drawing, schema| {
        let at = drawing.random.below(schema.enums.len());
        let declared = schema.enums.get_mut(at)?;
        let (one, two) = (
            drawing.random.below(declared.values.len()),
            drawing.random.below(declared.values.len()),
        );
        match drawing.random.below(4) {
            0 | 1 => declared.values[one].1 = format!("was {}", declared.values[one].1),
            2 => declared.values.swap(one, two),
            _ => {
                let (first, second) = (
                    declared.values[one].1.clone(),
                    declared.values[two].1.clone(),
                );
                declared.values[one].1 = second;
                declared.values[two].1 = first;
            }
        }
        Some(())
    },
    |drawing, schema| {
        let named = drawing.named(true);
        let to = drawing
            .random
            .one_in(2)
            .then(|| drawing.random.below(SCHEMAS.len()));
        let at = drawing.random.below(schema.enums.len());
        let choice = drawing.random.below(3);
        let declared = schema.enums.get_mut(at)?;
        match choice {
            0 => declared.native = !declared.native,
            1 => declared.named.db_name = named.db_name.or(Some(named.key)),
            _ => declared.schema = to,
        }
        if !declared.native {
            declared.schema = None;
            declared.named.db_name = None;
        }
        Some(())
    },
    // Views and triggers.
    |drawing, schema| {
        let at = drawing.random.below(schema.views.len());
        let sql = drawing.view_query(schema)?;
        let gone = drawing.random.one_in(2);
        let view = schema.views.get_mut(at)?;
        if gone {
            schema.views.remove(at);
        } else {
            view.sql = sql;
        }
        Some(())
    },
    |drawing, schema| {
        let at = drawing.random.below(schema.triggers.len());
        (at < schema.triggers.len()).then(|| drop(schema.triggers.remove(at)))
    },
];
