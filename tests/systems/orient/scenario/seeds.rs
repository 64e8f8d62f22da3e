//! Seeds: parents first, as often as one likes; by force they put everything back.

use dualect::query::{InsertedOrFound, Upserted};
use dualect::{Db, Result};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use orient_system_db::agent_skills::{self, NewAgentSkill};
use orient_system_db::agents::{self, AgentPatch, NewAgent};
use orient_system_db::feature_flags::{self, NewFeatureFlag};

use super::started;

/// What a run did.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seeded {
    inserted: usize,
    updated: usize,
}

impl Seeded {
    fn missing<T>(&mut self, outcome: &InsertedOrFound<T>) {
        self.inserted += usize::from(matches!(outcome, InsertedOrFound::Inserted(_)));
    }

    fn forced<T>(&mut self, outcome: &Upserted<T>) {
        self.inserted += usize::from(matches!(outcome, Upserted::Inserted(_)));
        self.updated += usize::from(matches!(outcome, Upserted::Updated(_)));
    }
}

/// Agents, then their skills, then the flags, all or none; `force` undoes what was edited.
async fn seed(db: &Db, force: bool) -> Result<Seeded> {
    db.transaction(async |tx| {
        let mut seeded = Seeded::default();
        for (id, name) in [("router", "Router"), ("coder", "Coder")] {
            let agent = NewAgent {
                enabled: Some(true),
                ..NewAgent::new(id, name)
            };
            if force {
                seeded.forced(&agents::upsert(&tx, agent).await?);
            } else {
                seeded.missing(&agents::insert_or_get(&tx, agent).await?);
            }
            let skill = NewAgentSkill::new(id, "search");
            seeded.missing(
                &agent_skills::insert_or_get_by_agent_id_and_skill_name(&tx, skill).await?,
            );
        }
        for (order, id) in (1..).zip(["dashboard", "webhooks"]) {
            let flag = NewFeatureFlag {
                sort_order: Some(order),
                ..NewFeatureFlag::new(id, id)
            };
            seeded.missing(&feature_flags::insert_or_get(&tx, flag).await?);
        }
        Ok(seeded)
    })
    .await
}

both_engines! {
    async fn seeds_go_in_once_and_by_force_put_back_what_was_edited(database: Database) {
        let db = started(&database).await;
        assert_eq!(seed(&db, false).await.unwrap(), Seeded { inserted: 6, updated: 0 });
        assert_eq!(seed(&db, false).await.unwrap(), Seeded::default());
        let edited = AgentPatch { name: Some("Mine".to_owned()), enabled: Some(false), ..AgentPatch::default() };
        agents::update(&db, "coder", edited).await.unwrap();
        assert_eq!(seed(&db, false).await.unwrap(), Seeded::default());
        assert_eq!(agents::get(&db, "coder").await.unwrap().unwrap().name, "Mine");
        assert_eq!(seed(&db, true).await.unwrap(), Seeded { inserted: 0, updated: 1 });
        let coder = agents::get(&db, "coder").await.unwrap().unwrap();
        assert_eq!((coder.name.as_str(), coder.enabled), ("Coder", true));
        assert_eq!(seed(&db, true).await.unwrap(), Seeded::default());
    }

    async fn a_seed_that_fails_leaves_nothing_behind(database: Database) {
        let db = started(&database).await;
        let outcome: Result<()> = db
            .transaction(async |tx| {
                agents::insert(&tx, NewAgent::new("router", "Router")).await?;
                agent_skills::insert(&tx, NewAgentSkill::new("nobody", "search")).await?;
                Ok(())
            })
            .await;
        assert!(outcome.is_err());
        assert_eq!(agents::count(&db).await.unwrap(), 0);
    }
}
