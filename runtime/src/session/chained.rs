//! The calls of tables with a hash chain.

use super::Session;
use crate::call::{Answering, Call};
use crate::error::{Error, ErrorKind, Result, ValueProblem};
use crate::operation::{
    AsRow, GetOrInsertChained, InsertChained, InsertManyChained, Start, VerifyChain, one,
};
use crate::query::{
    ChainCheck, ChainedInsertOrGet, Decode, HashChain, InsertedOrFound, Row, Statement,
};
use crate::value::{Value, normalise};

/// The calls of tables with a [`HashChain`]: one writer of a chain at a time, inside a transaction to its end.
impl Session {
    /// Inserts a row at the chain's end and reads it back.
    pub fn insert_chained<T: Row>(
        &self,
        chain: &'static HashChain,
        insert: &'static Statement,
        values: Vec<Value>,
    ) -> Call<'_, T> {
        Call::finished(self.add_to_chain(chain, insert, values, one::<T>), AsRow)
    }

    /// Inserts rows at the chain's end, one after another, all or none; says how many.
    pub fn insert_many_chained(
        &self,
        chain: &'static HashChain,
        insert: &'static Statement,
        mut rows: Vec<Vec<Value>>,
    ) -> Call<'_, u64> {
        if rows.is_empty() {
            return Call::new(async { Ok(0) });
        }
        let checked = rows
            .iter_mut()
            .try_for_each(|row| check(chain, insert, row));
        Call::new(self.call(checked.map(|()| InsertManyChained {
            chain,
            insert,
            rows,
        })))
    }

    /// Inserts a row at the chain's end, or reads the one with the same key.
    pub fn insert_or_get_chained<T: Row>(
        &self,
        chain: &'static HashChain,
        call: &'static ChainedInsertOrGet,
        values: Vec<Value>,
    ) -> Call<'_, InsertedOrFound<T>> {
        Call::finished(self.get_or_chain(chain, call, values, one::<T>), AsRow)
    }

    /// Walks a chain from its first row to its last.
    pub fn verify_chain<K: Decode + Send + 'static>(
        &self,
        chain: &'static HashChain,
        rows: &'static Statement,
        mut tenant: Vec<Value>,
    ) -> Call<'_, ChainCheck<K>> {
        let checked = normalise(&mut tenant).map_err(|error| error.in_statement(rows.name));
        Call::new(self.call(checked.map(|()| VerifyChain::new(chain, rows, tenant))))
    }
}

impl Session {
    fn add_to_chain(
        &self,
        chain: &'static HashChain,
        insert: &'static Statement,
        mut values: Vec<Value>,
        start: Start,
    ) -> Answering<'_> {
        let checked = check(chain, insert, &mut values);
        Box::pin(self.call(checked.map(|()| InsertChained {
            chain,
            insert,
            values,
            start,
        })))
    }

    fn get_or_chain(
        &self,
        chain: &'static HashChain,
        call: &'static ChainedInsertOrGet,
        mut values: Vec<Value>,
        start: Start,
    ) -> Answering<'_> {
        let checked = check(chain, call.insert, &mut values);
        Box::pin(self.call(checked.map(|()| GetOrInsertChained {
            chain,
            call,
            values,
            start,
        })))
    }
}

/// A row has a value for each of the chain's columns, in the form that both databases hold.
fn check(chain: &HashChain, insert: &Statement, values: &mut [Value]) -> Result<()> {
    let columns = chain.columns.len();
    if values.len() != columns {
        let parameter = values.len().min(columns);
        let problem = ValueProblem::WrongShape;
        let error = Error::new(ErrorKind::InvalidValue { parameter, problem });
        return Err(error.in_statement(insert.name));
    }
    normalise(values).map_err(|error| error.in_statement(insert.name))
}
