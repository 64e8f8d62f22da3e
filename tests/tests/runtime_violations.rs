//! A violated constraint is the same error with the same names on both databases.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod runtime_fixture;

use dualect::types::Uuid;
use dualect::{Db, ErrorKind, Result};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use runtime_fixture::members::{self, Member};
use runtime_fixture::{connect, teams};

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

async fn filled(database: &Database) -> Db {
    let db = connect(database).await;
    for n in 1..=2 {
        teams::insert(&db, id(n), &format!("team {n}"))
            .await
            .unwrap();
    }
    for n in 1..=3 {
        members::insert(&db, Member::new(n, id(1))).await.unwrap();
    }
    db
}

#[track_caller]
fn kind<T: std::fmt::Debug>(outcome: Result<T>) -> ErrorKind {
    outcome.unwrap_err().kind().clone()
}

fn unique(table: &str, constraint: &str) -> ErrorKind {
    ErrorKind::Unique {
        table: table.into(),
        constraint: constraint.into(),
    }
}

fn foreign_key(table: &str, constraint: &str) -> ErrorKind {
    ErrorKind::ForeignKey {
        table: table.into(),
        constraint: constraint.into(),
    }
}

both_engines! {
    async fn a_unique_violation_names_its_constraint(database: Database) {
        let db = filled(&database).await;
        assert_eq!(kind(teams::insert(&db, id(9), "team 1").await), unique("teams", "teams_name_key"));
        let same = Member { email: "1@example.org".into(), ..Member::new(9, id(1)) };
        assert_eq!(kind(members::insert(&db, same).await), unique("members", "members_email_key"));
        assert_eq!(kind(teams::rename(&db, id(1), "team 2").await), unique("teams", "teams_name_key"));
    }

    async fn a_primary_key_violation_names_its_constraint(database: Database) {
        let db = filled(&database).await;
        assert_eq!(kind(teams::insert(&db, id(1), "new").await), unique("teams", "teams_pkey"));
        // A rowid alias on SQLite.
        let same = Member { email: "new".into(), ..Member::new(1, id(1)) };
        assert_eq!(kind(members::insert(&db, same).await), unique("members", "members_pkey"));
    }

    async fn a_unique_index_that_the_schema_does_not_know_is_named_as_well(database: Database) {
        let db = filled(&database).await;
        database.execute("CREATE UNIQUE INDEX by_hand ON members (age); CREATE UNIQUE INDEX by_expression ON teams (lower(name))").await;
        members::set_age(&db, 1, 7).await.unwrap();
        assert_eq!(kind(members::set_age(&db, 2, 7).await), unique("members", "by_hand"));
        assert_eq!(kind(teams::insert(&db, id(9), "TEAM 1").await), unique("teams", "by_expression"));
    }

    async fn a_check_violation_names_its_constraint(database: Database) {
        let db = filled(&database).await;
        let expected = ErrorKind::Check { table: "members".into(), constraint: "members_age_check".into() };
        assert_eq!(kind(members::set_age(&db, 1, -1).await), expected);
        assert_eq!(kind(members::insert(&db, Member { age: Some(-1), ..Member::new(9, id(1)) }).await), expected);
    }

    async fn a_not_null_violation_names_its_column(database: Database) {
        let db = filled(&database).await;
        let expected = ErrorKind::NotNull { table: "members".into(), column: "email".into() };
        assert_eq!(kind(members::insert_without_email(&db, 9, id(1)).await), expected);
    }

    /// The table has two foreign keys.
    async fn a_row_that_refers_to_nothing_names_its_foreign_key(database: Database) {
        let db = filled(&database).await;
        let no_team = Member::new(9, id(9));
        assert_eq!(kind(members::insert(&db, no_team).await), foreign_key("members", "members_team_id_fkey"));
        let no_mentor = Member { mentor_id: Some(99), ..Member::new(9, id(1)) };
        assert_eq!(kind(members::insert(&db, no_mentor).await), foreign_key("members", "members_mentor_id_fkey"));
        assert_eq!(kind(members::set_mentor(&db, 1, 99).await), foreign_key("members", "members_mentor_id_fkey"));
        let many = vec![Member::new(10, id(1)), Member { mentor_id: Some(99), ..Member::new(11, id(1)) }, Member::new(12, id(1))];
        assert_eq!(kind(members::insert_many(&db, many).await), foreign_key("members", "members_mentor_id_fkey"));
        assert_eq!(members::count(&db).await.unwrap(), 3);
    }

    /// RESTRICT, NO ACTION, and a cascade that ends at another table's key.
    async fn a_row_that_is_referred_to_names_the_foreign_key_of_the_other(database: Database) {
        let db = filled(&database).await;
        assert_eq!(kind(teams::delete(&db, id(1)).await), foreign_key("members", "members_team_id_fkey"));
        members::set_mentor(&db, 1, 2).await.unwrap();
        assert_eq!(kind(members::delete(&db, 2).await), foreign_key("members", "members_mentor_id_fkey"));
        database.execute("INSERT INTO badges (id, member_id) VALUES (1, 3); INSERT INTO grants (id, badge_id) VALUES (1, 1)").await;
        assert_eq!(kind(members::delete(&db, 3).await), foreign_key("grants", "grants_badge_id_fkey"));
        assert_eq!(members::count(&db).await.unwrap(), 3);
        assert!(teams::delete(&db, id(2)).await.unwrap());
    }

    /// The same inside a transaction, which is unusable then, and leaves nothing behind.
    async fn a_foreign_key_is_named_inside_a_transaction_too(database: Database) {
        let db = filled(&database).await;
        let tx = db.begin().await.unwrap();
        teams::insert(&tx, id(5), "five").await.unwrap();
        let outcome = tx.savepoint(async |inner: dualect::Tx| members::set_mentor(&inner, 1, 99).await).await;
        assert_eq!(kind(outcome), foreign_key("members", "members_mentor_id_fkey"));
        // Keys are checked at once again: the search has switched that off, and on.
        let outcome = tx.savepoint(async |inner: dualect::Tx| members::set_mentor(&inner, 1, 98).await).await;
        assert_eq!(kind(outcome), foreign_key("members", "members_mentor_id_fkey"));
        assert!(members::set_mentor(&tx, 1, 2).await.unwrap());
        tx.commit().await.unwrap();
        assert!(teams::exists(&db, id(5)).await.unwrap());
    }

    /// A deferred key is checked by the commit.
    async fn a_deferred_foreign_key_fails_the_commit_by_name(database: Database) {
        let db = filled(&database).await;
        let tx = db.begin().await.unwrap();
        teams::insert(&tx, id(5), "five").await.unwrap();
        members::insert_note(&tx, 1, 99).await.unwrap();
        assert_eq!(kind(tx.commit().await), foreign_key("notes", "notes_member_id_fkey"));
        assert!(!teams::exists(&db, id(5)).await.unwrap());
        // Outside a transaction the statement is its own commit.
        assert_eq!(kind(members::insert_note(&db, 1, 99).await), foreign_key("notes", "notes_member_id_fkey"));
        // And mended before the commit it is no violation.
        let tx = db.begin().await.unwrap();
        members::insert_note(&tx, 1, 50).await.unwrap();
        members::insert(&tx, Member::new(50, id(1))).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// The function is named, the values are not.
    async fn an_error_shows_the_function_and_no_value(database: Database) {
        let db = filled(&database).await;
        let error = members::insert(&db, Member { email: "1@example.org".into(), ..Member::new(777_777, id(1)) }).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "members::insert: another row of `members` has the same key (unique constraint `members_email_key`)"
        );
        let shown = format!("{error:?}");
        assert!(!shown.contains("example.org") && !shown.contains("777777"), "{shown}");
        assert!(std::error::Error::source(&error).is_none());
    }
}
