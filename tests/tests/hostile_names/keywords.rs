//! Words that SQL and Rust keep for themselves; keys that differ by case; a view over both.

use std::slice::from_ref;

use dualect::query::{TextEnum, Upserted};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use hostile_names_db::r#enum;
use hostile_names_db::enums::{Match, NativeType};
use hostile_names_db::r#type::{self, Keyword, KeywordPatch, NewKeyword};
use hostile_names_db::user_data::{self, NewUserData, UserDataPatch};
use hostile_names_db::userdata_rows::{self, NewUserdataRow};
use serde_json::json;

use super::connect;

both_engines! {
    async fn what_is_left_out_is_the_default_as_it_was_written(database: Database) {
        let db = connect(&database).await;
        let row = r#type::insert(&db, NewKeyword::new()).await.unwrap();
        assert_eq!(row.r#fn, "'; drop table \"select\"; --");
        assert_eq!(row.r#async, Match::DropTableX);
        assert_eq!(row.r#dyn, json!({ "a\"b'c\\": ["$1", "?"] }));
        assert_eq!(row.r#yield, ["it's \"q\" {x,y}", "\\"]);
        // What the database fills in by itself is the same.
        database.execute("INSERT INTO \"select\".\"select\" (\"?1\") VALUES ('x')".replace(
            "\"select\".\"select\"",
            if database.engine().name() == "sqlite" { "\"select\"" } else { "\"select\".\"select\"" },
        ).as_str()).await;
        let rows = r#type::page(&db, None, 9).await.unwrap().rows;
        let filled = Keyword { self_: row.self_, kind: None, ..rows[1].clone() };
        assert_eq!((rows.len(), &rows[0], &filled), (2, &row, &row));
    }

    async fn every_value_of_an_enum_comes_back(database: Database) {
        let db = connect(&database).await;
        for (n, value) in (0..).zip(Match::ALL) {
            let native = NativeType::ALL[usize::try_from(n).unwrap() % NativeType::ALL.len()];
            let new = NewKeyword { r#fn: Some(format!("{n}")), r#async: Some(*value), r#await: Some(native), now: Some(n), ..NewKeyword::new() };
            let row = r#type::insert(&db, new).await.unwrap();
            assert_eq!((row.r#async, row.r#await), (*value, Some(native)));
            assert_eq!(r#type::list_by_async_and_now(&db, *value, n).await.unwrap(), [row]);
        }
        let mut all = Vec::new();
        let mut after = None;
        loop {
            let page = r#type::page_by_async_and_now(&db, after.as_ref(), 3).await.unwrap();
            all.extend(page.rows.into_iter().map(|row| row.r#async.as_str()));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let mut sorted = all.clone();
        sorted.sort_unstable();
        assert_eq!((all.len(), all), (Match::ALL.len(), sorted));
    }

    async fn rows_are_put_in_changed_found_and_deleted(database: Database) {
        let db = connect(&database).await;
        let new = || NewKeyword { r#fn: Some("{{ x }} %s $1 ?".into()), kind: Some("l\\oo'p".into()), ..NewKeyword::new() };
        let row = r#type::upsert_by_fn_and_loop(&db, new()).await.unwrap();
        let Upserted::Inserted(row) = row else { panic!("{row:?}") };
        assert_eq!(r#type::upsert_by_fn_and_loop(&db, new()).await.unwrap(), Upserted::Unchanged(row.clone()));
        let other = NewKeyword { limit: Some(3), ..new() };
        let Upserted::Updated(row) = r#type::upsert_by_fn_and_loop(&db, other).await.unwrap() else { panic!() };
        assert_eq!(row.limit, Some(3));
        assert_eq!(r#type::insert_or_get_by_fn_and_loop(&db, new()).await.unwrap().into_row(), row);
        let patch = KeywordPatch { r#async: Some(Match::LineBreak), r#await: Some(Some(NativeType::Quote)), values: Some(Some(-1)), ..KeywordPatch::default() };
        let row = r#type::update(&db, row.self_, patch).await.unwrap().unwrap();
        assert_eq!((row.r#async, row.r#await, row.values), (Match::LineBreak, Some(NativeType::Quote), Some(-1)));
        assert_eq!(r#type::find_by_fn_and_loop(&db, "{{ x }} %s $1 ?", "l\\oo'p").await.unwrap(), Some(row.clone()));
        assert_eq!(r#type::get_many(&db, &[row.self_, -7]).await.unwrap(), from_ref(&row));
        assert_eq!(r#type::page_in_async_by_now(&db, Match::LineBreak, None, 2).await.unwrap().rows, from_ref(&row));
        assert!(r#type::exists(&db, row.self_).await.unwrap());
        assert_eq!(r#type::delete_many(&db, &[row.self_]).await.unwrap(), 1);
        assert_eq!(r#type::count(&db).await.unwrap(), 0);
        let many = (0..700).map(|n| NewKeyword { r#fn: Some(n.to_string()), r#await: Some(NativeType::Dollars), ..NewKeyword::new() });
        assert_eq!(r#type::insert_many(&db, many.collect()).await.unwrap(), 700);
        assert_eq!(r#type::count(&db).await.unwrap(), 700);
    }

    async fn keys_that_differ_by_case_are_different_tables_and_columns(database: Database) {
        let db = connect(&database).await;
        let word = r#type::insert(&db, NewKeyword::new()).await.unwrap();
        let user = NewUserData { kind_id: Some(word.self_), ..NewUserData::new(1, 5) };
        let user = user_data::insert(&db, user).await.unwrap();
        let row = userdata_rows::insert(&db, NewUserdataRow::new(9, user.id)).await.unwrap();
        assert_eq!(userdata_rows::list_by_from_user(&db, 1).await.unwrap(), [row]);
        assert_eq!(user_data::list_by_kind_id(&db, word.self_).await.unwrap(), [user]);

        let seen = r#enum::get(&db, word.self_).await.unwrap().unwrap();
        assert_eq!((seen.r#match.as_str(), seen.r#ref, seen.r#mod), (word.r#fn.as_str(), Some(5), word.r#async));
        assert_eq!((&seen.r#type, &seen.r#yield), (&word.r#dyn, &word.r#yield));
        assert_eq!(r#enum::list(&db).await.unwrap(), from_ref(&seen));
        assert_eq!(r#enum::page(&db, None, 1).await.unwrap().rows, [seen]);
        assert_eq!(r#enum::count(&db).await.unwrap(), 1);

        // The schema's own trigger: 6 becomes 7.
        user_data::update(&db, 1, UserDataPatch { user_id: Some(6), ..UserDataPatch::default() }).await.unwrap();
        assert_eq!(user_data::get(&db, 1).await.unwrap().unwrap().user_id, 7);
        assert!(userdata_rows::delete(&db, 9).await.unwrap());
        assert!(user_data::delete(&db, 1).await.unwrap());
        assert!(r#type::delete(&db, word.self_).await.unwrap());
    }
}
