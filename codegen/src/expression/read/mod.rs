//! From the parser's tree to ours. What the language does not have is refused here, by name.
//!
//! The parser's types go no further than this folder.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the parser knows much more than the language has; what is not named is refused"
)]

mod call;
mod literal;
mod operator;
mod refused;
mod type_name;

use std::ops::Range;

use sqlparser::ast::{BinaryOperator, Expr, Ident, Spanned, UnaryOperator};

use super::limit;
use super::place::Places;
use super::problem::Problem;
use super::syntax::{Is, Syntax, SyntaxKind, Word};

/// Reads trees of one text.
pub(crate) struct Reader<'t> {
    pub(crate) places: Places<'t>,
    pub(crate) problems: Vec<Problem>,
    depth: usize,
    /// Whether queries may stand in expressions.
    queries: bool,
}

impl<'t> Reader<'t> {
    pub(crate) fn new(places: Places<'t>, queries: bool) -> Self {
        Self {
            places,
            problems: Vec::new(),
            depth: 0,
            queries,
        }
    }

    /// `None` where something in it is refused; the problem has been noted.
    pub(crate) fn expression(&mut self, expr: &Expr, within: &Range<usize>) -> Option<Syntax> {
        let span = self.places.range(expr.span(), within);
        if self.depth >= limit::DEPTH {
            self.problems.push(limit::too_deep(span));
            return None;
        }
        self.depth += 1;
        let read = self.by_kind(expr, span);
        self.depth -= 1;
        read
    }

    pub(crate) fn expressions(
        &mut self,
        exprs: &[Expr],
        within: &Range<usize>,
    ) -> Option<Vec<Syntax>> {
        let read: Vec<_> = exprs
            .iter()
            .map(|expr| self.expression(expr, within))
            .collect();
        read.into_iter().collect()
    }

    fn boxed(&mut self, expr: &Expr, within: &Range<usize>) -> Option<Box<Syntax>> {
        self.expression(expr, within).map(Box::new)
    }

    fn by_kind(&mut self, expr: &Expr, span: Range<usize>) -> Option<Syntax> {
        let kind = match expr {
            Expr::Nested(inner) => {
                let mut inner = self.expression(inner, &span)?;
                inner.span = span;
                return Some(inner);
            }
            Expr::Identifier(ident) => SyntaxKind::Column {
                table: None,
                column: self.word(ident, &span),
            },
            Expr::CompoundIdentifier(idents) => match idents.as_slice() {
                [table, column] => SyntaxKind::Column {
                    table: Some(self.word(table, &span)),
                    column: self.word(column, &span),
                },
                _ => return self.refuse(span, "a name has at most two parts: `table.column`"),
            },
            Expr::Value(value) => return self.literal(value, span),
            Expr::TypedString(typed) => return self.typed_string(typed, span),
            Expr::UnaryOp { op, expr: operand } => return self.unary(*op, operand, &span),
            Expr::BinaryOp {
                op: op @ (BinaryOperator::And | BinaryOperator::Or),
                ..
            } => return self.chain(expr, op, &span),
            Expr::BinaryOp { left, op, right } => return self.binary(left, op, right, span),
            Expr::IsNull(value) | Expr::IsUnknown(value) => {
                return self.is(value, Is::Null, false, span);
            }
            Expr::IsNotNull(value) | Expr::IsNotUnknown(value) => {
                return self.is(value, Is::Null, true, span);
            }
            Expr::IsTrue(value) => return self.is(value, Is::True, false, span),
            Expr::IsNotTrue(value) => return self.is(value, Is::True, true, span),
            Expr::IsFalse(value) => return self.is(value, Is::False, false, span),
            Expr::IsNotFalse(value) => return self.is(value, Is::False, true, span),
            Expr::IsDistinctFrom(left, right) => return self.distinct(left, right, false, span),
            Expr::IsNotDistinctFrom(left, right) => return self.distinct(left, right, true, span),
            Expr::Between { .. } | Expr::InList { .. } | Expr::Like { .. } | Expr::ILike { .. } => {
                return self.predicate(expr, span);
            }
            Expr::Case { .. } => return self.case(expr, span),
            Expr::Cast { .. } => return self.cast(expr, span),
            Expr::Function(function) => {
                let span = self.places.call(function.span(), &span);
                return self.call(function, span);
            }
            Expr::Subquery(_) | Expr::Exists { .. } | Expr::InSubquery { .. } if self.queries => {
                return self.subquery(expr, span);
            }
            Expr::Substring { .. } | Expr::Trim { .. } => return self.text_function(expr, span),
            other => return self.refuse_expression(other, span),
        };
        Some(Syntax { kind, span })
    }

    pub(crate) fn word(&self, ident: &Ident, within: &Range<usize>) -> Word {
        // An unquoted name means its lower case, on Postgres and so here.
        let text = match ident.quote_style {
            Some(_) => ident.value.clone(),
            None => ident.value.to_lowercase(),
        };
        Word {
            text,
            span: self.places.range(ident.span, within),
        }
    }

    fn unary(&mut self, op: UnaryOperator, operand: &Expr, span: &Range<usize>) -> Option<Syntax> {
        let value = self.boxed(operand, span);
        let span = self.places.with_previous(span.clone());
        let kind = if op == UnaryOperator::Not {
            SyntaxKind::Not(value?)
        } else if op == UnaryOperator::Minus {
            SyntaxKind::Negate(value?)
        } else if op == UnaryOperator::Plus {
            return value.map(|value| *value);
        } else {
            return self.refuse(span, format!("the operator `{op}` is not portable"));
        };
        Some(Syntax { kind, span })
    }

    fn is(&mut self, value: &Expr, what: Is, negated: bool, span: Range<usize>) -> Option<Syntax> {
        let value = self.boxed(value, &span)?;
        Some(Syntax {
            kind: SyntaxKind::Is {
                negated,
                value,
                what,
            },
            span,
        })
    }

    fn distinct(
        &mut self,
        left: &Expr,
        right: &Expr,
        negated: bool,
        span: Range<usize>,
    ) -> Option<Syntax> {
        let (left, right) = (self.boxed(left, &span), self.boxed(right, &span));
        Some(Syntax {
            kind: SyntaxKind::Distinct {
                negated,
                left: left?,
                right: right?,
            },
            span,
        })
    }

    fn subquery(&mut self, expr: &Expr, span: Range<usize>) -> Option<Syntax> {
        let kind = match expr {
            Expr::Subquery(query) => SyntaxKind::Scalar(Box::new(self.query(query, &span)?)),
            Expr::Exists { subquery, negated } => SyntaxKind::Exists {
                negated: *negated,
                query: Box::new(self.query(subquery, &span)?),
            },
            Expr::InSubquery {
                expr: value,
                subquery,
                negated,
            } => {
                let value = self.boxed(value, &span);
                let query = self.query(subquery, &span);
                SyntaxKind::InQuery {
                    negated: *negated,
                    value: value?,
                    query: Box::new(query?),
                }
            }
            other => return self.refuse_expression(other, span),
        };
        Some(Syntax { kind, span })
    }

    fn case(&mut self, expr: &Expr, span: Range<usize>) -> Option<Syntax> {
        let Expr::Case {
            operand,
            conditions,
            else_result,
            ..
        } = expr
        else {
            return None;
        };
        let operand = match operand {
            Some(operand) => Some(self.boxed(operand, &span)?),
            None => None,
        };
        let branches: Vec<_> = conditions
            .iter()
            .map(|branch| {
                let condition = self.expression(&branch.condition, &span);
                let result = self.expression(&branch.result, &span);
                condition.zip(result)
            })
            .collect();
        let otherwise = match else_result {
            Some(otherwise) => Some(self.boxed(otherwise, &span)?),
            None => None,
        };
        Some(Syntax {
            kind: SyntaxKind::Case {
                operand,
                branches: branches.into_iter().collect::<Option<_>>()?,
                otherwise,
            },
            span,
        })
    }

    /// Notes what the language does not have.
    pub(crate) fn refuse<T>(
        &mut self,
        span: Range<usize>,
        message: impl Into<String>,
    ) -> Option<T> {
        self.problems
            .push(Problem::new(span, message).help(PER_DIALECT));
        None
    }
}

/// The way out.
pub(crate) const PER_DIALECT: &str =
    "write it per dialect: `{ sqlite = \"..\", postgres = \"..\" }`";
