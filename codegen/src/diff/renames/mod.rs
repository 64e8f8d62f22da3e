//! Things that get new names and keep what is in them: which, in which order, and what the catalog says then.

mod apply;
mod case;
mod index_room;
mod resolve;
pub(crate) mod sequence;
mod text;

use indexmap::IndexMap;

pub(crate) use resolve::values;
pub use resolve::{Resolution, resolve};
pub(crate) use text::{name_of, renamed as renamed_expression, replaced};

use crate::catalog::model::QualifiedName;
use crate::name::DbName;

/// What gets which name, each from the old to the new one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Renames {
    /// Native enums.
    pub enums: IndexMap<QualifiedName, QualifiedName>,
    /// Tables.
    pub tables: IndexMap<QualifiedName, QualifiedName>,
    /// Columns, by their tables' new names.
    pub columns: IndexMap<QualifiedName, IndexMap<DbName, DbName>>,
    /// Values of native enums, by the enums' new names.
    pub native_values: IndexMap<QualifiedName, IndexMap<String, String>>,
    /// Values in columns of text, by the new names of tables and columns.
    pub text_values: IndexMap<(QualifiedName, DbName), IndexMap<String, String>>,
}

impl Renames {
    /// Whether nothing gets another name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The way back.
    ///
    /// ```
    /// use dualect_codegen::{catalog::model::QualifiedName, diff::Renames, name::DbName};
    /// let name = |text: &str| QualifiedName::from(DbName::new(text));
    /// let mut renames = Renames::default();
    /// renames.tables.insert(name("agents"), name("workers"));
    /// assert_eq!(renames.reversed().tables[&name("workers")], name("agents"));
    /// assert_eq!(renames.reversed().reversed(), renames);
    /// ```
    #[must_use]
    pub fn reversed(&self) -> Self {
        let tables = flipped(&self.tables);
        let enums = flipped(&self.enums);
        let old_table = |new: &QualifiedName| tables.get(new).unwrap_or(new).clone();
        let old_column = |table: &QualifiedName, new: &DbName| {
            let columns = self.columns.get(table).into_iter().flatten();
            let mut found = columns.filter(|(_, to)| *to == new);
            found.next().map_or(new, |(from, _)| from).clone()
        };
        Self {
            columns: self
                .columns
                .iter()
                .map(|(table, columns)| (old_table(table), flipped(columns)))
                .collect(),
            native_values: self
                .native_values
                .iter()
                .map(|(name, values)| {
                    let old = enums.get(name).unwrap_or(name).clone();
                    (old, flipped(values))
                })
                .collect(),
            text_values: self
                .text_values
                .iter()
                .map(|((table, column), values)| {
                    let old = (old_table(table), old_column(table, column));
                    (old, flipped(values))
                })
                .collect(),
            tables,
            enums,
        }
    }
}

fn flipped<N: Clone + Eq + std::hash::Hash>(map: &IndexMap<N, N>) -> IndexMap<N, N> {
    map.iter()
        .map(|(from, to)| (to.clone(), from.clone()))
        .collect()
}
