//! What one tenant has does not exist for another.

use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use serde_json::{Value, json};

use crate::server::Server;

both_engines! {
    async fn a_tenant_cannot_see_or_touch_what_another_has(database: Database) {
        let server = Server::start(&database);
        let [acme, rival] = ["acme", "rival"].map(|tenant| server.client().of_tenant(tenant));
        acme.deploy("coder");
        let session = acme.start("coder");
        let [messages, events] = ["messages", "events"].map(|what| format!("{session}/{what}"));
        let said = json!({ "role": "user", "content": "a secret" });
        acme.post(&messages, &said).expect(201);
        acme.post(&events, &json!({ "type": "started" })).expect(201);
        let item = acme.post("/queue", &json!({ "agent": "coder", "prompt": "work" })).expect(201);

        for other in [&rival, server.client()] {
            assert_eq!(other.get("/agents").expect(200), json!({ "rows": [], "next": null }));
            other.get("/agents/coder").expect_refusal(404);
            other.delete("/agents/coder").expect_refusal(404);
            other.get("/agents/coder/sessions").expect_refusal(404);
            other.post("/sessions", &json!({ "agent": "coder" })).expect_refusal(404);
            other.get(&session).expect_refusal(404);
            other.patch(&session, &json!({ "status": "ended" })).expect_refusal(404);
            other.get(&messages).expect_refusal(404);
            other.post(&messages, &said).expect_refusal(404);
            other.get(&events).expect_refusal(404);
            other.post(&events, &json!({ "type": "broken in" })).expect_refusal(404);
            other.post("/queue", &json!({ "agent": "coder", "prompt": "work" })).expect_refusal(404);
            other.post("/queue/claim", &Value::Null).expect_refusal(404);
        }
        let claimed = acme.post("/queue/claim", &Value::Null).expect(200);
        assert_eq!(claimed["id"], item["id"]);
        rival.post(&format!("/queue/{}/finish", item["id"].as_str().unwrap()), &json!({})).expect_refusal(404);
        assert_eq!(acme.get(&messages).expect(200)["rows"].as_array().unwrap().len(), 1);
        assert_eq!(acme.get(&session).expect(200)["status"], "starting");
    }

    async fn tenants_have_agents_of_the_same_name(database: Database) {
        let server = Server::start(&database);
        let [acme, rival] = ["acme", "rival"].map(|tenant| server.client().of_tenant(tenant));
        let ours = acme.deploy("coder");
        let theirs = rival.deploy("coder");
        assert_ne!(ours["id"], theirs["id"]);
        rival.delete("/agents/coder").expect(204);
        assert_eq!(acme.get("/agents/coder").expect(200), ours);
    }

    async fn a_session_is_not_forked_from_another_tenants(database: Database) {
        let server = Server::start(&database);
        let [acme, rival] = ["acme", "rival"].map(|tenant| server.client().of_tenant(tenant));
        acme.deploy("coder");
        let parent = acme.start("coder").replace("/sessions/", "");
        rival.deploy("coder");
        rival.post("/sessions", &json!({ "agent": "coder", "parent_session_id": parent })).expect_refusal(404);
    }

    async fn a_page_goes_on_within_the_tenant_whoever_made_its_cursor(database: Database) {
        let server = Server::start(&database);
        let [acme, rival] = ["acme", "rival"].map(|tenant| server.client().of_tenant(tenant));
        acme.deploy("first");
        acme.deploy("second");
        rival.deploy("theirs");
        let page = acme.get("/agents?limit=1").expect(200);
        let next = page["next"].as_str().unwrap();
        let rows = rival.get(&format!("/agents?after={next}")).expect(200)["rows"].clone();
        let names: Vec<_> = rows.as_array().unwrap().iter().map(|agent| agent["name"].clone()).collect();
        assert_eq!(names, ["theirs"]);
    }
}
