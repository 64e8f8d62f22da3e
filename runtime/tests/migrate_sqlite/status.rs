use dualect::migrate::AppliedState;
use dualect::{Dialect, Migration};

use crate::subject::{INIT, MORE, Subject};

#[test]
fn a_database_without_tables_is_reported_and_gets_none() {
    let subject = Subject::new();
    let status = subject.status(&[INIT, MORE]);
    assert!(status.configured && !status.initialized && status.applied.is_empty());
    assert_eq!(status.dialect, Dialect::Sqlite);
    assert_eq!(
        status
            .pending
            .iter()
            .map(|one| one.tag.as_str())
            .collect::<Vec<_>>(),
        [INIT.tag, MORE.tag]
    );
    assert_eq!(subject.number("SELECT count(*) FROM sqlite_schema"), 0);
}

#[test]
fn what_is_applied_pending_edited_and_missing_is_told_apart() {
    let mut subject = Subject::new();
    let third = Migration {
        tag: "20260301120000_third",
        up: "SELECT 1;",
        down: "",
    };
    subject.migrate(&[INIT, MORE]).unwrap();
    let status = subject.status(&[
        Migration {
            up: "SELECT 2;",
            ..INIT
        },
        third,
    ]);
    assert!(status.initialized);
    let told: Vec<_> = status
        .applied
        .iter()
        .map(|one| (one.tag.as_str(), one.state))
        .collect();
    assert_eq!(
        told,
        [
            (INIT.tag, AppliedState::Edited),
            (MORE.tag, AppliedState::Missing)
        ]
    );
    assert_eq!(
        status.applied[0].applied_at,
        Some("2026-03-04T05:06:07.089Z".parse().unwrap())
    );
    assert_eq!(status.pending.len(), 1);
    assert_eq!(
        (
            status.pending[0].tag.as_str(),
            status.pending[0].out_of_order
        ),
        (third.tag, false)
    );
}

#[test]
fn a_connection_that_cannot_write_can_report() {
    let mut subject = Subject::new();
    subject.migrate(&[INIT]).unwrap();
    subject.execute("PRAGMA query_only = ON");
    assert_eq!(subject.status(&[INIT, MORE]).applied.len(), 1);
    // Nor does a migrator need to write where there is nothing to do.
    assert!(subject.migrate(&[INIT]).unwrap().tags.is_empty());
}
