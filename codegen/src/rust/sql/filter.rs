//! Statements about the rows whose columns equal given values.

use super::{Order, Parameters, Sql, Subject};
use crate::dialect::Dialect;
use crate::rust::{column, names};
use crate::schema::model::{Column, Expression, Index};

/// Which rows of a table with `soft_delete` are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rust) enum Rows {
    /// Those that are not deleted.
    Live,
    /// Those that are.
    Deleted,
}

/// `WHERE` by equality: the tenant first, then columns with an argument each, then whether the row is deleted.
#[derive(Clone)]
pub(in crate::rust) struct Filter {
    pub(in crate::rust) conditions: Vec<String>,
    pub(in crate::rust) parameters: Parameters,
    visible: Option<String>,
    /// What else the rows have in common, in each database's words.
    predicate: Option<Expression>,
}

impl Filter {
    /// What every statement on the table is bounded by.
    pub(in crate::rust) fn scope(subject: &Subject<'_>, mut parameters: Parameters) -> Self {
        let tenant = subject.tenant();
        let conditions = tenant
            .map(|tenant| {
                format!(
                    "{} = {}",
                    Subject::ident(tenant),
                    parameters.bind(column::tenant_of_scope(tenant))
                )
            })
            .into_iter()
            .collect();
        Self {
            conditions,
            parameters,
            visible: None,
            predicate: None,
        }
        .of(subject, Rows::Live)
    }

    /// The same of other rows.
    pub(in crate::rust) fn of(mut self, subject: &Subject<'_>, rows: Rows) -> Self {
        self.visible = subject.soft_delete().map(|column| {
            let name = Subject::ident(column);
            match rows {
                Rows::Live => format!("{name} IS NULL"),
                Rows::Deleted => format!("{name} IS NOT NULL"),
            }
        });
        self
    }

    /// The same of the rows that a partial index holds.
    ///
    /// The predicate stands as the index has it, so that both planners see that the index holds every row asked for
    /// (<https://www.sqlite.org/partialindex.html>, <https://www.postgresql.org/docs/current/indexes-partial.html>).
    pub(in crate::rust) fn held_by(mut self, index: &Index) -> Self {
        self.predicate.clone_from(&index.predicate);
        self
    }

    /// The scope, and each column equal to the argument of its name.
    pub(in crate::rust) fn equal(
        subject: &Subject<'_>,
        columns: &[&Column],
        parameters: Parameters,
        taken: &[&str],
    ) -> Self {
        let mut filter = Self::scope(subject, parameters);
        for column in columns {
            let argument = names::column_argument(column, taken);
            let value = column::argument_to_value(subject.enums(), column, &argument);
            filter.is(column, value);
        }
        filter
    }

    /// The column equals a value, a Rust expression.
    pub(in crate::rust) fn is(&mut self, column: &Column, value: String) {
        let placeholder = self.parameters.bind(value);
        self.conditions
            .push(format!("{} = {placeholder}", Subject::ident(column)));
    }

    /// The clause; `None` where every row is meant.
    pub(in crate::rust) fn clause(&self, dialect: Dialect) -> Option<String> {
        let predicate = self
            .predicate
            .as_ref()
            .map(|predicate| format!("({})", predicate.sql(dialect)));
        let conditions: Vec<&str> = self
            .conditions
            .iter()
            .chain(&self.visible)
            .chain(&predicate)
            .map(String::as_str)
            .collect();
        (!conditions.is_empty()).then(|| format!("WHERE {}", conditions.join(" AND ")))
    }
}

/// Reads whole rows, in order where one is given.
pub(in crate::rust) fn select(
    subject: &Subject<'_>,
    filter: &Filter,
    order: Option<&Order<'_>>,
) -> Sql {
    Sql::per_dialect(filter.parameters.clone(), |dialect| {
        lines([
            Some(format!("SELECT {}", subject.all())),
            Some(format!("FROM {}", subject.name(dialect))),
            filter.clause(dialect),
            order.and_then(Order::clause),
        ])
    })
}

/// Asks whether there is a row.
pub(in crate::rust) fn exists(subject: &Subject<'_>, filter: &Filter) -> Sql {
    Sql::per_dialect(filter.parameters.clone(), |dialect| {
        lines([
            Some("SELECT EXISTS (".to_owned()),
            Some(format!("    SELECT 1 FROM {}", subject.name(dialect))),
            filter.clause(dialect).map(|clause| format!("    {clause}")),
            Some(")".to_owned()),
        ])
    })
}

/// Counts rows.
pub(in crate::rust) fn count(subject: &Subject<'_>, filter: &Filter) -> Sql {
    Sql::per_dialect(filter.parameters.clone(), |dialect| {
        lines([
            Some(format!("SELECT count(*) FROM {}", subject.name(dialect))),
            filter.clause(dialect),
        ])
    })
}

/// Deletes rows; `returning` reads them back.
pub(in crate::rust) fn delete(subject: &Subject<'_>, filter: &Filter, returning: bool) -> Sql {
    Sql::per_dialect(filter.parameters.clone(), |dialect| {
        lines([
            Some(format!("DELETE FROM {}", subject.name(dialect))),
            filter.clause(dialect),
            returning.then(|| format!("RETURNING {}", subject.all())),
        ])
    })
}

/// Clauses, a line each.
pub(super) fn lines<const N: usize>(clauses: [Option<String>; N]) -> String {
    clauses.into_iter().flatten().collect::<Vec<_>>().join("\n")
}
