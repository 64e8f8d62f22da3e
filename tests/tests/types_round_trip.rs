//! The edge values of every type come back as they went in, the same from both databases: from the insert, and from a read.
//!
//! `{:?}` is what is compared, since `==` takes -0.0 for 0.0 and 1.50 for 1.5.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use dualect::Db;
use dualect::types::{Date, Decimal, Json, Time, Timestamp, Uuid};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use parity_db::enums::Mood;
use parity_db::lists::{self, NewList};
use parity_db::scalars::{self, NewScalar};
use serde_json::json;

async fn connect(database: &Database) -> Db {
    let db = Db::connect(&database.url()).await.unwrap();
    db.migrate(&parity_db::MIGRATIONS).await.unwrap();
    db
}

fn read<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

/// Stores each value in the column and expects to find its counterpart there.
macro_rules! come_back {
    ($db:ident, $table:ident, $New:ident, $column:ident, [$($given:expr => $expected:expr),+ $(,)?]) => {{
        let mut id = 0;
        $(
            id += 1;
            let label = id.to_string();
            let new = come_back!(@new $New, id, label, $column, $given);
            let inserted = $table::insert(&$db, new).await.unwrap();
            let stored = $table::get(&$db, id).await.unwrap().unwrap();
            let expected = format!("{:?}", Some($expected));
            assert_eq!(format!("{:?}", inserted.$column), expected, "inserted, {}", stringify!($given));
            assert_eq!(format!("{:?}", stored.$column), expected, "stored, {}", stringify!($given));
        )+
        for id in 1..=id {
            assert!($table::delete(&$db, id).await.unwrap());
        }
    }};
    (@new NewScalar, $id:ident, $label:ident, $column:ident, $given:expr) => {{
        drop($label);
        NewScalar { $column: Some($given), ..NewScalar::new($id) }
    }};
    (@new NewList, $id:ident, $label:ident, $column:ident, $given:expr) => {
        NewList { $column: Some($given), ..NewList::new($id, $label) }
    };
}

/// Values that are stored as they are.
macro_rules! same {
    ($db:ident, $table:ident, $New:ident, $column:ident, [$($value:expr),+ $(,)?]) => {
        come_back!($db, $table, $New, $column, [$($value => $value),+])
    };
}

both_engines! {
    async fn whole_numbers_come_back(database: Database) {
        let db = connect(&database).await;
        same!(db, scalars, NewScalar, flag, [true, false]);
        same!(db, scalars, NewScalar, small, [i16::MIN, -1_i16, 0_i16, i16::MAX]);
        same!(db, scalars, NewScalar, whole, [i32::MIN, -1_i32, 0_i32, i32::MAX]);
        same!(db, scalars, NewScalar, large, [i64::MIN, (1_i64 << 53) + 1, -(1_i64 << 53) - 1, i64::MAX]);
    }

    async fn floats_come_back_but_for_the_sign_of_zero(database: Database) {
        let db = connect(&database).await;
        same!(db, scalars, NewScalar, single, [
            f32::MIN, f32::MAX, f32::MIN_POSITIVE, 1e-45_f32, -1e-45_f32, 0.1_f32, 16_777_217.0_f32, f32::EPSILON,
        ]);
        same!(db, scalars, NewScalar, double, [
            f64::MIN, f64::MAX, f64::MIN_POSITIVE, 5e-324_f64, -5e-324_f64, 0.1_f64, 1e15_f64, 9_007_199_254_740_993.0_f64,
            f64::from(f32::MAX) * 2.0, std::f64::consts::PI,
        ]);
        come_back!(db, scalars, NewScalar, single, [-0.0_f32 => 0.0_f32]);
        come_back!(db, scalars, NewScalar, double, [-0.0_f64 => 0.0_f64]);
    }

    async fn decimals_come_back_with_all_digits_of_their_scale(database: Database) {
        let db = connect(&database).await;
        let dec = read::<Decimal>;
        come_back!(db, scalars, NewScalar, price, [
            dec("99999999.99") => dec("99999999.99"), dec("-99999999.99") => dec("-99999999.99"), dec("0.01") => dec("0.01"),
            dec("1") => dec("1.00"), dec("1.5") => dec("1.50"), dec("1.500000") => dec("1.50"), dec("-0") => dec("0.00"),
            dec("0") => dec("0.00"),
        ]);
        come_back!(db, scalars, NewScalar, longest, [
            dec("0.999999999999999999") => dec("0.999999999999999999"),
            dec("-0.000000000000000001") => dec("-0.000000000000000001"), dec("0.1") => dec("0.100000000000000000"),
        ]);
        come_back!(db, scalars, NewScalar, units, [dec("99999") => dec("99999"), dec("-7.000") => dec("-7"), dec("0") => dec("0")]);
        come_back!(db, scalars, NewScalar, precise, [
            dec("999999999999999999.9999999999") => dec("999999999999999999.9999999999"),
            dec("-999999999999999999.9999999999") => dec("-999999999999999999.9999999999"),
            dec("0.0000000001") => dec("0.0000000001"), dec("10") => dec("10.0000000000"),
        ]);
        come_back!(db, scalars, NewScalar, cents, [dec("-9999.99") => dec("-9999.99"), dec("3") => dec("3.00"), dec("-0.0") => dec("0.00")]);
    }

    async fn text_comes_back_whatever_is_in_it(database: Database) {
        let db = connect(&database).await;
        let long = "ü\u{1F600}\\\"'".repeat(100_000);
        let between = |first: u32, last: u32| (first..=last).filter_map(char::from_u32).collect::<String>();
        same!(db, scalars, NewScalar, title, [
            String::new(), " ".to_owned(), "NULL".to_owned(), "é".to_owned(), "e\u{301}".to_owned(), "👩‍👩‍👧‍👦".to_owned(),
            "\u{FEFF}\u{202E}\u{FFFF}\u{10FFFF}".to_owned(), "' \" \\ % _ $1 ?1 :a {} \r\n\t".to_owned(), between(1, 0x17f),
            between(0x180, 0x2ff),
        ]);
        same!(db, scalars, NewScalar, code, [
            "12345".to_owned(), "äöüßé".to_owned(), "\u{1F600}".repeat(5), "e\u{301}e\u{301}x".to_owned(), String::new(),
        ]);
        same!(db, scalars, NewScalar, mood, [Mood::Calm, Mood::Empty, Mood::ItSOdd, Mood::Ünïcode, Mood::Zz]);
        // What is indexed cannot be that long; in JSON and lists it can.
        let stored = scalars::insert(&db, NewScalar { data: Some(json!(long)), ..NewScalar::new(1) }).await.unwrap();
        assert_eq!(stored.data, Some(json!(long)));
    }

    async fn bytes_and_uuids_come_back(database: Database) {
        let db = connect(&database).await;
        let all: Vec<u8> = (0..=255).collect();
        same!(db, scalars, NewScalar, blob, [
            Vec::<u8>::new(), vec![0_u8], vec![0_u8, 0], all.clone(), b"\\x00".to_vec(), b"text".to_vec(), vec![0xC3_u8, 0x28],
        ]);
        same!(db, scalars, NewScalar, token, [
            Uuid::nil(), Uuid::max(), Uuid::from_u128(1), read::<Uuid>("019a9b1e-0000-7000-8000-00000000000f"),
        ]);
    }

    async fn moments_come_back_in_their_storage(database: Database) {
        let db = connect(&database).await;
        let at = read::<Timestamp>;
        let (first, last) = (at("0001-01-01T00:00:00Z"), at("9999-12-30T21:59:59.999999Z"));
        same!(db, scalars, NewScalar, micros, [
            first, last, Timestamp::UNIX_EPOCH, at("1969-12-31T23:59:59.999999Z"), at("1900-02-28T23:59:59.000001Z"),
            at("2000-02-29T12:00:00.123456Z"), at("2024-02-29T23:59:59.999999Z"), at("0004-02-29T00:00:00.000001Z"),
        ]);
        same!(db, scalars, NewScalar, written, [
            first, last, Timestamp::UNIX_EPOCH, at("1969-12-31T23:59:59.999999Z"), at("2000-02-29T12:00:00.123456Z"),
        ]);
        let nanos = at("2000-02-29T12:00:00.123456789Z");
        let before = at("1969-12-31T23:59:59.999999999Z");
        come_back!(db, scalars, NewScalar, micros, [
            nanos => at("2000-02-29T12:00:00.123456Z"), before => at("1969-12-31T23:59:59.999999Z"),
        ]);
        come_back!(db, scalars, NewScalar, written, [
            nanos => at("2000-02-29T12:00:00.123456Z"), before => at("1969-12-31T23:59:59.999999Z"),
        ]);
        come_back!(db, scalars, NewScalar, millis, [
            first => first, last => at("9999-12-30T21:59:59.999Z"), nanos => at("2000-02-29T12:00:00.123Z"),
            before => at("1969-12-31T23:59:59.999Z"),
        ]);
        come_back!(db, scalars, NewScalar, seconds, [
            first => first, last => at("9999-12-30T21:59:59Z"), nanos => at("2000-02-29T12:00:00Z"),
            before => at("1969-12-31T23:59:59Z"),
        ]);
    }

    async fn days_and_hours_come_back(database: Database) {
        let db = connect(&database).await;
        let day = read::<Date>;
        let hour = read::<Time>;
        same!(db, scalars, NewScalar, day, [
            day("0001-01-01"), day("9999-12-31"), day("1970-01-01"), day("1969-12-31"), day("2000-02-29"), day("2024-02-29"),
            day("0004-02-29"), day("1582-10-10"),
        ]);
        come_back!(db, scalars, NewScalar, hour, [
            hour("00:00:00") => hour("00:00:00"), hour("23:59:59.999999") => hour("23:59:59.999999"),
            hour("23:59:59.999999999") => hour("23:59:59.999999"), hour("12:00:00.000001") => hour("12:00:00.000001"),
            hour("12:00:00.0000009") => hour("12:00:00"),
        ]);
    }

    async fn json_comes_back_in_one_spelling(database: Database) {
        let db = connect(&database).await;
        let text = |text: &str| serde_json::from_str::<Json>(text).unwrap();
        let mut deep = json!(1);
        for _ in 0..60 {
            deep = json!([{ "a": deep }]);
        }
        same!(db, scalars, NewScalar, data, [
            json!(null), json!(true), json!(0), json!(-1), json!(u64::MAX), json!(i64::MIN), json!(0.1), json!(1e300),
            json!(5e-324), json!(-2.5), json!(""), json!("null"), json!("\u{1F600}\u{1}\u{7f}\"\\/"), json!([]), json!({}),
            json!([1, [2, [3, {"": ""}]], null, false]), json!({"a": {"b": [1, 2.5]}, "ä": "é"}), deep.clone(),
        ]);
        come_back!(db, scalars, NewScalar, data, [
            json!(1.0) => json!(1), json!(-0.0) => json!(0), json!(1e2) => json!(100),
            json!({"b": 1, "a": 2}) => json!({"a": 2, "b": 1}),
            text(r#"{"a": 1, "a": 2}"#) => json!({"a": 2}),
            text(r#""\u00e9\ud83d\ude00""#) => json!("é😀"),
            text("[1.50, 10e-1, 9007199254740992.0]") => json!([1.5, 1, 9_007_199_254_740_992_i64]),
        ]);
    }

    async fn lists_come_back_with_each_item(database: Database) {
        let db = connect(&database).await;
        let (dec, at) = (read::<Decimal>, read::<Timestamp>);
        same!(db, lists, NewList, flags, [Vec::<bool>::new(), vec![true, false, true]]);
        same!(db, lists, NewList, smalls, [Vec::<i16>::new(), vec![i16::MIN, 0, i16::MAX]]);
        same!(db, lists, NewList, wholes, [Vec::<i32>::new(), vec![i32::MIN, 0, i32::MAX]]);
        same!(db, lists, NewList, larges, [Vec::<i64>::new(), vec![i64::MIN, (1 << 53) + 1, i64::MAX]]);
        same!(db, lists, NewList, singles, [Vec::<f32>::new(), vec![f32::MIN, 1e-45, 0.1, 5.0, f32::MAX]]);
        same!(db, lists, NewList, doubles, [Vec::<f64>::new(), vec![f64::MIN, 5e-324, 0.1, 5.0, 1e300, f64::MAX]]);
        come_back!(db, lists, NewList, doubles, [vec![-0.0_f64] => vec![0.0_f64]]);
        come_back!(db, lists, NewList, prices, [
            vec![dec("1"), dec("-99999.999"), dec("0.0010")] => vec![dec("1.000"), dec("-99999.999"), dec("0.001")],
        ]);
        let odd = ["", " ", "NULL", "null", "{}", "{a,\"b\"}", "a,b", "'", "\"", "\\", "\\\"", "[1]", "ü\u{1F600}", "\n\t\u{1}"];
        same!(db, lists, NewList, titles, [Vec::<String>::new(), vec![String::new()], odd.map(str::to_owned).to_vec()]);
        same!(db, lists, NewList, blobs, [Vec::<Vec<u8>>::new(), vec![vec![], vec![0_u8], (0..=255).collect()]]);
        same!(db, lists, NewList, tokens, [vec![Uuid::nil(), Uuid::max()]]);
        come_back!(db, lists, NewList, moments, [
            vec![at("0001-01-01T00:00:00Z"), at("1969-12-31T23:59:59.999999999Z"), at("9999-12-30T21:59:59.999999Z")]
                => vec![at("0001-01-01T00:00:00Z"), at("1969-12-31T23:59:59.999999Z"), at("9999-12-30T21:59:59.999999Z")],
        ]);
        same!(db, lists, NewList, days, [vec![read::<Date>("0001-01-01"), read("2000-02-29"), read("9999-12-31")]]);
        come_back!(db, lists, NewList, hours, [
            vec![read::<Time>("23:59:59.999999999"), read("00:00:00")] => vec![read::<Time>("23:59:59.999999"), read("00:00:00")],
        ]);
        let plain = lists::insert(&db, NewList::new(1, "a")).await.unwrap();
        assert_eq!(plain.tags, ["a, b", "NULL", "{}"]);
        assert_eq!(plain.ranks, Vec::<i32>::new());
        assert_eq!(plain.titles, None);
    }
}
