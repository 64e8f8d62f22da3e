//! A server of one test's own.

use std::path::Path;

use tokio_postgres::Client;

use super::cluster::Cluster;
use super::database::{block_on, connect};

/// The password of [`USER`].
pub const PASSWORD: &str = "sw0rdf1sh-of-the-tests";
/// A user who is asked for a password.
pub const USER: &str = "guarded";

/// Who is let in: the superuser as ever, and [`USER`] by a password.
const ACCESS: &str =
    "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n";

/// What to encrypt by.
#[derive(Debug, Clone)]
pub struct Certificate {
    /// The certificate, in PEM.
    pub certificate: String,
    /// Its key, in PEM.
    pub key: String,
}

/// A server that no other test uses, for what cannot be done to one that others use: it asks for passwords, and may be stopped. It is gone with
/// the test process.
#[derive(Debug)]
pub struct OwnServer {
    cluster: Cluster,
}

impl OwnServer {
    /// Starts it: about a second. With a certificate it offers encryption.
    #[must_use]
    pub fn start(certificate: Option<&Certificate>) -> Self {
        let mut settings = vec!["synchronous_commit=on", "password_encryption=scram-sha-256"];
        if certificate.is_some() {
            settings.push("ssl=on");
        }
        let started = Cluster::start_with(&settings, |account, data| {
            let mut files = vec![("pg_hba.conf", ACCESS)];
            if let Some(Certificate { certificate, key }) = certificate {
                files.push(("server.crt", certificate));
                files.push(("server.key", key));
            }
            for (name, text) in files {
                let written = account.write(&data.join(name), text);
                written.map_err(|error| format!("{name}: {error}"))?;
            }
            Ok(())
        });
        let server = Self {
            cluster: started.unwrap_or_else(|reason| panic!("no Postgres to test on: {reason}")),
        };
        server.execute(&format!(
            "CREATE ROLE {USER} LOGIN CREATEDB PASSWORD '{PASSWORD}'"
        ));
        server.execute(&format!(
            "CREATE DATABASE app OWNER {USER} TEMPLATE template0"
        ));
        server
    }

    /// The port on 127.0.0.1.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.cluster.port()
    }

    /// The database `app` as that user, who may give a password.
    #[must_use]
    pub fn url(&self, user: &str) -> String {
        format!("postgres://{user}@127.0.0.1:{}/app", self.port())
    }

    /// A connection of the superuser to the database `app`.
    pub async fn connect(&self) -> Client {
        connect(&self.url("postgres")).await
    }

    /// Stops it at once: connections are cut, and what was not committed is gone.
    pub fn crash(&self) {
        self.cluster.crash().expect("the server can be stopped");
    }

    /// Starts it again, where it listened before.
    pub fn restart(&self) {
        self.cluster.restart().expect("the server starts again");
    }

    /// Hands a folder over to the account that the server runs as.
    pub fn give(&self, folder: &Path) {
        let given = self.cluster.account().own(folder);
        given.expect("a folder can be handed over");
    }

    fn execute(&self, sql: &str) {
        let url = format!("postgres://postgres@127.0.0.1:{}/postgres", self.port());
        // In a thread of its own: the test may be async.
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let done = block_on(async { connect(&url).await.batch_execute(sql).await });
                done.expect("the superuser may do everything");
            });
        });
    }
}
