//! An agent host's HTTP service over the generated crate `ash-db`.
//!
//! ```sh
//! cargo run --package agent-server                                   # SQLite: agents.db in the current folder
//! DATABASE_URL=postgres://localhost/agents cargo run --package agent-server
//!
//! curl -X PUT localhost:8080/agents --json '{"name": "coder", "path": "/srv/coder"}'
//! curl localhost:8080/sessions --json '{"agent": "coder"}'
//! curl 'localhost:8080/agents/coder/sessions?limit=10'
//! ```
//!
//! `ADDRESS` says where to listen (default `127.0.0.1:8080`). A request names its tenant in the header `x-tenant`; without
//! one it is `default`. What fails is answered with `{"error": ".."}`. The routes stand in `routes/mod.rs`.

mod failure;
mod request;
mod routes;
mod shutdown;

use std::error::Error;
use std::process::ExitCode;

use ash_db::MIGRATIONS;
use dualect::{Db, Options, Schema};
use tokio::net::TcpListener;

/// Compiling this fails when `schema.toml` has changed and `cargo xtask db-generate` has not been run.
#[derive(Schema)]
#[schema(path = "../../schema.toml")]
struct AshSchema;

#[tokio::main]
async fn main() -> ExitCode {
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("agent-server: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> Result<(), Box<dyn Error>> {
    // Claims meet at the head of the queue, and of those that meet one goes through: they are tried more often than usual.
    let options = Options::from_env().app("agents").transaction_attempts(30);
    let db = Db::connect_with(options).await?;
    let applied = db.migrate(&MIGRATIONS).await?;
    let address = std::env::var("ADDRESS").unwrap_or_else(|_| "127.0.0.1:8080".to_owned());
    let listener = TcpListener::bind(&address)
        .await
        .map_err(|error| format!("cannot listen on {address}: {error}"))?;
    println!(
        "listening on http://{}, {} at {}, migrations applied now: {}, schema {}",
        listener.local_addr()?,
        db.dialect(),
        db.location(),
        applied.tags.len(),
        &AshSchema::HASH[..8],
    );
    axum::serve(listener, routes::router(db.clone()))
        .with_graceful_shutdown(shutdown::signal())
        .await?;
    db.close().await?;
    Ok(())
}
