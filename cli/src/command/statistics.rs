//! `db-generate --stats`: how many rows a live database's tables have, about.

use std::collections::BTreeMap;

use dualect::serde_json;
use dualect_codegen::catalog::model::QualifiedName;
use dualect_codegen::name::DbName;

use crate::arguments::DatabaseArguments;
use crate::database;
use crate::error::{Error, Kind, Result};
use crate::surroundings::Surroundings;

/// `reltuples` is what the last VACUUM or ANALYZE saw, and -1 before the first; then the server's running count serves.
/// <https://www.postgresql.org/docs/current/catalog-pg-class.html>
const ROWS: &str = "SELECT coalesce(json_agg(json_build_array(\
    CASE WHEN n.nspname <> current_schema() THEN n.nspname END, c.relname, \
    CASE WHEN c.reltuples < 0 THEN pg_catalog.pg_stat_get_live_tuples(c.oid) ELSE c.reltuples::bigint END))::text, '[]') \
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
    WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')";

/// A schema, where it is not the connection's own; a table; its rows.
type Row = (Option<String>, String, u64);

/// The rows of every table, by its name. Without a URL it asks what `DATABASE_URL` names.
pub(super) fn rows(url: &str, around: &Surroundings<'_>) -> Result<BTreeMap<QualifiedName, u64>> {
    let database = (!url.is_empty()).then(|| url.to_owned());
    let own = DatabaseArguments { database };
    let url = database::url(&own, around)?;
    // Connecting to any other could create it.
    let is_postgres = |url: &&String| {
        let url = url.trim_start();
        url.starts_with("postgres://") || url.starts_with("postgresql://")
    };
    let Some(url) = url.as_ref().filter(is_postgres) else {
        let what = "--stats has no Postgres database to ask".to_owned();
        let help = "name one: --stats postgres://..; SQLite needs no statistics";
        return Err(Error::new(Kind::Statistics { what }, help));
    };
    let existing = database::existing(Some(url.clone()));
    let (place, text) = database::open(existing, async |db| {
        let text = database::value::<String>(db, ROWS.to_owned()).await;
        text.map_err(|source| database::failed("count the tables' rows", source))
    })?;
    let rows: Vec<Row> = serde_json::from_str(&text).map_err(|problem| {
        let what = format!("{place} gave no statistics: {problem}");
        Error::plain(Kind::Statistics { what })
    })?;
    let named = |(schema, table, rows): Row| {
        let name = QualifiedName::new(schema.map(DbName::new), DbName::new(table));
        (name, rows)
    };
    Ok(rows.into_iter().map(named).collect())
}
