//! Native enums, and names of one's own.

use dualect::query::{InsertedOrFound, Upserted};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::connect;
use super::regimes::entries::{self, EntryPatch, NewEntry};
use super::regimes::enums::{Kind, Mark};

fn new(line: i32, kind: Kind) -> NewEntry {
    NewEntry::new(1, line, kind, "label")
}

both_engines! {
    async fn a_native_enum_goes_there_and_back(database: Database) {
        let db = connect(&database).await;
        let row = entries::insert(&db, new(1, Kind::Debit)).await.unwrap();
        assert_eq!((row.kind, row.other, row.grade), (Kind::Debit, Some(Kind::Debit), Mark::BetterB));
        assert_eq!((row.label.as_str(), row.amount), ("label", 5));
        let patch = EntryPatch { kind: Some(Kind::Credit), other: Some(None), ..EntryPatch::default() };
        let row = entries::update(&db, 1, 1, patch).await.unwrap().unwrap();
        assert_eq!((row.kind, row.other), (Kind::Credit, None));
        let many = vec![
            NewEntry { other: Some(None), ..new(2, Kind::Debit) },
            NewEntry { other: Some(Some(Kind::Credit)), amount: Some(9), ..new(3, Kind::Credit) },
        ];
        assert_eq!(entries::insert_many(&db, many).await.unwrap(), 2);
        let lines = |rows: Vec<entries::Entry>| rows.iter().map(|row| row.line).collect::<Vec<_>>();
        assert_eq!(lines(entries::list_by_other(&db, Kind::Credit).await.unwrap()), [3]);
        let marked = entries::list_by_grade_and_kind(&db, Mark::BetterB, Kind::Credit).await.unwrap();
        assert_eq!(lines(marked), [3, 1]);
        let page = entries::page_in_grade_and_kind_by_amount(&db, Mark::BetterB, Kind::Credit, None, 1).await.unwrap();
        let next = page.next.as_ref();
        let rest = entries::page_in_grade_and_kind_by_amount(&db, Mark::BetterB, Kind::Credit, next, 1).await.unwrap();
        assert_eq!((lines(page.rows.clone()), lines(rest.rows)), (vec![3], vec![1]));
        assert!(matches!(entries::upsert(&db, new(1, Kind::Debit)).await.unwrap(), Upserted::Updated(row) if row.other.is_none()));
        assert!(matches!(entries::upsert(&db, new(1, Kind::Debit)).await.unwrap(), Upserted::Unchanged(_)));
        assert!(matches!(entries::insert_or_get(&db, new(1, Kind::Debit)).await.unwrap(), InsertedOrFound::Found(_)));
        assert_eq!(entries::delete_many(&db, &[(1, 1), (1, 3)]).await.unwrap(), 2);
    }
}
