//! Two databases of which one says `serial`, and the other the same in more words.

use std::sync::Arc;

use super::table::object_name;
use crate::catalog::model::{
    Catalog, Column, Counter, Kind, Object, Piece, QualifiedName, Saying, Setting, Subject, Table,
};
use crate::catalog::{naming, quote};
use crate::ddl;
use crate::name::DbName;

/// Has a `serial` column in both, or in neither, where both have its sequence: what one database has as a part of a column, and the
/// other as a sequence of its own, would go and come.
pub fn level(from: &mut Catalog, to: &mut Catalog) {
    let (in_from, in_to) = (said_otherwise(from, to), said_otherwise(to, from));
    for (table, column) in in_from {
        spell_out(from, &table, &column);
    }
    for (table, column) in in_to {
        spell_out(to, &table, &column);
    }
}

/// The columns that are `serial` here, and whose sequence is one of its own there.
fn said_otherwise(here: &Catalog, there: &Catalog) -> Vec<(QualifiedName, DbName)> {
    let mut found = Vec::new();
    for table in here.tables.values() {
        for column in table
            .columns
            .values()
            .filter(|column| column.serial().is_some())
        {
            let sequence = object_name("sequence", &sequence(table, column));
            if there.objects.contains_key(&sequence) {
                found.push((table.name.clone(), column.name.clone()));
            }
        }
    }
    found
}

fn sequence(table: &Table, column: &Column) -> QualifiedName {
    table
        .name
        .beside(naming::sequence_name(&table.name.name, &column.name))
}

fn spell_out(catalog: &mut Catalog, table: &QualifiedName, column: &DbName) {
    let Some(found) = catalog.tables.get_mut(table).map(Arc::make_mut) else {
        return;
    };
    let Some(column) = found.columns.get(column).cloned() else {
        return;
    };
    let Some(ty) = column.serial() else {
        return;
    };
    let name = sequence(found, &column);
    let quoted = quote::qualified(&name);
    let spelled = Column {
        sql_type: ty.to_owned(),
        default: Some(format!("nextval({}::regclass)", quote::text(&quoted))),
        ..column.clone()
    };
    found.columns.insert(column.name.clone(), spelled);
    let of = object_name("sequence", &name);
    let subject = Subject::Object(of.clone());
    let owner = format!("{}.{}", quote::qualified(table), quote::ident(&column.name));
    let alter =
        |words: String| Saying::new([Piece::from(format!("ALTER SEQUENCE {quoted} {words}"))]);
    let setting = Setting::overriding(
        alter(format!("OWNED BY {owner}")),
        alter("OWNED BY NONE".to_owned()),
    );
    catalog
        .settings
        .insert((subject, "owner".to_owned()), setting);
    catalog.objects.insert(
        of.clone(),
        Object {
            name: of,
            on: None,
            create: vec![ddl::create_sequence(&name, ty, &Counter::of_type(ty))],
            drop: vec![format!("DROP SEQUENCE IF EXISTS {quoted}")],
            after: Vec::new(),
            opaque: true,
            kind: Kind::Sequence(ddl::alter_sequence(&name, ty, &Counter::of_type(ty))),
        },
    );
}
