//! Rows that are marked as deleted.

use dualect::query::{InsertedOrFound, Upserted, VersionedDelete};
use dualect::{Db, ErrorKind};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::connect;
use super::regimes::bins::{self, BinPatch, NewBin};
use super::regimes::notes::{self, NewNote, Note};

async fn bin(db: &Db, id: i32, name: &str) {
    bins::insert(db, NewBin::new(id, name)).await.unwrap();
}

both_engines! {
    async fn a_deleted_row_is_read_by_nobody_until_it_is_restored(database: Database) {
        let db = connect(&database).await;
        bin(&db, 1, "a").await;
        bin(&db, 2, "b").await;
        assert!(bins::delete(&db, 1).await.unwrap());
        assert!(!bins::delete(&db, 1).await.unwrap());
        assert_eq!(bins::get(&db, 1).await.unwrap(), None);
        assert_eq!(bins::find_by_name(&db, "a").await.unwrap(), None);
        assert_eq!(bins::get_many(&db, &[1, 2]).await.unwrap().len(), 1);
        assert_eq!(bins::page(&db, None, 9).await.unwrap().rows.len(), 1);
        assert_eq!((bins::count(&db).await.unwrap(), bins::exists(&db, 1).await.unwrap()), (1, false));
        let patch = BinPatch { name: Some("c".into()) };
        assert_eq!(bins::update(&db, 1, patch).await.unwrap(), None);
        let deleted = bins::get_deleted(&db, 1).await.unwrap().unwrap();
        assert!(deleted.gone.is_some());
        assert_eq!(bins::get_deleted(&db, 2).await.unwrap(), None);
        let restored = bins::restore(&db, 1).await.unwrap().unwrap();
        assert_eq!((restored.gone, restored.name.as_str()), (None, "a"));
        assert_eq!(bins::restore(&db, 1).await.unwrap(), None);
        assert_eq!(bins::count(&db).await.unwrap(), 2);
    }

    async fn a_purge_takes_deleted_rows_only(database: Database) {
        let db = connect(&database).await;
        bin(&db, 1, "a").await;
        assert!(!bins::purge(&db, 1).await.unwrap());
        assert_eq!(bins::delete_many(&db, &[1, 2]).await.unwrap(), 1);
        assert_eq!(bins::delete_many(&db, &[1, 2]).await.unwrap(), 0);
        assert!(bins::purge(&db, 1).await.unwrap());
        assert_eq!(database.rows("SELECT count(*) FROM bins").await, [[Some("0".to_owned())]]);
    }

    /// Its keys are still its own.
    async fn an_upsert_brings_a_deleted_row_back_and_an_insert_does_not(database: Database) {
        let db = connect(&database).await;
        bin(&db, 1, "a").await;
        bins::delete(&db, 1).await.unwrap();
        let taken = ErrorKind::Unique { table: "bins".into(), constraint: "bins_name_key".into() };
        assert_eq!(bins::insert(&db, NewBin::new(2, "a")).await.unwrap_err().kind(), &taken);
        let error = bins::insert_or_get_by_name(&db, NewBin::new(2, "a")).await.unwrap_err();
        assert_eq!(error.kind(), &taken);
        let Upserted::Updated(row) = bins::upsert_by_name(&db, NewBin::new(2, "a")).await.unwrap() else {
            panic!("not updated");
        };
        assert_eq!((row.id, row.gone), (1, None));
        assert!(matches!(bins::upsert(&db, NewBin::new(1, "a")).await.unwrap(), Upserted::Unchanged(_)));
        assert!(matches!(bins::insert_or_get(&db, NewBin::new(1, "a")).await.unwrap(), InsertedOrFound::Found(_)));
    }

    /// A deletion and a restoration are updates, which whoever has read the row before finds out.
    async fn a_deletion_counts_the_version_up(database: Database) {
        let db = connect(&database).await;
        let acme = db.scope("acme");
        let note = notes::insert(&acme, NewNote::new("s")).await.unwrap();
        let other = db.scope("other");
        assert_eq!(notes::delete(&other, note.id, 1).await.unwrap(), VersionedDelete::Missing);
        let VersionedDelete::Deleted(deleted) = notes::delete(&acme, note.id, 1).await.unwrap() else {
            panic!("not deleted");
        };
        assert_eq!((deleted.row_version, deleted.deleted_at), (2, Some(deleted.updated_at)));
        assert_eq!(notes::delete(&acme, note.id, 2).await.unwrap(), VersionedDelete::Missing);
        assert_eq!(notes::restore(&other, note.id).await.unwrap(), None);
        let restored = notes::restore(&acme, note.id).await.unwrap().unwrap();
        assert_eq!((restored.row_version, restored.deleted_at), (3, None));
        assert!(matches!(notes::delete(&acme, note.id, 1).await.unwrap(), VersionedDelete::Stale(row) if row == restored));
        assert_eq!(notes::delete_many(&acme, &[note.id]).await.unwrap(), 1);
        let new = NewNote { id: Some(note.id), ..NewNote::new("s") };
        let Upserted::Updated(Note { row_version, deleted_at, .. }) = notes::upsert(&acme, new).await.unwrap() else {
            panic!("not updated");
        };
        assert_eq!((row_version, deleted_at), (5, None));
        assert_eq!(notes::list_by_body(&acme, "").await.unwrap().len(), 1);
    }
}
