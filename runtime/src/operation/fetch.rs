//! One statement, and its rows.

use std::marker::PhantomData;

use super::Operation;
use crate::error::{Error, ErrorKind, Result};
use crate::query::{Access, Decode, Decoder, Row, Statement};
use crate::value::{Value, normalise};

/// A statement with its values.
pub(crate) struct Bound<T> {
    statement: &'static Statement,
    values: Vec<Value>,
    rows: PhantomData<fn() -> T>,
}

/// Joins a statement with its values, if they can be stored.
pub(crate) fn bound<T>(statement: &'static Statement, mut values: Vec<Value>) -> Result<Bound<T>> {
    match normalise(&mut values) {
        Ok(()) => Ok(Bound {
            statement,
            values,
            rows: PhantomData,
        }),
        Err(error) => Err(error.in_statement(statement.name)),
    }
}

/// Exactly one row.
pub(crate) struct FetchOne<T>(pub(crate) Bound<T>);
/// A row, or none.
pub(crate) struct FetchOptional<T>(pub(crate) Bound<T>);
/// All rows.
pub(crate) struct FetchAll<T>(pub(crate) Bound<T>);
/// The one column of the one row.
pub(crate) struct FetchValue<T>(pub(crate) Bound<T>);
/// No rows, but how many were affected.
pub(crate) struct Execute(pub(crate) Bound<()>);

impl<T: Send + 'static> Bound<T> {
    #[cfg(feature = "sqlite")]
    fn sqlite_first(
        &self,
        connection: &rusqlite::Connection,
        decode: fn(&mut Decoder<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        crate::sqlite::Sql::of(self.statement).first(connection, &self.values, decode)
    }

    #[cfg(feature = "postgres")]
    async fn postgres_first(
        &self,
        client: &crate::postgres::Client,
        decode: fn(&mut Decoder<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        crate::postgres::Sql::of(self.statement)
            .first(client, &self.values, decode)
            .await
    }

    fn not_found(&self) -> Error {
        Error::new(ErrorKind::NotFound).in_statement(self.statement.name)
    }
}

impl<T: Row> Operation for FetchOne<T> {
    type Output = T;

    fn access(&self) -> Access {
        self.0.statement.access
    }

    #[cfg(feature = "sqlite")]
    fn sqlite(&self, connection: &rusqlite::Connection) -> Result<T> {
        self.0
            .sqlite_first(connection, T::decode)?
            .ok_or_else(|| self.0.not_found())
    }

    #[cfg(feature = "postgres")]
    async fn postgres(&self, client: &crate::postgres::Client) -> Result<T> {
        self.0
            .postgres_first(client, T::decode)
            .await?
            .ok_or_else(|| self.0.not_found())
    }
}

impl<T: Row> Operation for FetchOptional<T> {
    type Output = Option<T>;

    fn access(&self) -> Access {
        self.0.statement.access
    }

    #[cfg(feature = "sqlite")]
    fn sqlite(&self, connection: &rusqlite::Connection) -> Result<Option<T>> {
        self.0.sqlite_first(connection, T::decode)
    }

    #[cfg(feature = "postgres")]
    async fn postgres(&self, client: &crate::postgres::Client) -> Result<Option<T>> {
        self.0.postgres_first(client, T::decode).await
    }
}

impl<T: Row> Operation for FetchAll<T> {
    type Output = Vec<T>;

    fn access(&self) -> Access {
        self.0.statement.access
    }

    #[cfg(feature = "sqlite")]
    fn sqlite(&self, connection: &rusqlite::Connection) -> Result<Vec<T>> {
        crate::sqlite::Sql::of(self.0.statement).all(connection, &self.0.values)
    }

    #[cfg(feature = "postgres")]
    async fn postgres(&self, client: &crate::postgres::Client) -> Result<Vec<T>> {
        crate::postgres::Sql::of(self.0.statement)
            .all(client, &self.0.values)
            .await
    }
}

fn first_column<T: Decode>(row: &mut Decoder<'_>) -> Result<T> {
    row.next()
}

impl<T: Decode + Send + 'static> Operation for FetchValue<T> {
    type Output = T;

    fn access(&self) -> Access {
        self.0.statement.access
    }

    #[cfg(feature = "sqlite")]
    fn sqlite(&self, connection: &rusqlite::Connection) -> Result<T> {
        self.0
            .sqlite_first(connection, first_column)?
            .ok_or_else(|| self.0.not_found())
    }

    #[cfg(feature = "postgres")]
    async fn postgres(&self, client: &crate::postgres::Client) -> Result<T> {
        self.0
            .postgres_first(client, first_column)
            .await?
            .ok_or_else(|| self.0.not_found())
    }
}

impl Operation for Execute {
    type Output = u64;

    fn access(&self) -> Access {
        self.0.statement.access
    }

    #[cfg(feature = "sqlite")]
    fn sqlite(&self, connection: &rusqlite::Connection) -> Result<u64> {
        crate::sqlite::Sql::of(self.0.statement).execute(connection, &self.0.values)
    }

    #[cfg(feature = "postgres")]
    async fn postgres(&self, client: &crate::postgres::Client) -> Result<u64> {
        crate::postgres::Sql::of(self.0.statement)
            .execute(client, &self.0.values)
            .await
    }
}
