//! What a database holds of a table.

mod statements;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use crate::Dialect;
use crate::error::Result;
use crate::query::{Decoder, Row};
use crate::session::Session;
use crate::value::Value;

pub(super) use text::{is_same_check, values};

/// A live table.
#[derive(Debug)]
pub(super) struct Live {
    /// In no order.
    pub(super) columns: Vec<LiveColumn>,
    /// How the database keeps it, where it has a choice.
    pub(super) options: String,
    /// What each index is over, by its name; `primary key` is the key.
    pub(super) indexes: BTreeMap<String, String>,
    /// What each foreign key is.
    pub(super) foreign_keys: BTreeSet<String>,
    /// The values in each check, by its name.
    pub(super) checks: BTreeMap<String, Vec<String>>,
    /// Whether names are the same in capitals, as in SQLite.
    folds: bool,
}

/// A live column.
#[derive(Debug)]
pub(super) struct LiveColumn {
    pub(super) name: String,
    pub(super) sql_type: String,
    pub(super) nullable: bool,
    /// Whether the database gives it a value where an insert gives none.
    pub(super) is_filled: bool,
}

impl Live {
    pub(super) fn column(&self, name: &str) -> Option<&LiveColumn> {
        let mut columns = self.columns.iter();
        columns.find(|column| self.is_same(&column.name, name))
    }

    pub(super) fn index(&self, name: &str) -> Option<&str> {
        let mut indexes = self.indexes.iter();
        indexes
            .find(|(found, _)| self.is_same(found, name))
            .map(|(_, over)| over.as_str())
    }

    pub(super) fn is_same(&self, found: &str, name: &str) -> bool {
        if self.folds {
            found.eq_ignore_ascii_case(name)
        } else {
            found == name
        }
    }
}

/// What has the table's name.
pub(super) struct Kind {
    /// `table`, `view`, ..
    pub(super) word: String,
    /// SQLite's text of it.
    create: Option<String>,
}

impl Row for Kind {
    const COLUMNS: usize = 2;

    fn decode(row: &mut Decoder<'_>) -> Result<Self> {
        Ok(Self {
            word: row.next()?,
            create: row.next()?,
        })
    }
}

impl Row for LiveColumn {
    const COLUMNS: usize = 4;

    fn decode(row: &mut Decoder<'_>) -> Result<Self> {
        Ok(Self {
            name: row.next()?,
            sql_type: row.next()?,
            nullable: !row.next::<bool>()?,
            is_filled: row.next()?,
        })
    }
}

/// A name, and what it stands for.
struct Named {
    name: String,
    what: String,
}

impl Row for Named {
    const COLUMNS: usize = 2;

    fn decode(row: &mut Decoder<'_>) -> Result<Self> {
        Ok(Self {
            name: row.next()?,
            what: row.next()?,
        })
    }
}

/// Waits until nobody else makes tables, for as long as the transaction lasts. On SQLite the transaction itself is that.
pub(super) async fn lock(session: &Session) -> Result<()> {
    if session.dialect() == Dialect::Postgres {
        let _: Option<String> = session.fetch_value(&statements::LOCK, Vec::new()).await?;
    }
    Ok(())
}

/// What has that name; `None` where nothing has it.
pub(super) async fn kind(session: &Session, schema: &str, table: &str) -> Result<Option<Kind>> {
    session
        .fetch_optional(&statements::KIND, place(schema, table))
        .await
}

/// The table that has an index of that name, or what else has the name.
pub(super) async fn holder(session: &Session, schema: &str, name: &str) -> Result<Option<String>> {
    session
        .fetch_value(&statements::HOLDER, place(schema, name))
        .await
}

pub(super) async fn read(
    session: &Session,
    schema: &str,
    table: &str,
    kind: &Kind,
) -> Result<Live> {
    let place = || place(schema, table);
    let columns = session.fetch_all(&statements::COLUMNS, place()).await?;
    let indexes: Vec<Named> = session.fetch_all(&statements::INDEXES, place()).await?;
    let keys: Vec<Named> = session
        .fetch_all(&statements::FOREIGN_KEYS, place())
        .await?;
    let checks = if let Some(create) = &kind.create {
        text::checks(create)
    } else {
        let checks: Vec<Named> = session.fetch_all(&statements::CHECKS, place()).await?;
        let checks = checks.into_iter();
        checks
            .map(|check| (check.name, values(&check.what)))
            .collect()
    };
    let options: Option<String> = match session.dialect() {
        Dialect::Sqlite => session.fetch_value(&statements::OPTIONS, place()).await?,
        Dialect::Postgres => None,
    };
    Ok(Live {
        columns,
        options: options.unwrap_or_default(),
        indexes: indexes
            .into_iter()
            .map(|index| (index.name, index.what))
            .collect(),
        foreign_keys: keys.into_iter().map(|key| key.what).collect(),
        checks,
        folds: session.dialect() == Dialect::Sqlite,
    })
}

fn place(schema: &str, name: &str) -> Vec<Value> {
    vec![name.to_owned().into(), schema.to_owned().into()]
}
