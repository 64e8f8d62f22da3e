//! What is said of something beside its definition.

use super::QualifiedName;
use crate::catalog::quote;
use crate::name::{DbName, ObjectName};

/// A comment, a grant, an owner, an option: what a statement of its own says of something that is there, and takes back.
///
/// Only an inspected database has any: the schema language says such things by statements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Says so.
    pub set: Vec<Saying>,
    /// Takes it back.
    pub unset: Vec<Saying>,
    /// Whether saying another thing needs nothing to be taken back first.
    pub overrides: bool,
    /// Whether it is about who may do what, which depends on the roles of a server.
    pub access: bool,
}

/// What a setting is of, and which it is: `comment`, `owner`, `grant to reader`.
pub type SettingKey = (Subject, String);

/// What something can be said of. It goes when that goes, and has to be said again when that is made anew.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The database as a whole.
    Database,
    /// A schema.
    Schema(DbName),
    /// An extension.
    Extension(DbName),
    /// A native enum.
    Enum(QualifiedName),
    /// A table.
    Table(QualifiedName),
    /// A table's column.
    Column(QualifiedName, DbName),
    /// A table's index or constraint.
    Part(QualifiedName, DbName),
    /// A view.
    View(QualifiedName),
    /// Something else.
    Object(ObjectName),
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Database => f.write_str("the database"),
            Self::Schema(name) => write!(f, "schema {name}"),
            Self::Extension(name) => write!(f, "extension {name}"),
            Self::Enum(name) => write!(f, "enum {name}"),
            Self::Table(name) => write!(f, "table {name}"),
            Self::Column(table, name) | Self::Part(table, name) => write!(f, "{table}.{name}"),
            Self::View(name) => write!(f, "view {name}"),
            Self::Object(name) => write!(f, "{name}"),
        }
    }
}

/// A statement without its semicolon, with places for what the subject is called by then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying(Vec<Piece>);

/// A piece of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// As it stands.
    Text(String),
    /// The subject, or the table in which it stands, with its schema.
    Whole,
    /// The subject's own name.
    Name,
    /// An index: its own name with its table's schema.
    Beside,
}

impl From<&str> for Piece {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Piece {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl Saying {
    /// A statement of these pieces.
    ///
    /// ```
    /// use dualect_codegen::catalog::model::{Piece, QualifiedName, Saying, Subject};
    /// use dualect_codegen::name::DbName;
    /// let said = Saying::new(["ALTER TABLE ".into(), Piece::Whole, " SET UNLOGGED".into()]);
    /// let of = Subject::Table(QualifiedName::from(DbName::new("order")));
    /// assert_eq!(said.of(&of), "ALTER TABLE \"order\" SET UNLOGGED");
    /// ```
    #[must_use]
    pub fn new(pieces: impl IntoIterator<Item = Piece>) -> Self {
        Self(pieces.into_iter().collect())
    }

    /// The statement, of that subject.
    #[must_use]
    pub fn of(&self, subject: &Subject) -> String {
        let (whole, name, beside) = match subject {
            Subject::Database => (String::new(), String::new(), String::new()),
            Subject::Schema(name) | Subject::Extension(name) => {
                let name = quote::ident(name).into_owned();
                (name.clone(), name.clone(), name)
            }
            Subject::Enum(name) | Subject::Table(name) | Subject::View(name) => {
                let whole = quote::qualified(name).into_owned();
                (whole.clone(), quote::ident(&name.name).into_owned(), whole)
            }
            Subject::Column(table, name) | Subject::Part(table, name) => (
                quote::qualified(table).into_owned(),
                quote::ident(name).into_owned(),
                quote::qualified(&table.beside(name.clone())).into_owned(),
            ),
            Subject::Object(name) => (name.to_string(), String::new(), String::new()),
        };
        let pieces = self.0.iter().map(|piece| match piece {
            Piece::Text(text) => text.as_str(),
            Piece::Whole => &whole,
            Piece::Name => &name,
            Piece::Beside => &beside,
        });
        pieces.collect()
    }
}

/// Which part of a table stands on an object: a function, a collation, an operator.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A column's default, or what it is computed from.
    Column(DbName),
    /// A constraint or an index.
    Named(DbName),
}
