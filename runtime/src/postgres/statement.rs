//! Running one statement.

use std::pin::pin;

use futures_util::TryStreamExt as _;
use tokio_postgres::types::BorrowToSql;

use super::Client;
use super::error::{error, is_stale_plan};
use super::parameter::{Column, Parameter};
use crate::error::{Error, ErrorKind, Result, ValueProblem};
use crate::operation::Rows;
use crate::query::{Decoder, Statement, Value};

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

    /// Reads all rows, each as it comes.
    pub(crate) async fn all(
        self,
        client: &Client,
        values: &[Value],
        rows: &mut dyn Rows,
    ) -> Result<()> {
        self.run(client, values.iter().map(Parameter), |row| rows.read(row))
            .await
            .map(drop)
    }

    /// Reads the first row; says whether there was one.
    pub(crate) async fn first(
        self,
        client: &Client,
        values: &[Value],
        rows: &mut dyn Rows,
    ) -> Result<bool> {
        self.first_by(client, values, |row| rows.read(row)).await
    }

    /// Hands the first row over. The others are dropped as they come: a violation may follow the rows.
    pub(crate) async fn first_by(
        self,
        client: &Client,
        values: &[Value],
        mut read: impl FnMut(&mut Decoder<'_>) -> Result<()> + Send,
    ) -> Result<bool> {
        let mut found = false;
        self.run(client, values.iter().map(Parameter), |row| {
            if !found {
                read(row)?;
                found = true;
            }
            Ok(())
        })
        .await?;
        Ok(found)
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
