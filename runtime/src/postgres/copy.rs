//! Many rows by COPY, in Postgres' binary format: half the work of an INSERT where there are thousands.

use std::pin::pin;

use bytes::{BufMut as _, Bytes, BytesMut};
use futures_util::{SinkExt as _, future};
use tokio_postgres::types::Type;

use super::Client;
use super::error::error;
use crate::error::{Error, ErrorKind, Result};
use crate::query::Value;

/// `INSERT INTO t (a, b) SELECT * FROM unnest(..)` and `INSERT INTO t (a, b) VALUES ($1, $2)`: two ways to say what to copy.
#[derive(Clone, Copy)]
pub(crate) struct Copy {
    pub(crate) unnest: &'static str,
    pub(crate) insert: &'static str,
    /// The generated function.
    pub(crate) name: &'static str,
}

/// How much is sent at a time.
const CHUNK: usize = 64 * 1024;

/// <https://www.postgresql.org/docs/current/sql-copy.html>: the signature, no flags, no extension.
const HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";

/// In place of a row's number of columns: the end.
const TRAILER: i16 = -1;

impl Copy {
    /// Copies the rows, inside a transaction. `None` where COPY has failed and an INSERT is to tell why, or to do it after all: the
    /// transaction is as it was before.
    ///
    /// COPY looks at the rows' checks some rows ahead of their unique constraints, and so may meet another violation first than
    /// INSERT; and it is refused on tables with row-level security.
    pub(crate) async fn run(self, client: &Client, rows: &[Vec<Value>]) -> Result<Option<u64>> {
        // A cast in the insert would hide the columns' types.
        let Some(text) = copy_text(self.unnest).filter(|_| !self.insert.contains("::")) else {
            return Ok(None);
        };
        let failed = |failure: &tokio_postgres::Error| error(failure).in_statement(self.name);
        // The server casts nothing here, so the columns' types have to be those that are written. Preparing the insert asks for
        // them, and locks the table: they stay until the transaction's end.
        let (savepoint, insert) = future::join(
            client.batch_execute("SAVEPOINT dualect_copy"),
            client.prepare(self.insert),
        )
        .await;
        savepoint.map_err(|failure| failed(&failure))?;
        let copied = match insert {
            Ok(insert) => send(client, &text, insert.params(), rows).await,
            Err(failure) => Err(error(&failure)),
        };
        match copied {
            Ok(copied) => {
                client
                    .batch_execute("RELEASE dualect_copy")
                    .await
                    .map_err(|failure| failed(&failure))?;
                Ok(Some(copied))
            }
            Err(error) if insert_tells_more(&error) => {
                client
                    .batch_execute("ROLLBACK TO dualect_copy; RELEASE dualect_copy")
                    .await
                    .map_err(|failure| failed(&failure))?;
                Ok(None)
            }
            Err(error) => Err(error.in_statement(self.name)),
        }
    }
}

/// `COPY t (a, b) FROM STDIN (FORMAT binary)`.
fn copy_text(unnest: &str) -> Option<String> {
    let (target, _) = unnest
        .strip_prefix("INSERT INTO ")?
        .split_once(" SELECT * FROM unnest(")?;
    Some(format!("COPY {target} FROM STDIN (FORMAT binary)"))
}

/// Whether an INSERT of the same rows may say something else, or succeed. Not where time has run out or nobody is there.
fn insert_tells_more(error: &Error) -> bool {
    !matches!(
        error.kind(),
        ErrorKind::Closed | ErrorKind::Timeout | ErrorKind::Busy | ErrorKind::Serialization
    )
}

async fn send(client: &Client, text: &str, types: &[Type], rows: &[Vec<Value>]) -> Result<u64> {
    let failed = |failure: tokio_postgres::Error| error(&failure);
    let copy = client.prepare_cached(text).await.map_err(failed)?;
    let sink = client.copy_in::<_, Bytes>(&copy).await.map_err(failed)?;
    let mut sink = pin!(sink);
    let mut out = BytesMut::with_capacity(CHUNK + CHUNK / 4);
    out.put_slice(HEADER);
    for row in rows {
        // The INSERT says which value it is.
        write(row, types, &mut out).ok_or_else(|| Error::new(ErrorKind::Overflow))?;
        if out.len() >= CHUNK {
            sink.send(out.split().freeze()).await.map_err(failed)?;
            out.reserve(CHUNK + CHUNK / 4);
        }
    }
    out.put_i16(TRAILER);
    sink.send(out.freeze()).await.map_err(failed)?;
    sink.finish().await.map_err(failed)
}

/// A row: how many columns, then each with its length, or -1 for NULL. `None` where it does not fit the types.
fn write(row: &[Value], types: &[Type], out: &mut BytesMut) -> Option<()> {
    const NULL: i32 = -1;

    if row.len() != types.len() {
        return None;
    }
    out.put_i16(i16::try_from(row.len()).ok()?);
    for (value, ty) in row.iter().zip(types) {
        if matches!(value, Value::Null) {
            out.put_i32(NULL);
            continue;
        }
        let at = out.len();
        out.put_i32(0);
        value.to_postgres(ty, out).ok()?;
        let length = i32::try_from(out.len() - at - 4).ok()?;
        out.get_mut(at..at + 4)?
            .copy_from_slice(&length.to_be_bytes());
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_names_the_same_table_and_columns() {
        let unnest =
            "INSERT INTO \"a b\".t (id, \"x (y\") SELECT * FROM unnest($1::uuid[], $2::text[])";
        assert_eq!(
            copy_text(unnest).unwrap(),
            "COPY \"a b\".t (id, \"x (y\") FROM STDIN (FORMAT binary)"
        );
        assert_eq!(copy_text("INSERT INTO t (a) VALUES ($1)"), None);
    }

    #[test]
    fn a_row_is_its_columns_with_their_lengths() {
        let mut out = BytesMut::new();
        let row = [Value::from(7_i32), Value::Null, Value::from("ab")];
        write(&row, &[Type::INT4, Type::INT8, Type::TEXT], &mut out).unwrap();
        let expected = [
            &[0, 3][..],
            &[0, 0, 0, 4, 0, 0, 0, 7],
            &[255, 255, 255, 255],
            &[0, 0, 0, 2, b'a', b'b'],
        ];
        assert_eq!(out, expected.concat());
    }

    #[test]
    fn a_value_of_another_type_than_the_column_is_refused() {
        let row = [Value::from(7_i64)];
        assert!(write(&row, &[Type::FLOAT8], &mut BytesMut::new()).is_none());
        assert!(write(&row, &[], &mut BytesMut::new()).is_none());
    }
}
