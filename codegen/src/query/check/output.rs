//! What is selected.

use std::ops::Range;

use indexmap::IndexMap;

use super::Output;
use super::sources::Sources;
use crate::expression::Problem;
use crate::expression::check::Checker;
use crate::expression::model::{Collation, Node, Ty};
use crate::expression::scope::Column;
use crate::expression::syntax::{Syntax, SyntaxKind, Word};
use crate::name::{ColumnName, DbName};
use crate::query::model::Query;
use crate::query::read::is_column_name;
use crate::query::syntax::Item;
use crate::schema::model::{PostgresColumn, Scalar, SqliteColumn, SqliteStorage, Type};
use crate::spelling::{did_you_mean, quoted};

/// The columns, each with the place that it comes from.
pub(super) fn outputs(
    items: &[Item],
    sources: &Sources<'_>,
    checker: &mut Checker<'_>,
    anonymous: bool,
) -> Option<Vec<(Output, Range<usize>)>> {
    let mut all = Vec::new();
    let mut fine = true;
    for item in items {
        match item {
            Item::Value { value, alias } => match one(value, alias.as_ref(), checker, anonymous) {
                Some(output) => all.push((output, value.span.clone())),
                None => fine = false,
            },
            Item::All(span) => {
                if sources.aliases().is_empty() {
                    checker
                        .problems
                        .push(Problem::new(span.clone(), "`*` has no table to stand for"));
                    fine = false;
                }
                all.extend(expanded(sources, None, span, checker));
            }
            Item::AllOf(table) => {
                if !sources.has(&table.text) {
                    let message = format!("nothing in `from` is called {}", quoted(&table.text));
                    let problem = Problem::new(table.span.clone(), message);
                    checker
                        .problems
                        .push(problem.maybe_help(did_you_mean(&table.text, sources.aliases())));
                    fine = false;
                }
                all.extend(expanded(sources, Some(&table.text), &table.span, checker));
            }
        }
    }
    for (at, (output, span)) in all.iter().enumerate() {
        let again = all
            .iter()
            .take(at)
            .any(|(before, _)| before.name == output.name);
        if again && !output.name.as_str().is_empty() && !anonymous {
            let message = format!("two columns are called {}", quoted(output.name.as_str()));
            let problem = Problem::new(span.clone(), message);
            checker
                .problems
                .push(problem.help("give one of them another name: `.. as name`"));
            fine = false;
        }
    }
    fine.then_some(all)
}

/// What is wrong with the name of a column.
fn unfit(name: &str, span: &Range<usize>) -> Option<Problem> {
    if is_column_name(name) {
        return None;
    }
    let message = format!("{} is no name for a column of a view", quoted(name));
    let help = "names are snake_case, 63 bytes at most, and not `crate`, `self` or `super`: write `.. as name`";
    Some(Problem::new(span.clone(), message).help(help))
}

fn expanded(
    sources: &Sources<'_>,
    only: Option<&str>,
    span: &Range<usize>,
    checker: &mut Checker<'_>,
) -> Vec<(Output, Range<usize>)> {
    let mut all = Vec::new();
    for (table, column) in sources.expanded(only) {
        if let Some(problem) = unfit(&column.text, span) {
            checker.problems.push(problem);
            continue;
        }
        let name = DbName::new(column.text.as_str());
        let syntax = Syntax {
            kind: SyntaxKind::Column {
                table: Some(table),
                column,
            },
            span: span.clone(),
        };
        if let Some(node) = checker.node(&syntax, None) {
            all.push((Output { name, node }, span.clone()));
        }
    }
    all
}

fn one(
    value: &Syntax,
    alias: Option<&Word>,
    checker: &mut Checker<'_>,
    anonymous: bool,
) -> Option<Output> {
    let node = checker.node(value, None)?;
    let node = checker.by_bytes(node);
    let own = if let SyntaxKind::Column { column, .. } = &value.kind {
        Some(column)
    } else {
        None
    };
    let name = match (alias.or(own), anonymous) {
        (Some(name), false) => {
            if let Some(problem) = unfit(&name.text, &name.span) {
                checker.problems.push(problem);
                return None;
            }
            name.text.as_str()
        }
        (None, false) => {
            let problem = Problem::new(value.span.clone(), "every column of a view has a name");
            checker.problems.push(problem.help("write `.. as name`"));
            return None;
        }
        (_, true) => "",
    };
    if node.ty == Ty::Null && !anonymous {
        let problem = Problem::new(value.span.clone(), "NULL alone has no type");
        checker
            .problems
            .push(problem.help("write `cast(null as text)`, or the type it is"));
        return None;
    }
    Some(Output {
        name: DbName::new(name),
        node,
    })
}

/// The columns of a query as others read them.
pub(crate) fn columns(query: &Query) -> IndexMap<ColumnName, Column> {
    let outputs = query.body.first().outputs.iter().enumerate();
    let selects = query.body.selects();
    outputs
        .filter_map(|(at, output)| {
            let nodes = selects.iter().filter_map(|select| select.outputs.get(at));
            let nodes: Vec<&Node> = nodes.map(|output| &output.node).collect();
            let column = column(&output.name, &nodes)?;
            Some((ColumnName::new(output.name.as_str()), column))
        })
        .collect()
}

/// A column that is what any of the nodes is.
fn column(name: &DbName, nodes: &[&Node]) -> Option<Column> {
    let first = nodes.first()?;
    let ty = common_type(nodes)?;
    let storage = match &first.ty {
        Ty::Timestamp(storage) => {
            Some(*storage).filter(|storage| *storage != SqliteStorage::Micros)
        }
        Ty::WrittenDecimal { .. } => Some(SqliteStorage::Text),
        Ty::Null
        | Ty::Bool
        | Ty::Int(_)
        | Ty::Double
        | Ty::Decimal { .. }
        | Ty::Text
        | Ty::Bytes
        | Ty::Uuid
        | Ty::Date
        | Ty::Time
        | Ty::Json
        | Ty::Enum(_)
        | Ty::List(_) => None,
    };
    let collate = match &first.collation {
        Collation::Own(own) => Some(own.clone()),
        Collation::Default | Collation::C | Collation::Mixed => None,
    };
    // Its values are within what its type says where those of every node are.
    let check = nodes.iter().all(|node| match &ty {
        Type::Scalar(Scalar::Bool | Scalar::SmallInt | Scalar::Int | Scalar::Decimal { .. }) => {
            let most = crate::expression::check::bounds_of(&ty);
            node.bounds.low >= most.low && node.bounds.high <= most.high
        }
        Type::Scalar(_) | Type::Json | Type::Enum(_) | Type::List(_) => true,
    });
    Some(Column {
        db_name: name.clone(),
        ty,
        nullable: nodes.iter().any(|node| node.nullable),
        generated: false,
        sqlite: SqliteColumn {
            storage,
            check,
            ..SqliteColumn::USUAL
        },
        postgres: PostgresColumn {
            collate,
            ..PostgresColumn::USUAL
        },
    })
}

/// The type that all of them have; they have been unified.
fn common_type(nodes: &[&Node]) -> Option<Type> {
    let typed = nodes
        .iter()
        .filter_map(|node| Some((node, node.schema_type()?)));
    let mut common: Option<(&Node, Type)> = None;
    for (node, ty) in typed {
        common = Some(match common {
            None => (node, ty),
            Some((before, known)) if known == ty => (before, known),
            Some((before, _)) => {
                let wider = if node.ty.width() > before.ty.width() {
                    *node
                } else {
                    before
                };
                let bounds = node.bounds.or(before.bounds);
                // A column's own type (`varchar(3)`, `real`) is not that of the others.
                let plain = Node::new(
                    crate::expression::model::Kind::Literal(
                        crate::expression::model::Literal::Null,
                    ),
                    wider.ty.clone(),
                    true,
                );
                (before, plain.bounded(bounds).schema_type()?)
            }
        });
    }
    common.map(|(_, ty)| ty)
}
