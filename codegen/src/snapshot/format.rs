//! The objects of the format, apart from the catalog's own types, so that those may change while old files stay readable.

use serde::{Deserialize, Serialize};

use crate::catalog::model::QualifiedName;
use crate::name::DbName;
use crate::schema::model::{Action, Deferrable};

/// One line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Line {
    Schema {
        name: String,
    },
    Extension {
        name: String,
    },
    Enum {
        name: Name,
        values: Vec<String>,
    },
    Table {
        name: Name,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        comment: Option<String>,
    },
    Column(ColumnLine),
    PrimaryKey {
        table: Name,
        name: String,
        columns: Vec<String>,
    },
    Unique {
        table: Name,
        name: String,
        columns: Vec<String>,
    },
    Check {
        table: Name,
        name: String,
        expression: String,
        /// Absent where nobody has read the expression.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        columns: Option<Vec<String>>,
        /// The only one, as the first files of this format have it; read, never written.
        #[serde(default, skip_serializing)]
        column: Option<String>,
    },
    ForeignKey(ForeignKeyLine),
    Index(IndexLine),
    View {
        name: Name,
        columns: Vec<String>,
        sql: String,
        reads: Vec<Target>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        comment: Option<String>,
    },
    Object {
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<Name>,
        create: Vec<String>,
        drop: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        after: Vec<Target>,
        #[serde(default, skip_serializing_if = "is_false")]
        opaque: bool,
    },
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnLine {
    pub(super) table: Name,
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) sql_type: String,
    /// What its values say, where the type does not tell; absent in the first files of this format.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) means: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) collation: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) nullable: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) default: Option<String>,
    /// What the database computes the column from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) computed: Option<ExpressionText>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) identity: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) comment: Option<String>,
    /// What fills it in rows that were there before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) generated: Option<String>,
    pub(super) neutral: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ForeignKeyLine {
    pub(super) table: Name,
    pub(super) name: String,
    pub(super) columns: Vec<String>,
    pub(super) parent: Name,
    pub(super) parent_columns: Vec<String>,
    #[serde(default, skip_serializing_if = "ActionName::is_default")]
    pub(super) on_delete: ActionName,
    #[serde(default, skip_serializing_if = "ActionName::is_default")]
    pub(super) on_update: ActionName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) deferrable: Option<DeferrableName>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IndexLine {
    pub(super) table: Name,
    pub(super) name: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) unique: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) method: Option<String>,
    pub(super) columns: Vec<IndexPart>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) include: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) predicate: Option<ExpressionText>,
}

/// A name: alone, or behind its schema's.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Name {
    Plain(String),
    InSchema([String; 2]),
}

impl From<&QualifiedName> for Name {
    fn from(name: &QualifiedName) -> Self {
        let own = name.name.to_string();
        match &name.schema {
            None => Self::Plain(own),
            Some(schema) => Self::InSchema([schema.to_string(), own]),
        }
    }
}

impl From<Name> for QualifiedName {
    fn from(name: Name) -> Self {
        match name {
            Name::Plain(name) => DbName::new(name).into(),
            Name::InSchema([schema, name]) => {
                Self::new(Some(DbName::new(schema)), DbName::new(name))
            }
        }
    }
}

/// What something reads or comes after.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Target {
    Table(Name),
    View(Name),
    Enum(Name),
    Object(String),
}

/// An expression, with the columns that it speaks of where somebody has read it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpressionText {
    pub(super) sql: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) columns: Option<Vec<String>>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum DeferrableName {
    Immediate,
    Deferred,
}

impl DeferrableName {
    pub(super) fn of(deferrable: Deferrable) -> Option<Self> {
        match deferrable {
            Deferrable::No => None,
            Deferrable::Immediate => Some(Self::Immediate),
            Deferrable::Deferred => Some(Self::Deferred),
        }
    }
}

impl From<DeferrableName> for Deferrable {
    fn from(name: DeferrableName) -> Self {
        match name {
            DeferrableName::Immediate => Self::Immediate,
            DeferrableName::Deferred => Self::Deferred,
        }
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_false(value: &bool) -> bool {
    !value
}

/// One part of an index: a column or an expression.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IndexPart {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) column: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) expression: Option<ExpressionText>,
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
