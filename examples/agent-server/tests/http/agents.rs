//! Agents are deployed, read, listed and removed.

use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use serde_json::{Value, json};

use crate::client::at_once;
use crate::server::{Server, file};

both_engines! {
    async fn an_agent_is_new_once_then_unchanged_then_updated(database: Database) {
        let server = Server::start(&database);
        let client = server.client();
        let deployment = json!({ "name": "coder", "path": "/srv/coder", "config": { "model": "x", "steps": [1, 2] } });

        let new = client.put("/agents", &deployment).expect(201);
        assert_eq!((&new["name"], &new["version"]), (&json!("coder"), &json!(1)));
        assert_eq!(new["config"], deployment["config"]);

        let unchanged = client.put("/agents", &deployment).expect(200);
        assert_eq!(unchanged, new, "nothing was written, not even the time");

        let next = json!({ "name": "coder", "path": "/srv/coder", "version": 2 });
        let updated = client.put("/agents", &next).expect(200);
        assert_eq!(updated["id"], new["id"]);
        assert_eq!((&updated["version"], &updated["config"]), (&json!(2), &Value::Null));
        assert_eq!(updated["created_at"], new["created_at"]);
        assert_ne!(updated["updated_at"], new["updated_at"]);

        let kept = client.put("/agents", &json!({ "name": "coder", "path": "/srv/elsewhere" })).expect(200);
        assert_eq!(kept["version"], 2, "a version that is not given is kept");
        assert_eq!(client.get("/agents/coder").expect(200), kept);
    }

    async fn a_list_is_walked_page_by_page(database: Database) {
        let server = Server::start(&database);
        let client = server.client();
        let names: Vec<String> = (0..7).map(|number| format!("agent {number}")).collect();
        for name in &names {
            client.deploy(name);
        }
        for (limit, lengths) in [(1, vec![1; 7]), (3, vec![3, 3, 1]), (7, vec![7]), (200, vec![7])] {
            let pages = client.pages(&format!("/agents?limit={limit}"));
            assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), lengths, "limit {limit}");
            let walked: Vec<_> = pages.concat().iter().map(|agent| agent["name"].clone()).collect();
            assert_eq!(walked, names, "limit {limit}");
        }
        assert_eq!(client.get("/agents?limit=0").expect(200)["rows"].as_array().unwrap().len(), 1);
    }

    async fn one_of_those_who_deploy_the_same_agent_at_once_makes_it(database: Database) {
        let server = Server::start(&database);
        let answers = at_once(8, |_| {
            server.client().put("/agents", &json!({ "name": "coder", "path": "/srv/coder" }))
        });
        let mut statuses: Vec<_> = answers.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 200, 200, 200, 200, 200, 200, 201]);
        assert!(answers.iter().all(|answer| answer.body == answers[0].body));
    }

    async fn an_agent_goes_with_all_that_hangs_on_it(database: Database) {
        let server = Server::start(&database);
        let client = server.client();
        client.deploy("kept");
        let kept = client.start("kept");
        client.deploy("gone");
        let gone = client.start("gone");
        for session in [&kept, &gone] {
            client.post(&format!("{session}/messages"), &json!({ "role": "user", "content": "hello" })).expect(201);
            client.post(&format!("{session}/events"), &json!({ "type": "started" })).expect(201);
        }
        client.post("/queue", &json!({ "agent": "gone", "prompt": "work" })).expect(201);

        assert_eq!(client.delete("/agents/gone").expect(204), Value::Null);

        client.get("/agents/gone").expect_refusal(404);
        client.delete("/agents/gone").expect_refusal(404);
        client.get(&gone).expect_refusal(404);
        client.get(&format!("{gone}/messages")).expect_refusal(404);
        client.get(&format!("{gone}/events")).expect_refusal(404);
        client.post("/queue/claim", &Value::Null).expect_refusal(404);
        assert_eq!(client.get(&format!("{kept}/messages")).expect(200)["rows"].as_array().unwrap().len(), 1);

        // Beneath the HTTP: nothing is left that no route would show.
        let left = rows_left(&database).await;
        assert_eq!(left, [("sessions", 1), ("messages", 1), ("session_events", 1), ("queue_items", 0)]);
    }
}

async fn rows_left(database: &Database) -> [(&'static str, i64); 4] {
    let url = match file(database) {
        Some(file) => format!("sqlite:{}", file.display()),
        None => database.url(),
    };
    let db = dualect::Db::connect(&url).await.unwrap();
    let scope = db.scope("default");
    let left = [
        ("sessions", ash_db::sessions::count(&scope).await.unwrap()),
        ("messages", ash_db::messages::count(&scope).await.unwrap()),
        (
            "session_events",
            ash_db::session_events::count(&scope).await.unwrap(),
        ),
        (
            "queue_items",
            ash_db::queue_items::count(&scope).await.unwrap(),
        ),
    ];
    db.close().await.unwrap();
    left
}
