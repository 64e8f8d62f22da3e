//! A page: one row more than asked for tells whether another page follows.

use super::Operation;
use crate::error::Result;
use crate::query::{Access, Cursor, Page, Row, Statement, Value};

/// Reads a page of a list.
pub(crate) struct FetchPage<T> {
    /// The list's name, which its cursors carry.
    pub(crate) list: &'static str,
    pub(crate) statement: &'static Statement,
    /// Fixed values, the position if any, and one more than `limit`.
    pub(crate) values: Vec<Value>,
    pub(crate) limit: usize,
    pub(crate) position: fn(&T) -> Vec<Value>,
}

impl<T: Row> FetchPage<T> {
    fn page(&self, mut rows: Vec<T>) -> Page<T> {
        let more = rows.len() > self.limit;
        rows.truncate(self.limit);
        let last = rows.last().filter(|_| more);
        let next = last.map(|row| Cursor::new(self.list, (self.position)(row)));
        Page { rows, next }
    }
}

impl<T: Row> Operation for FetchPage<T> {
    type Output = Page<T>;

    fn access(&self) -> Access {
        self.statement.access
    }

    #[cfg(feature = "sqlite")]
    fn sqlite(&self, connection: &rusqlite::Connection) -> Result<Page<T>> {
        let rows = crate::sqlite::Sql::of(self.statement).all(connection, &self.values)?;
        Ok(self.page(rows))
    }

    #[cfg(feature = "postgres")]
    async fn postgres(&self, client: &crate::postgres::Client) -> Result<Page<T>> {
        let rows = crate::postgres::Sql::of(self.statement)
            .all(client, &self.values)
            .await?;
        Ok(self.page(rows))
    }
}
