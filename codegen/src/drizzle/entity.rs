//! What a snapshot of Postgres' says, a row a thing: as 1.x keeps it, and as the older format is read.

use serde::Deserialize;
use serde_json::Value;

#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "entityType", rename_all = "lowercase")]
pub(super) enum Entity {
    Schemas { name: String },
    Enums(Enumeration),
    Tables(Table),
    Columns(Box<Column>),
    Indexes(Index),
    Fks(ForeignKey),
    Pks(Key),
    Uniques(Key),
    Checks(Check),
    Sequences(Sequence),
    Policies(Policy),
    Views(View),
    Roles { name: String },
    Privileges(Value),
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Enumeration {
    pub(super) schema: Option<String>,
    pub(super) name: String,
    pub(super) values: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Table {
    pub(super) schema: Option<String>,
    pub(super) name: String,
    #[serde(default)]
    pub(super) is_rls_enabled: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Column {
    pub(super) schema: Option<String>,
    pub(super) table: String,
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) ty: String,
    pub(super) type_schema: Option<String>,
    pub(super) not_null: bool,
    #[serde(default)]
    pub(super) dimensions: usize,
    /// SQL; a number or a truth as such in the older format.
    pub(super) default: Option<Value>,
    pub(super) generated: Option<Generated>,
    pub(super) identity: Option<Identity>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Generated {
    #[serde(rename = "as")]
    pub(super) sql: String,
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
}

/// Numbers stand as texts, and some as numbers.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Identity {
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) name: Option<String>,
    pub(super) increment: Option<Value>,
    pub(super) start_with: Option<Value>,
    pub(super) min_value: Option<Value>,
    pub(super) max_value: Option<Value>,
    pub(super) cache: Option<Value>,
    pub(super) cycle: Option<bool>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Index {
    pub(super) schema: Option<String>,
    pub(super) table: String,
    pub(super) name: String,
    pub(super) columns: Vec<IndexPart>,
    pub(super) is_unique: bool,
    #[serde(rename = "where")]
    pub(super) predicate: Option<String>,
    pub(super) with: Option<String>,
    pub(super) method: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct IndexPart {
    pub(super) value: String,
    #[serde(default)]
    pub(super) is_expression: bool,
    pub(super) asc: bool,
    #[serde(default)]
    pub(super) nulls_first: bool,
    pub(super) opclass: Option<OperatorClass>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct OperatorClass {
    pub(super) name: String,
    #[serde(default)]
    pub(super) default: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ForeignKey {
    pub(super) schema: Option<String>,
    pub(super) table: String,
    pub(super) name: String,
    pub(super) columns: Vec<String>,
    pub(super) schema_to: Option<String>,
    pub(super) table_to: String,
    pub(super) columns_to: Vec<String>,
    pub(super) on_update: Option<String>,
    pub(super) on_delete: Option<String>,
}

/// A primary key or a unique constraint.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Key {
    pub(super) schema: Option<String>,
    pub(super) table: String,
    pub(super) name: String,
    pub(super) columns: Vec<String>,
    #[serde(default)]
    pub(super) nulls_not_distinct: bool,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Check {
    pub(super) schema: Option<String>,
    pub(super) table: String,
    pub(super) name: String,
    pub(super) value: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Sequence {
    pub(super) schema: Option<String>,
    pub(super) name: String,
    pub(super) increment_by: Option<Value>,
    pub(super) min_value: Option<Value>,
    pub(super) max_value: Option<Value>,
    pub(super) start_with: Option<Value>,
    pub(super) cache_size: Option<Value>,
    pub(super) cycle: Option<bool>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Policy {
    pub(super) schema: Option<String>,
    pub(super) table: String,
    pub(super) name: String,
    #[serde(rename = "as")]
    pub(super) kind: Option<String>,
    #[serde(rename = "for")]
    pub(super) command: Option<String>,
    #[serde(default)]
    pub(super) roles: Vec<String>,
    pub(super) using: Option<String>,
    pub(super) with_check: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct View {
    pub(super) schema: Option<String>,
    pub(super) name: String,
    pub(super) definition: Option<String>,
    pub(super) with: Option<serde_json::Map<String, Value>>,
    pub(super) with_no_data: Option<bool>,
    pub(super) using: Option<Value>,
    pub(super) tablespace: Option<String>,
    #[serde(default)]
    pub(super) materialized: bool,
}

/// A text as it stands, and anything else as JSON writes it: a number, a truth.
pub(super) fn text_of(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
