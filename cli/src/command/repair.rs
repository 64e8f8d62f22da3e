//! The exact command that puts something right, as this person would type it.

use crate::arguments::{Arguments, GenerateArguments};
use crate::surroundings::Surroundings;

/// A command with the same `--schema` as this one.
pub(crate) fn command(name: &str, arguments: &Arguments, around: &Surroundings<'_>) -> String {
    match &arguments.schema {
        Some(path) => format!(
            "{} {name} --schema {}",
            around.program,
            quoted(&path.to_string_lossy())
        ),
        None => format!("{} {name}", around.program),
    }
}

/// `db-generate` with the same `--schema`, `--name` and `--at` as this one.
pub(crate) fn generate(
    arguments: &Arguments,
    own: &GenerateArguments,
    overwrite_edited: bool,
    around: &Surroundings<'_>,
) -> String {
    let mut line = command("db-generate", arguments, around);
    if let Some(name) = &own.name {
        line.push_str(" --name ");
        line.push_str(&quoted(name));
    }
    if let Some(at) = own.at.and_then(|at| jiff::Timestamp::from_second(at).ok()) {
        line.push_str(" --at ");
        line.push_str(&at.to_string());
    }
    for loss in &own.accept {
        line.push_str(" --accept ");
        line.push_str(&quoted(loss));
    }
    if own.online {
        line.push_str(" --online");
    }
    if let Some(url) = &own.stats {
        line.push_str(" --stats");
        // A password is not for the screen: who gave it can give it again.
        if !url.is_empty() {
            line.push(' ');
            line.push_str(&quoted(if url.contains('@') { "URL" } else { url }));
        }
    }
    if overwrite_edited {
        line.push_str(" --overwrite-edited");
    }
    line
}

/// Quoted for a POSIX shell where it needs to be.
pub(crate) fn quoted(text: &str) -> String {
    let plain =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':' | '\\');
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn only_what_a_shell_would_split_is_quoted() {
        assert_eq!(quoted("../a/schema.toml"), "../a/schema.toml");
        assert_eq!(quoted("my app/schema.toml"), "'my app/schema.toml'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
    }
}
