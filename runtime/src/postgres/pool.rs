//! Reaching the server: the first time with patience, then connection by connection.

use std::fmt::Write as _;
use std::io;
use std::ops::{Deref, DerefMut};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{
    Connect, Manager, ManagerConfig, Pool, PoolError, QueueMode, RecyclingMethod, Runtime,
};
use tokio::task::JoinHandle;
use tokio_postgres::config::SslMode;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{Flavor, Postgres, Settings, closed, config, tls};
use crate::error::{Error, ErrorKind, Result};

/// Makes connections that are all alike.
pub(super) struct Connector {
    config: Config,
    tls: Option<MakeRustlsConnect>,
    /// Limits that a migrator's own connection does not have.
    limits: String,
}

/// UTC on every connection; the server's default is anybody's guess.
const SET_UP: &str = "SET TIME ZONE 'UTC'";

impl Connector {
    fn new(settings: &Settings) -> Result<Self> {
        let (config, encryption) = config::parse(settings)?;
        let tls = if encryption.mode == SslMode::Disable {
            None
        } else {
            Some(tls::connector(&encryption)?)
        };
        let mut limits = format!("; SET lock_timeout = {}", settings.busy_timeout.as_millis());
        if let Some(timeout) = settings.statement_timeout {
            // Writing to a String cannot fail.
            let _ = write!(limits, "; SET statement_timeout = {}", timeout.as_millis());
        }
        Ok(Self {
            config,
            tls,
            limits,
        })
    }

    async fn connect(
        &self,
        limits: &str,
    ) -> Result<(Client, JoinHandle<()>, Flavor), tokio_postgres::Error> {
        let (client, task, flavor) = if let Some(tls) = &self.tls {
            let (client, connection) = self.config.connect(tls.clone()).await?;
            let flavor = Flavor::of(|name| connection.parameter(name).is_some());
            let task = tokio::spawn(async move { drop(connection.await) });
            (client, task, flavor)
        } else {
            let (client, connection) = self.config.connect(NoTls).await?;
            let flavor = Flavor::of(|name| connection.parameter(name).is_some());
            let task = tokio::spawn(async move { drop(connection.await) });
            (client, task, flavor)
        };
        client.batch_execute(&format!("{SET_UP}{limits}")).await?;
        Ok((client, task, flavor))
    }
}

/// What the pool makes its connections by.
struct Pooled(Arc<Connector>);

type Connecting<'a> = Pin<
    Box<dyn Future<Output = Result<(Client, JoinHandle<()>), tokio_postgres::Error>> + Send + 'a>,
>;

impl Connect for Pooled {
    fn connect(&self, _config: &Config) -> Connecting<'_> {
        Box::pin(async {
            let (client, task, _) = self.0.connect(&self.0.limits).await?;
            Ok((client, task))
        })
    }
}

/// A connection outside the pool; closed when dropped.
pub(crate) struct Dedicated {
    client: Client,
    task: JoinHandle<()>,
    flavor: Flavor,
}

impl Dedicated {
    /// What the server is.
    pub(crate) fn flavor(&self) -> Flavor {
        self.flavor
    }
}

impl Deref for Dedicated {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl DerefMut for Dedicated {
    fn deref_mut(&mut self) -> &mut Client {
        &mut self.client
    }
}

impl Drop for Dedicated {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Postgres {
    /// Reaches the server. While it cannot be reached but may be in a moment, it is tried again.
    pub(crate) async fn connect(settings: &Settings) -> Result<Self> {
        let connector = Arc::new(Connector::new(settings)?);
        let manager = Manager::from_connect(
            // Unused: the connector has it.
            Config::new(),
            Pooled(Arc::clone(&connector)),
            ManagerConfig {
                recycling_method: RecyclingMethod::Fast,
            },
        );
        let pool = Pool::builder(manager)
            .max_size(settings.pool_size.max(1))
            // The one that came back last has its statements prepared, and its server process warm.
            .queue_mode(QueueMode::Lifo)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(settings.busy_timeout))
            .build()
            .map_err(|_| {
                Error::with_detail(
                    ErrorKind::Connect { attempts: 0 },
                    "no connection pool can be made",
                )
            })?;
        let mut pause = settings.connect_backoff;
        for attempts in 1.. {
            match pool.get().await {
                Ok(client) => {
                    drop(client);
                    break;
                }
                Err(PoolError::Backend(failure))
                    if can_heal(&failure) && attempts < settings.connect_attempts =>
                {
                    tokio::time::sleep(pause).await;
                    pause = pause.saturating_mul(2).min(Duration::from_secs(16));
                }
                Err(PoolError::Backend(failure)) => return Err(connect_error(&failure, attempts)),
                Err(failure) => return Err(error(&failure)),
            }
        }
        Ok(Self { pool, connector })
    }

    /// A connection outside the pool, without limits on statements and locks.
    pub(crate) async fn dedicated(&self) -> Result<Dedicated> {
        let (client, task, flavor) = self
            .connector
            .connect("")
            .await
            .map_err(|failure| connect_error(&failure, 1))?;
        Ok(Dedicated {
            client,
            task,
            flavor,
        })
    }
}

/// Why the pool gives no connection.
pub(super) fn error(failure: &PoolError) -> Error {
    match failure {
        PoolError::Backend(failure) => connect_error(failure, 1),
        PoolError::Timeout(_) => Error::with_detail(ErrorKind::Busy, "no connection became free"),
        PoolError::Closed => closed(),
        PoolError::NoRuntimeSpecified | PoolError::PostCreateHook(_) => Error::with_detail(
            ErrorKind::Connect { attempts: 1 },
            "the connection pool cannot be used",
        ),
    }
}

/// Why there is no connection: what the server or the system said, neither of which knows the password.
fn connect_error(failure: &tokio_postgres::Error, attempts: u32) -> Error {
    if let Some(said) = failure.as_db_error() {
        let detail = format!("{} ({})", said.message(), said.code().code());
        return Error::with_detail(ErrorKind::Connect { attempts }, detail);
    }
    // rustls' errors come inside an I/O error.
    if let Some(io) = super::error::source::<io::Error>(failure) {
        return match io
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<rustls::Error>())
        {
            Some(refused) => Error::with_detail(ErrorKind::Tls, refused.to_string()),
            None => Error::with_detail(ErrorKind::Connect { attempts }, io.to_string()),
        };
    }
    let text = failure.to_string();
    let source = std::error::Error::source(failure).map(ToString::to_string);
    if source.as_deref() == Some("password missing") {
        return Error::with_detail(
            ErrorKind::Connect { attempts },
            "the server asks for a password, and the URL has none",
        );
    }
    if text.contains("TLS") {
        // "error performing TLS handshake": the server has none, and the URL wants it.
        return Error::with_detail(ErrorKind::Tls, "the server does not offer encryption");
    }
    Error::with_detail(ErrorKind::Connect { attempts }, text)
}

/// Whether the same attempt can succeed in a moment: nobody listens yet, the server is starting or full, the name is not
/// known yet. A wrong password or database stays wrong.
fn can_heal(failure: &tokio_postgres::Error) -> bool {
    if let Some(code) = failure.code() {
        return [
            SqlState::CANNOT_CONNECT_NOW,
            SqlState::TOO_MANY_CONNECTIONS,
            SqlState::ADMIN_SHUTDOWN,
            SqlState::CRASH_SHUTDOWN,
        ]
        .contains(code);
    }
    match super::error::source::<io::Error>(failure) {
        // Refused, unreachable, timed out, reset, no socket file yet; and name resolution, which has no kind of its own.
        Some(io) => io
            .get_ref()
            .is_none_or(|inner| inner.downcast_ref::<rustls::Error>().is_none()),
        // The server went away while it answered.
        None => failure.is_closed(),
    }
}
