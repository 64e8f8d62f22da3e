//! The databases of one app as one schema file.

use std::sync::Arc;

use super::choice::Choice;
use super::plain::{Part, Plain};
use super::unify::{Pair, converted};
use super::{Given, Pulled, Side, leave_unspeakable, start, write_sides};
use crate::catalog::lower::lower;
use crate::catalog::model::{Catalog, Object, QualifiedName, Unique};
use crate::conversion::conversion;
use crate::diagnostic::{Diagnostics, SourceFile};
use crate::name::{DbName, ObjectName};

/// A schema file of two databases.
#[derive(Debug, Clone, PartialEq)]
pub struct Both {
    /// The file.
    pub pulled: Pulled,
    /// Columns of SQLite's whose values the next migration makes others.
    pub converted: Vec<(QualifiedName, DbName)>,
}

impl From<Pulled> for Both {
    fn from(pulled: Pulled) -> Self {
        Self {
            pulled,
            converted: Vec::new(),
        }
    }
}

impl Both {
    /// What the database of the catalog holds, in the file's own words: where the next migration begins.
    #[must_use]
    pub fn start(&self, found: &Catalog) -> Catalog {
        let wanted = lower(&self.pulled.schema, found.dialect);
        let converted = match found.dialect {
            crate::dialect::Dialect::Sqlite => self.converted.as_slice(),
            crate::dialect::Dialect::Postgres => &[],
        };
        start::start(found, &wanted, converted)
    }
}

/// Makes one schema file of a database of SQLite's and one of Postgres'. A table, a column, a key is one thing where it has one name
/// in both; its type is Postgres', which says more. What only one of them has, both have in the file.
///
/// # Errors
/// The mistakes of a file that cannot be put right by saying something more plainly.
pub fn pull_both(
    sqlite: &Given<'_>,
    postgres: &Given<'_>,
    plain: &mut [Plain; 2],
) -> Result<Both, Diagnostics> {
    let pair = Pair { sqlite, postgres };
    let [first, second] = plain;
    leave_unspeakable(sqlite, first);
    leave_unspeakable(postgres, second);
    loop {
        let [first, second] = plain;
        let mut here = Choice::new(sqlite, first);
        let mut there = Choice::new(postgres, second);
        if pair.level(plain) {
            continue;
        }
        pair.unify(&mut here, &mut there);
        let changing = converted(&here);
        let [first, second] = &*plain;
        let sides = [
            Side {
                given: sqlite,
                plain: first,
                choice: here,
            },
            Side {
                given: postgres,
                plain: second,
                choice: there,
            },
        ];
        let written = write_sides(&sides);
        drop(sides);
        let source = SourceFile::new("schema.toml", written.text.clone());
        let schema = match crate::schema::parse(&source) {
            Ok(schema) => schema,
            Err(wrong) => {
                let parts = wrong.iter().filter_map(|diagnostic| {
                    let place = diagnostic.span.map(|span| span.start)?;
                    written.part_at(place).cloned()
                });
                if !plainer(parts.collect(), pair.sqlite, pair.postgres, plain) {
                    return Err(wrong);
                }
                continue;
            }
        };
        let both = Both {
            pulled: Pulled {
                text: written.text,
                schema,
            },
            converted: changing,
        };
        let stuck = unconvertible(&both, sqlite.catalog);
        if stuck.is_empty() || !plainer(stuck, sqlite, postgres, plain) {
            return Ok(both);
        }
    }
}

/// Has Postgres' constraints that take NULLs for equal be plain ones where SQLite has such a one, which cannot take them so; a line
/// for each, for people. What is there stays as it is.
#[must_use]
pub fn plain_uniques(sqlite: &Catalog, postgres: &mut Catalog) -> Vec<String> {
    let mut told = Vec::new();
    let objects = &mut postgres.objects;
    for (name, table) in &mut postgres.tables {
        let Some(other) = sqlite.tables.get(name) else {
            continue;
        };
        for unique in &other.uniques {
            let key = ObjectName::new(format!("constraint {name}.{}", unique.name));
            let is_unique = |object: &Object| {
                let mut create = object.create.iter();
                create.any(|sql| sql.contains(" UNIQUE NULLS NOT DISTINCT "))
            };
            if objects.get(&key).is_some_and(is_unique) {
                objects.shift_remove(&key);
                Arc::make_mut(table).uniques.push(Unique {
                    in_table: false,
                    ..unique.clone()
                });
                told.push(format!(
                    "constraint {name}.{}: NULLS NOT DISTINCT, which SQLite has not",
                    unique.name
                ));
            }
        }
    }
    told
}

/// Tables with a column for whose values there is no way to the new type.
fn unconvertible(both: &Both, found: &Catalog) -> Vec<Part> {
    let (before, after) = (both.start(found), lower(&both.pulled.schema, found.dialect));
    let columns = both.converted.iter().filter(|(table, column)| {
        let of = |catalog: &Catalog| catalog.tables.get(table)?.columns.get(column).cloned();
        match (of(&before), of(&after)) {
            (Some(from), Some(to)) => conversion(&from, &to, found.dialect).is_none(),
            (Some(_) | None, _) => false,
        }
    });
    columns
        .map(|(table, _)| Part::Table(table.clone()))
        .collect()
}

/// Says the parts more plainly wherever they are.
fn plainer(
    parts: Vec<Part>,
    sqlite: &Given<'_>,
    postgres: &Given<'_>,
    [first, second]: &mut [Plain; 2],
) -> bool {
    let mut any = false;
    for part in parts {
        for (given, plain) in [(sqlite, &mut *first), (postgres, &mut *second)] {
            if part
                .table()
                .is_none_or(|table| given.catalog.tables.contains_key(table))
            {
                any |= plain.add(part.clone(), given.catalog);
            }
        }
    }
    any
}
