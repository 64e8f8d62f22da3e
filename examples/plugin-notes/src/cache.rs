//! What the plugin keeps to itself: a table that it makes when it starts.

use dualect::Table;
use dualect::types::{Json, Timestamp};

/// An answer that was once looked up.
#[derive(Debug, Clone, PartialEq, Table)]
#[table(
    name = "plugin_cache",
    prefix = "plugin_",
    index(name = "plugin_cache_by_expiry", on = ["expires_at"]),
)]
pub struct CacheEntry {
    /// What was asked for.
    #[column(primary_key)]
    pub key: String,
    /// What was answered.
    pub answer: Json,
    /// How often it was asked for again.
    #[column(default = 0)]
    pub hits: i64,
    /// When it is no longer true; `None` is never.
    pub expires_at: Option<Timestamp>,
}
