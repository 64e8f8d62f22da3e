//! The names of one table.

use super::check::{Found, Names};
use super::model::ColumnRef;
use super::problem::Problem;
use super::scope::{Enums, Scope};
use super::syntax::Word;
use crate::name::ColumnName;
use crate::spelling::{did_you_mean, quoted};

impl Names for Scope {
    fn column(&self, table: Option<&Word>, column: &Word) -> Result<Found, Problem> {
        if let Some(table) = table {
            let message = "a table's own expressions name its columns without the table";
            let span = table.span.start..column.span.end;
            return Err(Problem::new(span, message).help(format!("write {}", quoted(&column.text))));
        }
        let key = ColumnName::new(column.text.as_str());
        let Some(found) = self.columns.get(&key) else {
            let names = self.columns.keys().map(ColumnName::as_str);
            let message = format!("there is no column {}", quoted(&column.text));
            let problem = Problem::new(column.span.clone(), message);
            return Err(problem.maybe_help(did_you_mean(&column.text, names)));
        };
        let reference = ColumnRef {
            name: key,
            db_name: found.db_name.clone(),
            source: None,
            outer: false,
            ty: found.ty.clone(),
        };
        Ok(Found {
            reference,
            column: found.clone(),
        })
    }

    fn enums(&self) -> &Enums {
        &self.enums
    }
}
