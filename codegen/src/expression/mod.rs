//! Portable expressions: SQL that means the same on both databases, or is refused.
//!
//! A text is read (`read`, by the `sqlparser` crate, whose types stay there) into the closed tree of `syntax`; `check`
//! resolves its names, reads its literals as the types beside them and refuses what the databases do differently; `render`
//! writes the typed tree of `model` for each of them.
//!
//! What is in the language:
//! - columns; literals, read as the type beside them (`status = 'active'`, `id = '0190..'`, `price > 10.5`,
//!   `created_at < '2026-01-31T12:00:00Z'`), and typed ones (`date '2026-01-31'`); bytes as `x'00ff'`;
//! - `and or not`, comparisons, `between`, `in (..)`, `is [not] null | true | false`, `is [not] distinct from`, `case`;
//! - `+ - *` on integers, in 64 bits, and on decimals, as scaled 64-bit integers: an overflow is an error on both databases;
//!   `/ %` on integers, by a literal or `nullif(.., 0)`;
//! - `||`, `lower upper length trim ltrim rtrim substr replace abs coalesce nullif`: letters are folded if they are ASCII,
//!   text is compared by bytes;
//! - casts that lose nothing: to wider integers, to `double`, to decimals with room, `bool` to integers, enums to text;
//! - `column -> 'key'` and `column ->> 'key'`: `->>` is the string at that key and NULL where there is none; a number or a
//!   bool is read by `cast(column ->> 'key' as bigint | double | bool)`, integers within ±(2^53 - 1).
//! - in views also `like`, `ilike` and aggregates.
//!
//! ```
//! use dualect_codegen::dialect::Dialect;
//! use dualect_codegen::expression::{self, Context, Expectation, scope::Scope};
//!
//! let parsed = expression::parse("lower('A') || 'b'").unwrap();
//! let expectation = Expectation::Any;
//! let expression = expression::check(&parsed, &Scope::default(), Context::Default, &expectation).unwrap();
//! assert_eq!(expression.render(Dialect::Sqlite), "lower('A') || 'b'");
//! assert_eq!(expression.render(Dialect::Postgres), r#"lower('A' COLLATE "C") || 'b'"#);
//! ```

mod bounds;
pub(crate) mod check;
mod function;
mod limit;
pub(crate) mod model;
mod place;
mod problem;
pub(crate) mod read;
pub(crate) mod render;
pub mod scope;
mod size;
pub(crate) mod syntax;
mod table;

use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::{Token, TokenWithSpan, Tokenizer};

use crate::dialect::Dialect;
use crate::name::ColumnName;
use crate::schema::model::{SqliteStorage, Type};

pub use limit::{CHAIN, EXPRESSION_BYTES, NESTING, QUERY_BYTES};
pub use problem::Problem;
pub(crate) use size::{MOST as MOST_PIECES, size as size_of, too_large};

/// A text that has been read, but not checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    root: syntax::Syntax,
}

/// Where an expression stands: what may be in it depends on that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// `default = { sql = ".." }`: no columns.
    Default,
    /// A check.
    Check,
    /// A generated column.
    Generated,
    /// A part of an index.
    IndexPart,
    /// The `where` of an index.
    IndexPredicate,
    /// A view's query: aggregates and `like` too.
    View,
}

/// What an expression has to yield.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expectation {
    /// True or false.
    Condition,
    /// What a column stores. Whether it can be null is for the caller to look at.
    Value {
        /// The column's type.
        ty: Type,
        /// The column's storage on SQLite.
        storage: Option<SqliteStorage>,
    },
    /// Anything that both databases order alike.
    Any,
}

/// An expression that means the same on both databases.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    root: model::Node,
    columns: Vec<ColumnName>,
    ty: Type,
    context: Context,
}

impl Expression {
    /// What it yields.
    #[must_use]
    pub fn ty(&self) -> &Type {
        &self.ty
    }

    /// Whether it can be null.
    #[must_use]
    pub fn nullable(&self) -> bool {
        self.root.nullable
    }

    /// The columns that it speaks of, in the order of their first mention.
    #[must_use]
    pub fn columns(&self) -> &[ColumnName] {
        &self.columns
    }

    /// The column that it is, where it is nothing but one.
    #[must_use]
    pub fn as_column(&self) -> Option<&ColumnName> {
        if let model::Kind::Column(column) = &self.root.kind {
            Some(&column.name)
        } else {
            None
        }
    }

    /// The SQL for that database, without brackets around it.
    #[must_use]
    pub fn render(&self, dialect: Dialect) -> String {
        match self.context {
            Context::Generated => render::stored(&self.root, dialect),
            Context::Default
            | Context::Check
            | Context::IndexPart
            | Context::IndexPredicate
            | Context::View => render::render(&self.root, dialect),
        }
    }
}

/// Reads a text. Never fails otherwise than with problems, however odd, long or deep the text is.
///
/// ```
/// use dualect_codegen::expression;
/// assert!(expression::parse("quantity > 0").is_ok());
/// assert_eq!(expression::parse("quantity >").unwrap_err()[0].message, "the expression stops too early");
/// ```
pub fn parse(text: &str) -> Result<Parsed, Vec<Problem>> {
    let one = |problem| vec![problem];
    limit::size(text, EXPRESSION_BYTES).map_err(one)?;
    let (tokens, places) = tokens(text).map_err(one)?;
    if tokens.is_empty() {
        return Err(vec![Problem::new(
            places.whole(),
            "the expression is empty",
        )]);
    }
    let mut parser = parser(tokens);
    let parsed = parser.parse_expr();
    let expr = parsed.map_err(|error| vec![refusal(&error, &places, "expression")])?;
    finished(&parser, &places)?;
    let mut reader = read::Reader::new(places, false);
    let whole = reader.places.whole();
    match reader.expression(&expr, &whole) {
        Some(root) if reader.problems.is_empty() => Ok(Parsed { root }),
        Some(_) | None => Err(reader.problems),
    }
}

/// Reads a query of at most that many bytes.
pub(crate) fn parse_query(
    text: &str,
    most: usize,
) -> Result<crate::query::syntax::Query, Vec<Problem>> {
    let one = |problem| vec![problem];
    limit::size(text, most).map_err(one)?;
    let (tokens, places) = tokens(text).map_err(one)?;
    if tokens.is_empty() {
        return Err(vec![Problem::new(places.whole(), "the query is empty")]);
    }
    let mut parser = parser(tokens);
    let parsed = parser.parse_query();
    let query = parsed.map_err(|error| vec![refusal(&error, &places, "query")])?;
    finished(&parser, &places)?;
    let mut reader = read::Reader::new(places, true);
    let whole = reader.places.whole();
    match reader.query(&query, &whole) {
        Some(root) if reader.problems.is_empty() => Ok(root),
        Some(_) | None => Err(reader.problems),
    }
}

fn finished(parser: &Parser<'_>, places: &place::Places<'_>) -> Result<(), Vec<Problem>> {
    let next = parser.peek_token_ref();
    if next.token == Token::EOF {
        return Ok(());
    }
    let place = places.range(next.span, &places.whole());
    let found = crate::spelling::quoted(places.text(&place));
    let message = format!("nothing may follow here, but {found} does");
    Err(vec![Problem::new(place, message)])
}

/// What the parsed text means among the columns of a table, or everything that is wrong with it.
///
/// ```
/// use dualect_codegen::expression::{self, Context, Expectation, scope::Scope};
/// let parsed = expression::parse("quantity > 0").unwrap();
/// let problems = expression::check(&parsed, &Scope::default(), Context::Check, &Expectation::Condition).unwrap_err();
/// assert_eq!(problems[0].message, "there is no column `quantity`");
/// ```
pub fn check(
    parsed: &Parsed,
    scope: &scope::Scope,
    context: Context,
    expectation: &Expectation,
) -> Result<Expression, Vec<Problem>> {
    let mut checker = check::Checker::new(scope, context);
    let root = checker.root(&parsed.root, expectation);
    let mut problems = checker.problems;
    if let Some(root) = root.filter(|_| problems.is_empty()) {
        let size = size::size(&root);
        if size > size::MOST {
            problems.push(too_large(parsed.root.span.clone()));
        } else if let Some(ty) = expected_type(expectation).or_else(|| root.schema_type()) {
            let columns = checker.columns.into_iter().map(|column| column.name);
            return Ok(Expression {
                root,
                columns: columns.collect(),
                ty,
                context,
            });
        } else {
            problems.push(Problem::new(
                parsed.root.span.clone(),
                "NULL alone has no type",
            ));
        }
    }
    problems.dedup();
    Err(problems)
}

fn expected_type(expectation: &Expectation) -> Option<Type> {
    match expectation {
        Expectation::Value { ty, .. } => Some(ty.clone()),
        Expectation::Condition => Some(Type::Scalar(crate::schema::model::Scalar::Bool)),
        Expectation::Any => None,
    }
}

/// The tokens of a text that is short enough, and their places; none nests too deep for the parser.
fn tokens(text: &str) -> Result<(Vec<TokenWithSpan>, place::Places<'_>), Problem> {
    let mut places = place::Places::new(text);
    let dialect = PostgreSqlDialect {};
    let tokens = Tokenizer::new(&dialect, text)
        .tokenize_with_location()
        .map_err(|error| {
            let start = places.offset(error.location).unwrap_or(0);
            let end = text.len().max(start);
            Problem::new(start..end, sentence(&error.message))
        })?;
    let meaningful = places.tokens(&tokens);
    limit::nesting(&meaningful)?;
    let semicolon = meaningful
        .iter()
        .find(|(token, _)| token.token == Token::SemiColon);
    if let Some((_, place)) = semicolon {
        return Err(Problem::new(
            place.clone(),
            "there is one SQL text here, and no `;`",
        ));
    }
    drop(meaningful);
    let tokens = tokens
        .into_iter()
        .filter(|token| !matches!(token.token, Token::Whitespace(_)))
        .collect();
    Ok((tokens, places))
}

fn parser(tokens: Vec<TokenWithSpan>) -> Parser<'static> {
    const DIALECT: &PostgreSqlDialect = &PostgreSqlDialect {};
    // Nesting has been looked at; this is the parser's own count, in which one level takes a few.
    Parser::new(DIALECT)
        .with_recursion_limit(2 * NESTING)
        .with_tokens_with_locations(tokens)
}

/// The parser's own words, with their place taken out of them.
fn refusal(error: &ParserError, places: &place::Places<'_>, what: &str) -> Problem {
    let message = match error {
        ParserError::TokenizerError(message) | ParserError::ParserError(message) => message,
        ParserError::RecursionLimitExceeded => return limit::too_deep(places.whole()),
    };
    let (said, location) = message.split_once(" at Line: ").unwrap_or((message, ""));
    let mut numbers = location
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse::<u64>().ok());
    let location = numbers
        .next()
        .zip(numbers.next())
        .map(|(line, column)| sqlparser::tokenizer::Location { line, column });
    let start = location.and_then(|location| places.offset(location));
    if said.ends_with("found: EOF") || start.is_none() {
        let problem = Problem::new(places.end(), format!("the {what} stops too early"));
        return problem.label(sentence(said.trim_end_matches(", found: EOF")));
    }
    let start = start.unwrap_or(0);
    Problem::new(places.token_at(start), sentence(said))
}

fn sentence(said: &str) -> String {
    let said = said.trim_start_matches("sql parser error: ");
    let mut chars = said.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => "the SQL cannot be read".to_owned(),
    }
}
