//! Sessions: conversations with an agent.

use ash_db::enums::SessionStatus;
use ash_db::sessions::{self, NewSession, Session, SessionPatch};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use dualect::types::Uuid;
use dualect::{Db, Scoped};
use serde::Deserialize;

use super::agents::named;
use super::{Listed, Place};
use crate::failure::Failure;
use crate::request::{Body, Path, Query, Tenant};

#[derive(Deserialize)]
pub(crate) struct Start {
    agent: String,
    model: Option<String>,
    parent_session_id: Option<Uuid>,
}

pub(crate) async fn start(
    State(db): State<Db>,
    tenant: Tenant,
    Body(body): Body<Start>,
) -> Result<(StatusCode, Json<Session>), Failure> {
    let scope = tenant.scope(&db);
    let agent = named(&scope, &body.agent).await?;
    if let Some(parent) = body.parent_session_id {
        // The foreign key alone would take another tenant's session.
        must_exist(&scope, parent).await?;
    }
    let new = NewSession {
        model: body.model,
        parent_session_id: body.parent_session_id,
        ..NewSession::new(agent.id)
    };
    let session = sessions::insert(&scope, new).await?;
    Ok((StatusCode::CREATED, Json(session)))
}

pub(crate) async fn read(
    State(db): State<Db>,
    tenant: Tenant,
    Path(id): Path<Uuid>,
) -> Result<Json<Session>, Failure> {
    let session = sessions::get(&tenant.scope(&db), id).await?;
    session.map(Json).ok_or(Failure::NotFound("session"))
}

#[derive(Deserialize)]
pub(crate) struct Change {
    status: SessionStatus,
}

pub(crate) async fn change(
    State(db): State<Db>,
    tenant: Tenant,
    Path(id): Path<Uuid>,
    Body(body): Body<Change>,
) -> Result<Json<Session>, Failure> {
    let patch = SessionPatch {
        status: Some(body.status),
        ..active_now(&db)
    };
    let session = sessions::update(&tenant.scope(&db), id, patch).await?;
    session.map(Json).ok_or(Failure::NotFound("session"))
}

/// An agent's sessions, the newest first.
pub(crate) async fn of_agent(
    State(db): State<Db>,
    tenant: Tenant,
    Path(name): Path<String>,
    Query(place): Query<Place>,
) -> Result<Json<Listed<Session>>, Failure> {
    let after = place.after()?;
    let scope = tenant.scope(&db);
    let agent = named(&scope, &name).await?;
    let page =
        sessions::page_in_agent_id_by_created_at(&scope, agent.id, after.as_ref(), place.limit())
            .await?;
    Ok(Json(page.into()))
}

/// Refuses what is about a session that the tenant does not have.
pub(super) async fn must_exist(scope: &Scoped, id: Uuid) -> Result<(), Failure> {
    if sessions::exists(scope, id).await? {
        Ok(())
    } else {
        Err(Failure::NotFound("session"))
    }
}

/// Notes that something happens in a session, and so holds its row until the transaction ends: what counts up within a
/// session is written by one client after the other.
pub(super) async fn hold(scope: &Scoped, id: Uuid) -> Result<(), Failure> {
    let session = sessions::update(scope, id, active_now(scope)).await?;
    session.map(drop).ok_or(Failure::NotFound("session"))
}

fn active_now(db: &dualect::Session) -> SessionPatch {
    SessionPatch {
        last_active_at: Some(db.now()),
        ..SessionPatch::default()
    }
}
