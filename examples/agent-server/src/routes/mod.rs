//! The service's routes, a file a resource.

mod agents;
mod events;
mod messages;
mod queue;
mod sessions;
mod state;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use dualect::Db;
use dualect::query::{Cursor, Page};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;

/// All of them.
pub(crate) fn router(db: Db) -> Router {
    Router::new()
        .route("/health", get(state::health))
        .route("/status", get(state::status))
        .route("/agents", get(agents::list).put(agents::deploy))
        .route("/agents/{name}", get(agents::read).delete(agents::remove))
        .route("/agents/{name}/sessions", get(sessions::of_agent))
        .route("/sessions", post(sessions::start))
        .route(
            "/sessions/{id}",
            get(sessions::read).patch(sessions::change),
        )
        .route(
            "/sessions/{id}/messages",
            get(messages::list).post(messages::say),
        )
        .route(
            "/sessions/{id}/events",
            get(events::list).post(events::record),
        )
        .route("/queue", post(queue::add))
        .route("/queue/claim", post(queue::claim))
        .route("/queue/{id}/finish", post(queue::finish))
        .fallback(async || Failure::NotFound("route"))
        .method_not_allowed_fallback(async || {
            let message = "the route has no such method".to_owned();
            Failure::Refused(StatusCode::METHOD_NOT_ALLOWED, message)
        })
        .with_state(db)
}

/// Which page of a list: `?after=..&limit=..`.
#[derive(Deserialize)]
pub(crate) struct Place {
    after: Option<String>,
    limit: Option<u32>,
}

impl Place {
    const MOST: u32 = 200;

    fn after(&self) -> Result<Option<Cursor>, Failure> {
        Ok(self.after.as_deref().map(str::parse).transpose()?)
    }

    fn limit(&self) -> u32 {
        self.limit.unwrap_or(50).clamp(1, Self::MOST)
    }
}

/// A page as clients read it: `next` is what `after` takes.
#[derive(Serialize)]
pub(crate) struct Listed<T> {
    rows: Vec<T>,
    next: Option<String>,
}

impl<T> From<Page<T>> for Listed<T> {
    fn from(page: Page<T>) -> Self {
        let next = page.next.map(|cursor| cursor.to_string());
        Self {
            rows: page.rows,
            next,
        }
    }
}
