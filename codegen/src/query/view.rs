//! A view's query from its text to its columns and its SQL.

use std::cell::RefCell;

use indexmap::{IndexMap, IndexSet};

use super::check::{self, Known, Place};
use super::relation::Relations;
use super::{mention, model, render, syntax};
use crate::dialect::Dialect;
use crate::expression::scope::Column;
use crate::expression::{self, Problem, QUERY_BYTES};
use crate::name::ColumnName;
use crate::schema::model::Relation;

/// A query that has been read, but not checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    root: syntax::Query,
}

impl Parsed {
    /// The tables and views that it names, in the order of their first mention; those of `with` are its own.
    ///
    /// ```
    /// use dualect_codegen::query;
    /// let text = "with n as (select id from notes) select id from n where id in (select note_id from tags)";
    /// assert_eq!(query::parse(text).unwrap().names(), ["notes", "tags"]);
    /// ```
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut found = IndexSet::new();
        mention::query(&self.root, &[], &mut found);
        found.into_iter().collect()
    }
}

/// A query that means the same on both databases.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// What it yields, in order: types, nullability, and how the databases hold the values.
    pub columns: IndexMap<ColumnName, Column>,
    /// What it reads.
    pub reads: Vec<Reads>,
    root: model::Query,
}

/// What a query reads of one table or view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reads {
    /// The table or view.
    pub relation: Relation,
    /// Those of its columns that are named, in the order of their first mention.
    pub columns: Vec<ColumnName>,
}

impl View {
    /// The `SELECT` for that database, a clause a line, without a semicolon.
    #[must_use]
    pub fn render(&self, dialect: Dialect) -> String {
        render::query(&self.root, dialect, "\n")
    }
}

/// Reads a text. Never fails otherwise than with problems, however odd, long or deep the text is.
///
/// ```
/// use dualect_codegen::query;
/// assert_eq!(query::parse("select").unwrap_err()[0].message, "the query stops too early");
/// ```
pub fn parse(text: &str) -> Result<Parsed, Vec<Problem>> {
    expression::parse_query(text, QUERY_BYTES).map(|root| Parsed { root })
}

/// What the query means among those tables and views, or everything that is wrong with it.
///
/// ```
/// use dualect_codegen::query::{self, Relations};
/// let parsed = query::parse("select * from agents").unwrap();
/// let problems = query::check(&parsed, &Relations::default()).unwrap_err();
/// assert_eq!(problems[0].message, "there is no table or view `agents`");
/// ```
pub fn check(parsed: &Parsed, relations: &Relations) -> Result<View, Vec<Problem>> {
    let known = Known {
        relations,
        reads: RefCell::new(IndexMap::new()),
    };
    let named = Vec::new();
    let place = Place {
        known: &known,
        named: &named,
        outer: None,
        anonymous: false,
    };
    let root = check::query(&parsed.root, place).map_err(|mut problems| {
        problems.dedup();
        problems
    })?;
    if check::size(&root) > expression::MOST_PIECES {
        return Err(vec![expression::too_large(parsed.root.span.clone())]);
    }
    let columns = check::columns(&root);
    if columns.is_empty() {
        let problem = Problem::new(parsed.root.span.clone(), "the query yields no columns");
        return Err(vec![problem.label("expected something to select")]);
    }
    let reads = known.reads.into_inner();
    Ok(View {
        columns,
        reads: reads
            .into_iter()
            .map(|(relation, columns)| Reads {
                relation,
                columns: columns.into_iter().collect(),
            })
            .collect(),
        root,
    })
}
