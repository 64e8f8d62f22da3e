//! Insert, or read the row with the same key.

use super::Operation;
use super::rows::{Answer, Start, Written};
use crate::Dialect;
use crate::error::{Error, ErrorKind, Result};
#[cfg(feature = "sqlite")]
use crate::query::Statement;
use crate::query::{Access, InsertOrGet, Value};

/// Inserts a row, or reads the one with the same key.
pub(crate) struct GetOrInsert {
    call: &'static InsertOrGet,
    values: Vec<Value>,
    key: Vec<Value>,
    start: Start,
}

impl GetOrInsert {
    pub(crate) fn new(call: &'static InsertOrGet, values: Vec<Value>, start: Start) -> Self {
        let key = call
            .find_params
            .iter()
            .filter_map(|at| values.get(*at).cloned())
            .collect();
        Self {
            call,
            values,
            key,
            start,
        }
    }

    fn not_found(&self) -> Error {
        Error::new(ErrorKind::NotFound).in_statement(self.call.try_insert.name)
    }
}

impl Operation for GetOrInsert {
    type Output = Answer;

    fn name(&self) -> &'static str {
        self.call.try_insert.name
    }

    fn access(&self) -> Access {
        Access::Write
    }

    fn is_short(&self) -> bool {
        self.call.insert.is_bounded
    }

    fn is_compound(&self, dialect: Dialect) -> bool {
        match dialect {
            Dialect::Sqlite => true,
            Dialect::Postgres => false,
        }
    }

    #[cfg(feature = "sqlite")]
    fn sqlite(&self, connection: &rusqlite::Connection) -> Result<Answer> {
        let Statement { name, table, .. } = self.call.try_insert;
        let mut rows = (self.start)();
        let mut one = |text: &str, values: &[Value]| {
            crate::sqlite::Sql { text, name, table }.first(connection, values, rows.as_mut())
        };
        let written = if one(self.call.try_insert.sqlite, &self.values)? {
            Written::Inserted
        } else if one(self.call.find.sqlite, &self.key)? {
            Written::Nothing
        } else if one(self.call.insert.sqlite, &self.values)? {
            // The row in the way is out of sight (another tenant's): this was to say so.
            Written::Inserted
        } else {
            return Err(self.not_found());
        };
        Ok(Answer { rows, written })
    }

    #[cfg(feature = "postgres")]
    async fn postgres(&self, client: &crate::postgres::Client) -> Result<Answer> {
        const ATTEMPTS: u32 = 2;

        let mut rows = (self.start)();
        let sql = |text: &'static str| crate::postgres::Sql {
            text,
            name: self.call.try_insert.name,
        };
        for _ in 0..ATTEMPTS {
            let insert = sql(self.call.try_insert.postgres);
            if insert.first(client, &self.values, rows.as_mut()).await? {
                let written = Written::Inserted;
                return Ok(Answer { rows, written });
            }
            let find = sql(self.call.find.postgres);
            if find.first(client, &self.key, rows.as_mut()).await? {
                return Ok(Answer::read(rows));
            }
        }
        let insert = sql(self.call.insert.postgres);
        if insert.first(client, &self.values, rows.as_mut()).await? {
            let written = Written::Inserted;
            return Ok(Answer { rows, written });
        }
        Err(self.not_found())
    }
}
