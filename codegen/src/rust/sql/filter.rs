//! Statements about the rows whose columns equal given values.

use super::{Order, Parameters, Sql, Subject};
use crate::rust::{column, names};
use crate::schema::model::Column;

/// `WHERE` by equality: the tenant first, then columns with an argument each.
pub(in crate::rust) struct Filter {
    pub(in crate::rust) conditions: Vec<String>,
    pub(in crate::rust) parameters: Parameters,
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
        }
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
            let argument = names::argument(column.name.as_str(), taken);
            let value = column::to_value(column, &argument, false);
            let placeholder = filter.parameters.bind(value);
            filter
                .conditions
                .push(format!("{} = {placeholder}", Subject::ident(column)));
        }
        filter
    }

    /// The clause; `None` where every row is meant.
    pub(in crate::rust) fn clause(&self) -> Option<String> {
        (!self.conditions.is_empty()).then(|| format!("WHERE {}", self.conditions.join(" AND ")))
    }
}

/// Reads whole rows, in order where one is given.
pub(in crate::rust) fn select(
    subject: &Subject<'_>,
    filter: Filter,
    order: Option<&Order<'_>>,
) -> Sql {
    let clauses = [
        Some(format!("SELECT {}", subject.all())),
        Some(format!("FROM {}", subject.name())),
        filter.clause(),
        order.and_then(Order::clause),
    ];
    Sql::portable(lines(clauses), filter.parameters)
}

/// Asks whether there is a row.
pub(in crate::rust) fn exists(subject: &Subject<'_>, filter: Filter) -> Sql {
    let clauses = [
        Some("SELECT EXISTS (".to_owned()),
        Some(format!("    SELECT 1 FROM {}", subject.name())),
        filter.clause().map(|clause| format!("    {clause}")),
        Some(")".to_owned()),
    ];
    Sql::portable(lines(clauses), filter.parameters)
}

/// Counts rows.
pub(in crate::rust) fn count(subject: &Subject<'_>, filter: Filter) -> Sql {
    let clauses = [
        Some(format!("SELECT count(*) FROM {}", subject.name())),
        filter.clause(),
    ];
    Sql::portable(lines(clauses), filter.parameters)
}

/// Deletes rows.
pub(in crate::rust) fn delete(subject: &Subject<'_>, filter: Filter) -> Sql {
    let clauses = [
        Some(format!("DELETE FROM {}", subject.name())),
        filter.clause(),
    ];
    Sql::portable(lines(clauses), filter.parameters)
}

/// Clauses, a line each.
pub(super) fn lines<const N: usize>(clauses: [Option<String>; N]) -> String {
    clauses.into_iter().flatten().collect::<Vec<_>>().join("\n")
}
