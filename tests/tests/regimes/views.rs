//! Views are read as tables are.

use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::connect;
use super::regimes::entries::{self, NewEntry};
use super::regimes::enums::{Kind, Mark};
use super::regimes::grade_counts::{self, GradeCount};
use super::regimes::notes::{self, NewNote};
use super::regimes::open_notes;

both_engines! {
    async fn a_view_with_a_key_is_got_listed_and_paged_in_its_scope(database: Database) {
        let db = connect(&database).await;
        let (acme, other) = (db.scope("acme"), db.scope("other"));
        let mut ids = Vec::new();
        for slug in ["a", "b", "c"] {
            ids.push(notes::insert(&acme, NewNote::new(slug)).await.unwrap().id);
        }
        notes::delete_many(&acme, &ids[..1]).await.unwrap();
        let listed = open_notes::list(&acme).await.unwrap();
        assert_eq!(listed.iter().map(|row| row.id).collect::<Vec<_>>(), ids[1..]);
        assert_eq!(open_notes::get(&acme, ids[1]).await.unwrap().as_ref(), listed.first());
        assert_eq!(open_notes::get(&other, ids[1]).await.unwrap(), None);
        assert_eq!((open_notes::count(&acme).await.unwrap(), open_notes::count(&other).await.unwrap()), (2, 0));
        let page = open_notes::page(&acme, None, 1).await.unwrap();
        let rest = open_notes::page(&acme, page.next.as_ref(), 1).await.unwrap();
        assert_eq!([page.rows, rest.rows].concat(), listed);
    }

    async fn a_view_without_a_key_is_ordered_by_all_that_can_be_compared(database: Database) {
        let db = connect(&database).await;
        for (line, grade) in [(1, Mark::BetterB), (2, Mark::A), (3, Mark::BetterB)] {
            let new = NewEntry { grade: Some(grade), ..NewEntry::new(1, line, Kind::Debit, "x") };
            entries::insert(&db, new).await.unwrap();
        }
        let counts = [GradeCount { grade: Mark::A, n: 1 }, GradeCount { grade: Mark::BetterB, n: 2 }];
        assert_eq!(grade_counts::list(&db).await.unwrap(), counts);
        assert_eq!(grade_counts::count(&db).await.unwrap(), 2);
    }
}
