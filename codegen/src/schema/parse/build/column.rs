//! One column: its parts checked against its type.

use indexmap::IndexMap;

use super::super::columns::{RawColumn, RawType};
use super::super::keys::Keys;
use super::super::references::ColumnId;
use super::super::report::{At, Report};
use super::super::tables::RawTable;
use super::super::text::quoted;
use super::super::types::spelled;
use super::super::{defaults, generated, identity, storage};
use super::Build;
use crate::diagnostic::{Code, Span};
use crate::name::ColumnName;
use crate::schema::model::{Column, OnUpdate, Scalar, Type};

impl Build<'_, '_, '_> {
    pub(super) fn all_columns(
        &self,
        report: &mut Report<'_>,
        table: usize,
        raw: &RawTable<'_, '_>,
        keys: &Keys,
    ) -> IndexMap<ColumnName, Column> {
        let mut columns = IndexMap::new();
        for (index, column) in raw.columns.values().enumerate() {
            let id = ColumnId {
                table,
                column: index,
            };
            if let Some(column) = self.column(report, id, raw, column, keys) {
                columns.insert(column.name.clone(), column);
            }
        }
        columns
    }

    fn column(
        &self,
        report: &mut Report<'_>,
        id: ColumnId,
        table: &RawTable<'_, '_>,
        raw: &RawColumn<'_, '_>,
        keys: &Keys,
    ) -> Option<Column> {
        let path = format!("{}.{}", table.key.value, raw.key.value);
        let place = format!("column {}", quoted(&path));
        let in_key = keys.primary_key.iter().any(|at| at.value == id.column);
        if let Some(nullable) = raw.nullable.filter(|_| in_key) {
            let message = format!("{place} is of the primary key and cannot be null");
            let diagnostic = report
                .error(Code::NullableKey, nullable, message)
                .label("nullable")
                .related(raw.key.span, "in the primary key");
            report.push(diagnostic);
        }
        let resolved = self.columns.get(id)?;
        let ty = resolved.ty.as_ref();
        identity::check(report, &place, raw, ty, keys, id.column);
        generated::check(report, &place, raw, in_key, table.tenant);
        let default = ty
            .zip(
                raw.default
                    .filter(|value| !defaults::is_expression(value.get_ref())),
            )
            .and_then(|(ty, value)| defaults::read(report, &place, ty, value, self.enums));
        let ty = ty?;
        check_touched(report, &place, raw, ty);
        let at = At::new(ty, type_span(raw));
        let (sqlite, postgres) =
            storage::resolve(report, &raw.storage, &at, resolved.inherited, self.dialects);
        Some(Column {
            name: ColumnName::new(raw.key.value),
            db_name: raw.db_name.value.clone(),
            renamed_from: raw.renamed_from.as_ref().map(|at| at.value.clone()),
            rust_name: raw.rust_name.as_ref().map(|at| at.value.clone()),
            rust_type: raw.rust_type.as_ref().map(|at| at.value.clone()),
            doc: raw.doc.clone(),
            ty: ty.clone(),
            nullable: raw.nullable.is_some(),
            default,
            on_update: raw.touched.map(|_| OnUpdate::Now),
            identity: raw.identity.is_some(),
            generated: None,
            sqlite,
            postgres,
        })
    }
}

/// `on_update = "now"` is for timestamps.
fn check_touched(report: &mut Report<'_>, place: &str, raw: &RawColumn<'_, '_>, ty: &Type) {
    let Some(span) = raw.touched else {
        return;
    };
    if *ty == Type::Scalar(Scalar::Timestamp) {
        return;
    }
    let message = format!(
        "`now` makes a `timestamp`, and {place} is {}",
        quoted(&spelled(ty))
    );
    let diagnostic = report.error(Code::Generator, span, message);
    let diagnostic = if raw.reference.is_some() {
        diagnostic.help("a foreign key's actions are `cascade`, `restrict`, `set null`, `set default` and `no action`")
    } else {
        diagnostic
    };
    report.push(diagnostic);
}

/// What a message about the type points at.
fn type_span(raw: &RawColumn<'_, '_>) -> Span {
    match (&raw.ty, &raw.reference) {
        (RawType::Given(ty), _) => ty.span,
        (RawType::Followed | RawType::Unknown, Some(reference)) => reference.text.span,
        (RawType::Followed | RawType::Unknown, None) => raw.key.span,
    }
}
