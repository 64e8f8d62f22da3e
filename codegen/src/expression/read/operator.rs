//! Operators and predicates.

use std::ops::Range;

use sqlparser::ast::{BinaryOperator, Expr, Spanned, Value};

use super::Reader;
use crate::expression::syntax::{Arithmetic, Comparison, JsonKey, Syntax, SyntaxKind};

enum Operator {
    Compare(Comparison),
    Arithmetic(Arithmetic),
    Concat,
    Json { text: bool },
}

fn operator(op: &BinaryOperator) -> Option<Operator> {
    const KNOWN: [(BinaryOperator, Operator); 14] = [
        (BinaryOperator::Eq, Operator::Compare(Comparison::Equal)),
        (
            BinaryOperator::NotEq,
            Operator::Compare(Comparison::NotEqual),
        ),
        (BinaryOperator::Lt, Operator::Compare(Comparison::Less)),
        (
            BinaryOperator::LtEq,
            Operator::Compare(Comparison::LessOrEqual),
        ),
        (BinaryOperator::Gt, Operator::Compare(Comparison::Greater)),
        (
            BinaryOperator::GtEq,
            Operator::Compare(Comparison::GreaterOrEqual),
        ),
        (BinaryOperator::Plus, Operator::Arithmetic(Arithmetic::Add)),
        (
            BinaryOperator::Minus,
            Operator::Arithmetic(Arithmetic::Subtract),
        ),
        (
            BinaryOperator::Multiply,
            Operator::Arithmetic(Arithmetic::Multiply),
        ),
        (
            BinaryOperator::Divide,
            Operator::Arithmetic(Arithmetic::Divide),
        ),
        (
            BinaryOperator::Modulo,
            Operator::Arithmetic(Arithmetic::Remainder),
        ),
        (BinaryOperator::StringConcat, Operator::Concat),
        (BinaryOperator::Arrow, Operator::Json { text: false }),
        (BinaryOperator::LongArrow, Operator::Json { text: true }),
    ];
    KNOWN
        .into_iter()
        .find_map(|(known, ours)| (known == *op).then_some(ours))
}

impl Reader<'_> {
    /// `a and b and c` as one, however long: a chain leans to the left.
    pub(super) fn chain(
        &mut self,
        expr: &Expr,
        wanted: &BinaryOperator,
        span: &Range<usize>,
    ) -> Option<Syntax> {
        let mut parts = Vec::new();
        let mut rest = expr;
        while let Expr::BinaryOp { left, op, right } = rest
            && op == wanted
        {
            parts.push(self.expression(right, span));
            rest = left;
        }
        parts.push(self.expression(rest, span));
        parts.reverse();
        let parts: Vec<Syntax> = parts.into_iter().collect::<Option<_>>()?;
        let kind = if *wanted == BinaryOperator::And {
            SyntaxKind::All(parts)
        } else {
            SyntaxKind::Any(parts)
        };
        Some(Syntax {
            kind,
            span: span.clone(),
        })
    }

    pub(super) fn binary(
        &mut self,
        left: &Expr,
        op: &BinaryOperator,
        right: &Expr,
        span: Range<usize>,
    ) -> Option<Syntax> {
        let Some(operator) = operator(op) else {
            let problem = format!("the operator `{op}` is not portable");
            return self.refuse(span, problem);
        };
        if let Operator::Json { text } = operator {
            let value = self.expression(left, &span);
            let key = self.json_key(right, &span);
            return Some(Syntax {
                kind: SyntaxKind::Json {
                    value: Box::new(value?),
                    key: key?,
                    text,
                },
                span,
            });
        }
        let (left, right) = (self.expression(left, &span), self.expression(right, &span));
        let (left, right) = (Box::new(left?), Box::new(right?));
        let kind = match operator {
            Operator::Compare(comparison) => SyntaxKind::Compare(comparison, left, right),
            Operator::Arithmetic(arithmetic) => SyntaxKind::Arithmetic(arithmetic, left, right),
            Operator::Concat => SyntaxKind::Concat(left, right),
            Operator::Json { .. } => return None,
        };
        Some(Syntax { kind, span })
    }

    fn json_key(&mut self, key: &Expr, within: &Range<usize>) -> Option<JsonKey> {
        let span = self.places.range(key.span(), within);
        if let Expr::Value(value) = key {
            match &value.value {
                // SQLite's path has no way to write either inside a quoted key.
                Value::SingleQuotedString(name) if !name.contains(['"', '\\', '\0']) => {
                    return Some(JsonKey::Name(name.clone()));
                }
                Value::SingleQuotedString(_) => {
                    return self.refuse(span, "a JSON key with `\"` or `\\` in it is not portable");
                }
                Value::Number(digits, _) if let Ok(index) = digits.parse() => {
                    return Some(JsonKey::Index(index));
                }
                _ => {}
            }
        }
        self.refuse(
            span,
            "a JSON key is a literal: `'name'`, or an index from 0",
        )
    }

    pub(super) fn predicate(&mut self, expr: &Expr, span: Range<usize>) -> Option<Syntax> {
        match expr {
            Expr::Between {
                expr: value,
                negated,
                low,
                high,
            } => {
                let value = self.expression(value, &span);
                let (low, high) = (self.expression(low, &span), self.expression(high, &span));
                let kind = SyntaxKind::Between {
                    negated: *negated,
                    value: Box::new(value?),
                    low: Box::new(low?),
                    high: Box::new(high?),
                };
                Some(Syntax { kind, span })
            }
            Expr::InList {
                expr: value,
                list,
                negated,
            } => {
                if list.is_empty() {
                    return self.refuse(span, "`in ()` has no value");
                }
                let value = self.expression(value, &span);
                let list = self.expressions(list, &span);
                let kind = SyntaxKind::In {
                    negated: *negated,
                    value: Box::new(value?),
                    list: list?,
                };
                Some(Syntax { kind, span })
            }
            Expr::Like {
                negated,
                any: false,
                expr: value,
                pattern,
                escape_char,
            } => self.like(
                value,
                pattern,
                escape_char.as_deref(),
                (*negated, false),
                span,
            ),
            Expr::ILike {
                negated,
                any: false,
                expr: value,
                pattern,
                escape_char,
            } => self.like(
                value,
                pattern,
                escape_char.as_deref(),
                (*negated, true),
                span,
            ),
            _ => self.refuse_expression(expr, span),
        }
    }

    fn like(
        &mut self,
        value: &Expr,
        pattern: &Expr,
        escape: Option<&Expr>,
        (negated, folded): (bool, bool),
        span: Range<usize>,
    ) -> Option<Syntax> {
        if let Some(escape) = escape {
            let backslash = matches!(escape, Expr::Value(value) if matches!(&value.value, Value::SingleQuotedString(text) if text == "\\"));
            if !backslash {
                return self.refuse(span, "the escape character of `like` is `\\`");
            }
        }
        let (value, pattern) = (
            self.expression(value, &span),
            self.expression(pattern, &span),
        );
        let kind = SyntaxKind::Like {
            negated,
            folded,
            value: Box::new(value?),
            pattern: Box::new(pattern?),
        };
        Some(Syntax { kind, span })
    }
}
