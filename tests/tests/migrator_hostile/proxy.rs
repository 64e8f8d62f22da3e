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

/// A port that leads to the server.
pub(crate) struct Proxy {
    port: u16,
    requests: Arc<AtomicUsize>,
}

impl Proxy {
    /// Leads to that port of 127.0.0.1, and is cut once, at the request of that number, over all its connections.
    pub(crate) async fn start(server: u16, at: usize, cut: Cut) -> Self {
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
                        _ = copy(&mut from_server, &mut to_client) => {}
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
