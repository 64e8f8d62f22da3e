//! Comparisons, lists, `case`, and the joining of texts.

use std::ops::Range;

use super::Checker;
use crate::expression::function::Function;
use crate::expression::model::{Collation, Kind, Literal, Node, Ty};
use crate::expression::syntax::{Comparison, Syntax, SyntaxKind};
use crate::expression::{Context, Problem};

impl Checker<'_> {
    pub(super) fn compare(
        &mut self,
        comparison: Comparison,
        left: &Syntax,
        right: &Syntax,
    ) -> Option<Node> {
        let negated = comparison == Comparison::NotEqual;
        if !self.no_null(&[left, right], negated) {
            return None;
        }
        let mut pair = self
            .comparable(&[left, right], comparison.orders())?
            .into_iter();
        let (left, right) = (Box::new(pair.next()?), Box::new(pair.next()?));
        let nullable = left.nullable || right.nullable;
        Some(Node::new(
            Kind::Compare(comparison, left, right),
            Ty::Bool,
            nullable,
        ))
    }

    pub(super) fn distinct(
        &mut self,
        negated: bool,
        left: &Syntax,
        right: &Syntax,
    ) -> Option<Node> {
        let mut pair = self.comparable(&[left, right], false)?.into_iter();
        let (left, right) = (Box::new(pair.next()?), Box::new(pair.next()?));
        let kind = Kind::Distinct {
            negated,
            left,
            right,
        };
        Some(Node::new(kind, Ty::Bool, false))
    }

    pub(super) fn between(
        &mut self,
        negated: bool,
        value: &Syntax,
        low: &Syntax,
        high: &Syntax,
    ) -> Option<Node> {
        if !self.no_null(&[value, low, high], negated) {
            return None;
        }
        let nodes = self.comparable(&[value, low, high], true)?;
        let nullable = nodes.iter().any(|node| node.nullable);
        let mut nodes = nodes.into_iter().map(Box::new);
        let kind = Kind::Between {
            negated,
            value: nodes.next()?,
            low: nodes.next()?,
            high: nodes.next()?,
        };
        Some(Node::new(kind, Ty::Bool, nullable))
    }

    pub(super) fn in_list(
        &mut self,
        negated: bool,
        value: &Syntax,
        list: &[Syntax],
    ) -> Option<Node> {
        for item in list {
            if matches!(item.kind, SyntaxKind::Null) {
                let message =
                    "NULL in a list is never equal to anything, and makes `not in` never true";
                return self.wrong(
                    &item.span,
                    message,
                    "leave it out, and write `or .. is null`",
                );
            }
        }
        let parts: Vec<&Syntax> = std::iter::once(value).chain(list).collect();
        let nodes = self.comparable(&parts, false)?;
        let nullable = nodes.iter().any(|node| node.nullable);
        let mut nodes = nodes.into_iter();
        let kind = Kind::In {
            negated,
            value: Box::new(nodes.next()?),
            list: nodes.collect(),
        };
        Some(Node::new(kind, Ty::Bool, nullable))
    }

    /// The pieces as one type whose values both databases compare alike.
    pub(super) fn comparable(&mut self, parts: &[&Syntax], orders: bool) -> Option<Vec<Node>> {
        let mut nodes = self.common(parts, None)?;
        for (node, part) in nodes.iter().zip(parts) {
            self.comparable_type(&node.ty, orders, &part.span)?;
        }
        let collation = nodes.iter().fold(Collation::Default, |all, node| {
            all.and(node.collation.clone())
        });
        let first = nodes.first()?;
        let text = self.is_text(&first.ty);
        let undecided = match collation {
            Collation::Default => orders,
            Collation::Mixed => true,
            Collation::C | Collation::Own(_) => false,
        };
        if text && undecided {
            let first = nodes.remove(0);
            nodes.insert(0, by_bytes(first));
        }
        Some(nodes)
    }

    pub(super) fn comparable_type(
        &mut self,
        ty: &Ty,
        orders: bool,
        span: &Range<usize>,
    ) -> Option<()> {
        let (reason, help) = match ty {
            Ty::Json => (
                "JSON is not compared as a whole: the databases write it differently",
                "compare what `->>` reads out of it",
            ),
            Ty::List(_) => ("lists are not compared as a whole", super::PER_DIALECT),
            Ty::WrittenDecimal { .. } => (
                "SQLite holds this decimal as text and would compare it as text",
                "give the column at most 18 digits and no `storage`",
            ),
            Ty::Enum(name) if orders && self.native(name).is_some() => (
                "Postgres orders this enum by declaration, SQLite by its text",
                "compare for equality, or write `in (..)`",
            ),
            Ty::Null => ("NULL is equal to nothing", "write `is null`"),
            Ty::Bool
            | Ty::Int(_)
            | Ty::Double
            | Ty::Decimal { .. }
            | Ty::Text
            | Ty::Bytes
            | Ty::Uuid
            | Ty::Timestamp(_)
            | Ty::Date
            | Ty::Time
            | Ty::Enum(_) => return Some(()),
        };
        self.wrong(span, reason, help)
    }

    fn no_null(&mut self, parts: &[&Syntax], negated: bool) -> bool {
        let null = parts
            .iter()
            .find(|part| matches!(part.kind, SyntaxKind::Null));
        let Some(null) = null else {
            return true;
        };
        let help = if negated {
            "write `is not null`"
        } else {
            "write `is null`"
        };
        let problem = Problem::new(null.span.clone(), "a comparison with NULL is never true");
        self.problems.push(problem.help(help));
        false
    }

    pub(super) fn case(
        &mut self,
        operand: Option<&Syntax>,
        branches: &[(Syntax, Syntax)],
        otherwise: Option<&Syntax>,
        hint: Option<&Ty>,
    ) -> Option<Node> {
        let conditions = match operand {
            None => {
                let conditions: Vec<_> = branches
                    .iter()
                    .map(|(condition, _)| self.condition(condition))
                    .collect();
                conditions.into_iter().collect::<Option<Vec<_>>>()
            }
            Some(operand) => {
                let values = branches.iter().map(|(value, _)| value);
                let parts: Vec<&Syntax> = std::iter::once(operand).chain(values).collect();
                if self.no_null(&parts, false) {
                    self.comparable(&parts, false)
                } else {
                    None
                }
            }
        };
        let results: Vec<&Syntax> = branches
            .iter()
            .map(|(_, result)| result)
            .chain(otherwise)
            .collect();
        let results = self.common(&results, hint)?;
        let mut conditions = conditions?.into_iter();
        let operand = operand.and_then(|_| conditions.next().map(Box::new));
        let nullable = otherwise.is_none() || results.iter().any(|node| node.nullable);
        let merged = merged(&results, nullable)?;
        let mut results = results.into_iter();
        let branches = conditions.zip(results.by_ref()).collect();
        let kind = Kind::Case {
            operand,
            branches,
            otherwise: results.next().map(Box::new),
        };
        Some(Node { kind, ..merged })
    }

    pub(super) fn concat(&mut self, left: &Syntax, right: &Syntax) -> Option<Node> {
        let (left, right) = (self.joined(left), self.joined(right));
        let (left, right) = (left?, right?);
        let nullable = left.nullable || right.nullable;
        let collation = left.collation.clone().and(right.collation.clone());
        let kind = Kind::Concat(Box::new(left), Box::new(right));
        Some(Node::new(kind, Ty::Text, nullable).collated(collation))
    }

    /// A piece that has to be text.
    pub(super) fn joined(&mut self, part: &Syntax) -> Option<Node> {
        let node = self.node(part, Some(&Ty::Text))?;
        self.text_node(node, &part.span)
    }

    pub(super) fn text_node(&mut self, node: Node, span: &Range<usize>) -> Option<Node> {
        let help = match &node.ty {
            Ty::Text => return Some(node),
            Ty::Null => {
                return Some(Node {
                    ty: Ty::Text,
                    ..node
                });
            }
            Ty::Enum(_) => "write `cast(.. as text)` around the enum",
            Ty::Bool => "write `case when .. then 'yes' else 'no' end`",
            Ty::Int(_) | Ty::Double | Ty::Decimal { .. } | Ty::WrittenDecimal { .. } => {
                "the databases write numbers differently; join them in Rust"
            }
            Ty::Bytes
            | Ty::Uuid
            | Ty::Timestamp(_)
            | Ty::Date
            | Ty::Time
            | Ty::Json
            | Ty::List(_) => "the databases write it differently; join it in Rust",
        };
        let problem = Problem::new(
            span.clone(),
            format!("text is expected, this is {}", node.ty.spelled()),
        );
        self.problems.push(problem.help(help));
        None
    }

    pub(super) fn like(
        &mut self,
        negated: bool,
        folded: bool,
        value: &Syntax,
        pattern: &Syntax,
        span: &Range<usize>,
    ) -> Option<Node> {
        if self.context != Context::View {
            return self.wrong(
                span,
                "`like` means what a connection's setting says on SQLite, so it may stand in views only",
                "write it per dialect: `{ sqlite = \"name glob 'a*'\", postgres = \"name like 'a%'\" }`",
            );
        }
        let value = self.joined(value)?;
        let SyntaxKind::Text(text) = &pattern.kind else {
            return self.wrong(
                &pattern.span,
                "the pattern of `like` is a literal",
                super::PER_DIALECT,
            );
        };
        let backslashes = text.chars().rev().take_while(|c| *c == '\\').count();
        if backslashes % 2 == 1 {
            return self.wrong(
                &pattern.span,
                "the pattern ends in its escape character",
                "write `\\\\` for a backslash",
            );
        }
        let (value, text) = if folded {
            let nullable = value.nullable;
            let value = Kind::Call(Function::Lower, vec![folding(value)]);
            let value = Node::new(value, Ty::Text, nullable).collated(Collation::C);
            (value, text.to_ascii_lowercase())
        } else {
            (value, text.clone())
        };
        let nullable = value.nullable;
        let pattern = Node::new(Kind::Literal(Literal::Text(text)), Ty::Text, false);
        let kind = Kind::Like {
            negated,
            value: Box::new(value),
            pattern: Box::new(pattern),
        };
        Some(Node::new(kind, Ty::Bool, nullable))
    }
}

/// The text compared by bytes on Postgres, whatever it was compared by.
pub(super) fn by_bytes(node: Node) -> Node {
    let (ty, nullable) = (node.ty.clone(), node.nullable);
    Node::new(Kind::ByBytes(Box::new(node)), ty, nullable).collated(Collation::C)
}

/// A text whose letters are folded: on Postgres under "C" alone are they the ASCII ones.
pub(super) fn folding(node: Node) -> Node {
    if node.collation == Collation::C {
        node
    } else {
        by_bytes(node)
    }
}

/// What either of them is: type, bounds and collation. Its kind is to be replaced.
pub(super) fn merged(nodes: &[Node], nullable: bool) -> Option<Node> {
    let first = nodes.first()?;
    let ty = match first.ty.width() {
        Some(_) => Ty::Int(super::unify::widest(nodes)),
        None => first.ty.clone(),
    };
    // A NULL has no bounds.
    let bounded = nodes
        .iter()
        .filter(|node| !matches!(node.kind, Kind::Literal(Literal::Null)));
    let bounds = bounded
        .map(|node| node.bounds)
        .reduce(crate::expression::bounds::Bounds::or)
        .unwrap_or(first.bounds);
    let collation = nodes.iter().fold(Collation::Default, |all, node| {
        all.and(node.collation.clone())
    });
    let node = Node::new(Kind::Literal(Literal::Null), ty, nullable);
    Some(node.bounded(bounds).collated(collation))
}
