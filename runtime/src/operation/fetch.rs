//! One statement, and its rows.

use super::Operation;
use super::rows::{Answer, Start};
use crate::Dialect;
use crate::error::{Error, ErrorKind, Result};
use crate::query::{Access, Statement};
use crate::value::{Value, normalise};

/// A statement with its values.
pub(crate) struct Bound {
    statement: &'static Statement,
    values: Vec<Value>,
    is_short: bool,
}

impl Bound {
    /// The same, where the statement's limit lets it read that many rows.
    pub(super) fn limited(mut self, rows: u32) -> Self {
        self.is_short &= rows <= SHORT_PAGE;
        self
    }

    /// How to count, on SQLite, what a `DELETE` from a table that refers to itself deletes: a row that goes with another
    /// one before its turn is not among the affected ones there, and is on Postgres.
    fn count_of_deleted(&self) -> Option<String> {
        let table = self.statement.table;
        let refers_to_itself = table
            .referenced_by
            .iter()
            .any(|key| key.table == table.name);
        let rest = self.statement.sqlite.strip_prefix("DELETE ")?;
        refers_to_itself.then(|| format!("SELECT count(*) {rest}"))
    }
}

/// Joins a statement with its values, if they can be stored.
pub(crate) fn bound(statement: &'static Statement, mut values: Vec<Value>) -> Result<Bound> {
    match normalise(&mut values) {
        Ok(()) => Ok(Bound {
            statement,
            values,
            is_short: statement.is_bounded,
        }),
        Err(error) => Err(error.in_statement(statement.name)),
    }
}

/// The longest page that is read without a thread's hop on SQLite: a tenth of a millisecond, and ten times the hop.
const SHORT_PAGE: u32 = 100;

/// How many rows are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// The first, which must be there.
    One,
    /// The first, if there is one.
    Optional,
    /// All.
    All,
}

/// Runs a statement and reads its rows.
pub(crate) struct Fetch {
    pub(crate) bound: Bound,
    pub(crate) wanted: Wanted,
    pub(crate) start: Start,
}

/// Runs a statement: no rows, but how many were affected.
pub(crate) struct Execute(pub(crate) Bound);

impl Fetch {
    /// The answer, where the first row was wanted and was there or not.
    fn first(&self, found: bool, answer: Answer) -> Result<Answer> {
        match self.wanted {
            Wanted::One if !found => {
                Err(Error::new(ErrorKind::NotFound).in_statement(self.bound.statement.name))
            }
            Wanted::One | Wanted::Optional | Wanted::All => Ok(answer),
        }
    }
}

impl Operation for Fetch {
    type Output = Answer;

    fn name(&self) -> &'static str {
        self.bound.statement.name
    }

    fn access(&self) -> Access {
        self.bound.statement.access
    }

    fn is_short(&self) -> bool {
        self.bound.is_short
    }

    #[cfg(feature = "sqlite")]
    fn sqlite(&self, connection: &rusqlite::Connection) -> Result<Answer> {
        let sql = crate::sqlite::Sql::of(self.bound.statement);
        let values = &self.bound.values;
        let mut rows = (self.start)();
        let found = match self.wanted {
            Wanted::One | Wanted::Optional => sql.first(connection, values, rows.as_mut())?,
            Wanted::All => {
                sql.all(connection, values, rows.as_mut())?;
                true
            }
        };
        self.first(found, Answer::read(rows))
    }

    #[cfg(feature = "postgres")]
    async fn postgres(&self, client: &crate::postgres::Client) -> Result<Answer> {
        let sql = crate::postgres::Sql::of(self.bound.statement);
        let values = &self.bound.values;
        let mut rows = (self.start)();
        let found = match self.wanted {
            Wanted::One | Wanted::Optional => sql.first(client, values, rows.as_mut()).await?,
            Wanted::All => {
                sql.all(client, values, rows.as_mut()).await?;
                true
            }
        };
        self.first(found, Answer::read(rows))
    }
}

impl Operation for Execute {
    type Output = u64;

    fn name(&self) -> &'static str {
        self.0.statement.name
    }

    fn access(&self) -> Access {
        self.0.statement.access
    }

    fn is_short(&self) -> bool {
        self.0.is_short
    }

    fn is_compound(&self, dialect: Dialect) -> bool {
        match dialect {
            Dialect::Sqlite => self.0.count_of_deleted().is_some(),
            Dialect::Postgres => false,
        }
    }

    #[cfg(feature = "sqlite")]
    fn sqlite(&self, connection: &rusqlite::Connection) -> Result<u64> {
        let sql = crate::sqlite::Sql::of(self.0.statement);
        let Some(text) = self.0.count_of_deleted() else {
            return sql.execute(connection, &self.0.values);
        };
        let count = crate::sqlite::Sql { text: &text, ..sql };
        let count = count.count(connection, &self.0.values)?;
        sql.execute(connection, &self.0.values)?;
        Ok(count)
    }

    #[cfg(feature = "postgres")]
    async fn postgres(&self, client: &crate::postgres::Client) -> Result<u64> {
        crate::postgres::Sql::of(self.0.statement)
            .execute(client, &self.0.values)
            .await
    }
}
