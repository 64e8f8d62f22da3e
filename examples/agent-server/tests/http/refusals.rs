//! A request that makes no sense is refused with a reason, in JSON, and is the client's fault.

use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use crate::server::Server;

both_engines! {
    async fn a_bad_body_is_refused(database: Database) {
        let server = Server::start(&database);
        let put = |body| server.client().send("PUT", "/agents", body);
        put(Some(r#"{"name": "co"#)).expect_refusal(400);
        put(Some("")).expect_refusal(400);
        put(Some("\u{1}")).expect_refusal(400);
        put(None).expect_refusal(415);
        put(Some("[]")).expect_refusal(422);
        put(Some(r#"{"name": "coder"}"#)).expect_refusal(422);
        put(Some(r#"{"name": "coder", "path": 1}"#)).expect_refusal(422);
        put(Some(r#"{"name": "coder", "path": "/", "version": 2147483648}"#)).expect_refusal(422);
        put(Some(r#"{"name": "co\u0000der", "path": "/"}"#)).expect_refusal(422);
        let long = format!(r#"{{"name": "coder", "path": "{}"}}"#, "x".repeat(3 << 20));
        put(Some(&long)).expect_refusal(413);
    }

    async fn a_bad_cursor_is_refused(database: Database) {
        let server = Server::start(&database);
        let client = server.client();
        client.deploy("coder");
        client.deploy("other");
        let agents = client.get("/agents?limit=1").expect(200)["next"].as_str().unwrap().to_owned();
        for cursor in ["garbage", "", "AQAA", "%20", &agents[1..], &format!("{agents}A")] {
            let refusal = client.get(&format!("/agents?after={cursor}")).expect_refusal(400);
            assert_eq!(refusal, "not a cursor of this list");
        }
        client.get(&format!("/agents/coder/sessions?after={agents}")).expect_refusal(400);
        client.get(&format!("{}/messages?after={agents}", client.start("coder"))).expect_refusal(400);
    }

    async fn a_bad_address_is_refused(database: Database) {
        let server = Server::start(&database);
        let client = server.client();
        client.get("/agents?limit=many").expect_refusal(400);
        client.get("/agents?limit=-1").expect_refusal(400);
        client.get("/sessions/not-a-uuid").expect_refusal(400);
        client.get("/agents/%FF").expect_refusal(400);
        client.get("/nowhere").expect_refusal(404);
        client.send("POST", "/agents", None).expect_refusal(405);
        client.of_tenant("\u{fc}nknown").get("/agents").expect_refusal(400);
    }
}
