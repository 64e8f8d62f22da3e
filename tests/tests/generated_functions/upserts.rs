//! Upserts say what they did, keep what was not given, and touch nothing where nothing differs.

use dualect::query::{InsertedOrFound, Upserted};
use dualect::types::Json;
use dualect::{Db, ErrorKind};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::connect;
use super::shapes::accounts::{self, NewAccount};
use super::shapes::items::{self, NewItem};
use super::shapes::parts::{self, NewPart};
use super::shapes::tickets::{self, NewTicket};
use dualect::types::{Date, Uuid};

async fn pause() {
    tokio::time::sleep(std::time::Duration::from_millis(2)).await;
}

async fn an_item(db: &Db, id: i64) {
    items::insert(db, NewItem::new(id, Date::new(2026, 1, 1).unwrap()))
        .await
        .unwrap();
}

both_engines! {
    async fn an_upsert_by_unique_inserts_then_leaves_alone_then_updates(database: Database) {
        let db = connect(&database).await.scope("acme");
        let data: Json = [("b", 1.0), ("a", 2.5)].into_iter().map(|(key, value)| (key.to_owned(), Json::from(value))).collect();
        let new = NewAccount { level: Some(7), data: Some(data), ..NewAccount::new("ann") };
        let Upserted::Inserted(first) = accounts::upsert_by_name(&db, new.clone()).await.unwrap() else {
            panic!("not inserted");
        };
        assert_eq!((first.level, first.touched_at), (7, None));
        pause().await;

        // The same again, and less: what is not given is not compared, and keeps what is stored.
        for new in [new, NewAccount::new("ann")] {
            assert_eq!(accounts::upsert_by_name(&db, new).await.unwrap(), Upserted::Unchanged(first.clone()));
        }

        let new = NewAccount { note: Some("hello".to_owned()), ..NewAccount::new("ann") };
        let Upserted::Updated(second) = accounts::upsert_by_name(&db, new).await.unwrap() else {
            panic!("not updated");
        };
        assert_eq!((second.id, second.level, &second.data), (first.id, 7, &first.data));
        assert_eq!(second.note.as_deref(), Some("hello"));
        assert!(second.updated_at > first.updated_at);
        assert!(second.touched_at > Some(first.updated_at));

        // A field without default is what it is given, null too; a time that is given is stored.
        let time = first.updated_at;
        let new = NewAccount { touched_at: Some(time), updated_at: Some(time), ..NewAccount::new("ann") };
        let Upserted::Updated(third) = accounts::upsert_by_name(&db, new).await.unwrap() else {
            panic!("not updated");
        };
        assert_eq!((third.note, third.touched_at, third.updated_at), (None, Some(time), time));
    }

    async fn an_upsert_reaches_no_other_tenants_row(database: Database) {
        let db = connect(&database).await;
        let (acme, other) = (db.scope("acme"), db.scope("other"));
        let ann = accounts::insert(&acme, NewAccount::new("ann")).await.unwrap();
        let taken = NewAccount { id: Some(ann.id), ..NewAccount::new("bob") };
        for error in [
            accounts::upsert(&other, taken.clone()).await.unwrap_err(),
            accounts::insert_or_get(&other, taken.clone()).await.unwrap_err(),
        ] {
            let expected = ErrorKind::Unique { table: "accounts".into(), constraint: "accounts_pkey".into() };
            assert_eq!(*error.kind(), expected);
        }
        assert_eq!(accounts::get(&other, ann.id).await.unwrap(), None);
        assert_eq!(accounts::get(&acme, ann.id).await.unwrap(), Some(ann.clone()));
        assert!(matches!(accounts::upsert(&acme, taken).await.unwrap(), Upserted::Updated(row) if row.name == "bob"));
        assert!(!accounts::delete(&other, ann.id).await.unwrap());
        assert_eq!(accounts::count(&other).await.unwrap(), 0);
        assert!(matches!(accounts::upsert_by_name(&other, NewAccount::new("bob")).await.unwrap(), Upserted::Inserted(_)));
    }

    async fn an_upsert_with_nothing_to_update_inserts_or_leaves_alone(database: Database) {
        let db = connect(&database).await;
        let new = NewTicket::new("late");
        let Upserted::Inserted(first) = tickets::upsert_by_subject(&db, new.clone()).await.unwrap() else {
            panic!("not inserted");
        };
        assert_eq!(tickets::upsert_by_subject(&db, new.clone()).await.unwrap(), Upserted::Unchanged(first.clone()));
        assert_eq!(tickets::insert_or_get_by_subject(&db, new).await.unwrap(), InsertedOrFound::Found(first));
    }

    async fn an_upsert_by_a_composite_key_compares_lists(database: Database) {
        let db = connect(&database).await;
        an_item(&db, 1).await;
        let token = Uuid::from_u128(7);
        let new = NewPart { sizes: Some(vec!["1.50".parse().unwrap()]), ..NewPart::new(1, token) };
        assert!(matches!(parts::upsert(&db, new.clone()).await.unwrap(), Upserted::Inserted(_)));
        assert!(matches!(parts::upsert(&db, new.clone()).await.unwrap(), Upserted::Unchanged(_)));
        let other = NewPart { sizes: Some(vec![]), ..new };
        assert!(matches!(parts::upsert(&db, other).await.unwrap(), Upserted::Updated(row) if row.sizes.is_empty()));
    }
}
