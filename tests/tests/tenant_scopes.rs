//! A scope sees its tenant's rows alone, and one of the wrong type is refused the same on both engines.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use ash_db::agents::{self, AgentPatch, NewAgent};
use ash_db::{MIGRATIONS, api_keys};
use dualect::query::Upserted;
use dualect::{Db, ErrorKind, ValueProblem};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

async fn migrated(database: &Database) -> Db {
    let db = Db::connect(&database.url()).await.unwrap();
    db.migrate(&MIGRATIONS).await.unwrap();
    db
}

both_engines! {
    async fn a_scope_of_another_type_is_refused_before_anything_is_sent(database: Database) {
        let db = migrated(&database).await;
        let wrong = [db.scope(7_i64), db.scope(dualect::new_uuid_v4()), db.scope(None::<&str>)];
        for scope in wrong {
            let read = agents::find_by_name(&scope, "a").await.unwrap_err();
            let written = agents::insert(&scope, NewAgent::new("a", "/a")).await.unwrap_err();
            for error in [read, written] {
                let problem = ValueProblem::WrongShape;
                assert!(
                    matches!(error.kind(), ErrorKind::InvalidValue { problem: found, .. } if *found == problem),
                    "{error}"
                );
            }
        }
    }

    async fn nothing_of_another_tenant_is_read_changed_or_deleted(database: Database) {
        let db = migrated(&database).await;
        let (ours, theirs) = (db.scope("ours"), db.scope("theirs"));
        let agent = agents::insert(&theirs, NewAgent::new("a", "/a")).await.unwrap();
        assert_eq!(agents::get(&ours, agent.id).await.unwrap(), None);
        assert!(!agents::exists(&ours, agent.id).await.unwrap());
        assert_eq!(agents::count(&ours).await.unwrap(), 0);
        assert_eq!(agents::get_many(&ours, &[agent.id]).await.unwrap(), []);
        let patch = AgentPatch { name: Some("b".to_owned()), ..AgentPatch::default() };
        assert_eq!(agents::update(&ours, agent.id, patch).await.unwrap(), None);
        assert!(!agents::delete(&ours, agent.id).await.unwrap());
        assert_eq!(agents::delete_many(&ours, &[agent.id]).await.unwrap(), 0);
        assert_eq!(agents::get(&theirs, agent.id).await.unwrap(), Some(agent));
    }

    /// A key that is unique among all tenants: the other's row is not touched, and the violation has its name.
    async fn an_upsert_does_not_reach_into_another_tenant(database: Database) {
        let db = migrated(&database).await;
        let (ours, theirs) = (db.scope("ours"), db.scope("theirs"));
        let key = || api_keys::NewApiKey::new(b"hash".to_vec());
        let stored = api_keys::insert(&theirs, key()).await.unwrap();
        let error = api_keys::upsert_by_key_hash(&ours, key()).await.unwrap_err();
        assert_eq!(
            *error.kind(),
            ErrorKind::Unique { table: "api_keys".to_owned(), constraint: "api_keys_key_hash_key".to_owned() }
        );
        let again = api_keys::upsert_by_key_hash(&theirs, key()).await.unwrap();
        assert_eq!(again, Upserted::Unchanged(stored));
    }
}
