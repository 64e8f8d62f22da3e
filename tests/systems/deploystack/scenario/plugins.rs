//! Plugins bring tables: one that the app ships, whose tables are migrated with the app's, and one that is installed into a running
//! app, whose tables are made when it starts.

use deploystack_system_db::enums::BucketInterval;
use deploystack_system_db::teams;
use dualect::table::Ensured;
use dualect::{ErrorKind, TableDifference};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::{started, team, user};
use crate::deploystack_plugins::example::{first, second, stranger};
use crate::deploystack_plugins::usage::{NewUsageQuota, UsageQuota};

both_engines! {
    async fn a_plugin_that_is_shipped_has_its_tables_by_migration(database: Database) {
        let db = started(&database).await;
        let ada = user(&db, "ada").await;
        team(&db, "core", &ada).await;
        team(&db, "edge", &ada).await;
        let (core, edge) = (db.scope("core"), db.scope("edge"));
        let quota = UsageQuota::insert(&core, NewUsageQuota::new(BucketInterval::Hour, 100)).await.unwrap();
        assert_eq!((quota.team_id.as_str(), quota.calls), ("core", 100));
        UsageQuota::insert(&edge, NewUsageQuota::new(BucketInterval::Hour, 5)).await.unwrap();
        let again = UsageQuota::insert(&core, NewUsageQuota::new(BucketInterval::Hour, 7)).await.unwrap_err();
        let taken = ErrorKind::Unique {
            table: "usage_teamQuotas".to_owned(),
            constraint: "usage_quotas_interval_key".to_owned(),
        };
        assert_eq!(again.kind(), &taken);
        // What the plugin keeps of a team goes with it.
        teams::delete(&db, "core").await.unwrap();
        assert_eq!(UsageQuota::count(&core).await.unwrap(), 0);
        assert_eq!(UsageQuota::count(&edge).await.unwrap(), 1);
    }

    async fn a_plugin_that_is_installed_makes_its_table_and_its_update_adds_to_it(database: Database) {
        let db = started(&database).await;
        assert_eq!(db.ensure::<first::Entity>().await.unwrap(), Ensured::Created);
        let old = first::Entity::insert(&db, first::NewEntity::new("one", "One")).await.unwrap();
        assert_eq!(db.ensure::<first::Entity>().await.unwrap(), Ensured::Unchanged);
        let added = vec!["rank", "settings", "example_plugin_entities_by_rank"];
        assert_eq!(db.ensure::<second::Entity>().await.unwrap(), Ensured::Extended(added));
        let kept = second::Entity::get(&db, "one").await.unwrap().unwrap();
        assert_eq!((kept.name, kept.created_at, kept.rank, kept.settings), (old.name, old.created_at, 0, None));
        // Somebody goes back to the first release.
        assert_eq!(db.ensure::<first::Entity>().await.unwrap(), Ensured::Unchanged);
        first::Entity::insert(&db, first::NewEntity::new("two", "Two")).await.unwrap();
        assert_eq!(second::Entity::count(&db).await.unwrap(), 2);
    }

    async fn a_plugin_does_not_take_over_anothers_table(database: Database) {
        let db = started(&database).await;
        db.ensure::<first::Entity>().await.unwrap();
        first::Entity::insert(&db, first::NewEntity::new("one", "One")).await.unwrap();
        let error = db.ensure::<stranger::Entity>().await.unwrap_err();
        assert!(
            matches!(
                error.kind(),
                ErrorKind::TableDiffers { table, part, difference: TableDifference::Definition { .. } }
                    if table == "example_plugin_entities" && part == "id"
            ),
            "{error}"
        );
        assert_eq!(first::Entity::count(&db).await.unwrap(), 1);
        assert_eq!(db.ensure::<first::Entity>().await.unwrap(), Ensured::Unchanged);
    }

    async fn the_apps_migrations_leave_a_plugins_table_alone(database: Database) {
        let db = started(&database).await;
        db.ensure::<first::Entity>().await.unwrap();
        first::Entity::insert(&db, first::NewEntity::new("one", "One")).await.unwrap();
        // The next start of the app, and of the plugin.
        let db = started(&database).await;
        assert_eq!(db.ensure::<first::Entity>().await.unwrap(), Ensured::Unchanged);
        assert_eq!(first::Entity::count(&db).await.unwrap(), 1);
    }
}
