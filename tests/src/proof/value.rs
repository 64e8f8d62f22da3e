//! Values apart from how a database writes them.

use std::fmt::Write as _;

use super::schema::{Id, Schema, Storage, Ty};
use crate::differential::Random;
use crate::engine::Engine;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// NULL.
    Null,
    /// A truth.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A binary fraction.
    Float(f64),
    /// A decimal fraction's digits, without the point.
    Decimal(i128),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A uuid.
    Uuid(u128),
    /// Microseconds since 1970 UTC.
    Instant(i64),
    /// Days since 1970.
    Day(i64),
    /// Microseconds since midnight.
    Time(i64),
    /// JSON.
    Json(&'static str),
    /// A list.
    List(Vec<Self>),
    /// An enum's value.
    Word(Id),
}

const TEXTS: [&str; 26] = [
    "",
    " ",
    "a",
    "b",
    "it's",
    "\"quoted\"",
    "ünïcode",
    "e\u{301}",
    "\u{1F469}\u{200D}\u{1F467}",
    "line\nfeed\r\n\ttab",
    "'; DROP TABLE x; --",
    "--> statement-breakpoint",
    "$1 ?1 :a {} \\ % _",
    "NULL",
    "42",
    "-7",
    "007",
    "12.5",
    "true",
    "0",
    "1",
    "2024-02-29",
    "23:59:59.999999",
    "2024-02-29T12:00:00.500000Z",
    "019a9b1e-0000-7000-8000-00000000000f",
    "\u{FEFF}\u{202E}\u{10FFFF}",
];
const JSONS: [&str; 6] = [
    "null",
    "{}",
    "[1,[2,{\"a\":null}]]",
    "{\"kind\":\"bot\",\"n\":1.5}",
    "\"it's ünï\"",
    "-9007199254740991",
];
const FLOATS: [f64; 12] = [
    0.0,
    1.0,
    -2.0,
    0.5,
    -12.25,
    3.0e9,
    16_777_217.0,
    1e15,
    f64::MAX,
    f64::MIN,
    5e-324,
    0.1,
];
const SINGLES: [f32; 8] = [0.0, 1.0, -2.5, 1e-45, 0.1, f32::MAX, f32::MIN, 40_000.0];
const FIRST_INSTANT: i64 = -62_135_596_800_000_000;
const LAST_INSTANT: i64 = 253_402_207_200_999_999;
/// What several rows may share, and so few that foreign keys and uniques are met.
const SECOND: i64 = 1_000_000;

impl Value {
    /// A value of the type.
    #[must_use]
    pub fn draw(ty: &Ty, schema: &Schema, random: &mut Random) -> Self {
        match ty {
            Ty::Bool => Self::Bool(random.one_in(2)),
            Ty::SmallInt => {
                Self::Int(random.pick(&[0, 1, 2, 3, -5, i16::MAX.into(), i16::MIN.into()]))
            }
            Ty::Int => Self::Int(random.pick(&[
                0,
                1,
                2,
                3,
                7,
                -5,
                40_000,
                i32::MAX.into(),
                i32::MIN.into(),
            ])),
            Ty::BigInt => Self::Int(random.pick(&[
                0,
                1,
                2,
                3,
                4,
                11,
                -5,
                40_000,
                3_000_000_000,
                (1 << 53) + 1,
                i64::MAX,
                i64::MIN,
            ])),
            Ty::Real => Self::Float(random.pick(&SINGLES).into()),
            Ty::Double => Self::Float(random.pick(&FLOATS)),
            Ty::Decimal(precision, scale, _) => {
                let most = 10_i128.pow(u32::from(*precision)) - 1;
                let one = 10_i128.pow(u32::from(*scale));
                let choices = [
                    0,
                    1,
                    5,
                    one,
                    -one,
                    5 * one / 2,
                    3 * one,
                    most,
                    -most,
                    most / 7,
                ];
                Self::Decimal(random.pick(&choices).clamp(-most, most))
            }
            Ty::Text => Self::Text(random.pick(&TEXTS).to_owned()),
            Ty::Varchar(length) => {
                let text = random.pick(&TEXTS);
                Self::Text(text.chars().take(*length as usize).collect())
            }
            Ty::Bytes => Self::Bytes(random.pick(&[
                vec![],
                vec![0],
                b"text".to_vec(),
                vec![0xC3, 0x28],
                (0..16).collect(),
                (0..=255).collect(),
            ])),
            Ty::Uuid => Self::Uuid(random.pick(&[0, 1, 2, 3, u128::MAX])),
            Ty::Timestamp(storage) => {
                let micros = random.pick(&[
                    0,
                    -1,
                    1_700_000_000_123_456,
                    951_825_600 * SECOND,
                    FIRST_INSTANT,
                    LAST_INSTANT,
                ]);
                Self::Instant(floored(micros, *storage))
            }
            Ty::Date => Self::Day(random.pick(&[0, -1, 11_016, 19_782, -719_162, 2_932_896])),
            Ty::Time => Self::Time(random.pick(&[0, 1, 43_200 * SECOND, 86_400 * SECOND - 1])),
            Ty::Json => Self::Json(random.pick(&JSONS)),
            Ty::List(item) => {
                let count = random.below(4);
                let items = (0..count).map(|_| Self::draw(item, schema, random));
                Self::List(items.collect())
            }
            Ty::Enum(id) => {
                let values = schema.an_enum(*id).map(|found| found.values.clone());
                let values = values.unwrap_or_default();
                Self::Word(random.pick(&values).0)
            }
        }
    }

    /// The value as a literal of one engine's, for a column of the type.
    #[must_use]
    pub fn literal(&self, ty: &Ty, schema: &Schema, engine: Engine) -> String {
        let on_sqlite = engine == Engine::Sqlite;
        match self {
            Self::Null => "NULL".to_owned(),
            Self::Bool(value) if on_sqlite => i32::from(*value).to_string(),
            Self::Bool(value) => value.to_string(),
            Self::Int(value) if on_sqlite => value.to_string(),
            Self::Int(value) => format!("'{value}'"),
            Self::Float(value) if on_sqlite => format!("{value:?}"),
            Self::Float(value) => format!("'{value:?}'"),
            Self::Decimal(digits) => match ty {
                Ty::Decimal(_, _, false) if on_sqlite => digits.to_string(),
                _ => format!("'{}'", self.plain(ty, schema)),
            },
            Self::Bytes(bytes) if on_sqlite => format!("x'{}'", hex(bytes)),
            Self::Bytes(bytes) => format!("'\\x{}'", hex(bytes)),
            Self::Uuid(value) if on_sqlite => format!("x'{value:032x}'"),
            Self::Instant(micros) if on_sqlite => match ty {
                Ty::Timestamp(Storage::Millis) => micros.div_euclid(1000).to_string(),
                Ty::Timestamp(Storage::Seconds) => micros.div_euclid(SECOND).to_string(),
                Ty::Timestamp(Storage::Text) => quoted(&self.plain(ty, schema)),
                _ => micros.to_string(),
            },
            Self::List(items) if on_sqlite => {
                let parts: Vec<String> = items.iter().map(json_item).collect();
                quoted(&format!("[{}]", parts.join(",")))
            }
            Self::List(items) => {
                let Ty::List(item) = ty else {
                    return "NULL".to_owned();
                };
                let parts: Vec<String> = items
                    .iter()
                    .map(|value| value.literal(item, schema, engine))
                    .collect();
                let of = match **item {
                    Ty::Bool => "boolean",
                    Ty::Int => "integer",
                    _ => "text",
                };
                format!("ARRAY[{}]::{of}[]", parts.join(", "))
            }
            Self::Text(_)
            | Self::Uuid(_)
            | Self::Instant(_)
            | Self::Day(_)
            | Self::Time(_)
            | Self::Json(_)
            | Self::Word(_) => quoted(&self.plain(ty, schema)),
        }
    }

    /// The value in the usual form, which is also what it becomes as text.
    #[must_use]
    pub fn plain(&self, ty: &Ty, schema: &Schema) -> String {
        match self {
            Self::Null => String::new(),
            Self::Bool(value) => value.to_string(),
            Self::Int(value) => value.to_string(),
            Self::Float(value) => format!("{value:?}"),
            Self::Decimal(digits) => match ty {
                Ty::Decimal(_, scale, _) => with_point(*digits, *scale),
                _ => digits.to_string(),
            },
            Self::Text(text) => text.clone(),
            Self::Bytes(bytes) => hex(bytes),
            Self::Uuid(value) => {
                let digits = format!("{value:032x}");
                let parts = [
                    &digits[..8],
                    &digits[8..12],
                    &digits[12..16],
                    &digits[16..20],
                    &digits[20..],
                ];
                parts.join("-")
            }
            Self::Instant(micros) => {
                let day = micros.div_euclid(86_400 * SECOND);
                let time = micros.rem_euclid(86_400 * SECOND);
                format!("{}T{}Z", date(day), clock(time))
            }
            Self::Day(day) => date(*day),
            Self::Time(micros) => clock(*micros),
            Self::Json(text) => (*text).to_owned(),
            Self::List(items) => {
                let parts: Vec<String> = items.iter().map(json_item).collect();
                format!("[{}]", parts.join(","))
            }
            Self::Word(id) => schema
                .enums
                .iter()
                .flat_map(|declared| &declared.values)
                .find(|(value, _)| value == id)
                .map(|(_, word)| word.clone())
                .unwrap_or_default(),
        }
    }

    /// The value as a default in the file.
    #[must_use]
    pub fn toml(&self, ty: &Ty, schema: &Schema) -> String {
        match self {
            Self::Bool(_) | Self::Int(_) | Self::Float(_) | Self::List(_) => self.plain(ty, schema),
            Self::Json(_) => "{ kind = \"bot\" }".to_owned(),
            Self::Null
            | Self::Decimal(_)
            | Self::Text(_)
            | Self::Bytes(_)
            | Self::Uuid(_)
            | Self::Instant(_)
            | Self::Day(_)
            | Self::Time(_)
            | Self::Word(_) => toml_text(&self.plain(ty, schema)),
        }
    }
}

/// The instant as that storage has room for it.
#[must_use]
pub fn floored(micros: i64, storage: Storage) -> i64 {
    let unit = match storage {
        Storage::Micros | Storage::Text => 1,
        Storage::Millis => 1000,
        Storage::Seconds => SECOND,
    };
    micros.div_euclid(unit) * unit
}

fn json_item(value: &Value) -> String {
    match value {
        Value::Text(text) => serde_json::Value::from(text.as_str()).to_string(),
        Value::Bool(value) => value.to_string(),
        Value::Int(value) => value.to_string(),
        _ => "null".to_owned(),
    }
}

/// Digits with a point before the last `scale` of them.
#[must_use]
pub fn with_point(digits: i128, scale: u8) -> String {
    let sign = if digits < 0 { "-" } else { "" };
    if scale == 0 {
        return digits.to_string();
    }
    let places = usize::from(scale);
    let text = format!("{:0>width$}", digits.unsigned_abs(), width = places + 1);
    let (whole, fraction) = text.split_at(text.len() - places);
    format!("{sign}{whole}.{fraction}")
}

/// A day by its number: <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>.
fn date(day: i64) -> String {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{of_month:02}")
}

fn clock(micros: i64) -> String {
    let seconds = micros / SECOND;
    format!(
        "{:02}:{:02}:{:02}.{:06}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60,
        micros % SECOND
    )
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A text literal of both engines'.
#[must_use]
pub fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A text in TOML.
#[must_use]
pub fn toml_text(text: &str) -> String {
    let mut written = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => written.extend(['\\', character]),
            control if control.is_control() => {
                let _ = write!(written, "\\u{:04X}", u32::from(control));
            }
            other => written.push(other),
        }
    }
    written.push('"');
    written
}

#[cfg(test)]
mod tests {
    use super::{Value, with_point};
    use crate::proof::schema::{Schema, Ty};

    const NOTHING: Schema = Schema {
        old_sqlite: false,
        enums: Vec::new(),
        tables: Vec::new(),
        views: Vec::new(),
        triggers: Vec::new(),
    };

    #[test]
    fn days_and_instants_have_their_usual_form() {
        let plain = |value: Value| value.plain(&Ty::Text, &NOTHING);
        assert_eq!(plain(Value::Day(-719_162)), "0001-01-01");
        assert_eq!(plain(Value::Day(2_932_896)), "9999-12-31");
        assert_eq!(plain(Value::Instant(-1)), "1969-12-31T23:59:59.999999Z");
    }

    #[test]
    fn decimals_have_all_their_places() {
        assert_eq!(with_point(-5, 2), "-0.05");
        assert_eq!(with_point(1250, 2), "12.50");
        assert_eq!(with_point(7, 0), "7");
    }
}
