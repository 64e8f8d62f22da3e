//! A statement: its SQL for both databases, and what the runtime has to know about the table.

use crate::Dialect;

/// A statement of a generated module.
///
/// ```
/// use dualect::query::{Statement, TableInfo};
///
/// static AGENTS: TableInfo =
///     TableInfo { name: "agents", primary_key: &["id"], uniques: &[], foreign_keys: &[], referenced_by: &[] };
/// static GET: Statement = Statement::read("agents::get", &AGENTS, "SELECT id, name FROM agents WHERE id = $1");
/// # let _ = &GET;
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Statement {
    /// The function it belongs to, as errors name it.
    pub name: &'static str,
    /// The table it is about.
    pub table: &'static TableInfo,
    /// Whether it only reads.
    pub access: Access,
    /// Whether its work is bounded, however many rows the tables have: it reads or writes one row that an index finds, or as many
    /// as its limit says in the order of an index, and nothing follows from it (no cascade, no search for rows that refer to it).
    ///
    /// On SQLite such a statement may run where it is awaited instead of on a thread.
    pub is_bounded: bool,
    /// The text for SQLite: parameters `$1..` numbered by first appearance, or `?1..`.
    pub sqlite: &'static str,
    /// The text for Postgres.
    pub postgres: &'static str,
}

/// What a statement does to the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// It reads: on SQLite any connection will do.
    Read,
    /// It writes: on SQLite there is one connection for that.
    Write,
}

impl Statement {
    /// A reading statement whose text both databases take.
    #[must_use]
    pub const fn read(name: &'static str, table: &'static TableInfo, sql: &'static str) -> Self {
        Self::read_per_dialect(name, table, sql, sql)
    }

    /// A writing statement whose text both databases take.
    #[must_use]
    pub const fn write(name: &'static str, table: &'static TableInfo, sql: &'static str) -> Self {
        Self::write_per_dialect(name, table, sql, sql)
    }

    /// A reading statement whose work is [bounded](Statement::is_bounded).
    #[must_use]
    pub const fn bounded_read(
        name: &'static str,
        table: &'static TableInfo,
        sql: &'static str,
    ) -> Self {
        Self {
            is_bounded: true,
            ..Self::read(name, table, sql)
        }
    }

    /// A writing statement whose work is [bounded](Statement::is_bounded).
    #[must_use]
    pub const fn bounded_write(
        name: &'static str,
        table: &'static TableInfo,
        sql: &'static str,
    ) -> Self {
        Self {
            is_bounded: true,
            ..Self::write(name, table, sql)
        }
    }

    /// A reading statement with a text for each database.
    #[must_use]
    pub const fn read_per_dialect(
        name: &'static str,
        table: &'static TableInfo,
        sqlite: &'static str,
        postgres: &'static str,
    ) -> Self {
        Self {
            name,
            table,
            access: Access::Read,
            is_bounded: false,
            sqlite,
            postgres,
        }
    }

    /// A writing statement with a text for each database.
    #[must_use]
    pub const fn write_per_dialect(
        name: &'static str,
        table: &'static TableInfo,
        sqlite: &'static str,
        postgres: &'static str,
    ) -> Self {
        Self {
            name,
            table,
            access: Access::Write,
            is_bounded: false,
            sqlite,
            postgres,
        }
    }

    /// The text for that database.
    #[must_use]
    pub const fn sql(&self, dialect: Dialect) -> &'static str {
        match dialect {
            Dialect::Sqlite => self.sqlite,
            Dialect::Postgres => self.postgres,
        }
    }
}

/// What turns SQLite's error messages into the constraints that Postgres names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableInfo {
    /// The table's name in the databases.
    pub name: &'static str,
    /// The primary key's columns.
    pub primary_key: &'static [&'static str],
    /// The unique constraints. The primary key's name is `<table>_pkey` unless an entry with its columns says otherwise.
    pub uniques: &'static [UniqueInfo],
    /// The foreign keys of this table.
    pub foreign_keys: &'static [ForeignKeyInfo],
    /// The foreign keys of any table that refer to this one.
    pub referenced_by: &'static [ForeignKeyInfo],
}

impl TableInfo {
    /// Of a statement that is about no table that any code knows: nothing that it violates can be named.
    pub const NONE: Self = Self {
        name: "",
        primary_key: &[],
        uniques: &[],
        foreign_keys: &[],
        referenced_by: &[],
    };
}

/// A unique constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UniqueInfo {
    /// The constraint's name.
    pub name: &'static str,
    /// Its columns, in order.
    pub columns: &'static [&'static str],
}

/// A foreign key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForeignKeyInfo {
    /// The constraint's name.
    pub name: &'static str,
    /// The table that refers.
    pub table: &'static str,
    /// Its columns.
    pub columns: &'static [&'static str],
    /// The table referred to.
    pub parent: &'static str,
    /// Its columns.
    pub parent_columns: &'static [&'static str],
}
