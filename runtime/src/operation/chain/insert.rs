//! Inserts at a chain's end, one writer of a chain at a time.

use super::link::{Head, explained, tenant};
use crate::Dialect;
use crate::error::Result;
use crate::operation::rows::{Answer, Start, Written};
use crate::operation::{Operation, Rows};
use crate::query::{Access, ChainedInsertOrGet, HashChain, Statement, Value};

/// Inserts one row.
pub(crate) struct InsertChained {
    pub(crate) chain: &'static HashChain,
    pub(crate) insert: &'static Statement,
    pub(crate) values: Vec<Value>,
    pub(crate) start: Start,
}

/// Inserts rows one after another; of one tenant, as every call is.
pub(crate) struct InsertManyChained {
    pub(crate) chain: &'static HashChain,
    pub(crate) insert: &'static Statement,
    pub(crate) rows: Vec<Vec<Value>>,
}

/// Inserts a row, or reads the one with the same key.
pub(crate) struct GetOrInsertChained {
    pub(crate) chain: &'static HashChain,
    pub(crate) call: &'static ChainedInsertOrGet,
    pub(crate) values: Vec<Value>,
    pub(crate) start: Start,
}

/// Nothing is read of the rows.
struct Unread;

impl Rows for Unread {
    fn read(&mut self, _: &mut crate::query::Decoder<'_>) -> Result<()> {
        Ok(())
    }
}

#[cfg(feature = "sqlite")]
mod sqlite {
    use super::{HashChain, Head, Result, Rows, Statement, Value, explained, tenant};
    use crate::sqlite::Sql;

    /// The chain's end. Nobody else writes: the transaction has begun as a writing one.
    pub(super) fn head(
        connection: &rusqlite::Connection,
        chain: &'static HashChain,
        values: &[Value],
    ) -> Result<Head> {
        let mut head = Head::new(chain);
        Sql::of(&chain.head).first(connection, &tenant(chain, values), &mut head)?;
        Ok(head)
    }

    pub(super) fn insert(
        connection: &rusqlite::Connection,
        head: &mut Head,
        (chain, insert): (&'static HashChain, &'static Statement),
        given: &[Value],
        rows: &mut dyn Rows,
    ) -> Result<bool> {
        Sql::of(insert)
            .first(connection, &head.next(given), rows)
            .map_err(|error| explained(chain, error))
    }
}

#[cfg(feature = "postgres")]
mod postgres {
    use super::super::link::lock;
    use super::{HashChain, Head, Result, Rows, Statement, Value, explained, tenant};
    use crate::postgres::{Client, Sql};

    /// The chain's end, once nobody else is adding to it: the lock is held to the transaction's end, and a statement after it
    /// sees what its last holder has committed.
    pub(super) async fn head(
        client: &Client,
        chain: &'static HashChain,
        values: &[Value],
    ) -> Result<Head> {
        let tenant = tenant(chain, values);
        let sql = Sql::of(&chain.head);
        let text = "SELECT pg_advisory_xact_lock($1)";
        let key = Value::BigInt(lock(chain, &tenant));
        Sql { text, ..sql }.execute(client, &[key]).await?;
        let mut head = Head::new(chain);
        sql.first(client, &tenant, &mut head).await?;
        Ok(head)
    }

    pub(super) async fn insert(
        client: &Client,
        head: &mut Head,
        (chain, insert): (&'static HashChain, &'static Statement),
        given: &[Value],
        rows: &mut dyn Rows,
    ) -> Result<bool> {
        Sql::of(insert)
            .first(client, &head.next(given), rows)
            .await
            .map_err(|error| explained(chain, error))
    }
}

impl Operation for InsertChained {
    type Output = Answer;

    fn name(&self) -> &'static str {
        self.insert.name
    }

    fn access(&self) -> Access {
        Access::Write
    }

    fn is_compound(&self, _: Dialect) -> bool {
        true
    }

    #[cfg(feature = "sqlite")]
    fn sqlite(&self, connection: &rusqlite::Connection) -> Result<Answer> {
        let mut rows = (self.start)();
        let mut head = sqlite::head(connection, self.chain, &self.values)?;
        let statement = (self.chain, self.insert);
        sqlite::insert(
            connection,
            &mut head,
            statement,
            &self.values,
            rows.as_mut(),
        )?;
        let written = Written::Inserted;
        Ok(Answer { rows, written })
    }

    #[cfg(feature = "postgres")]
    async fn postgres(&self, client: &crate::postgres::Client) -> Result<Answer> {
        let mut rows = (self.start)();
        let mut head = postgres::head(client, self.chain, &self.values).await?;
        let statement = (self.chain, self.insert);
        postgres::insert(client, &mut head, statement, &self.values, rows.as_mut()).await?;
        let written = Written::Inserted;
        Ok(Answer { rows, written })
    }
}

impl Operation for InsertManyChained {
    type Output = u64;

    fn name(&self) -> &'static str {
        self.insert.name
    }

    fn access(&self) -> Access {
        Access::Write
    }

    fn is_compound(&self, _: Dialect) -> bool {
        true
    }

    #[cfg(feature = "sqlite")]
    fn sqlite(&self, connection: &rusqlite::Connection) -> Result<u64> {
        crate::sqlite::undone_on_error(connection, || {
            let Some(first) = self.rows.first() else {
                return Ok(0);
            };
            let mut head = sqlite::head(connection, self.chain, first)?;
            let statement = (self.chain, self.insert);
            for row in &self.rows {
                sqlite::insert(connection, &mut head, statement, row, &mut Unread)?;
            }
            Ok(self.rows.len() as u64)
        })
    }

    #[cfg(feature = "postgres")]
    async fn postgres(&self, client: &crate::postgres::Client) -> Result<u64> {
        let Some(first) = self.rows.first() else {
            return Ok(0);
        };
        let mut head = postgres::head(client, self.chain, first).await?;
        let statement = (self.chain, self.insert);
        for row in &self.rows {
            postgres::insert(client, &mut head, statement, row, &mut Unread).await?;
        }
        Ok(self.rows.len() as u64)
    }
}

impl GetOrInsertChained {
    fn key(&self) -> Vec<Value> {
        let places = self.call.find_params.iter();
        places
            .filter_map(|at| self.values.get(*at).cloned())
            .collect()
    }
}

impl Operation for GetOrInsertChained {
    type Output = Answer;

    fn name(&self) -> &'static str {
        self.call.insert.name
    }

    fn access(&self) -> Access {
        Access::Write
    }

    fn is_compound(&self, _: Dialect) -> bool {
        true
    }

    #[cfg(feature = "sqlite")]
    fn sqlite(&self, connection: &rusqlite::Connection) -> Result<Answer> {
        let mut rows = (self.start)();
        let mut head = sqlite::head(connection, self.chain, &self.values)?;
        let find = crate::sqlite::Sql::of(self.call.find);
        if find.first(connection, &self.key(), rows.as_mut())? {
            return Ok(Answer::read(rows));
        }
        let statement = (self.chain, self.call.insert);
        sqlite::insert(
            connection,
            &mut head,
            statement,
            &self.values,
            rows.as_mut(),
        )?;
        let written = Written::Inserted;
        Ok(Answer { rows, written })
    }

    #[cfg(feature = "postgres")]
    async fn postgres(&self, client: &crate::postgres::Client) -> Result<Answer> {
        let mut rows = (self.start)();
        let mut head = postgres::head(client, self.chain, &self.values).await?;
        let find = crate::postgres::Sql::of(self.call.find);
        if find.first(client, &self.key(), rows.as_mut()).await? {
            return Ok(Answer::read(rows));
        }
        let statement = (self.chain, self.call.insert);
        postgres::insert(client, &mut head, statement, &self.values, rows.as_mut()).await?;
        let written = Written::Inserted;
        Ok(Answer { rows, written })
    }
}
