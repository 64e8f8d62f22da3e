//! What the migration folders say of themselves.

use dualect_codegen::drizzle::DOWN;
use dualect_codegen::migration::read_history;
use dualect_format::tag::Tag;

use super::findings::Findings;
use crate::error::Result;
use crate::files::history;
use crate::files::project::{self, Project};
use crate::surroundings::Surroundings;

/// Whether they are one line of migrations for each database; two heads, missing and misplaced ones are errors with their places. Edited
/// ones are named: what they do now, the replay shows.
pub(super) fn check(
    project: &Project,
    findings: &mut Findings,
    around: &mut Surroundings<'_>,
) -> Result<bool> {
    let migrations = project.migrations();
    let folders = history::whole(&migrations)?;
    let dialects = &project.schema.project.dialects;
    let path = &project.schema.project.output.migrations;
    let read = read_history(&folders, dialects, path);
    let read = read.map_err(|problems| project::wrong(&problems, &project.folder, around))?;
    for folder in folders.iter().filter(|one| dialects.contains(&one.dialect)) {
        if history::told(&migrations, folder, folder.is_edited())? {
            let (dialect, tag) = (folder.dialect, &folder.tag);
            around.note(&format!("{dialect} {tag} was edited after it was written"))?;
        }
        for file in folder.unwritten() {
            let (dialect, tag) = (folder.dialect, &folder.tag);
            let what = format!("{dialect} {tag}: its {file} has not been written yet");
            let help = "write its statements, and remove the line that says so";
            findings.add(what, Vec::new(), help);
        }
    }
    if read.tags.values().all(Vec::is_empty) {
        let what = format!("there are no migrations in {}", around.shown(&migrations));
        let help = format!("make the first one: {} db-generate", around.program);
        findings.add(what, Vec::new(), help);
        return Ok(false);
    }
    // One that was added to a project later begins later; from there on the two go step by step.
    let first = |dialect| read.tags.get(dialect).and_then(|tags| tags.first());
    let since = dialects.iter().filter_map(first).max();
    for (dialect, tags) in &read.tags {
        for (other, others) in read.tags.iter().filter(|(other, _)| *other != dialect) {
            // What another tool made for one database has no like in the other.
            let taken_over = |tag: &&Tag| {
                let mut folders = folders.iter();
                folders.any(|one| {
                    one.dialect == *dialect && one.tag == tag.as_str() && one.down == DOWN
                })
            };
            let alone = tags
                .iter()
                .filter(|tag| Some(*tag) >= since && !taken_over(tag));
            let alone = alone.filter(|tag| !others.contains(tag));
            let lines: Vec<String> = alone.map(ToString::to_string).collect();
            if !lines.is_empty() {
                let what = format!("{other} lacks migrations that {dialect} has");
                let help = "restore their folders from version control";
                findings.add(what, lines, help);
            }
        }
    }
    Ok(true)
}
