//! What a database holds of a table.

use std::collections::{BTreeMap, BTreeSet};

use crate::Dialect;
use crate::error::Result;
use crate::query::{Decoder, Row, Statement, TableInfo};
use crate::session::Session;

static NAME: &str = "Db::ensure";
static CATALOG: TableInfo = TableInfo {
    name: "catalog",
    primary_key: &[],
    uniques: &[],
    foreign_keys: &[],
    referenced_by: &[],
};

/// Parameters: the table, its schema. SQLite gives a key's columns as nullable where it says so (`PRIMARY KEY` alone).
static COLUMNS: Statement = Statement::read_per_dialect(
    NAME,
    &CATALOG,
    "SELECT name, type, \"notnull\" <> 0 OR pk <> 0 FROM pragma_table_xinfo($1) WHERE $2 IS NOT NULL",
    "SELECT a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull FROM pg_attribute a \
     WHERE a.attrelid = to_regclass(CASE WHEN $2 = '' THEN '' ELSE quote_ident($2) || '.' END || quote_ident($1)) \
     AND a.attnum > 0 AND NOT a.attisdropped",
);

static INDEXES: Statement = Statement::read_per_dialect(
    NAME,
    &CATALOG,
    "SELECT name, NULL, NULL FROM sqlite_schema WHERE type = 'index' AND tbl_name = $1 AND $2 IS NOT NULL",
    "SELECT c.relname::text, NULL::text, NULL::bool FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid \
     WHERE i.indrelid = to_regclass(CASE WHEN $2 = '' THEN '' ELSE quote_ident($2) || '.' END || quote_ident($1))",
);

/// One ensures at a time, and none while somebody migrates: the migrator's own lock.
static LOCK: Statement = Statement::read_per_dialect(
    NAME,
    &CATALOG,
    "SELECT NULL",
    "SELECT pg_advisory_xact_lock(7238799094253319169)::text",
);

/// A live table.
#[derive(Debug, Default)]
pub(super) struct Live {
    /// Each column's type, and whether it can be null; empty where there is no such table.
    pub(super) columns: BTreeMap<String, (String, bool)>,
    pub(super) indexes: BTreeSet<String>,
}

/// A row of either statement.
struct Part {
    name: String,
    sql_type: Option<String>,
    not_null: Option<bool>,
}

impl Row for Part {
    const COLUMNS: usize = 3;

    fn decode(row: &mut Decoder<'_>) -> Result<Self> {
        Ok(Self {
            name: row.next()?,
            sql_type: row.next()?,
            not_null: row.next()?,
        })
    }
}

/// Waits until nobody else makes tables, for as long as the transaction lasts. On SQLite the transaction itself is that.
pub(super) async fn lock(session: &Session) -> Result<()> {
    if session.dialect() == Dialect::Postgres {
        let _: Option<String> = session.fetch_value(&LOCK, Vec::new()).await?;
    }
    Ok(())
}

pub(super) async fn read(session: &Session, schema: &str, table: &str) -> Result<Live> {
    let place = || vec![table.to_owned().into(), schema.to_owned().into()];
    let columns: Vec<Part> = session.fetch_all(&COLUMNS, place()).await?;
    let indexes: Vec<Part> = session.fetch_all(&INDEXES, place()).await?;
    Ok(Live {
        columns: columns
            .into_iter()
            .map(|part| {
                let about = (
                    part.sql_type.unwrap_or_default(),
                    part.not_null != Some(true),
                );
                (part.name, about)
            })
            .collect(),
        indexes: indexes.into_iter().map(|part| part.name).collect(),
    })
}
