//! Chats: what is remembered of one, who was heard of last, messages that are taken back.

use dualect::ErrorKind;
use dualect::query::Versioned;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use orient_system_db::chat_activity;
use orient_system_db::chat_context::{self, ChatContextPatch, NewChatContext};
use orient_system_db::enums::{ChatPlatform, ChatType, Direction, ScheduleType};
use orient_system_db::messages::{self, NewMessage};
use orient_system_db::scheduled_jobs::{self, NewScheduledJob};
use orient_system_db::scheduled_messages::{self, NewScheduledMessage};
use serde_json::json;

use super::started;

both_engines! {
    async fn of_two_that_remember_at_once_the_later_is_told(database: Database) {
        let db = started(&database).await;
        let chat = NewChatContext::new("c-1", ChatPlatform::Slack, json!({ "topic": "trees" }));
        let chat = chat_context::insert(&db, chat).await.unwrap();
        let topic = |topic: &str| ChatContextPatch { context: Some(json!({ "topic": topic })), ..ChatContextPatch::default() };
        let first = chat_context::update(&db, chat.id, chat.version, topic("birds")).await.unwrap();
        assert!(matches!(first, Versioned::Updated(_)));
        let second = chat_context::update(&db, chat.id, chat.version, topic("bees")).await.unwrap();
        let Versioned::Stale(stored) = second else { panic!("{second:?}") };
        assert_eq!((stored.version, stored.context), (2, json!({ "topic": "birds" })));
    }

    async fn a_message_that_comes_twice_is_kept_once(database: Database) {
        let db = started(&database).await;
        let new = || NewMessage {
            message_id: Some("wamid.1".to_owned()),
            ..NewMessage::new(Direction::Incoming, "1@s", "+4912345", "hello", db.now())
        };
        let first = messages::insert_or_get_by_message_id(&db, new()).await.unwrap().into_row();
        let again = messages::insert_or_get_by_message_id(&db, new()).await.unwrap().into_row();
        assert_eq!(first, again);
        let other = NewMessage::new(Direction::Outgoing, "1@s", "+4912345", "hi", db.now());
        let other = messages::insert(&db, other).await.unwrap();
        let activity = chat_activity::get(&db, "+4912345").await.unwrap().unwrap();
        assert_eq!((activity.messages, activity.last_message_at), (2, other.sent_at));
    }

    async fn a_scheduled_message_that_was_deleted_can_be_brought_back(database: Database) {
        let db = started(&database).await;
        let new = NewScheduledMessage::new("standup", "0 9 * * 1-5", ChatType::Group, "g-1", "Good morning");
        let daily = scheduled_messages::insert(&db, new).await.unwrap();
        assert!(scheduled_messages::delete(&db, daily.id).await.unwrap());
        assert_eq!(scheduled_messages::get(&db, daily.id).await.unwrap(), None);
        assert_eq!(scheduled_messages::count(&db).await.unwrap(), 0);
        let gone = scheduled_messages::get_deleted(&db, daily.id).await.unwrap().unwrap();
        assert!(gone.deleted_at.is_some());
        assert_eq!(scheduled_messages::restore(&db, daily.id).await.unwrap().unwrap().deleted_at, None);
        assert_eq!(scheduled_messages::get(&db, daily.id).await.unwrap().unwrap().message, "Good morning");
        assert!(!scheduled_messages::purge(&db, daily.id).await.unwrap());
        assert!(scheduled_messages::delete(&db, daily.id).await.unwrap());
        assert!(scheduled_messages::purge(&db, daily.id).await.unwrap());
        assert_eq!(scheduled_messages::restore(&db, daily.id).await.unwrap(), None);
    }

    async fn a_job_says_when_it_runs_in_the_way_of_its_kind(database: Database) {
        let db = started(&database).await;
        let job = |kind| NewScheduledJob::new("report", kind, ChatPlatform::Slack, "#ops", "Report");
        for kind in [ScheduleType::Once, ScheduleType::Recurring, ScheduleType::Cron] {
            let refused = scheduled_jobs::insert(&db, job(kind)).await.unwrap_err();
            let expected = ErrorKind::Check {
                table: "scheduled_jobs".to_owned(),
                constraint: "scheduled_jobs_when".to_owned(),
            };
            assert_eq!(refused.kind(), &expected);
        }
        let hourly = NewScheduledJob { interval_minutes: Some(60), ..job(ScheduleType::Recurring) };
        let hourly = scheduled_jobs::insert(&db, hourly).await.unwrap();
        assert_eq!((hourly.timezone.as_str(), hourly.run_count), ("UTC", 0));
    }
}
