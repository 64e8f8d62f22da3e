//! The queue: prompts that wait, are claimed once, and are tried again when they fail.

use ash_db::enums::QueueStatus;
use ash_db::queue_items::{self, NewQueueItem, QueueItem, QueueItemPatch};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use dualect::types::{Timestamp, Uuid};
use dualect::{Db, Scoped};
use serde::Deserialize;

use super::agents::named;
use crate::failure::Failure;
use crate::request::{Body, Path, Tenant};

#[derive(Deserialize)]
pub(crate) struct Asked {
    agent: String,
    prompt: String,
    priority: Option<i32>,
    max_retries: Option<i32>,
}

pub(crate) async fn add(
    State(db): State<Db>,
    tenant: Tenant,
    Body(body): Body<Asked>,
) -> Result<(StatusCode, Json<QueueItem>), Failure> {
    let scope = tenant.scope(&db);
    let agent = named(&scope, &body.agent).await?;
    let new = NewQueueItem {
        priority: body.priority,
        max_retries: body.max_retries,
        ..NewQueueItem::new(agent.id, body.prompt)
    };
    let item = queue_items::insert(&scope, new).await?;
    Ok((StatusCode::CREATED, Json(item)))
}

/// Hands out the pending item of the highest priority, the oldest first; 404 when none is due.
///
/// Two clients that choose the same item get into each other's way: the transaction is serializable, so one of them chooses
/// again.
pub(crate) async fn claim(
    State(db): State<Db>,
    tenant: Tenant,
) -> Result<Json<QueueItem>, Failure> {
    db.transaction(async |tx| {
        let scope = tenant.scope(&tx);
        let now = tx.now();
        let item = due(&scope, now).await?;
        let item = item.ok_or(Failure::NotFound("waiting item"))?;
        let patch = QueueItemPatch {
            status: Some(QueueStatus::Processing),
            started_at: Some(Some(now)),
            ..QueueItemPatch::default()
        };
        let claimed = queue_items::update(&scope, item.id, patch).await?;
        claimed.map(Json).ok_or(Failure::NotFound("item"))
    })
    .await
}

/// The first pending item whose time has come, read by pages: a long queue is never read as a whole.
async fn due(scope: &Scoped, now: Timestamp) -> dualect::Result<Option<QueueItem>> {
    const PAGE: u32 = 20;
    let is_due = |item: &QueueItem| item.retry_after.is_none_or(|after| after <= now);
    let mut after = None;
    loop {
        let pending = QueueStatus::Pending;
        let page = queue_items::page_in_status_by_priority_and_created_at(
            scope,
            pending,
            after.as_ref(),
            PAGE,
        );
        let page = page.await?;
        if let Some(item) = page.rows.into_iter().find(is_due) {
            return Ok(Some(item));
        }
        if page.next.is_none() {
            return Ok(None);
        }
        after = page.next;
    }
}

/// How a claimed item went: well, or with an error.
#[derive(Deserialize)]
pub(crate) struct Outcome {
    error: Option<String>,
    /// Until when the next try waits.
    retry_after: Option<Timestamp>,
}

/// Completes a claimed item, or puts a failed one back until its retries are spent.
pub(crate) async fn finish(
    State(db): State<Db>,
    tenant: Tenant,
    Path(id): Path<Uuid>,
    Body(outcome): Body<Outcome>,
) -> Result<Json<QueueItem>, Failure> {
    db.transaction(async |tx| {
        let scope = tenant.scope(&tx);
        let item = queue_items::get(&scope, id).await?;
        let item = item.ok_or(Failure::NotFound("item"))?;
        if item.status != QueueStatus::Processing {
            return Err(Failure::conflict("the item is not being processed"));
        }
        let patch = after(&item, &outcome, tx.now());
        let finished = queue_items::update(&scope, id, patch).await?;
        finished.map(Json).ok_or(Failure::NotFound("item"))
    })
    .await
}

/// What becomes of an item.
fn after(item: &QueueItem, outcome: &Outcome, now: Timestamp) -> QueueItemPatch {
    let done = QueueItemPatch {
        error: Some(outcome.error.clone()),
        completed_at: Some(Some(now)),
        ..QueueItemPatch::default()
    };
    if outcome.error.is_none() {
        QueueItemPatch {
            status: Some(QueueStatus::Completed),
            ..done
        }
    } else if item.retry_count >= item.max_retries {
        QueueItemPatch {
            status: Some(QueueStatus::Failed),
            ..done
        }
    } else {
        QueueItemPatch {
            status: Some(QueueStatus::Pending),
            retry_count: Some(item.retry_count + 1),
            retry_after: Some(outcome.retry_after),
            started_at: Some(None),
            completed_at: None,
            ..done
        }
    }
}
