//! Rows by hand over generated columns read the same on both engines: parts of a table, joins, embedded rows.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use ash_db::agents::{self, Agent, NewAgent};
use ash_db::enums::SessionStatus;
use ash_db::sessions::{self, NewSession};
use dualect::query::{Projection, Row as _, Statement};
use dualect::types::{Decimal, Json, Timestamp, Uuid};
use dualect::{Db, Row, sql};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use parity_db::stays::{self, NewStay};

/// A part of a table's columns, one under another name.
#[derive(Debug, PartialEq, Row)]
#[row(table = agents)]
struct Brief {
    #[row(column = agents::columns::NAME)]
    title: String,
    id: Uuid,
    #[row(rename = "created_at")]
    since: Timestamp,
}

/// A join: columns of two tables, a whole row of each kind, and a computed value.
#[derive(Debug, PartialEq, Row)]
#[row(table = sessions)]
struct Running {
    #[row(embed)]
    agent: Agent,
    status: SessionStatus,
    model: Option<String>,
    #[row(embed)]
    brief: Brief,
    #[row(sql = "(SELECT count(*) FROM sessions)")]
    of: i64,
}

/// What a step of a migration reads: nothing of it is generated but in the test.
#[derive(Debug, PartialEq, Row)]
#[row(frozen)]
struct Then {
    id: Uuid,
    #[row(rename = "name")]
    called: String,
    created_at: Timestamp,
    config: Option<Json>,
    #[row(sql = "CAST(length(name) AS bigint)")]
    letters: i64,
}

static THEN: Statement = Statement::read(
    "then",
    &dualect::query::TableInfo::NONE,
    sql!("SELECT ", Then::COLUMNS_SQL, " FROM agents ORDER BY name"),
);

/// What a LEFT JOIN finds, or not: each column by itself, and as a row.
#[derive(Debug, PartialEq, Row)]
#[row(table = agents, alias = "a")]
struct Last {
    name: String,
    #[row(table = sessions)]
    status: Option<SessionStatus>,
    #[row(table = sessions)]
    model: Option<String>,
    #[row(embed)]
    session: Option<Opened>,
    config: Option<Json>,
}

#[derive(Debug, PartialEq, Row)]
#[row(table = sessions)]
struct Opened {
    model: Option<String>,
    agent_id: Uuid,
}

/// Columns that are read by more than their Rust type.
#[derive(Debug, PartialEq, Row)]
#[row(table = stays)]
struct Fee {
    fee: Decimal,
    since: Timestamp,
}

static FEE: Statement = Statement::read(
    "fee",
    &stays::TABLE,
    sql!("SELECT ", Fee::COLUMNS_SQL, " FROM stays"),
);

static BRIEF: Statement = Statement::read(
    "brief",
    &agents::TABLE,
    sql!(
        "SELECT ",
        Brief::COLUMNS_SQL,
        " FROM agents WHERE tenant_id = $1 ORDER BY name"
    ),
);

static RUNNING: Statement = Statement::read(
    "running",
    &sessions::TABLE,
    sql!(
        "SELECT ",
        Running::COLUMNS_SQL,
        " FROM sessions JOIN agents ON agents.id = sessions.agent_id ORDER BY sessions.id"
    ),
);

static LAST: Statement = Statement::read(
    "last",
    &agents::TABLE,
    sql!(
        "SELECT ",
        Last::COLUMNS_SQL,
        " FROM agents a LEFT JOIN sessions ON sessions.agent_id = a.id ORDER BY a.name"
    ),
);

async fn with_two_agents(database: &Database) -> (Db, [Agent; 2]) {
    let db = Db::connect(&database.url()).await.unwrap();
    db.migrate(&ash_db::MIGRATIONS).await.unwrap();
    let acme = db.scope("acme");
    let ada = agents::insert(&acme, NewAgent::new("Ada", "/a"))
        .await
        .unwrap();
    let bob = agents::insert(&acme, NewAgent::new("Bob", "/b"))
        .await
        .unwrap();
    (db, [ada, bob])
}

fn brief_of(agent: &Agent) -> Brief {
    Brief {
        title: agent.name.clone(),
        id: agent.id,
        since: agent.created_at,
    }
}

both_engines! {
    async fn a_frozen_row_reads_columns_by_their_names(database: Database) {
        assert_eq!(Then::COLUMNS_SQL, r#""id", "name", "created_at", "config", CAST(length(name) AS bigint)"#);
        let (db, [ada, bob]) = with_two_agents(&database).await;
        let found: Vec<Then> = db.fetch_all(&THEN, vec![]).await.unwrap();
        let wanted = [ada, bob].map(|agent| Then {
            id: agent.id,
            letters: i64::try_from(agent.name.len()).unwrap(),
            called: agent.name,
            created_at: agent.created_at,
            config: agent.config,
        });
        assert_eq!(found, wanted);
    }

    async fn a_part_of_a_tables_columns_is_read_in_the_fields_order(database: Database) {
        let (db, [ada, bob]) = with_two_agents(&database).await;
        let rows: Vec<Brief> = db.fetch_all(&BRIEF, vec!["acme".into()]).await.unwrap();
        assert_eq!(rows, [brief_of(&ada), brief_of(&bob)]);
        let none: Vec<Brief> = db.fetch_all(&BRIEF, vec!["other".into()]).await.unwrap();
        assert_eq!(none, []);
    }

    async fn a_column_is_read_by_the_schemas_own_digits_and_storage(database: Database) {
        let db = Db::connect(&database.url()).await.unwrap();
        db.migrate(&parity_db::MIGRATIONS).await.unwrap();
        let since: Timestamp = "2026-01-31T12:00:00Z".parse().unwrap();
        let fee = Decimal::new(12_345, 3);
        let new = NewStay::new("7", "2026-02-01".parse().unwrap(), since, fee);
        stays::insert(&db, new).await.unwrap();
        let rows: Vec<Fee> = db.fetch_all(&FEE, vec![]).await.unwrap();
        assert_eq!(rows, [Fee { fee, since }]);
    }

    async fn a_join_reads_columns_of_both_tables_and_whole_rows(database: Database) {
        let (db, [ada, _]) = with_two_agents(&database).await;
        let new = NewSession { model: Some("opus".to_owned()), ..NewSession::new(ada.id) };
        sessions::insert(&db.scope("acme"), new).await.unwrap();
        let rows: Vec<Running> = db.fetch_all(&RUNNING, vec![]).await.unwrap();
        let wanted = Running {
            brief: brief_of(&ada),
            agent: ada,
            status: SessionStatus::Starting,
            model: Some("opus".to_owned()),
            of: 1,
        };
        assert_eq!(rows, [wanted]);
    }

    async fn an_embedded_option_is_none_where_the_left_join_found_no_row(database: Database) {
        let (db, [ada, _]) = with_two_agents(&database).await;
        // Its first column is NULL too, and still it is there.
        sessions::insert(&db.scope("acme"), NewSession::new(ada.id)).await.unwrap();
        let rows: Vec<Last> = db.fetch_all(&LAST, vec![]).await.unwrap();
        let last = |name: &str, status, session| Last {
            name: name.to_owned(),
            status,
            model: None,
            session,
            config: None,
        };
        let opened = Opened { model: None, agent_id: ada.id };
        assert_eq!(
            rows,
            [last("Ada", Some(SessionStatus::Starting), Some(opened)), last("Bob", None, None)]
        );
    }
}

#[test]
fn the_select_list_names_each_column_with_its_table_or_alias() {
    assert_eq!(
        Brief::COLUMNS_SQL,
        "agents.name, agents.id, agents.created_at"
    );
    assert_eq!(
        Last::COLUMNS_SQL,
        "a.name, sessions.status, sessions.model, sessions.model, sessions.agent_id, a.config"
    );
    assert_eq!(Last::COLUMNS, 6);
    assert!(Running::COLUMNS_SQL.starts_with(&format!("{}, sessions.status", Agent::COLUMNS_SQL)));
    assert!(Running::COLUMNS_SQL.ends_with(", (SELECT count(*) FROM sessions)"));
    assert_eq!(Running::COLUMNS, Agent::COLUMNS + 2 + Brief::COLUMNS + 1);
}
