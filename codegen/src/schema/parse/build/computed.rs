//! What is computed: generated columns, defaults, checks, indexes over expressions.

use indexmap::IndexMap;

use super::super::defaults;
use super::super::expression::{self, RawExpression};
use super::super::indexes::{self, RawIndex, RawKey};
use super::super::key_types;
use super::super::reader::Reader;
use super::super::report::Report;
use super::super::tables::RawTable;
use super::super::text::quoted;
use super::Build;
use crate::diagnostic::{Code, Span};
use crate::dialect::Dialect;
use crate::name::ColumnName;
use crate::schema::language::DEFAULT_EXPRESSION;
use crate::schema::model::{Check, Column, Default, Expression, Index, IndexKey, IndexPart, Type};

impl Build<'_, '_, '_> {
    /// Gives columns the expressions that the database computes them from.
    pub(super) fn compute(
        &self,
        report: &mut Report<'_>,
        table: &RawTable<'_, '_>,
        columns: &mut IndexMap<ColumnName, Column>,
    ) {
        for raw in table.columns.values() {
            let path = quoted(&format!("{}.{}", table.key.value, raw.key.value));
            let generated = raw.generated.as_ref().and_then(|at| at.value.as_ref());
            let generated = generated.and_then(|raw| self.expression(report, raw));
            let default = raw
                .default
                .filter(|value| defaults::is_expression(value.get_ref()))
                .and_then(|value| {
                    let parts = value.get_ref().as_table()?;
                    let place = format!("the default of column {path}");
                    let span = Span::from(value.span());
                    let reader =
                        Reader::new(report, parts, span, place.as_str(), DEFAULT_EXPRESSION);
                    let raw = expression::from_parts(report, &reader, span, &place, Some("sql"))?;
                    self.expression(report, &raw)
                });
            if let Some(column) = columns.get_mut(&ColumnName::new(raw.key.value)) {
                column.generated = generated;
                if let Some(default) = default {
                    column.default = Some(Default::Expression(default));
                }
            }
        }
    }

    /// What an expression comes to; `None` where it has been reported.
    fn expression(&self, report: &mut Report<'_>, raw: &RawExpression<'_>) -> Option<Expression> {
        if let Some(text) = raw.portable {
            let message = format!("{} is an SQL expression", raw.place);
            let diagnostic = report
                .error(Code::Expression, text.span, message)
                .label("not read yet")
                .help("write `{ sqlite = \"..\", postgres = \"..\" }`");
            report.push(diagnostic);
            return None;
        }
        raw.resolve(report, self.dialects, None)
    }

    pub(super) fn checks(
        &self,
        report: &mut Report<'_>,
        table: &RawTable<'_, '_>,
        _columns: &IndexMap<ColumnName, Column>,
    ) -> Vec<Check> {
        table
            .checks
            .iter()
            .filter_map(|raw| {
                Some(Check {
                    name: raw.name.value.clone(),
                    expression: self.expression(report, raw.expression.as_ref()?)?,
                })
            })
            .collect()
    }

    pub(super) fn index(
        &self,
        report: &mut Report<'_>,
        table: &RawTable<'_, '_>,
        raw: &RawIndex<'_>,
        types: &[Option<&Type>],
        _columns: &IndexMap<ColumnName, Column>,
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
                    let span = report.within(*part, range.clone());
                    let message = format!("a part of {} is an expression", raw.keyed.place);
                    let diagnostic = report
                        .error(Code::Expression, span, message)
                        .label("not read yet");
                    report.push(diagnostic);
                    None
                }
            };
            index.parts.extend(key.map(|key| IndexPart {
                key,
                descending: part.descending,
            }));
        }
        let predicate = raw.predicate.as_ref().and_then(|at| at.value.as_ref());
        index.predicate = predicate.and_then(|raw| self.expression(report, raw));
        index
    }
}
