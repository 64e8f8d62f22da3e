//! Usage: what is counted is summed exactly, and what waits is seen.

use ash_system_db::enums::{QueueStatus, UsageType};
use ash_system_db::queue_items::{self, NewQueueItem};
use ash_system_db::usage_events::{self, NewUsageEvent};
use ash_system_db::{queue_depths, usage_totals};
use dualect::types::Decimal;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::{agent, session, started};

both_engines! {
    async fn usage_is_summed_by_agent_and_kind_to_the_last_digit(database: Database) {
        let db = started(&database).await;
        let acme = db.scope("acme");
        let writer = agent(&acme, "writer").await;
        let talk = session(&acme, &writer).await;
        let event = |kind, value: i64| NewUsageEvent::new(talk.id, "writer", kind, Decimal::new(value, 6));
        let mut events: Vec<_> = (0..1000).map(|_| event(UsageType::ComputeSeconds, 100_001)).collect();
        events.push(event(UsageType::InputTokens, 1_234_000_000));
        assert_eq!(usage_events::insert_many(&acme, events).await.unwrap(), 1001);
        let totals = usage_totals::list(&acme).await.unwrap();
        let totals: Vec<_> = totals.iter().map(|total| (total.event_type, total.total, total.events)).collect();
        let expected = [
            (UsageType::ComputeSeconds, Decimal::new(100_001_000, 6), 1000),
            (UsageType::InputTokens, Decimal::new(1_234_000_000, 6), 1),
        ];
        assert_eq!(totals, expected);
        assert_eq!(usage_totals::list(&db.scope("other")).await.unwrap(), []);
    }

    async fn an_agent_whose_queue_is_empty_is_listed_with_nothing_waiting(database: Database) {
        let db = started(&database).await;
        let acme = db.scope("acme");
        agent(&acme, "idle").await;
        agent(&acme, "writer").await;
        let first = queue_items::insert(&acme, NewQueueItem::new("writer", "a")).await.unwrap();
        queue_items::insert(&acme, NewQueueItem::new("writer", "b")).await.unwrap();
        let done = NewQueueItem { status: Some(QueueStatus::Completed), ..NewQueueItem::new("writer", "c") };
        queue_items::insert(&acme, done).await.unwrap();
        let depths = queue_depths::list(&acme).await.unwrap();
        let depths: Vec<_> = depths.iter().map(|depth| (depth.agent_name.as_str(), depth.waiting, depth.oldest)).collect();
        assert_eq!(depths, [("idle", 0, None), ("writer", 2, Some(first.created_at))]);
    }
}
