//! A view is read as a table is that nothing can be written to.

use crate::name::TableName;
use crate::schema::model::{SqliteTable, Table, View};

/// The view as the subject of reads.
pub(super) fn as_table(view: &View) -> Table {
    Table {
        name: TableName::new(view.name.as_str()),
        db_name: view.db_name.clone(),
        sqlite: SqliteTable::default(),
        schema: view.schema.clone(),
        as_found: Vec::new(),
        primary_key_name: None,
        renamed_from: None,
        rust_name: view.rust_name.clone(),
        doc: view.doc.clone(),
        columns: view.columns.clone(),
        primary_key: view.key.clone(),
        uniques: Vec::new(),
        indexes: Vec::new(),
        checks: Vec::new(),
        foreign_keys: Vec::new(),
        tenant: view.tenant.clone(),
        append_only: true,
        hash_chain: None,
        soft_delete: None,
        version: None,
        in_rust: false,
        deserialize: false,
        expected_rows: None,
    }
}
