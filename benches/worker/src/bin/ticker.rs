//! What a task that wakes every millisecond notices of others' SQLite calls: how late it comes, while sixteen tasks do nothing but call
//! a generated function, and while they do the same by hand in `spawn_blocking`.
//!
//! `cargo run --release -p dualect-bench-worker --bin ticker` in `benches/` prints the table that `RESULTS.md` keeps.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ash_db::MIGRATIONS;
use ash_db::runners::{self, NewRunner};
use dualect::{Db, Options, Synchronous};
use dualect_measure::{READERS, ROWS, key};
use rusqlite::{Connection, params};
use tokio::runtime::{Builder, Runtime};

const TASKS: usize = 16;
const FOR: Duration = Duration::from_secs(3);
const TICK: Duration = Duration::from_millis(1);

#[derive(Debug, Clone, Copy)]
enum Work {
    Nothing,
    Get,
    List,
    Insert,
    GetByHand,
    ListByHand,
}

impl Work {
    const ALL: [(&'static str, Self); 6] = [
        ("nothing", Self::Nothing),
        ("get", Self::Get),
        ("get by hand, `spawn_blocking`", Self::GetByHand),
        ("list of 100", Self::List),
        ("list of 100 by hand, `spawn_blocking`", Self::ListByHand),
        ("insert", Self::Insert),
    ];
}

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ticker.db");
    println!("| 16 tasks on SQLite | runtime | calls a second | median | 99 % | 99.9 % | latest |");
    println!("|---|---|---|---|---|---|---|");
    for (name, threads) in [("current-thread", 1), ("multi-thread", 2)] {
        for (what, work) in Work::ALL {
            let runtime = runtime(threads);
            let (calls, late) = runtime.block_on(async {
                // On a task of its own, as everything in an application is.
                let path = path.clone();
                tokio::spawn(async move { watch(&path, work).await })
                    .await
                    .expect("a round that passes")
            });
            let at = |share: f64| late[((late.len() - 1) as f64 * share) as usize].as_micros();
            println!(
                "| {what} | {name} | {} | {} µs | {} µs | {} µs | {} µs |",
                calls / FOR.as_secs(),
                at(0.5),
                at(0.99),
                at(0.999),
                at(1.0)
            );
        }
    }
}

fn runtime(threads: usize) -> Runtime {
    let mut builder = if threads == 1 {
        Builder::new_current_thread()
    } else {
        Builder::new_multi_thread()
    };
    builder
        .worker_threads(threads)
        .enable_all()
        .build()
        .expect("a runtime")
}

/// How many calls passed, and how late each tick was, sorted.
async fn watch(path: &Path, work: Work) -> (u64, Vec<Duration>) {
    let options = Options::new()
        .url(format!("sqlite:{}", path.display()))
        .readers(READERS)
        .synchronous(Synchronous::Normal);
    let db = Db::connect_with(options).await.expect("the database");
    db.migrate(&MIGRATIONS).await.expect("the tables");
    if runners::count(&db).await.expect("a count") == 0 {
        let rows = (0..ROWS).map(|number| NewRunner::new(key(number), "localhost", 8080));
        runners::insert_many(&db, rows.collect())
            .await
            .expect("the rows");
    }
    let stop = Arc::new(AtomicBool::new(false));
    let calls = Arc::new(AtomicU64::new(0));
    let connections = Arc::new(Mutex::new(
        (0..READERS).map(|_| open(path)).collect::<Vec<_>>(),
    ));
    let tasks: Vec<_> = (0..TASKS)
        .map(|task| {
            let (db, stop, calls) = (db.clone(), Arc::clone(&stop), Arc::clone(&calls));
            let connections = Arc::clone(&connections);
            tokio::spawn(async move {
                let mut number = task * 1_000;
                while !stop.load(Ordering::Relaxed) {
                    call(&db, &connections, work, number).await;
                    number += 1;
                    calls.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    let late = tick().await;
    stop.store(true, Ordering::Relaxed);
    let calls = calls.load(Ordering::Relaxed);
    for task in tasks {
        task.await.expect("a task that passes");
    }
    let fresh = Connection::open(path).expect("the database");
    fresh
        .execute_batch("PRAGMA busy_timeout = 5000; DELETE FROM runners WHERE id >= 'z'")
        .expect("a clean table");
    db.close().await.expect("an end");
    (calls, late)
}

async fn tick() -> Vec<Duration> {
    let mut late = Vec::new();
    let begun = Instant::now();
    while begun.elapsed() < FOR {
        let due = Instant::now() + TICK;
        tokio::time::sleep_until(due.into()).await;
        late.push(due.elapsed());
    }
    late.sort();
    late
}

async fn call(db: &Db, connections: &Arc<Mutex<Vec<Connection>>>, work: Work, number: usize) {
    match work {
        Work::Nothing => tokio::time::sleep(TICK).await,
        Work::Get => {
            let row = runners::get(db, &key(number % ROWS)).await;
            assert!(row.expect("a row").is_some());
        }
        Work::List => {
            let page = runners::page(db, None, 100).await.expect("rows");
            assert_eq!(page.rows.len(), 100);
        }
        Work::Insert => {
            let new = NewRunner::new(format!("z-{}", dualect::new_uuid_v7()), "localhost", 8080);
            runners::insert(db, new).await.expect("a row");
        }
        Work::GetByHand => {
            let sql = "SELECT * FROM runners WHERE id = ?1";
            by_hand(connections, sql, key(number % ROWS)).await;
        }
        Work::ListByHand => {
            let sql = "SELECT * FROM runners WHERE id > ?1 ORDER BY id LIMIT 101";
            by_hand(connections, sql, String::new()).await;
        }
    }
}

async fn by_hand(connections: &Arc<Mutex<Vec<Connection>>>, sql: &'static str, parameter: String) {
    let connections = Arc::clone(connections);
    let done = tokio::task::spawn_blocking(move || {
        let connection = loop {
            if let Some(connection) = connections.lock().expect("the connections").pop() {
                break connection;
            }
            std::thread::yield_now();
        };
        let rows = read(&connection, sql, &parameter);
        connections
            .lock()
            .expect("the connections")
            .push(connection);
        rows
    });
    assert!(done.await.expect("rows") > 0);
}

fn read(connection: &Connection, sql: &str, parameter: &str) -> usize {
    let mut statement = connection.prepare_cached(sql).expect("a statement");
    let rows = statement.query_map(params![parameter], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, String>(1)?,
            row.get::<_, i64>(6)?,
        ))
    });
    rows.expect("rows").map(|row| row.expect("a row")).count()
}

fn open(path: &Path) -> Connection {
    let connection = Connection::open(path).expect("the database");
    connection
        .execute_batch("PRAGMA busy_timeout = 5000")
        .expect("the settings");
    connection
}
