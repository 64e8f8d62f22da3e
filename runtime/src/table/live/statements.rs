//! What asks a database what it holds of a table. Parameters: the table, and its schema, which is empty for the connection's own.

use crate::query::{Statement, TableInfo};

static NAME: &str = "Db::ensure";
static CATALOG: TableInfo = TableInfo {
    name: "catalog",
    primary_key: &[],
    uniques: &[],
    foreign_keys: &[],
    referenced_by: &[],
};

macro_rules! statement {
    ($sqlite:literal, $($postgres:expr),+ $(,)?) => {
        Statement::read_per_dialect(NAME, &CATALOG, $sqlite, concat!($($postgres),+))
    };
}

/// The table in Postgres, as its object identifier.
macro_rules! relation {
    () => {
        "to_regclass(CASE WHEN $2 = '' THEN '' ELSE quote_ident($2) || '.' END || quote_ident($1))"
    };
}

/// Names of columns by their numbers, in the order of the list.
macro_rules! names {
    ($numbers:literal, $table:literal) => {
        concat!(
            "(SELECT string_agg(a.attname, ', ' ORDER BY k.n) FROM unnest(",
            $numbers,
            ") WITH ORDINALITY k(number, n) JOIN pg_attribute a ON a.attrelid = ",
            $table,
            " AND a.attnum = k.number)"
        )
    };
}

/// What has the name, and SQLite's text of it.
pub(super) static KIND: Statement = statement!(
    "SELECT type, sql FROM sqlite_schema WHERE name = $1 COLLATE NOCASE AND type <> 'trigger' AND $2 IS NOT NULL",
    "SELECT CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'table' WHEN 'v' THEN 'view' \
     WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' WHEN 'S' THEN 'sequence' \
     WHEN 'i' THEN 'index' WHEN 'I' THEN 'index' ELSE 'type' END, NULL::text FROM pg_class c WHERE c.oid = ",
    relation!(),
);

/// How SQLite keeps the table: `strict, without rowid`.
pub(super) static OPTIONS: Statement = statement!(
    "SELECT (SELECT concat_ws(', ', iif(strict, 'strict', NULL), iif(wr, 'without rowid', NULL)) \
     FROM pragma_table_list($1) WHERE schema = 'main' AND $2 IS NOT NULL)",
    "SELECT NULL::text WHERE $1::text IS NOT NULL AND $2::text IS NOT NULL",
);

/// Each column: its name, its type, whether it is never null, and whether the database gives it a value. SQLite lets NULL stand in
/// a key's column that does not say NOT NULL, and ours do say it, but for an identity, which is never null. Of a generator that
/// Postgres has and SQLite has not, nothing is expected on either.
pub(super) static COLUMNS: Statement = statement!(
    "SELECT name, type, \"notnull\" <> 0 OR pk <> 0, dflt_value IS NOT NULL OR hidden <> 0 \
     FROM pragma_table_xinfo($1) WHERE $2 IS NOT NULL",
    "SELECT a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity <> '' \
     OR coalesce(pg_get_expr(d.adbin, d.adrelid) NOT IN ('now()', 'gen_random_uuid()'), false) \
     FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid = ",
    relation!(),
);

/// The primary key, and each index by its name, with what it is over: `unique on (a, b desc)`.
pub(super) static INDEXES: Statement = statement!(
    "SELECT 'primary key', '(' || group_concat(name, ', ' ORDER BY pk) || ')' FROM pragma_table_xinfo($1) \
     WHERE pk > 0 AND $2 IS NOT NULL HAVING count(*) > 0 \
     UNION ALL \
     SELECT l.name, CASE WHEN l.\"unique\" THEN 'unique on (' ELSE 'on (' END \
     || (SELECT group_concat(coalesce(x.name, '..') || CASE WHEN x.desc THEN ' desc' ELSE '' END, ', ' ORDER BY x.seqno) \
     FROM pragma_index_xinfo(l.name) x WHERE x.key) \
     || ')' || CASE WHEN l.partial THEN ' where ..' ELSE '' END \
     FROM pragma_index_list($1) l WHERE l.origin <> 'pk'",
    "SELECT CASE WHEN i.indisprimary THEN 'primary key' ELSE c.relname::text END, \
     CASE WHEN i.indisprimary THEN '(' WHEN i.indisunique THEN 'unique on (' ELSE 'on (' END \
     || (SELECT string_agg(coalesce(a.attname, '..') \
     || CASE WHEN i.indoption[(k.n - 1)::int] & 1 = 1 THEN ' desc' ELSE '' END, ', ' ORDER BY k.n) \
     FROM unnest(i.indkey::int2[]) WITH ORDINALITY k(number, n) \
     LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number AND k.number <> 0 \
     WHERE k.n <= i.indnkeyatts) \
     || ')' || CASE WHEN i.indpred IS NULL THEN '' ELSE ' where ..' END \
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = ",
    relation!(),
);

/// Each foreign key: its name, which SQLite does not know, and what it is: `(a) references p (id) on delete cascade`.
pub(super) static FOREIGN_KEYS: Statement = statement!(
    "SELECT '', '(' || group_concat(\"from\", ', ' ORDER BY seq) || ') references ' || \"table\" || ' (' \
     || coalesce(group_concat(\"to\", ', ' ORDER BY seq), '') || ')' \
     || CASE on_delete WHEN 'NO ACTION' THEN '' ELSE ' on delete ' || lower(on_delete) END \
     || CASE on_update WHEN 'NO ACTION' THEN '' ELSE ' on update ' || lower(on_update) END \
     FROM pragma_foreign_key_list($1) WHERE $2 IS NOT NULL GROUP BY id",
    "SELECT c.conname::text, '(' || ",
    names!("c.conkey", "c.conrelid"),
    " || ') references ' || p.relname || ' (' || ",
    names!("c.confkey", "c.confrelid"),
    " || ')' \
     || CASE c.confdeltype WHEN 'r' THEN ' on delete restrict' WHEN 'c' THEN ' on delete cascade' \
     WHEN 'n' THEN ' on delete set null' WHEN 'd' THEN ' on delete set default' ELSE '' END \
     || CASE c.confupdtype WHEN 'r' THEN ' on update restrict' WHEN 'c' THEN ' on update cascade' \
     WHEN 'n' THEN ' on update set null' WHEN 'd' THEN ' on update set default' ELSE '' END \
     FROM pg_constraint c JOIN pg_class p ON p.oid = c.confrelid WHERE c.contype = 'f' AND c.conrelid = ",
    relation!(),
);

/// Each check: its name and its text. SQLite has them in the text of the table only.
pub(super) static CHECKS: Statement = statement!(
    "SELECT name, sql FROM sqlite_schema WHERE NULL AND name = $1 AND $2 IS NOT NULL",
    "SELECT c.conname::text, pg_get_constraintdef(c.oid) FROM pg_constraint c WHERE c.contype = 'c' AND c.conrelid = ",
    relation!(),
);

/// The table that has an index of that name, or what else has the name. Parameters: the name, the schema.
pub(super) static HOLDER: Statement = statement!(
    "SELECT (SELECT tbl_name FROM sqlite_schema \
     WHERE name = $1 COLLATE NOCASE AND type <> 'trigger' AND $2 IS NOT NULL LIMIT 1)",
    "SELECT (SELECT coalesce(t.relname, c.relname)::text FROM pg_class c \
     LEFT JOIN pg_index i ON i.indexrelid = c.oid LEFT JOIN pg_class t ON t.oid = i.indrelid \
     WHERE c.relname::text = $1 AND c.relnamespace \
     = (CASE WHEN $2 = '' THEN quote_ident(current_schema()) ELSE quote_ident($2) END)::regnamespace LIMIT 1)",
);

/// One ensures at a time, and none while somebody migrates: the key is the migrator's own. SQLite's transaction is that lock.
pub(super) static LOCK: Statement = statement!(
    "SELECT NULL",
    "SELECT pg_advisory_xact_lock(7238799094253319169)::text",
);
