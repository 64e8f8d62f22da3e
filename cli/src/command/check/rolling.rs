//! Whether the release that still runs gets on with the new schema.

use dualect_codegen::catalog::lower::lower;
use dualect_codegen::diff::{Intent, resolve};
use dualect_codegen::migration::{Folder, Transition, read_history};
use dualect_codegen::rolling::{breaks, statements};

use super::findings::Findings;
use crate::error::{Error, Kind, Result};
use crate::files::git;
use crate::files::project::{self, Project};
use crate::surroundings::Surroundings;
use crate::terminal::count;

/// Reads that revision's generated queries, and names the changes since under which they fail.
pub(super) fn check(
    project: &Project,
    revision: &str,
    findings: &mut Findings,
    around: &mut Surroundings<'_>,
) -> Result<()> {
    let folders = folders(project, revision)?;
    let dialects = &project.schema.project.dialects;
    let path = &project.schema.project.output.migrations;
    let history = read_history(&folders, dialects, path);
    let mut history =
        history.map_err(|problems| project::wrong(&problems, &project.folder, around))?;
    let mut queries = Vec::new();
    let sources = project.generated().join("src");
    for name in git::names(&sources, revision)? {
        let Some(module) = name.strip_suffix(".rs") else {
            continue;
        };
        let rust = git::text(&sources, revision, &name)?;
        let found = statements(module, &rust);
        queries.extend(found.map_err(|problem| {
            let what = format!("{revision}:{name} is no Rust: {problem}");
            Error::plain(Kind::Check { what })
        })?);
    }
    if queries.is_empty() {
        let place = around.shown(&sources);
        let what = format!("{revision} holds no generated queries in {place}");
        let help = "name the revision of the release that runs: a tag, a branch or a commit";
        return Err(Error::new(Kind::Check { what }, help));
    }
    let mut transitions = Vec::new();
    for (dialect, head) in std::mem::take(&mut history.heads) {
        let to = lower(&project.schema, dialect);
        let from = head.catalog(&to);
        let from = from.map_err(|problems| project::wrong(&problems, &project.folder, around))?;
        let intent = Intent::of(&project.schema, dialect);
        let found = resolve(&intent, &from, &head.renamed);
        transitions.push(Transition::new(from, to, &found.renames));
    }
    let broken = breaks(&queries, &transitions);
    let queries = count(queries.len(), "query");
    if broken.is_empty() {
        let line = format!("{queries} of {revision} can run on the new schema");
        findings.pass(line, around)?;
    } else {
        findings.add(
            format!("of the {queries} of {revision}, some fail on the new schema"),
            broken.iter().map(ToString::to_string).collect(),
            "release in two steps: first a version that does without, then the change; see docs/hazards",
        );
    }
    Ok(())
}

/// The migrations of that revision, as far as their snapshots.
fn folders(project: &Project, revision: &str) -> Result<Vec<Folder>> {
    let mut found = Vec::new();
    for dialect in project.schema.project.dialects.iter().copied() {
        let migrations = project.migrations().join(dialect.as_str());
        for tag in git::names(&migrations, revision)? {
            let path = format!("{tag}/snapshot.json");
            found.push(Folder {
                dialect,
                snapshot: git::text(&migrations, revision, &path)?,
                tag,
                migration: String::new(),
                down: String::new(),
            });
        }
    }
    Ok(found)
}
