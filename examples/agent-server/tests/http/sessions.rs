//! Sessions are started, read, changed and listed.

use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use serde_json::{Value, json};

use crate::server::Server;

const NO_SESSION: &str = "/sessions/0195b1f0-0000-7000-8000-000000000000";

both_engines! {
    async fn a_session_is_started_read_and_changed(database: Database) {
        let server = Server::start(&database);
        let client = server.client();
        let agent = client.deploy("coder");

        let session = client.post("/sessions", &json!({ "agent": "coder", "model": "large" })).expect(201);
        assert_eq!(session["agent_id"], agent["id"]);
        assert_eq!((&session["status"], &session["model"]), (&json!("starting"), &json!("large")));
        let path = format!("/sessions/{}", session["id"].as_str().unwrap());
        assert_eq!(client.get(&path).expect(200), session);

        let changed = client.patch(&path, &json!({ "status": "active" })).expect(200);
        assert_eq!(changed["status"], "active");
        assert_ne!(changed["last_active_at"], session["last_active_at"]);
        assert_eq!(client.get(&path).expect(200), changed);
    }

    async fn a_status_that_there_is_not_is_refused(database: Database) {
        let server = Server::start(&database);
        let client = server.client();
        client.deploy("coder");
        let session = client.start("coder");
        let before = client.get(&session).expect(200);
        for status in [json!("asleep"), json!("ACTIVE"), json!(""), json!(1), Value::Null] {
            client.patch(&session, &json!({ "status": status })).expect_refusal(422);
        }
        assert_eq!(client.get(&session).expect(200), before);
    }

    async fn a_session_that_there_is_not_is_not_found(database: Database) {
        let server = Server::start(&database);
        let client = server.client();
        client.get(NO_SESSION).expect_refusal(404);
        client.patch(NO_SESSION, &json!({ "status": "active" })).expect_refusal(404);
        client.get(&format!("{NO_SESSION}/messages")).expect_refusal(404);
        client.get(&format!("{NO_SESSION}/events")).expect_refusal(404);
        let said = json!({ "role": "user", "content": "is anybody there" });
        client.post(&format!("{NO_SESSION}/messages"), &said).expect_refusal(404);
        client.post(&format!("{NO_SESSION}/events"), &json!({ "type": "started" })).expect_refusal(404);
    }

    async fn a_session_of_an_unknown_agent_is_not_started(database: Database) {
        let server = Server::start(&database);
        let client = server.client();
        let refusal = client.post("/sessions", &json!({ "agent": "nobody" })).expect_refusal(404);
        assert_eq!(refusal, "no such agent");
        client.get("/agents/nobody/sessions").expect_refusal(404);
    }

    async fn a_session_is_forked_from_one_that_there_is(database: Database) {
        let server = Server::start(&database);
        let client = server.client();
        client.deploy("coder");
        let parent = client.start("coder");
        let id = parent.trim_start_matches("/sessions/");
        let fork = client.post("/sessions", &json!({ "agent": "coder", "parent_session_id": id })).expect(201);
        assert_eq!(fork["parent_session_id"], id);
        let id = NO_SESSION.trim_start_matches("/sessions/");
        client.post("/sessions", &json!({ "agent": "coder", "parent_session_id": id })).expect_refusal(404);
    }

    async fn an_agents_sessions_are_listed_newest_first(database: Database) {
        let server = Server::start(&database);
        let client = server.client();
        client.deploy("coder");
        client.deploy("other");
        client.start("other");
        let mut started: Vec<_> = (0..5).map(|_| client.start("coder")).collect();
        started.reverse();
        let pages = client.pages("/agents/coder/sessions?limit=2");
        assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 1]);
        let path = |session: &Value| format!("/sessions/{}", session["id"].as_str().unwrap());
        assert_eq!(pages.concat().iter().map(path).collect::<Vec<_>>(), started);
    }
}
