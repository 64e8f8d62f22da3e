//! What the query answers: the server's catalog as JSON.

use serde::Deserialize;

/// The whole answer. What there is none of is null.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Answer {
    pub(super) schemas: Option<Vec<String>>,
    pub(super) extensions: Option<Vec<String>>,
    pub(super) enums: Option<Vec<Enum>>,
    pub(super) tables: Option<Vec<Table>>,
    pub(super) columns: Option<Vec<Column>>,
    pub(super) constraints: Option<Vec<Constraint>>,
    pub(super) indexes: Option<Vec<Index>>,
    pub(super) views: Option<Vec<View>>,
    pub(super) triggers: Option<Vec<Trigger>>,
    pub(super) functions: Option<Vec<Function>>,
    pub(super) policies: Option<Vec<Policy>>,
    pub(super) sequences: Option<Vec<Sequence>>,
    pub(super) domains: Option<Vec<Domain>>,
    pub(super) composites: Option<Vec<Composite>>,
    pub(super) beyond: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Enum {
    pub(super) schema: Option<String>,
    pub(super) name: String,
    pub(super) comment: Option<String>,
    pub(super) values: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "as the server keeps them")]
pub(super) struct Table {
    pub(super) id: i64,
    pub(super) schema: Option<String>,
    pub(super) name: String,
    pub(super) comment: Option<String>,
    pub(super) row_security: bool,
    pub(super) forced: bool,
    pub(super) unlogged: bool,
    pub(super) partitioned: bool,
    pub(super) partition: bool,
    pub(super) inherits: bool,
    pub(super) options: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Column {
    pub(super) table: i64,
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) ty: String,
    pub(super) own_schema: Option<String>,
    pub(super) own_type: Option<String>,
    pub(super) is_list: Option<bool>,
    pub(super) collation: Option<String>,
    pub(super) not_null: bool,
    pub(super) default: Option<String>,
    /// `s` stored, `v` virtual, empty where it is not computed.
    pub(super) generated: String,
    /// `a` always, `d` by default, empty where it does not count.
    pub(super) identity: String,
    pub(super) comment: Option<String>,
    pub(super) reads: Option<Vec<String>>,
    pub(super) counts: Option<Name>,
    pub(super) counter: Option<Counts>,
}

/// Start, increment, least, greatest, cache, cycle.
pub(super) type Counts = (i64, i64, i64, i64, i64, bool);

#[derive(Debug, Deserialize)]
pub(super) struct Name {
    pub(super) schema: Option<String>,
    pub(super) name: String,
}

#[derive(Debug, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "as the server keeps them")]
pub(super) struct Constraint {
    pub(super) table: i64,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) columns: Option<Vec<String>>,
    pub(super) parent: i64,
    pub(super) parent_columns: Option<Vec<String>>,
    pub(super) on_delete: String,
    pub(super) on_update: String,
    #[serde(rename = "match")]
    pub(super) matching: String,
    pub(super) deferrable: bool,
    pub(super) deferred: bool,
    pub(super) validated: bool,
    pub(super) no_inherit: bool,
    pub(super) inherited: bool,
    pub(super) expression: Option<String>,
    pub(super) definition: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Index {
    pub(super) table: i64,
    pub(super) schema: Option<String>,
    pub(super) name: String,
    pub(super) unique: bool,
    pub(super) valid: bool,
    pub(super) method: String,
    pub(super) definition: String,
    pub(super) options: Option<String>,
    pub(super) parts: Option<Vec<Part>>,
    pub(super) include: Option<Vec<String>>,
    pub(super) predicate: Option<String>,
    pub(super) reads: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Part {
    pub(super) column: Option<String>,
    pub(super) sql: String,
    /// 1: descending, 2: NULLs first.
    pub(super) option: i64,
    /// Whether its operators are the type's usual ones.
    pub(super) plain: Option<bool>,
}

#[derive(Debug, Deserialize)]
pub(super) struct View {
    pub(super) id: i64,
    pub(super) schema: Option<String>,
    pub(super) name: String,
    pub(super) stored: bool,
    pub(super) comment: Option<String>,
    pub(super) options: Option<String>,
    pub(super) columns: Option<Vec<String>>,
    pub(super) sql: String,
    pub(super) reads: Option<Vec<i64>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Trigger {
    pub(super) table: i64,
    pub(super) name: String,
    pub(super) definition: String,
    pub(super) function: i64,
    pub(super) enabled: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Function {
    pub(super) id: i64,
    pub(super) schema: Option<String>,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) arguments: String,
    pub(super) definition: Option<String>,
    /// What its body stands on, where the server knows it: tables and views.
    pub(super) reads: Option<Vec<i64>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Policy {
    pub(super) table: i64,
    pub(super) name: String,
    pub(super) permissive: bool,
    /// `r`, `a`, `w`, `d`, or `*` for all.
    pub(super) command: String,
    pub(super) roles: Option<Vec<String>>,
    #[serde(rename = "using")]
    pub(super) shown: Option<String>,
    #[serde(rename = "check")]
    pub(super) written: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Sequence {
    pub(super) schema: Option<String>,
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) ty: String,
    pub(super) start: i64,
    pub(super) increment: i64,
    pub(super) minimum: i64,
    pub(super) maximum: i64,
    pub(super) cache: i64,
    pub(super) cycle: bool,
    pub(super) owned: bool,
    pub(super) identity: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct Domain {
    pub(super) schema: Option<String>,
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) ty: String,
    pub(super) not_null: bool,
    pub(super) default: Option<String>,
    pub(super) collation: Option<String>,
    pub(super) checks: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Composite {
    pub(super) schema: Option<String>,
    pub(super) name: String,
    pub(super) fields: Option<Vec<String>>,
}
