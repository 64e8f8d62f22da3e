//! Messages: numbered within their session.

use ash_db::enums::MessageRole;
use ash_db::messages::{self, Message, NewMessage};
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
pub(crate) struct Said {
    role: MessageRole,
    content: String,
}

/// Clients that speak at once wait for each other, and so get a number each. What was said before them has to be seen once
/// they have waited, which is what `ReadCommitted` means.
pub(crate) async fn say(
    State(db): State<Db>,
    tenant: Tenant,
    Path(session_id): Path<Uuid>,
    Body(body): Body<Said>,
) -> Result<(StatusCode, Json<Message>), Failure> {
    let message = db
        .transaction_with(Isolation::ReadCommitted, async |tx| {
            let scope = tenant.scope(&tx);
            hold(&scope, session_id).await?;
            let newest =
                messages::page_in_session_id_by_sequence(&scope, session_id, None, 1).await?;
            let sequence = newest.rows.first().map_or(1, |last| last.sequence + 1);
            let new = NewMessage::new(session_id, body.role, body.content.as_str(), sequence);
            Ok::<_, Failure>(messages::insert(&scope, new).await?)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(message)))
}

/// The newest first.
pub(crate) async fn list(
    State(db): State<Db>,
    tenant: Tenant,
    Path(session_id): Path<Uuid>,
    Query(place): Query<Place>,
) -> Result<Json<Listed<Message>>, Failure> {
    let after = place.after()?;
    let scope = tenant.scope(&db);
    must_exist(&scope, session_id).await?;
    let page =
        messages::page_in_session_id_by_sequence(&scope, session_id, after.as_ref(), place.limit())
            .await?;
    Ok(Json(page.into()))
}
