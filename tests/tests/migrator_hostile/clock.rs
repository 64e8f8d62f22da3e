//! Clocks that go backwards: nothing but what a person reads depends on the time.

use std::sync::atomic::{AtomicI64, Ordering};

use dualect::jiff::Timestamp;
use dualect::migrate::{Back, Settings};
use dualect::{Db, Migrations};
use dualect_cli::Exit;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use dualect_tests::project::Project;

use crate::growing::{MIGRATIONS, assert_complete, recorded, settings};

/// An hour earlier each time that it is asked.
fn backwards() -> Timestamp {
    static NOW: AtomicI64 = AtomicI64::new(1_767_225_600);
    Timestamp::from_second(NOW.fetch_sub(3_600, Ordering::SeqCst)).unwrap()
}

both_engines! {
    async fn a_clock_that_goes_backwards_changes_no_order(database: Database) {
        let db = Db::connect(&database.url()).await.unwrap();
        let settings = || Settings { clock: backwards, ..settings() };
        // One by one, so that each is recorded as earlier than the one before it.
        for count in 1..=4 {
            let some = Migrations {
                schema_hash: "",
                sqlite: &MIGRATIONS.sqlite[..count],
                postgres: &MIGRATIONS.postgres[..count],
            };
            assert_eq!(db.migrate_with(&some, settings()).await.unwrap().tags.len(), 1);
            db.require_current(&some).await.unwrap();
        }
        assert_complete(&database, "backwards").await;
        assert!(db.migrate_with(&MIGRATIONS, settings()).await.unwrap().tags.is_empty());
        let status = db.status(&MIGRATIONS).await.unwrap();
        let tags: Vec<&str> = status.applied.iter().map(|one| one.tag.as_str()).collect();
        assert_eq!(tags, recorded(&database).await);
        // The newest is the one that was applied last, whatever the clock said of it.
        let back = db.rollback_with(&MIGRATIONS, Back::Steps(2), settings()).await.unwrap();
        assert_eq!(back.tags, ["20260104000000_last", "20260103000000_slugs"]);
    }

    /// The tags are in order, too: what is made later comes later, though the clock says otherwise.
    async fn a_migration_made_at_an_earlier_time_comes_after_the_newest(database: Database) {
        let schema = |columns: &str| format!("[project]\nname = \"late\"\n\n[tables.items.columns]\nid = {{ type = \"bigint\", primary_key = true }}\n{columns}");
        let project = Project::generated(&schema(""));
        project.migrate(&database);
        project.write_schema(&schema("more = \"text?\"\n"));
        // A year before the first one.
        project.run(&["db-generate", "--at", "2025-01-01T00:00:00Z"], None).assert_ended(Exit::Done);
        let tags = project.tags(database.engine());
        assert!(tags[1].ends_with("_add_column_items_more"), "{tags:?}");
        project.migrate(&database);
        assert_eq!(recorded(&database).await, tags);
    }
}
