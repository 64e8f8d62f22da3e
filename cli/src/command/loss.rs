//! Losses that wait for consent.

use std::fmt::Write as _;

use dualect_codegen::plan::{Hazard, Plan};

use crate::error::{Error, Kind, Result};

/// What `--accept` takes for every loss.
const ALL: &str = "all";

/// Stops where the plan loses something that nobody has accepted.
pub(super) fn refuse(plan: &Plan, accept: &[String], help: &str) -> Result<()> {
    if accept.iter().any(|accepted| accepted == ALL) {
        return Ok(());
    }
    let losses = plan.hazards().filter(|hazard| hazard.is_loss());
    let losses: Vec<&Hazard> = losses
        .filter(|hazard| !accept.contains(&hazard.key()))
        .collect();
    if losses.is_empty() {
        return Ok(());
    }
    let mut text = String::from("this would lose something, and nobody has said that it is meant:");
    for loss in &losses {
        let _ = write!(text, "\n  {loss}: --accept {}", loss.key());
    }
    Err(Error::new(Kind::Undecided { text }, help))
}
