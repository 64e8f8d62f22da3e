//! A table with a column of every type.

use dualect::query::{
    Call, Decoder, ListKind, Row, Statement, Storage, TableInfo, TextEnum, Value,
};
use dualect::types::{Date, Decimal, Json, Time, Timestamp, Uuid};
use dualect::{Result, Session};
use dualect_tests::engine::{Database, Engine};

const SQLITE: &str = "CREATE TABLE everything (
    id INTEGER NOT NULL PRIMARY KEY, b INTEGER, s INTEGER, i INTEGER, l INTEGER, r REAL, d REAL, dec INTEGER, big TEXT, t TEXT,
    x BLOB, u BLOB, ts INTEGER, ms INTEGER, sec INTEGER, txt TEXT, day TEXT, at TEXT, j TEXT, e TEXT,
    ints TEXT, texts TEXT, uuids TEXT, decs TEXT, stamps TEXT, blobs TEXT, dates TEXT, times TEXT, bools TEXT, doubles TEXT) STRICT";
const POSTGRES: &str = r#"CREATE TABLE everything (
    id bigint PRIMARY KEY, b boolean, s smallint, i integer, l bigint, r double precision, d double precision,
    dec numeric(10,2), big numeric(28,4), t text COLLATE "C", x bytea, u uuid, ts timestamptz, ms timestamptz, sec timestamptz,
    txt timestamptz, day date, at time, j jsonb, e text, ints integer[], texts text[], uuids uuid[], decs numeric(10,2)[],
    stamps timestamptz[], blobs bytea[], dates date[], times time[], bools boolean[], doubles double precision[])"#;

pub async fn create(database: &Database) {
    database
        .execute(match database.engine() {
            Engine::Sqlite => SQLITE,
            Engine::Postgres => POSTGRES,
        })
        .await;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    Red,
    Green,
}

impl TextEnum for Color {
    const NAME: &'static str = "color";
    const ALL: &'static [Self] = &[Self::Red, Self::Green];

    fn as_str(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Green => "green",
        }
    }
}

dualect::text_enum!(Color);

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Everything {
    pub id: i64,
    pub b: Option<bool>,
    pub s: Option<i16>,
    pub i: Option<i32>,
    pub l: Option<i64>,
    pub r: Option<f32>,
    pub d: Option<f64>,
    pub dec: Option<Decimal>,
    pub big: Option<Decimal>,
    pub t: Option<String>,
    pub x: Option<Vec<u8>>,
    pub u: Option<Uuid>,
    pub ts: Option<Timestamp>,
    pub ms: Option<Timestamp>,
    pub sec: Option<Timestamp>,
    pub txt: Option<Timestamp>,
    pub day: Option<Date>,
    pub at: Option<Time>,
    pub j: Option<Json>,
    pub e: Option<Color>,
    pub ints: Option<Vec<i32>>,
    pub texts: Option<Vec<String>>,
    pub uuids: Option<Vec<Uuid>>,
    pub decs: Option<Vec<Decimal>>,
    pub stamps: Option<Vec<Timestamp>>,
    pub blobs: Option<Vec<Vec<u8>>>,
    pub dates: Option<Vec<Date>>,
    pub times: Option<Vec<Time>>,
    pub bools: Option<Vec<bool>>,
    pub doubles: Option<Vec<f64>>,
}

impl Row for Everything {
    const COLUMNS: usize = 30;

    fn decode(row: &mut Decoder<'_>) -> Result<Self> {
        Ok(Self {
            id: row.next()?,
            b: row.next()?,
            s: row.next()?,
            i: row.next()?,
            l: row.next()?,
            r: row.next()?,
            d: row.next()?,
            dec: row.next_decimal_opt(2)?,
            big: row.next_decimal_opt(4)?,
            t: row.next()?,
            x: row.next()?,
            u: row.next()?,
            ts: row.next()?,
            ms: row.next_timestamp_opt(Storage::Millis)?,
            sec: row.next_timestamp_opt(Storage::Seconds)?,
            txt: row.next_timestamp_opt(Storage::Text)?,
            day: row.next()?,
            at: row.next()?,
            j: row.next()?,
            e: row.next()?,
            ints: row.next()?,
            texts: row.next()?,
            uuids: row.next()?,
            decs: row.next()?,
            stamps: row.next()?,
            blobs: row.next()?,
            dates: row.next()?,
            times: row.next()?,
            bools: row.next()?,
            doubles: row.next()?,
        })
    }
}

fn list<T: Into<Value>>(kind: ListKind, items: Option<Vec<T>>) -> Value {
    items.map(|items| Value::list(kind, items)).into()
}

impl Everything {
    pub fn into_values(self) -> Vec<Value> {
        let decs = self.decs.map(|decs| {
            decs.into_iter()
                .map(|dec| Value::decimal(dec, 10, 2))
                .collect()
        });
        vec![
            self.id.into(),
            self.b.into(),
            self.s.into(),
            self.i.into(),
            self.l.into(),
            self.r.into(),
            self.d.into(),
            Value::decimal_opt(self.dec, 10, 2),
            Value::decimal_opt(self.big, 28, 4),
            self.t.into(),
            self.x.into(),
            self.u.into(),
            self.ts.into(),
            Value::timestamp_opt(self.ms, Storage::Millis),
            Value::timestamp_opt(self.sec, Storage::Seconds),
            Value::timestamp_opt(self.txt, Storage::Text),
            self.day.into(),
            self.at.into(),
            self.j.into(),
            self.e.into(),
            list(ListKind::Int, self.ints),
            list(ListKind::Text, self.texts),
            list(ListKind::Uuid, self.uuids),
            list::<Value>(ListKind::Decimal, decs),
            list(ListKind::Timestamp, self.stamps),
            list(ListKind::Bytes, self.blobs),
            list(ListKind::Date, self.dates),
            list(ListKind::Time, self.times),
            list(ListKind::Bool, self.bools),
            list(ListKind::Double, self.doubles),
        ]
    }
}

static TABLE: TableInfo = TableInfo {
    name: "everything",
    primary_key: &["id"],
    uniques: &[],
    foreign_keys: &[],
    referenced_by: &[],
};

static INSERT: Statement = Statement::bounded_write(
    "everything::insert",
    &TABLE,
    "INSERT INTO everything VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, \
     $21, $22, $23, $24, $25, $26, $27, $28, $29, $30) RETURNING *",
);

pub fn insert(db: &Session, everything: Everything) -> Call<'_, Everything> {
    db.fetch_one(&INSERT, everything.into_values())
}

static GET: Statement = Statement::bounded_read(
    "everything::get",
    &TABLE,
    "SELECT * FROM everything WHERE id = $1",
);

pub fn get(db: &Session, id: i64) -> Call<'_, Everything> {
    db.fetch_one(&GET, vec![id.into()])
}

static GET_MANY: Statement = Statement::read_per_dialect(
    "everything::get_many",
    &TABLE,
    "SELECT u FROM everything WHERE u IN (SELECT unhex(value, '-') FROM json_each(?1)) ORDER BY u",
    "SELECT u FROM everything WHERE u = ANY($1) ORDER BY u",
);

pub struct OnlyUuid(pub Uuid);

impl Row for OnlyUuid {
    const COLUMNS: usize = 1;

    fn decode(row: &mut Decoder<'_>) -> Result<Self> {
        row.next().map(Self)
    }
}

pub fn get_many(db: &Session, ids: Vec<Uuid>) -> Call<'_, Vec<OnlyUuid>> {
    db.fetch_all(&GET_MANY, vec![Value::list(ListKind::Uuid, ids)])
}

static TEXT_OF_JSON: Statement = Statement::read_per_dialect(
    "everything::text_of_json",
    &TABLE,
    "SELECT j FROM everything WHERE id = ?1",
    "SELECT j FROM everything WHERE id = $1",
);

/// Reads a column as a type that it is not.
pub fn json_as_bigint(db: &Session, id: i64) -> Call<'_, i64> {
    db.fetch_value(&TEXT_OF_JSON, vec![id.into()])
}

static SUM: Statement = Statement::read_per_dialect(
    "everything::sum",
    &TABLE,
    "SELECT sum(l) FROM everything",
    "SELECT sum(l)::bigint FROM everything",
);

pub fn sum(db: &Session) -> Call<'_, Option<i64>> {
    db.fetch_value(&SUM, vec![])
}

static INCREMENT: Statement = Statement::write(
    "everything::increment",
    &TABLE,
    "UPDATE everything SET l = l + 1 WHERE id = $1",
);

pub fn increment(db: &Session, id: i64) -> Call<'_, u64> {
    db.execute(&INCREMENT, vec![id.into()])
}
