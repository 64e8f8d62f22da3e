//! `teams`, as it would be generated.

use dualect::query::{
    BulkInsert, BulkPostgres, Call, Decoder, InsertOrGet, InsertedOrFound, Row, Statement,
    TableInfo, UniqueInfo,
};
use dualect::types::Uuid;
use dualect::{Result, Session};

use super::MEMBERS_TEAM;

pub static TABLE: TableInfo = TableInfo {
    name: "teams",
    primary_key: &["id"],
    uniques: &[UniqueInfo {
        name: "teams_name_key",
        columns: &["name"],
    }],
    foreign_keys: &[],
    referenced_by: &[MEMBERS_TEAM],
};

#[derive(Debug, Clone, PartialEq)]
pub struct Team {
    pub id: Uuid,
    pub name: String,
}

impl Row for Team {
    const COLUMNS: usize = 2;

    fn decode(row: &mut Decoder<'_>) -> Result<Self> {
        Ok(Self {
            id: row.next()?,
            name: row.next()?,
        })
    }
}

static INSERT: Statement = Statement::bounded_write(
    "teams::insert",
    &TABLE,
    "INSERT INTO teams (id, name) VALUES ($1, $2) RETURNING id, name",
);

pub fn insert<'a>(db: &'a Session, id: Uuid, name: &str) -> Call<'a, Team> {
    db.fetch_one(&INSERT, vec![id.into(), name.into()])
}

static GET: Statement = Statement::read(
    "teams::get",
    &TABLE,
    "SELECT id, name FROM teams WHERE id = $1",
);

pub fn get(db: &Session, id: Uuid) -> Call<'_, Option<Team>> {
    db.fetch_optional(&GET, vec![id.into()])
}

static EXPECT: Statement = Statement::read(
    "teams::expect",
    &TABLE,
    "SELECT id, name FROM teams WHERE id = $1",
);

pub fn expect(db: &Session, id: Uuid) -> Call<'_, Team> {
    db.fetch_one(&EXPECT, vec![id.into()])
}

static LIST: Statement = Statement::read(
    "teams::list",
    &TABLE,
    "SELECT id, name FROM teams ORDER BY name",
);

pub fn list(db: &Session) -> Call<'_, Vec<Team>> {
    db.fetch_all(&LIST, vec![])
}

static COUNT: Statement = Statement::read("teams::count", &TABLE, "SELECT count(*) FROM teams");

pub fn count(db: &Session) -> Call<'_, i64> {
    db.fetch_value(&COUNT, vec![])
}

static EXISTS: Statement = Statement::read(
    "teams::exists",
    &TABLE,
    "SELECT EXISTS (SELECT 1 FROM teams WHERE id = $1)",
);

pub fn exists(db: &Session, id: Uuid) -> Call<'_, bool> {
    db.fetch_value(&EXISTS, vec![id.into()])
}

static RENAME: Statement = Statement::write(
    "teams::rename",
    &TABLE,
    "UPDATE teams SET name = $1 WHERE id = $2",
);

pub fn rename<'a>(db: &'a Session, id: Uuid, name: &str) -> Call<'a, bool> {
    db.execute_one(&RENAME, vec![name.into(), id.into()])
}

static DELETE: Statement =
    Statement::write("teams::delete", &TABLE, "DELETE FROM teams WHERE id = $1");

pub fn delete(db: &Session, id: Uuid) -> Call<'_, bool> {
    db.execute_one(&DELETE, vec![id.into()])
}

static FIND_BY_NAME: Statement = Statement::read(
    "teams::find_by_name",
    &TABLE,
    "SELECT id, name FROM teams WHERE name = $1",
);

static INSERT_OR_GET: InsertOrGet = InsertOrGet {
    insert: &INSERT,
    try_insert: Statement::write(
        "teams::insert_or_get_by_name",
        &TABLE,
        "INSERT INTO teams (id, name) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING RETURNING id, name",
    ),
    find: &FIND_BY_NAME,
    find_params: &[1],
};

pub fn insert_or_get_by_name<'a>(
    db: &'a Session,
    id: Uuid,
    name: &str,
) -> Call<'a, InsertedOrFound<Team>> {
    db.insert_or_get(&INSERT_OR_GET, vec![id.into(), name.into()])
}

static BULK: BulkInsert = BulkInsert {
    insert: &INSERT,
    sqlite_head: "INSERT INTO teams (id, name) VALUES",
    sqlite_row: "(?, ?)",
    columns: 2,
    postgres: BulkPostgres::Unnest(
        "INSERT INTO teams (id, name) SELECT * FROM unnest($1::uuid[], $2::text[])",
    ),
};

pub fn insert_many(db: &Session, teams: impl IntoIterator<Item = (Uuid, String)>) -> Call<'_, u64> {
    db.insert_many(
        &BULK,
        teams
            .into_iter()
            .map(|(id, name)| vec![id.into(), name.into()])
            .collect(),
    )
}

static BULK_ROW_BY_ROW: BulkInsert = BulkInsert {
    postgres: BulkPostgres::RowByRow,
    ..BULK
};

pub fn insert_many_row_by_row(
    db: &Session,
    teams: impl IntoIterator<Item = (Uuid, String)>,
) -> Call<'_, u64> {
    db.insert_many(
        &BULK_ROW_BY_ROW,
        teams
            .into_iter()
            .map(|(id, name)| vec![id.into(), name.into()])
            .collect(),
    )
}
