//! The objects of the format, apart from the catalog's own types, so that those may change while old files stay readable.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::catalog::model::{Identity, QualifiedName};
use crate::name::DbName;
use crate::schema::model::{Action, Deferrable};

/// One line; texts that are written are the catalog's own.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Line<'c> {
    Schema {
        name: Cow<'c, str>,
    },
    Extension {
        name: Cow<'c, str>,
    },
    Enum {
        name: Name<'c>,
        values: Vec<Cow<'c, str>>,
    },
    Table {
        name: Name<'c>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        comment: Option<Cow<'c, str>>,
        /// SQLite's; absent where it is.
        #[serde(default = "yes", skip_serializing_if = "is_true")]
        strict: bool,
        /// SQLite's; absent where it is not.
        #[serde(default, skip_serializing_if = "is_false")]
        without_rowid: bool,
    },
    Column(ColumnLine<'c>),
    PrimaryKey {
        table: Name<'c>,
        name: Cow<'c, str>,
        columns: Vec<Cow<'c, str>>,
    },
    Unique {
        table: Name<'c>,
        name: Cow<'c, str>,
        columns: Vec<Cow<'c, str>>,
        #[serde(default, skip_serializing_if = "is_false")]
        in_table: bool,
    },
    Check {
        table: Name<'c>,
        name: Cow<'c, str>,
        expression: Cow<'c, str>,
        /// Absent where nobody has read the expression.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        columns: Option<Vec<Cow<'c, str>>>,
        /// The only one, as the first files of this format have it; read, never written.
        #[serde(default, skip_serializing)]
        column: Option<Cow<'c, str>>,
    },
    ForeignKey(ForeignKeyLine<'c>),
    Index(IndexLine<'c>),
    View {
        name: Name<'c>,
        columns: Vec<Cow<'c, str>>,
        sql: Cow<'c, str>,
        reads: Vec<Target<'c>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        comment: Option<Cow<'c, str>>,
    },
    Object {
        name: Cow<'c, str>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<Name<'c>>,
        create: Vec<Cow<'c, str>>,
        drop: Vec<Cow<'c, str>>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        after: Vec<Target<'c>>,
        #[serde(default, skip_serializing_if = "is_false")]
        opaque: bool,
    },
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnLine<'c> {
    pub(super) table: Name<'c>,
    pub(super) name: Cow<'c, str>,
    #[serde(rename = "type")]
    pub(super) sql_type: Cow<'c, str>,
    /// What its values say, where the type does not tell; absent in the first files of this format.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) means: Option<Cow<'c, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) collation: Option<Cow<'c, str>>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) nullable: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) default: Option<Cow<'c, str>>,
    /// What the database computes the column from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) computed: Option<ExpressionText<'c>>,
    /// Whether it is computed whenever it is read.
    #[serde(default, rename = "virtual", skip_serializing_if = "is_false")]
    pub(super) is_virtual: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) identity: bool,
    /// Where it is another than the schema language's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) numbered: Option<Identity>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) comment: Option<Cow<'c, str>>,
    /// What fills it in rows that were there before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) generated: Option<Cow<'c, str>>,
    pub(super) neutral: Cow<'c, str>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ForeignKeyLine<'c> {
    pub(super) table: Name<'c>,
    pub(super) name: Cow<'c, str>,
    pub(super) columns: Vec<Cow<'c, str>>,
    pub(super) parent: Name<'c>,
    pub(super) parent_columns: Vec<Cow<'c, str>>,
    #[serde(default, skip_serializing_if = "ActionName::is_default")]
    pub(super) on_delete: ActionName,
    #[serde(default, skip_serializing_if = "ActionName::is_default")]
    pub(super) on_update: ActionName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) deferrable: Option<DeferrableName>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IndexLine<'c> {
    pub(super) table: Name<'c>,
    pub(super) name: Cow<'c, str>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) unique: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) method: Option<Cow<'c, str>>,
    pub(super) columns: Vec<IndexPart<'c>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) include: Vec<Cow<'c, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) predicate: Option<ExpressionText<'c>>,
}

/// A name: alone, or behind its schema's.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Name<'c> {
    Plain(Cow<'c, str>),
    InSchema([Cow<'c, str>; 2]),
}

impl<'c> From<&'c QualifiedName> for Name<'c> {
    fn from(name: &'c QualifiedName) -> Self {
        let own = name.name.as_str().into();
        match &name.schema {
            None => Self::Plain(own),
            Some(schema) => Self::InSchema([schema.as_str().into(), own]),
        }
    }
}

impl From<Name<'_>> for QualifiedName {
    fn from(name: Name<'_>) -> Self {
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
pub(super) enum Target<'c> {
    Table(Name<'c>),
    View(Name<'c>),
    Enum(Name<'c>),
    Object(Cow<'c, str>),
}

/// An expression, with the columns that it speaks of where somebody has read it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpressionText<'c> {
    pub(super) sql: Cow<'c, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) columns: Option<Vec<Cow<'c, str>>>,
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

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_true(value: &bool) -> bool {
    *value
}

fn yes() -> bool {
    true
}

/// One part of an index: a column or an expression.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IndexPart<'c> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) column: Option<Cow<'c, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) expression: Option<ExpressionText<'c>>,
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
