//! What a live database holds, as text that is equal for equal databases however they came to be.

use std::fmt::Write as _;

use crate::engine::Database;

/// Tables, columns, constraints and indexes, sorted by name; the order of columns is left out.
pub async fn describe(database: &Database) -> String {
    match database {
        Database::Sqlite(database) => sqlite(&database.connect()),
        Database::Postgres(database) => postgres(&database.connect().await).await,
    }
}

fn sqlite(connection: &rusqlite::Connection) -> String {
    let mut text = String::new();
    for query in SQLITE {
        for row in rows(connection, query) {
            let _ = writeln!(text, "{row}");
        }
    }
    let tables = "SELECT name || char(9) || sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name";
    for row in rows(connection, tables) {
        let (name, sql) = row.split_once('\t').expect("two parts");
        for check in checks(sql) {
            let _ = writeln!(text, "{name} {check}");
        }
    }
    text
}

const SQLITE: [&str; 4] = [
    "SELECT 'table ' || name || ' strict ' || strict || ' without rowid ' || wr FROM pragma_table_list
     WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
    "SELECT 'column ' || t.name || '.' || c.name || ' ' || c.type || ' not null ' || c.\"notnull\" || ' default '
        || coalesce(c.dflt_value, '-') || ' key ' || c.pk
     FROM pragma_table_list AS t JOIN pragma_table_xinfo(t.name) AS c
     WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.name",
    "SELECT 'foreign key ' || t.name || ' ' || group_concat(f.\"from\", ',' ORDER BY f.seq) || ' -> ' || f.\"table\" || ' '
        || group_concat(f.\"to\", ',' ORDER BY f.seq) || ' ' || f.on_update || ' ' || f.on_delete
     FROM pragma_table_list AS t JOIN pragma_foreign_key_list(t.name) AS f
     WHERE t.schema = 'main' AND t.type = 'table' GROUP BY t.name, f.id ORDER BY 1",
    "SELECT 'index ' || i.name || ' on ' || t.name || ' unique ' || i.\"unique\" || ' from ' || i.origin || ' '
        || group_concat(coalesce(x.name, '?') || ' ' || x.desc, ',' ORDER BY x.seqno)
     FROM pragma_table_list AS t JOIN pragma_index_list(t.name) AS i JOIN pragma_index_xinfo(i.name) AS x
     WHERE t.schema = 'main' AND t.type = 'table' AND x.key GROUP BY t.name, i.name ORDER BY i.name",
];

fn rows(connection: &rusqlite::Connection, query: &str) -> Vec<String> {
    let mut statement = connection
        .prepare(query)
        .unwrap_or_else(|error| panic!("{error}\nin {query}"));
    let rows = statement
        .query_map([], |row| row.get::<_, String>(0))
        .expect("the query runs");
    rows.map(|row| row.expect("one text")).collect()
}

/// Every named check of a table's definition, sorted: `ALTER TABLE` puts them in other places than `CREATE TABLE` does.
fn checks(sql: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = sql;
    while let Some(at) = rest.find("CONSTRAINT ") {
        rest = &rest[at + "CONSTRAINT ".len()..];
        let Some(open) = rest.find('(') else { break };
        if rest[..open].trim_end().ends_with("CHECK") {
            found.push(rest[..=closing(rest, open)].to_owned());
        }
    }
    found.sort();
    found
}

/// The byte of the parenthesis that closes the one at `open`.
fn closing(text: &str, open: usize) -> usize {
    let mut depth = 0;
    let mut quote = None;
    for (at, character) in text[open..].char_indices() {
        match (quote, character) {
            (Some(mark), _) if mark == character => quote = None,
            (None, '\'' | '"') => quote = Some(character),
            (None, '(') => depth += 1,
            (None, ')') if depth == 1 => return open + at,
            (None, ')') => depth -= 1,
            (Some(_) | None, _) => {}
        }
    }
    panic!("unbalanced: {text}")
}

const POSTGRES: &str = "
SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' not null ' || a.attnotnull
    || ' default ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '-') || ' identity ' || a.attidentity::text
    || ' collate ' || coalesce((SELECT collname FROM pg_collation WHERE oid = a.attcollation), '-')
    || ' comment ' || coalesce(col_description(c.oid, a.attnum), '-')
FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
UNION ALL
SELECT 'table ' || relname || ' comment ' || coalesce(obj_description(oid, 'pg_class'), '-') FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
UNION ALL
SELECT 'constraint ' || conrelid::regclass || '.' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f', 'c')
UNION ALL
SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
ORDER BY 1";

async fn postgres(client: &tokio_postgres::Client) -> String {
    let rows = client
        .query(POSTGRES, &[])
        .await
        .expect("the catalog can be read");
    rows.iter().fold(String::new(), |mut text, row| {
        let _ = writeln!(text, "{}", row.get::<_, String>(0));
        text
    })
}
