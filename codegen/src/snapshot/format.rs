//! The objects of the format, apart from the catalog's own types, so that those may change while old files stay readable.

use serde::{Deserialize, Serialize};

use crate::schema::model::Action;

/// One line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Object {
    Table {
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        comment: Option<String>,
    },
    Column {
        table: String,
        name: String,
        #[serde(rename = "type")]
        sql_type: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        collation: Option<String>,
        #[serde(default, skip_serializing_if = "is_false")]
        nullable: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        default: Option<String>,
        #[serde(default, skip_serializing_if = "is_false")]
        identity: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        comment: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        generated: Option<String>,
        neutral: String,
    },
    PrimaryKey {
        table: String,
        name: String,
        columns: Vec<String>,
    },
    Unique {
        table: String,
        name: String,
        columns: Vec<String>,
    },
    Check {
        table: String,
        name: String,
        expression: String,
        column: String,
    },
    ForeignKey {
        table: String,
        name: String,
        columns: Vec<String>,
        parent: String,
        parent_columns: Vec<String>,
        #[serde(default, skip_serializing_if = "ActionName::is_default")]
        on_delete: ActionName,
        #[serde(default, skip_serializing_if = "ActionName::is_default")]
        on_update: ActionName,
    },
    Index {
        table: String,
        name: String,
        columns: Vec<IndexPart>,
    },
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_false(value: &bool) -> bool {
    !value
}

/// One column of an index.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IndexPart {
    pub(super) column: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) descending: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) nulls: Option<NullsName>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum NullsName {
    First,
    Last,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ActionName {
    #[default]
    NoAction,
    Restrict,
    Cascade,
    SetNull,
    SetDefault,
}

impl ActionName {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes a reference"
    )]
    fn is_default(&self) -> bool {
        *self == Self::NoAction
    }
}

impl From<Action> for ActionName {
    fn from(action: Action) -> Self {
        match action {
            Action::NoAction => Self::NoAction,
            Action::Restrict => Self::Restrict,
            Action::Cascade => Self::Cascade,
            Action::SetNull => Self::SetNull,
            Action::SetDefault => Self::SetDefault,
        }
    }
}

impl From<ActionName> for Action {
    fn from(name: ActionName) -> Self {
        match name {
            ActionName::NoAction => Self::NoAction,
            ActionName::Restrict => Self::Restrict,
            ActionName::Cascade => Self::Cascade,
            ActionName::SetNull => Self::SetNull,
            ActionName::SetDefault => Self::SetDefault,
        }
    }
}
