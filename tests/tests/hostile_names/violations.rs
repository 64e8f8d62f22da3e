//! Errors name the same table and constraint on both engines, whatever stands in the names.

use dualect::types::Uuid;
use dualect::{ErrorKind, Result};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use hostile_names_db::kept::{self, NewKept};
use hostile_names_db::longest_key_of_all_tables_in_this_schema_it_goes_on_and_on::{
    self as longest, NewLongest,
};
use hostile_names_db::signs::{self, NewSign};
use hostile_names_db::trees::{self, NewTree};
use hostile_names_db::r#type::{self, NewKeyword};
use hostile_names_db::user_data::{self, NewUserData};
use hostile_names_db::userdata_rows::{self, NewUserdataRow};

use super::connect;

const SIGNS: &str = "a.b, \"c\".d";

fn unique(table: &str, constraint: &str) -> ErrorKind {
    ErrorKind::Unique {
        table: table.into(),
        constraint: constraint.into(),
    }
}

fn foreign_key(table: &str, constraint: &str) -> ErrorKind {
    ErrorKind::ForeignKey {
        table: table.into(),
        constraint: constraint.into(),
    }
}

fn check(table: &str, constraint: &str) -> ErrorKind {
    ErrorKind::Check {
        table: table.into(),
        constraint: constraint.into(),
    }
}

fn refused<T: std::fmt::Debug>(outcome: Result<T>, expected: &ErrorKind) {
    assert_eq!(outcome.unwrap_err().kind(), expected);
}

both_engines! {
    async fn each_violation_names_its_constraint(database: Database) {
        let db = connect(&database).await;
        let sign = |id| NewSign { dotted: Some("x".into()), quoted: Some("y".into()), ..NewSign::new(id) };
        signs::insert(&db, sign(1)).await.unwrap();
        refused(signs::insert(&db, NewSign::new(1)).await, &unique(SIGNS, "a.b, \"c\".d_pkey"));
        refused(signs::insert(&db, sign(2)).await, &unique(SIGNS, "uni'que, \"two\".three"));
        let wrong = NewSign { composed: Some(2), combining: Some(1), upper: Some(0), ..NewSign::new(3) };
        refused(signs::insert(&db, wrong).await, &check(SIGNS, "CHECK"));
        refused(signs::insert(&db, NewSign { old: Some(10), ..NewSign::new(3) }).await, &check(SIGNS, "ch:eck ($1)"));
        let long = NewSign { quoted: Some("x".repeat(21)), ..NewSign::new(3) };
        refused(signs::insert(&db, long).await, &check(SIGNS, "a.b, \"c\".d_it's \"q\" `t` [b]_check"));

        let word = || NewKeyword { kind: Some("k".into()), ..NewKeyword::new() };
        let stored = r#type::insert(&db, word()).await.unwrap();
        refused(r#type::insert(&db, word()).await, &unique("select", "Un\"ique $$"));
        let wrong = NewKeyword { r#fn: Some("\"; --".into()), ..word() };
        refused(r#type::insert(&db, wrong).await, &check("select", "che\"ck"));

        user_data::insert(&db, NewUserData { kind_id: Some(stored.self_), ..NewUserData::new(1, 1) }).await.unwrap();
        userdata_rows::insert(&db, NewUserdataRow::new(1, 1)).await.unwrap();
        let lost = NewUserData { kind_id: Some(-1), ..NewUserData::new(2, 1) };
        refused(user_data::insert(&db, lost).await, &foreign_key("userData", "userData_KIND_fkey"));
        refused(userdata_rows::insert(&db, NewUserdataRow::new(2, 9)).await, &foreign_key("user_data", "a.b, c"));
        refused(user_data::delete(&db, 1).await, &foreign_key("user_data", "a.b, c"));
        refused(r#type::delete(&db, stored.self_).await, &foreign_key("userData", "userData_KIND_fkey"));

        let scope = db.scope(Uuid::from_u128(1));
        kept::insert(&scope, NewKept::new("a")).await.unwrap();
        refused(kept::insert(&scope, NewKept::new("a")).await, &unique("x\\ y", "kept key"));

        let scope = db.scope("t");
        let child = NewLongest { parent_a: Some(Uuid::from_u128(7)), parent_b: Some("x".into()), ..NewLongest::new("a") };
        refused(longest::insert(&scope, child).await, &foreign_key(&format!("{}aé", "ⅷ".repeat(20)), "for\"eign"));
    }

    async fn a_batch_that_is_refused_names_its_constraint_too(database: Database) {
        let db = connect(&database).await;
        let mut many: Vec<NewSign> = (1..=1200).map(NewSign::new).collect();
        many.push(NewSign { old: Some(10), ..NewSign::new(2000) });
        refused(signs::insert_many(&db, many).await, &check(SIGNS, "ch:eck ($1)"));
        let twice: Vec<NewSign> = (1..=1200).chain([5]).map(NewSign::new).collect();
        refused(signs::insert_many(&db, twice).await, &unique(SIGNS, "a.b, \"c\".d_pkey"));
        assert_eq!(signs::count(&db).await.unwrap(), 0);
    }

    async fn rows_that_refer_to_each_other_are_put_in_together(database: Database) {
        let db = connect(&database).await;
        user_data::insert(&db, NewUserData::new(1, 1)).await.unwrap();
        let tree = |id: &str, parent: &str, owner: i32| NewTree { parent: Some(parent.into()), owner: Some(owner), ..NewTree::new(id) };
        let many = vec![tree("leaf", "root", 1), NewTree::new("root")];
        assert_eq!(trees::insert_many(&db, many).await.unwrap(), 2);
        assert_eq!(trees::list_by_parent(&db, "root").await.unwrap(), [trees::get(&db, "leaf").await.unwrap().unwrap()]);
        refused(trees::insert_many(&db, vec![tree("a", "b", 1), tree("b", "c", 1)]).await, &foreign_key("tr'ee", "x'y"));
        refused(trees::insert_many(&db, vec![tree("a", "b", 1), tree("b", "a", 2)]).await, &foreign_key("tr'ee", "z\""));
        refused(trees::insert(&db, tree("a", "b", 1)).await, &foreign_key("tr'ee", "x'y"));
        refused(trees::insert(&db, tree("a", "leaf", 2)).await, &foreign_key("tr'ee", "z\""));
        refused(trees::delete(&db, "root").await, &foreign_key("tr'ee", "x'y"));
        assert_eq!(trees::delete_many(&db, &["root", "leaf"]).await.unwrap(), 2);
    }
}
