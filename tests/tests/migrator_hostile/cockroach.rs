//! What the migrator does on `CockroachDB`, tried on a real Postgres that says it is one: no `CockroachDB` has ever run these.

use dualect::{Db, ErrorKind, Migration, MigrationErrorKind, Migrations};
use dualect_tests::engine::{Database, Engine};

use crate::growing::settings;
use crate::lost_connection::{Way, connect, port, sweep};
use crate::proxy::{Cut, Proxy, Says};

async fn cockroach(database: &Database) -> Db {
    let server = port(&database.url());
    let proxy = Proxy::start(server, Says::Cockroach, usize::MAX, Cut::Before).await;
    connect(&proxy.url(&database.url(), server)).await.unwrap()
}

fn of<'a>(postgres: &'a [Migration<'a>]) -> Migrations<'a> {
    Migrations {
        schema_hash: "",
        sqlite: &[],
        postgres,
    }
}

async fn count(database: &Database, sql: &str) -> String {
    database.rows(sql).await[0][0].clone().unwrap()
}

#[tokio::test]
async fn a_wire_cut_at_any_request_is_made_good_by_the_next_run() {
    sweep(Way::Up, Says::Cockroach).await;
    sweep(Way::Down, Says::Cockroach).await;
}

#[tokio::test]
async fn a_statement_that_changes_the_schema_is_run_by_itself_and_rows_with_their_record() {
    let database = Engine::Postgres.database().await;
    let db = cockroach(&database).await;
    let first = Migration {
        tag: "20260101000000_first",
        up: "CREATE TABLE a (id bigint PRIMARY KEY);\n--> statement-breakpoint\nINSERT INTO a VALUES (1);\n--> statement-breakpoint\nINSERT INTO a SELECT id + 1 FROM a;\n--> statement-breakpoint\nSELECT no_such_function();\n",
        down: "",
    };
    let error = db
        .migrate_with(&of(&[first]), settings())
        .await
        .unwrap_err();
    let ErrorKind::Migration(MigrationErrorKind::Section(failure)) = error.kind() else {
        panic!("{error:?}")
    };
    // The table stays; the rows were in the transaction of what failed.
    assert_eq!((failure.section, failure.kept), (4, 1), "{error}");
    assert_eq!(count(&database, "SELECT count(*) FROM a").await, "0");
    let mended = Migration {
        up: "CREATE TABLE a (id bigint PRIMARY KEY);\n--> statement-breakpoint\nINSERT INTO a VALUES (1);\n--> statement-breakpoint\nINSERT INTO a SELECT id + 1 FROM a;\n",
        ..first
    };
    db.migrate_with(&of(&[mended]), settings()).await.unwrap();
    assert_eq!(count(&database, "SELECT count(*) FROM a").await, "2");
    // On Postgres all of it is one transaction.
    let database = Engine::Postgres.database().await;
    let db = connect(&database.url()).await.unwrap();
    db.migrate_with(&of(&[first]), settings())
        .await
        .unwrap_err();
    assert_eq!(
        count(
            &database,
            "SELECT count(*) FROM pg_class WHERE relname = 'a'"
        )
        .await,
        "0"
    );
}

/// A conflict with others, the first two times: a sequence goes on where a transaction is undone.
#[tokio::test]
async fn a_conflict_with_others_is_tried_again() {
    let database = Engine::Postgres.database().await;
    database
        .execute(
            "CREATE SEQUENCE tries; CREATE FUNCTION met() RETURNS integer LANGUAGE plpgsql AS $$ BEGIN
                 IF nextval('tries') < 3 THEN RAISE EXCEPTION 'restart transaction' USING ERRCODE = '40001'; END IF;
                 RETURN 1;
             END $$",
        )
        .await;
    for (tag, up) in [
        (
            "20260101000000_rows",
            "CREATE TABLE a (id bigint);\n--> statement-breakpoint\nINSERT INTO a SELECT met();\n",
        ),
        ("20260102000000_table", "CREATE TABLE b AS SELECT met();\n"),
    ] {
        database.execute("ALTER SEQUENCE tries RESTART").await;
        let migration = Migration { tag, up, down: "" };
        let before = Migration {
            tag: "20260101000000_rows",
            up: "CREATE TABLE a (id bigint);\n--> statement-breakpoint\nINSERT INTO a SELECT met();\n",
            down: "",
        };
        let all = [before, migration];
        let all = if tag == before.tag {
            &all[1..]
        } else {
            &all[..]
        };
        let db = cockroach(&database).await;
        assert_eq!(
            db.migrate_with(&of(all), settings()).await.unwrap().tags,
            [tag]
        );
        assert_eq!(count(&database, "SELECT last_value FROM tries").await, "3");
    }
    assert_eq!(count(&database, "SELECT count(*) FROM a").await, "1");
}
