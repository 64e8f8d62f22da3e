//! Rows that count their updates.

use dualect::query::{Upserted, Versioned, VersionedDelete};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::connect;
use super::regimes::drafts::{self, DraftPatch, NewDraft};

fn titled(title: &str) -> DraftPatch {
    DraftPatch {
        title: Some(title.to_owned()),
    }
}

both_engines! {
    async fn an_update_of_another_version_changes_nothing(database: Database) {
        let db = connect(&database).await;
        let draft = drafts::insert(&db, NewDraft::new(1, "a")).await.unwrap();
        assert_eq!(draft.revision, 1);
        let Versioned::Updated(draft) = drafts::update(&db, 1, 1, titled("b")).await.unwrap() else {
            panic!("not updated");
        };
        assert_eq!((draft.revision, draft.title.as_str()), (2, "b"));
        assert_eq!(drafts::update(&db, 1, 1, titled("c")).await.unwrap(), Versioned::Stale(draft.clone()));
        assert_eq!(drafts::update(&db, 2, 1, titled("c")).await.unwrap(), Versioned::Missing);
        // An empty patch writes nothing, and still says whether the version is the row's.
        assert_eq!(drafts::update(&db, 1, 2, DraftPatch::default()).await.unwrap(), Versioned::Updated(draft.clone()));
        assert_eq!(drafts::update(&db, 1, 1, DraftPatch::default()).await.unwrap(), Versioned::Stale(draft.clone()));
        assert_eq!(drafts::delete(&db, 1, 1).await.unwrap(), VersionedDelete::Stale(draft.clone()));
        assert_eq!(drafts::delete(&db, 1, 2).await.unwrap(), VersionedDelete::Deleted(draft));
        assert_eq!(drafts::delete(&db, 1, 2).await.unwrap(), VersionedDelete::Missing);
    }

    async fn an_upsert_counts_only_what_it_writes(database: Database) {
        let db = connect(&database).await;
        drafts::insert_many(&db, vec![NewDraft::new(1, "a"), NewDraft::new(2, "b")]).await.unwrap();
        let unchanged = drafts::upsert(&db, NewDraft::new(1, "a")).await.unwrap();
        assert!(matches!(unchanged, Upserted::Unchanged(row) if row.revision == 1));
        let updated = drafts::upsert(&db, NewDraft::new(1, "c")).await.unwrap();
        assert!(matches!(updated, Upserted::Updated(row) if row.revision == 2));
        let inserted = drafts::upsert(&db, NewDraft::new(3, "c")).await.unwrap();
        assert!(matches!(inserted, Upserted::Inserted(row) if row.revision == 1));
    }

    /// Each of many writers counts up from what it has read: no update is lost.
    async fn of_two_that_update_one_version_one_is_stale(database: Database) {
        let db = connect(&database).await;
        drafts::insert(&db, NewDraft::new(1, "0")).await.unwrap();
        let writers: Vec<_> = (0..4)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move {
                    for _ in 0..5 {
                        loop {
                            let row = drafts::get(&db, 1).await.unwrap().unwrap();
                            let next: i64 = row.title.parse::<i64>().unwrap() + 1;
                            match drafts::update(&db, 1, row.revision, titled(&next.to_string())).await.unwrap() {
                                Versioned::Updated(_) => break,
                                Versioned::Stale(now) => assert!(now.revision > row.revision),
                                Versioned::Missing => panic!("it is there"),
                            }
                        }
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
        let row = drafts::get(&db, 1).await.unwrap().unwrap();
        assert_eq!((row.title.as_str(), row.revision), ("20", 21));
    }
}
