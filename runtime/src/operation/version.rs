//! Write a row that has the expected version, or read it as it is.

use super::Operation;
use super::rows::{Answer, Start, Written};
use crate::Dialect;
use crate::error::Result;
use crate::query::{Access, Value, VersionedWrite};

/// Writes a row that has the expected version.
pub(crate) struct WriteVersion {
    call: &'static VersionedWrite,
    values: Vec<Value>,
    key: Vec<Value>,
    start: Start,
}

impl WriteVersion {
    pub(crate) fn new(call: &'static VersionedWrite, values: Vec<Value>, start: Start) -> Self {
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
}

impl Operation for WriteVersion {
    type Output = Answer;

    fn name(&self) -> &'static str {
        self.call.write.name
    }

    fn access(&self) -> Access {
        Access::Write
    }

    /// On Postgres each statement stands for itself: the second one sees what the first one has waited for, which one
    /// statement for both would not.
    fn is_compound(&self, dialect: Dialect) -> bool {
        match dialect {
            Dialect::Sqlite => true,
            Dialect::Postgres => false,
        }
    }

    #[cfg(feature = "sqlite")]
    fn sqlite(&self, connection: &rusqlite::Connection) -> Result<Answer> {
        let mut rows = (self.start)();
        let write = crate::sqlite::Sql::of(&self.call.write);
        let written = if write.first(connection, &self.values, rows.as_mut())? {
            Written::Updated
        } else {
            let find = crate::sqlite::Sql {
                text: self.call.find.sqlite,
                ..write
            };
            find.first(connection, &self.key, rows.as_mut())?;
            Written::Nothing
        };
        Ok(Answer { rows, written })
    }

    #[cfg(feature = "postgres")]
    async fn postgres(&self, client: &crate::postgres::Client) -> Result<Answer> {
        let mut rows = (self.start)();
        let write = crate::postgres::Sql::of(&self.call.write);
        let written = if write.first(client, &self.values, rows.as_mut()).await? {
            Written::Updated
        } else {
            let find = crate::postgres::Sql {
                text: self.call.find.postgres,
                ..write
            };
            find.first(client, &self.key, rows.as_mut()).await?;
            Written::Nothing
        };
        Ok(Answer { rows, written })
    }
}
