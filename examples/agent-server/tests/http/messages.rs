//! Messages are numbered from 1 without a gap, whoever speaks at once.

use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use serde_json::{Value, json};

use crate::client::at_once;
use crate::server::Server;

fn numbers(rows: &[Value]) -> Vec<i64> {
    rows.iter()
        .map(|row| row["sequence"].as_i64().unwrap())
        .collect()
}

both_engines! {
    async fn messages_are_numbered_within_their_session_and_listed_newest_first(database: Database) {
        let server = Server::start(&database);
        let client = server.client();
        client.deploy("coder");
        let [first, second] = [client.start("coder"), client.start("coder")].map(|path| format!("{path}/messages"));
        for (number, role) in ["system", "user", "assistant", "tool", "user"].into_iter().enumerate() {
            let content = format!("„{number}“ – naïve 🦀\n\"quoted\" \\ back");
            let said = client.post(&first, &json!({ "role": role, "content": content })).expect(201);
            assert_eq!(said["sequence"], json!(number + 1));
            assert_eq!((&said["role"], &said["content"]), (&json!(role), &json!(content)));
        }
        let elsewhere = client.post(&second, &json!({ "role": "user", "content": "" })).expect(201);
        assert_eq!(elsewhere["sequence"], 1);

        let pages = client.pages(&format!("{first}?limit=2"));
        assert_eq!(pages.iter().map(|page| numbers(page)).collect::<Vec<_>>(), [vec![5, 4], vec![3, 2], vec![1]]);
    }

    async fn clients_that_speak_at_once_get_a_number_each(database: Database) {
        const CLIENTS: usize = 12;
        const EACH: usize = 8;

        let server = Server::start(&database);
        let client = server.client();
        client.deploy("coder");
        let session = client.start("coder");
        let given = at_once(CLIENTS, |speaker| {
            let say = |_| {
                let message = json!({ "role": "user", "content": format!("I am {speaker}") });
                client.post(&format!("{session}/messages"), &message).expect(201)
            };
            (0..EACH).map(say).collect::<Vec<_>>()
        });
        for own in &given {
            assert!(numbers(own).is_sorted(), "{:?}", numbers(own));
        }
        let expected: Vec<i64> = (1..).take(CLIENTS * EACH).collect();
        let mut given = numbers(&given.concat());
        given.sort_unstable();
        assert_eq!(given, expected);
        let mut stored = numbers(&client.pages(&format!("{session}/messages?limit=50")).concat());
        stored.reverse();
        assert_eq!(stored, expected);
    }
}
