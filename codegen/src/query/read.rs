//! From the parser's tree of a query to ours. What the language does not have is refused here, by name.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the parser knows much more than the language has; what is not named is refused"
)]

use std::ops::Range;

use sqlparser::ast::{
    Distinct, GroupByExpr, Join as ParsedJoin, JoinConstraint, JoinOperator, ObjectName,
    ObjectNamePart, Query as ParsedQuery, Select as ParsedSelect, SelectFlavor, SelectItem,
    SelectItemQualifiedWildcardKind, SetExpr, SetOperator as ParsedOperator, SetQuantifier,
    Spanned, TableAlias, TableFactor, WildcardAdditionalOptions,
};

use super::syntax::{Body, Factor, From, Item, Join, JoinKind, Query, Select, SetOperator};
use crate::expression::Problem;
use crate::expression::read::Reader;
use crate::expression::syntax::Word;
use crate::spelling::quoted;

impl Reader<'_> {
    /// `None` where something in it is refused; the problem has been noted.
    pub(crate) fn query(&mut self, query: &ParsedQuery, within: &Range<usize>) -> Option<Query> {
        let span = self.places.range(query.span(), within);
        let mut fine = true;
        if let Some(order) = &query.order_by {
            let place = self.places.range(order.span(), &span);
            self.problems.push(
                Problem::new(
                    place,
                    "a view has no order of its own: who reads it orders it",
                )
                .help("leave `order by` out; the view's `key` orders its lists"),
            );
            fine = false;
        }
        let cut = match (&query.limit_clause, &query.fetch) {
            (Some(limit), _) => Some(self.places.range(limit.span(), &span)),
            (None, Some(_)) => Some(span.clone()),
            (None, None) => None,
        };
        if let Some(place) = cut {
            let message = "which rows `limit` leaves depends on an order that a view does not have";
            let problem = Problem::new(place, message);
            self.problems.push(problem.help("leave `limit` out"));
            fine = false;
        }
        let odd = !query.locks.is_empty()
            || query.for_clause.is_some()
            || query.settings.is_some()
            || query.format_clause.is_some()
            || !query.pipe_operators.is_empty();
        if odd {
            self.refuse::<()>(span.clone(), "this clause of a query is not portable");
            fine = false;
        }
        let mut named = Vec::new();
        if let Some(with) = &query.with {
            if with.recursive {
                self.refuse::<()>(span.clone(), "`with recursive` is not portable here");
                fine = false;
            }
            for cte in &with.cte_tables {
                let alias = self.alias(&cte.alias, &span);
                if cte.from.is_some() || cte.materialized.is_some() {
                    self.refuse::<()>(span.clone(), "this form of `with` is not portable");
                    fine = false;
                }
                let query = self.query(&cte.query, &span);
                match alias.zip(query) {
                    Some(one) => named.push(one),
                    None => fine = false,
                }
            }
        }
        let body = self.body(&query.body, &span)?;
        fine.then_some(Query { named, body, span })
    }

    fn body(&mut self, body: &SetExpr, within: &Range<usize>) -> Option<Body> {
        match body {
            SetExpr::Select(select) => {
                let span = self.places.range(select.span(), within);
                Some(Body::Select(Box::new(self.select(select, span)?)))
            }
            SetExpr::Query(query) => {
                let span = self.places.range(query.span(), within);
                let query = self.query(query, &span)?;
                if !query.named.is_empty() {
                    return self.refuse(span, "`with` stands at the start of the whole query");
                }
                Some(query.body)
            }
            SetExpr::SetOperation {
                left,
                op,
                set_quantifier,
                right,
            } => {
                let span = self.places.range(body.span(), within);
                let operator = self.set_operator(*op, *set_quantifier, &span);
                let (left, right) = (self.body(left, &span), self.body(right, &span));
                Some(Body::Set {
                    operator: operator?,
                    left: Box::new(left?),
                    right: Box::new(right?),
                    span,
                })
            }
            other => {
                let span = self.places.range(other.span(), within);
                self.refuse(span, "a view is a `select`")
            }
        }
    }

    fn set_operator(
        &mut self,
        operator: ParsedOperator,
        quantifier: SetQuantifier,
        span: &Range<usize>,
    ) -> Option<SetOperator> {
        let all = match quantifier {
            SetQuantifier::All => true,
            SetQuantifier::None | SetQuantifier::Distinct => false,
            _ => {
                return self.refuse(
                    span.clone(),
                    "columns of a `union` are matched by their places",
                );
            }
        };
        match (operator, all) {
            (ParsedOperator::Union, true) => Some(SetOperator::UnionAll),
            (ParsedOperator::Union, false) => Some(SetOperator::Union),
            (ParsedOperator::Intersect, false) => Some(SetOperator::Intersect),
            (ParsedOperator::Except, false) => Some(SetOperator::Except),
            (operator, _) => {
                let message = format!(
                    "SQLite has no `{} all`",
                    operator.to_string().to_lowercase()
                );
                self.refuse(span.clone(), message)
            }
        }
    }

    fn select(&mut self, select: &ParsedSelect, span: Range<usize>) -> Option<Select> {
        let plain = select.optimizer_hints.is_empty()
            && select.select_modifiers.is_none()
            && select.top.is_none()
            && select.exclude.is_none()
            && select.lateral_views.is_empty()
            && select.prewhere.is_none()
            && select.connect_by.is_empty()
            && select.cluster_by.is_empty()
            && select.distribute_by.is_empty()
            && select.sort_by.is_empty()
            && select.value_table_mode.is_none()
            && select.flavor == SelectFlavor::Standard;
        if let Some(into) = &select.into {
            let place = self.places.range(into.span(), &span);
            let problem = Problem::new(place, "a view is read: it puts nothing into a table");
            self.problems.push(problem.help("leave `into` out"));
            return None;
        }
        if !plain {
            return self.refuse(span, "this clause of a `select` is not portable");
        }
        if !select.named_window.is_empty() || select.qualify.is_some() {
            return self.refuse(span, "window functions are not portable here");
        }
        let distinct = match &select.distinct {
            None | Some(Distinct::All) => false,
            Some(Distinct::Distinct) => true,
            Some(Distinct::On(_)) => {
                return self.refuse(span, "SQLite has no `distinct on`");
            }
        };
        let items: Vec<_> = select
            .projection
            .iter()
            .map(|item| self.item(item, &span))
            .collect();
        let from = self.from(select, &span);
        let filter = self.optional(select.selection.as_ref(), &span);
        let group = self.group(&select.group_by, &span);
        let having = self.optional(select.having.as_ref(), &span);
        Some(Select {
            distinct,
            items: items.into_iter().collect::<Option<_>>()?,
            from: from?,
            filter: filter?,
            group: group?,
            having: having?,
            span,
        })
    }

    #[expect(clippy::option_option, reason = "refused, or absent, or there")]
    fn optional(
        &mut self,
        part: Option<&sqlparser::ast::Expr>,
        span: &Range<usize>,
    ) -> Option<Option<crate::expression::syntax::Syntax>> {
        match part {
            Some(part) => self.expression(part, span).map(Some),
            None => Some(None),
        }
    }

    fn group(
        &mut self,
        group: &GroupByExpr,
        span: &Range<usize>,
    ) -> Option<Vec<crate::expression::syntax::Syntax>> {
        match group {
            GroupByExpr::Expressions(parts, modifiers) if modifiers.is_empty() => {
                self.expressions(parts, span)
            }
            _ => self.refuse(span.clone(), "this form of `group by` is not portable"),
        }
    }

    fn item(&mut self, item: &SelectItem, span: &Range<usize>) -> Option<Item> {
        let place = self.places.range(item.span(), span);
        match item {
            SelectItem::UnnamedExpr(value) => Some(Item::Value {
                value: self.expression(value, &place)?,
                alias: None,
            }),
            SelectItem::ExprWithAlias { expr, alias } => {
                let alias = Some(self.word(alias, &place));
                let value = self.expression(expr, &place)?;
                Some(Item::Value { value, alias })
            }
            SelectItem::Wildcard(options) if no_options(options) => Some(Item::All(place)),
            SelectItem::QualifiedWildcard(
                SelectItemQualifiedWildcardKind::ObjectName(name),
                options,
            ) if no_options(options) => Some(Item::AllOf(self.single(name, &place)?)),
            _ => self.refuse(place, "this form of a `select` item is not portable"),
        }
    }

    #[expect(clippy::option_option, reason = "refused, or absent, or there")]
    fn from(&mut self, select: &ParsedSelect, span: &Range<usize>) -> Option<Option<From>> {
        let (first, joins) = match select.from.as_slice() {
            [] => return Some(None),
            [one] => (&one.relation, &one.joins),
            [_, second, ..] => {
                let place = self.places.range(second.span(), span);
                let problem = Problem::new(place, "tables are joined by name, not by a comma");
                self.problems
                    .push(problem.help("write `cross join`, or `join .. on ..`"));
                return None;
            }
        };
        let first = self.factor(first, span);
        let joins: Vec<_> = joins.iter().map(|join| self.join(join, span)).collect();
        Some(Some(From {
            first: first?,
            joins: joins.into_iter().collect::<Option<_>>()?,
        }))
    }

    fn join(&mut self, join: &ParsedJoin, span: &Range<usize>) -> Option<Join> {
        let place = self.places.range(join.span(), span);
        let (kind, constraint) = match &join.join_operator {
            JoinOperator::Join(constraint) | JoinOperator::Inner(constraint) => {
                (JoinKind::Inner, constraint)
            }
            JoinOperator::Left(constraint) | JoinOperator::LeftOuter(constraint) => {
                (JoinKind::Left, constraint)
            }
            JoinOperator::Right(constraint) | JoinOperator::RightOuter(constraint) => {
                (JoinKind::Right, constraint)
            }
            JoinOperator::FullOuter(constraint) => (JoinKind::Full, constraint),
            JoinOperator::CrossJoin(constraint) => (JoinKind::Cross, constraint),
            _ => return self.refuse(place, "this kind of join is not portable"),
        };
        let factor = self.factor(&join.relation, &place);
        let on = match constraint {
            JoinConstraint::On(condition) => Some(self.expression(condition, &place)),
            JoinConstraint::None if kind == JoinKind::Cross => None,
            JoinConstraint::None => {
                let problem = Problem::new(place, "a join says on what");
                self.problems
                    .push(problem.help("write `on ..`, or `cross join`"));
                return None;
            }
            JoinConstraint::Using(_) | JoinConstraint::Natural => {
                let problem = Problem::new(
                    place,
                    "`using` and `natural` merge columns differently on the databases",
                );
                self.problems.push(problem.help("write `on a.x = b.x`"));
                return None;
            }
        };
        Some(Join {
            kind,
            factor: factor?,
            on: match on {
                Some(condition) => Some(condition?),
                None => None,
            },
        })
    }

    fn factor(&mut self, factor: &TableFactor, span: &Range<usize>) -> Option<Factor> {
        let place = self.places.range(factor.span(), span);
        match factor {
            TableFactor::Table {
                name,
                alias,
                args: None,
                with_hints,
                version: None,
                with_ordinality: false,
                partitions,
                json_path: None,
                sample: None,
                index_hints,
            } if with_hints.is_empty() && partitions.is_empty() && index_hints.is_empty() => {
                let name = self.single(name, &place);
                let alias = match alias {
                    Some(alias) => Some(self.alias(alias, &place)?),
                    None => None,
                };
                Some(Factor::Named { name: name?, alias })
            }
            TableFactor::Derived {
                lateral: false,
                subquery,
                alias,
                sample: None,
            } => {
                let query = self.query(subquery, &place);
                let Some(alias) = alias else {
                    let problem = Problem::new(place, "a query in `from` has a name");
                    self.problems.push(problem.help("write `(..) as name`"));
                    return None;
                };
                let alias = self.alias(alias, &place);
                Some(Factor::Derived {
                    query: Box::new(query?),
                    alias: alias?,
                })
            }
            _ => self.refuse(place, "what is read is a table, a view or a query; `lateral`, functions and brackets around joins are not portable here"),
        }
    }

    fn alias(&mut self, alias: &TableAlias, span: &Range<usize>) -> Option<Word> {
        let word = self.word(&alias.name, span);
        if !is_name(&word.text) {
            let message = format!("{} is no name for what is read", quoted(&word.text));
            let problem = Problem::new(word.span, message);
            self.problems.push(problem.help(NAMES));
            return None;
        }
        if !alias.columns.is_empty() || alias.at.is_some() {
            return self.refuse(
                word.span,
                "columns are named where they are selected: `.. as name`",
            );
        }
        Some(word)
    }

    fn single(&mut self, name: &ObjectName, span: &Range<usize>) -> Option<Word> {
        if let [ObjectNamePart::Identifier(ident)] = name.0.as_slice() {
            Some(self.word(ident, span))
        } else {
            let problem = Problem::new(
                span.clone(),
                "tables and views are named by their keys in the schema file",
            );
            self.problems
                .push(problem.help("leave out what stands before the point"));
            None
        }
    }
}

/// The longest name that Postgres holds.
const LONGEST: usize = 63;

/// What a name is to be.
pub(super) const NAMES: &str =
    "names are snake_case: letters a to z, digits and `_`, 63 bytes at most";

/// Whether both databases tell the name from others: SQLite does not by upper and lower case, Postgres not beyond 63 bytes.
pub(super) fn is_name(text: &str) -> bool {
    let mut bytes = text.bytes();
    text.len() <= LONGEST
        && bytes
            .next()
            .is_some_and(|first| first.is_ascii_lowercase() || first == b'_')
        && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// Whether a column can have the name, which is that of a field in Rust too.
pub(super) fn is_column_name(text: &str) -> bool {
    let taken = ["crate", "self", "super"].contains(&text);
    is_name(text) && !taken && !text.starts_with('_') && !text.contains("__")
}

fn no_options(options: &WildcardAdditionalOptions) -> bool {
    options.opt_ilike.is_none()
        && options.opt_exclude.is_none()
        && options.opt_except.is_none()
        && options.opt_replace.is_none()
        && options.opt_rename.is_none()
        && options.opt_alias.is_none()
}
