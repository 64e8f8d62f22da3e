//! A stretch of wire between us and a real server, which is cut at a request of the test's choice.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

/// Which side of a request the wire is cut on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// The server never gets it.
    Before,
    /// The server gets it, and its answer gets lost: it may have been done.
    After,
}

/// What the server is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Says {
    /// What it is.
    Postgres,
    /// `CockroachDB`: it reports a parameter more.
    Cockroach,
}

/// A port that leads to the server.
pub(crate) struct Proxy {
    port: u16,
    requests: Arc<AtomicUsize>,
}

impl Proxy {
    /// Leads to that port of 127.0.0.1, and is cut once, at the request of that number, over all its connections.
    pub(crate) async fn start(server: u16, says: Says, at: usize, cut: Cut) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let count = Arc::clone(&count);
                tokio::spawn(async move {
                    let server = TcpStream::connect(("127.0.0.1", server)).await.unwrap();
                    client.set_nodelay(true).unwrap();
                    server.set_nodelay(true).unwrap();
                    let (from_client, mut to_client) = client.into_split();
                    let (mut from_server, to_server) = server.into_split();
                    // Whichever ends first takes the other along: both sockets are closed.
                    tokio::select! {
                        () = requests_of(from_client, to_server, &count, (at, cut)) => {}
                        () = answers_of(&mut from_server, &mut to_client, says) => {}
                    }
                });
            }
        });
        Self { port, requests }
    }

    /// The same URL by way of this, in plain text.
    pub(crate) fn url(&self, url: &str, server: u16) -> String {
        let url = url.replace(&format!(":{server}/"), &format!(":{}/", self.port));
        format!("{url}?sslmode=disable")
    }

    /// How many requests there were.
    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

/// Hands on what the server sends, with one parameter more after it has let the client in.
async fn answers_of(server: &mut OwnedReadHalf, client: &mut OwnedWriteHalf, says: Says) {
    // AuthenticationOk: a kind, a length of 8, and 0. The tests' users need no password.
    let mut let_in = [0; 9];
    if says == Says::Cockroach && server.read_exact(&mut let_in).await.is_ok() {
        assert_eq!(let_in, [b'R', 0, 0, 0, 8, 0, 0, 0, 0]);
        let text = b"crdb_version\0CockroachDB CCL v25.4.0 (a Postgres that says so)\0";
        let length = u32::try_from(text.len() + 4).unwrap();
        let parameter = [&let_in[..], b"S", &length.to_be_bytes(), text].concat();
        if client.write_all(&parameter).await.is_err() {
            return;
        }
    }
    let _ = copy(server, client).await;
}

/// Hands on what a client sends until its end, or until the cut. A request is what the server answers as one: a simple query, or what ends in a
/// Sync (<https://www.postgresql.org/docs/current/protocol-message-formats.html>).
async fn requests_of(
    mut client: OwnedReadHalf,
    mut server: OwnedWriteHalf,
    count: &AtomicUsize,
    (at, cut): (usize, Cut),
) {
    let mut is_first = true;
    loop {
        let mut message = Vec::new();
        if !is_first {
            let Ok(kind) = client.read_u8().await else {
                return;
            };
            message.push(kind);
        }
        let is_request = matches!(message.first(), Some(b'Q' | b'S'));
        let Ok(length) = client.read_u32().await else {
            return;
        };
        message.extend(length.to_be_bytes());
        let mut body = vec![0; length as usize - 4];
        if client.read_exact(&mut body).await.is_err() {
            return;
        }
        message.extend(body);
        is_first = false;
        let cuts = is_request && count.fetch_add(1, Ordering::SeqCst) + 1 == at;
        if cuts && cut == Cut::Before {
            return;
        }
        if server.write_all(&message).await.is_err() || cuts {
            return;
        }
    }
}
