//! Statements about the rows whose columns equal given values.

use super::{Order, Parameters, Sql, Subject};
use crate::rust::{column, names};
use crate::schema::model::Column;

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
            let value = column::argument_to_value(subject.schema, column, &argument);
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
    pub(in crate::rust) fn clause(&self) -> Option<String> {
        let conditions: Vec<&str> = self
            .conditions
            .iter()
            .chain(&self.visible)
            .map(String::as_str)
            .collect();
        (!conditions.is_empty()).then(|| format!("WHERE {}", conditions.join(" AND ")))
    }
}

/// Reads whole rows, in order where one is given.
pub(in crate::rust) fn select(
    subject: &Subject<'_>,
    filter: Filter,
    order: Option<&Order<'_>>,
) -> Sql {
    let clause = filter.clause();
    Sql::per_dialect(filter.parameters, |dialect| {
        lines([
            Some(format!("SELECT {}", subject.all())),
            Some(format!("FROM {}", subject.name(dialect))),
            clause.clone(),
            order.and_then(Order::clause),
        ])
    })
}

/// Asks whether there is a row.
pub(in crate::rust) fn exists(subject: &Subject<'_>, filter: Filter) -> Sql {
    let clause = filter.clause();
    Sql::per_dialect(filter.parameters, |dialect| {
        lines([
            Some("SELECT EXISTS (".to_owned()),
            Some(format!("    SELECT 1 FROM {}", subject.name(dialect))),
            clause.as_ref().map(|clause| format!("    {clause}")),
            Some(")".to_owned()),
        ])
    })
}

/// Counts rows.
pub(in crate::rust) fn count(subject: &Subject<'_>, filter: Filter) -> Sql {
    let clause = filter.clause();
    Sql::per_dialect(filter.parameters, |dialect| {
        lines([
            Some(format!("SELECT count(*) FROM {}", subject.name(dialect))),
            clause.clone(),
        ])
    })
}

/// Deletes rows; `returning` reads them back.
pub(in crate::rust) fn delete(subject: &Subject<'_>, filter: Filter, returning: bool) -> Sql {
    let clause = filter.clause();
    Sql::per_dialect(filter.parameters, |dialect| {
        lines([
            Some(format!("DELETE FROM {}", subject.name(dialect))),
            clause.clone(),
            returning.then(|| format!("RETURNING {}", subject.all())),
        ])
    })
}

/// Clauses, a line each.
pub(super) fn lines<const N: usize>(clauses: [Option<String>; N]) -> String {
    clauses.into_iter().flatten().collect::<Vec<_>>().join("\n")
}
