//! Agents: deployed under a name, again and again.

use ash_db::agents::{self, Agent, NewAgent};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use dualect::query::Upserted;
use dualect::{Db, Scoped};
use serde::Deserialize;

use super::{Listed, Place};
use crate::failure::Failure;
use crate::request::{Body, Path, Query, Tenant};

#[derive(Deserialize)]
pub(crate) struct Deployment {
    name: String,
    path: String,
    version: Option<i32>,
    config: Option<serde_json::Value>,
}

/// Deploys an agent, or deploys it anew: 201 where it is new, else 200. The same deployment again writes nothing, and one
/// without a version keeps the version.
pub(crate) async fn deploy(
    State(db): State<Db>,
    tenant: Tenant,
    Body(body): Body<Deployment>,
) -> Result<(StatusCode, Json<Agent>), Failure> {
    let new = NewAgent {
        version: body.version,
        config: body.config,
        ..NewAgent::new(body.name, body.path)
    };
    let (status, agent) = match agents::upsert_by_name(&tenant.scope(&db), new).await? {
        Upserted::Inserted(agent) => (StatusCode::CREATED, agent),
        Upserted::Updated(agent) | Upserted::Unchanged(agent) => (StatusCode::OK, agent),
    };
    Ok((status, Json(agent)))
}

/// In the order of their deployment.
pub(crate) async fn list(
    State(db): State<Db>,
    tenant: Tenant,
    Query(place): Query<Place>,
) -> Result<Json<Listed<Agent>>, Failure> {
    let after = place.after()?;
    let page = agents::page(&tenant.scope(&db), after.as_ref(), place.limit()).await?;
    Ok(Json(page.into()))
}

pub(crate) async fn read(
    State(db): State<Db>,
    tenant: Tenant,
    Path(name): Path<String>,
) -> Result<Json<Agent>, Failure> {
    Ok(Json(named(&tenant.scope(&db), &name).await?))
}

/// Removes an agent with its sessions and all that hangs on them.
pub(crate) async fn remove(
    State(db): State<Db>,
    tenant: Tenant,
    Path(name): Path<String>,
) -> Result<StatusCode, Failure> {
    let scope = tenant.scope(&db);
    let agent = named(&scope, &name).await?;
    if agents::delete(&scope, agent.id).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Failure::NotFound("agent"))
    }
}

/// The tenant's agent of that name.
pub(super) async fn named(scope: &Scoped, name: &str) -> Result<Agent, Failure> {
    let agent = agents::find_by_name(scope, name).await?;
    agent.ok_or(Failure::NotFound("agent"))
}
