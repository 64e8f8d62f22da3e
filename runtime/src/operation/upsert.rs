//! Insert, or update the row with the same key, and say which.

use super::Operation;
use super::rows::{Answer, Start, Written};
use crate::Dialect;
use crate::error::{Error, ErrorKind, Result};
#[cfg(feature = "postgres")]
use crate::query::Decoder;
use crate::query::{Access, Upsert, Value};

/// Inserts a row, or updates the one with the same key.
pub(crate) struct InsertOrUpdate {
    upsert: &'static Upsert,
    values: Vec<Value>,
    start: Start,
}

impl InsertOrUpdate {
    pub(crate) fn new(upsert: &'static Upsert, values: Vec<Value>, start: Start) -> Self {
        Self {
            upsert,
            values,
            start,
        }
    }

    /// What the plain insert takes.
    fn leading(&self) -> &[Value] {
        self.values
            .get(..self.upsert.columns)
            .unwrap_or(&self.values)
    }

    fn not_found(&self) -> Error {
        Error::new(ErrorKind::NotFound).in_statement(self.upsert.name)
    }
}

impl Operation for InsertOrUpdate {
    type Output = Answer;

    fn name(&self) -> &'static str {
        self.upsert.name
    }

    fn access(&self) -> Access {
        Access::Write
    }

    fn is_short(&self) -> bool {
        self.upsert.insert.is_bounded
    }

    fn is_compound(&self, dialect: Dialect) -> bool {
        match dialect {
            Dialect::Sqlite => true,
            Dialect::Postgres => false,
        }
    }

    /// RETURNING cannot tell an insert from an update here, but nobody else writes in between.
    #[cfg(feature = "sqlite")]
    fn sqlite(&self, connection: &rusqlite::Connection) -> Result<Answer> {
        let Upsert { name, table, .. } = *self.upsert;
        let mut rows = (self.start)();
        let mut one = |text: &str, values: &[Value]| {
            crate::sqlite::Sql { text, name, table }.first(connection, values, rows.as_mut())
        };
        let written = if one(self.upsert.sqlite_find, &self.values)? {
            // The updated row takes the place of the one found.
            if one(self.upsert.sqlite_update, &self.values)? {
                Written::Updated
            } else {
                Written::Nothing
            }
        } else if one(self.upsert.insert.sqlite, self.leading())? {
            Written::Inserted
        } else {
            return Err(self.not_found());
        };
        Ok(Answer { rows, written })
    }

    /// No row at all: the row with the key came or went at the same moment, or is out of sight (another tenant's). Once more,
    /// then the plain insert, which names what is in the way.
    #[cfg(feature = "postgres")]
    async fn postgres(&self, client: &crate::postgres::Client) -> Result<Answer> {
        const ATTEMPTS: u32 = 2;

        let name = self.upsert.name;
        let mut rows = (self.start)();
        let sql = crate::postgres::Sql {
            text: self.upsert.postgres,
            name,
        };
        for _ in 0..ATTEMPTS {
            let mut written = Written::Nothing;
            let marked = |row: &mut Decoder<'_>| {
                rows.read(row)?;
                written = match row.next::<Option<bool>>()? {
                    Some(true) => Written::Inserted,
                    Some(false) => Written::Updated,
                    None => Written::Nothing,
                };
                Ok(())
            };
            if sql.first_by(client, &self.values, marked).await? {
                return Ok(Answer { rows, written });
            }
        }
        let insert = crate::postgres::Sql {
            text: self.upsert.insert.postgres,
            name,
        };
        if insert.first(client, self.leading(), rows.as_mut()).await? {
            let written = Written::Inserted;
            return Ok(Answer { rows, written });
        }
        Err(self.not_found())
    }
}
