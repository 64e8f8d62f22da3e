//! Soft deletes, versions, tenants and composite keys under hostile names.

use dualect::query::{Upserted, Versioned, VersionedDelete};
use dualect::types::Uuid;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use hostile_names_db::kept::{self, KeptPatch, NewKept};
use hostile_names_db::longest_key_of_all_tables_in_this_schema_it_goes_on_and_on::{
    self as longest, LongestPatch, NewLongest,
};
use hostile_names_db::r#static;

use super::connect;

both_engines! {
    async fn a_row_is_counted_marked_and_brought_back(database: Database) {
        let db = connect(&database).await;
        let (ours, theirs) = (db.scope(Uuid::from_u128(1)), db.scope(Uuid::from_u128(2)));
        let row = kept::insert(&ours, NewKept::new("a")).await.unwrap();
        kept::insert(&theirs, NewKept::new("a")).await.unwrap();
        let Versioned::Updated(row) = kept::update(&ours, row.id, 1, KeptPatch { slug: Some("b".into()) }).await.unwrap() else { panic!() };
        assert_eq!((row.slug.as_str(), row.count), ("b", 2));
        let stale = kept::update(&ours, row.id, 1, KeptPatch { slug: Some("c".into()) }).await.unwrap();
        assert_eq!(stale, Versioned::Stale(row.clone()));
        assert_eq!(kept::find_by_slug(&ours, "b").await.unwrap(), Some(row.clone()));
        assert!(matches!(kept::delete(&ours, row.id, 2).await.unwrap(), VersionedDelete::Deleted(_)));
        assert_eq!((kept::get(&ours, row.id).await.unwrap(), kept::count(&theirs).await.unwrap()), (None, 1));
        let gone = kept::get_deleted(&ours, row.id).await.unwrap().unwrap();
        assert!(gone.gone.is_some());
        // A view of two queries sees all rows.
        assert_eq!(r#static::list(&ours).await.unwrap()[0].slug, "b");
        let back = kept::restore(&ours, row.id).await.unwrap().unwrap();
        assert_eq!((back.gone, back.count), (None, gone.count + 1));
        let Upserted::Unchanged(same) = kept::upsert_by_slug(&ours, NewKept::new("b")).await.unwrap() else { panic!() };
        assert_eq!(same, back);
        assert_eq!(kept::delete_many(&ours, &[row.id]).await.unwrap(), 1);
        assert!(kept::purge(&ours, row.id).await.unwrap());
        assert_eq!(kept::get_deleted(&ours, row.id).await.unwrap(), None);
    }

    async fn a_tree_under_the_longest_names_is_kept_and_goes_as_a_whole(database: Database) {
        let db = connect(&database).await;
        let (ours, theirs) = (db.scope("a"), db.scope("b"));
        let root = longest::insert(&ours, NewLongest::new("root")).await.unwrap();
        let key = root.a_column_whose_name_is_rather_long_and_has_to_be_cut_somewhere;
        let child = NewLongest { parent_a: Some(key), parent_b: Some("root".into()), ..NewLongest::new("child") };
        let child = longest::insert(&ours, child).await.unwrap();
        assert_eq!(longest::list_by_parent_a_and_parent_b(&ours, key, "root").await.unwrap(), [child]);
        assert_eq!(longest::get(&theirs, key, "root").await.unwrap(), None);
        assert_eq!(longest::get_many(&ours, &[(key, "root"), (key, "x")]).await.unwrap(), [root]);
        let patched = longest::update(&ours, key, "root", LongestPatch { parent_b: Some(Some("x".into())), ..LongestPatch::default() }).await.unwrap();
        assert_eq!(patched.unwrap().parent_b.as_deref(), Some("x"));
        assert_eq!(longest::page(&ours, None, 9).await.unwrap().rows.len(), 2);
        assert!(longest::delete(&ours, key, "root").await.unwrap());
        assert_eq!(longest::count(&ours).await.unwrap(), 0);
    }
}
