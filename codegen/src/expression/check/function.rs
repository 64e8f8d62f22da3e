//! Functions of one row's values.

use super::Checker;
use super::compare::{folding, merged};
use crate::expression::bounds::Bounds;
use crate::expression::function::Function;
use crate::expression::model::{Collation, Kind, Node, Ty, Width};
use crate::expression::problem::Problem;
use crate::expression::syntax::{Syntax, SyntaxKind};

impl Checker<'_> {
    pub(super) fn call(
        &mut self,
        function: Function,
        arguments: &[Syntax],
        hint: Option<&Ty>,
    ) -> Option<Node> {
        match function {
            Function::Coalesce => self.coalesce(arguments, hint),
            Function::NullIf => self.null_if(arguments),
            Function::Abs => self.abs(arguments.first()?),
            Function::Length => self.length(arguments.first()?),
            Function::Lower | Function::Upper => {
                let text = folding(self.joined(arguments.first()?)?);
                let nullable = text.nullable;
                let kind = Kind::Call(function, vec![text]);
                Some(Node::new(kind, Ty::Text, nullable).collated(Collation::C))
            }
            Function::Trim | Function::LTrim | Function::RTrim | Function::Replace => {
                let texts: Vec<_> = arguments.iter().map(|part| self.joined(part)).collect();
                Some(text_call(
                    function,
                    texts.into_iter().collect::<Option<_>>()?,
                ))
            }
            Function::Substr => self.substr(arguments),
        }
    }

    fn coalesce(&mut self, arguments: &[Syntax], hint: Option<&Ty>) -> Option<Node> {
        let parts: Vec<&Syntax> = arguments.iter().collect();
        let nodes = self.common(&parts, hint)?;
        let nullable = nodes.iter().all(|node| node.nullable);
        let merged = merged(&nodes, nullable)?;
        Some(Node {
            kind: Kind::Call(Function::Coalesce, nodes),
            ..merged
        })
    }

    fn null_if(&mut self, arguments: &[Syntax]) -> Option<Node> {
        let parts: Vec<&Syntax> = arguments.iter().collect();
        let nodes = self.comparable(&parts, false)?;
        let merged = merged(nodes.get(..1)?, true)?;
        let ty = match merged.ty.width() {
            Some(_) => Ty::Int(super::unify::widest(&nodes)),
            None => merged.ty.clone(),
        };
        Some(Node {
            kind: Kind::Call(Function::NullIf, nodes),
            ty,
            ..merged
        })
    }

    fn abs(&mut self, argument: &Syntax) -> Option<Node> {
        let node = self.node(argument, None)?;
        let ty = match &node.ty {
            Ty::Int(_) => Ty::Int(Width::Big),
            Ty::Double | Ty::Decimal { .. } => node.ty.clone(),
            Ty::Null
            | Ty::Bool
            | Ty::WrittenDecimal { .. }
            | Ty::Text
            | Ty::Bytes
            | Ty::Uuid
            | Ty::Timestamp(_)
            | Ty::Date
            | Ty::Time
            | Ty::Json
            | Ty::Enum(_)
            | Ty::List(_) => return self.not_computed(&node.ty, &argument.span),
        };
        let (bounds, nullable) = (node.bounds.absolute(), node.nullable);
        let kind = Kind::Call(Function::Abs, vec![node]);
        Some(Node::new(kind, ty, nullable).bounded(bounds))
    }

    fn length(&mut self, argument: &Syntax) -> Option<Node> {
        let node = self.node(argument, Some(&Ty::Text))?;
        let node = if node.ty == Ty::Bytes {
            node
        } else {
            self.text_node(node, &argument.span)?
        };
        let nullable = node.nullable;
        let kind = Kind::Call(Function::Length, vec![node]);
        let node = Node::new(kind, Ty::Int(Width::Int), nullable);
        Some(node.bounded(Bounds::between(0, i128::from(i32::MAX))))
    }

    fn substr(&mut self, arguments: &[Syntax]) -> Option<Node> {
        let mut parts = arguments.iter();
        let text = self.joined(parts.next()?);
        let mut nodes = vec![text];
        for (at, part) in parts.enumerate() {
            let least = i32::from(at == 0);
            let value = if let SyntaxKind::Number(digits) = &part.kind {
                digits.parse::<i32>().ok()
            } else {
                None
            };
            if value.is_some_and(|value| value >= least) {
                nodes.push(self.node(part, None));
                continue;
            }
            let (what, help) = if at == 0 {
                (
                    "the start of `substr` is a literal from 1",
                    "SQLite counts a negative one from the end, Postgres cuts it off",
                )
            } else {
                (
                    "the length of `substr` is a literal from 0",
                    "SQLite takes a negative one backwards, Postgres refuses it",
                )
            };
            self.problems
                .push(Problem::new(part.span.clone(), what).help(help));
            nodes.push(None);
        }
        let nodes: Vec<Node> = nodes.into_iter().collect::<Option<_>>()?;
        Some(text_call(Function::Substr, nodes))
    }
}

fn text_call(function: Function, nodes: Vec<Node>) -> Node {
    let nullable = nodes.iter().any(|node| node.nullable);
    let collation = nodes.iter().fold(Collation::Default, |all, node| {
        all.and(node.collation.clone())
    });
    // The characters to trim, or to replace, are compared by the collation, if it is no plain one.
    Node::new(Kind::Call(function, nodes), Ty::Text, nullable).collated(collation)
}
