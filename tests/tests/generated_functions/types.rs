//! Every type goes through every kind of statement; both engines know each parameter's type.

use dualect::query::{InsertedOrFound, Upserted};
use dualect::types::{Date, Decimal, Time, Timestamp, Uuid};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::connect;
use super::shapes::enums::Color;
use super::shapes::everything::{self, EverythingPatch, NewEverything};
use super::shapes::prices::{self, NewPrice};

fn new() -> NewEverything {
    let time = Timestamp::from_second(1_700_000_000).unwrap();
    NewEverything {
        huge: Some(Decimal::new(-5, 8)),
        old_at: Some(time),
        older_at: Some(time),
        hour: Some(Time::constant(23, 59, 59, 999_999_000)),
        color: Some(Color::Green),
        prices: Some(vec![Decimal::new(-1, 2)]),
        blobs: Some(vec![vec![0, 255]]),
        tokens: Some(vec![Uuid::from_u128(1)]),
        times: Some(vec![time]),
        days: Some(vec![Date::constant(2026, 2, 28)]),
        ..NewEverything::new("x", vec![0, 1, 255], Date::constant(1, 1, 1))
    }
}

both_engines! {
    async fn every_type_goes_in_and_comes_back(database: Database) {
        let db = connect(&database).await;
        let row = everything::insert(&db, new()).await.unwrap();
        assert_eq!((row.small, row.big, row.price), (-3, Some(9_000_000_000), Decimal::new(1250, 2)));
        assert_eq!((row.exact, row.ratio, &row.scores), (2.75, 0.5, &vec![1, 2]));
        assert_eq!(row.data.to_string(), r#"{"a":[1,2],"b":"x"}"#);
        assert_eq!(row.older_at, new().older_at);
        assert_eq!(row.prices, new().prices);
        assert_eq!(everything::find_by_code(&db, "x").await.unwrap(), Some(row.clone()));
        assert_eq!(everything::get_many(&db, &[row.id]).await.unwrap(), std::slice::from_ref(&row));
        assert_eq!(everything::insert_or_get_by_code(&db, new()).await.unwrap(), InsertedOrFound::Found(row.clone()));
        assert_eq!(everything::upsert_by_code(&db, new()).await.unwrap(), Upserted::Unchanged(row.clone()));
        assert_eq!(everything::upsert(&db, NewEverything { id: Some(row.id), ..new() }).await.unwrap(), Upserted::Unchanged(row));
    }

    async fn a_patch_of_every_type_changes_all_of_them(database: Database) {
        let db = connect(&database).await;
        let many = vec![new(), NewEverything { code: "y".to_owned(), ..new() }];
        assert_eq!(everything::insert_many(&db, many).await.unwrap(), 2);
        let row = everything::find_by_code(&db, "y").await.unwrap().unwrap();
        let patch = EverythingPatch {
            code: Some("z".to_owned()),
            flag: Some(false),
            small: Some(1),
            whole: Some(2),
            big: Some(None),
            ratio: Some(0.25),
            exact: Some(-1.5),
            price: Some(Decimal::new(1, 2)),
            huge: Some(Some(Decimal::new(7, 0))),
            title: Some(String::new()),
            blob: Some(Vec::new()),
            made_at: Some(Timestamp::UNIX_EPOCH),
            old_at: Some(None),
            older_at: Some(None),
            day: Some(Date::constant(2026, 1, 1)),
            hour: Some(None),
            data: Some(false.into()),
            color: Some(Some(Color::Red)),
            flags: Some(Vec::new()),
            scores: Some(vec![-1]),
            ratios: Some(vec![0.5]),
            prices: Some(None),
            tags: Some(vec!["b, \"c\"".to_owned()]),
            blobs: Some(Vec::new()),
            tokens: Some(Vec::new()),
            times: Some(Vec::new()),
            days: Some(Vec::new()),
        };
        let changed = everything::update(&db, row.id, patch).await.unwrap().unwrap();
        assert_eq!((changed.code.as_str(), changed.big, changed.color), ("z", None, Some(Color::Red)));
        assert_eq!((&changed.prices, &changed.tags, changed.data.as_bool()), (&None, &vec!["b, \"c\"".to_owned()], Some(false)));
        let mut again = NewEverything { code: "z".to_owned(), ..new() };
        again.color = changed.color;
        assert!(matches!(everything::upsert_by_code(&db, again).await.unwrap(), Upserted::Updated(row) if row.id == changed.id));
    }

    async fn keys_of_rarer_types_are_found(database: Database) {
        let db = connect(&database).await;
        let since = Timestamp::from_millisecond(-1_500).unwrap();
        let amounts = ["10.00", "-0.50", "9.99"].map(|amount| amount.parse::<Decimal>().unwrap());
        let new = amounts.map(|amount| NewPrice::new(amount, since, Color::Red)).to_vec();
        assert_eq!(prices::insert_many(&db, new).await.unwrap(), 3);
        let keys: Vec<(Decimal, Timestamp)> = amounts[..2].iter().map(|amount| (*amount, since)).collect();
        let found = prices::get_many(&db, &keys).await.unwrap();
        assert_eq!(found.iter().map(|row| row.amount).collect::<Vec<_>>(), [amounts[1], amounts[0]]);
        let page = prices::page(&db, None, 1).await.unwrap();
        let rest = prices::page(&db, page.next.as_ref(), 5).await.unwrap();
        assert_eq!(rest.rows.iter().map(|row| row.amount).collect::<Vec<_>>(), [amounts[2], amounts[0]]);
        assert_eq!(prices::delete_many(&db, &keys).await.unwrap(), 2);
    }
}
