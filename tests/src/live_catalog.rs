//! What a live database holds, as text that is equal for equal databases however they came to be.

use std::fmt::Write as _;

use dualect_format::statements::tokens;

use crate::engine::Database;

/// Schemas, extensions, enums, tables, columns, constraints, indexes, views, triggers and functions, sorted by name; the order
/// of columns is left out.
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
            let _ = writeln!(text, "{}", without_quotes(&row));
        }
    }
    let tables = "SELECT name || char(9) || sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name";
    for row in rows(connection, tables) {
        let (name, sql) = row.split_once('\t').expect("two parts");
        for part in inside(sql) {
            let _ = writeln!(text, "{name} {}", without_quotes(&part));
        }
    }
    text
}

/// Names without quotes where they are plain: a rename writes quotes that nobody needs. Of one row alone, for a name may hold a quote.
fn without_quotes(text: &str) -> String {
    let plain = |name: &&str| {
        name.bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    let written = tokens(text).map(|token| {
        let inner = token
            .text
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        inner.filter(plain).unwrap_or(token.text)
    });
    written.collect()
}

const SQLITE: [&str; 5] = [
    "SELECT 'table ' || name || ' strict ' || strict || ' without rowid ' || wr FROM pragma_table_list
     WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
    "SELECT 'column ' || t.name || '.' || c.name || ' ' || c.type || ' not null ' || c.\"notnull\" || ' default '
        || coalesce(c.dflt_value, '-') || ' key ' || c.pk || ' computed ' || (c.hidden > 0)
     FROM pragma_table_list AS t JOIN pragma_table_xinfo(t.name) AS c
     WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.name",
    "SELECT 'foreign key ' || t.name || ' ' || group_concat(f.\"from\", ',' ORDER BY f.seq) || ' -> ' || f.\"table\" || ' '
        || group_concat(f.\"to\", ',' ORDER BY f.seq) || ' ' || f.on_update || ' ' || f.on_delete
     FROM pragma_table_list AS t JOIN pragma_foreign_key_list(t.name) AS f
     WHERE t.schema = 'main' AND t.type = 'table' GROUP BY t.name, f.id ORDER BY 1",
    "SELECT 'parts of ' || i.name || ' on ' || t.name || ' unique ' || i.\"unique\" || ' from ' || i.origin || ' '
        || group_concat(coalesce(x.name, '?') || ' ' || x.desc, ',' ORDER BY x.seqno)
     FROM pragma_table_list AS t JOIN pragma_index_list(t.name) AS i JOIN pragma_index_xinfo(i.name) AS x
     WHERE t.schema = 'main' AND t.type = 'table' AND x.key GROUP BY t.name, i.name ORDER BY i.name",
    "SELECT type || ' \"' || replace(name, '\"', '\"\"') || '\" ' || sql FROM sqlite_schema
     WHERE type IN ('view', 'trigger', 'index') AND sql IS NOT NULL ORDER BY type, name",
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

/// What no pragma tells of a table, out of its definition and sorted, for `ALTER TABLE` puts it in other places than
/// `CREATE TABLE` does: named checks, what columns are computed from, and foreign keys that can be deferred.
fn inside(sql: &str) -> Vec<String> {
    let mut found = Vec::new();
    for at in outside_quotes(sql, "GENERATED ") {
        let rest = &sql[at..];
        if let Some(open) = rest.find('(') {
            found.push(rest[..=closing(rest, open)].to_owned());
        }
    }
    for at in outside_quotes(sql, "CONSTRAINT ") {
        let rest = &sql[at + "CONSTRAINT ".len()..];
        let (name, rest) = rest.split_at(end_of_name(rest));
        let body = rest.trim_start();
        if let Some(open) = body.strip_prefix("CHECK ").map(|_| "CHECK ".len()) {
            found.push(format!("{name} {}", &body[..=closing(body, open)]));
        } else if body.starts_with("REFERENCES") || body.starts_with("FOREIGN KEY") {
            let ends =
                [" CONSTRAINT ", "\n"].map(|mark| outside_quotes(body, mark).first().copied());
            let end = ends.into_iter().flatten().min().unwrap_or(body.len());
            let deferral = body[..end].split_once("INITIALLY ").map(|(_, word)| word);
            let word = deferral.and_then(|word| word.split([',', ' ', ')']).next());
            // A foreign key's name shows nowhere else, and a rename leaves it.
            found.push(format!("foreign key deferrable {}", word.unwrap_or("NOT")));
        }
    }
    found.sort();
    found
}

/// Where a mark stands outside of quotes.
fn outside_quotes(text: &str, mark: &str) -> Vec<usize> {
    let mut quote = None;
    let mut found = Vec::new();
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (None, '\'' | '"') => quote = Some(character),
            (None, _) if text[at..].starts_with(mark) => found.push(at),
            (Some(_) | None, _) => {}
        }
    }
    found
}

/// Where the name ends that a text begins with.
fn end_of_name(text: &str) -> usize {
    let mut quote = false;
    let end = text.char_indices().find(|(_, character)| {
        quote ^= *character == '"';
        !quote && character.is_whitespace()
    });
    end.map_or(text.len(), |(at, _)| at)
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

/// What is not of the server's own, nor of an extension, nor of a migrator's.
const POSTGRES: &str = "
WITH own AS (SELECT oid, nspname FROM pg_namespace
    WHERE nspname NOT LIKE 'pg\\_%' AND nspname NOT IN ('information_schema', 'drizzle')),
relation AS (SELECT c.oid, c.oid::regclass::text AS name, c.relkind, c.relrowsecurity FROM pg_class AS c JOIN own ON own.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'v', 'm') AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND deptype = 'e'))
SELECT 'schema ' || nspname FROM own
UNION ALL
SELECT 'extension ' || extname FROM pg_extension
UNION ALL
SELECT 'enum ' || t.oid::regtype || ' ' || (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid)
FROM pg_type AS t JOIN own ON own.oid = t.typnamespace WHERE t.typtype = 'e'
UNION ALL
SELECT 'column ' || c.name || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' not null ' || a.attnotnull
    || ' default ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '-') || ' computed ' || a.attgenerated::text
    || ' identity ' || a.attidentity::text
    || ' collate ' || coalesce((SELECT collname FROM pg_collation WHERE oid = a.attcollation), '-')
    || ' comment ' || coalesce(col_description(c.oid, a.attnum), '-')
FROM relation AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
UNION ALL
SELECT 'table ' || name || ' ' || relkind::text || ' row security ' || relrowsecurity
    || ' comment ' || coalesce(obj_description(oid, 'pg_class'), '-') FROM relation
UNION ALL
SELECT 'view ' || name || ' ' || pg_get_viewdef(oid) FROM relation WHERE relkind IN ('v', 'm')
UNION ALL
SELECT 'constraint ' || c.conrelid::regclass || '.' || c.conname || ' ' || pg_get_constraintdef(c.oid) FROM pg_constraint AS c
    JOIN own ON own.oid = c.connamespace WHERE c.contype IN ('p', 'u', 'f', 'c')
UNION ALL
SELECT 'index ' || i.indexdef FROM pg_indexes AS i JOIN own ON own.nspname = i.schemaname
UNION ALL
SELECT 'invalid index ' || i.indexrelid::regclass FROM pg_index AS i JOIN relation AS r ON r.oid = i.indrelid WHERE NOT i.indisvalid
UNION ALL
SELECT 'trigger ' || r.name || ' ' || pg_get_triggerdef(t.oid) FROM pg_trigger AS t JOIN relation AS r ON r.oid = t.tgrelid
    WHERE NOT t.tgisinternal
UNION ALL
SELECT 'function ' || pg_get_functiondef(p.oid) FROM pg_proc AS p JOIN own ON own.oid = p.pronamespace
    WHERE p.prokind <> 'a' AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')
UNION ALL
SELECT 'policy ' || p.polrelid::regclass || ' ' || p.polname || ' ' || coalesce(pg_get_expr(p.polqual, p.polrelid), '-') FROM pg_policy AS p
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
