//! The rows, the same in every run.

use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, params};

use crate::project::Key;

/// One row of the child table for so many of the parent's.
const CHILDREN: usize = 10;

/// Fills the tables of a database that has none yet, and leaves no log beside it.
pub(crate) fn fill(path: &Path, key: Key, rows: usize) {
    const KINDS: [&str; 5] = ["opened", "changed", "sent", "read", "closed"];
    let mut connection = Connection::open(path).expect("the database opens");
    connection
        .execute_batch(
            "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;",
        )
        .expect("the pragmas are set");
    let transaction = connection.transaction().expect("a transaction begins");
    // Built at the end, in one go, as the migration builds it.
    let index: String = transaction
        .query_row(
            "SELECT sql FROM sqlite_schema WHERE name = 'events_by_amount'",
            [],
            |row| row.get(0),
        )
        .expect("the index is there");
    transaction
        .execute_batch("DROP INDEX events_by_amount")
        .expect("it goes");
    {
        let mut event = transaction
            .prepare("INSERT INTO events (id, kind, note, amount, total, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
            .expect("the columns are there");
        let mut tag = transaction
            .prepare("INSERT INTO event_tags (id, event_id, tag) VALUES (?1, ?2, ?3)")
            .expect("the columns are there");
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        for number in 0..rows {
            let id = key_of(key, number, &mut random);
            let note =
                (number % 3 > 0).then(|| format!("note {:x} of what happened", random.next()));
            let amount = (random.next() % 1_000_000) as i64;
            let total = (random.next() >> 20) as i64;
            let created = 1_767_225_600_000_000_i64 + (number as i64) * 1_000;
            event
                .execute(params![
                    id,
                    KINDS[number % KINDS.len()],
                    note,
                    amount,
                    total,
                    created
                ])
                .expect("the row is taken");
            if number % CHILDREN == 0 {
                tag.execute(params![number as i64, id, "first"])
                    .expect("the row is taken");
            }
        }
    }
    transaction
        .execute_batch(&index)
        .expect("the index is built");
    transaction.commit().expect("it is committed");
    connection
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .expect("the log is put back");
}

/// As UUIDs of version 7 are: ascending, with a random end.
fn key_of(key: Key, number: usize, random: &mut Random) -> Value {
    match key {
        Key::Bigint => Value::Integer(number as i64 + 1),
        Key::Uuid => {
            let milliseconds = 1_767_225_600_000_u64 + (number as u64) / 4;
            let mut bytes = [0; 16];
            bytes[..6].copy_from_slice(&milliseconds.to_be_bytes()[2..]);
            bytes[6..8].copy_from_slice(&(0x7000 | (number as u16) % 4).to_be_bytes());
            bytes[8..].copy_from_slice(&(random.next() >> 2 | 1 << 63).to_be_bytes());
            Value::Blob(bytes.to_vec())
        }
    }
}

/// Xorshift: <https://www.jstatsoft.org/article/view/v008i14>.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}
