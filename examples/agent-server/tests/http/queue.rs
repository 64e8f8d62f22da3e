//! The queue hands out each item once, the most urgent first, and again until its retries are spent.

use std::collections::BTreeSet;

use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use serde_json::{Value, json};

use crate::client::{Client, at_once};
use crate::server::Server;

fn claim(client: &Client) -> Option<Value> {
    let answer = client.post("/queue/claim", &Value::Null);
    match answer.status {
        404 => {
            answer.expect_refusal(404);
            None
        }
        _ => Some(answer.expect(200)),
    }
}

fn finish(client: &Client, item: &Value, outcome: &Value) -> Value {
    let path = format!("/queue/{}/finish", item["id"].as_str().unwrap());
    client.post(&path, outcome).expect(200)
}

both_engines! {
    async fn the_most_urgent_goes_first_and_of_those_the_oldest(database: Database) {
        let server = Server::start(&database);
        let client = server.client();
        client.deploy("coder");
        for (prompt, priority) in [("c", None), ("a", Some(10)), ("e", Some(-1)), ("d", Some(0)), ("b", Some(10))] {
            let asked = json!({ "agent": "coder", "prompt": prompt, "priority": priority });
            let item = client.post("/queue", &asked).expect(201);
            assert_eq!((&item["status"], &item["priority"]), (&json!("pending"), &json!(priority.unwrap_or(0))));
        }
        let mut prompts = Vec::new();
        while let Some(item) = claim(client) {
            assert_eq!(item["status"], "processing");
            assert!(item["started_at"].is_string());
            prompts.push(item["prompt"].as_str().unwrap().to_owned());
        }
        assert_eq!(prompts, ["a", "b", "c", "d", "e"]);
    }

    async fn each_item_is_handed_out_once_whoever_claims_at_once(database: Database) {
        const ITEMS: usize = 40;

        let server = Server::start(&database);
        let client = server.client();
        client.deploy("coder");
        let add = |number: usize| {
            let asked = json!({ "agent": "coder", "prompt": number.to_string(), "priority": number % 3 });
            client.post("/queue", &asked).expect(201)["id"].as_str().unwrap().to_owned()
        };
        let added: BTreeSet<String> = at_once(ITEMS, add).into_iter().collect();
        assert_eq!(added.len(), ITEMS);

        let claimed = at_once(8, |_| std::iter::from_fn(|| claim(client)).collect::<Vec<_>>()).concat();
        let ids: BTreeSet<String> = claimed.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect();
        assert_eq!(claimed.len(), ITEMS, "no item twice");
        assert_eq!(ids, added, "no item missing");
    }

    async fn a_failed_item_is_tried_again_until_its_retries_are_spent(database: Database) {
        let server = Server::start(&database);
        let client = server.client();
        client.deploy("coder");
        client.post("/queue", &json!({ "agent": "coder", "prompt": "work", "max_retries": 2 })).expect(201);
        for (retries, status) in [(1, "pending"), (2, "pending"), (2, "failed")] {
            let item = claim(client).expect("it waits again");
            let failed = finish(client, &item, &json!({ "error": format!("broke with {retries}") }));
            assert_eq!((&failed["status"], &failed["retry_count"]), (&json!(status), &json!(retries)));
            assert_eq!(failed["error"], format!("broke with {retries}"));
            assert_eq!(failed["completed_at"].is_string(), status == "failed");
        }
        assert_eq!(claim(client), None);
    }

    async fn an_item_is_completed_once(database: Database) {
        let server = Server::start(&database);
        let client = server.client();
        client.deploy("coder");
        let item = client.post("/queue", &json!({ "agent": "coder", "prompt": "work" })).expect(201);
        let path = format!("/queue/{}/finish", item["id"].as_str().unwrap());
        client.post(&path, &json!({})).expect_refusal(409);
        claim(client).expect("it waits");
        let completed = client.post(&path, &json!({})).expect(200);
        assert_eq!((&completed["status"], &completed["error"]), (&json!("completed"), &Value::Null));
        assert!(completed["completed_at"].is_string());
        client.post(&path, &json!({})).expect_refusal(409);
        client.post("/queue/0195b1f0-0000-7000-8000-000000000000/finish", &json!({})).expect_refusal(404);
        client.post("/queue", &json!({ "agent": "nobody", "prompt": "work" })).expect_refusal(404);
    }

    async fn an_item_that_is_to_wait_is_passed_over(database: Database) {
        let server = Server::start(&database);
        let client = server.client();
        client.deploy("coder");
        client.post("/queue", &json!({ "agent": "coder", "prompt": "first", "priority": 1 })).expect(201);
        client.post("/queue", &json!({ "agent": "coder", "prompt": "second" })).expect(201);
        let first = claim(client).unwrap();
        let waits = finish(client, &first, &json!({ "error": "busy", "retry_after": "9000-01-01T00:00:00Z" }));
        assert_eq!(waits["retry_after"], "9000-01-01T00:00:00Z");
        assert_eq!(claim(client).unwrap()["prompt"], "second");
        assert_eq!(claim(client), None);
    }
}
