//! Events keep their data as it was given.

use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use serde_json::{Value, json};

use crate::client::at_once;
use crate::server::Server;

both_engines! {
    async fn data_comes_back_as_it_went(database: Database) {
        let server = Server::start(&database);
        let client = server.client();
        client.deploy("coder");
        let events = format!("{}/events", client.start("coder"));
        let all = [
            json!({}),
            json!([]),
            json!({ "b": 1, "a": { "z": [true, false, null], "é": "🦀 „x“ \" \\ / \t" } }),
            json!([0.1, -2.5, 1e-7, 123_456.75, 9_007_199_254_740_991_i64, -9_007_199_254_740_991_i64]),
            json!("text"),
            json!(""),
            json!(false),
            json!(0),
            Value::Null,
        ];
        for (number, data) in all.iter().enumerate() {
            let event = client.post(&events, &json!({ "type": "tried", "data": data })).expect(201);
            assert_eq!(event["data"], *data);
            assert_eq!(event["sequence"], json!(number + 1));
        }
        let without = client.post(&events, &json!({ "type": "tried" })).expect(201);
        assert_eq!(without["data"], Value::Null);

        let rows = client.get(&events).expect(200)["rows"].as_array().unwrap().clone();
        let stored: Vec<_> = rows.iter().rev().map(|event| event["data"].clone()).collect();
        assert_eq!(stored[..all.len()], all);
    }

    async fn data_that_not_both_databases_hold_is_refused(database: Database) {
        let server = Server::start(&database);
        let client = server.client();
        client.deploy("coder");
        let events = format!("{}/events", client.start("coder"));
        client.post(&events, &json!({ "type": "tried", "data": { "nul": "\0" } })).expect_refusal(422);
        client.post(&events, &json!({ "type": "\0" })).expect_refusal(422);
        let lone = r#"{ "type": "tried", "data": "\ud800" }"#;
        client.send("POST", &events, Some(lone)).expect_refusal(400);
        assert_eq!(client.get(&events).expect(200), json!({ "rows": [], "next": null }));
    }

    async fn events_that_happen_at_once_get_a_number_each(database: Database) {
        let server = Server::start(&database);
        let client = server.client();
        client.deploy("coder");
        let events = format!("{}/events", client.start("coder"));
        let tick = |_| client.post(&events, &json!({ "type": "ticked" })).expect(201);
        let mut given: Vec<_> = at_once(16, tick).iter().map(|event| event["sequence"].as_i64().unwrap()).collect();
        given.sort_unstable();
        assert_eq!(given, (1..=16).collect::<Vec<_>>());
    }
}
