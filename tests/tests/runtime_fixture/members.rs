//! `members`, as it would be generated.

use dualect::query::{
    BulkInsert, BulkPostgres, Call, Cursor, Decoder, Keyset, Page, Row, Statement, TableInfo,
    UniqueInfo, Upsert, Upserted, Value,
};
use dualect::types::Uuid;
use dualect::{Result, Session};

use super::{BADGES_MEMBER, MEMBERS_MENTOR, MEMBERS_TEAM, NOTES_MEMBER};

pub static TABLE: TableInfo = TableInfo {
    name: "members",
    primary_key: &["id"],
    uniques: &[UniqueInfo {
        name: "members_email_key",
        columns: &["team_id", "email"],
    }],
    foreign_keys: &[MEMBERS_TEAM, MEMBERS_MENTOR],
    referenced_by: &[MEMBERS_MENTOR, BADGES_MEMBER, NOTES_MEMBER],
};

#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    pub id: i64,
    pub team_id: Uuid,
    pub mentor_id: Option<i64>,
    pub email: String,
    pub age: Option<i32>,
}

impl Row for Member {
    const COLUMNS: usize = 5;

    fn decode(row: &mut Decoder<'_>) -> Result<Self> {
        Ok(Self {
            id: row.next()?,
            team_id: row.next()?,
            mentor_id: row.next()?,
            email: row.next()?,
            age: row.next()?,
        })
    }
}

impl Member {
    pub fn new(id: i64, team_id: Uuid) -> Self {
        Self {
            id,
            team_id,
            mentor_id: None,
            email: format!("{id}@example.org"),
            age: None,
        }
    }

    fn into_values(self) -> Vec<Value> {
        vec![
            self.id.into(),
            self.team_id.into(),
            self.mentor_id.into(),
            self.email.into(),
            self.age.into(),
        ]
    }
}

static INSERT: Statement = Statement::bounded_write(
    "members::insert",
    &TABLE,
    "INSERT INTO members (id, team_id, mentor_id, email, age) VALUES ($1, $2, $3, $4, $5) \
     RETURNING id, team_id, mentor_id, email, age",
);

pub fn insert(db: &Session, member: Member) -> Call<'_, Member> {
    db.fetch_one(&INSERT, member.into_values())
}

static INSERT_NULL: Statement = Statement::bounded_write(
    "members::insert_null",
    &TABLE,
    "INSERT INTO members (id, team_id, email) VALUES ($1, $2, $3)",
);

/// What no generated function lets pass.
pub fn insert_without_email(db: &Session, id: i64, team_id: Uuid) -> Call<'_, u64> {
    db.execute(&INSERT_NULL, vec![id.into(), team_id.into(), Value::Null])
}

static SET_AGE: Statement = Statement::bounded_write(
    "members::set_age",
    &TABLE,
    "UPDATE members SET age = $1 WHERE id = $2",
);

pub fn set_age(db: &Session, id: i64, age: i32) -> Call<'_, bool> {
    db.execute_one(&SET_AGE, vec![age.into(), id.into()])
}

static SET_MENTOR: Statement = Statement::bounded_write(
    "members::set_mentor",
    &TABLE,
    "UPDATE members SET mentor_id = $1 WHERE id = $2",
);

pub fn set_mentor(db: &Session, id: i64, mentor: i64) -> Call<'_, bool> {
    db.execute_one(&SET_MENTOR, vec![mentor.into(), id.into()])
}

static AGE: Statement = Statement::bounded_read(
    "members::age",
    &TABLE,
    "SELECT age FROM members WHERE id = $1",
);

pub fn age(db: &Session, id: i64) -> Call<'_, Option<i32>> {
    db.fetch_value(&AGE, vec![id.into()])
}

static TOTAL_AGE: Statement = Statement::read_per_dialect(
    "members::total_age",
    &TABLE,
    "SELECT coalesce(sum(age), 0) FROM members",
    "SELECT coalesce(sum(age), 0)::bigint FROM members",
);

pub fn total_age(db: &Session) -> Call<'_, i64> {
    db.fetch_value(&TOTAL_AGE, vec![])
}

static COUNT: Statement = Statement::read("members::count", &TABLE, "SELECT count(*) FROM members");

pub fn count(db: &Session) -> Call<'_, i64> {
    db.fetch_value(&COUNT, vec![])
}

static DELETE: Statement = Statement::write(
    "members::delete",
    &TABLE,
    "DELETE FROM members WHERE id = $1",
);

pub fn delete(db: &Session, id: i64) -> Call<'_, bool> {
    db.execute_one(&DELETE, vec![id.into()])
}

static PAGE: Keyset = Keyset {
    first: Statement::read(
        "members::page_by_email",
        &TABLE,
        "SELECT id, team_id, mentor_id, email, age FROM members WHERE team_id = $1 ORDER BY email, id LIMIT $2",
    ),
    after: Statement::read(
        "members::page_by_email",
        &TABLE,
        "SELECT id, team_id, mentor_id, email, age FROM members WHERE team_id = $1 AND (email, id) > ($2, $3) \
         ORDER BY email, id LIMIT $4",
    ),
};

fn position(row: &Member) -> Vec<Value> {
    vec![row.email.as_str().into(), row.id.into()]
}

pub fn page_by_email<'a>(
    db: &'a Session,
    team_id: Uuid,
    after: Option<&Cursor>,
    limit: u32,
) -> Call<'a, Page<Member>> {
    db.fetch_page(&PAGE, vec![team_id.into()], after, limit, position)
}

static OTHER_PAGE: Keyset = Keyset {
    first: Statement::bounded_read(
        "members::page",
        &TABLE,
        "SELECT id, team_id, mentor_id, email, age FROM members ORDER BY id LIMIT $1",
    ),
    after: Statement::bounded_read(
        "members::page",
        &TABLE,
        "SELECT id, team_id, mentor_id, email, age FROM members WHERE id > $1 ORDER BY id LIMIT $2",
    ),
};

pub fn page<'a>(db: &'a Session, after: Option<&Cursor>, limit: u32) -> Call<'a, Page<Member>> {
    db.fetch_page(&OTHER_PAGE, vec![], after, limit, |row: &Member| {
        vec![row.id.into()]
    })
}

/// By `(team_id, email)`; `age` has a default, 18, and the sixth value says whether it was given.
static UPSERT: Upsert = Upsert {
    name: "members::upsert_by_email",
    table: &TABLE,
    insert: &INSERT,
    columns: 5,
    sqlite_find: "SELECT id, team_id, mentor_id, email, age FROM members WHERE team_id = ?2 AND email = ?4",
    sqlite_update: "UPDATE members SET mentor_id = ?3, age = CASE WHEN ?6 THEN ?5 ELSE age END \
                    WHERE team_id = ?2 AND email = ?4 AND (mentor_id IS NOT ?3 OR (?6 AND age IS NOT ?5)) \
                    RETURNING id, team_id, mentor_id, email, age",
    postgres: "WITH written AS (INSERT INTO members AS m (id, team_id, mentor_id, email, age) \
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT (team_id, email) DO UPDATE SET mentor_id = excluded.mentor_id, \
               age = CASE WHEN $6 THEN excluded.age ELSE m.age END \
               WHERE m.mentor_id IS DISTINCT FROM excluded.mentor_id OR ($6 AND m.age IS DISTINCT FROM excluded.age) \
               RETURNING id, team_id, mentor_id, email, age, xmax = 0 AS inserted) \
               SELECT id, team_id, mentor_id, email, age, inserted FROM written \
               UNION ALL SELECT id, team_id, mentor_id, email, age, NULL FROM members \
               WHERE team_id = $2 AND email = $4 AND NOT EXISTS (SELECT 1 FROM written)",
};

pub fn upsert_by_email(db: &Session, member: Member) -> Call<'_, Upserted<Member>> {
    let given = member.age.is_some();
    let mut values = Member {
        age: member.age.or(Some(18)),
        ..member
    }
    .into_values();
    values.push(given.into());
    db.upsert(&UPSERT, values)
}

static BULK: BulkInsert = BulkInsert {
    insert: &INSERT,
    sqlite_head: "INSERT INTO members (id, team_id, mentor_id, email, age) VALUES",
    sqlite_row: "(?, ?, ?, ?, ?)",
    columns: 5,
    postgres: BulkPostgres::Unnest(
        "INSERT INTO members (id, team_id, mentor_id, email, age) \
         SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::bigint[], $4::text[], $5::integer[])",
    ),
};

pub fn insert_many(db: &Session, members: Vec<Member>) -> Call<'_, u64> {
    db.insert_many(
        &BULK,
        members.into_iter().map(Member::into_values).collect(),
    )
}

static INSERT_NOTE: Statement = Statement::bounded_write(
    "notes::insert",
    &super::NOTES,
    "INSERT INTO notes (id, member_id) VALUES ($1, $2)",
);

/// The note's foreign key is checked at the commit.
pub fn insert_note(db: &Session, id: i64, member_id: i64) -> Call<'_, u64> {
    db.execute(&INSERT_NOTE, vec![id.into(), member_id.into()])
}
