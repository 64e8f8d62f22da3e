//! Every type's values come back as they went in, the same from both databases; what cannot is refused before it is sent.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod runtime_fixture;

use dualect::types::{Date, Decimal, Time, Timestamp, Uuid};
use dualect::{ErrorKind, ValueProblem};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use runtime_fixture::connect;
use runtime_fixture::everything::{self, Color, Everything};
use serde_json::json;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn row(id: i64) -> Everything {
    Everything {
        id,
        ..Everything::default()
    }
}

/// Two rows with the values at the edges, one with NULLs.
fn edges() -> Vec<Everything> {
    let low = Everything {
        id: i64::MIN,
        b: Some(false),
        s: Some(i16::MIN),
        i: Some(i32::MIN),
        l: Some(i64::MIN),
        r: Some(f32::MIN),
        d: Some(f64::MIN),
        dec: Some(dec("-99999999.99")),
        big: Some(dec("-999999999999999999999999.9999")),
        t: Some(String::new()),
        x: Some(vec![]),
        u: Some(Uuid::nil()),
        ts: Some(at("0001-01-01T00:00:00Z")),
        ms: Some(at("1969-12-31T23:59:59.999Z")),
        sec: Some(at("1969-12-31T23:59:59Z")),
        txt: Some(at("0001-01-01T00:00:00.000001Z")),
        day: Some(Date::constant(1, 1, 1)),
        at: Some(Time::midnight()),
        j: Some(json!(null)),
        e: Some(Color::Red),
        ints: Some(vec![]),
        texts: Some(vec![]),
        uuids: Some(vec![]),
        decs: Some(vec![]),
        stamps: Some(vec![]),
        blobs: Some(vec![]),
        dates: Some(vec![]),
        times: Some(vec![]),
        bools: Some(vec![]),
        doubles: Some(vec![]),
    };
    let high = Everything {
        id: i64::MAX,
        b: Some(true),
        s: Some(i16::MAX),
        i: Some(i32::MAX),
        l: Some(i64::MAX),
        r: Some(f32::MIN_POSITIVE),
        d: Some(5e-324),
        dec: Some(dec("0.01")),
        big: Some(dec("999999999999999999999999.9999")),
        t: Some("grüße \u{1F600} ' \" \\ %_\n\u{1}".into()),
        x: Some((0..=255).collect()),
        u: Some(Uuid::max()),
        ts: Some(at("9999-12-30T21:59:59.999999Z")),
        ms: Some(at("2026-01-31T12:00:00.123Z")),
        sec: Some(at("2026-01-31T12:00:00Z")),
        txt: Some(at("9999-12-30T21:59:59.999999Z")),
        day: Some(Date::constant(9999, 12, 31)),
        at: Some(Time::constant(23, 59, 59, 999_999_000)),
        j: Some(
            json!({"b": [1, 0.1, 1e300, -5e-324, "x\u{1F600}\u{1}", {}, [], null, true], "": u64::MAX, "a": i64::MIN}),
        ),
        e: Some(Color::Green),
        ints: Some(vec![i32::MIN, 0, i32::MAX]),
        texts: Some(vec![
            String::new(),
            "NULL".into(),
            "{a,\"b\"}".into(),
            "ü\\".into(),
        ]),
        uuids: Some(vec![Uuid::nil(), Uuid::max()]),
        decs: Some(vec![dec("-99999999.99"), dec("0.00"), dec("1.50")]),
        stamps: Some(vec![
            at("1969-12-31T23:59:59.999999Z"),
            at("9999-12-30T21:59:59.999999Z"),
        ]),
        blobs: Some(vec![vec![], vec![0, 255]]),
        dates: Some(vec![Date::constant(1, 1, 1), Date::constant(9999, 12, 31)]),
        times: Some(vec![
            Time::midnight(),
            Time::constant(23, 59, 59, 999_999_000),
        ]),
        bools: Some(vec![true, false]),
        doubles: Some(vec![f64::MAX, 0.1, 5.0, -1e-300]),
    };
    vec![low, row(0), high]
}

both_engines! {
    /// What goes in comes back, from the insert and from a read of its own.
    async fn the_edge_values_of_every_type_come_back(database: Database) {
        let db = connect(&database).await;
        for expected in edges() {
            let inserted = everything::insert(&db, expected.clone()).await.unwrap();
            assert_eq!(inserted, expected);
            let read = everything::get(&db, expected.id).await.unwrap();
            // Decimals and JSON in every digit, not only in value.
            assert_eq!(format!("{read:?}"), format!("{expected:?}"));
        }
    }

    /// What has two spellings comes back in one.
    async fn what_has_two_spellings_is_stored_in_one(database: Database) {
        let db = connect(&database).await;
        let given = Everything {
            r: Some(-0.0),
            d: Some(-0.0),
            dec: Some(dec("-0")),
            big: Some(dec("1.50000")),
            ts: Some(at("1969-12-31T23:59:59.999999999Z")),
            ms: Some(at("2026-01-31T12:00:00.123999Z")),
            sec: Some(at("1969-12-31T23:59:59.5Z")),
            at: Some(Time::constant(1, 2, 3, 4_999)),
            j: Some(json!({"b": 1.0, "a": [-0.0, 1e2, 1e18, 1e20]})),
            ..row(1)
        };
        let stored = everything::insert(&db, given).await.unwrap();
        let expected = Everything {
            r: Some(0.0),
            d: Some(0.0),
            dec: Some(dec("0.00")),
            big: Some(dec("1.5000")),
            ts: Some(at("1969-12-31T23:59:59.999999Z")),
            ms: Some(at("2026-01-31T12:00:00.123Z")),
            sec: Some(at("1969-12-31T23:59:59Z")),
            at: Some(Time::constant(1, 2, 3, 4_000)),
            j: Some(json!({"a": [0, 100, 1_000_000_000_000_000_000_u64, 1e20], "b": 1})),
            ..row(1)
        };
        assert_eq!(format!("{stored:?}"), format!("{expected:?}"));
    }

    /// Refused with the place and the reason, and a transaction goes on as if it had not been tried.
    async fn what_not_both_can_hold_is_refused(database: Database) {
        let db = connect(&database).await;
        let too_deep = (0..200).fold(json!(1), |inner, _| json!([inner]));
        let cases = [
            (Everything { r: Some(f32::NAN), ..row(1) }, 5, ValueProblem::NotFinite),
            (Everything { d: Some(f64::INFINITY), ..row(1) }, 6, ValueProblem::NotFinite),
            (Everything { dec: Some(dec("0.001")), ..row(1) }, 7, ValueProblem::DecimalDigits),
            (Everything { dec: Some(dec("100000000")), ..row(1) }, 7, ValueProblem::DecimalDigits),
            (Everything { t: Some("a\0b".into()), ..row(1) }, 9, ValueProblem::Nul),
            (Everything { ts: Some(at("0000-12-31T23:59:59Z")), ..row(1) }, 12, ValueProblem::OutOfRange),
            (Everything { day: Some(Date::constant(0, 12, 31)), ..row(1) }, 16, ValueProblem::OutOfRange),
            (Everything { j: Some(json!({"a": "\0"})), ..row(1) }, 18, ValueProblem::Nul),
            (Everything { j: Some(too_deep), ..row(1) }, 18, ValueProblem::Json),
            (Everything { texts: Some(vec!["\0".into()]), ..row(1) }, 21, ValueProblem::Nul),
            (Everything { doubles: Some(vec![f64::NAN]), ..row(1) }, 29, ValueProblem::NotFinite),
        ];
        let tx = db.begin().await.unwrap();
        for (given, parameter, problem) in cases {
            let error = everything::insert(&tx, given).await.unwrap_err();
            assert_eq!(error.kind(), &ErrorKind::InvalidValue { parameter, problem });
            assert_eq!(error.statement(), Some("everything::insert"));
        }
        everything::insert(&tx, row(1)).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// One parameter for any number of keys.
    async fn a_list_parameter_finds_its_elements(database: Database) {
        let db = connect(&database).await;
        let ids: Vec<Uuid> = (1..=3).map(Uuid::from_u128).collect();
        for (n, id) in (1..).zip(&ids) {
            everything::insert(&db, Everything { u: Some(*id), ..row(n) }).await.unwrap();
        }
        let wanted = vec![ids[2], ids[0], Uuid::from_u128(9)];
        let found: Vec<Uuid> = everything::get_many(&db, wanted).await.unwrap().iter().map(|row| row.0).collect();
        assert_eq!(found, [ids[0], ids[2]]);
        assert!(everything::get_many(&db, vec![]).await.unwrap().is_empty());
    }

    /// A schema that changed behind the generated code: an error that names the column, and nothing breaks.
    async fn a_column_of_another_type_is_a_decode_error(database: Database) {
        let db = connect(&database).await;
        everything::insert(&db, Everything { j: Some(json!({})), ..row(1) }).await.unwrap();
        let error = everything::json_as_bigint(&db, 1).await.unwrap_err();
        let expected = ErrorKind::Decode { statement: "everything::text_of_json", column: "j".into() };
        assert_eq!(error.kind(), &expected);
    }

    /// Stored, summed or returned: past 64 bits is an error.
    async fn an_integer_overflow_is_an_error(database: Database) {
        let db = connect(&database).await;
        for id in 1..=2 {
            everything::insert(&db, Everything { l: Some(i64::MAX), ..row(id) }).await.unwrap();
        }
        assert_eq!(everything::sum(&db).await.unwrap_err().kind(), &ErrorKind::Overflow);
        assert_eq!(everything::increment(&db, 1).await.unwrap_err().kind(), &ErrorKind::Overflow);
        assert_eq!(everything::get(&db, 1).await.unwrap().l, Some(i64::MAX));
    }
}
