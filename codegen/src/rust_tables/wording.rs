//! What the parser advises for the schema file, in the words of a struct.

use crate::diagnostic::{Code, Diagnostic};

/// What to do about it, where there is something to say.
#[must_use]
pub fn advice(mistake: &Diagnostic) -> Option<String> {
    let taken_out = "take one of them out";
    if mistake.code == Code::NullableKey {
        return Some("a key is never null: take the `Option` away".to_owned());
    }
    if mistake.code == Code::GivenTwice && mistake.help.is_none() {
        let files = mistake.message.ends_with("in two files");
        let advice = if files {
            "the schema has it already: give the struct's another name"
        } else {
            taken_out
        };
        return Some(advice.to_owned());
    }
    mistake.help.as_deref().map(in_rust)
}

/// Words of the schema file, and the struct's for the same.
const WORDS: [(&str, &str); 5] = [
    (
        "`parent_id = { references = \"..\", nullable = true }`",
        "`#[column(references = \"..\")] parent_id: Option<..>`",
    ),
    ("add `nullable = true`", "make the field an `Option`"),
    (", nullable = true`", "`, and make the field an `Option`"),
    (
        "add `primary_key = true` to `",
        "write `#[column(primary_key)]` on `",
    ),
    (
        "add `primary_key = true` to a column",
        "write `#[column(primary_key)]` on a field",
    ),
];

fn in_rust(help: &str) -> String {
    let mut help = help.to_owned();
    for (ours, theirs) in WORDS {
        help = help.replace(ours, theirs);
    }
    sections(&help)
}

/// `under [tables.notes.uniques]` is a key of the attribute.
fn sections(help: &str) -> String {
    const BEGIN: &str = "`[tables.";
    let mut out = String::new();
    let mut rest = help;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        let Some((section, behind)) = after.split_once("]`") else {
            break;
        };
        let words = match section.rsplit('.').next() {
            Some("uniques") => "`#[table(unique(..))]`",
            Some("columns") => "the fields of the struct",
            Some(_) | None => "`#[table(..)]`",
        };
        let (before, preposition) = match before.strip_suffix("under ") {
            Some(before) => (before, "in "),
            None => (before, ""),
        };
        out.push_str(before);
        out.push_str(preposition);
        out.push_str(words);
        rest = behind;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::in_rust;

    #[test]
    fn advice_for_the_schema_file_is_said_in_the_words_of_a_struct() {
        for (ours, theirs) in [
            (
                "add `nullable = true`, or choose `\"cascade\"` or `\"restrict\"`",
                "make the field an `Option`, or choose `\"cascade\"` or `\"restrict\"`",
            ),
            (
                "write `references = \"agents.id\", nullable = true`",
                "write `references = \"agents.id\"`, and make the field an `Option`",
            ),
            (
                "for a key of several columns write `primary_key = [\"a\"]` under `[tables.notes]`",
                "for a key of several columns write `primary_key = [\"a\"]` in `#[table(..)]`",
            ),
            (
                "add `primary_key = true` to a column, or `primary_key = [..]` under `[tables.a]`",
                "write `#[column(primary_key)]` on a field, or `primary_key = [..]` in `#[table(..)]`",
            ),
            (
                "the keys are `a`; or add one under `[tables.notes.uniques]`",
                "the keys are `a`; or add one in `#[table(unique(..))]`",
            ),
            ("did you mean `[tables.`?", "did you mean `[tables.`?"),
        ] {
            assert_eq!(in_rust(ours), theirs);
        }
    }
}
