//! The plugin that counts what teams use: the app ships it, so that its tables come with the app's migrations.

use deploystack_system_db::enums::BucketInterval;
use dualect::Table;
use dualect::types::Timestamp;

/// What a team may use in a span of time.
#[derive(Debug, Clone, PartialEq, Table)]
#[table(
    name = "usage_quotas",
    schema = "deploystack/schema.toml",
    db_name = "usage_teamQuotas",
    tenant = "team_id",
    unique(name = "usage_quotas_interval_key", on = ["team_id", "interval"]),
    check(name = "usage_quotas_limit", expr = "calls > 0"),
)]
pub(crate) struct UsageQuota {
    #[column(primary_key, identity)]
    pub id: i64,
    #[column(references = "teams.id", on_delete = "cascade")]
    pub team_id: String,
    #[column(enum = "bucket_interval")]
    pub interval: BucketInterval,
    /// How many calls there may be.
    pub calls: i64,
    #[column(default = "now", on_update = "now")]
    pub updated_at: Timestamp,
}
