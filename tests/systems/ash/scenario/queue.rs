//! The queue: the next item by priority, retried with a counter, failed in the end.

use std::collections::BTreeSet;
use std::time::Duration;

use ash_system_db::enums::QueueStatus;
use ash_system_db::queue_items::{self, NewQueueItem, QueueItem, QueueItemPatch};
use dualect::jiff::SignedDuration;
use dualect::types::Uuid;
use dualect::{Db, ErrorKind, Result, Scoped};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::{agent, started};

/// Takes the next item that is due: the greatest priority, then the oldest.
async fn claim(db: &Db, tenant: &str) -> Result<Option<QueueItem>> {
    db.transaction(async |tx| {
        let scope = tx.scope(tenant);
        let waiting = queue_items::list_waiting(&scope).await?;
        let due = |item: &QueueItem| item.retry_after.is_none_or(|after| after <= tx.now());
        let Some(next) = waiting.into_iter().find(due) else {
            return Ok(None);
        };
        let started = QueueItemPatch {
            status: Some(QueueStatus::Processing),
            started_at: Some(Some(tx.now())),
            ..QueueItemPatch::default()
        };
        queue_items::update(&scope, next.id, started).await
    })
    .await
}

/// Puts an item back for later, or gives it up.
async fn fail(scope: &Scoped, item: &QueueItem, error: &str) -> Result<QueueItem> {
    let patch = if item.retry_count < item.max_retries {
        let pause = SignedDuration::from_secs(1 << item.retry_count);
        QueueItemPatch {
            status: Some(QueueStatus::Pending),
            retry_count: Some(item.retry_count + 1),
            retry_after: Some(Some(scope.now() + pause)),
            error: Some(Some(error.to_owned())),
            ..QueueItemPatch::default()
        }
    } else {
        QueueItemPatch {
            status: Some(QueueStatus::Failed),
            completed_at: Some(Some(scope.now())),
            error: Some(Some(error.to_owned())),
            ..QueueItemPatch::default()
        }
    };
    Ok(queue_items::update(scope, item.id, patch).await?.unwrap())
}

async fn wait(scope: &Scoped, prompt: &str, priority: i32) -> Uuid {
    let new = NewQueueItem {
        priority: Some(priority),
        ..NewQueueItem::new("writer", prompt)
    };
    queue_items::insert(scope, new).await.unwrap().id
}

both_engines! {
    async fn the_greatest_priority_goes_first_then_the_oldest(database: Database) {
        let db = started(&database).await;
        let acme = db.scope("acme");
        agent(&acme, "writer").await;
        for (prompt, priority) in [("a", 0), ("b", 5), ("c", 5), ("d", -1)] {
            wait(&acme, prompt, priority).await;
        }
        let mut order = Vec::new();
        while let Some(item) = claim(&db, "acme").await.unwrap() {
            assert_eq!(item.status, QueueStatus::Processing);
            order.push(item.prompt);
        }
        assert_eq!(order, ["b", "c", "a", "d"]);
    }

    async fn workers_never_take_the_same_item(database: Database) {
        let db = started(&database).await;
        let acme = db.scope("acme");
        agent(&acme, "writer").await;
        let mut all = BTreeSet::new();
        for number in 0..12 {
            all.insert(wait(&acme, &number.to_string(), number % 3).await);
        }
        let workers = (0..3).map(|_| {
            let db = db.clone();
            tokio::spawn(async move {
                let mut taken = Vec::new();
                loop {
                    match claim(&db, "acme").await {
                        Ok(Some(item)) => taken.push(item.id),
                        Ok(None) => return taken,
                        // The others were in the way more often than is retried: a worker comes back.
                        Err(error) if error.is_retryable() => tokio::time::sleep(Duration::from_millis(5)).await,
                        Err(error) => panic!("{error}"),
                    }
                }
            })
        });
        let mut taken = Vec::new();
        for worker in workers.collect::<Vec<_>>() {
            taken.extend(worker.await.unwrap());
        }
        assert_eq!(taken.len(), 12);
        assert_eq!(taken.into_iter().collect::<BTreeSet<_>>(), all);
    }

    async fn what_fails_waits_longer_each_time_and_is_given_up_in_the_end(database: Database) {
        let db = started(&database).await;
        let acme = db.scope("acme");
        agent(&acme, "writer").await;
        let id = wait(&acme, "a", 0).await;
        for attempt in 1..=3 {
            let item = claim(&db, "acme").await.unwrap().unwrap();
            let item = fail(&acme, &item, "no answer").await.unwrap();
            assert_eq!((item.status, item.retry_count), (QueueStatus::Pending, attempt));
            // Not before its time.
            assert_eq!(claim(&db, "acme").await.unwrap(), None);
            let now = QueueItemPatch { retry_after: Some(Some(db.now())), ..QueueItemPatch::default() };
            queue_items::update(&acme, id, now).await.unwrap();
        }
        let item = claim(&db, "acme").await.unwrap().unwrap();
        let item = fail(&acme, &item, "no answer").await.unwrap();
        assert_eq!((item.status, item.retry_count), (QueueStatus::Failed, 3));
        assert_eq!(item.error.as_deref(), Some("no answer"));
        assert_eq!(claim(&db, "acme").await.unwrap(), None);
    }

    async fn the_database_holds_the_counter_and_the_start_to_their_rules(database: Database) {
        let db = started(&database).await;
        let acme = db.scope("acme");
        agent(&acme, "writer").await;
        let id = wait(&acme, "a", 0).await;
        let broken = [
            ("queue_items_retries", QueueItemPatch { retry_count: Some(4), ..QueueItemPatch::default() }),
            ("queue_items_retries", QueueItemPatch { retry_count: Some(-1), ..QueueItemPatch::default() }),
            ("queue_items_started", QueueItemPatch { status: Some(QueueStatus::Processing), ..QueueItemPatch::default() }),
        ];
        for (constraint, patch) in broken {
            let error = queue_items::update(&acme, id, patch).await.unwrap_err();
            let expected = ErrorKind::Check { table: "queue_items".to_owned(), constraint: constraint.to_owned() };
            assert_eq!(error.kind(), &expected);
        }
    }
}
