//! Sessions: events in sequence, forks, a sandbox that refers back.

use ash_system_db::enums::{MessageRole, SessionStatus};
use ash_system_db::messages::{self, NewMessage};
use ash_system_db::sandboxes::{self, NewSandbox};
use ash_system_db::session_events::{self, NewSessionEvent, SessionEvent};
use ash_system_db::sessions::{self, NewSession, SessionPatch};
use dualect::types::Uuid;
use dualect::{Db, ErrorKind, Result};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use serde_json::json;

use super::{agent, session, started};

/// Appends an event: the next in the session's sequence.
async fn record(db: &Db, session: Uuid, kind: &str) -> Result<SessionEvent> {
    db.transaction(async |tx| {
        let acme = tx.scope("acme");
        let last = session_events::page_in_session_id_by_sequence(&acme, session, None, 1).await?;
        let sequence = last.rows.first().map_or(1, |event| event.sequence + 1);
        let new = NewSessionEvent {
            data: Some(json!({ "n": sequence })),
            ..NewSessionEvent::new(session, kind, sequence)
        };
        session_events::insert(&acme, new).await
    })
    .await
}

both_engines! {
    async fn events_are_numbered_without_a_gap_though_two_write_at_once(database: Database) {
        let db = started(&database).await;
        let acme = db.scope("acme");
        let writer = agent(&acme, "writer").await;
        let talk = session(&acme, &writer).await;
        let writers = (0..2).map(|writer| {
            let (db, session) = (db.clone(), talk.id);
            tokio::spawn(async move {
                let mut recorded = 0;
                while recorded < 5 {
                    match record(&db, session, if writer == 0 { "tool" } else { "text" }).await {
                        Ok(_) => recorded += 1,
                        Err(error) if error.is_retryable() => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
        let events = session_events::list_by_session_id(&acme, talk.id).await.unwrap();
        let sequence: Vec<i32> = events.iter().rev().map(|event| event.sequence).collect();
        assert_eq!(sequence, (1..=10).collect::<Vec<_>>());
        let tools = session_events::list_by_session_id_and_type(&acme, talk.id, "tool").await.unwrap();
        assert_eq!(tools.len(), 5);
        assert_eq!(tools[0].data, Some(json!({ "n": tools[0].sequence })));
    }

    async fn two_messages_cannot_have_one_place(database: Database) {
        let db = started(&database).await;
        let acme = db.scope("acme");
        let writer = agent(&acme, "writer").await;
        let talk = session(&acme, &writer).await;
        let say = |text: &str| NewMessage::new(talk.id, MessageRole::User, text, 1);
        messages::insert(&acme, say("hello")).await.unwrap();
        let refused = messages::insert(&acme, say("again")).await.unwrap_err();
        let expected = ErrorKind::Unique { table: "messages".to_owned(), constraint: "messages_sequence_key".to_owned() };
        assert_eq!(refused.kind(), &expected);
        // A client that sends twice finds what it sent.
        let sent = messages::insert_or_get_by_session_id_and_sequence(&acme, say("hello")).await.unwrap();
        assert_eq!(sent.into_row().content, "hello");
    }

    async fn a_session_and_its_sandbox_refer_to_each_other_and_let_go(database: Database) {
        let db = started(&database).await;
        let acme = db.scope("acme");
        let writer = agent(&acme, "writer").await;
        // The session first, though its sandbox is not there yet: the key is compared at the end.
        let (talk, sandbox) = db
            .transaction(async |tx| {
                let acme = tx.scope("acme");
                let id = dualect::new_uuid_v7();
                let new = NewSession { sandbox_id: Some(id), ..NewSession::new(writer.name.as_str()) };
                let talk = sessions::insert(&acme, new).await?;
                let new = NewSandbox { id: Some(id), session_id: Some(talk.id), ..NewSandbox::new("writer", "/work/1") };
                Ok::<_, dualect::Error>((talk, sandboxes::insert(&acme, new).await?))
            })
            .await
            .unwrap();
        assert!(sandboxes::delete(&acme, sandbox.id).await.unwrap());
        let talk = sessions::get(&acme, talk.id).await.unwrap().unwrap();
        assert_eq!((talk.sandbox_id, talk.status), (None, SessionStatus::Starting));
    }

    async fn a_fork_outlives_what_it_was_forked_from(database: Database) {
        let db = started(&database).await;
        let acme = db.scope("acme");
        let writer = agent(&acme, "writer").await;
        let talk = session(&acme, &writer).await;
        let fork = NewSession { parent_session_id: Some(talk.id), ..NewSession::new("writer") };
        let fork = sessions::insert(&acme, fork).await.unwrap();
        let forks = sessions::list_by_parent_session_id(&acme, talk.id).await.unwrap();
        assert_eq!(forks, std::slice::from_ref(&fork));
        assert!(sessions::delete(&acme, talk.id).await.unwrap());
        assert_eq!(sessions::get(&acme, fork.id).await.unwrap().unwrap().parent_session_id, None);
    }

    async fn live_sessions_are_listed_latest_first(database: Database) {
        let db = started(&database).await;
        let acme = db.scope("acme");
        let writer = agent(&acme, "writer").await;
        let mut ids = Vec::new();
        for _ in 0..3 {
            let talk = session(&acme, &writer).await;
            let active = SessionPatch { status: Some(SessionStatus::Active), last_active_at: Some(db.now()), ..SessionPatch::default() };
            sessions::update(&acme, talk.id, active).await.unwrap();
            ids.push(talk.id);
        }
        let page = sessions::page_live(&acme, None, 2).await.unwrap();
        let next = page.next.clone().unwrap();
        let rest = sessions::page_live(&acme, Some(&next), 2).await.unwrap();
        let listed: Vec<Uuid> = page.rows.iter().chain(&rest.rows).map(|session| session.id).collect();
        assert_eq!(listed, [ids[2], ids[1], ids[0]]);
    }
}
