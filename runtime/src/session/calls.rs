//! The calls that generated functions make.

use super::Session;
use crate::call::{Answering, Call};
use crate::error::{Error, ErrorKind, Result, ValueProblem};
use crate::operation::{
    AsOption, AsPage, AsRow, AsValue, AsVec, Bound, Execute, Fetch, GetOrInsert, InsertMany,
    InsertOrUpdate, Start, Wanted, WriteVersion, bound, many, one, one_value, page,
};
use crate::query::{
    BulkInsert, Cursor, Decode, InsertOrGet, InsertedOrFound, Keyset, Page, Row, Statement, Upsert,
    Upserted, Versioned, VersionedDelete, VersionedWrite,
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
        Call::finished(
            self.fetch(bound(statement, values), Wanted::One, one::<T>),
            AsRow,
        )
    }

    /// A row, or none.
    pub fn fetch_optional<T: Row>(
        &self,
        statement: &'static Statement,
        values: Vec<Value>,
    ) -> Call<'_, Option<T>> {
        Call::finished(
            self.fetch(bound(statement, values), Wanted::Optional, one::<T>),
            AsOption,
        )
    }

    /// All rows.
    pub fn fetch_all<T: Row>(
        &self,
        statement: &'static Statement,
        values: Vec<Value>,
    ) -> Call<'_, Vec<T>> {
        Call::finished(
            self.fetch(bound(statement, values), Wanted::All, many::<T>),
            AsVec,
        )
    }

    /// The one column of the one row: a count, whether something exists.
    pub fn fetch_value<T: Decode + Send + 'static>(
        &self,
        statement: &'static Statement,
        values: Vec<Value>,
    ) -> Call<'_, T> {
        Call::finished(
            self.fetch(bound(statement, values), Wanted::One, one_value::<T>),
            AsValue,
        )
    }

    /// Runs a statement; says how many rows it affected.
    pub fn execute(&self, statement: &'static Statement, values: Vec<Value>) -> Call<'_, u64> {
        Call::new(self.call(bound(statement, values).map(Execute)))
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
        Call::finished(
            self.fetch(page(list, fixed, after, limit), Wanted::All, many::<T>),
            AsPage {
                list: list.first.name,
                limit: usize::try_from(limit).unwrap_or(usize::MAX),
                position,
            },
        )
    }

    /// Inserts many rows, all or none; says how many.
    pub fn insert_many(&self, bulk: &'static BulkInsert, rows: Vec<Vec<Value>>) -> Call<'_, u64> {
        if rows.is_empty() {
            return Call::new(async { Ok(0) });
        }
        Call::new(self.call(insert_many(bulk, rows)))
    }

    /// Inserts a row, or updates the one with the same key.
    pub fn upsert<T: Row>(
        &self,
        upsert: &'static Upsert,
        values: Vec<Value>,
    ) -> Call<'_, Upserted<T>> {
        Call::finished(self.insert_or_update(upsert, values, one::<T>), AsRow)
    }

    /// Updates a row that has the expected version.
    pub fn update_version<T: Row>(
        &self,
        call: &'static VersionedWrite,
        values: Vec<Value>,
    ) -> Call<'_, Versioned<T>> {
        Call::finished(self.write_version(call, values, one::<T>), AsOption)
    }

    /// Deletes a row that has the expected version.
    pub fn delete_version<T: Row>(
        &self,
        call: &'static VersionedWrite,
        values: Vec<Value>,
    ) -> Call<'_, VersionedDelete<T>> {
        Call::finished(self.write_version(call, values, one::<T>), AsOption)
    }

    /// Inserts a row, or reads the one with the same key.
    pub fn insert_or_get<T: Row>(
        &self,
        call: &'static InsertOrGet,
        values: Vec<Value>,
    ) -> Call<'_, InsertedOrFound<T>> {
        Call::finished(self.get_or_insert(call, values, one::<T>), AsRow)
    }
}

/// What the calls above come down to: no row type from here on, so that none of it is compiled again for each.
impl Session {
    fn fetch(&self, bound: Result<Bound>, wanted: Wanted, start: Start) -> Answering<'_> {
        Box::pin(self.call(bound.map(|bound| Fetch {
            bound,
            wanted,
            start,
        })))
    }

    fn insert_or_update(
        &self,
        upsert: &'static Upsert,
        mut values: Vec<Value>,
        start: Start,
    ) -> Answering<'_> {
        let checked = normalise(&mut values).map_err(|error| error.in_statement(upsert.name));
        Box::pin(self.call(checked.map(|()| InsertOrUpdate::new(upsert, values, start))))
    }

    fn write_version(
        &self,
        call: &'static VersionedWrite,
        mut values: Vec<Value>,
        start: Start,
    ) -> Answering<'_> {
        let checked = normalise(&mut values).map_err(|error| error.in_statement(call.write.name));
        Box::pin(self.call(checked.map(|()| WriteVersion::new(call, values, start))))
    }

    fn get_or_insert(
        &self,
        call: &'static InsertOrGet,
        mut values: Vec<Value>,
        start: Start,
    ) -> Answering<'_> {
        let checked =
            normalise(&mut values).map_err(|error| error.in_statement(call.try_insert.name));
        Box::pin(self.call(checked.map(|()| GetOrInsert::new(call, values, start))))
    }
}

fn insert_many(bulk: &'static BulkInsert, mut rows: Vec<Vec<Value>>) -> Result<InsertMany> {
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
