//! Views.

use super::{comment, qualified, table_named};
use crate::catalog::model::{QualifiedName, Relation, View};
use crate::dialect::Dialect;
use crate::name::{DbName, ViewName};
use crate::schema::model as logical;

pub(super) fn lower(schema: &logical::Schema, view: &logical::View, dialect: Dialect) -> View {
    let reads = view.reads.iter().map(|relation| match relation {
        logical::Relation::Table(name) => Relation::Table(table_named(schema, name, dialect)),
        logical::Relation::View(name) => Relation::View(named(schema, name, dialect)),
    });
    View {
        name: qualified(view.schema.as_ref(), &view.db_name, dialect),
        columns: view
            .columns
            .values()
            .map(|column| column.db_name.clone())
            .collect(),
        sql: view.query.sql(dialect).to_owned(),
        reads: reads.collect(),
        opaque: false,
        after: Vec::new(),
        comment: comment(view.doc.as_deref(), dialect),
    }
}

/// The view of that key; one that is not there has been reported.
pub(super) fn named(schema: &logical::Schema, key: &ViewName, dialect: Dialect) -> QualifiedName {
    schema.views.get(key).map_or_else(
        || DbName::new(key.as_str()).into(),
        |view| qualified(view.schema.as_ref(), &view.db_name, dialect),
    )
}
