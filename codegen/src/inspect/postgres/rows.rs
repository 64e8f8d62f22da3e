//! What the query answers: the server's catalog as JSON.

use serde::Deserialize;

use super::packed::{document, numbers, plain};
use crate::catalog::model::Counter;

/// The whole answer. What there is none of is null.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Answer {
    pub(super) schemas: Option<Vec<Schema>>,
    /// The schema of that name, where it is there.
    pub(super) public: Option<i64>,
    pub(super) extensions: Option<Vec<Extension>>,
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
    pub(super) written: Option<Vec<Written>>,
    pub(super) comments: Option<Vec<Comment>>,
    pub(super) access: Option<Vec<Access>>,
    pub(super) defaults: Option<Vec<DefaultAccess>>,
    pub(super) depends: Option<Vec<Depends>>,
    pub(super) beyond: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Schema {
    pub(super) id: i64,
    pub(super) name: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Extension {
    pub(super) name: String,
    /// Where what belongs to it stands, where that is not the connection's own schema.
    pub(super) schema: Option<String>,
}

/// What the query itself has put into statements.
#[derive(Debug, Deserialize)]
pub(super) struct Written {
    /// The server's own table that lists it.
    pub(super) class: String,
    pub(super) id: i64,
    pub(super) what: String,
    /// What stands behind `DROP`.
    pub(super) word: String,
    /// The table or view that it is on.
    pub(super) on: Option<i64>,
    /// What stands behind the word.
    pub(super) sql: String,
    pub(super) create: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Comment {
    pub(super) class: String,
    pub(super) id: i64,
    pub(super) column: Option<String>,
    pub(super) text: String,
}

/// Who may do what, where that is not as it is where nobody has said anything.
#[derive(Debug, Deserialize)]
pub(super) struct Access {
    pub(super) class: String,
    pub(super) id: i64,
    pub(super) column: Option<String>,
    /// Where it is not who asks; quoted.
    pub(super) owner: Option<String>,
    pub(super) given: Option<Vec<Privileges>>,
    pub(super) taken: Option<Vec<Privileges>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Privileges {
    /// Quoted.
    pub(super) grantee: String,
    pub(super) grantable: bool,
    #[serde(rename = "privileges")]
    pub(super) list: Vec<String>,
}

/// What is said of objects that are not there yet; names are quoted.
#[derive(Debug, Deserialize)]
pub(super) struct DefaultAccess {
    pub(super) role: String,
    pub(super) schema: Option<String>,
    pub(super) on: String,
    pub(super) grantee: String,
    pub(super) privilege: String,
    pub(super) grantable: bool,
    pub(super) given: bool,
}

/// What depends, its part where it is a table, and on what: each by the server's own table and number.
pub(super) type Depends = (String, i64, Option<Standing>, String, i64);

#[derive(Debug, Deserialize)]
pub(super) enum Standing {
    Column(String),
    Named(String),
}

#[derive(Debug, Deserialize)]
pub(super) struct Enum {
    pub(super) id: i64,
    pub(super) schema: Option<String>,
    pub(super) name: String,
    pub(super) values: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Table {
    pub(super) id: i64,
    pub(super) schema: Option<String>,
    pub(super) name: String,
    pub(super) comment: Option<String>,
    pub(super) row_security: bool,
    pub(super) forced: bool,
    pub(super) unlogged: bool,
    pub(super) partitioned_by: Option<String>,
    pub(super) bound: Option<String>,
    pub(super) parents: Option<Vec<i64>>,
    /// `d` by the key, `n` not at all, `f` by all, `i` by an index.
    pub(super) replica: String,
    pub(super) options: Option<Vec<String>>,
}

/// Packed: in the order in which the query gives them.
#[derive(Debug, Deserialize)]
pub(super) struct Column {
    #[serde(deserialize_with = "plain")]
    pub(super) table: i64,
    #[serde(deserialize_with = "plain")]
    pub(super) number: i64,
    pub(super) name: String,
    pub(super) ty: String,
    pub(super) collation: Option<String>,
    #[serde(deserialize_with = "plain")]
    pub(super) not_null: bool,
    pub(super) default: Option<String>,
    #[serde(deserialize_with = "document")]
    pub(super) rare: RareOfColumn,
}

/// What few columns have.
#[derive(Debug, Default, Deserialize)]
pub(super) struct RareOfColumn {
    pub(super) own_schema: Option<String>,
    pub(super) own_type: Option<String>,
    pub(super) is_list: bool,
    /// `s` stored, `v` virtual, empty where it is not computed.
    pub(super) generated: String,
    /// `a` always, `d` by default, empty where it does not count.
    pub(super) identity: String,
    pub(super) comment: Option<String>,
    pub(super) reads: Option<Vec<String>>,
    pub(super) counts: Option<Name>,
    pub(super) counter: Option<Counter>,
    /// Whether it is there because of a parent only.
    pub(super) inherited: bool,
    /// How it is stored, where that is not as its type is: `p`, `e`, `m` or `x`.
    pub(super) storage: Option<String>,
    pub(super) statistics: Option<i64>,
    /// `p` or `l`, where one is named.
    pub(super) compression: Option<String>,
    pub(super) options: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Name {
    pub(super) schema: Option<String>,
    pub(super) name: String,
}

/// Packed: in the order in which the query gives them.
#[derive(Debug, Deserialize)]
pub(super) struct Constraint {
    #[serde(deserialize_with = "plain")]
    pub(super) id: i64,
    #[serde(deserialize_with = "plain")]
    pub(super) table: i64,
    pub(super) name: String,
    pub(super) kind: String,
    /// By number.
    #[serde(deserialize_with = "numbers")]
    pub(super) columns: Vec<i64>,
    #[serde(deserialize_with = "plain")]
    pub(super) parent: i64,
    /// By number.
    #[serde(deserialize_with = "numbers")]
    pub(super) parent_columns: Vec<i64>,
    pub(super) on_delete: String,
    pub(super) on_update: String,
    #[serde(deserialize_with = "plain")]
    pub(super) deferrable: bool,
    #[serde(deserialize_with = "plain")]
    pub(super) deferred: bool,
    #[serde(deserialize_with = "plain")]
    pub(super) inherited: bool,
    pub(super) expression: Option<String>,
    /// Where the rest does not say all.
    pub(super) definition: Option<String>,
}

/// Packed: in the order in which the query gives them.
#[derive(Debug, Deserialize)]
pub(super) struct Index {
    #[serde(deserialize_with = "plain")]
    pub(super) id: i64,
    #[serde(deserialize_with = "plain")]
    pub(super) table: i64,
    pub(super) schema: Option<String>,
    pub(super) name: String,
    #[serde(deserialize_with = "plain")]
    pub(super) unique: bool,
    pub(super) method: String,
    /// By number, and 0 for an expression: the keys, then what it includes.
    #[serde(deserialize_with = "numbers")]
    pub(super) columns: Vec<i64>,
    /// How many of the columns are keys.
    #[serde(deserialize_with = "plain")]
    pub(super) keys: usize,
    /// Of each key. 1: descending, 2: NULLs first.
    #[serde(deserialize_with = "numbers")]
    pub(super) orders: Vec<i64>,
    /// Whether it is a constraint's.
    #[serde(deserialize_with = "plain")]
    pub(super) constraint: bool,
    /// Where it is not a constraint's.
    pub(super) definition: Option<String>,
    #[serde(deserialize_with = "document")]
    pub(super) rare: RareOfIndex,
}

/// What few indexes have.
#[derive(Debug, Default, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "as the server keeps them")]
pub(super) struct RareOfIndex {
    pub(super) invalid: bool,
    pub(super) options: Option<String>,
    pub(super) clustered: bool,
    pub(super) replica: bool,
    /// Whether it belongs to one of a parent's.
    pub(super) inherited: bool,
    /// Of its parts, by number.
    pub(super) statistics: Option<Vec<(i64, i64)>>,
    /// Whether not all of its operators are the types' usual ones.
    pub(super) other_operators: bool,
    /// Each key as text, where one is an expression.
    pub(super) texts: Option<Vec<String>>,
    pub(super) predicate: Option<String>,
    /// By number.
    pub(super) reads: Option<Vec<i64>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct View {
    pub(super) id: i64,
    pub(super) schema: Option<String>,
    pub(super) name: String,
    pub(super) stored: bool,
    pub(super) filled: bool,
    pub(super) comment: Option<String>,
    pub(super) options: Option<Vec<String>>,
    pub(super) columns: Option<Vec<String>>,
    pub(super) sql: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Trigger {
    pub(super) id: i64,
    pub(super) table: i64,
    pub(super) name: String,
    pub(super) definition: String,
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
    /// What it takes and gives.
    pub(super) shape: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Policy {
    pub(super) id: i64,
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
    pub(super) id: i64,
    pub(super) schema: Option<String>,
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) ty: String,
    pub(super) counter: Counter,
    pub(super) unlogged: bool,
    /// The column with which it goes.
    pub(super) owner: Option<Owner>,
    pub(super) identity: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct Owner {
    pub(super) table: i64,
    pub(super) name: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Domain {
    pub(super) id: i64,
    pub(super) schema: Option<String>,
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) ty: String,
    pub(super) not_null: bool,
    pub(super) default: Option<String>,
    pub(super) collation: Option<String>,
    /// Names and definitions.
    pub(super) checks: Option<Vec<(String, String)>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Composite {
    pub(super) id: i64,
    /// The server's relation behind it.
    pub(super) relation: i64,
    pub(super) schema: Option<String>,
    pub(super) name: String,
    /// Names and types.
    pub(super) fields: Option<Vec<(String, String)>>,
}
