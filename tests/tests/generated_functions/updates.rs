//! Updates by patch change what they are given, and the time only if they change anything.

use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::connect;
use super::shapes::accounts::{self, AccountPatch, NewAccount};
use dualect::types::Uuid;

both_engines! {
    async fn a_patch_changes_what_it_gives_and_the_time(database: Database) {
        let db = connect(&database).await.scope("acme");
        let new = NewAccount { note: Some("old".to_owned()), ..NewAccount::new("ann") };
        let before = accounts::insert(&db, new).await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;

        let empty = accounts::update(&db, before.id, AccountPatch::default()).await.unwrap();
        assert_eq!(empty, Some(before.clone()));

        let patch = AccountPatch { level: Some(3), note: Some(None), ..AccountPatch::default() };
        let after = accounts::update(&db, before.id, patch.clone()).await.unwrap().unwrap();
        assert_eq!((after.level, &after.note, &after.name), (3, &None, &before.name));
        assert!(after.updated_at > before.updated_at);
        assert_eq!(after.touched_at, Some(after.updated_at));
        assert_eq!(accounts::get(&db, before.id).await.unwrap(), Some(after));

        assert_eq!(accounts::update(&db, Uuid::nil(), patch).await.unwrap(), None);
        assert!(accounts::exists(&db, before.id).await.unwrap());
        assert!(accounts::delete(&db, before.id).await.unwrap());
        assert!(!accounts::delete(&db, before.id).await.unwrap());
        assert!(!accounts::exists(&db, before.id).await.unwrap());
    }
}
