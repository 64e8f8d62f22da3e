//! The rule by which constraints are named, the same on both databases.
//!
//! `<table>_<columns>_<suffix>`, from physical names: `_pkey`, `_key` (unique), `_fkey`, `_check`, as Postgres itself
//! would. A name over 63 bytes (Postgres' limit, <https://www.postgresql.org/docs/current/limits.html>) is cut to 54 at a
//! character and ends in `_` and eight hex digits of the whole name's SHA-256, so that it depends on nothing else in the
//! schema. Two objects that come to one name are refused at generation, with the way to name one of them.

use crate::name::{ColumnName, DbName};
use crate::schema::model::{Column, ForeignKey, Index, Table, Unique};

/// The longest name, in bytes, that both databases keep whole.
pub const MAX_BYTES: usize = 63;
const HASH_DIGITS: usize = 8;
/// How a name begins that only makes room.
const ASIDE: &str = "__dualect_old_";

/// The primary key's constraint: its own name, or `agents_pkey`.
#[must_use]
pub fn primary_key_name(table: &Table) -> DbName {
    let own = table.primary_key_name.clone();
    own.unwrap_or_else(|| limited(format!("{}_pkey", table.db_name)))
}

/// A unique constraint: its own name, or `agents_name_key`.
#[must_use]
pub fn unique_name(table: &Table, unique: &Unique) -> DbName {
    unique
        .name
        .clone()
        .unwrap_or_else(|| of_columns(table, &unique.columns, "key"))
}

/// A foreign key: its own name, or `sessions_agent_id_fkey`.
#[must_use]
pub fn foreign_key_name(table: &Table, foreign_key: &ForeignKey) -> DbName {
    foreign_key
        .name
        .clone()
        .unwrap_or_else(|| of_columns(table, &foreign_key.columns, "fkey"))
}

/// The unique index that lets no two rows of a hash chain follow the same one: `audit_log_previous_hash_chain`.
#[must_use]
pub fn chain_guard_name(table: &Table) -> DbName {
    let previous = table.hash_chain.iter().map(|chain| chain.previous.clone());
    of_columns(table, &previous.collect::<Vec<_>>(), "chain")
}

/// The check that a column's type brings: `agents_name_check`.
#[must_use]
pub fn check_name(table: &Table, column: &Column) -> DbName {
    type_check_name(&table.db_name, &column.db_name)
}

/// The same, by the names in the database.
pub(crate) fn type_check_name(table: &DbName, column: &DbName) -> DbName {
    limited(format!("{table}_{column}_check"))
}

/// The check of what an index computes: `notes_by_title_entry_check`.
#[must_use]
pub fn index_check_name(table: &Table, index: &Index) -> DbName {
    entry_check_name(&table.db_name, &index.name)
}

/// The same, by the names in the database.
pub(crate) fn entry_check_name(table: &DbName, index: &DbName) -> DbName {
    limited(format!("{table}_{index}_entry_check"))
}

/// What refuses changes of an append-only table: its triggers, each with a suffix of its own, and Postgres' function.
/// `audit_log_append_only_delete`.
#[must_use]
pub fn append_only_name(table: &Table, suffix: &str) -> DbName {
    limited(format!("{}_append_only{suffix}", table.db_name))
}

/// What a type is called while another one takes its name.
#[must_use]
pub fn aside(name: &DbName) -> DbName {
    limited(format!("{ASIDE}{name}"))
}

/// Whether a thing is called so because another one takes its name.
pub(crate) fn is_aside(name: &DbName) -> bool {
    name.as_str().starts_with(ASIDE)
}

/// What an index is called while it is built, where another one has its name until then.
#[must_use]
pub fn newcomer(name: &DbName) -> DbName {
    limited(format!("__dualect_new_{name}"))
}

/// The check that a column holds no NULL, which stands only until the column itself says so.
#[must_use]
pub fn not_null_check(column: &DbName) -> DbName {
    limited(format!("__dualect_not_null_{column}"))
}

/// What a thing is called that has made room for another: its own name, for people.
#[must_use]
pub fn shown(name: &DbName) -> &str {
    let text = name.as_str();
    text.strip_prefix(ASIDE).unwrap_or(text)
}

/// What Postgres calls an identity's sequence: `agents_id_seq`; where that is too long, the longer of the two names is cut until it fits
/// (`makeObjectName` in `src/backend/commands/indexcmds.c`).
#[must_use]
pub fn sequence_name(table: &DbName, column: &DbName) -> DbName {
    const AROUND: usize = "__seq".len();
    let (table, column) = (table.as_str(), column.as_str());
    let (mut of_table, mut of_column) = (table.len(), column.len());
    while of_table + of_column + AROUND > MAX_BYTES {
        if of_table > of_column {
            of_table -= 1;
        } else {
            of_column -= 1;
        }
    }
    let cut = |text: &str, mut end: usize| {
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text[..end].to_owned()
    };
    DbName::new(format!(
        "{}_{}_seq",
        cut(table, of_table),
        cut(column, of_column)
    ))
}

fn of_columns(table: &Table, columns: &[ColumnName], suffix: &str) -> DbName {
    let columns: Vec<&str> = columns
        .iter()
        .map(|name| {
            table
                .columns
                .get(name)
                .map_or(name.as_str(), |column| column.db_name.as_str())
        })
        .collect();
    limited(format!("{}_{}_{suffix}", table.db_name, columns.join("_")))
}

fn limited(name: String) -> DbName {
    if name.len() <= MAX_BYTES {
        return DbName::new(name);
    }
    let hash = dualect_format::hash::sha256_hex(name.as_bytes());
    let mut end = MAX_BYTES - 1 - HASH_DIGITS;
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    DbName::new(format!("{}_{}", &name[..end], &hash[..HASH_DIGITS]))
}

#[cfg(test)]
mod tests {
    use super::limited;

    #[test]
    fn a_long_name_is_cut_at_a_character_and_stays_distinct() {
        let one = limited(format!("{}_key", "é".repeat(40)));
        let other = limited(format!("{}_kez", "é".repeat(40)));
        assert!(one.as_str().len() <= 63, "{one}");
        assert_ne!(one, other);
        assert_eq!(one, limited(format!("{}_key", "é".repeat(40))));
    }
}
