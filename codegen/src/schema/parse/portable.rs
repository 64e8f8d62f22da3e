//! Portable expressions: understood by [`crate::expression`], their problems put at their place in the file.

use std::ops::Range;

use indexmap::IndexMap;

use super::enums::Enums;
use super::expression::RawExpression;
use super::report::{At, Report};
use super::tables::RawTable;
use crate::diagnostic::{Code, Span};
use crate::dialect::Dialect;
use crate::expression::scope::Scope;
use crate::expression::{self, Context, Expectation, Problem};
use crate::name::{ColumnName, EnumName};
use crate::schema::model::{Column, Enum, Expression, Type};

/// The columns of one table, as its expressions may name them.
pub(super) struct TableScope<'s, 'a, 'i> {
    table: &'s RawTable<'a, 'i>,
    scope: Scope,
    dialects: &'s [Dialect],
    /// Whether an enum of one of its columns is not known as a whole: then nothing is said of its values.
    unclear: bool,
}

/// An expression that is understood.
pub(super) struct Understood {
    pub(super) expression: Expression,
    /// Whether it can be null; `None` where nobody has read it.
    pub(super) nullable: Option<bool>,
    /// The column that it is, where it is nothing but one.
    pub(super) column: Option<ColumnName>,
}

impl<'s, 'a, 'i> TableScope<'s, 'a, 'i> {
    pub(super) fn new(
        table: &'s RawTable<'a, 'i>,
        columns: &IndexMap<ColumnName, Column>,
        (enums, models): (&Enums, &IndexMap<EnumName, Enum>),
        dialects: &'s [Dialect],
    ) -> Self {
        let mut scope = Scope::new(columns.values(), models);
        for raw in table.columns.values().filter(|raw| raw.generated.is_some()) {
            if let Some(column) = scope.columns.get_mut(&ColumnName::new(raw.key.value)) {
                column.generated = true;
            }
        }
        let unclear = columns.values().any(|column| match &column.ty {
            Type::Enum(name) => enums.get(name.as_str()).is_some_and(|raw| !raw.whole),
            Type::Scalar(_) | Type::Json | Type::List(_) => false,
        });
        Self {
            table,
            scope,
            dialects,
            unclear,
        }
    }

    /// What an expression of the file comes to; `None` where it has been reported.
    pub(super) fn understand(
        &self,
        report: &mut Report<'_>,
        raw: &RawExpression<'_>,
        context: Context,
        expectation: &Expectation,
    ) -> Option<Understood> {
        let Some(text) = raw.portable else {
            return Some(Understood {
                expression: raw.resolve(report, self.dialects, None)?,
                nullable: None,
                column: None,
            });
        };
        let whole = 0..text.value.len();
        let mut understood = self.text(report, (text, whole), context, expectation)?;
        let rendered = understood.expression;
        understood.expression = raw.resolve(report, self.dialects, Some(rendered))?;
        Some(understood)
    }

    /// The same of a part of a text.
    pub(super) fn text(
        &self,
        report: &mut Report<'_>,
        (text, part): (At<&str>, Range<usize>),
        context: Context,
        expectation: &Expectation,
    ) -> Option<Understood> {
        let sql = text.value.get(part.clone())?;
        let checked = expression::parse(sql)
            .and_then(|parsed| expression::check(&parsed, &self.scope, context, expectation));
        match checked {
            Ok(checked) => Some(Understood {
                expression: Expression {
                    sqlite: checked.render(Dialect::Sqlite),
                    postgres: checked.render(Dialect::Postgres),
                    columns: Some(checked.columns().to_vec()),
                },
                nullable: Some(checked.nullable()),
                column: checked.as_column().cloned(),
            }),
            Err(problems) => {
                for problem in problems {
                    if !self.follows(report, sql, &problem) {
                        refuse(report, text, part.start, problem);
                    }
                }
                None
            }
        }
    }

    /// Whether the problem is that of a column or an enum that has been reported.
    fn follows(&self, report: &Report<'_>, sql: &str, problem: &Problem) -> bool {
        let word = sql.get(problem.span.clone()).unwrap_or_default();
        let known = self.scope.columns.contains_key(&ColumnName::new(word));
        let is_hole = self.table.columns.contains_key(word) && !known;
        let is_name =
            !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let perhaps_lost = !self.table.whole || report.has_lost_word(word);
        self.unclear || is_hole || (is_name && !known && perhaps_lost)
    }
}

/// Reports a problem of a text's part that begins at an offset.
pub(super) fn refuse(report: &mut Report<'_>, text: At<&str>, start: usize, problem: Problem) {
    let place: Span = report.within(text, problem.span.start + start..problem.span.end + start);
    let diagnostic = report
        .error(Code::Expression, place, problem.message)
        .label(problem.label)
        .maybe_help(problem.help);
    report.push(diagnostic);
}
