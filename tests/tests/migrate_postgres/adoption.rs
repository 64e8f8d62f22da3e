//! Databases that drizzle-orm migrated.

use dualect::MigrationErrorKind;
use dualect_format::hash::sha256_hex;

use crate::subject::{INIT, MORE, Subject};

async fn made_by_drizzle(subject: &Subject, named: bool, hash: &str) {
    let (columns, insert) = if named {
        (
            ", name text, applied_at timestamp with time zone DEFAULT now()",
            format!(
                "(\"hash\", \"created_at\", \"name\") values('{hash}', 1769860800000, '{}')",
                INIT.tag
            ),
        )
    } else {
        (
            "",
            format!("(hash, created_at) values ('{hash}', 1769860800123)"),
        )
    };
    subject
        .execute(&format!(
            "{}; CREATE SCHEMA drizzle;
            CREATE TABLE drizzle.__drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint{columns});
            INSERT INTO drizzle.__drizzle_migrations {insert}",
            INIT.up.replace("--> statement-breakpoint", "")
        ))
        .await;
}

#[tokio::test]
async fn what_drizzle_orm_applied_is_adopted_and_not_applied_again() {
    let mut subject = Subject::new().await;
    made_by_drizzle(&subject, true, &sha256_hex(INIT.up)).await;
    let applied = subject.migrate(&[INIT, MORE]).await.unwrap();
    assert_eq!(
        (applied.tags, applied.adopted),
        (vec![MORE.tag.to_owned()], vec![INIT.tag.to_owned()])
    );
}

#[tokio::test]
async fn what_drizzle_orm_applied_from_another_file_is_refused_by_name() {
    let mut subject = Subject::new().await;
    made_by_drizzle(&subject, true, "0000").await;
    let error = subject.migrate(&[INIT, MORE]).await.unwrap_err();
    assert_eq!(
        error,
        MigrationErrorKind::Edited {
            tag: INIT.tag.to_owned()
        }
    );
}

#[tokio::test]
async fn a_table_from_before_names_is_brought_up_as_drizzle_orm_does_it() {
    let mut subject = Subject::new().await;
    made_by_drizzle(&subject, false, &sha256_hex(INIT.up)).await;
    assert_eq!(subject.status(&[INIT]).await.applied[0].tag, INIT.tag);
    assert_eq!(
        subject.migrate(&[INIT, MORE]).await.unwrap().tags,
        [MORE.tag]
    );
    assert_eq!(
        subject
            .rows("SELECT name, applied_at IS NULL FROM drizzle.__drizzle_migrations ORDER BY id")
            .await,
        ["20260131120000_init|t", "20260201120000_more|f"]
    );
}
