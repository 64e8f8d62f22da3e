//! The database of one test.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use tokio_postgres::{Client, NoTls};

use super::server::{self, Server};

/// A fresh database, made from `template0`.
///
/// It is dropped with this value, or soon after on the throw-away cluster: each takes 8 MB, and a test file may make hundreds.
///
/// ```no_run
/// # async fn example() {
/// let database = dualect_tests::postgres::Database::create().await;
/// let client = database.connect().await;
/// client.batch_execute("CREATE TABLE t (id bigint PRIMARY KEY)").await.unwrap();
/// # }
/// ```
#[derive(Debug)]
pub struct Database {
    server: &'static Server,
    name: String,
}

impl Database {
    /// Makes a database with a name of its own; the first call of a process starts the cluster.
    pub async fn create() -> Self {
        let server = server::of_this_process();
        let name = unique_name();
        connect(&server.url_of("postgres"))
            .await
            .batch_execute(&format!("CREATE DATABASE {name} TEMPLATE template0"))
            .await
            .unwrap_or_else(|error| {
                panic!(
                    "the test server refuses to make a database: {}",
                    in_full(&error)
                )
            });
        Self { server, name }
    }

    /// [`Database::create`] for a test that is not async.
    #[must_use]
    pub fn create_blocking() -> Self {
        block_on(Self::create())
    }

    /// The database as [`dualect::Db::connect`] and every other client take it.
    #[must_use]
    pub fn url(&self) -> String {
        self.server.url_of(&self.name)
    }

    /// A plain connection, to look behind dualect's back; it closes when the client is dropped.
    pub async fn connect(&self) -> Client {
        connect(&self.url()).await
    }

    /// Runs statements on a connection of their own, for a test that is not async.
    pub fn execute_blocking(&self, sql: &str) {
        block_on(async {
            let outcome = self.connect().await.batch_execute(sql).await;
            outcome.unwrap_or_else(|error| panic!("{}\nin {sql}", in_full(&error)));
        });
    }

    /// What a query answers, each value as the server writes it, for a test that is not async.
    #[must_use]
    pub fn rows_blocking(&self, sql: &str) -> Vec<Vec<Option<String>>> {
        block_on(async { rows(&self.connect().await, sql).await })
    }
}

/// The rows of a query, each value as the server writes it.
pub(crate) async fn rows(client: &Client, sql: &str) -> Vec<Vec<Option<String>>> {
    use tokio_postgres::SimpleQueryMessage::Row;
    let messages = client.simple_query(sql).await;
    let messages = messages.unwrap_or_else(|error| panic!("{}\nin {sql}", in_full(&error)));
    let rows = messages.iter().filter_map(|message| {
        if let Row(row) = message {
            Some(row)
        } else {
            None
        }
    });
    rows.map(|row| {
        (0..row.len())
            .map(|column| row.get(column).map(str::to_owned))
            .collect()
    })
    .collect()
}

impl Drop for Database {
    fn drop(&mut self) {
        let name = std::mem::take(&mut self.name);
        let names = match self.server {
            Server::Given { .. } => vec![name],
            Server::ThrownAway(_) => left_behind(name),
        };
        if names.is_empty() {
            return;
        }
        let url = self.server.url_of("postgres");
        let statements: Vec<String> = names
            .iter()
            .map(|name| format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
            .collect();
        // A test that already fails must not abort the process by a second panic: what is left behind is only said.
        let dropped = std::thread::spawn(move || {
            block_on(async {
                let client = connect(&url).await;
                for statement in statements {
                    client.batch_execute(&statement).await?;
                }
                Ok::<_, tokio_postgres::Error>(())
            })
        })
        .join();
        if !matches!(dropped, Ok(Ok(()))) {
            eprintln!("not all of these test databases could be dropped: {names:?}");
        }
    }
}

/// How many databases may wait on the throw-away cluster for their end: 8 MB each.
const LEFT_BEHIND: usize = 32;

/// Those to drop now. The server looks every 100 ms only whether a database's last connection is gone: one that was left a while ago
/// is dropped without that wait.
fn left_behind(name: String) -> Vec<String> {
    static NAMES: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    names.push(name);
    if names.len() < LEFT_BEHIND {
        return Vec::new();
    }
    let newest = names.split_off(LEFT_BEHIND - 2);
    std::mem::replace(&mut names, newest)
}

/// Never used before on this server, not even by a test process that ran under the same number.
fn unique_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let started = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_micros());
    format!("dualect_test_{}_{started}_{count}", std::process::id())
}

pub(super) async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls)
        .await
        .unwrap_or_else(|error| panic!("the test server can not be reached: {}", in_full(&error)));
    tokio::spawn(async move {
        // Its errors also reach the client's calls, and there somebody reads them.
        let _ = connection.await;
    });
    client
}

/// An error with its causes: the driver's own line is often "db error".
pub(crate) fn in_full(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}

pub(super) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a tokio runtime can be made");
    runtime.block_on(future)
}
