//! What `from` reads, and what the names in a query stand for.

use indexmap::IndexMap;

use super::{Place, output};
use crate::expression::check::{Checker, Found, Names};
use crate::expression::model::ColumnRef;
use crate::expression::scope::{Column, Enums};
use crate::expression::syntax::{Comparison, Syntax, SyntaxKind, Word};
use crate::expression::{Context, Problem};
use crate::name::{ColumnName, DbName};
use crate::query::model::{Factor, From, Join, JoinKind, Query, Read};
use crate::query::syntax;
use crate::schema::model::Relation;
use crate::spelling::{did_you_mean, quoted};

/// What one `select` reads.
pub(crate) struct Sources<'p> {
    place: Place<'p>,
    all: IndexMap<String, Source>,
}

/// One thing that is read, under its alias.
struct Source {
    columns: IndexMap<ColumnName, Column>,
    /// The table or view that it is.
    relation: Option<Relation>,
    /// Whether an outer join may leave its row out.
    nullable: bool,
}

impl<'p> Sources<'p> {
    pub(super) fn new(place: Place<'p>) -> Self {
        Self {
            place,
            all: IndexMap::new(),
        }
    }

    /// The columns of all sources, or of that one, in order.
    pub(super) fn expanded(&self, only: Option<&str>) -> Vec<(Word, Word)> {
        let nowhere = 0..0;
        let word = |text: &str| Word {
            text: text.to_owned(),
            span: nowhere.clone(),
        };
        self.all
            .iter()
            .filter(|(alias, _)| only.is_none_or(|only| only == alias.as_str()))
            .flat_map(|(alias, source)| {
                source
                    .columns
                    .keys()
                    .map(|column| (word(alias), word(column.as_str())))
            })
            .collect()
    }

    pub(super) fn has(&self, alias: &str) -> bool {
        self.all.contains_key(alias)
    }

    pub(super) fn aliases(&self) -> Vec<&str> {
        self.all.keys().map(String::as_str).collect()
    }

    fn found(&self, alias: &str, source: &Source, key: &ColumnName, outer: bool) -> Option<Found> {
        let mut column = source.columns.get(key)?.clone();
        column.nullable |= source.nullable;
        if let Some(relation) = &source.relation {
            let mut reads = self.place.known.reads.borrow_mut();
            reads
                .entry(relation.clone())
                .or_default()
                .insert(key.clone());
        }
        Some(Found {
            reference: ColumnRef {
                name: key.clone(),
                db_name: column.db_name.clone(),
                source: Some(DbName::new(alias)),
                outer,
                ty: column.ty.clone(),
            },
            column,
        })
    }

    /// The column, here or in a query around this one.
    fn lookup(
        &self,
        table: Option<&Word>,
        column: &Word,
        outer: bool,
    ) -> Option<Result<Found, Problem>> {
        let key = ColumnName::new(column.text.as_str());
        let around = || self.place.outer?.lookup(table, column, true);
        if let Some(table) = table {
            let Some(source) = self.all.get(&table.text) else {
                return around();
            };
            let found = self.found(&table.text, source, &key, outer);
            return Some(found.ok_or_else(|| {
                let names = source.columns.keys().map(ColumnName::as_str);
                let message = format!(
                    "{} has no column {}",
                    quoted(&table.text),
                    quoted(&column.text)
                );
                Problem::new(column.span.clone(), message)
                    .maybe_help(did_you_mean(&column.text, names))
            }));
        }
        let mut having = self
            .all
            .iter()
            .filter(|(_, source)| source.columns.contains_key(&key));
        let Some((alias, source)) = having.next() else {
            return around();
        };
        if let Some((other, _)) = having.next() {
            let message = format!("the column {} is in several tables", quoted(&column.text));
            let help = format!("write `{alias}.{key}` or `{other}.{key}`");
            return Some(Err(Problem::new(column.span.clone(), message).help(help)));
        }
        self.found(alias, source, &key, outer).map(Ok)
    }

    fn every_column(&self) -> Vec<&str> {
        let own = self.all.values().flat_map(|source| source.columns.keys());
        let mut names: Vec<&str> = own.map(ColumnName::as_str).collect();
        if let Some(outer) = self.place.outer {
            names.extend(outer.every_column());
        }
        names
    }

    fn every_alias(&self) -> Vec<&str> {
        let mut names = self.aliases();
        if let Some(outer) = self.place.outer {
            names.extend(outer.every_alias());
        }
        names
    }

    fn add(&mut self, alias: &Word, source: Source) -> Result<(), Problem> {
        if self.all.contains_key(&alias.text) {
            let message = format!("two things in `from` are called {}", quoted(&alias.text));
            let problem = Problem::new(alias.span.clone(), message);
            return Err(problem.help("give one of them another name: `.. as name`"));
        }
        self.all.insert(alias.text.clone(), source);
        Ok(())
    }
}

impl Names for Sources<'_> {
    fn column(&self, table: Option<&Word>, column: &Word) -> Result<Found, Problem> {
        if let Some(found) = self.lookup(table, column, false) {
            return found;
        }
        if let Some(table) = table {
            let message = format!("nothing in `from` is called {}", quoted(&table.text));
            let problem = Problem::new(table.span.clone(), message);
            return Err(problem.maybe_help(did_you_mean(&table.text, self.every_alias())));
        }
        let message = format!("there is no column {}", quoted(&column.text));
        let problem = Problem::new(column.span.clone(), message);
        Err(problem.maybe_help(did_you_mean(&column.text, self.every_column())))
    }

    fn enums(&self) -> &Enums {
        &self.place.known.relations.enums
    }

    fn query(&self, query: &syntax::Query) -> Result<Query, Vec<Problem>> {
        let place = Place {
            outer: Some(self),
            anonymous: true,
            ..self.place
        };
        super::query(query, place)
    }
}

/// Reads `from`, whose sources are known afterwards.
pub(super) fn from(
    from: &syntax::From,
    sources: &mut Sources<'_>,
    place: Place<'_>,
) -> Result<From, Vec<Problem>> {
    let mut problems = Vec::new();
    let first = keep(factor(&from.first, sources, place), &mut problems);
    let mut joins = Vec::new();
    for join in &from.joins {
        let before = sources.all.len();
        let factor = keep(factor(&join.factor, sources, place), &mut problems);
        if matches!(join.kind, JoinKind::Right | JoinKind::Full) {
            sources
                .all
                .values_mut()
                .take(before)
                .for_each(|source| source.nullable = true);
        }
        let Some(factor) = factor else {
            continue;
        };
        // Of what is not there, it has been said.
        if !problems.is_empty() {
            continue;
        }
        let mut checker = Checker::new(&*sources, Context::View);
        let on = join.on.as_ref().map(|on| checker.condition(on));
        problems.extend(checker.problems);
        if let (JoinKind::Full, Some(on)) = (join.kind, &join.on)
            && !equalities(on)
        {
            let message = "Postgres joins in full on equalities only";
            let problem = Problem::new(on.span.clone(), message);
            problems.push(problem.help("write `a.x = b.x and a.y = b.y`"));
        }
        if matches!(join.kind, JoinKind::Left | JoinKind::Full)
            && let Some((_, source)) = sources.all.last_mut()
        {
            source.nullable = true;
        }
        let on = match on {
            Some(Some(on)) => Some(on),
            Some(None) => continue,
            None => None,
        };
        joins.push(Join {
            kind: join.kind,
            factor,
            on,
        });
    }
    match first {
        Some(first) if problems.is_empty() => Ok(From { first, joins }),
        Some(_) | None => Err(problems),
    }
}

fn keep<T>(result: Result<T, Vec<Problem>>, problems: &mut Vec<Problem>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(found) => {
            problems.extend(found);
            None
        }
    }
}

fn factor(
    factor: &syntax::Factor,
    sources: &mut Sources<'_>,
    place: Place<'_>,
) -> Result<Factor, Vec<Problem>> {
    let (alias, read, source) = match factor {
        syntax::Factor::Derived { query, alias } => {
            let within = Place {
                outer: None,
                anonymous: false,
                ..place
            };
            let query = super::query(query, within)?;
            let source = Source {
                columns: output::columns(&query),
                relation: None,
                nullable: false,
            };
            (alias, Read::Derived(Box::new(query)), source)
        }
        syntax::Factor::Named { name, alias } => {
            let (read, source) = named(name, place).map_err(|problem| vec![problem])?;
            (alias.as_ref().unwrap_or(name), read, source)
        }
    };
    sources
        .add(alias, source)
        .map_err(|problem| vec![problem])?;
    Ok(Factor {
        read,
        alias: DbName::new(alias.text.as_str()),
    })
}

fn named(name: &Word, place: Place<'_>) -> Result<(Read, Source), Problem> {
    let named = place
        .named
        .iter()
        .rev()
        .find(|(known, _)| *known == name.text);
    if let Some((_, columns)) = named {
        let source = Source {
            columns: columns.clone(),
            relation: None,
            nullable: false,
        };
        return Ok((Read::Named(DbName::new(name.text.as_str())), source));
    }
    let relations = &place.known.relations.relations;
    let Some(relation) = relations.get(&name.text) else {
        let message = format!("there is no table or view {}", quoted(&name.text));
        let problem = Problem::new(name.span.clone(), message);
        let known = relations.keys().map(String::as_str);
        return Err(problem.maybe_help(did_you_mean(&name.text, known)));
    };
    place
        .known
        .reads
        .borrow_mut()
        .entry(relation.name.clone())
        .or_default();
    let read = Read::Relation {
        sqlite: relation.sqlite.clone(),
        postgres: relation.postgres.clone(),
    };
    let source = Source {
        columns: relation.columns.clone(),
        relation: Some(relation.name.clone()),
        nullable: false,
    };
    Ok((read, source))
}

fn equalities(on: &Syntax) -> bool {
    match &on.kind {
        SyntaxKind::Compare(Comparison::Equal, left, right) => {
            let is_column = |side: &Syntax| matches!(side.kind, SyntaxKind::Column { .. });
            is_column(left) && is_column(right)
        }
        SyntaxKind::All(parts) => parts.iter().all(equalities),
        SyntaxKind::Column { .. }
        | SyntaxKind::Null
        | SyntaxKind::Bool(_)
        | SyntaxKind::Number(_)
        | SyntaxKind::Text(_)
        | SyntaxKind::Bytes(_)
        | SyntaxKind::Not(_)
        | SyntaxKind::Negate(_)
        | SyntaxKind::Any(_)
        | SyntaxKind::Compare(..)
        | SyntaxKind::Distinct { .. }
        | SyntaxKind::Arithmetic(..)
        | SyntaxKind::Concat(..)
        | SyntaxKind::Between { .. }
        | SyntaxKind::In { .. }
        | SyntaxKind::Is { .. }
        | SyntaxKind::Case { .. }
        | SyntaxKind::Like { .. }
        | SyntaxKind::Call { .. }
        | SyntaxKind::Cast { .. }
        | SyntaxKind::Json { .. }
        | SyntaxKind::Aggregate { .. }
        | SyntaxKind::Scalar(_)
        | SyntaxKind::Exists { .. }
        | SyntaxKind::InQuery { .. } => false,
    }
}
