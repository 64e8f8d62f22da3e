//! As much of an HTTP client as the tests need: a connection a request, and JSON both ways.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// What the service answered.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Null where there is none.
    pub(crate) body: Value,
}

impl Answer {
    /// The body of an answer that has to have this status.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        self.body
    }

    /// The answer is a refusal, and says why as all refusals do.
    #[track_caller]
    pub(crate) fn expect_refusal(self, status: u16) -> String {
        let body = self.expect(status);
        let message = body["error"].as_str().filter(|text| !text.is_empty());
        message
            .unwrap_or_else(|| panic!("no error in {body}"))
            .to_owned()
    }
}

/// Somebody who talks to the service, on behalf of a tenant.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    address: String,
    tenant: Option<&'static str>,
}

impl Client {
    pub(crate) fn new(address: &str) -> Self {
        let address = address.to_owned();
        Self {
            address,
            tenant: None,
        }
    }

    pub(crate) fn of_tenant(&self, tenant: &'static str) -> Self {
        Self {
            tenant: Some(tenant),
            ..self.clone()
        }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send("GET", path, None)
    }

    pub(crate) fn delete(&self, path: &str) -> Answer {
        self.send("DELETE", path, None)
    }

    pub(crate) fn put(&self, path: &str, body: &Value) -> Answer {
        self.send("PUT", path, Some(&body.to_string()))
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, Some(&body.to_string()))
    }

    pub(crate) fn patch(&self, path: &str, body: &Value) -> Answer {
        self.send("PATCH", path, Some(&body.to_string()))
    }

    /// Sends a request; a body goes as JSON, whether it is or not.
    pub(crate) fn send(&self, method: &str, path: &str, body: Option<&str>) -> Answer {
        let tenant = self
            .tenant
            .map(|name| format!("x-tenant: {name}\r\n"))
            .unwrap_or_default();
        let content = body
            .map(|_| "content-type: application/json\r\n")
            .unwrap_or_default();
        let body = body.unwrap_or_default();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n{tenant}{content}content-length: {}\r\n\r\n{body}",
            self.address,
            body.len(),
        );
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(60)))
            .unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        read(&answer)
    }

    /// Deploys an agent of that name.
    #[track_caller]
    pub(crate) fn deploy(&self, name: &str) -> Value {
        self.put(
            "/agents",
            &json!({ "name": name, "path": format!("/srv/{name}") }),
        )
        .expect(201)
    }

    /// Starts a session with an agent, and returns its path.
    #[track_caller]
    pub(crate) fn start(&self, agent: &str) -> String {
        let session = self
            .post("/sessions", &json!({ "agent": agent }))
            .expect(201);
        format!("/sessions/{}", session["id"].as_str().unwrap())
    }

    /// The pages of a list, walked by their cursors: `path` says how long a page is.
    #[track_caller]
    pub(crate) fn pages(&self, path: &str) -> Vec<Vec<Value>> {
        let mut pages = Vec::new();
        let mut page = self.get(path).expect(200);
        loop {
            pages.push(page["rows"].as_array().unwrap().clone());
            let Some(next) = page["next"].as_str() else {
                return pages;
            };
            page = self.get(&format!("{path}&after={next}")).expect(200);
        }
    }
}

fn read(answer: &str) -> Answer {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let body = if body.is_empty() {
        Value::Null
    } else {
        serde_json::from_str(body).unwrap_or_else(|_| panic!("not JSON: {answer}"))
    };
    Answer { status, body }
}

/// Does the same on as many threads as it says, all at once, and returns what each came to.
pub(crate) fn at_once<T: Send>(threads: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    thread::scope(|scope| {
        let work = &work;
        let running: Vec<_> = (0..threads)
            .map(|thread| scope.spawn(move || work(thread)))
            .collect();
        running
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    })
}
