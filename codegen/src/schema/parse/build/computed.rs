//! What is computed: generated columns, defaults, checks, indexes over expressions.

use indexmap::IndexMap;

use super::super::defaults;
use super::super::expression;
use super::super::indexes::{self, RawIndex, RawKey, RawPart};
use super::super::key_types;
use super::super::keys;
use super::super::portable::{TableScope, Understood};
use super::super::reader::Reader;
use super::super::report::{At, Report};
use super::super::tables::RawTable;
use super::super::text::quoted;
use super::Build;
use crate::diagnostic::{Code, Span};
use crate::dialect::Dialect;
use crate::expression::{Context, Expectation};
use crate::name::ColumnName;
use crate::schema::language::DEFAULT_EXPRESSION;
use crate::schema::model::{Check, Column, Default, Index, IndexKey, IndexPart, Type};

impl<'a, 'i> Build<'_, 'a, 'i> {
    /// What expressions of that table can name.
    pub(super) fn scope<'s>(
        &'s self,
        table: &'s RawTable<'a, 'i>,
        columns: &IndexMap<ColumnName, Column>,
    ) -> TableScope<'s, 'a, 'i> {
        TableScope::new(table, columns, (self.enums, self.models), self.dialects)
    }
}

impl Build<'_, '_, '_> {
    /// Gives columns the expressions that the database computes them from.
    pub(super) fn compute(
        report: &mut Report<'_>,
        scope: &TableScope<'_, '_, '_>,
        table: &RawTable<'_, '_>,
        columns: &mut IndexMap<ColumnName, Column>,
    ) {
        for raw in table.columns.values() {
            let Some(column) = columns.get_mut(&ColumnName::new(raw.key.value)) else {
                continue;
            };
            let path = quoted(&format!("{}.{}", table.key.value, raw.key.value));
            let value = Expectation::Value {
                ty: column.ty.clone(),
                storage: column.sqlite.storage,
            };
            if let Some(generated) = raw.generated.as_ref().and_then(|at| at.value.as_ref()) {
                let understood = scope.understand(report, generated, Context::Generated, &value);
                if let Some(understood) = &understood {
                    let what = format!("what column {path} is generated from");
                    refuse_null(report, column, understood, generated.span, &what);
                }
                column.generated = understood.map(|understood| understood.expression);
            }
            let default = raw
                .default
                .filter(|value| defaults::is_expression(value.get_ref()));
            let Some((given, parts)) =
                default.and_then(|given| Some((given, given.get_ref().as_table()?)))
            else {
                continue;
            };
            let place = format!("the default of column {path}");
            let span = Span::from(given.span());
            let reader = Reader::new(report, parts, span, place.as_str(), DEFAULT_EXPRESSION);
            let read = expression::from_parts(report, &reader, span, &place, Some("sql"));
            let Some(read) = read else {
                continue;
            };
            if let Some(understood) = scope.understand(report, &read, Context::Default, &value) {
                let span = read.portable.map_or(span, |text| text.span);
                refuse_null(report, column, &understood, span, &place);
                column.default = Some(Default::Expression(understood.expression));
            }
        }
    }

    pub(super) fn checks(
        report: &mut Report<'_>,
        scope: &TableScope<'_, '_, '_>,
        table: &RawTable<'_, '_>,
    ) -> Vec<Check> {
        let mut checks = Vec::new();
        for raw in &table.checks {
            let Some(expression) = &raw.expression else {
                continue;
            };
            let condition = &Expectation::Condition;
            let understood = scope.understand(report, expression, Context::Check, condition);
            checks.extend(understood.map(|understood| Check {
                name: raw.name.value.clone(),
                expression: understood.expression,
                sqlite_unnamed: raw.unnamed.is_some(),
            }));
        }
        checks
    }

    pub(super) fn index(
        &self,
        report: &mut Report<'_>,
        scope: &TableScope<'_, '_, '_>,
        table: &RawTable<'_, '_>,
        raw: &RawIndex<'_>,
        types: &[Option<&Type>],
    ) -> Index {
        let parts = indexes::resolve(report, table, raw);
        let mut index =
            indexes::check(report, table, raw, &parts, (self.dialects, self.extensions));
        // A method that does not order by the values compares nothing as SQLite would.
        if raw.method.is_none() || index.dialects.contains(&Dialect::Sqlite) {
            key_types::check_index(report, table, &parts, types, &index);
        }
        for part in &parts {
            let key = match &part.key {
                RawKey::Column(column) => table
                    .columns
                    .get_index(*column)
                    .map(|(name, _)| IndexKey::Column(ColumnName::new(*name))),
                RawKey::Expression { part, range } => {
                    let text = (*part, range.clone());
                    let any = &Expectation::Any;
                    let understood = scope.text(report, text, Context::IndexPart, any);
                    understood.map(|understood| match understood.column {
                        Some(column) => IndexKey::Column(column),
                        None => IndexKey::Expression {
                            nullable: understood.nullable.unwrap_or(true),
                            expression: understood.expression,
                        },
                    })
                }
            };
            if let (RawKey::Expression { .. }, Some(IndexKey::Column(column))) = (&part.key, &key) {
                refuse_same_column(report, raw, &parts, part, table, column);
            }
            index.parts.extend(key.map(|key| IndexPart {
                key,
                descending: part.descending,
            }));
        }
        let predicate = raw.predicate.as_ref().and_then(|at| at.value.as_ref());
        index.predicate = predicate.and_then(|raw| {
            let condition = &Expectation::Condition;
            let understood = scope.understand(report, raw, Context::IndexPredicate, condition);
            Some(understood?.expression)
        });
        index
    }
}

/// Reports a column in brackets that another part is over.
fn refuse_same_column(
    report: &mut Report<'_>,
    raw: &RawIndex<'_>,
    parts: &[RawPart<'_>],
    part: &RawPart<'_>,
    table: &RawTable<'_, '_>,
    column: &ColumnName,
) {
    let Some(position) = table.columns.get_index_of(column.as_str()) else {
        return;
    };
    let others = parts.iter().filter_map(|other| match other.key {
        RawKey::Column(column) => Some(At::new(column, other.span)),
        RawKey::Expression { .. } => None,
    });
    let at = At::new(position, part.span);
    keys::refuse_repeated(report, &raw.keyed.place, at, column.as_str(), others);
}

/// Reports an expression that can be null where the column cannot.
fn refuse_null(
    report: &mut Report<'_>,
    column: &Column,
    understood: &Understood,
    span: Span,
    what: &str,
) {
    if column.nullable || understood.nullable != Some(true) {
        return;
    }
    let diagnostic = report
        .error(
            Code::Expression,
            span,
            format!("{what} can be null, and the column cannot"),
        )
        .label("null where a value in it is null")
        .help("write `coalesce(.., ..)` around it, or add `nullable = true`");
    report.push(diagnostic);
}
