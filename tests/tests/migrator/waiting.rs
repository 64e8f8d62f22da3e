//! `--lock-timeout`: how long a migrator waits for another one.

use std::time::{Duration, Instant};

use dualect::migrate::postgres::LOCK_KEY;
use dualect_cli::Exit;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use crate::shop::{recorded, shop};

/// What another migrator holds while it is at work.
enum Held {
    Sqlite(rusqlite::Connection),
    Postgres(tokio_postgres::Client),
}

async fn hold(database: &Database) -> Held {
    match database {
        Database::Sqlite(database) => {
            let connection = database.connect();
            connection.execute_batch("BEGIN EXCLUSIVE").unwrap();
            Held::Sqlite(connection)
        }
        Database::Postgres(database) => {
            let client = database.connect().await;
            client
                .execute("SELECT pg_advisory_lock($1)", &[&LOCK_KEY])
                .await
                .unwrap();
            Held::Postgres(client)
        }
    }
}

async fn release(held: Held) {
    match held {
        Held::Sqlite(connection) => connection.execute_batch("ROLLBACK").unwrap(),
        Held::Postgres(client) => {
            client
                .execute("SELECT pg_advisory_unlock($1)", &[&LOCK_KEY])
                .await
                .unwrap();
        }
    }
}

both_engines! {
    async fn who_does_not_get_the_lock_in_time_gives_up_and_says_so(database: Database) {
        let (project, tags) = shop();
        // A file that is new would be locked against being opened.
        project.run(&["db-migrate", "--to", &tags[0]], Some(&database)).assert_ended(Exit::Done);
        let held = hold(&database).await;
        let started = Instant::now();
        let ran = project.run(&["db-migrate", "--lock-timeout", "300ms"], Some(&database));
        ran.assert_ended(Exit::Database);
        assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
        assert!(ran.err.contains("note: another migrator is at work here: waiting for it"), "{}", ran.err);
        assert!(ran.err.contains("another migrator holds the database: gave up after 0.3 s"), "{}", ran.err);
        release(held).await;
        project.run(&["db-migrate", "--lock-timeout", "300ms"], Some(&database)).assert_ended(Exit::Done);
        assert_eq!(recorded(&database).await, tags);
        let ran = project.run(&["db-migrate", "--lock-timeout", "soon"], Some(&database));
        ran.assert_ended(Exit::Wrong);
    }
}
