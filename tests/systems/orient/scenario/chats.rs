//! Chats: what comes twice is kept once, and what is sent later says when.

use dualect::ErrorKind;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use orient_system_db::enums::{ChatPlatform, Direction, ScheduleType};
use orient_system_db::messages::{self, NewMessage};
use orient_system_db::scheduled_jobs::{self, NewScheduledJob};

use super::started;

both_engines! {
    async fn a_message_that_comes_twice_is_kept_once(database: Database) {
        let db = started(&database).await;
        let new = || NewMessage {
            message_id: Some("wamid.1".to_owned()),
            ..NewMessage::new(Direction::Incoming, "1@s", "+4912345", "hello", db.now())
        };
        let first = messages::insert_or_get_by_message_id(&db, new()).await.unwrap().into_row();
        let again = messages::insert_or_get_by_message_id(&db, new()).await.unwrap().into_row();
        assert_eq!(first, again);
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
