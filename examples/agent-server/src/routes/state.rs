//! Whether the service and its database are well.

use ash_db::MIGRATIONS;
use axum::Json;
use axum::extract::State;
use dualect::Db;
use serde_json::{Value, json};

use crate::failure::Failure;

pub(crate) async fn health(State(db): State<Db>) -> Result<Json<Value>, Failure> {
    let health = db.health().await?;
    Ok(Json(
        json!({ "ok": true, "dialect": health.dialect.to_string(), "version": health.version }),
    ))
}

pub(crate) async fn status(State(db): State<Db>) -> Result<Json<Value>, Failure> {
    let status = db.status(&MIGRATIONS).await?;
    let applied: Vec<&str> = status
        .applied
        .iter()
        .map(|migration| migration.tag.as_str())
        .collect();
    let pending: Vec<&str> = status
        .pending
        .iter()
        .map(|migration| migration.tag.as_str())
        .collect();
    Ok(Json(json!({
        "configured": status.configured,
        "initialized": status.initialized,
        "dialect": status.dialect.to_string(),
        "applied": applied,
        "pending": pending,
    })))
}
