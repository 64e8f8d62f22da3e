//! What a call does, on either database: each operation has both ways side by side.

mod bulk;
mod chain;
mod fetch;
mod insert_or_get;
mod page;
mod rows;
mod upsert;
mod version;

use crate::Dialect;
use crate::error::Result;
use crate::query::Access;

pub(crate) use bulk::InsertMany;
pub(crate) use chain::{GetOrInsertChained, InsertChained, InsertManyChained, VerifyChain};
pub(crate) use fetch::{Bound, Execute, Fetch, Wanted, bound};
pub(crate) use insert_or_get::GetOrInsert;
pub(crate) use page::page;
pub(crate) use rows::{Answer, AsOption, AsPage, AsRow, AsValue, AsVec, Finish, Rows, Start};
pub(crate) use rows::{many, one, one_value};
pub(crate) use upsert::InsertOrUpdate;
pub(crate) use version::WriteVersion;

/// What a call returns, as far as it says how much that is.
pub(crate) trait Counted {
    /// How many rows were read or written.
    #[cfg_attr(
        not(feature = "tracing"),
        expect(dead_code, reason = "only tracing is told of it")
    )]
    fn count(&self) -> u64;
}

impl Counted for u64 {
    fn count(&self) -> u64 {
        *self
    }
}

/// One call's work. It owns what it needs: it may outlive the future that asked for it.
pub(crate) trait Operation: Sized + Send + Sync + 'static {
    /// What it returns.
    type Output: Counted + Send + 'static;

    /// The generated function.
    #[cfg_attr(
        not(feature = "tracing"),
        expect(dead_code, reason = "only tracing is told of it")
    )]
    fn name(&self) -> &'static str;

    /// Whether it only reads.
    #[cfg_attr(
        not(feature = "sqlite"),
        expect(dead_code, reason = "only SQLite has connections that cannot write")
    )]
    fn access(&self) -> Access;

    /// Whether it is known to take little time on SQLite, whatever the tables hold: it may run without a thread's hop there.
    #[cfg_attr(
        not(feature = "sqlite"),
        expect(dead_code, reason = "only SQLite runs calls where they are awaited")
    )]
    fn is_short(&self) -> bool {
        false
    }

    /// Whether it takes several statements on that database, which need a transaction around them.
    fn is_compound(&self, dialect: Dialect) -> bool {
        let _ = dialect;
        false
    }

    /// Runs it on an SQLite connection, on that connection's thread.
    #[cfg(feature = "sqlite")]
    fn sqlite(&self, connection: &rusqlite::Connection) -> Result<Self::Output>;

    /// The same in a transaction that was begun for it alone, and that is rolled back where it fails.
    #[cfg(feature = "sqlite")]
    fn sqlite_alone(&self, connection: &rusqlite::Connection) -> Result<Self::Output> {
        self.sqlite(connection)
    }

    /// Runs it on a Postgres connection.
    #[cfg(feature = "postgres")]
    fn postgres(
        &self,
        client: &crate::postgres::Client,
    ) -> impl Future<Output = Result<Self::Output>> + Send;
}
