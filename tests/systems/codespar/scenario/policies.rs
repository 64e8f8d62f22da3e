//! Policies: two editors do not overwrite each other.

use codespar_system_db::policies::{self, NewPolicy, PolicyPatch};
use dualect::query::{Versioned, VersionedDelete};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use serde_json::json;

use super::{organization, started};

both_engines! {
    async fn the_second_of_two_editors_is_told_that_the_policy_has_changed(database: Database) {
        let db = started(&database).await;
        let org = organization(&db, "acme").await;
        let policy = policies::insert(&org, NewPolicy::new("no deploys on friday", "deny")).await.unwrap();
        assert_eq!(policy.revision, 1);
        let rules = |day: &str| PolicyPatch { rules: Some(json!({ "day": day })), ..PolicyPatch::default() };
        let first = policies::update(&org, policy.id, policy.revision, rules("friday")).await.unwrap();
        let Versioned::Updated(first) = first else { panic!("{first:?}") };
        assert_eq!(first.revision, 2);
        let second = policies::update(&org, policy.id, policy.revision, rules("sunday")).await.unwrap();
        assert_eq!(second, Versioned::Stale(first.clone()));
        let again = policies::update(&org, policy.id, first.revision, rules("sunday")).await.unwrap();
        let Versioned::Updated(again) = again else { panic!("{again:?}") };
        assert_eq!((again.revision, &again.rules), (3, &json!({ "day": "sunday" })));
        let stale = policies::delete(&org, policy.id, 1).await.unwrap();
        assert_eq!(stale, VersionedDelete::Stale(again.clone()));
        assert_eq!(policies::delete(&org, policy.id, 3).await.unwrap(), VersionedDelete::Deleted(again));
        assert_eq!(policies::update(&org, policy.id, 3, rules("monday")).await.unwrap(), Versioned::Missing);
    }
}
