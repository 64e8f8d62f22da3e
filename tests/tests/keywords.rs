//! The list of words that are quoted, against what the engines themselves say.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use dualect_codegen::catalog::quote::KEYWORDS;
use dualect_tests::postgres;

/// <https://www.sqlite.org/lang_keywords.html>
const SQLITE: &str = "abort action add after all alter always analyze and as asc attach autoincrement before begin between by
    cascade case cast check collate column commit conflict constraint create cross current current_date current_time
    current_timestamp database default deferrable deferred delete desc detach distinct do drop each else end escape except
    exclude exclusive exists explain fail filter first following for foreign from full generated glob group groups having if
    ignore immediate in index indexed initially inner insert instead intersect into is isnull join key last left like limit
    match materialized natural no not nothing notnull null nulls of offset on or order others outer over partition plan
    pragma preceding primary query raise range recursive references regexp reindex release rename replace restrict returning
    right rollback row rows savepoint select set table temp temporary then ties to transaction trigger unbounded union unique
    update using vacuum values view virtual when where window with without";

#[tokio::test]
async fn every_word_that_postgres_reserves_is_quoted() {
    let database = postgres::Database::create().await;
    let rows = database
        .connect()
        .await
        .query(
            "SELECT word FROM pg_get_keywords() WHERE catcode <> 'U'",
            &[],
        )
        .await;
    for row in rows.unwrap() {
        let word: String = row.get(0);
        assert!(KEYWORDS.contains(&word.as_str()), "{word} is not quoted");
    }
}

#[test]
fn every_other_word_stands_unquoted_in_sqlite() {
    let connection = rusqlite::Connection::open_in_memory().unwrap();
    for word in SQLITE
        .split_whitespace()
        .filter(|word| !KEYWORDS.contains(word))
    {
        let script = format!(
            "CREATE TABLE {word} ({word} INTEGER CONSTRAINT {word} CHECK ({word} > 0)) STRICT;
             CREATE INDEX {word}_index ON {word} ({word} DESC);
             INSERT INTO {word} ({word}) VALUES (1) ON CONFLICT DO NOTHING RETURNING {word};
             UPDATE {word} SET {word} = CASE WHEN {word} = 1 THEN 2 ELSE {word} END WHERE {word} = 1;
             SELECT {word}, {word}.{word} FROM {word} WHERE ({word}, 1) > (0, 0) ORDER BY {word} NULLS FIRST;
             DROP TABLE {word};"
        );
        connection
            .execute_batch(&script)
            .unwrap_or_else(|error| panic!("{word}: {error}"));
    }
}
