//! What a careful person writes on rusqlite for the same work, with the same texts.

use ash_db::runners::Runner;
use dualect::types::Timestamp;
use dualect_measure::{BlockingPeer, New};
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter, types::Value};

const COLUMNS: &str =
    "id, host, port, max_sandboxes, active_count, warming_count, last_heartbeat_at, registered_at";

/// A connection, and the texts that it prepares once.
pub struct ByHand {
    connection: Connection,
    get: String,
    page: String,
    insert: String,
    update: String,
    bulk: [String; 2],
}

/// How many rows one statement of a bulk insert has.
const CHUNK: usize = 64;

/// A connection with the settings of the runtime's.
pub fn open(url: &str) -> ByHand {
    let path = url.strip_prefix("sqlite:").expect("an SQLite URL");
    let connection = Connection::open(path).expect("the database");
    let settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; \
                    PRAGMA case_sensitive_like = ON; PRAGMA busy_timeout = 5000";
    connection.execute_batch(settings).expect("the settings");
    connection.set_prepared_statement_cache_capacity(64);
    let bulk = |rows: usize| {
        let rows: Vec<String> = (0..rows)
            .map(|row| {
                let columns: Vec<String> = (1..=8)
                    .map(|column| format!("?{}", row * 8 + column))
                    .collect();
                format!("({})", columns.join(", "))
            })
            .collect();
        format!("INSERT INTO runners ({COLUMNS}) VALUES {}", rows.join(", "))
    };
    ByHand {
        connection,
        get: format!("SELECT {COLUMNS} FROM runners WHERE id = ?1"),
        page: format!("SELECT {COLUMNS} FROM runners ORDER BY id LIMIT ?1"),
        insert: format!(
            "INSERT INTO runners ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING {COLUMNS}"
        ),
        update: format!(
            "UPDATE runners SET host = ?2, port = ?3, \
             max_sandboxes = CASE WHEN ?9 THEN ?4 ELSE max_sandboxes END, \
             active_count = CASE WHEN ?10 THEN ?5 ELSE active_count END, \
             warming_count = CASE WHEN ?11 THEN ?6 ELSE warming_count END, \
             last_heartbeat_at = CASE WHEN ?12 THEN ?7 ELSE last_heartbeat_at END, \
             registered_at = CASE WHEN ?13 THEN ?8 ELSE registered_at END \
             WHERE id = ?1 AND (host IS DISTINCT FROM ?2 OR port IS DISTINCT FROM ?3 \
             OR (?9 AND max_sandboxes IS DISTINCT FROM ?4) OR (?10 AND active_count IS DISTINCT FROM ?5) \
             OR (?11 AND warming_count IS DISTINCT FROM ?6) OR (?12 AND last_heartbeat_at IS DISTINCT FROM ?7) \
             OR (?13 AND registered_at IS DISTINCT FROM ?8)) RETURNING {COLUMNS}"
        ),
        bulk: [bulk(CHUNK), bulk(1)],
    }
}

impl ByHand {
    fn one(&self, sql: &str, parameters: impl rusqlite::Params) -> Option<Runner> {
        let mut statement = self.connection.prepare_cached(sql).expect("a statement");
        statement
            .query_row(parameters, read)
            .optional()
            .expect("a row")
    }

    fn insert_one(&self, new: &New, now: Timestamp) -> Option<Runner> {
        let now = now.as_microsecond();
        let New { id, host, port } = new;
        self.one(&self.insert, params![id, host, port, 100, 0, 0, now, now])
    }

    fn control(&self, sql: &str) {
        let mut statement = self.connection.prepare_cached(sql).expect("a statement");
        statement.execute([]).expect("a statement that passes");
    }
}

impl BlockingPeer for ByHand {
    fn get(&mut self, key: &str) -> bool {
        self.one(&self.get, [key]).is_some()
    }

    fn list(&mut self, limit: u32) -> usize {
        let mut statement = self
            .connection
            .prepare_cached(&self.page)
            .expect("a statement");
        let rows = statement.query_map([limit + 1], read).expect("rows");
        let mut rows: Vec<Runner> = rows.map(|row| row.expect("a row")).collect();
        rows.truncate(limit as usize);
        rows.len()
    }

    fn insert(&mut self, new: &New) {
        assert!(self.insert_one(new, Timestamp::now()).is_some());
    }

    fn insert_in_transaction(&mut self, new: &[New]) {
        self.control("BEGIN IMMEDIATE");
        // One time for all, as a transaction has: the index over it is slower for rows of one time.
        let now = Timestamp::now();
        for new in new {
            assert!(self.insert_one(new, now).is_some());
        }
        self.control("COMMIT");
    }

    fn bulk(&mut self, new: &[New]) {
        self.control("BEGIN IMMEDIATE");
        let [many, one] = &self.bulk;
        let now = Timestamp::now().as_microsecond();
        let insert = |sql: &str, rows: &[New]| {
            let values = rows.iter().flat_map(|new| {
                [
                    Value::Text(new.id.clone()),
                    Value::Text(new.host.clone()),
                    Value::Integer(new.port.into()),
                    Value::Integer(100),
                    Value::Integer(0),
                    Value::Integer(0),
                    Value::Integer(now),
                    Value::Integer(now),
                ]
            });
            let mut statement = self.connection.prepare_cached(sql).expect("a statement");
            statement.execute(params_from_iter(values)).expect("rows");
        };
        let chunks = new.chunks_exact(CHUNK);
        let rest = chunks.remainder();
        chunks.for_each(|chunk| insert(many, chunk));
        rest.chunks(1).for_each(|row| insert(one, row));
        self.control("COMMIT");
    }

    fn upsert(&mut self, new: &New) {
        self.control("BEGIN IMMEDIATE");
        if self.one(&self.get, [&new.id]).is_some() {
            let now = Timestamp::now().as_microsecond();
            let New { id, host, port } = new;
            self.one(
                &self.update,
                params![
                    id, host, port, 100, 0, 0, now, now, false, false, false, false, false
                ],
            );
        } else {
            self.insert_one(new, Timestamp::now());
        }
        self.control("COMMIT");
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Runner> {
    let instant = |column| {
        Ok::<_, rusqlite::Error>(Timestamp::from_microsecond(row.get(column)?).expect("an instant"))
    };
    Ok(Runner {
        id: row.get(0)?,
        host: row.get(1)?,
        port: row.get(2)?,
        max_sandboxes: row.get(3)?,
        active_count: row.get(4)?,
        warming_count: row.get(5)?,
        last_heartbeat_at: instant(6)?,
        registered_at: instant(7)?,
    })
}
