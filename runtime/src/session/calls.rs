//! The calls that generated functions make.

use super::Session;
use crate::call::Call;
use crate::error::{Error, ErrorKind, Result, ValueProblem};
use crate::operation::{
    Execute, FetchAll, FetchOne, FetchOptional, FetchPage, FetchValue, GetOrInsert, InsertMany,
    InsertOrUpdate, bound,
};
use crate::query::{
    BulkInsert, Cursor, Decode, InsertOrGet, InsertedOrFound, Keyset, Page, Row, Statement, Upsert,
    Upserted,
};
use crate::value::{Value, normalise};

/// The calls that generated functions make. Values are brought into the form that both databases hold before anything is sent;
/// one that has none is [`ErrorKind::InvalidValue`], and leaves a transaction as it was.
impl Session {
    /// Exactly one row, or [`ErrorKind::NotFound`].
    pub fn fetch_one<T: Row>(
        &self,
        statement: &'static Statement,
        values: Vec<Value>,
    ) -> Call<'_, T> {
        self.call(bound(statement, values).map(FetchOne))
    }

    /// A row, or none.
    pub fn fetch_optional<T: Row>(
        &self,
        statement: &'static Statement,
        values: Vec<Value>,
    ) -> Call<'_, Option<T>> {
        self.call(bound(statement, values).map(FetchOptional))
    }

    /// All rows.
    pub fn fetch_all<T: Row>(
        &self,
        statement: &'static Statement,
        values: Vec<Value>,
    ) -> Call<'_, Vec<T>> {
        self.call(bound(statement, values).map(FetchAll))
    }

    /// The one column of the one row: a count, whether something exists.
    pub fn fetch_value<T: Decode + Send + 'static>(
        &self,
        statement: &'static Statement,
        values: Vec<Value>,
    ) -> Call<'_, T> {
        self.call(bound(statement, values).map(FetchValue))
    }

    /// Runs a statement; says how many rows it affected.
    pub fn execute(&self, statement: &'static Statement, values: Vec<Value>) -> Call<'_, u64> {
        self.call(bound(statement, values).map(Execute))
    }

    /// Runs a statement on one row; says whether there was one.
    pub fn execute_one(&self, statement: &'static Statement, values: Vec<Value>) -> Call<'_, bool> {
        let affected = self.execute(statement, values);
        Call::new(async move { Ok(affected.await? > 0) })
    }

    /// A page of a list: up to `limit` rows from the start, or after where another page of the same list ended.
    pub fn fetch_page<T: Row>(
        &self,
        list: &'static Keyset,
        fixed: Vec<Value>,
        after: Option<&Cursor>,
        limit: u32,
        position: fn(&T) -> Vec<Value>,
    ) -> Call<'_, Page<T>> {
        self.call(page(list, fixed, after, limit, position))
    }

    /// Inserts many rows, all or none; says how many.
    pub fn insert_many(&self, bulk: &'static BulkInsert, rows: Vec<Vec<Value>>) -> Call<'_, u64> {
        if rows.is_empty() {
            return Call::new(async { Ok(0) });
        }
        self.call(many(bulk, rows))
    }

    /// Inserts a row, or updates the one with the same key.
    pub fn upsert<T: Row>(
        &self,
        upsert: &'static Upsert,
        mut values: Vec<Value>,
    ) -> Call<'_, Upserted<T>> {
        let checked = normalise(&mut values).map_err(|error| error.in_statement(upsert.name));
        self.call(checked.map(|()| InsertOrUpdate::new(upsert, values)))
    }

    /// Inserts a row, or reads the one with the same key.
    pub fn insert_or_get<T: Row>(
        &self,
        call: &'static InsertOrGet,
        mut values: Vec<Value>,
    ) -> Call<'_, InsertedOrFound<T>> {
        let checked = normalise(&mut values).map_err(|error| error.in_statement(call.name));
        self.call(checked.map(|()| GetOrInsert::new(call, values)))
    }
}

fn page<T>(
    list: &'static Keyset,
    fixed: Vec<Value>,
    after: Option<&Cursor>,
    limit: u32,
    position: fn(&T) -> Vec<Value>,
) -> Result<FetchPage<T>> {
    let name = list.first.name;
    let mut values = fixed;
    let statement = match after {
        None => &list.first,
        Some(cursor) => {
            let position = cursor
                .position_in(name)
                .map_err(|error| error.in_statement(name))?;
            values.extend_from_slice(position);
            &list.after
        }
    };
    values.push(Value::BigInt(i64::from(limit) + 1));
    normalise(&mut values).map_err(|error| error.in_statement(name))?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    Ok(FetchPage {
        list: name,
        statement,
        values,
        limit,
        position,
    })
}

fn many(bulk: &'static BulkInsert, mut rows: Vec<Vec<Value>>) -> Result<InsertMany> {
    let name = bulk.insert.name;
    for row in &mut rows {
        if row.len() != bulk.columns {
            let parameter = row.len().min(bulk.columns);
            let problem = ValueProblem::WrongShape;
            return Err(
                Error::new(ErrorKind::InvalidValue { parameter, problem }).in_statement(name)
            );
        }
        normalise(row).map_err(|error| error.in_statement(name))?;
    }
    Ok(InsertMany { bulk, rows })
}
