//! The rows that a change's hazards speak of.

use dualect::Db;
use dualect_codegen::migration::HazardNote;

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

/// Prints those that found some; whether there are any.
pub(super) fn tell(asked: &[Asked], around: &mut Surroundings<'_>) -> Result<bool> {
    let mut stops = false;
    for one in asked.iter().filter(|one| one.rows > 0) {
        stops = true;
        let rows = usize::try_from(one.rows).unwrap_or(usize::MAX);
        around.say(&format!("{}: {}", one.message, count(rows, "row")))?;
        around.say(&format!("  {}", one.query))?;
    }
    Ok(stops)
}
