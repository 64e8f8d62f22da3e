//! Sections that Postgres takes only outside a transaction, and runs that were broken off around them.

use dualect::{Migration, MigrationErrorKind};

use crate::subject::{INIT, MORE, Subject, scripts};

const INDEXED: Migration<'static> = Migration {
    tag: "20260301120000_indexed",
    up: "ALTER TABLE parents ADD COLUMN code text;
--> statement-breakpoint
CREATE UNIQUE INDEX CONCURRENTLY parents_name_key ON parents (name);
--> statement-breakpoint
VACUUM (ANALYZE) parents;
--> statement-breakpoint
CREATE INDEX parents_by_code ON parents (code);
",
    down: "DROP INDEX parents_by_code;
--> statement-breakpoint
DROP INDEX CONCURRENTLY parents_name_key;
--> statement-breakpoint
ALTER TABLE parents DROP COLUMN code;
",
};

async fn indexes(subject: &Subject) -> Vec<String> {
    let sql =
        "SELECT c.relname, i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE i.indrelid = 'parents'::regclass ORDER BY 1";
    subject.rows(sql).await
}

const ALL_INDEXES: [&str; 3] = ["parents_by_code|t", "parents_name_key|t", "parents_pkey|t"];

#[tokio::test]
async fn they_are_run_where_they_can_be_and_go_back_as_well() {
    let mut subject = Subject::new().await;
    assert_eq!(
        subject.migrate(&[INIT, INDEXED]).await.unwrap().tags,
        [INIT.tag, INDEXED.tag]
    );
    assert_eq!(indexes(&subject).await, ALL_INDEXES);
    assert_eq!(subject.notes().await[1], "20260301120000_indexed|4|applied");
    assert_eq!(
        subject.rollback(&[INIT, INDEXED], 1).await.unwrap().tags,
        [INDEXED.tag]
    );
    assert_eq!(indexes(&subject).await, ["parents_pkey|t"]);
    assert_eq!(subject.notes().await.len(), 1);
}

#[tokio::test]
async fn a_run_that_failed_in_one_goes_on_there_once_the_cause_is_gone() {
    let mut subject = Subject::new().await;
    subject.migrate(&[INIT]).await.unwrap();
    subject
        .execute("INSERT INTO parents VALUES (1, 'a'), (2, 'a')")
        .await;
    for _ in 0..2 {
        let error = subject.migrate(&[INIT, INDEXED]).await.unwrap_err();
        let MigrationErrorKind::Section(failure) = error else {
            panic!("{error}")
        };
        assert_eq!((failure.section, failure.line, failure.kept), (2, 3, 1));
        assert_eq!(subject.notes().await[1], "20260301120000_indexed|1|partial");
        assert_eq!(indexes(&subject).await, ["parents_pkey|t"]);
    }
    let pending = &subject.status(&[INIT, INDEXED]).await.pending[0];
    assert_eq!(
        (pending.tag.as_str(), pending.resumes_at),
        (INDEXED.tag, Some(2))
    );
    let error = subject.rollback(&[INIT, INDEXED], 1).await.unwrap_err();
    assert!(
        matches!(error, MigrationErrorKind::Interrupted { .. }),
        "{error}"
    );

    subject.execute("DELETE FROM parents WHERE id = 2").await;
    assert_eq!(
        subject.migrate(&[INIT, INDEXED]).await.unwrap().tags,
        [INDEXED.tag]
    );
    assert_eq!(indexes(&subject).await, ALL_INDEXES);
}

#[tokio::test]
async fn what_was_not_run_yet_may_be_mended_and_what_was_may_not() {
    let mut subject = Subject::new().await;
    subject.migrate(&[INIT]).await.unwrap();
    subject
        .execute("INSERT INTO parents VALUES (1, 'a'), (2, 'a')")
        .await;
    subject.migrate(&[INIT, INDEXED]).await.unwrap_err();
    let edited = INDEXED.up.replace("code text", "code varchar");
    let error = subject
        .migrate(&[
            INIT,
            Migration {
                up: &edited,
                ..INDEXED
            },
        ])
        .await
        .unwrap_err();
    assert_eq!(
        error,
        MigrationErrorKind::Edited {
            tag: INDEXED.tag.to_owned()
        }
    );
    let mended = INDEXED.up.replace("parents (name)", "parents (name, id)");
    subject
        .migrate(&[
            INIT,
            Migration {
                up: &mended,
                ..INDEXED
            },
        ])
        .await
        .unwrap();
}

/// Puts the database into the state in which a run that dies leaves it.
async fn broken_off_after(subject: &mut Subject, done: usize, begun: bool) {
    let before: Vec<&str> = INDEXED.up.split("--> statement-breakpoint").collect();
    subject.migrate(&[INIT]).await.unwrap();
    for section in &before[..done] {
        subject.execute(section).await;
    }
    let hash = dualect_format::hash::normalised_hash_of(
        &dualect_format::statements::sections(INDEXED.up)[..done],
    );
    let state = if begun {
        "partial, next begun"
    } else {
        "partial"
    };
    let tag = INDEXED.tag;
    subject
        .execute(&format!(
            "INSERT INTO drizzle.__dualect_migrations VALUES ('{tag}', '{hash}', {done}, '{state}')"
        ))
        .await;
}

#[tokio::test]
async fn a_run_that_died_between_two_sections_goes_on_with_the_next() {
    for done in 0..4 {
        let mut subject = Subject::new().await;
        broken_off_after(&mut subject, done, false).await;
        assert_eq!(
            subject.migrate(&[INIT, INDEXED]).await.unwrap().tags,
            [INDEXED.tag],
            "{done}"
        );
        assert_eq!(indexes(&subject).await, ALL_INDEXES);
    }
}

#[tokio::test]
async fn an_index_that_was_built_but_not_recorded_is_not_built_again() {
    let mut subject = Subject::new().await;
    broken_off_after(&mut subject, 1, true).await;
    subject
        .execute("CREATE UNIQUE INDEX CONCURRENTLY parents_name_key ON parents (name)")
        .await;
    subject.migrate(&[INIT, INDEXED]).await.unwrap();
    assert_eq!(indexes(&subject).await, ALL_INDEXES);
}

#[tokio::test]
async fn a_half_built_index_is_built_anew_even_behind_if_not_exists() {
    let mut subject = Subject::new().await;
    let up = INDEXED
        .up
        .replace("CONCURRENTLY", "CONCURRENTLY IF NOT EXISTS")
        .replace("ON parents (name)", "ON public.parents (name)");
    let indexed = Migration { up: &up, ..INDEXED };
    subject.migrate(&[INIT]).await.unwrap();
    subject
        .execute("INSERT INTO parents VALUES (1, 'a'), (2, 'a')")
        .await;
    let build = "CREATE UNIQUE INDEX CONCURRENTLY parents_name_key ON parents (name)";
    subject.client.batch_execute(build).await.unwrap_err();
    assert_eq!(indexes(&subject).await[0], "parents_name_key|f");
    subject.execute("DELETE FROM parents").await;
    subject.migrate(&[INIT, indexed]).await.unwrap();
    assert_eq!(indexes(&subject).await, ALL_INDEXES);
}

#[tokio::test]
async fn what_a_refused_unique_index_leaves_behind_is_removed_at_once() {
    let mut subject = Subject::new().await;
    subject.migrate(&[INIT]).await.unwrap();
    subject
        .execute("INSERT INTO parents VALUES (1, 'a'), (2, 'a')")
        .await;
    let error = subject.migrate(&[INIT, INDEXED]).await.unwrap_err();
    assert!(error.to_string().contains("parents_name_key"), "{error}");
    // An invalid unique index would go on to refuse rows.
    assert_eq!(indexes(&subject).await, ["parents_pkey|t"]);
    subject.execute("INSERT INTO parents VALUES (3, 'a')").await;
    subject.execute("DELETE FROM parents WHERE id > 1").await;
    subject.migrate(&[INIT, INDEXED]).await.unwrap();
    assert_eq!(indexes(&subject).await, ALL_INDEXES);
}

#[tokio::test]
async fn a_name_that_is_taken_is_an_error_however_often_it_is_tried() {
    let mut subject = Subject::new().await;
    subject.migrate(&[INIT]).await.unwrap();
    subject
        .execute("CREATE INDEX parents_name_key ON parents (id)")
        .await;
    for _ in 0..2 {
        let error = subject
            .migrate(&[INIT, INDEXED])
            .await
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("already exists") && error.contains("first 1 sections stay applied"),
            "{error}"
        );
    }
    let drop = Migration {
        up: "DROP INDEX CONCURRENTLY nosuch;",
        ..MORE
    };
    let mut subject = Subject::new().await;
    for _ in 0..2 {
        let error = subject
            .migrate(&[INIT, drop])
            .await
            .unwrap_err()
            .to_string();
        assert!(error.contains("nosuch"), "{error}");
        assert_eq!(
            subject.notes().await.len(),
            1,
            "nothing of it was done, so nothing is noted"
        );
    }
}

#[tokio::test]
async fn a_section_says_itself_that_it_runs_outside_a_transaction() {
    let enums = Migration {
        up: "CREATE TYPE mood AS ENUM ('sad');
--> statement-breakpoint
-- dualect: no-transaction
ALTER TYPE mood ADD VALUE 'happy';
--> statement-breakpoint
CREATE TABLE moods (x mood DEFAULT 'happy');",
        ..MORE
    };
    let mut subject = Subject::new().await;
    subject.migrate(&[enums]).await.unwrap();
    assert_eq!(subject.tables().await, ["moods"]);

    let mut subject = Subject::new().await;
    let up = enums.up.replace("-- dualect: no-transaction\n", "");
    let error = subject
        .migrate(&[Migration { up: &up, ..MORE }])
        .await
        .unwrap_err()
        .to_string();
    assert!(error.contains("unsafe use of new value"), "{error}");
    assert!(subject.tables().await.is_empty());
}

#[tokio::test]
async fn a_session_killed_in_the_middle_leaves_a_point_to_go_on_from() {
    let mut subject = Subject::new().await;
    let sleeping = INDEXED.up.replace(
        "VACUUM (ANALYZE) parents",
        "-- dualect: no-transaction\nSELECT pg_sleep(60)",
    );
    let sleeping = Migration {
        up: &sleeping,
        ..INDEXED
    };
    let other = subject.database.connect().await;
    let kill = async {
        loop {
            let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%pg_sleep(60)%' AND state = 'active'";
            if !other.query(sql, &[]).await.unwrap().is_empty() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    };
    let migrations = [INIT, sleeping];
    let (outcome, ()) = tokio::join!(subject.migrate(&migrations), kill);
    outcome.unwrap_err();
    subject.client = subject.database.connect().await;
    let quick = sleeping.up.replace("pg_sleep(60)", "1");
    let quick = Migration {
        up: &quick,
        ..INDEXED
    };
    assert_eq!(
        subject.status(&[INIT, quick]).await.pending[0].resumes_at,
        Some(3)
    );
    assert_eq!(
        subject.migrate(&[INIT, quick]).await.unwrap().tags,
        [INDEXED.tag]
    );
    assert_eq!(indexes(&subject).await, ALL_INDEXES);
}

#[tokio::test]
async fn a_rollback_that_was_broken_off_is_finished_before_anything_else() {
    let mut subject = Subject::new().await;
    let stuck = Migration {
        down: "DROP INDEX CONCURRENTLY parents_name_key;\n--> statement-breakpoint\nDROP TABLE nosuch;",
        ..INDEXED
    };
    subject.migrate(&[INIT, stuck]).await.unwrap();
    let error = subject
        .rollback(&[INIT, stuck], 1)
        .await
        .unwrap_err()
        .to_string();
    assert!(error.contains("down.sql line 3"), "{error}");
    assert_eq!(
        subject.notes().await[1],
        "20260301120000_indexed|1|reverting"
    );
    let error = subject.migrate(&[INIT, stuck]).await.unwrap_err();
    assert!(
        matches!(error, MigrationErrorKind::Interrupted { .. }),
        "{error}"
    );
    let mended = Migration {
        down: "DROP INDEX CONCURRENTLY parents_name_key;\n--> statement-breakpoint\nDROP INDEX parents_by_code;",
        ..INDEXED
    };
    assert_eq!(
        subject.rollback(&[INIT, mended], 1).await.unwrap().tags,
        [INDEXED.tag]
    );
    assert_eq!(subject.recorded().await, [INIT.tag]);
    assert!(scripts(&[INIT]).is_ok());
}

#[tokio::test]
async fn a_limit_that_the_database_sets_for_statements_breaks_no_index_off() {
    let mut subject = Subject::new().await;
    subject.migrate(&[INIT]).await.unwrap();
    let limit = "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET statement_timeout = 100', current_database()); END $$";
    subject.execute(limit).await;
    subject.client = subject.database.connect().await;
    assert_eq!(subject.rows("SHOW statement_timeout").await, ["100ms"]);
    let slow = |note| {
        let up = format!("{note}SELECT pg_sleep(0.3);");
        Box::leak(up.into_boxed_str())
    };
    let inside = Migration {
        up: slow(""),
        ..MORE
    };
    let error = subject.migrate(&[INIT, inside]).await.unwrap_err();
    assert!(error.to_string().contains("statement timeout"), "{error}");
    let outside = Migration {
        up: slow("-- dualect: no-transaction\n"),
        ..MORE
    };
    subject.migrate(&[INIT, outside]).await.unwrap();
    assert_eq!(subject.rows("SHOW statement_timeout").await, ["100ms"]);
}
