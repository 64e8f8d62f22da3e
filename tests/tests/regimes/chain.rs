//! Append-only tables, and chains of hashes.

use dualect::query::{ChainCheck, InsertedOrFound};
use dualect::types::Json;
use dualect::{Db, Error, ErrorKind, Isolation, Options, Tx};
use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};

use super::connect;
use super::regimes::audit_log::{self, AuditLog, NewAuditLog};
use super::regimes::seals::{self, NewSeal};

fn entry(actor: &str) -> NewAuditLog {
    NewAuditLog {
        actor: Some(actor.to_owned()),
        detail: Some(serde_json::json!({"b": 1.0, "a": ["é", null, 0.5]})),
        tags: Some(vec!["x".into(), String::new()]),
        amount: Some("12.50".parse().unwrap()),
        ratio: Some(-0.0),
        ..NewAuditLog::default()
    }
}

/// Runs statements behind the triggers' back.
async fn tamper(database: &Database, table: &str, sql: &str) {
    let (off, on) = match database.engine() {
        Engine::Sqlite => (
            format!(
                "DROP TRIGGER {table}_append_only_update; DROP TRIGGER {table}_append_only_delete;"
            ),
            String::new(),
        ),
        Engine::Postgres => (
            format!("ALTER TABLE {table} DISABLE TRIGGER USER;"),
            format!("ALTER TABLE {table} ENABLE TRIGGER USER;"),
        ),
    };
    database.execute(&format!("{off} {sql}; {on}")).await;
}

/// The hash by the rule as it is written down, from what the row holds.
fn recomputed(row: &AuditLog) -> String {
    let mut text = Vec::new();
    let mut column = |name: &str, value: Option<&[u8]>| {
        if let Some(value) = value {
            for part in [name.as_bytes(), value] {
                text.extend_from_slice(&(part.len() as u64).to_be_bytes());
                text.extend_from_slice(part);
            }
        }
    };
    let mut tags = Vec::new();
    for tag in &row.tags {
        tags.extend_from_slice(&(tag.len() as u64).to_be_bytes());
        tags.extend_from_slice(tag.as_bytes());
    }
    let amount = row.amount.map(|amount| amount.normalize().to_string());
    column("org", Some(row.org.as_bytes()));
    column("at", Some(format!("{:.6}", row.at).as_bytes()));
    column("actor", row.actor.as_deref().map(str::as_bytes));
    column("detail", Some(row.detail.to_string().as_bytes()));
    column("tags", Some(&tags));
    column("amount", amount.as_deref().map(str::as_bytes));
    column(
        "ratio",
        row.ratio
            .map(f64::to_be_bytes)
            .as_ref()
            .map(<[u8; 8]>::as_slice),
    );
    column("mood", Some(row.mood.to_string().as_bytes()));
    column("key", row.key.as_deref().map(str::as_bytes));
    column(
        "previous_hash",
        row.previous_hash.as_deref().map(str::as_bytes),
    );
    dualect_format::hash::sha256_hex(text)
}

async fn three(db: &Db) -> Vec<AuditLog> {
    let acme = db.scope("acme");
    let mut rows = Vec::new();
    for actor in ["a", "b", "c"] {
        rows.push(audit_log::insert(&acme, entry(actor)).await.unwrap());
        audit_log::insert(&db.scope("other"), entry(actor))
            .await
            .unwrap();
    }
    rows
}

both_engines! {
    async fn each_row_holds_the_hash_of_the_one_before(database: Database) {
        let db = connect(&database).await;
        let rows = three(&db).await;
        assert_eq!(rows[0].previous_hash, None);
        assert_eq!(rows[1].previous_hash.as_ref(), Some(&rows[0].hash));
        assert_eq!(rows[2].previous_hash.as_ref(), Some(&rows[1].hash));
        for row in &rows {
            assert_eq!(row.hash, recomputed(row));
        }
        let acme = db.scope("acme");
        assert_eq!(audit_log::verify_chain(&acme).await.unwrap(), ChainCheck::Intact(3));
        assert_eq!(audit_log::verify_chain(&db.scope("nobody")).await.unwrap(), ChainCheck::Intact(0));
        let detail = Json::from(1e20);
        let more = vec![NewAuditLog { detail: Some(detail), ..NewAuditLog::default() }, entry("e")];
        assert_eq!(audit_log::insert_many(&acme, more).await.unwrap(), 2);
        assert_eq!(audit_log::verify_chain(&acme).await.unwrap(), ChainCheck::Intact(5));
        assert_eq!(audit_log::verify_chain(&db.scope("other")).await.unwrap(), ChainCheck::Intact(3));
    }

    async fn an_existing_row_is_found_and_the_chain_stays(database: Database) {
        let db = connect(&database).await;
        let acme = db.scope("acme");
        let new = NewAuditLog { key: Some("k".into()), ..entry("a") };
        let inserted = audit_log::insert_or_get_by_key(&acme, new.clone()).await.unwrap();
        assert!(matches!(inserted, InsertedOrFound::Inserted(_)));
        let found = audit_log::insert_or_get_by_key(&acme, new.clone()).await.unwrap();
        assert_eq!(found, InsertedOrFound::Found(inserted.into_row()));
        let taken = ErrorKind::Unique { table: "audit_log".into(), constraint: "audit_log_key_key".into() };
        assert_eq!(audit_log::insert(&acme, new).await.unwrap_err().kind(), &taken);
        audit_log::insert(&acme, entry("b")).await.unwrap();
        assert_eq!(audit_log::verify_chain(&acme).await.unwrap(), ChainCheck::Intact(2));
    }

    async fn a_transaction_adds_to_the_chain_and_takes_back_what_it_added(database: Database) {
        let db = connect(&database).await;
        let acme = db.scope("acme");
        db.transaction(async |tx: Tx| {
            let scope = tx.scope("acme");
            audit_log::insert(&scope, entry("a")).await?;
            audit_log::insert_many(&scope, vec![entry("b"), entry("c")]).await?;
            let undone = tx.savepoint(async |inner: Tx| {
                audit_log::insert(&inner.scope("acme"), entry("d")).await?;
                Err::<(), Error>(ErrorKind::NotFound.into())
            });
            undone.await.unwrap_err();
            audit_log::insert(&scope, entry("e")).await.map(drop)
        })
        .await
        .unwrap();
        assert_eq!(audit_log::verify_chain(&acme).await.unwrap(), ChainCheck::Intact(4));
    }

    async fn a_changed_row_a_missing_one_and_exchanged_ones_break_the_chain(database: Database) {
        for (sql, broken) in [
            ("UPDATE audit_log SET actor = 'B' WHERE id = {1}", 1),
            ("UPDATE audit_log SET amount = NULL WHERE id = {1}", 1),
            ("UPDATE audit_log SET previous_hash = NULL WHERE id = {0}; UPDATE audit_log SET hash = 'x' WHERE id = {2}", 2),
            ("DELETE FROM audit_log WHERE id = {1}", 2),
            ("DELETE FROM audit_log WHERE id = {0}", 1),
            ("UPDATE audit_log SET id = 99 WHERE id = {1}", 2),
        ] {
            let database = database.engine().database().await;
            let db = connect(&database).await;
            let rows = three(&db).await;
            let mut text = sql.to_owned();
            for (at, row) in rows.iter().enumerate() {
                text = text.replace(&format!("{{{at}}}"), &row.id.to_string());
            }
            // Nothing else is in the way of an exchanged key.
            if database.engine() == Engine::Postgres && sql.contains("SET id") {
                text = format!("ALTER TABLE audit_log ALTER COLUMN id SET GENERATED BY DEFAULT; {text}").replace("99", "99");
            }
            tamper(&database, "audit_log", &text).await;
            let found = audit_log::verify_chain(&db.scope("acme")).await.unwrap();
            assert_eq!(found, ChainCheck::Broken(rows[broken].id), "{sql}");
            assert_eq!(audit_log::verify_chain(&db.scope("other")).await.unwrap(), ChainCheck::Intact(3));
        }
    }

    async fn sql_by_hand_meets_the_triggers(database: Database) {
        use dualect::query::{Statement, TableInfo};

        static TABLE: TableInfo = audit_log::TABLE;
        static CHANGE: Statement = Statement::write("by_hand", &TABLE, "UPDATE audit_log SET actor = 'x'");
        static REMOVE: Statement = Statement::write("by_hand", &TABLE, "DELETE FROM audit_log");
        let db = connect(&database).await;
        three(&db).await;
        for statement in [&CHANGE, &REMOVE] {
            let error = db.execute(statement, vec![]).await.unwrap_err();
            assert_eq!(error.kind(), &ErrorKind::AppendOnly { table: "audit_log".into() });
        }
        assert_eq!(audit_log::count(&db.scope("acme")).await.unwrap(), 3);
    }

    /// By calls, and by transactions that have read before.
    async fn writers_at_once_do_not_fork_the_chain(database: Database) {
        connect(&database).await.close().await.unwrap();
        // As often as another writer can come before a transaction that has read.
        let options = Options::new().url(database.url()).transaction_attempts(20);
        let db = Db::connect_with(options).await.unwrap();
        let writers: Vec<_> = (0..4)
            .map(|writer| {
                let db = db.clone();
                tokio::spawn(async move {
                    for _ in 0..5 {
                        if writer % 2 == 0 {
                            seals::insert(&db, NewSeal::new("call")).await.unwrap();
                            continue;
                        }
                        db.transaction(async |tx: Tx| {
                            seals::count(&tx).await?;
                            tokio::task::yield_now().await;
                            seals::insert(&tx, NewSeal::new("transaction")).await.map(drop)
                        })
                        .await
                        .unwrap();
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
        assert_eq!(seals::verify_chain(&db).await.unwrap(), ChainCheck::Intact(20));
        let page = seals::page(&db, None, 100).await.unwrap();
        assert!(page.rows.iter().all(|row| row.hash.len() == 32));
    }
}

/// On Postgres a transaction that has begun to read does not see what is committed after.
#[tokio::test]
async fn a_transaction_that_sees_an_old_end_is_told_to_run_again() {
    let database = Engine::Postgres.database().await;
    let db = connect(&database).await;
    for isolation in [Isolation::RepeatableRead, Isolation::Serializable] {
        let tx = db.begin_with(isolation).await.unwrap();
        seals::count(&tx).await.unwrap();
        seals::insert(&db, NewSeal::new("first")).await.unwrap();
        let error = seals::insert(&tx, NewSeal::new("second"))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), &ErrorKind::Serialization);
        tx.rollback().await.unwrap();
    }
    assert_eq!(
        seals::verify_chain(&db).await.unwrap(),
        ChainCheck::Intact(2)
    );
}
