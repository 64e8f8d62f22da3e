//! Names and lengths of files.

use super::workspace::{Member, Workspace};

/// Names that say nothing of what is inside.
const EMPTY_NAMES: [&str; 8] = [
    "common", "helper", "helpers", "misc", "shared", "stuff", "util", "utils",
];

/// Beyond this, a file holds more than one idea.
const LONGEST: usize = 500;

/// Files that may be longer, and why.
const MAY_BE_LONGER: [(&str, &str); 0] = [];

pub(super) fn check(member: &Member, found: &mut Vec<String>) {
    for (path, text) in &member.sources {
        let parts = path.strip_prefix(&member.folder).unwrap_or(path).split('/');
        for part in parts
            .map(|part| part.strip_suffix(".rs").unwrap_or(part))
            .filter(|part| EMPTY_NAMES.contains(part))
        {
            found.push(format!("{path}: `{part}` does not say what is inside"));
        }
        let lines = text.lines().count();
        if lines > LONGEST
            && !member.is_generated()
            // A generated module of a member: as long as its schema wants.
            && !path.contains("/generated/")
            && !MAY_BE_LONGER.iter().any(|(allowed, _)| allowed == path)
        {
            found.push(format!(
                "{path} has {lines} lines: beyond {LONGEST} a file holds more than one idea"
            ));
        }
    }
}

/// An allowance that nobody needs any more is taken back.
pub(super) fn check_allowances(workspace: &Workspace, found: &mut Vec<String>) {
    for (path, reason) in MAY_BE_LONGER {
        let text = workspace
            .members
            .iter()
            .find_map(|member| member.sources.get(path));
        if text.is_none_or(|text| text.lines().count() <= LONGEST) {
            found.push(format!("{path} may be longer than {LONGEST} lines ({reason}), but is not: take the allowance back"));
        }
    }
}
