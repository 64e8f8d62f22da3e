//! Many rows by many keys, single and composite.

use dualect::types::{Date, Decimal, Uuid};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::connect;
use super::shapes::accounts::{self, NewAccount};
use super::shapes::items::{self, NewItem};
use super::shapes::parts::{self, NewPart, Part};

both_engines! {
    async fn rows_are_read_and_deleted_by_composite_keys(database: Database) {
        let db = connect(&database).await;
        let day = Date::new(2026, 1, 1).unwrap();
        items::insert_many(&db, vec![NewItem::new(1, day), NewItem::new(2, day)]).await.unwrap();
        let token = Uuid::from_u128;
        let new = [(1, 1), (1, 2), (2, 1), (2, 2)].map(|(item, number)| NewPart {
            sizes: Some(vec![Decimal::new(number, 2)]),
            ..NewPart::new(item, token(number.unsigned_abs().into()))
        });
        assert_eq!(parts::insert_many(&db, new.to_vec()).await.unwrap(), 4);

        // Pairs, not every first with every second; missing ones passed over; in order of the key.
        let keys = [(2, token(1)), (1, token(2)), (1, token(9)), (2, token(1))];
        let found = parts::get_many(&db, &keys).await.unwrap();
        let part = |item_id, number: u8| Part {
            item_id,
            token: token(number.into()),
            sizes: vec![Decimal::new(number.into(), 2)],
        };
        assert_eq!(found, [part(1, 2), part(2, 1)]);
        assert_eq!(parts::delete_many(&db, &keys).await.unwrap(), 2);
        assert_eq!(parts::list_by_item_id(&db, 1).await.unwrap(), [part(1, 1)]);
        assert_eq!(parts::get_many(&db, &[]).await.unwrap(), []);
    }

    async fn uuid_keys_and_tenants_are_kept_apart(database: Database) {
        let db = connect(&database).await;
        let (acme, other) = (db.scope("acme"), db.scope("other"));
        let new = ["a", "b", "c"].map(NewAccount::new);
        assert_eq!(accounts::insert_many(&acme, new.to_vec()).await.unwrap(), 3);
        let rows = accounts::page(&acme, None, 10).await.unwrap().rows;
        let keys: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        assert_eq!(accounts::get_many(&acme, &keys).await.unwrap(), rows);
        assert_eq!(accounts::get_many(&other, &keys).await.unwrap(), []);
        assert_eq!(accounts::delete_many(&other, &keys).await.unwrap(), 0);
        assert_eq!(accounts::delete_many(&acme, &keys[1..]).await.unwrap(), 2);
        assert_eq!(accounts::find_by_name(&acme, "a").await.unwrap().map(|row| row.id), Some(keys[0]));
        assert_eq!(accounts::find_by_name(&other, "a").await.unwrap(), None);
    }

    async fn one_bad_row_keeps_all_others_out(database: Database) {
        let db = connect(&database).await;
        let day = Date::new(2026, 1, 1).unwrap();
        let new = vec![NewItem::new(1, day), NewItem::new(2, day), NewItem::new(1, day)];
        items::insert_many(&db, new).await.unwrap_err();
        assert_eq!(items::count(&db).await.unwrap(), 0);
    }
}
