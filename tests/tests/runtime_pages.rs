//! Pages: each row once, in order, through a cursor that travels as text.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod runtime_fixture;

use dualect::query::Cursor;
use dualect::types::Uuid;
use dualect::{Db, ErrorKind};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use runtime_fixture::members::{self, Member};
use runtime_fixture::{connect, teams};

const TEAM: Uuid = Uuid::from_u128(1);

async fn filled(database: &Database) -> Db {
    let db = connect(database).await;
    teams::insert(&db, TEAM, "a").await.unwrap();
    teams::insert(&db, Uuid::from_u128(2), "b").await.unwrap();
    let emails = [
        "Zoe", "anna", "Ähm", "anna b", "_", "b%", "B", "a-b", "ab", "",
    ];
    for (n, email) in (0..).zip(emails) {
        members::insert(
            &db,
            Member {
                email: email.into(),
                ..Member::new(n, TEAM)
            },
        )
        .await
        .unwrap();
        members::insert(
            &db,
            Member {
                email: email.into(),
                ..Member::new(100 + n, Uuid::from_u128(2))
            },
        )
        .await
        .unwrap();
    }
    db
}

both_engines! {
    /// By bytes, on both.
    async fn pages_of_any_size_make_the_whole_list(database: Database) {
        let db = filled(&database).await;
        for limit in 1..=11 {
            let mut emails = Vec::new();
            let mut after: Option<Cursor> = None;
            loop {
                let page = members::page_by_email(&db, TEAM, after.as_ref(), limit).await.unwrap();
                assert!(page.rows.len() <= limit as usize);
                emails.extend(page.rows.into_iter().map(|row| row.email));
                match page.next {
                    // Through a URL and back.
                    Some(cursor) => after = Some(cursor.to_string().parse().unwrap()),
                    None => break,
                }
            }
            assert_eq!(emails, ["", "B", "Zoe", "_", "a-b", "ab", "anna", "anna b", "b%", "Ähm"], "pages of {limit}");
        }
    }

    async fn the_last_page_has_no_cursor(database: Database) {
        let db = filled(&database).await;
        let page = members::page_by_email(&db, TEAM, None, 10).await.unwrap();
        assert_eq!((page.rows.len(), page.next), (10, None));
        let page = members::page_by_email(&db, Uuid::nil(), None, 10).await.unwrap();
        assert_eq!((page.rows.len(), page.next), (0, None));
        let page = members::page(&db, None, u32::MAX).await.unwrap();
        assert_eq!((page.rows.len(), page.next), (20, None));
    }

    async fn a_cursor_of_another_list_is_refused(database: Database) {
        let db = filled(&database).await;
        let cursor = members::page(&db, None, 3).await.unwrap().next.unwrap();
        let error = members::page_by_email(&db, TEAM, Some(&cursor), 3).await.unwrap_err();
        assert_eq!(error.kind(), &ErrorKind::InvalidCursor);
        assert_eq!(error.statement(), Some("members::page_by_email"));
    }
}
