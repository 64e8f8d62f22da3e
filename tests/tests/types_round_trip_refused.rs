//! What not both databases can hold is refused with the same kind of error by both, and nothing is stored: by insert, `insert_many`,
//! upsert and update alike.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use dualect::types::{Date, Decimal, Timestamp};
use dualect::{Db, ErrorKind, ValueProblem};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use parity_db::lists::{self, NewList};
use parity_db::scalars::{self, NewScalar, ScalarPatch};
use serde_json::json;

async fn connect(database: &Database) -> Db {
    let db = Db::connect(&database.url()).await.unwrap();
    db.migrate(&parity_db::MIGRATIONS).await.unwrap();
    db
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn problem(kind: &ErrorKind) -> Option<ValueProblem> {
    if let ErrorKind::InvalidValue { problem, .. } = kind {
        Some(*problem)
    } else {
        None
    }
}

/// Every way to write the value is refused.
macro_rules! refused {
    ($db:ident, $expected:expr, $($column:ident: $value:expr),+ $(,)?) => {{
        $(
            let what = stringify!($column: $value);
            let new = || NewScalar { $column: Some($value), ..NewScalar::new(7) };
            let errors = [
                scalars::insert(&$db, new()).await.unwrap_err(),
                scalars::insert_many(&$db, vec![NewScalar::new(6), new()]).await.unwrap_err(),
                scalars::upsert(&$db, new()).await.unwrap_err(),
                scalars::insert_or_get(&$db, new()).await.unwrap_err(),
            ];
            assert!(scalars::page(&$db, None, 10).await.unwrap().rows.is_empty(), "{what} is stored");
            let plain = scalars::insert(&$db, NewScalar::new(1)).await.unwrap();
            let patch = ScalarPatch { $column: Some(Some($value)), ..ScalarPatch::default() };
            let update = scalars::update(&$db, 1, patch).await.unwrap_err();
            assert_eq!(scalars::get(&$db, 1).await.unwrap(), Some(plain));
            assert!(scalars::delete(&$db, 1).await.unwrap());
            for error in errors.iter().chain([&update]) {
                let expected: fn(&ErrorKind) -> bool = $expected;
                assert!(expected(error.kind()), "{what}: {:?}", error.kind());
            }
        )+
    }};
}

both_engines! {
    async fn floats_that_are_not_finite(database: Database) {
        let db = connect(&database).await;
        refused!(db, |kind| problem(kind) == Some(ValueProblem::NotFinite),
            single: f32::NAN, single: f32::INFINITY, single: f32::NEG_INFINITY,
            double: f64::NAN, double: f64::INFINITY, double: f64::NEG_INFINITY);
    }

    async fn text_with_a_nul(database: Database) {
        let db = connect(&database).await;
        refused!(db, |kind| problem(kind) == Some(ValueProblem::Nul),
            title: "\0".to_owned(), title: "a\0b".to_owned(), code: "a\0".to_owned(),
            data: json!("a\0"), data: json!({"a": ["\0"]}), data: json!({"\0": 1}));
    }

    async fn text_that_is_too_long(database: Database) {
        let db = connect(&database).await;
        refused!(db, |kind| *kind == ErrorKind::Check { table: "scalars".into(), constraint: "scalars_code_check".into() },
            code: "123456".to_owned(), code: "\u{1F600}".repeat(6), code: "e\u{301}".repeat(3), code: " ".repeat(6));
    }

    async fn decimals_with_more_digits_than_the_column(database: Database) {
        let db = connect(&database).await;
        refused!(db, |kind| problem(kind) == Some(ValueProblem::DecimalDigits),
            price: dec("0.001"), price: dec("100000000"), price: dec("-100000000.00"), longest: dec("1"),
            longest: dec("0.0000000000000000001"), units: dec("0.5"), units: dec("100000"),
            precise: dec("1000000000000000000"), precise: dec("0.00000000001"), cents: dec("10000"), cents: Decimal::MAX);
    }

    async fn times_before_the_year_1(database: Database) {
        let db = connect(&database).await;
        refused!(db, |kind| problem(kind) == Some(ValueProblem::OutOfRange),
            micros: at("0000-12-31T23:59:59.999999999Z"), micros: Timestamp::MIN, millis: Timestamp::MIN,
            seconds: Timestamp::MIN, written: Timestamp::MIN, written: at("-000001-01-01T00:00:00Z"),
            day: Date::MIN, day: Date::constant(0, 12, 31));
    }

    async fn list_items_that_no_column_could_hold(database: Database) {
        let db = connect(&database).await;
        let new = NewList::new(1, "a");
        let cases = [
            (NewList { titles: Some(vec!["a".into(), "\0".into()]), ..new.clone() }, ValueProblem::Nul),
            (NewList { codes: Some(vec!["\0".into()]), ..new.clone() }, ValueProblem::Nul),
            (NewList { singles: Some(vec![1.0, f32::NAN]), ..new.clone() }, ValueProblem::NotFinite),
            (NewList { doubles: Some(vec![f64::INFINITY]), ..new.clone() }, ValueProblem::NotFinite),
            (NewList { prices: Some(vec![dec("0.0001")]), ..new.clone() }, ValueProblem::DecimalDigits),
            (NewList { prices: Some(vec![dec("100000")]), ..new.clone() }, ValueProblem::DecimalDigits),
            (NewList { moments: Some(vec![Timestamp::MIN]), ..new.clone() }, ValueProblem::OutOfRange),
            (NewList { days: Some(vec![Date::MIN]), ..new.clone() }, ValueProblem::OutOfRange),
        ];
        for (new, expected) in cases {
            let error = lists::insert(&db, new.clone()).await.unwrap_err();
            assert_eq!(problem(error.kind()), Some(expected), "{new:?}");
            let error = lists::upsert_by_label(&db, new.clone()).await.unwrap_err();
            assert_eq!(problem(error.kind()), Some(expected), "{new:?}");
            assert_eq!(lists::count(&db).await.unwrap(), 0);
        }
    }

    async fn a_refused_value_leaves_the_transaction_usable(database: Database) {
        let db = connect(&database).await;
        let tx = db.begin().await.unwrap();
        scalars::insert(&tx, NewScalar::new(1)).await.unwrap();
        let bad = NewScalar { double: Some(f64::NAN), ..NewScalar::new(2) };
        scalars::insert(&tx, bad).await.unwrap_err();
        scalars::insert(&tx, NewScalar::new(3)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(scalars::count(&db).await.unwrap(), 2);
    }
}
