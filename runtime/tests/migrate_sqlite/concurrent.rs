use std::sync::Barrier;
use std::time::{Duration, Instant};

use dualect::migrate::sqlite;
use dualect::{Migration, MigrationErrorKind};

use crate::subject::{INIT, MORE, Subject, open, scripts};

#[test]
fn migrators_that_start_at_once_apply_each_migration_once() {
    const MIGRATORS: usize = 6;
    let subject = Subject::new();
    let tags: Vec<String> = (0..8)
        .map(|n| format!("202602020000{n:02}_step_{n}"))
        .collect();
    let ups: Vec<String> = (0..8)
        .map(|n| format!("CREATE TABLE step_{n} (x INTEGER);"))
        .collect();
    let rebuild = Migration {
        tag: "20260203000000_hoisted",
        up: "PRAGMA foreign_keys=OFF;\n--> statement-breakpoint\nCREATE TABLE hoisted (x INTEGER);",
        down: "",
    };
    let mut migrations = vec![INIT, MORE, rebuild];
    migrations.extend(
        tags.iter()
            .zip(&ups)
            .map(|(tag, up)| Migration { tag, up, down: "" }),
    );
    let scripts = scripts(&migrations).unwrap();
    let path = subject.connection.path().unwrap();
    let barrier = Barrier::new(MIGRATORS);
    let mut applied: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..MIGRATORS)
            .map(|_| {
                scope.spawn(|| {
                    let mut connection = open(path.as_ref());
                    barrier.wait();
                    let applied =
                        sqlite::migrate(&mut connection, &scripts, &subject.settings).unwrap();
                    assert!(applied.out_of_order.is_empty());
                    applied.tags
                })
            })
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    });
    applied.sort();
    let mut expected: Vec<String> = migrations
        .iter()
        .map(|migration| migration.tag.to_owned())
        .collect();
    expected.sort();
    assert_eq!(applied, expected);
    assert_eq!(
        subject.rows("SELECT name FROM __drizzle_migrations ORDER BY id"),
        expected
    );
}

#[test]
fn a_migrator_that_waits_too_long_says_so() {
    let mut subject = Subject::new();
    let other = subject.another_connection();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    subject.settings.lock_wait = Duration::from_millis(200);
    let started = Instant::now();
    let error = subject.migrate(&[INIT]).unwrap_err();
    assert!(
        matches!(error, MigrationErrorKind::Locked { .. }),
        "{error}"
    );
    assert!(started.elapsed() >= Duration::from_millis(150));
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(subject.migrate(&[INIT]).unwrap().tags, [INIT.tag]);
}

#[test]
fn a_migrator_waits_without_write_ahead_logging_too() {
    let subject = Subject::new();
    subject.execute("PRAGMA journal_mode = DELETE");
    let path = subject.connection.path().unwrap().to_owned();
    let mut subject = subject;
    std::thread::scope(|scope| {
        let other = rusqlite::Connection::open(&path).unwrap();
        other.execute_batch("BEGIN EXCLUSIVE").unwrap();
        scope.spawn(move || {
            std::thread::sleep(Duration::from_millis(300));
            other.execute_batch("COMMIT").unwrap();
        });
        assert_eq!(subject.migrate(&[INIT]).unwrap().tags, [INIT.tag]);
    });
}

#[test]
fn a_reader_sees_the_old_or_the_new_schema_and_a_migrated_database_waits_for_no_writer() {
    let mut subject = Subject::new();
    subject.migrate(&[INIT]).unwrap();
    let other = subject.another_connection();
    other
        .execute_batch("BEGIN IMMEDIATE; INSERT INTO parents VALUES (1, 'a')")
        .unwrap();
    let started = Instant::now();
    assert!(subject.migrate(&[INIT]).unwrap().tags.is_empty());
    assert!(started.elapsed() < Duration::from_secs(1));
}
