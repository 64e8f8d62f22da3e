//! Settings: seeded in batches and again at every start, encrypted or not.

use deploystack_system_db::enums::SettingType;
use deploystack_system_db::global_setting_groups::{self, NewGlobalSettingGroup};
use deploystack_system_db::global_settings::{self, GlobalSettingPatch, NewGlobalSetting};
use dualect::query::{InsertedOrFound, Upserted};
use dualect::{Db, ErrorKind, Result};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

use super::started;

/// What the app ships: groups, then their settings.
const GROUPS: [(&str, &str); 3] = [
    ("smtp", "Mail"),
    ("github", "GitHub"),
    ("global", "General"),
];

/// Puts in what is missing and leaves alone what an administrator has changed; says how many were put in.
pub(super) async fn seed(db: &Db) -> Result<usize> {
    db.transaction(async |tx| {
        let mut inserted = 0;
        for (order, (id, name)) in (0..).zip(GROUPS) {
            let group = NewGlobalSettingGroup {
                sort_order: Some(order),
                ..NewGlobalSettingGroup::new(id, name)
            };
            global_setting_groups::upsert(&tx, group).await?;
            for key in ["enabled", "host"] {
                let setting = NewGlobalSetting {
                    group_id: Some(id.to_owned()),
                    ..NewGlobalSetting::new(format!("{id}.{key}"), "")
                };
                let outcome = global_settings::insert_or_get(&tx, setting).await?;
                inserted += usize::from(matches!(outcome, InsertedOrFound::Inserted(_)));
            }
        }
        Ok(inserted)
    })
    .await
}

both_engines! {
    async fn seeding_again_changes_nothing_and_keeps_what_was_set(database: Database) {
        let db = started(&database).await;
        assert_eq!(seed(&db).await.unwrap(), 6);
        let set = GlobalSettingPatch { value: Some("mail.example.org".to_owned()), ..GlobalSettingPatch::default() };
        let set = global_settings::update(&db, "smtp.host", set).await.unwrap().unwrap();
        assert_eq!(seed(&db).await.unwrap(), 0);
        assert_eq!(global_settings::get(&db, "smtp.host").await.unwrap(), Some(set));
        let in_order = global_setting_groups::page_by_sort_order(&db, None, 10).await.unwrap();
        let in_order: Vec<_> = in_order.rows.iter().map(|group| group.id.as_str()).collect();
        assert_eq!(in_order, ["smtp", "github", "global"]);
    }

    async fn a_setting_that_is_put_again_says_whether_it_differed(database: Database) {
        let db = started(&database).await;
        let setting = |value: &str| NewGlobalSetting {
            kind: Some(SettingType::Number),
            ..NewGlobalSetting::new("limits.max", value)
        };
        assert!(matches!(global_settings::upsert(&db, setting("10")).await.unwrap(), Upserted::Inserted(_)));
        assert!(matches!(global_settings::upsert(&db, setting("10")).await.unwrap(), Upserted::Unchanged(_)));
        let Upserted::Updated(row) = global_settings::upsert(&db, setting("20")).await.unwrap() else {
            panic!("it differed")
        };
        assert_eq!((row.value.as_str(), row.kind), ("20", SettingType::Number));
    }

    /// Eight columns a row: far more values than either database takes in one statement.
    async fn ten_thousand_settings_go_in_at_once_or_not_at_all(database: Database) {
        let db = started(&database).await;
        let many = |from: usize| (from..from + 10_000).map(|n| NewGlobalSetting::new(format!("s.{n}"), n.to_string()));
        assert_eq!(global_settings::insert_many(&db, many(0).collect()).await.unwrap(), 10_000);
        // The last of these is there already: none of them goes in.
        let overlapping = many(10_000).chain([NewGlobalSetting::new("s.7", "7")]);
        let refused = global_settings::insert_many(&db, overlapping.collect()).await.unwrap_err();
        let expected = ErrorKind::Unique {
            table: "globalSettings".to_owned(),
            constraint: "globalSettings_pkey".to_owned(),
        };
        assert_eq!(refused.kind(), &expected);
        assert_eq!(global_settings::count(&db).await.unwrap(), 10_000);
    }

    async fn a_boolean_setting_is_true_or_false(database: Database) {
        let db = started(&database).await;
        let setting = |value: &str, is_encrypted| NewGlobalSetting {
            kind: Some(SettingType::Boolean),
            is_encrypted: Some(is_encrypted),
            ..NewGlobalSetting::new("login.open", value)
        };
        let refused = global_settings::insert(&db, setting("yes", false)).await.unwrap_err();
        let expected = ErrorKind::Check {
            table: "globalSettings".to_owned(),
            constraint: "global_settings_boolean".to_owned(),
        };
        assert_eq!(refused.kind(), &expected);
        global_settings::insert(&db, setting("c2VjcmV0", true)).await.unwrap();
    }
}
