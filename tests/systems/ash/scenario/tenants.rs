//! Tenants share tables and nothing else.

use ash_system_db::agents;
use ash_system_db::enums::MessageRole;
use ash_system_db::messages::{self, NewMessage};
use ash_system_db::sessions::{self, NewSession, SessionPatch};
use dualect::ErrorKind;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::{agent, session, started};

both_engines! {
    async fn a_row_cannot_refer_to_another_tenants(database: Database) {
        let db = started(&database).await;
        let (ours, theirs) = (db.scope("ours"), db.scope("theirs"));
        let writer = agent(&theirs, "writer").await;
        let talk = session(&theirs, &writer).await;
        // By name: ours has no such agent, though theirs has.
        let refused = sessions::insert(&ours, NewSession::new("writer")).await.unwrap_err();
        let expected = ErrorKind::ForeignKey { table: "sessions".to_owned(), constraint: "sessions_agent_fkey".to_owned() };
        assert_eq!(refused.kind(), &expected);
        // By key, which is compared with the tenant.
        let refused = messages::insert(&ours, NewMessage::new(talk.id, MessageRole::User, "x", 1)).await.unwrap_err();
        let expected = ErrorKind::ForeignKey { table: "messages".to_owned(), constraint: "messages_session_fkey".to_owned() };
        assert_eq!(refused.kind(), &expected);
        // And where the parent's going would clear the reference.
        let editor = agent(&ours, "editor").await;
        let own = session(&ours, &editor).await;
        let across = SessionPatch { parent_session_id: Some(Some(talk.id)), ..SessionPatch::default() };
        let refused = sessions::update(&ours, own.id, across).await.unwrap_err();
        let expected = ErrorKind::ForeignKey {
            table: "sessions".to_owned(),
            constraint: "sessions_parent_tenant_fkey".to_owned(),
        };
        assert_eq!(refused.kind(), &expected);
        assert_eq!(sessions::get(&ours, own.id).await.unwrap(), Some(own));
    }

    async fn the_same_name_is_another_agent_to_another_tenant(database: Database) {
        let db = started(&database).await;
        let (ours, theirs) = (db.scope("ours"), db.scope("theirs"));
        let one = agent(&ours, "writer").await;
        let other = agent(&theirs, "writer").await;
        assert_ne!(one.id, other.id);
        assert_eq!(agents::find_by_name(&ours, "writer").await.unwrap(), Some(one));
        assert!(!agents::delete(&ours, other.id).await.unwrap());
        assert_eq!(agents::count(&theirs).await.unwrap(), 1);
    }
}
