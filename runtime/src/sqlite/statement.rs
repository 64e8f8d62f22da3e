//! Running one statement.

use rusqlite::{CachedStatement, Connection};

use super::foreign_key::{self, quoted};
use super::violation;
use crate::error::{Error, ErrorKind, Result, ValueProblem};
use crate::operation::Rows;
use crate::query::{Decoder, Statement, Storage, TableInfo, Value};

/// A statement's text, and what its errors need.
#[derive(Clone, Copy)]
pub(crate) struct Sql<'a> {
    pub(crate) text: &'a str,
    /// The generated function.
    pub(crate) name: &'static str,
    pub(crate) table: &'static TableInfo,
}

impl Sql<'static> {
    pub(crate) fn of(statement: &'static Statement) -> Self {
        Self {
            text: statement.sqlite,
            name: statement.name,
            table: statement.table,
        }
    }
}

impl Sql<'_> {
    /// Hands every row over, to the last one: a violation may follow the rows.
    fn query(
        self,
        connection: &Connection,
        values: &[Value],
        mut each: impl FnMut(&mut Decoder<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut prepared = self.prepare(connection)?;
        bind(&mut prepared, values).map_err(|error| error.in_statement(self.name))?;
        let mut rows = prepared.raw_query();
        let failure = loop {
            match rows.next() {
                Ok(Some(row)) => each(&mut Decoder::sqlite(row, self.name))?,
                Ok(None) => return Ok(()),
                Err(error) => break error,
            }
        };
        drop(rows);
        drop(prepared);
        Err(self.explain(connection, values.iter(), &failure))
    }

    /// Reads all rows.
    pub(crate) fn all(
        self,
        connection: &Connection,
        values: &[Value],
        rows: &mut dyn Rows,
    ) -> Result<()> {
        self.query(connection, values, |row| rows.read(row))
    }

    /// Reads the first row; says whether there was one.
    pub(crate) fn first(
        self,
        connection: &Connection,
        values: &[Value],
        rows: &mut dyn Rows,
    ) -> Result<bool> {
        let mut found = false;
        self.query(connection, values, |row| {
            if !found {
                rows.read(row)?;
                found = true;
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Reads a count.
    pub(crate) fn count(self, connection: &Connection, values: &[Value]) -> Result<u64> {
        let mut count = 0;
        self.query(connection, values, |row| {
            count = row.next::<i64>()?;
            Ok(())
        })?;
        Ok(count.unsigned_abs())
    }

    /// Runs a statement that returns no rows; says how many it affected.
    pub(crate) fn execute(self, connection: &Connection, values: &[Value]) -> Result<u64> {
        self.execute_iter(connection, values.iter())
    }

    /// The same, with the values of several rows one after the other.
    pub(crate) fn execute_chained(
        self,
        connection: &Connection,
        rows: &[Vec<Value>],
    ) -> Result<u64> {
        self.execute_iter(connection, rows.iter().flatten())
    }

    fn execute_iter<'v>(
        self,
        connection: &Connection,
        values: impl Iterator<Item = &'v Value> + Clone,
    ) -> Result<u64> {
        let mut prepared = self.prepare(connection)?;
        bind(&mut prepared, values.clone()).map_err(|error| error.in_statement(self.name))?;
        match prepared.raw_execute() {
            Ok(affected) => Ok(affected as u64),
            Err(failure) => {
                drop(prepared);
                Err(self.explain(connection, values, &failure))
            }
        }
    }

    /// Runs an insert for each row, prepared anew as for [`Sql::replay`], and tells their keys.
    pub(super) fn insert_each(
        self,
        connection: &Connection,
        rows: &[Vec<Value>],
    ) -> Result<Vec<Vec<rusqlite::types::Value>>> {
        let columns = self.table.primary_key;
        let names: Vec<String> = columns.iter().map(|name| quoted(name)).collect();
        let text = format!("{} RETURNING {}", self.text, names.join(", "));
        let mut prepared = connection
            .prepare(&text)
            .map_err(|error| violation::error(&error).in_statement(self.name))?;
        let mut keys = Vec::with_capacity(rows.len());
        for row in rows {
            bind(&mut prepared, row).map_err(|error| error.in_statement(self.name))?;
            match returned(&mut prepared, columns.len()) {
                Ok(key) => keys.extend(key),
                Err(failure) => {
                    drop(prepared);
                    return Err(self.explain(connection, row.iter(), &failure));
                }
            }
        }
        Ok(keys)
    }

    fn prepare(self, connection: &Connection) -> Result<CachedStatement<'_>> {
        connection
            .prepare_cached(self.text)
            .map_err(|error| violation::error(&error).in_statement(self.name))
    }

    /// The error as Postgres would have told it.
    #[cold]
    fn explain<'v>(
        self,
        connection: &Connection,
        values: impl Iterator<Item = &'v Value> + Clone,
        failure: &rusqlite::Error,
    ) -> Error {
        let error = if violation::is_foreign_key(failure) {
            foreign_key::find(connection, self, values)
        } else {
            violation::statement_error(connection, failure, self.table)
        };
        error.in_statement(self.name)
    }

    /// Runs the statement to its end, prepared anew: flags that a prepared one has taken in may have changed.
    pub(super) fn replay<'v>(
        self,
        connection: &Connection,
        values: impl IntoIterator<Item = &'v Value>,
    ) -> rusqlite::Result<()> {
        let mut prepared = connection.prepare(self.text)?;
        if bind(&mut prepared, values).is_err() {
            return Err(rusqlite::Error::InvalidQuery);
        }
        let mut rows = prepared.raw_query();
        while rows.next()?.is_some() {}
        Ok(())
    }
}

/// The values that each inserted row returns, of which there are so many.
fn returned(
    prepared: &mut rusqlite::Statement<'_>,
    columns: usize,
) -> rusqlite::Result<Vec<Vec<rusqlite::types::Value>>> {
    let mut rows = prepared.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let values = (0..columns).map(|at| row.get(at));
        found.push(values.collect::<rusqlite::Result<_>>()?);
    }
    Ok(found)
}

/// Binds the values by position. A text may use fewer than there are: the parts of an upsert share their values.
fn bind<'v>(
    prepared: &mut rusqlite::Statement<'_>,
    values: impl IntoIterator<Item = &'v Value>,
) -> Result<()> {
    let count = prepared.parameter_count();
    let mut bound = 0;
    for value in values.into_iter().take(count) {
        bound += 1;
        bind_one(prepared, bound, value).map_err(|error| violation::error(&error))?;
    }
    if bound < count {
        return Err(Error::new(ErrorKind::InvalidValue {
            parameter: bound,
            problem: ValueProblem::WrongShape,
        }));
    }
    Ok(())
}

/// Binds a value; the usual ones at once, and not by way of [`rusqlite::ToSql`], which costs as much again.
fn bind_one(
    prepared: &mut rusqlite::Statement<'_>,
    at: usize,
    value: &Value,
) -> rusqlite::Result<()> {
    match value {
        Value::Null => prepared.raw_bind_parameter(at, rusqlite::types::Null),
        Value::Bool(value) => prepared.raw_bind_parameter(at, i64::from(*value)),
        Value::SmallInt(value) => prepared.raw_bind_parameter(at, i64::from(*value)),
        Value::Int(value) => prepared.raw_bind_parameter(at, i64::from(*value)),
        Value::BigInt(value) => prepared.raw_bind_parameter(at, *value),
        Value::Text(value) => prepared.raw_bind_parameter(at, value.as_ref()),
        Value::Timestamp {
            value,
            storage: Storage::Micros,
        } => prepared.raw_bind_parameter(at, value.as_microsecond()),
        Value::Real(_)
        | Value::Double(_)
        | Value::Decimal(_)
        | Value::Bytes(_)
        | Value::Uuid(_)
        | Value::Timestamp { .. }
        | Value::Date(_)
        | Value::Time(_)
        | Value::Json(_)
        | Value::List(..)
        | Value::Refused(_) => prepared.raw_bind_parameter(at, value),
    }
}
