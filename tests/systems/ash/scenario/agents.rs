//! Deploying: an upsert by the agent's name, a release that is the active one.

use ash_system_db::agent_versions::{self, AgentVersionPatch, NewAgentVersion};
use ash_system_db::agents::{self, AgentPatch, NewAgent};
use ash_system_db::{runners, sessions};
use dualect::ErrorKind;
use dualect::query::Upserted;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use serde_json::json;

use super::{agent, session, started};

both_engines! {
    async fn a_deployment_says_whether_the_agent_was_new_changed_or_the_same(database: Database) {
        let db = started(&database).await;
        let acme = db.scope("acme");
        let first = agents::upsert_by_name(&acme, NewAgent::new("writer", "/v1")).await.unwrap();
        let Upserted::Inserted(first) = first else { panic!("{first:?}") };
        let again = agents::upsert_by_name(&acme, NewAgent::new("writer", "/v1")).await.unwrap();
        assert_eq!(again, Upserted::Unchanged(first.clone()));
        let moved = NewAgent { config: Some(json!({ "b": 1.0, "a": [] })), ..NewAgent::new("writer", "/v2") };
        let moved = agents::upsert_by_name(&acme, moved).await.unwrap();
        let Upserted::Updated(moved) = moved else { panic!("{moved:?}") };
        assert_eq!((moved.id, moved.path.as_str(), moved.created_at), (first.id, "/v2", first.created_at));
        assert_eq!(moved.config, Some(json!({ "a": [], "b": 1 })));
        assert!(moved.updated_at > first.updated_at);
    }

    async fn one_release_of_an_agent_is_active(database: Database) {
        let db = started(&database).await;
        let acme = db.scope("acme");
        let writer = agent(&acme, "writer").await;
        let release = |number| NewAgentVersion { is_active: Some(true), ..NewAgentVersion::new("writer", number) };
        let first = agent_versions::insert(&acme, release(1)).await.unwrap();
        let second = agent_versions::insert(&acme, release(2)).await.unwrap_err();
        let expected = ErrorKind::Unique {
            table: "agent_versions".to_owned(),
            constraint: "agent_versions_one_active".to_owned(),
        };
        assert_eq!(second.kind(), &expected);
        // The release goes live as a whole: the old one is retired, the new one is active, and the agent points at it.
        let live = db
            .transaction(async |tx| {
                let acme = tx.scope("acme");
                let retired = AgentVersionPatch { is_active: Some(false), ..AgentVersionPatch::default() };
                agent_versions::update(&acme, first.id, retired).await?;
                let second = agent_versions::insert(&acme, release(2)).await?;
                let points = AgentPatch { active_version_id: Some(Some(second.id)), ..AgentPatch::default() };
                agents::update(&acme, writer.id, points).await?;
                Ok::<_, dualect::Error>(second)
            })
            .await
            .unwrap();
        let writer = agents::get(&acme, writer.id).await.unwrap().unwrap();
        assert_eq!(writer.active_version_id, Some(live.id));
        let active = agent_versions::find_one_active(&acme, "writer").await.unwrap();
        assert_eq!(active.unwrap().id, live.id);
        assert_eq!(agent_versions::find_one_active(&db.scope("other"), "writer").await.unwrap(), None);
    }

    async fn an_agent_that_is_renamed_takes_its_rows_along_and_one_that_goes_takes_them_away(database: Database) {
        let db = started(&database).await;
        let acme = db.scope("acme");
        let writer = agent(&acme, "writer").await;
        let talk = session(&acme, &writer).await;
        let renamed = AgentPatch { name: Some("author".to_owned()), ..AgentPatch::default() };
        agents::update(&acme, writer.id, renamed).await.unwrap();
        assert_eq!(sessions::get(&acme, talk.id).await.unwrap().unwrap().agent_name, "author");
        assert!(agents::delete(&acme, writer.id).await.unwrap());
        assert_eq!(sessions::get(&acme, talk.id).await.unwrap(), None);
    }

    async fn a_runner_registers_itself_and_never_takes_more_than_it_has_room_for(database: Database) {
        let db = started(&database).await;
        let register = || runners::NewRunner { max_sandboxes: Some(2), ..runners::NewRunner::new("eu-1", "10.0.0.1", 7000) };
        assert!(matches!(runners::upsert(&db, register()).await.unwrap(), Upserted::Inserted(_)));
        let full = runners::RunnerPatch { active_count: Some(2), ..runners::RunnerPatch::default() };
        runners::update(&db, "eu-1", full).await.unwrap();
        // It registers again after a restart: what it did not say stays.
        assert_eq!(runners::upsert(&db, register()).await.unwrap().row().active_count, 2);
        let more = runners::RunnerPatch { warming_count: Some(1), ..runners::RunnerPatch::default() };
        let refused = runners::update(&db, "eu-1", more).await.unwrap_err();
        let expected = ErrorKind::Check { table: "runners".to_owned(), constraint: "runners_room".to_owned() };
        assert_eq!(refused.kind(), &expected);
    }
}
