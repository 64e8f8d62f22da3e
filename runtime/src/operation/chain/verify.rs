//! A walk along a chain, row by row as they come: what is held in memory is one row.

use std::marker::PhantomData;

use super::link;
use crate::error::{Error, ErrorKind, Result};
use crate::operation::{Counted, Operation, Rows};
use crate::query::{Access, ChainCheck, Decode, Decoder, HashChain, Statement, Value};

/// Walks a chain in the order of its key.
pub(crate) struct VerifyChain<K> {
    chain: &'static HashChain,
    /// Reads each row's key, then the chain's columns.
    rows: &'static Statement,
    tenant: Vec<Value>,
    key: PhantomData<fn() -> K>,
}

impl<K> VerifyChain<K> {
    pub(crate) fn new(
        chain: &'static HashChain,
        rows: &'static Statement,
        tenant: Vec<Value>,
    ) -> Self {
        Self {
            chain,
            rows,
            tenant,
            key: PhantomData,
        }
    }

    fn start(&self) -> Walk<K> {
        Walk {
            chain: self.chain,
            last: Value::Null,
            rows: 0,
            broken: None,
        }
    }
}

/// How far a walk has come.
struct Walk<K> {
    chain: &'static HashChain,
    last: Value,
    rows: u64,
    broken: Option<K>,
}

impl<K> Walk<K> {
    /// Whether the row is what its hash says, and follows the one before. What cannot even be read is not.
    fn fits(&mut self, row: &mut Decoder<'_>) -> bool {
        let columns = self.chain.columns.iter();
        let read: Result<Vec<Value>> = columns.map(|column| column.kind.read(row)).collect();
        let Ok(values) = read else {
            return false;
        };
        let hash = link::hash(self.chain, &values);
        let fits = values.get(self.chain.hash) == Some(&hash)
            && values.get(self.chain.previous) == Some(&self.last);
        self.last = hash;
        fits
    }

    fn outcome(self, walked: Result<()>) -> Result<ChainCheck<K>> {
        match self.broken {
            Some(key) => Ok(ChainCheck::Broken(key)),
            None => walked.map(|()| ChainCheck::Intact(self.rows)),
        }
    }
}

impl<K: Decode + Send + 'static> Rows for Walk<K> {
    fn read(&mut self, row: &mut Decoder<'_>) -> Result<()> {
        let key = row.next()?;
        if self.fits(row) {
            self.rows += 1;
            return Ok(());
        }
        self.broken = Some(key);
        // Ends the walk, and is never seen.
        Err(Error::new(ErrorKind::NotFound))
    }
}

impl<K> Counted for ChainCheck<K> {
    /// Where it is broken, nobody knows how many rows there would be.
    fn count(&self) -> u64 {
        match self {
            Self::Intact(rows) => *rows,
            Self::Broken(_) => 0,
        }
    }
}

impl<K: Decode + Send + 'static> Operation for VerifyChain<K> {
    type Output = ChainCheck<K>;

    fn name(&self) -> &'static str {
        self.rows.name
    }

    fn access(&self) -> Access {
        Access::Read
    }

    #[cfg(feature = "sqlite")]
    fn sqlite(&self, connection: &rusqlite::Connection) -> Result<ChainCheck<K>> {
        let mut walk = self.start();
        let walked = crate::sqlite::Sql::of(self.rows).all(connection, &self.tenant, &mut walk);
        walk.outcome(walked)
    }

    #[cfg(feature = "postgres")]
    async fn postgres(&self, client: &crate::postgres::Client) -> Result<ChainCheck<K>> {
        let mut walk = self.start();
        let walked = crate::postgres::Sql::of(self.rows)
            .all(client, &self.tenant, &mut walk)
            .await;
        walk.outcome(walked)
    }
}
