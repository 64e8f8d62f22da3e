//! Many rows, all or none.

use super::Operation;
use crate::Dialect;
#[cfg(feature = "sqlite")]
use crate::error::ErrorKind;
use crate::error::Result;
use crate::query::{Access, BulkInsert, BulkPostgres, Value};

/// Inserts many rows.
pub(crate) struct InsertMany {
    pub(crate) bulk: &'static BulkInsert,
    pub(crate) rows: Vec<Vec<Value>>,
}

/// SQLite's limit of parameters in one statement.
#[cfg(feature = "sqlite")]
const PARAMETERS: usize = 32_766;

/// Past this many rows in one statement nothing is gained, while its text and its program grow.
#[cfg(feature = "sqlite")]
const MOST_ROWS: usize = 64;

/// How many inserts of one row are under way at a time.
#[cfg(feature = "postgres")]
const PIPELINED: usize = 64;

/// From so many rows on COPY is quicker than INSERT.
const COPIED: usize = 1_000;

/// The largest power of two of rows that fits: there are seven texts a table at most, and so they stay prepared.
#[cfg(feature = "sqlite")]
fn chunk(rows: usize, columns: usize) -> usize {
    let most = (PARAMETERS / columns.max(1))
        .clamp(1, MOST_ROWS)
        .min(rows.max(1));
    1 << most.ilog2()
}

/// `INSERT INTO t (a, b) VALUES (?, ?), (?, ?)`.
#[cfg(feature = "sqlite")]
fn text(head: &str, row: &str, rows: usize) -> String {
    let mut text = String::with_capacity(head.len() + rows * (row.len() + 2));
    text.push_str(head);
    for at in 0..rows {
        text.push_str(if at == 0 { " " } else { ", " });
        text.push_str(row);
    }
    text
}

impl Operation for InsertMany {
    type Output = u64;

    fn name(&self) -> &'static str {
        self.bulk.insert.name
    }

    fn access(&self) -> Access {
        Access::Write
    }

    fn is_compound(&self, dialect: Dialect) -> bool {
        match dialect {
            Dialect::Sqlite => self.rows.len() > 1,
            Dialect::Postgres => match self.bulk.postgres {
                BulkPostgres::Unnest(_) => self.rows.len() >= COPIED,
                BulkPostgres::RowByRow => self.rows.len() > 1,
            },
        }
    }

    #[cfg(feature = "sqlite")]
    fn sqlite(&self, connection: &rusqlite::Connection) -> Result<u64> {
        if !self.may_need_another_way() {
            // What an error leaves behind goes with the transaction, which takes no more statements.
            return self.in_chunks(connection, self.most());
        }
        crate::sqlite::undone_on_error(connection, || {
            self.as_if_one_statement(connection, crate::sqlite::undo)
        })
    }

    /// Without a savepoint: SQLite would write each page that changes to a file of its own beforehand.
    #[cfg(feature = "sqlite")]
    fn sqlite_alone(&self, connection: &rusqlite::Connection) -> Result<u64> {
        if self.may_need_another_way() {
            self.as_if_one_statement(connection, crate::sqlite::begin_again)
        } else {
            self.in_chunks(connection, self.most())
        }
    }

    #[cfg(feature = "postgres")]
    async fn postgres(&self, client: &crate::postgres::Client) -> Result<u64> {
        let insert = self.bulk.insert;
        match self.bulk.postgres {
            BulkPostgres::Unnest(text) => {
                let copy = crate::postgres::Copy {
                    unnest: text,
                    insert: insert.postgres,
                    name: insert.name,
                };
                if self.rows.len() >= COPIED
                    && let Some(copied) = copy.run(client, &self.rows).await?
                {
                    return Ok(copied);
                }
                let sql = crate::postgres::Sql {
                    text,
                    name: insert.name,
                };
                sql.execute_columns(client, &self.rows, self.bulk.columns)
                    .await
            }
            BulkPostgres::RowByRow => {
                let sql = crate::postgres::Sql::of(insert);
                let mut inserted = 0;
                for rows in self.rows.chunks(PIPELINED) {
                    let calls = rows.iter().map(|row| sql.execute(client, row));
                    inserted += futures_util::future::try_join_all(calls)
                        .await?
                        .iter()
                        .sum::<u64>();
                }
                Ok(inserted)
            }
        }
    }
}

#[cfg(feature = "sqlite")]
impl InsertMany {
    /// How many rows one statement has at most.
    fn most(&self) -> usize {
        match self.bulk.postgres {
            BulkPostgres::Unnest(_) if self.rows.len() > 1 => MOST_ROWS,
            // Row by row here too, so that of several violations the same is met first.
            BulkPostgres::Unnest(_) | BulkPostgres::RowByRow => 1,
        }
    }

    /// Whether chunks may fail where one statement would not.
    fn may_need_another_way(&self) -> bool {
        self.most() > 1 && !self.bulk.insert.table.foreign_keys.is_empty()
    }

    /// Postgres has one statement for all rows, and looks at foreign keys at its end. Chunks do the same wherever each has its
    /// keys together; where one has not, they are undone, and all rows are inserted before any key is looked at.
    fn as_if_one_statement(
        &self,
        connection: &rusqlite::Connection,
        undo: fn(&rusqlite::Connection) -> Result<()>,
    ) -> Result<u64> {
        match self.in_chunks(connection, MOST_ROWS) {
            Err(error) if matches!(error.kind(), ErrorKind::ForeignKey { .. }) => {
                undo(connection)?;
                let text = text(self.bulk.sqlite_head, self.bulk.sqlite_row, 1);
                crate::sqlite::insert_together(connection, self.sql(&text), &self.rows)
            }
            outcome => outcome,
        }
    }

    fn in_chunks(&self, connection: &rusqlite::Connection, most: usize) -> Result<u64> {
        let mut rest = self.rows.as_slice();
        let mut inserted = 0;
        let (mut sql, mut rows) = (String::new(), 0);
        while !rest.is_empty() {
            let (now, later) = rest.split_at(chunk(rest.len(), self.bulk.columns).min(most));
            if now.len() != rows {
                rows = now.len();
                sql = text(self.bulk.sqlite_head, self.bulk.sqlite_row, rows);
            }
            inserted += self.sql(&sql).execute_chained(connection, now)?;
            rest = later;
        }
        Ok(inserted)
    }

    fn sql<'a>(&self, text: &'a str) -> crate::sqlite::Sql<'a> {
        crate::sqlite::Sql {
            text,
            name: self.bulk.insert.name,
            table: self.bulk.insert.table,
        }
    }
}

#[cfg(all(test, feature = "sqlite"))]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_powers_of_two_within_the_limits() {
        assert_eq!(chunk(1, 3), 1);
        assert_eq!(chunk(100, 3), 64);
        assert_eq!(chunk(36, 3), 32);
        assert_eq!(chunk(1_000, 1_000), 32);
        assert_eq!(chunk(1_000, 20_000), 1);
    }

    #[test]
    fn the_text_has_a_row_as_often_as_there_are_rows() {
        assert_eq!(
            text("INSERT INTO t (a, b) VALUES", "(?, ?)", 2),
            "INSERT INTO t (a, b) VALUES (?, ?), (?, ?)"
        );
    }
}
