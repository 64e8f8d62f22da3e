//! Whatever the texts of a database say, the reader comes to an end with an answer.

use std::time::{Duration, Instant};

use dualect_codegen::inspect::sqlite::{comparable, read};
use proptest::prelude::*;
use serde_json::json;

const PIECES: [&str; 48] = [
    "CREATE",
    "TABLE",
    "INDEX",
    "VIEW",
    "TRIGGER",
    "UNIQUE",
    "ON",
    "t",
    "(",
    ")",
    "(",
    ")",
    ",",
    ".",
    ";",
    "a",
    "b",
    "INTEGER",
    "PRIMARY KEY",
    "AUTOINCREMENT",
    "CONSTRAINT",
    "CHECK",
    "DEFAULT",
    "NOT NULL",
    "COLLATE",
    "GENERATED ALWAYS",
    "AS",
    "STORED",
    "REFERENCES",
    "DEFERRABLE",
    "INITIALLY",
    "MATCH",
    "WHERE",
    "SELECT",
    "-",
    "-",
    "'",
    "\"",
    "[",
    "]",
    "`",
    "--",
    "/*",
    "*/",
    "\n",
    "x'",
    "é",
    "\0",
];

fn answer(kind: &str, sql: &str) -> String {
    json!({
        "schema": [["table", "t", "t", if kind == "table" { sql } else { "CREATE TABLE t (a, b)" }], [kind, "n", "t", sql]],
        "tables": [["t", "table", 0, 1], ["n", kind, 1, 0]],
        "columns": [["t", 0, "a", sql, 0, 1], ["t", 1, "b", "", 1, 0]],
        "indexes": [["n", 1]],
        "parts": [["n", 0, null, 0, null], ["n", 1, "b", 1, "NOCASE"]],
        "foreign_keys": ["t"],
    })
    .to_string()
}

/// No text may take longer; they take milliseconds.
const PATIENCE: Duration = Duration::from_secs(10);

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_definition_makes_the_reader_panic(pieces in prop::collection::vec(0..PIECES.len(), 0..40), spaced in any::<bool>()) {
        let between = if spaced { " " } else { "" };
        let text = pieces.iter().map(|at| PIECES[*at]).collect::<Vec<_>>().join(between);
        for head in ["", "CREATE TABLE t (a, b ", "CREATE INDEX n ON t (a, b) ", "CREATE VIEW n AS "] {
            for kind in ["table", "index", "view", "trigger", "virtual"] {
                let started = Instant::now();
                let found = read(&answer(kind, &format!("{head}{text}"))).unwrap();
                // What is in one spelling stays so.
                let once = comparable(&found.catalog);
                prop_assert_eq!(&comparable(&once), &once);
                prop_assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
            }
        }
    }

    #[test]
    fn no_answer_makes_the_reader_panic(text in ".*") {
        prop_assert!(read(&text).is_err());
    }
}
