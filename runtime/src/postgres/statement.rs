//! Running one statement.

use std::pin::pin;

use futures_util::TryStreamExt as _;
use tokio_postgres::types::BorrowToSql;

use super::Client;
use super::error::{error, is_stale_plan};
use super::parameter::{Column, Parameter};
use crate::error::{Error, ErrorKind, Result, ValueProblem};
use crate::query::{Decoder, Row, Statement, Value};

/// A statement's text, and what its errors need.
#[derive(Clone, Copy)]
pub(crate) struct Sql {
    pub(crate) text: &'static str,
    /// The generated function.
    pub(crate) name: &'static str,
}

impl Sql {
    pub(crate) fn of(statement: &'static Statement) -> Self {
        Self {
            text: statement.postgres,
            name: statement.name,
        }
    }

    /// All rows, each decoded as it comes.
    pub(crate) async fn all<T: Row>(self, client: &Client, values: &[Value]) -> Result<Vec<T>> {
        let mut rows = Vec::new();
        self.run(client, values.iter().map(Parameter), |row| {
            rows.push(T::decode(row)?);
            Ok(())
        })
        .await?;
        Ok(rows)
    }

    /// The first row. The others are read and dropped: a violation may follow the rows.
    pub(crate) async fn first<T: Send>(
        self,
        client: &Client,
        values: &[Value],
        decode: fn(&mut Decoder<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut first = None;
        self.run(client, values.iter().map(Parameter), |row| {
            if first.is_none() {
                first = Some(decode(row)?);
            }
            Ok(())
        })
        .await?;
        Ok(first)
    }

    /// Runs a statement; says how many rows it affected.
    pub(crate) async fn execute(self, client: &Client, values: &[Value]) -> Result<u64> {
        self.run(client, values.iter().map(Parameter), |_| Ok(()))
            .await
    }

    /// Gives the statement an array for each column of the rows.
    pub(crate) async fn execute_columns(
        self,
        client: &Client,
        rows: &[Vec<Value>],
        columns: usize,
    ) -> Result<u64> {
        self.run(
            client,
            (0..columns).map(|column| Column { rows, column }),
            |_| Ok(()),
        )
        .await
    }

    /// Hands every row over as it comes; says how many were affected.
    async fn run<P: BorrowToSql + Send>(
        self,
        client: &Client,
        parameters: impl ExactSizeIterator<Item = P> + Send,
        mut each: impl FnMut(&mut Decoder<'_>) -> Result<()> + Send,
    ) -> Result<u64> {
        let failed = |failure: tokio_postgres::Error| {
            let error = error(&failure).in_statement(self.name);
            if is_stale_plan(&error) {
                client.statement_cache.remove(self.text, &[]);
            }
            error
        };
        let prepared = client.prepare_cached(self.text).await.map_err(failed)?;
        let count = prepared.params().len();
        if parameters.len() != count {
            let parameter = parameters.len().min(count);
            let problem = ValueProblem::WrongShape;
            return Err(
                Error::new(ErrorKind::InvalidValue { parameter, problem }).in_statement(self.name)
            );
        }
        let rows = client
            .query_raw(&prepared, parameters)
            .await
            .map_err(failed)?;
        let mut rows = pin!(rows);
        while let Some(row) = rows.try_next().await.map_err(failed)? {
            each(&mut Decoder::postgres(&row, self.name))?;
        }
        Ok(rows.rows_affected().unwrap_or(0))
    }
}
