use dualect::migrate::AppliedState;
use dualect::{Dialect, Migration, MigrationErrorKind};

use crate::subject::{INIT, MORE, Subject};

#[tokio::test]
async fn an_empty_database_gets_everything_once_and_then_nothing() {
    let mut subject = Subject::new().await;
    let status = subject.status(&[INIT, MORE]).await;
    assert!(status.configured && !status.initialized && status.dialect == Dialect::Postgres);
    assert!(
        subject
            .rows("SELECT 1 FROM pg_namespace WHERE nspname = 'drizzle'")
            .await
            .is_empty()
    );

    assert_eq!(
        subject.migrate(&[INIT, MORE]).await.unwrap().tags,
        [INIT.tag, MORE.tag]
    );
    assert!(
        subject
            .migrate(&[INIT, MORE])
            .await
            .unwrap()
            .tags
            .is_empty()
    );
    assert_eq!(
        subject
            .rows(
                "SELECT id, name, created_at, applied_at <= now() FROM drizzle.__drizzle_migrations"
            )
            .await,
        [
            "1|20260131120000_init|1769860800000|t",
            "2|20260201120000_more|1769947200000|t"
        ]
    );
    assert_eq!(
        subject.notes().await,
        [
            "20260131120000_init|2|applied",
            "20260201120000_more|1|applied"
        ]
    );
    let status = subject.status(&[INIT, MORE]).await;
    assert!(status.initialized && status.pending.is_empty());
    assert!(
        status
            .applied
            .iter()
            .all(|one| one.state == AppliedState::Clean && one.applied_at.is_some())
    );
}

#[tokio::test]
async fn an_older_migration_of_another_branch_is_applied_and_told() {
    let branch = Migration {
        tag: "20260131180000_branch",
        up: "CREATE TABLE branch (x bigint);",
        down: "",
    };
    let mut subject = Subject::new().await;
    subject.migrate(&[INIT, MORE]).await.unwrap();
    assert_eq!(
        subject
            .migrate(&[INIT, branch, MORE])
            .await
            .unwrap()
            .out_of_order,
        [branch.tag]
    );
}

#[tokio::test]
async fn an_edit_is_refused_by_name_and_an_edit_of_comments_alone_is_accepted() {
    let mut subject = Subject::new().await;
    subject.migrate(&[INIT]).await.unwrap();
    let commented = format!(
        "/* The first /* two */ tables. */\n{}",
        INIT.up.replace("  id", "\tid")
    );
    assert!(
        subject
            .migrate(&[Migration {
                up: &commented,
                ..INIT
            }])
            .await
            .unwrap()
            .tags
            .is_empty()
    );
    let edited = INIT.up.replace("name text NOT NULL", "name text");
    let error = subject
        .migrate(&[
            Migration {
                up: &edited,
                ..INIT
            },
            MORE,
        ])
        .await
        .unwrap_err();
    assert_eq!(
        error,
        MigrationErrorKind::Edited {
            tag: INIT.tag.to_owned()
        }
    );
    let error = subject.migrate(&[MORE]).await.unwrap_err();
    assert_eq!(
        error,
        MigrationErrorKind::Missing {
            tag: INIT.tag.to_owned()
        }
    );
}

#[tokio::test]
async fn a_user_without_the_right_to_make_schemas_can_migrate_where_the_schema_is() {
    let mut subject = Subject::new().await;
    subject.migrate(&[INIT]).await.unwrap();
    subject
        .execute(
            "CREATE ROLE plain_migrator NOLOGIN;
             GRANT USAGE, CREATE ON SCHEMA drizzle, public TO plain_migrator;
             GRANT ALL ON ALL TABLES IN SCHEMA drizzle, public TO plain_migrator;
             GRANT ALL ON ALL SEQUENCES IN SCHEMA drizzle TO plain_migrator;
             SET ROLE plain_migrator",
        )
        .await;
    let table = Migration {
        up: "CREATE TABLE more (x bigint);",
        ..MORE
    };
    assert_eq!(
        subject.migrate(&[INIT, table]).await.unwrap().tags,
        [MORE.tag]
    );
    subject
        .execute("RESET ROLE; DROP OWNED BY plain_migrator; DROP ROLE plain_migrator")
        .await;
}

#[tokio::test]
async fn a_search_path_without_public_does_not_lose_the_tracking_tables() {
    let moved = Migration {
        up: "SET search_path = pg_catalog;",
        ..MORE
    };
    let mut subject = Subject::new().await;
    subject.migrate(&[INIT, moved]).await.unwrap();
    assert!(
        subject
            .migrate(&[INIT, moved])
            .await
            .unwrap()
            .tags
            .is_empty()
    );
}
