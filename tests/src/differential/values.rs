//! Where random values come from: pools that are small, so that keys and references meet, and full of edges.
//!
//! One draw in about a hundred is a value that has to be refused.

use dualect::types::{Date, Decimal, Json, Time, Timestamp, Uuid};
use parity_db::enums::{Level, Mood};
use serde_json::json;

use super::Random;

const INVALID: usize = 120;

/// A moment, a day, a number: whatever the text says.
fn read<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

impl Random {
    pub(super) fn flag(&mut self) -> bool {
        self.one_in(2)
    }

    pub(super) fn smallint(&mut self) -> i16 {
        self.pick(&[i16::MIN, -1, 0, 1, 2, 3, 4, 5, 6, i16::MAX])
    }

    pub(super) fn int(&mut self) -> i32 {
        self.pick(&[i32::MIN, -1, 0, 1, 2, 3, 4, 5, 6, i32::MAX])
    }

    pub(super) fn bigint(&mut self) -> i64 {
        self.pick(&[
            i64::MIN,
            -1,
            0,
            1,
            2,
            3,
            (1 << 53) + 1,
            i64::MAX - 1,
            i64::MAX,
        ])
    }

    pub(super) fn real(&mut self) -> f32 {
        if self.one_in(INVALID) {
            return self.pick(&[f32::NAN, f32::INFINITY, f32::NEG_INFINITY]);
        }
        self.pick(&[
            0.0,
            -0.0,
            0.1,
            -2.5,
            16_777_216.0,
            f32::MIN,
            f32::MAX,
            f32::MIN_POSITIVE,
            1e-45,
        ])
    }

    pub(super) fn double(&mut self) -> f64 {
        if self.one_in(INVALID) {
            return self.pick(&[f64::NAN, f64::INFINITY, f64::NEG_INFINITY]);
        }
        self.pick(&[
            0.0,
            -0.0,
            0.1,
            0.1_f32.into(),
            -2.5,
            1e15,
            f64::MIN,
            f64::MAX,
            f64::MIN_POSITIVE,
            5e-324,
        ])
    }

    /// A decimal of at most `whole` digits before the point and `scale` after it.
    pub(super) fn decimal(&mut self, whole: u32, scale: u32) -> Decimal {
        if self.one_in(INVALID) {
            let tenth = Decimal::new(1, scale + 1);
            let too_large = Decimal::from(10_i128.pow(whole));
            return self.pick(&[tenth, -too_large, too_large]);
        }
        let largest = Decimal::from_i128_with_scale(10_i128.pow(whole + scale) - 1, scale);
        let smallest = Decimal::new(1, scale);
        let one_or_none = if whole == 0 {
            Decimal::ZERO
        } else {
            Decimal::new(100, 2)
        };
        self.pick(&[
            Decimal::ZERO,
            Decimal::new(0, 5),
            smallest,
            -smallest,
            one_or_none,
            -one_or_none,
            largest,
            -largest,
            one_or_none + smallest,
        ])
    }

    pub(super) fn text(&mut self) -> String {
        if self.one_in(INVALID) {
            return "a\0b".to_owned();
        }
        self.pick(&[
            "",
            " ",
            "a",
            "A",
            "ab",
            "b",
            "B",
            "z",
            "Z",
            "ä",
            "é",
            "e\u{301}",
            "ß",
            "ss",
            "ı",
            "\u{E000}",
            "\u{FFFF}",
            "\u{1F600}",
            "\u{10FFFF}",
            "'",
            "\"",
            "\\",
            "%",
            "_",
            "NULL",
            "{}",
            "a,b",
            "10",
            "9",
            "\n",
            "\u{1}",
        ])
        .to_owned()
    }

    /// Text for a `varchar(limit)`, sometimes as long as that or longer.
    pub(super) fn varchar(&mut self, limit: usize) -> String {
        if self.one_in(INVALID) {
            return "x".repeat(limit + 1);
        }
        if self.one_in(10) {
            return "\u{1F600}".repeat(limit);
        }
        self.text()
    }

    pub(super) fn bytes(&mut self) -> Vec<u8> {
        self.pick(&[
            &[][..],
            &[0],
            &[0, 0],
            &[0xff],
            &[1, 2, 3],
            b"\\x00",
            b"text",
            &[0x80, 0xff, 0],
        ])
        .to_vec()
    }

    /// None is of version 4: those are what databases make.
    pub(super) fn uuid(&mut self) -> Uuid {
        Uuid::from_u128(self.pick(&[
            0,
            1,
            0x0190_0000_0000_7000_8000_0000_0000_0001,
            0x0190_0000_0000_7000_8000_0000_0000_0002,
            0x0190_0000_0000_7000_8000_0000_0000_0003,
            0x7fff_ffff_ffff_7fff_bfff_ffff_ffff_ffff,
            0x8000_0000_0000_7000_8000_0000_0000_0000,
            u128::MAX,
        ]))
    }

    pub(super) fn timestamp(&mut self) -> Timestamp {
        if self.one_in(INVALID) {
            return self.pick(&[Timestamp::MIN, read("0000-12-31T23:59:59.999999999Z")]);
        }
        read(self.pick(&[
            "0001-01-01T00:00:00Z",
            "1969-12-31T23:59:59.5Z",
            "1969-12-31T23:59:59.999999999Z",
            "1970-01-01T00:00:00Z",
            "2000-02-29T12:00:00Z",
            "2000-02-29T12:00:00.123456789Z",
            "2000-02-29T12:00:00.123Z",
            "9999-12-30T21:59:59.999999Z",
        ]))
    }

    pub(super) fn date(&mut self) -> Date {
        if self.one_in(INVALID) {
            return self.pick(&[Date::MIN, read("0000-12-31")]);
        }
        read(self.pick(&[
            "0001-01-01",
            "1969-12-31",
            "1970-01-01",
            "2000-02-29",
            "2024-02-29",
            "9999-12-31",
        ]))
    }

    pub(super) fn time(&mut self) -> Time {
        read(self.pick(&[
            "00:00:00",
            "00:00:00.000001",
            "12:00:00",
            "12:00:00.5",
            "12:00:00.0000009",
            "23:59:59.999999",
            "23:59:59.999999999",
        ]))
    }

    pub(super) fn json(&mut self) -> Json {
        if self.one_in(INVALID) {
            return self.pick(&[json!("a\0b"), json!({"a\0": 1}), json!([["\0"]])]);
        }
        self.pick(&[
            json!(null),
            json!(true),
            json!(0),
            json!(-0.0),
            json!(1),
            json!(1.0),
            json!(1.5),
            json!(1e300),
            json!(u64::MAX),
            json!(i64::MIN),
            json!(""),
            json!("null"),
            json!("\u{1F600}\u{7f}\u{1}"),
            json!([]),
            json!({}),
            json!({"b": 1, "a": [1, null, {"ä": 1e2}], "aa": 2}),
            json!([1, [2, [3, {"": ""}]]]),
        ])
    }

    pub(super) fn mood(&mut self) -> Mood {
        self.pick(<Mood as dualect::query::TextEnum>::ALL)
    }

    pub(super) fn level(&mut self) -> Level {
        self.pick(<Level as dualect::query::TextEnum>::ALL)
    }
}
