use dualect_codegen::catalog::lower::{APPEND_ONLY_MESSAGE, APPEND_ONLY_SQLSTATE};
use dualect_tests::engine::{Database, Engine};
use dualect_tests::migration_run::Rows;

use crate::edit::{Edit, answers, made, parse, refusal, there_and_back};

const LOG: &str = r#"
[tables.log.columns]
id = { type = "bigint", primary_key = true }
line = "text"
"#;

fn rows() -> Rows {
    Rows {
        put: "INSERT INTO log (id, line) VALUES (1, 'a'), (2, 'b');".into(),
        kept: answers(&[("SELECT id, line FROM log ORDER BY id", "1|a; 2|b")]),
        ..Rows::default()
    }
}

fn closed(text: &str) -> dualect_codegen::schema::model::Schema {
    parse(text).plus(|schema| schema.table("log").append_only = true)
}

#[tokio::test]
async fn a_table_becomes_append_only_and_stops_being_it() {
    there_and_back(&parse(LOG), &closed(LOG), &rows()).await;
}

#[tokio::test]
async fn an_append_only_table_comes_and_goes() {
    let other = "[tables.other.columns]\nid = { type = \"bigint\", primary_key = true }\n";
    there_and_back(
        &parse(other),
        &closed(&format!("{other}{LOG}")),
        &Rows::default(),
    )
    .await;
}

#[tokio::test]
async fn a_column_that_has_to_be_filled_comes_to_an_append_only_table() {
    let more = LOG.replace(
        "line = \"text\"",
        "line = \"text\"\nkey = { type = \"uuid\", default = \"uuid_v4\", unique = true }",
    );
    there_and_back(&closed(LOG), &closed(&more), &rows()).await;
}

#[tokio::test]
async fn a_rebuild_leaves_an_append_only_table_append_only() {
    let other = LOG.replace(
        "line = \"text\"",
        "line = { type = \"text\", default = \"x\" }",
    );
    there_and_back(&closed(LOG), &closed(&other), &rows()).await;
}

async fn with_a_row(engine: Engine, text: &str) -> Database {
    let database = made(engine, &closed(text)).await;
    let row = "INSERT INTO log (id, line) VALUES (1, 'a')";
    database.execute(row).await;
    database
}

const REFUSED: [&str; 4] = [
    "UPDATE log SET line = 'b'",
    "DELETE FROM log",
    "UPDATE log SET id = id",
    "INSERT INTO log (id, line) VALUES (1, 'c') ON CONFLICT (id) DO UPDATE SET line = 'c'",
];

#[tokio::test]
async fn sqlite_refuses_by_a_message_that_names_the_table() {
    let Database::Sqlite(database) = with_a_row(Engine::Sqlite, LOG).await else {
        panic!("this is SQLite");
    };
    let connection = database.connect();
    for sql in REFUSED {
        let error = connection.execute_batch(sql).unwrap_err();
        let code = error.sqlite_error().unwrap().extended_code;
        assert_eq!(code, rusqlite::ffi::SQLITE_CONSTRAINT_TRIGGER, "{sql}");
        assert_eq!(
            error.to_string(),
            format!("{APPEND_ONLY_MESSAGE}log"),
            "{sql}"
        );
    }
    connection
        .execute_batch("INSERT INTO log (id, line) VALUES (1, 'c') ON CONFLICT DO NOTHING")
        .unwrap();
    let twice = connection
        .execute_batch("INSERT INTO log (id, line) VALUES (1, 'c')")
        .unwrap_err();
    assert_eq!(
        twice.sqlite_error().unwrap().extended_code,
        rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
    );
    // The one hole, and what closes it.
    connection
        .execute_batch("INSERT OR REPLACE INTO log (id, line) VALUES (1, 'b')")
        .unwrap();
    connection
        .execute_batch("PRAGMA recursive_triggers = ON")
        .unwrap();
    let error = connection
        .execute_batch("INSERT OR REPLACE INTO log (id, line) VALUES (1, 'c')")
        .unwrap_err();
    assert_eq!(error.to_string(), format!("{APPEND_ONLY_MESSAGE}log"));
}

#[tokio::test]
async fn postgres_refuses_by_a_code_of_its_own_that_names_the_table() {
    let Database::Postgres(database) = with_a_row(Engine::Postgres, LOG).await else {
        panic!("this is Postgres");
    };
    let client = database.connect().await;
    for sql in REFUSED
        .into_iter()
        .chain(["TRUNCATE log", "TRUNCATE log CASCADE"])
    {
        let error = client.batch_execute(sql).await.unwrap_err();
        let error = error.as_db_error().unwrap();
        assert_eq!(error.code().code(), APPEND_ONLY_SQLSTATE, "{sql}");
        assert_eq!(
            error.message(),
            format!("{APPEND_ONLY_MESSAGE}log"),
            "{sql}"
        );
        assert_eq!(
            (error.schema(), error.table()),
            (Some("public"), Some("log")),
            "{sql}"
        );
    }
    client
        .batch_execute("UPDATE log SET line = 'b' WHERE false")
        .await
        .unwrap();
}

#[tokio::test]
async fn a_cascade_is_refused_too() {
    let text = r#"
[tables.people.columns]
id = { type = "bigint", primary_key = true }
[tables.log.columns]
id = { type = "bigint", primary_key = true }
line = { type = "text", default = "" }
person_id = { references = "people.id", on_delete = "cascade", nullable = true }
"#;
    for engine in Engine::ALL {
        let database = with_a_row(engine, text).await;
        database.execute("INSERT INTO people (id) VALUES (7); INSERT INTO log (id, person_id) VALUES (2, 7);").await;
        let refused = refusal(&database, "DELETE FROM people").await;
        assert_eq!(refused, format!("{APPEND_ONLY_MESSAGE}log"), "{engine}");
    }
}
