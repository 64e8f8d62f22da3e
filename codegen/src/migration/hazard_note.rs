//! Hazards apart from the plan that they are of: as a snapshot keeps them, and a lint prints them.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::Transition;
use super::offending::{Before, queries};
use crate::plan::{HazardClass, Plan};

/// A hazard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HazardNote {
    /// The stable code.
    pub code: String,
    /// What is at stake.
    pub class: HazardClass,
    /// What it speaks of, as `--accept` names it.
    pub object: String,
    /// What happens, for people.
    pub message: String,
    /// Queries that find the rows that are in the way, asked before the migration: where they find none, it passes. Empty where
    /// no query can tell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub queries: Vec<String>,
}

impl HazardNote {
    /// Those of a plan, each once, the worst first.
    #[must_use]
    pub fn of(plan: &Plan, transition: &Transition) -> Vec<Self> {
        let before = Before::new(transition);
        let mut notes: IndexMap<(String, String), Self> = IndexMap::new();
        for hazard in plan.hazards() {
            let message = hazard.to_string();
            notes
                .entry((hazard.key(), message.clone()))
                .or_insert_with(|| Self {
                    code: hazard.code().to_owned(),
                    class: hazard.class(),
                    object: hazard.object(),
                    message,
                    queries: queries(hazard, &before),
                });
        }
        let mut notes: Vec<Self> = notes.into_values().collect();
        notes.sort_by_key(|note| std::cmp::Reverse(note.class));
        notes
    }
}
