//! The same rebuild by hand, on rusqlite.

use std::path::Path;
use std::time::Instant;

use dualect_format::statements::sections;
use rusqlite::{Connection, OpenFlags};

use crate::Times;
use crate::project::{Key, Project};

/// The pragmas of the runtime's writing connection.
const PRAGMAS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
    PRAGMA trusted_schema = OFF; PRAGMA recursive_triggers = ON;";

/// What somebody writes who follows <https://www.sqlite.org/lang_altertable.html#otheralter> and trusts himself.
pub(crate) fn migrated(path: &Path, key: Key) -> Times {
    let connection = opened(path);
    let (key_type, key_check) = match key {
        Key::Uuid => (
            "BLOB",
            "CONSTRAINT events_id_check CHECK (length(id) = 16),",
        ),
        Key::Bigint => ("INTEGER", ""),
    };
    let table = format!(
        "CREATE TABLE new_events (
            id {key_type} NOT NULL,
            kind TEXT NOT NULL,
            note TEXT,
            amount INTEGER NOT NULL,
            total INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            CONSTRAINT events_pkey PRIMARY KEY (id),
            CONSTRAINT events_amount_check CHECK (amount BETWEEN -2147483648 AND 2147483647),
            CONSTRAINT events_created_at_check CHECK (created_at BETWEEN -62135596800000000 AND 253402207200999999),
            {key_check}
            CONSTRAINT events_kind_check CHECK (instr(kind, char(0)) = 0),
            CONSTRAINT events_note_check CHECK (instr(note, char(0)) = 0),
            CONSTRAINT in_range CHECK (amount >= 0 AND amount <= 1000000)
        ) STRICT;"
    );
    let start = Instant::now();
    let run = |sql: &str| {
        connection
            .execute_batch(sql)
            .unwrap_or_else(|error| panic!("{error}: {sql}"))
    };
    run("PRAGMA foreign_keys = OFF; BEGIN EXCLUSIVE;");
    run(&table);
    run(
        "INSERT INTO new_events (id, kind, note, amount, total, created_at)
         SELECT id, kind, note, amount, total, created_at FROM events;
         DROP TABLE events;
         ALTER TABLE new_events RENAME TO events;
         CREATE INDEX events_by_amount ON events (amount, created_at DESC);",
    );
    run("COMMIT; PRAGMA foreign_keys = ON;");
    let committed = start.elapsed();
    drop(connection);
    Times {
        committed,
        closed: start.elapsed(),
    }
}

/// What each statement of the migration takes.
pub(crate) fn parts(path: &Path, project: &Project) {
    let connection = opened(path);
    println!("| s | statement |\n|---|---|");
    let run = |sql: &str| {
        let start = Instant::now();
        connection
            .execute_batch(sql)
            .unwrap_or_else(|error| panic!("{error}: {sql}"));
        let line = sql.split_whitespace().collect::<Vec<_>>().join(" ");
        let line: String = line.chars().take(110).collect();
        println!("| {:.2} | `{line}` |", start.elapsed().as_secs_f64());
    };
    run("PRAGMA foreign_keys = OFF");
    run("BEGIN EXCLUSIVE");
    for section in sections(project.rebuild()) {
        run(section.text);
    }
    run("PRAGMA foreign_key_check");
    run("COMMIT");
    let start = Instant::now();
    drop(connection);
    println!("| {:.2} | closed |", start.elapsed().as_secs_f64());
}

/// That both ways came to the same.
pub(crate) fn assert_same(ours: &Path, theirs: &Path) {
    let [ours, theirs] = [ours, theirs].map(|path| {
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("it opens");
        let words = |sql: String| {
            let mut words: Vec<String> = sql
                .split(|at: char| !at.is_alphanumeric() && at != '_')
                .filter(|word| !word.is_empty())
                .map(str::to_lowercase)
                .collect();
            words.sort();
            words
        };
        let mut objects = connection
            .prepare("SELECT coalesce(sql, name) FROM sqlite_schema WHERE tbl_name = 'events' ORDER BY name")
            .expect("it is a database");
        let objects: Vec<Vec<String>> = objects
            .query_map([], |row| row.get(0))
            .expect("it is read")
            .map(|sql| words(sql.expect("it is read")))
            .collect();
        let rows: (i64, i64, i64) = connection
            .query_row(
                "SELECT count(*), sum(amount), sum(length(note)) FROM events NOT INDEXED",
                [],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .expect("it is read");
        (objects, rows)
    });
    assert_eq!(ours, theirs);
}

fn opened(path: &Path) -> Connection {
    let connection = Connection::open(path).expect("the database opens");
    connection
        .execute_batch(PRAGMAS)
        .expect("the pragmas are set");
    connection
}
