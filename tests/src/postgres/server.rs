//! The server of this test process.

use std::sync::OnceLock;

use super::cluster::Cluster;

/// A server that already runs, instead of a throw-away cluster.
const URL_VARIABLE: &str = "DUALECT_TEST_POSTGRES_URL";

/// Where test databases are made.
#[derive(Debug)]
pub(super) enum Server {
    /// Somebody else's, by the URL they gave.
    Given { url: String },
    /// Ours, gone with this process.
    ThrownAway(Cluster),
}

/// The server of this process, started at the first call.
pub(super) fn of_this_process() -> &'static Server {
    // The failure is kept as well: a hundred tests must not each try for a minute what can not work.
    static SERVER: OnceLock<Result<Server, String>> = OnceLock::new();
    match SERVER.get_or_init(start) {
        Ok(server) => server,
        Err(reason) => panic!("no Postgres to test on: {reason}"),
    }
}

fn start() -> Result<Server, String> {
    match std::env::var(URL_VARIABLE) {
        Ok(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
            Ok(Server::Given { url })
        }
        Ok(_) => Err(format!(
            "{URL_VARIABLE} must begin with postgres:// or postgresql://"
        )),
        Err(std::env::VarError::NotPresent) => Cluster::start().map(Server::ThrownAway),
        Err(std::env::VarError::NotUnicode(_)) => Err(format!("{URL_VARIABLE} is not UTF-8")),
    }
}

impl Server {
    /// How a database of this server is reached.
    pub(super) fn url_of(&self, database: &str) -> String {
        match self {
            Self::Given { url } => with_database(url, database),
            Self::ThrownAway(cluster) => format!(
                "postgres://postgres@127.0.0.1:{}/{database}",
                cluster.port()
            ),
        }
    }
}

/// The same URL with another database: user, host and parameters stay.
fn with_database(url: &str, database: &str) -> String {
    let (address, parameters) = url
        .split_once('?')
        .map_or((url, None), |(address, rest)| (address, Some(rest)));
    let (scheme, authority) = address.split_once("://").unwrap_or(("postgres", address));
    let authority = authority.split('/').next().unwrap_or_default();
    let parameters = parameters
        .map(|parameters| format!("?{parameters}"))
        .unwrap_or_default();
    format!("{scheme}://{authority}/{database}{parameters}")
}

#[cfg(test)]
mod tests {
    use super::with_database;

    #[test]
    fn a_database_of_a_given_server_keeps_user_host_and_parameters() {
        let made = with_database(
            "postgresql://me:secret@db.example:5433/app?connect_timeout=3",
            "t1",
        );
        assert_eq!(
            made,
            "postgresql://me:secret@db.example:5433/t1?connect_timeout=3"
        );
        assert_eq!(
            with_database("postgres://localhost", "t1"),
            "postgres://localhost/t1"
        );
    }
}
