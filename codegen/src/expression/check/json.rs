//! Reading out of JSON.

use super::{Checker, PER_DIALECT};
use crate::expression::bounds::Bounds;
use crate::expression::model::{JsonRead, Kind, Node, Ty, Width};
use crate::expression::problem::Problem;
use crate::expression::syntax::{JsonKey, Syntax, SyntaxKind};

/// Postgres asks before each whether there is an array, which writes all that stands before it twice.
const INDEXES: usize = 3;
/// The integers that every JSON library reads alike (RFC 8259, section 6).
pub(crate) const SAFE_INTEGER: i64 = 9_007_199_254_740_991;

impl Checker<'_> {
    /// A chain of `->` and `->>`; `read` is what a cast around it asks for.
    pub(super) fn json(&mut self, syntax: &Syntax, read: Option<JsonRead>) -> Option<Node> {
        let mut path = Vec::new();
        let mut rest = syntax;
        let mut as_text = None;
        while let SyntaxKind::Json { value, key, text } = &rest.kind {
            if *text && as_text.is_some() {
                let problem =
                    Problem::new(rest.span.clone(), "`->>` yields text, which has no keys");
                self.problems
                    .push(problem.help("write `->` before the last key"));
                return None;
            }
            as_text.get_or_insert(*text);
            path.push(key.clone());
            rest = value;
        }
        path.reverse();
        let indexes = path
            .iter()
            .filter(|key| matches!(key, JsonKey::Index(_)))
            .count();
        if indexes > INDEXES {
            return self.wrong(
                &syntax.span,
                format!("a path has at most {INDEXES} indexes"),
                PER_DIALECT,
            );
        }
        let column = self.node(rest, None)?;
        if column.ty != Ty::Json {
            let message = format!("`->` reads JSON, this is {}", column.ty.spelled());
            return self.wrong(&rest.span, message, PER_DIALECT);
        }
        if !column.is_column() {
            return self.wrong(&rest.span, "`->` reads a column", PER_DIALECT);
        }
        let read = read.unwrap_or(if as_text == Some(true) {
            JsonRead::Text
        } else {
            JsonRead::Json
        });
        let (ty, bounds) = match read {
            JsonRead::Json => (Ty::Json, Bounds::UNKNOWN),
            JsonRead::Text => (Ty::Text, Bounds::UNKNOWN),
            JsonRead::Int => {
                let most = i128::from(SAFE_INTEGER);
                (Ty::Int(Width::Big), Bounds::between(-most, most))
            }
            JsonRead::Double => (Ty::Double, Bounds::UNKNOWN),
            JsonRead::Bool => (Ty::Bool, Bounds::UNKNOWN),
        };
        let kind = Kind::Json {
            column: Box::new(column),
            path,
            read,
        };
        Some(Node::new(kind, ty, true).bounded(bounds))
    }
}
