//! The rows that a change's hazards speak of.

use dualect::Db;
use dualect_codegen::migration::HazardNote;
use serde_json::{Value, json};

use crate::database;
use crate::error::Result;
use crate::surroundings::Surroundings;
use crate::terminal::count;

/// A query, and how many rows it found.
#[derive(Debug)]
pub(super) struct Asked {
    message: String,
    query: String,
    rows: i64,
}

/// How many rows each of the hazards' queries finds.
pub(super) async fn ask<'n>(
    db: &Db,
    hazards: impl IntoIterator<Item = &'n HazardNote>,
) -> dualect::Result<Vec<Asked>> {
    let mut asked = Vec::new();
    for hazard in hazards {
        for query in &hazard.queries {
            let sql = format!("SELECT count(*) FROM ({query}) AS found");
            asked.push(Asked {
                message: hazard.message.clone(),
                query: query.clone(),
                rows: database::value(db, sql).await?,
            });
        }
    }
    Ok(asked)
}

impl Asked {
    /// Whether it found rows that are in the way.
    pub(super) fn stops(&self) -> bool {
        self.rows > 0
    }

    /// For `--json`.
    pub(super) fn as_json(&self) -> Value {
        json!({ "message": self.message, "query": self.query, "rows": self.rows })
    }
}

/// Prints those that found some; whether there are any.
pub(super) fn tell(asked: &[Asked], around: &mut Surroundings<'_>) -> Result<bool> {
    for one in asked.iter().filter(|one| one.stops()) {
        let rows = usize::try_from(one.rows).unwrap_or(usize::MAX);
        around.say(&format!("{}: {}", one.message, count(rows, "row")))?;
        around.say(&format!("  {}", one.query))?;
    }
    Ok(asked.iter().any(Asked::stops))
}
