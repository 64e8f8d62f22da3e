//! The audit log: appended to, verified, and refused to whoever would change it.

use codespar_system_db::audit_log::{self, AuditEntry, NewAuditEntry};
use codespar_system_db::enums::{ActorType, AuditResult};
use dualect::query::ChainCheck;
use dualect::{Result, Scoped};
use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};
use serde_json::json;

use super::{organization, project, started};

fn entry(action: &str) -> NewAuditEntry {
    NewAuditEntry {
        metadata: Some(json!({ "ip": "10.0.0.1", "n": 1 })),
        ..NewAuditEntry::new(ActorType::User, "ada", action, AuditResult::Success)
    }
}

async fn append(org: &Scoped, action: &str) -> Result<AuditEntry> {
    audit_log::insert(org, entry(action)).await
}

/// Changes the database behind the log's back, as somebody with the database's own password could.
async fn tamper(database: &Database, statement: &str) {
    match database.engine() {
        Engine::Sqlite => {
            let triggers = database.rows("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_log'").await;
            assert!(!triggers.is_empty());
            for name in triggers.into_iter().flatten().flatten() {
                database.execute(&format!("DROP TRIGGER \"{name}\"")).await;
            }
            database.execute(statement).await;
        }
        Engine::Postgres => {
            database
                .execute("ALTER TABLE audit_log DISABLE TRIGGER USER")
                .await;
            database.execute(statement).await;
        }
    }
}

both_engines! {
    async fn each_entry_holds_the_hash_of_the_one_before(database: Database) {
        let db = started(&database).await;
        let org = organization(&db, "acme").await;
        let first = append(&org, "login").await.unwrap();
        let second = append(&org, "deploy").await.unwrap();
        assert_eq!(first.previous_hash, None);
        assert_eq!(second.previous_hash.as_ref(), Some(&first.hash));
        assert_eq!(first.hash.len(), 64);
        assert_eq!(audit_log::verify_chain(&org).await.unwrap(), ChainCheck::Intact(2));
        let latest = audit_log::list_by_actor_id(&org, "ada").await.unwrap();
        assert_eq!(latest, [second, first]);
    }

    async fn each_organization_has_a_chain_of_its_own_though_they_write_in_turns(database: Database) {
        let db = started(&database).await;
        let (ours, theirs) = (organization(&db, "ours").await, organization(&db, "theirs").await);
        for action in ["a", "b", "c"] {
            append(&ours, action).await.unwrap();
            append(&theirs, action).await.unwrap();
        }
        for org in [&ours, &theirs] {
            assert_eq!(audit_log::verify_chain(org).await.unwrap(), ChainCheck::Intact(3));
            assert_eq!(audit_log::count(org).await.unwrap(), 3);
        }
    }

    async fn many_at_once_make_one_unbroken_chain(database: Database) {
        let db = started(&database).await;
        let org = organization(&db, "acme").await;
        let writers = (0..4).map(|writer| {
            let org = org.clone();
            tokio::spawn(async move {
                for number in 0..5 {
                    append(&org, &format!("{writer}.{number}")).await.unwrap();
                }
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
        assert_eq!(audit_log::verify_chain(&org).await.unwrap(), ChainCheck::Intact(20));
    }

    async fn an_entry_goes_with_the_transaction_that_wrote_it(database: Database) {
        let db = started(&database).await;
        let org = organization(&db, "acme").await;
        append(&org, "kept").await.unwrap();
        let outcome: Result<()> = db
            .transaction(async |tx| {
                let id = codespar_system_db::organizations::find_by_slug(&tx, "acme").await?.unwrap().id;
                append(&tx.scope(id), "undone").await?;
                Err(dualect::ErrorKind::NotFound.into())
            })
            .await;
        assert!(outcome.is_err());
        append(&org, "next").await.unwrap();
        assert_eq!(audit_log::verify_chain(&org).await.unwrap(), ChainCheck::Intact(2));
    }

    async fn a_changed_entry_is_found(database: Database) {
        let db = started(&database).await;
        let org = organization(&db, "acme").await;
        append(&org, "login").await.unwrap();
        let changed = append(&org, "delete").await.unwrap();
        append(&org, "logout").await.unwrap();
        tamper(&database, "UPDATE audit_log SET action = 'read' WHERE action = 'delete'").await;
        assert_eq!(audit_log::verify_chain(&org).await.unwrap(), ChainCheck::Broken(changed.id));
    }

    async fn an_entry_that_was_taken_out_is_found_at_the_next(database: Database) {
        let db = started(&database).await;
        let org = organization(&db, "acme").await;
        append(&org, "login").await.unwrap();
        append(&org, "delete").await.unwrap();
        let next = append(&org, "logout").await.unwrap();
        tamper(&database, "DELETE FROM audit_log WHERE action = 'delete'").await;
        assert_eq!(audit_log::verify_chain(&org).await.unwrap(), ChainCheck::Broken(next.id));
    }

    async fn the_database_itself_refuses_to_change_or_remove_an_entry(database: Database) {
        let db = started(&database).await;
        let org = organization(&db, "acme").await;
        project(&org, "p-1").await;
        let kept = append(&org, "login").await.unwrap();
        let statements = [
            "UPDATE audit_log SET action = 'x'",
            "DELETE FROM audit_log",
            "DELETE FROM organizations",
        ];
        for statement in statements {
            assert!(refuses(&database, statement).await, "{statement}");
        }
        assert_eq!(audit_log::get(&org, kept.id).await.unwrap(), Some(kept));
    }
}

/// Whether the database refuses a statement of any client's.
async fn refuses(database: &Database, statement: &str) -> bool {
    match database {
        Database::Sqlite(database) => {
            let connection = database.connect();
            connection
                .execute_batch("PRAGMA foreign_keys = on")
                .unwrap();
            connection.execute_batch(statement).is_err()
        }
        Database::Postgres(database) => database
            .connect()
            .await
            .batch_execute(statement)
            .await
            .is_err(),
    }
}
