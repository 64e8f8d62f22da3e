//! Both databases answer alike: the same requests get the same statuses and bodies, apart from ids, times and cursors.

use dualect_tests::engine::Engine;
use serde_json::{Value, json};

use crate::client::{Answer, Client};
use crate::server::Server;

#[tokio::test]
async fn both_databases_answer_alike() {
    let mut told = Vec::new();
    for engine in Engine::ALL {
        let database = engine.database().await;
        let server = Server::start(&database);
        let mut transcript = Transcript::new(server.client());
        visit(&mut transcript);
        told.push(transcript.lines);
    }
    let [sqlite, postgres] = told.as_slice() else {
        panic!("there are two engines");
    };
    assert!(sqlite.len() > 40);
    for (sqlite, postgres) in sqlite.iter().zip(postgres) {
        assert_eq!(sqlite, postgres);
    }
    assert_eq!(sqlite.len(), postgres.len());
}

/// What was asked and answered, without what differs from run to run.
struct Transcript<'a> {
    client: &'a Client,
    lines: Vec<String>,
    /// Those that were met, in order: they are told apart by their place.
    ids: Vec<String>,
}

impl<'a> Transcript<'a> {
    fn new(client: &'a Client) -> Self {
        Self {
            client,
            lines: Vec::new(),
            ids: Vec::new(),
        }
    }

    fn ask(&mut self, method: &str, path: &str, body: &Value) -> Value {
        let text = (!body.is_null()).then(|| body.to_string());
        let Answer {
            status,
            body: answer,
        } = self.client.send(method, path, text.as_deref());
        let shown = self.neutral(answer.clone());
        let place = self.lines.len();
        self.lines
            .push(format!("{place} {method} {status} {shown:#}"));
        answer
    }

    fn neutral(&mut self, value: Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.neutral_text(text)),
            Value::Array(items) => items.into_iter().map(|item| self.neutral(item)).collect(),
            Value::Object(fields) => {
                let neutral = |(name, field): (String, Value)| {
                    let cursor = name == "next" && field.is_string();
                    let field = if cursor {
                        json!("a cursor")
                    } else {
                        self.neutral(field)
                    };
                    (name, field)
                };
                Value::Object(fields.into_iter().map(neutral).collect())
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => value,
        }
    }

    fn neutral_text(&mut self, text: String) -> String {
        if text.parse::<dualect::types::Uuid>().is_ok() {
            let known = self.ids.iter().position(|id| *id == text);
            let place = known.unwrap_or_else(|| {
                self.ids.push(text);
                self.ids.len() - 1
            });
            format!("id {place}")
        } else if text.starts_with("20") && text.parse::<dualect::types::Timestamp>().is_ok() {
            "a time".to_owned()
        } else {
            text
        }
    }
}

/// A bit of everything, what is refused above all.
fn visit(transcript: &mut Transcript<'_>) {
    agents(transcript);
    let session = sessions(transcript);
    conversation(transcript, &session);
    queue(transcript);
    for path in ["/agents/coder", "/agents/coder"] {
        transcript.ask("DELETE", path, &Value::Null);
    }
    transcript.ask("GET", &session, &Value::Null);
    transcript.ask("GET", "/agents", &Value::Null);
}

fn agents(transcript: &mut Transcript<'_>) {
    let config = json!({ "b": 1.0, "a": [null, -0.0, 1e20, "ß", { "z": 1, "y": 0.1 }] });
    for body in [
        json!({ "name": "coder", "path": "/a", "config": config }),
        json!({ "name": "coder", "path": "/a", "config": config }),
        json!({ "name": "coder", "path": "/b", "version": -3 }),
        json!({ "name": "Coder", "path": "" }),
        json!({ "name": "çoder", "path": " " }),
        json!({ "name": "", "path": "/" }),
        json!({ "name": "nul\0", "path": "/" }),
        json!({ "name": "x", "path": "/", "config": { "nul\0": 1 } }),
        json!({ "name": "x", "path": "/", "config": 1e300 }),
        json!({ "name": "x", "path": "/", "config": "a string", "version": i32::MAX }),
        json!({ "name": "x", "path": "/", "version": i64::MAX }),
        json!({ "name": 1 }),
    ] {
        transcript.ask("PUT", "/agents", &body);
    }
    for path in [
        "/agents/coder",
        "/agents/CODER",
        "/agents/%C3%A7oder",
        "/agents/c%25",
        "/agents",
    ] {
        transcript.ask("GET", path, &Value::Null);
    }
    let page = transcript.ask("GET", "/agents?limit=2", &Value::Null);
    let next = page["next"].as_str().unwrap();
    transcript.ask(
        "GET",
        &format!("/agents?limit=2&after={next}"),
        &Value::Null,
    );
    transcript.ask(
        "GET",
        &format!("/agents/coder/sessions?after={next}"),
        &Value::Null,
    );
    transcript.ask("GET", "/agents?after=nonsense", &Value::Null);
}

fn sessions(transcript: &mut Transcript<'_>) -> String {
    let session = transcript.ask(
        "POST",
        "/sessions",
        &json!({ "agent": "coder", "model": "m" }),
    );
    let id = session["id"].as_str().unwrap();
    let path = format!("/sessions/{id}");
    let unknown = "0195b1f0-0000-7000-8000-000000000000";
    for body in [
        json!({ "agent": "coder", "parent_session_id": id }),
        json!({ "agent": "coder", "parent_session_id": unknown }),
        json!({ "agent": "coder", "parent_session_id": "7" }),
        json!({ "agent": "nobody" }),
        json!({ "agent": "coder", "model": "\0" }),
    ] {
        transcript.ask("POST", "/sessions", &body);
    }
    for status in ["active", "active", "lost", ""] {
        transcript.ask("PATCH", &path, &json!({ "status": status }));
    }
    transcript.ask("GET", &path, &Value::Null);
    transcript.ask("GET", "/agents/coder/sessions?limit=1", &Value::Null);
    path
}

fn conversation(transcript: &mut Transcript<'_>, session: &str) {
    for (role, content) in [
        ("user", "hello"),
        ("assistant", "„hi“ 🦀"),
        ("nobody", "x"),
        ("tool", "\0"),
        ("system", ""),
    ] {
        transcript.ask(
            "POST",
            &format!("{session}/messages"),
            &json!({ "role": role, "content": content }),
        );
    }
    transcript.ask("GET", &format!("{session}/messages?limit=2"), &Value::Null);
    for data in [
        json!({ "b": [1.5, 2.0], "a": {} }),
        json!(1e-300),
        json!("\0"),
        json!(u64::MAX),
        json!(i64::MIN),
        Value::Null,
    ] {
        transcript.ask(
            "POST",
            &format!("{session}/events"),
            &json!({ "type": "t", "data": data }),
        );
    }
    transcript.ask("GET", &format!("{session}/events"), &Value::Null);
}

fn queue(transcript: &mut Transcript<'_>) {
    for (prompt, priority) in [("low", -5), ("high", i32::MAX), ("middle", 0)] {
        let body =
            json!({ "agent": "coder", "prompt": prompt, "priority": priority, "max_retries": 0 });
        transcript.ask("POST", "/queue", &body);
    }
    for outcome in [
        json!({}),
        json!({ "error": "broke" }),
        json!({ "error": 1 }),
        json!({ "retry_after": "soon" }),
    ] {
        let item = transcript.ask("POST", "/queue/claim", &Value::Null);
        let id = item["id"].as_str().unwrap_or("none");
        transcript.ask("POST", &format!("/queue/{id}/finish"), &outcome);
    }
}
