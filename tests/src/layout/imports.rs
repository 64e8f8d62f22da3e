//! Who may import whom.

use super::workspace::{Dependency, Kind, Member, Workspace};

/// The crates of this workspace that other crates of it may name.
const OURS: [&str; 6] = [
    "dualect",
    "dualect-cli",
    "dualect-codegen",
    "dualect-format",
    "dualect-macros",
    "dualect-tests",
];

/// What would bring a database, a thread of its own, the clock or chance into code generation.
const IMPURE: [&str; 15] = [
    "async-std",
    "chrono",
    "deadpool-postgres",
    "getrandom",
    "jiff",
    "libsql",
    "postgres",
    "rand",
    "reqwest",
    "rusqlite",
    "smol",
    "sqlx",
    "time",
    "tokio",
    "tokio-postgres",
];

pub(super) fn check(member: &Member, found: &mut Vec<String>) {
    let Some(allowed) = allowed(member) else {
        found.push(format!(
            "{} in {}/ is unknown to the layout: give it a place and a rule",
            member.name, member.folder
        ));
        return;
    };
    for dependency in member
        .dependencies
        .iter()
        .filter(|dependency| OURS.contains(&dependency.name.as_str()))
    {
        // An example's tests need databases, as all tests do.
        let harness = dependency.name == "dualect-tests"
            && dependency.kind == Kind::Dev
            && member.folder.starts_with("examples/");
        // What the compiler says of a derive depends on the runtime's traits, so its tests need them.
        let expanded = dependency.name == "dualect"
            && dependency.kind == Kind::Dev
            && member.name == "dualect-macros";
        if !allowed.contains(&dependency.name.as_str()) && !harness && !expanded {
            found.push(format!(
                "{} must not depend on {}",
                member.name, dependency.name
            ));
        }
    }
    match member.name.as_str() {
        "dualect-codegen" => check_codegen(member, found),
        "dualect-macros" => check_macros(member, found),
        "dualect-format" => check_format(member, found),
        _ => {}
    }
}

/// The crates of ours that a member may name; `None` for a member that no rule knows.
fn allowed(member: &Member) -> Option<&'static [&'static str]> {
    if member.is_generated() {
        return Some(&["dualect"]);
    }
    if member.folder.starts_with("examples/") {
        return Some(&["dualect", "dualect-macros"]);
    }
    match member.name.as_str() {
        "xtask" => Some(&["dualect-cli"]),
        "dualect-cli" => Some(&["dualect", "dualect-codegen", "dualect-format"]),
        "dualect" => Some(&["dualect-macros", "dualect-format"]),
        "dualect-codegen" => Some(&["dualect-format"]),
        "dualect-macros" => Some(&["dualect-codegen", "dualect-format"]),
        "dualect-format" => Some(&[]),
        "dualect-tests" | "dualect-systems" => Some(&OURS),
        _ => None,
    }
}

fn check_codegen(member: &Member, found: &mut Vec<String>) {
    let built_in = member
        .dependencies
        .iter()
        .filter(|dependency| dependency.kind != Kind::Dev);
    for dependency in built_in.filter(|dependency| IMPURE.contains(&dependency.name.as_str())) {
        found.push(format!(
            "{} is pure and must not depend on {}",
            member.name, dependency.name
        ));
    }
}

/// An app that derives no table never builds code generation.
fn check_macros(member: &Member, found: &mut Vec<String>) {
    let codegen = |dependency: &&Dependency| {
        dependency.name == "dualect-codegen" && dependency.kind != Kind::Dev
    };
    for dependency in member.dependencies.iter().filter(codegen) {
        let asked_by = member
            .features
            .iter()
            .filter(|(_, list)| list.iter().any(|item| item.contains("dualect-codegen")));
        if !dependency.optional
            || asked_by.clone().count() == 0
            || asked_by.clone().any(|(feature, _)| feature != "table")
        {
            found.push(format!(
                "{} may depend on dualect-codegen only under the feature `table`",
                member.name
            ));
        }
    }
}

/// The leaf that every crate builds, a user's macros among them.
fn check_format(member: &Member, found: &mut Vec<String>) {
    let built_in = member
        .dependencies
        .iter()
        .filter(|dependency| dependency.kind != Kind::Dev);
    for dependency in built_in.filter(|dependency| dependency.name != "sha2") {
        found.push(format!(
            "{} is the leaf that all share and must not depend on {}",
            member.name, dependency.name
        ));
    }
}

/// Peers' dependencies stay out of the product's lock file.
pub(super) fn check_benches(workspace: &Workspace, found: &mut Vec<String>) {
    if let Some(member) = workspace
        .members
        .iter()
        .find(|member| member.folder == "benches" || member.folder.starts_with("benches/"))
    {
        found.push(format!(
            "{} is in benches/, which is a workspace of its own",
            member.name
        ));
    }
    if let Some(manifest) = &workspace.benches {
        let is_workspace = manifest
            .parse::<toml::Table>()
            .is_ok_and(|table| table.contains_key("workspace"));
        if !is_workspace {
            found.push(
                "benches/Cargo.toml has no [workspace]: benches is a workspace of its own"
                    .to_owned(),
            );
        }
    }
}
