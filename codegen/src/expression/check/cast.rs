//! Casts: only those whose results agree.

use std::ops::Range;

use super::{Checker, PER_DIALECT};
use crate::expression::Context;
use crate::expression::bounds::{Bounds, power_of_ten};
use crate::expression::model::{Conversion, JsonRead, Kind, Node, Ty, Width};
use crate::expression::problem::Problem;
use crate::expression::syntax::{Syntax, SyntaxKind, TypeName};
use crate::name::EnumName;
use crate::schema::model::SqliteStorage;
use crate::spelling::{did_you_mean, quoted};

/// Decimals of more digits do not convert to a double in one rounding on SQLite.
const EXACT_DIGITS: u8 = 15;

impl Checker<'_> {
    pub(super) fn cast(
        &mut self,
        value: &Syntax,
        ty: &TypeName,
        place: &Range<usize>,
    ) -> Option<Node> {
        if let SyntaxKind::Json { text: true, .. } = &value.kind {
            let read = match ty {
                TypeName::Text => Some(JsonRead::Text),
                TypeName::BigInt => Some(JsonRead::Int),
                TypeName::Double => Some(JsonRead::Double),
                TypeName::Bool => Some(JsonRead::Bool),
                TypeName::SmallInt
                | TypeName::Int
                | TypeName::Decimal { .. }
                | TypeName::Uuid
                | TypeName::Timestamp
                | TypeName::Date
                | TypeName::Time
                | TypeName::Named(_) => None,
            };
            if read.is_none() {
                return self.wrong(
                    place,
                    "JSON is read as `text`, `bigint`, `double` or `bool`",
                    PER_DIALECT,
                );
            }
            return self.json(value, read);
        }
        let target = self.target(ty, place)?;
        let node = self.node(value, Some(&target))?;
        if node.is_literal() && node.ty == target {
            return Some(node);
        }
        self.conversion(node, ty, &target, place)
    }

    fn target(&mut self, ty: &TypeName, place: &Range<usize>) -> Option<Ty> {
        Some(match ty {
            TypeName::Bool => Ty::Bool,
            TypeName::SmallInt => Ty::Int(Width::Small),
            TypeName::Int => Ty::Int(Width::Int),
            TypeName::BigInt => Ty::Int(Width::Big),
            TypeName::Double => Ty::Double,
            TypeName::Decimal { scale, .. } => Ty::Decimal { scale: *scale },
            TypeName::Text => Ty::Text,
            TypeName::Uuid => Ty::Uuid,
            TypeName::Timestamp => Ty::Timestamp(SqliteStorage::Micros),
            TypeName::Date => Ty::Date,
            TypeName::Time => Ty::Time,
            TypeName::Named(name) => {
                let key = EnumName::new(name.as_str());
                if !self.names.enums().contains_key(&key) {
                    let known = [
                        "bool",
                        "smallint",
                        "int",
                        "bigint",
                        "double",
                        "text",
                        "uuid",
                        "timestamp",
                        "date",
                        "time",
                    ];
                    let enums = self.names.enums().keys().map(EnumName::as_str);
                    let choices: Vec<&str> = known.into_iter().chain(enums).collect();
                    let problem = Problem::new(
                        place.clone(),
                        format!("no cast to {} is portable", quoted(name)),
                    )
                    .maybe_help(did_you_mean(name, choices));
                    self.problems.push(problem);
                    return None;
                }
                Ty::Enum(key)
            }
        })
    }

    fn conversion(
        &mut self,
        node: Node,
        ty: &TypeName,
        target: &Ty,
        place: &Range<usize>,
    ) -> Option<Node> {
        let nullable = node.nullable;
        let bounds = node.bounds;
        let conversion = match (&node.ty, target) {
            (Ty::Null, _) => {
                return Some(Node {
                    ty: target.clone(),
                    ..node
                });
            }
            (Ty::Int(from), Ty::Int(to)) if from <= to => Conversion::Widen(*to),
            (Ty::Int(_), Ty::Int(_)) => {
                return self.wrong(
                    place,
                    "a cast to a narrower integer fails on Postgres and does nothing on SQLite",
                    "leave it out: a column checks its own range",
                );
            }
            (Ty::Bool, Ty::Int(width)) => {
                let kind = Kind::Convert(Conversion::BoolToInt, Box::new(node));
                let wide =
                    Node::new(kind, Ty::Int(Width::Int), nullable).bounded(Bounds::between(0, 1));
                return if *width == Width::Big {
                    let kind = Kind::Convert(Conversion::Widen(Width::Big), Box::new(wide));
                    Some(Node::new(kind, target.clone(), nullable).bounded(Bounds::between(0, 1)))
                } else {
                    Some(wide)
                };
            }
            (Ty::Int(_), Ty::Double) => Conversion::IntToDouble,
            (Ty::Double, Ty::Double) | (Ty::Text, Ty::Text) => Conversion::Same,
            (Ty::Decimal { scale }, Ty::Double) if bounds.digits() <= EXACT_DIGITS => {
                Conversion::DecimalToDouble { scale: *scale }
            }
            (Ty::Int(_), Ty::Decimal { scale }) => {
                return self.decimal_of(node, 0, *scale, ty, place);
            }
            (Ty::Decimal { scale: from }, Ty::Decimal { scale: to }) if from <= to => {
                let (from, to) = (*from, *to);
                return self.decimal_of(node, from, to, ty, place);
            }
            (Ty::Enum(name), Ty::Text) => {
                let native = self.native(name).is_some();
                let immutable = match self.context {
                    Context::Generated | Context::IndexPart | Context::IndexPredicate => true,
                    Context::Check | Context::Default | Context::View => false,
                };
                if native && immutable {
                    return self.wrong(place, "Postgres does not let an index or a generated column turn an enum of its own into text", "compare the enum with its values");
                }
                let collation = node.collation.clone();
                let kind = Kind::Convert(Conversion::EnumToText { native }, Box::new(node));
                return Some(Node::new(kind, Ty::Text, nullable).collated(collation));
            }
            (one, two) if one == two => return Some(node),
            (one, two) => {
                let message = format!(
                    "a cast from {} to {} gives different results on the databases",
                    one.spelled(),
                    two.spelled()
                );
                return self.wrong(place, message, reason(one, two));
            }
        };
        let collation = node.collation.clone();
        let converted = Node::new(
            Kind::Convert(conversion, Box::new(node)),
            target.clone(),
            nullable,
        );
        Some(converted.bounded(bounds).collated(collation))
    }

    fn decimal_of(
        &mut self,
        node: Node,
        from: u8,
        to: u8,
        ty: &TypeName,
        place: &Range<usize>,
    ) -> Option<Node> {
        let TypeName::Decimal { precision, scale } = ty else {
            return Some(node);
        };
        let scaled = if from == to && !matches!(node.ty, Ty::Int(_)) {
            node
        } else {
            self.with_scale(node, from, to, place)?
        };
        let most = power_of_ten(*precision) - 1;
        if scaled.bounds.overflows || scaled.bounds.magnitude() > most {
            let message = format!(
                "the value can have more digits than `decimal({precision},{scale})`: Postgres fails then, SQLite does not"
            );
            return self.wrong(place, message, "take more digits, or leave the cast out");
        }
        Some(scaled)
    }
}

fn reason(from: &Ty, to: &Ty) -> &'static str {
    match (from, to) {
        (Ty::Text, Ty::Int(_) | Ty::Double | Ty::Decimal { .. } | Ty::Bool) => {
            "SQLite makes 0 of text that is no number, Postgres fails; store a number"
        }
        (Ty::Double | Ty::Decimal { .. }, Ty::Int(_)) => {
            "SQLite cuts the fraction off, Postgres rounds; compute with integers or in Rust"
        }
        (Ty::Int(_) | Ty::Double | Ty::Decimal { .. }, Ty::Text) => {
            "the databases write numbers differently; write it in Rust"
        }
        (Ty::Decimal { .. }, Ty::Double) => {
            "more than 15 digits round differently; give the column fewer digits"
        }
        (Ty::Bool, Ty::Text) => "write `case when .. then 'true' else 'false' end`",
        (Ty::Int(_), Ty::Bool) => "write `.. <> 0`",
        (Ty::Timestamp(_), Ty::Date | Ty::Time) => {
            "Postgres asks the session's time zone; compute it in Rust"
        }
        (Ty::Decimal { .. }, Ty::Decimal { .. }) => {
            "Postgres rounds, SQLite does not; keep the places"
        }
        _ => PER_DIALECT,
    }
}
