use std::time::Duration;

use dualect::migrate::ScriptFile;
use dualect::{Migration, MigrationErrorKind};

use crate::subject::{INIT, MORE, Subject};

const BROKEN: Migration<'static> = Migration {
    tag: "20260301120000_broken",
    up: "CREATE TABLE extra (x bigint);
--> statement-breakpoint
-- ä: the name is wrong
INSERT INTO extra
  SELECT id
  FROM nosuch;
",
    down: "",
};

#[tokio::test]
async fn a_failing_section_leaves_the_boundary_and_is_named_with_its_line() {
    let mut subject = Subject::new().await;
    let error = subject.migrate(&[INIT, BROKEN]).await.unwrap_err();
    let MigrationErrorKind::Section(failure) = error else {
        panic!("{error}")
    };
    assert_eq!(
        (failure.tag.as_str(), failure.file, failure.section),
        (BROKEN.tag, ScriptFile::Up, 2)
    );
    assert_eq!(
        (failure.line, failure.statement.as_str(), failure.kept),
        (6, "INSERT INTO extra", 0)
    );
    assert_eq!(failure.code.as_deref(), Some("42P01"));
    assert_eq!(subject.tables().await, ["children", "parents"]);
    assert_eq!(subject.recorded().await, [INIT.tag]);

    let mended = BROKEN.up.replace("nosuch", "parents");
    assert_eq!(
        subject
            .migrate(&[
                INIT,
                Migration {
                    up: &mended,
                    ..BROKEN
                }
            ])
            .await
            .unwrap()
            .tags,
        [BROKEN.tag]
    );
}

#[tokio::test]
async fn what_the_server_says_of_rows_is_not_repeated() {
    let mut subject = Subject::new().await;
    subject.migrate(&[INIT]).await.unwrap();
    subject
        .execute("INSERT INTO parents VALUES (1, 'secret'), (2, 'secret')")
        .await;
    let unique = Migration {
        up: "CREATE UNIQUE INDEX one_name ON parents (name);",
        ..BROKEN
    };
    let error = subject
        .migrate(&[INIT, unique])
        .await
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("one_name") && !error.contains("secret"),
        "{error}"
    );
}

#[tokio::test]
async fn a_deferred_violation_is_undone_with_its_migration() {
    let mut subject = Subject::new().await;
    let orphan = Migration {
        up: "ALTER TABLE children ALTER CONSTRAINT children_parent_id_fkey DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
INSERT INTO children VALUES (1, 99);",
        ..BROKEN
    };
    let error = subject
        .migrate(&[INIT, orphan])
        .await
        .unwrap_err()
        .to_string();
    assert!(
        error.contains(BROKEN.tag) && error.contains("children_parent_id_fkey"),
        "{error}"
    );
    assert_eq!(subject.recorded().await, [INIT.tag]);
}

#[tokio::test]
async fn a_file_cannot_end_the_migrators_transaction() {
    let mut subject = Subject::new().await;
    for statement in [
        "COMMIT",
        "START TRANSACTION",
        "PREPARE TRANSACTION 'a'",
        "ABORT",
    ] {
        let up = format!("CREATE TABLE extra (x bigint);\n--> statement-breakpoint\n{statement};");
        let error = subject
            .migrate(&[INIT, Migration { up: &up, ..BROKEN }])
            .await
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("cannot begin or end transactions"),
            "{error}"
        );
        assert_eq!(subject.tables().await, ["children", "parents"]);
    }
}

#[tokio::test]
async fn a_table_that_others_hold_is_not_waited_for_for_ever() {
    let mut subject = Subject::new().await;
    subject.migrate(&[INIT]).await.unwrap();
    let other = subject.database.connect().await;
    other
        .batch_execute("BEGIN; LOCK TABLE parents")
        .await
        .unwrap();
    subject.settings.lock_timeout = Duration::from_millis(100);
    subject.settings.lock_patience = Duration::from_millis(250);
    let error = subject
        .migrate(&[INIT, MORE])
        .await
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("lock timeout") && error.contains("tried 3 times"),
        "{error}"
    );
    other.batch_execute("ROLLBACK").await.unwrap();
    assert_eq!(
        subject.migrate(&[INIT, MORE]).await.unwrap().tags,
        [MORE.tag]
    );
    assert_eq!(subject.rows("SHOW lock_timeout").await, ["0"]);
}

#[tokio::test]
async fn a_table_that_others_let_go_of_is_got_by_trying_again() {
    let mut subject = Subject::new().await;
    subject.migrate(&[INIT]).await.unwrap();
    let other = subject.database.connect().await;
    other
        .batch_execute("BEGIN; LOCK TABLE parents")
        .await
        .unwrap();
    // A file says itself how long it waits; what the transaction did before is done again.
    let up = "CREATE TABLE notes (id bigint);
--> statement-breakpoint
SET LOCAL lock_timeout = '20ms';
--> statement-breakpoint
ALTER TABLE parents ADD COLUMN note text;";
    let patient = Migration { up, ..MORE };
    let watcher = subject.database.connect().await;
    let let_go = async {
        // Not before it has failed once: the server counts what was rolled back.
        let count =
            "SELECT xact_rollback > 0 FROM pg_stat_database WHERE datname = current_database()";
        loop {
            let row = watcher.query_one(count, &[]).await.unwrap();
            if row.get(0) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        other.batch_execute("ROLLBACK").await.unwrap();
    };
    let migrations = [INIT, patient];
    let (applied, ()) = tokio::join!(subject.migrate(&migrations), let_go);
    assert_eq!(applied.unwrap().tags, [MORE.tag]);
    assert_eq!(subject.tables().await, ["children", "notes", "parents"]);
}
