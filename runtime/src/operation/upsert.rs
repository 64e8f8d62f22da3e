//! Insert, or update the row with the same key, and say which.

use std::marker::PhantomData;

use super::Operation;
use crate::Dialect;
use crate::error::{Error, ErrorKind, Result};
use crate::query::{Access, Row, Upsert, Upserted, Value};

/// Inserts a row, or updates the one with the same key.
pub(crate) struct InsertOrUpdate<T> {
    upsert: &'static Upsert,
    values: Vec<Value>,
    row: PhantomData<fn() -> T>,
}

impl<T> InsertOrUpdate<T> {
    pub(crate) fn new(upsert: &'static Upsert, values: Vec<Value>) -> Self {
        Self {
            upsert,
            values,
            row: PhantomData,
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

impl<T: Row> Operation for InsertOrUpdate<T> {
    type Output = Upserted<T>;

    fn access(&self) -> Access {
        Access::Write
    }

    fn is_compound(&self, dialect: Dialect) -> bool {
        match dialect {
            Dialect::Sqlite => true,
            Dialect::Postgres => false,
        }
    }

    /// RETURNING cannot tell an insert from an update here, but nobody else writes in between.
    #[cfg(feature = "sqlite")]
    fn sqlite(&self, connection: &rusqlite::Connection) -> Result<Upserted<T>> {
        let Upsert { name, table, .. } = *self.upsert;
        let one = |text: &str, values: &[Value]| {
            crate::sqlite::Sql { text, name, table }.first(connection, values, T::decode)
        };
        let Some(found) = one(self.upsert.sqlite_find, &self.values)? else {
            let inserted = one(self.upsert.insert.sqlite, self.leading())?;
            return inserted
                .map(Upserted::Inserted)
                .ok_or_else(|| self.not_found());
        };
        Ok(match one(self.upsert.sqlite_update, &self.values)? {
            Some(updated) => Upserted::Updated(updated),
            None => Upserted::Unchanged(found),
        })
    }

    /// No row at all: the row with the key came or went at the same moment, or is out of sight (another tenant's). Once more,
    /// then the plain insert, which names what is in the way.
    #[cfg(feature = "postgres")]
    async fn postgres(&self, client: &crate::postgres::Client) -> Result<Upserted<T>> {
        const ATTEMPTS: u32 = 2;

        let name = self.upsert.name;
        let sql = crate::postgres::Sql {
            text: self.upsert.postgres,
            name,
        };
        for _ in 0..ATTEMPTS {
            let found = sql
                .first(client, &self.values, |row| {
                    Ok((T::decode(row)?, row.next::<Option<bool>>()?))
                })
                .await?;
            if let Some((row, inserted)) = found {
                return Ok(match inserted {
                    Some(true) => Upserted::Inserted(row),
                    Some(false) => Upserted::Updated(row),
                    None => Upserted::Unchanged(row),
                });
            }
        }
        let insert = crate::postgres::Sql {
            text: self.upsert.insert.postgres,
            name,
        };
        let inserted = insert.first(client, self.leading(), T::decode).await?;
        inserted
            .map(Upserted::Inserted)
            .ok_or_else(|| self.not_found())
    }
}
