//! What a file is cut into before its lines are set.

/// An item's head, a field, an attribute, a comment, a brace: what stands at one level of indentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rust) struct Statement<'t> {
    /// The columns before it.
    pub(in crate::rust) indent: usize,
    /// Its text, over as many lines as its source had.
    pub(in crate::rust) text: &'t str,
}

/// Whether it is a `use`.
pub(super) fn is_import(text: &str) -> bool {
    text.strip_prefix("pub ")
        .unwrap_or(text)
        .starts_with("use ")
}

/// Whether a brace after this text begins a struct literal or the names of a `use`, not a block.
pub(super) fn is_inline_brace(before: &str) -> bool {
    is_import(before) || !is_item(before) && ends_in_type(before)
}

/// Whether the statement is one whose braces hold a body, though a type's name comes before them.
fn is_item(text: &str) -> bool {
    let text = text.strip_prefix("pub ").unwrap_or(text);
    [
        "fn ", "impl", "struct ", "enum ", "mod ", "match ", "if ", "for ",
    ]
    .iter()
    .any(|word| text.starts_with(word))
}

fn ends_in_type(text: &str) -> bool {
    text.trim_end()
        .rsplit(|c: char| !c.is_alphanumeric() && c != '_')
        .next()
        .is_some_and(|name| name.starts_with(char::is_uppercase))
}
