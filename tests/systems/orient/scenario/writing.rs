//! Readers go on while somebody writes: a write-ahead log on SQLite, versions of rows on Postgres.

use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};
use orient_system_db::enums::Direction;
use orient_system_db::messages::{self, NewMessage};

use super::started;

both_engines! {
    async fn readers_see_what_is_committed_while_a_writer_is_at_work(database: Database) {
        let db = started(&database).await;
        let say = |text: &str| NewMessage::new(Direction::Incoming, "1@s", "+4912345", text, db.now());
        messages::insert(&db, say("one")).await.unwrap();
        let writer = db.begin().await.unwrap();
        messages::insert(&writer, say("two")).await.unwrap();
        assert_eq!(messages::count(&writer).await.unwrap(), 2);
        assert_eq!(messages::count(&db).await.unwrap(), 1);
        writer.commit().await.unwrap();
        assert_eq!(messages::count(&db).await.unwrap(), 2);
        if database.engine() == Engine::Sqlite {
            assert_eq!(database.rows("PRAGMA journal_mode").await, [[Some("wal".to_owned())]]);
        }
    }
}
