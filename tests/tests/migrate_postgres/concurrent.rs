use std::time::Duration;

use dualect::migrate::postgres;
use dualect::{Migration, MigrationErrorKind};

use crate::subject::{INIT, MORE, Subject, scripts};

#[tokio::test(flavor = "multi_thread")]
async fn migrators_that_start_at_once_apply_each_migration_once() {
    let subject = Subject::new().await;
    let tags: Vec<String> = (0..8)
        .map(|n| format!("202602020000{n:02}_step_{n}"))
        .collect();
    let ups: Vec<String> = (0..8)
        .map(|n| format!("CREATE TABLE step_{n} (x bigint);"))
        .collect();
    let indexed = Migration {
        tag: "20260203000000_indexed",
        up: "CREATE INDEX CONCURRENTLY a ON parents (name);\n--> statement-breakpoint\nCREATE INDEX CONCURRENTLY b ON parents (name);",
        down: "",
    };
    let mut migrations = vec![INIT, MORE, indexed];
    migrations.extend(
        tags.iter()
            .zip(&ups)
            .map(|(tag, up)| Migration { tag, up, down: "" }),
    );
    let scripts = scripts(&migrations).unwrap();
    let mut tasks = Vec::new();
    for _ in 0..6 {
        let mut client = subject.database.connect().await;
        let (scripts, settings) = (scripts.clone(), subject.settings.clone());
        tasks.push(tokio::spawn(async move {
            postgres::migrate(&mut client, &scripts, &settings)
                .await
                .unwrap()
                .tags
        }));
    }
    let mut applied = Vec::new();
    for task in tasks {
        applied.extend(task.await.unwrap());
    }
    applied.sort();
    let mut expected: Vec<String> = migrations
        .iter()
        .map(|migration| migration.tag.to_owned())
        .collect();
    expected.sort();
    assert_eq!(applied, expected);
    assert_eq!(subject.recorded().await, expected);
}

#[tokio::test]
async fn a_migrator_that_waits_too_long_says_so_and_the_lock_goes_with_its_session() {
    let mut subject = Subject::new().await;
    let other = subject.database.connect().await;
    other
        .execute("SELECT pg_advisory_lock($1)", &[&postgres::LOCK_KEY])
        .await
        .unwrap();
    subject.settings.lock_wait = Duration::from_millis(200);
    let error = subject.migrate(&[INIT]).await.unwrap_err();
    assert!(
        matches!(error, MigrationErrorKind::Locked { .. }),
        "{error}"
    );
    drop(other);
    subject.settings.lock_wait = Duration::from_secs(10);
    assert_eq!(subject.migrate(&[INIT]).await.unwrap().tags, [INIT.tag]);
    let locks = subject
        .rows(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        )
        .await;
    assert_eq!(locks, ["0"], "the lock is given back with the work");
}

#[tokio::test]
async fn a_run_that_fails_gives_the_lock_back_too() {
    let mut subject = Subject::new().await;
    subject
        .migrate(&[Migration {
            up: "nonsense",
            ..INIT
        }])
        .await
        .unwrap_err();
    let other = subject.database.connect().await;
    let free: bool = other
        .query_one("SELECT pg_try_advisory_lock($1)", &[&postgres::LOCK_KEY])
        .await
        .unwrap()
        .get(0);
    assert!(free);
}
