//! What a subscriber is told: each call by its function's name, how many rows and how long; what was slow; and never a value.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod runtime_fixture;

use std::cell::RefCell;
use std::io::{self, Write};
use std::sync::Once;
use std::time::Duration;

use dualect::query::{Statement, TableInfo};
use dualect::types::Json;
use dualect::{Db, Options};
use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};
use runtime_fixture::members::{self, Member};
use runtime_fixture::{connect, teams};
use tracing_subscriber::fmt::format::FmtSpan;

thread_local! {
    /// All that was told on this thread, which is one test's.
    static HEARD: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// What this thread is told from now on, at every level.
struct Heard;

impl Heard {
    /// One subscriber for all tests: what a callsite is asked for is kept for the whole process.
    fn listen() -> Self {
        static LISTENING: Once = Once::new();
        LISTENING.call_once(|| {
            tracing_subscriber::fmt()
                .with_max_level(tracing::Level::TRACE)
                .with_span_events(FmtSpan::NEW | FmtSpan::CLOSE)
                .with_ansi(false)
                .with_writer(|| Heard)
                .init();
        });
        HEARD.take();
        Self
    }

    fn text(&self) -> String {
        let Self = self;
        String::from_utf8(HEARD.with_borrow(Clone::clone)).unwrap()
    }

    /// The lines that speak of this function's end.
    fn ends_of(&self, query: &str) -> Vec<String> {
        let text = self.text();
        let name = format!("query=\"{query}\"");
        let of = |line: &&str| line.contains(&name) && line.contains("close");
        text.lines().filter(of).map(str::to_owned).collect()
    }
}

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        HEARD.with_borrow_mut(|heard| heard.extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

static WRONG: Statement = Statement::read_per_dialect(
    "wrong",
    &TableInfo::NONE,
    "SELECT json_extract($1, '$.a')",
    "SELECT ($1::text)::bigint",
);

static JSON: Statement =
    Statement::read_per_dialect("json", &TableInfo::NONE, "SELECT $1", "SELECT $1::jsonb");

/// Stands in no text of ours, however it is written.
const SECRET: &str = "zz-somebodys-secret-zz";

both_engines! {
    async fn each_call_is_a_span_with_its_rows_and_its_time(database: Database) {
        let db = connect(&database).await;
        let heard = Heard::listen();
        for name in ["a", "b", "c"] {
            teams::insert(&db, dualect::new_uuid_v7(), name).await.unwrap();
        }
        teams::list(&db).await.unwrap();
        teams::get(&db, dualect::new_uuid_v7()).await.unwrap();
        db.transaction(async |tx| teams::count(&tx).await.map(drop)).await.unwrap();
        let dialect = format!("dialect=\"{}\"", database.engine());
        for (query, calls, rows) in [("teams::insert", 3, 1), ("teams::list", 1, 3), ("teams::get", 1, 0), ("teams::count", 1, 1)] {
            let ends = heard.ends_of(query);
            assert_eq!(ends.len(), calls, "{query}: {}", heard.text());
            for end in ends {
                for part in [format!("rows={rows} "), dialect.clone(), "elapsed_us=".to_owned(), "dualect::query".to_owned()] {
                    assert!(end.contains(&part), "{part}: {end}");
                }
                assert!(!end.contains("error="), "{end}");
            }
        }
        assert!(!heard.text().contains("slow query"), "{}", heard.text());
    }

    /// In what succeeds, in what is refused, and in what fails for a reason that the database tells with the value in it.
    async fn no_value_is_ever_told(database: Database) {
        let db = connect(&database).await;
        let heard = Heard::listen();
        let team = teams::insert(&db, dualect::new_uuid_v7(), SECRET).await.unwrap();
        let twice = teams::insert(&db, dualect::new_uuid_v7(), SECRET).await;
        twice.unwrap_err();
        let refused = teams::insert(&db, dualect::new_uuid_v7(), &format!("{SECRET}\0")).await;
        refused.unwrap_err();
        let member = Member { email: SECRET.to_owned(), age: Some(7_654_321), ..Member::new(1, team.id) };
        members::insert(&db, member.clone()).await.unwrap();
        members::insert(&db, Member { id: 2, age: Some(-7_654_321), email: format!("{SECRET}2"), ..member.clone() }).await.unwrap_err();
        // A team that is not there, and a text that is no number.
        members::insert(&db, Member { id: 3, team_id: dualect::new_uuid_v7(), email: format!("{SECRET}3"), ..member }).await.unwrap_err();
        db.fetch_value::<i64>(&WRONG, vec![SECRET.into()]).await.unwrap_err();
        let json: Json = serde_json::json!({ SECRET: [SECRET] });
        let _ = db.fetch_value::<Json>(&JSON, vec![json.into()]).await.unwrap();
        let text = heard.text();
        assert_eq!(heard.ends_of("teams::insert").iter().filter(|end| end.contains("error=")).count(), 1, "{text}");
        assert!(text.contains("unique constraint `teams_name_key`"), "{text}");
        for value in [SECRET, "7654321", &team.id.to_string(), &team.id.simple().to_string()] {
            assert!(!text.contains(value), "{value}: {text}");
        }
        // Nor a statement's text, in which somebody may have written one.
        assert!(!text.contains("INSERT INTO"), "{text}");
    }

    async fn what_takes_longer_than_the_threshold_is_warned_of(database: Database) {
        static SLOW: Statement = Statement::read_per_dialect(
            "slow_one",
            &TableInfo::NONE,
            "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 1000000) SELECT count(*) FROM n",
            "SELECT 1::bigint FROM pg_sleep(0.2)",
        );
        static QUICK: Statement = Statement::read("quick_one", &TableInfo::NONE, "SELECT CAST(1 AS bigint)");
        let options = Options::new().url(database.url()).slow_query(Duration::from_millis(50));
        let db = Db::connect_with(options).await.unwrap();
        let heard = Heard::listen();
        db.fetch_value::<i64>(&SLOW, vec![]).await.unwrap();
        // In a transaction as well.
        db.transaction(async |tx| tx.fetch_value::<i64>(&SLOW, vec![]).await).await.unwrap();
        let text = heard.text();
        let warned: Vec<&str> = text.lines().filter(|line| line.contains("slow query")).collect();
        // A transaction may be run again.
        assert!(warned.len() >= 2, "{text}");
        for line in warned {
            assert!(line.contains(" WARN ") && line.contains("dualect::slow") && line.contains("query=\"slow_one\""), "{line}");
        }
        // Whatever a busy machine does to it.
        let options = Options::new().url(database.url()).slow_query(Duration::from_secs(600));
        let db = Db::connect_with(options).await.unwrap();
        let heard = Heard::listen();
        db.fetch_value::<i64>(&QUICK, vec![]).await.unwrap();
        assert!(heard.text().contains("quick_one") && !heard.text().contains("slow query"), "{}", heard.text());
    }
}

/// A rollback that nobody waits for is still to be done for a moment.
async fn until_waiting(db: &Db, count: usize) {
    for _ in 0..500 {
        if db.pool_status().waiting == count {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("not {count} wait: {db} {:?}", db.pool_status());
}

#[tokio::test]
async fn who_waits_for_a_connection_is_counted() {
    for engine in Engine::ALL {
        let database = engine.database().await;
        let options = Options::new().url(database.url()).pool_size(2).readers(1);
        let db = Db::connect_with(options).await.unwrap();
        let status = db.pool_status();
        assert_eq!((status.max, status.waiting), (2, 0), "{engine}: {status:?}");
        assert_eq!(status.open, status.idle, "{engine}: {status:?}");
        // SQLite has one connection that writes, Postgres two that do anything.
        let taken = [db.begin().await.unwrap()];
        let more = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(db.begin().await.unwrap()),
        };
        let waiting = {
            let db = db.clone();
            tokio::spawn(async move { db.begin().await.map(drop) })
        };
        until_waiting(&db, 1).await;
        for transaction in taken.into_iter().chain(more) {
            transaction.rollback().await.unwrap();
        }
        waiting.await.unwrap().unwrap();
        until_waiting(&db, 0).await;
        // A future that is dropped waits no more.
        let _held = db.begin().await.unwrap();
        let _too = db.begin_with(dualect::Isolation::ReadCommitted);
        let impatient = tokio::time::timeout(Duration::from_millis(20), async {
            let _second = db.begin().await;
            db.begin().await.map(drop)
        });
        drop(impatient.await);
        until_waiting(&db, 0).await;
    }
}
