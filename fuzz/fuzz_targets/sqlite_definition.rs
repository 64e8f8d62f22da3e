//! Any text as a definition in an SQLite database: the inspector comes to an end with an answer.
#![no_main]

use dualect_codegen::inspect::sqlite::{comparable, read};
use libfuzzer_sys::fuzz_target;

/// A JSON string.
fn quoted(text: &str) -> String {
    let escaped = text.chars().map(|c| match c {
        '"' | '\\' => format!("\\{c}"),
        control if control.is_control() => format!("\\u{:04x}", u32::from(control)),
        other => other.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

fuzz_target!(|text: &str| {
    let sql = quoted(text);
    for kind in ["table", "index", "view", "trigger"] {
        let answer = format!(
            r#"{{"schema": [["table", "t", "t", {sql}], ["{kind}", "n", "t", {sql}]],
            "tables": [["t", "table", 0, 1], ["n", "{kind}", 1, 0]],
            "columns": [["t", 0, "a", "INTEGER", 0, 1], ["t", 1, "b", "", 1, 0]],
            "indexes": [["n", 1]], "parts": [["n", 0, "a", 0, "BINARY"]], "foreign_keys": ["t"]}}"#
        );
        if let Ok(found) = read(&answer) {
            let once = comparable(&found.catalog);
            assert_eq!(comparable(&once), once);
        }
    }
});
