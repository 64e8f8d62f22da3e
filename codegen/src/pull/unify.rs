//! Two databases of one app: what is one thing in both gets one name and one type.

use std::collections::BTreeSet;

use super::Given;
use super::choice::Choice;
use super::declared::{in_words, unit};
use super::plain::{Part, Plain};
use super::table::is_speakable;
use super::types::Chosen;
use crate::catalog::model::{Column, Index, QualifiedName, Table, Unique};
use crate::name::DbName;

/// The two, SQLite's first.
pub(super) struct Pair<'p> {
    pub(super) sqlite: &'p Given<'p>,
    pub(super) postgres: &'p Given<'p>,
}

impl Pair<'_> {
    /// The tables that are in both.
    fn shared(&self) -> impl Iterator<Item = (&Table, &Table)> {
        let tables = self.sqlite.catalog.tables.values();
        tables.filter_map(|table| {
            let other = self.postgres.catalog.tables.get(&table.name)?;
            Some((&**table, &**other))
        })
    }

    /// Has said plainly in both what is plain in one and what has one name in both and is not the same; whether anything was.
    pub(super) fn level(&self, [sqlite, postgres]: &mut [Plain; 2]) -> bool {
        let mut any = false;
        for (one, other) in self.shared() {
            let whole = Part::Table(one.name.clone());
            let raw = sqlite.has(&whole) || postgres.has(&whole);
            let differ = one.key_columns() != other.key_columns();
            if raw || differ {
                any |= add(sqlite, &whole, self.sqlite) | add(postgres, &whole, self.postgres);
                continue;
            }
            for index in &one.indexes {
                let there = other.indexes.iter().find(|known| known.name == index.name);
                let part = Part::Index(one.name.clone(), index.name.clone());
                let odd = there.is_some_and(|there| !alike(index, there));
                let plain = there.is_some() && (sqlite.has(&part) || postgres.has(&part));
                if odd || plain {
                    any |= add(sqlite, &part, self.sqlite) | add(postgres, &part, self.postgres);
                }
            }
            for unique in &one.uniques {
                let mut others = other.uniques.iter();
                let odd = others
                    .any(|known| known.name == unique.name && known.columns != unique.columns);
                if odd {
                    let part = Part::Unique(one.name.clone(), unique.name.clone());
                    any |= add(sqlite, &part, self.sqlite) | add(postgres, &part, self.postgres);
                }
            }
            for check in &other.checks {
                let part = Part::Check(one.name.clone(), check.name.clone());
                let alone = one.checks.iter().all(|known| known.name != check.name);
                if alone {
                    any |= add(postgres, &part, self.postgres);
                }
            }
        }
        any
    }

    /// Gives what is in both the same names and types.
    pub(super) fn unify(&self, sqlite: &mut Choice, postgres: &mut Choice) {
        for (key, one) in &sqlite.enums {
            if !postgres.enums.contains_key(key) {
                let one = one.clone();
                postgres.enums.insert(key.clone(), one);
            }
        }
        sqlite.enums.clone_from(&postgres.enums);
        for (one, other) in self.shared() {
            let (Some(here), Some(there)) = (
                sqlite.tables.get_mut(&one.name),
                postgres.tables.get_mut(&one.name),
            ) else {
                continue;
            };
            there.key.clone_from(&here.key);
            there.rust_name.clone_from(&here.rust_name);
            for (name, key) in &mut there.columns {
                if let Some(known) = here.columns.get(name) {
                    key.clone_from(known);
                }
            }
            for column in one.columns.values() {
                let (Some(beside), Some(own), Some(theirs)) = (
                    other.columns.get(&column.name),
                    here.types.get(&column.name),
                    there.types.get(&column.name),
                ) else {
                    continue;
                };
                let (own, theirs) = joint(own, theirs, column);
                here.types.insert(column.name.clone(), own);
                there.types.insert(column.name.clone(), theirs);
                // A number that only SQLite gives, to whatever is a key, is nothing that the column says.
                let counted = beside.identity.is_some() || beside.serial().is_some();
                if column.identity.is_none() && !counted {
                    here.uncounted.insert(column.name.clone());
                }
            }
            for column in Self::apart(one, other) {
                here.apart.insert(column.clone());
                there.apart.insert(column);
            }
        }
        let used: BTreeSet<String> = [&*sqlite, &*postgres]
            .into_iter()
            .flat_map(|choice| choice.tables.values())
            .flat_map(|named| named.types.values())
            .map(|chosen| chosen.ty.trim_end_matches("[]").to_owned())
            .collect();
        for choice in [sqlite, postgres] {
            choice
                .enums
                .retain(|key, one| one.native.is_some() || used.contains(key));
        }
    }

    /// Columns that are unique by what has a name in one of the databases.
    fn apart(one: &Table, other: &Table) -> Vec<DbName> {
        let of = |uniques: &[Unique], column: &DbName, is_usual: &dyn Fn(&Unique) -> bool| {
            let mut found = uniques
                .iter()
                .filter(|unique| unique.columns == [column.clone()]);
            found.any(|unique| !is_usual(unique))
        };
        let columns = one.columns.keys();
        let named = columns.filter(|column| {
            let usual = format!("{}_{column}_key", other.name.name);
            let index = other.indexes.iter().any(|index| {
                index.unique
                    && index
                        .plain_columns()
                        .is_some_and(|columns| columns == [*column])
            });
            of(&one.uniques, column, &|unique| {
                unique.in_table && unique.name.is_unnamed()
            }) || of(&other.uniques, column, &|unique| {
                unique.name.as_str() == usual
            }) || index
        });
        named.cloned().collect()
    }
}

fn add(plain: &mut Plain, part: &Part, given: &Given<'_>) -> bool {
    !plain.has(part) && plain.add(part.clone(), given.catalog)
}

/// Whether two indexes of one name are one in the file.
fn alike(one: &Index, other: &Index) -> bool {
    let parts = |index: &Index| -> Vec<(String, bool)> {
        let parts = index.parts.iter();
        parts
            .map(|part| (format!("{:?}", part.key), part.descending))
            .collect()
    };
    let usual = |index: &Index| index.method.is_none() && index.include.is_empty();
    is_speakable(one)
        && is_speakable(other)
        && one.unique == other.unique
        && one.predicate.is_some() == other.predicate.is_some()
        && usual(one)
        && (usual(other) || other.predicate.is_none())
        && parts(one) == parts(other)
}

/// What SQLite keeps values of a declared type as: <https://www.sqlite.org/datatype3.html#determination_of_column_affinity>.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Affinity {
    Integer,
    Text,
    Blob,
    Real,
    Numeric,
}

impl Affinity {
    fn of(declared: &str) -> Self {
        let declared = declared.to_ascii_uppercase();
        let has = |part: &str| declared.contains(part);
        if has("INT") {
            Self::Integer
        } else if has("CHAR") || has("CLOB") || has("TEXT") {
            Self::Text
        } else if has("BLOB") || declared.is_empty() {
            Self::Blob
        } else if has("REAL") || has("FLOA") || has("DOUB") {
            Self::Real
        } else {
            Self::Numeric
        }
    }

    /// The plain type of what is held so.
    fn natural(self) -> &'static str {
        match self {
            Self::Integer => "bigint",
            Self::Text => "text",
            Self::Blob => "bytes",
            Self::Real | Self::Numeric => "double",
        }
    }
}

/// The type of what SQLite holds in a column, by its declaration alone.
pub(super) fn natural(column: &Column) -> &'static str {
    Affinity::of(&column.sql_type).natural()
}

/// One type for a column of both: Postgres', which says more, as long as SQLite can hold it as it does, or its values can become it.
fn joint(sqlite: &Chosen, postgres: &Chosen, column: &Column) -> (Chosen, Chosen) {
    let affinity = Affinity::of(&column.sql_type);
    let base = postgres.ty.split('(').next().unwrap_or_default();
    let is_text = affinity == Affinity::Text;
    let is_whole = matches!(affinity, Affinity::Integer | Affinity::Numeric);
    let mut own = Chosen {
        guess: postgres.guess.clone(),
        ..Chosen::plain(postgres.ty.clone())
    };
    let fits = match base {
        "bool" | "smallint" | "int" | "bigint" => is_whole,
        "real" | "double" => matches!(affinity, Affinity::Real | Affinity::Numeric),
        "decimal" => false,
        "uuid" | "bytes" => affinity == Affinity::Blob,
        "timestamp" if sqlite.ty == "timestamp" => {
            own.storage = sqlite.storage;
            own.guess.clone_from(&sqlite.guess);
            true
        }
        "timestamp" if is_whole => {
            let counted = unit(column.default.as_deref());
            own.storage = Some(counted.unwrap_or("seconds"));
            own.guess = Some(match counted {
                Some(unit) => format!("SQLite's default counts {}", in_words(unit)),
                None => "taken for seconds since 1970 in SQLite; where drizzle has mode timestamp_ms, storage = \"millis\"".to_owned(),
            });
            true
        }
        // Texts, enums, JSON, days, times and lists are text.
        _ => is_text && base != "timestamp",
    };
    if fits {
        let mut theirs = postgres.clone();
        theirs.proposal = None;
        return (own, theirs);
    }
    own.converted = true;
    if base == "timestamp" {
        own.storage = is_text.then_some("text");
    }
    if base == "decimal" && is_text {
        own.storage = Some("text");
    }
    let what = affinity.natural();
    own.guess = Some(format!(
        "SQLite holds it as {what}: the next migration converts what is stored"
    ));
    let mut theirs = postgres.clone();
    theirs.proposal = None;
    (own, theirs)
}

/// Whether nothing in the file says which columns SQLite holds otherwise.
pub(super) fn converted(choice: &Choice) -> Vec<(QualifiedName, DbName)> {
    let tables = choice.tables.iter();
    let columns = tables.flat_map(|(table, named)| {
        let columns = named.types.iter().filter(|(_, chosen)| chosen.converted);
        columns.map(|(column, _)| (table.clone(), column.clone()))
    });
    columns.collect()
}
