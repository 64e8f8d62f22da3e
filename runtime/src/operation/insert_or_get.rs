//! Insert, or read the row with the same key.

use std::marker::PhantomData;

use super::Operation;
use crate::Dialect;
use crate::error::{Error, ErrorKind, Result};
use crate::query::{Access, InsertOrGet, InsertedOrFound, Row, Value};

/// Inserts a row, or reads the one with the same key.
pub(crate) struct GetOrInsert<T> {
    call: &'static InsertOrGet,
    values: Vec<Value>,
    key: Vec<Value>,
    row: PhantomData<fn() -> T>,
}

impl<T> GetOrInsert<T> {
    pub(crate) fn new(call: &'static InsertOrGet, values: Vec<Value>) -> Self {
        let key = call
            .find_params
            .iter()
            .filter_map(|at| values.get(*at).cloned())
            .collect();
        Self {
            call,
            values,
            key,
            row: PhantomData,
        }
    }

    fn not_found(&self) -> Error {
        Error::new(ErrorKind::NotFound).in_statement(self.call.name)
    }
}

impl<T: Row> Operation for GetOrInsert<T> {
    type Output = InsertedOrFound<T>;

    fn access(&self) -> Access {
        Access::Write
    }

    fn is_compound(&self, dialect: Dialect) -> bool {
        match dialect {
            Dialect::Sqlite => true,
            Dialect::Postgres => false,
        }
    }

    #[cfg(feature = "sqlite")]
    fn sqlite(&self, connection: &rusqlite::Connection) -> Result<InsertedOrFound<T>> {
        let InsertOrGet { name, table, .. } = *self.call;
        let one = |text: &str, values: &[Value]| {
            crate::sqlite::Sql { text, name, table }.first(connection, values, T::decode)
        };
        if let Some(row) = one(self.call.try_insert, &self.values)? {
            return Ok(InsertedOrFound::Inserted(row));
        }
        if let Some(row) = one(self.call.find.sqlite, &self.key)? {
            return Ok(InsertedOrFound::Found(row));
        }
        // The row in the way is out of sight (another tenant's): say so.
        let inserted = one(self.call.insert.sqlite, &self.values)?;
        inserted
            .map(InsertedOrFound::Inserted)
            .ok_or_else(|| self.not_found())
    }

    #[cfg(feature = "postgres")]
    async fn postgres(&self, client: &crate::postgres::Client) -> Result<InsertedOrFound<T>> {
        const ATTEMPTS: u32 = 2;

        let sql = |text: &'static str| crate::postgres::Sql {
            text,
            name: self.call.name,
        };
        for _ in 0..ATTEMPTS {
            if let Some(row) = sql(self.call.try_insert)
                .first(client, &self.values, T::decode)
                .await?
            {
                return Ok(InsertedOrFound::Inserted(row));
            }
            if let Some(row) = sql(self.call.find.postgres)
                .first(client, &self.key, T::decode)
                .await?
            {
                return Ok(InsertedOrFound::Found(row));
            }
        }
        let inserted = sql(self.call.insert.postgres)
            .first(client, &self.values, T::decode)
            .await?;
        inserted
            .map(InsertedOrFound::Inserted)
            .ok_or_else(|| self.not_found())
    }
}
