//! The plugin's notes: a table of the host's schema, declared here.

use dualect::Table;
use dualect::types::{Json, Timestamp, Uuid};

use crate::host::enums::Mood;

/// What the plugin noted in a workspace.
#[derive(Debug, Clone, PartialEq, Table)]
#[table(
    name = "plugin_notes",
    schema = "schema.toml",
    tenant = "team",
    unique(name = "plugin_notes_title_key", on = ["team", "title"]),
    index(name = "plugin_notes_by_mood", on = ["team", "mood", "created_at desc"]),
)]
pub struct PluginNote {
    /// The key.
    #[column(primary_key, default = "uuid_v7")]
    pub id: Uuid,
    /// Who may see it.
    pub team: String,
    /// Where it is kept; it goes with it.
    #[column(references = "workspaces.id", on_delete = "cascade")]
    pub workspace_id: Uuid,
    /// Unique among the team's.
    #[column(type = "varchar(80)")]
    pub title: String,
    /// The text.
    pub body: Option<String>,
    /// How it was meant.
    #[column(enum = "mood", default = "calm")]
    pub mood: Mood,
    /// Whatever else there is to say of it.
    #[column(default = {})]
    pub labels: Json,
    /// When it was last changed.
    #[column(default = "now", on_update = "now")]
    pub updated_at: Timestamp,
    /// When it was written.
    #[column(default = "now")]
    pub created_at: Timestamp,
}
