//! What both ends of a pair have.

use super::{Column, Engine, Given, Pair, Schema, Table, Ty, table_name};

pub(super) fn counted(schema: &Schema) -> Vec<(&Table, &Column)> {
    let tables = schema.tables.iter();
    tables
        .flat_map(|table| table.columns.iter().map(move |column| (table, column)))
        .filter(|(_, column)| column.default == Some(Given::Identity))
        .collect()
}

pub(super) fn sequence(table: &Table, column: &Column) -> String {
    let text = |text: &str| format!("'{}'", text.replace('\'', "''"));
    format!(
        "pg_get_serial_sequence({}, {})",
        text(&table_name(table, Engine::Postgres)),
        text(column.named.name())
    )
}

/// Whether the column is before and after what it was.
pub(super) fn is_kept(pair: &Pair, table: &Table, column: &Column) -> bool {
    let after = pair
        .after
        .table(table.named.id)
        .and_then(|table| table.column(column.named.id));
    let words = |schema: &Schema| match &column.ty {
        Ty::Enum(id) => schema.an_enum(*id).map(|declared| declared.values.clone()),
        _ => None,
    };
    after.is_some_and(|after| {
        let settings = |column: &Column| (column.ty.clone(), column.generated.clone());
        settings(column) == settings(after)
            && column.generated.is_none()
            && words(&pair.before) == words(&pair.after)
    })
}

pub(super) fn tables_in_both(pair: &Pair, schema: &Schema, lossy: bool) -> Schema {
    let mut both = schema.clone();
    both.tables
        .retain(|table| !lossy || pair.after.table(table.named.id).is_some());
    both
}
