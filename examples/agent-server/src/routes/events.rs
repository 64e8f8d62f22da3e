//! Events: what happened in a session, in order.

use ash_db::session_events::{self, NewSessionEvent, SessionEvent};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use dualect::types::Uuid;
use dualect::{Db, Isolation};
use serde::Deserialize;

use super::sessions::{hold, must_exist};
use super::{Listed, Place};
use crate::failure::Failure;
use crate::request::{Body, Path, Query, Tenant};

#[derive(Deserialize)]
pub(crate) struct Happened {
    r#type: String,
    data: Option<serde_json::Value>,
}

/// Numbered as messages are.
pub(crate) async fn record(
    State(db): State<Db>,
    tenant: Tenant,
    Path(session_id): Path<Uuid>,
    Body(body): Body<Happened>,
) -> Result<(StatusCode, Json<SessionEvent>), Failure> {
    let event = db
        .transaction_with(Isolation::ReadCommitted, async |tx| {
            let scope = tenant.scope(&tx);
            hold(&scope, session_id).await?;
            let newest =
                session_events::page_in_session_id_by_sequence(&scope, session_id, None, 1).await?;
            let sequence = newest.rows.first().map_or(1, |last| last.sequence + 1);
            let new = NewSessionEvent {
                data: body.data.clone(),
                ..NewSessionEvent::new(session_id, body.r#type.as_str(), sequence)
            };
            Ok::<_, Failure>(session_events::insert(&scope, new).await?)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(event)))
}

/// The newest first.
pub(crate) async fn list(
    State(db): State<Db>,
    tenant: Tenant,
    Path(session_id): Path<Uuid>,
    Query(place): Query<Place>,
) -> Result<Json<Listed<SessionEvent>>, Failure> {
    let after = place.after()?;
    let scope = tenant.scope(&db);
    must_exist(&scope, session_id).await?;
    let page = session_events::page_in_session_id_by_sequence(
        &scope,
        session_id,
        after.as_ref(),
        place.limit(),
    )
    .await?;
    Ok(Json(page.into()))
}
