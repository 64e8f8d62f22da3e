//! What the parser reads and the language does not have, by name.

use std::ops::Range;

use sqlparser::ast::Expr;

use super::{PER_DIALECT, Reader};
use crate::expression::Problem;
use crate::expression::syntax::Syntax;

impl Reader<'_> {
    pub(super) fn refuse_expression(&mut self, expr: &Expr, span: Range<usize>) -> Option<Syntax> {
        let (what, reason) = match expr {
            Expr::Subquery(_) | Expr::Exists { .. } | Expr::InSubquery { .. } => {
                ("a subquery", "it may stand in a view only")
            }
            Expr::Collate { .. } => (
                "`collate`",
                "every text compares by bytes; a column's collation is `sqlite = { collate = \"..\" }`",
            ),
            Expr::SimilarTo { .. } | Expr::RLike { .. } => {
                ("a regular expression", "SQLite has none")
            }
            Expr::Extract { .. } | Expr::AtTimeZone { .. } | Expr::Interval(_) => (
                "calendar arithmetic",
                "the databases' calendars and time zones differ",
            ),
            Expr::Ceil { .. } | Expr::Floor { .. } => (
                "rounding",
                "the databases round halves differently, and SQLite rounds floats only",
            ),
            Expr::Position { .. } | Expr::Overlay { .. } => {
                ("this function", "SQLite has none like it")
            }
            Expr::Array(_) | Expr::AnyOp { .. } | Expr::AllOp { .. } | Expr::InUnnest { .. } => {
                ("an array", "SQLite has none; write `in (..)`")
            }
            Expr::Tuple(_) => ("a row of values", "compare one column at a time"),
            Expr::Wildcard(_) | Expr::QualifiedWildcard(..) => ("`*`", "name the column"),
            Expr::CompoundFieldAccess { .. } | Expr::JsonAccess { .. } => (
                "this access",
                "write `column -> 'key'` or `column ->> 'key'`",
            ),
            _ => ("this expression", "the databases differ in it"),
        };
        let message = format!("{what} is not portable here");
        self.problems
            .push(Problem::new(span, message).label(reason).help(PER_DIALECT));
        None
    }
}
