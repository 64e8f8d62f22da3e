//! A small schema, and what the generator would write for it: by hand, so that the runtime's tests stand on the runtime alone.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "it is written as generated code is, each test file uses a part of it, and tests fail by panicking"
)]

pub mod everything;
pub mod members;
pub mod teams;

use dualect::query::{ForeignKeyInfo, TableInfo};
use dualect::{Db, Options};
use dualect_tests::engine::{Database, Engine};

/// Teams have members; members have mentors, badges and notes; badges have grants.
const SQLITE: &str = "
    CREATE TABLE teams (id BLOB NOT NULL, name TEXT NOT NULL,
        CONSTRAINT teams_pkey PRIMARY KEY (id), CONSTRAINT teams_name_key UNIQUE (name)) STRICT;
    CREATE TABLE members (id INTEGER NOT NULL, team_id BLOB NOT NULL, mentor_id INTEGER, email TEXT NOT NULL, age INTEGER,
        CONSTRAINT members_pkey PRIMARY KEY (id), CONSTRAINT members_email_key UNIQUE (team_id, email),
        CONSTRAINT members_age_check CHECK (age >= 0),
        CONSTRAINT members_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE RESTRICT,
        CONSTRAINT members_mentor_id_fkey FOREIGN KEY (mentor_id) REFERENCES members (id)) STRICT;
    CREATE TABLE badges (id INTEGER NOT NULL PRIMARY KEY, member_id INTEGER NOT NULL,
        CONSTRAINT badges_member_id_fkey FOREIGN KEY (member_id) REFERENCES members (id) ON DELETE CASCADE) STRICT;
    CREATE TABLE grants (id INTEGER NOT NULL PRIMARY KEY, badge_id INTEGER NOT NULL,
        CONSTRAINT grants_badge_id_fkey FOREIGN KEY (badge_id) REFERENCES badges (id)) STRICT;
    CREATE TABLE notes (id INTEGER NOT NULL PRIMARY KEY, member_id INTEGER NOT NULL,
        CONSTRAINT notes_member_id_fkey FOREIGN KEY (member_id) REFERENCES members (id) DEFERRABLE INITIALLY DEFERRED) STRICT;
";
const POSTGRES: &str = r#"
    CREATE TABLE teams (id uuid NOT NULL, name text COLLATE "C" NOT NULL,
        CONSTRAINT teams_pkey PRIMARY KEY (id), CONSTRAINT teams_name_key UNIQUE (name));
    CREATE TABLE members (id bigint NOT NULL, team_id uuid NOT NULL, mentor_id bigint, email text COLLATE "C" NOT NULL, age integer,
        CONSTRAINT members_pkey PRIMARY KEY (id), CONSTRAINT members_email_key UNIQUE (team_id, email),
        CONSTRAINT members_age_check CHECK (age >= 0),
        CONSTRAINT members_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE RESTRICT,
        CONSTRAINT members_mentor_id_fkey FOREIGN KEY (mentor_id) REFERENCES members (id));
    CREATE TABLE badges (id bigint PRIMARY KEY, member_id bigint NOT NULL,
        CONSTRAINT badges_member_id_fkey FOREIGN KEY (member_id) REFERENCES members (id) ON DELETE CASCADE);
    CREATE TABLE grants (id bigint PRIMARY KEY, badge_id bigint NOT NULL,
        CONSTRAINT grants_badge_id_fkey FOREIGN KEY (badge_id) REFERENCES badges (id));
    CREATE TABLE notes (id bigint PRIMARY KEY, member_id bigint NOT NULL,
        CONSTRAINT notes_member_id_fkey FOREIGN KEY (member_id) REFERENCES members (id) DEFERRABLE INITIALLY DEFERRED);
"#;

pub const MEMBERS_TEAM: ForeignKeyInfo = ForeignKeyInfo {
    name: "members_team_id_fkey",
    table: "members",
    columns: &["team_id"],
    parent: "teams",
    parent_columns: &["id"],
};
pub const MEMBERS_MENTOR: ForeignKeyInfo = ForeignKeyInfo {
    name: "members_mentor_id_fkey",
    table: "members",
    columns: &["mentor_id"],
    parent: "members",
    parent_columns: &["id"],
};
pub const BADGES_MEMBER: ForeignKeyInfo = ForeignKeyInfo {
    name: "badges_member_id_fkey",
    table: "badges",
    columns: &["member_id"],
    parent: "members",
    parent_columns: &["id"],
};
pub const NOTES_MEMBER: ForeignKeyInfo = ForeignKeyInfo {
    name: "notes_member_id_fkey",
    table: "notes",
    columns: &["member_id"],
    parent: "members",
    parent_columns: &["id"],
};

pub static NOTES: TableInfo = TableInfo {
    name: "notes",
    primary_key: &["id"],
    uniques: &[],
    foreign_keys: &[NOTES_MEMBER],
    referenced_by: &[],
};

/// Makes the tables, and connects with short waits.
pub async fn connect(database: &Database) -> Db {
    database
        .execute(match database.engine() {
            Engine::Sqlite => SQLITE,
            Engine::Postgres => POSTGRES,
        })
        .await;
    everything::create(database).await;
    let options = Options::new()
        .url(database.url())
        .busy_timeout(std::time::Duration::from_millis(500))
        .connect_attempts(1);
    Db::connect_with(options).await.unwrap()
}
