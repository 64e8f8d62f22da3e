//! Which line of a template a rendered line comes from.

/// The line of `source`, from 1, whose fixed text stands in the rendered line in the same order, and how much fixed text that
/// is; `None` where no line has any.
pub(super) fn of(rendered: &str, source: &str) -> Option<(usize, usize)> {
    source
        .lines()
        .enumerate()
        .filter_map(|(at, line)| {
            let mut rest = rendered;
            let mut length = 0;
            for text in fixed(line) {
                let found = rest.find(text)?;
                rest = &rest[found + text.len()..];
                length += text.len();
            }
            (length > 0).then_some((length, at + 1))
        })
        .max_by_key(|(length, at)| (*length, usize::MAX - at))
}

/// What a template's line holds outside of its tags, cut at white space.
fn fixed(line: &str) -> impl Iterator<Item = &str> {
    let mut parts = Vec::new();
    let mut rest = line;
    while let Some(start) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        parts.push(&rest[..start]);
        let close = if rest[start..].starts_with("{{") {
            "}}"
        } else {
            "%}"
        };
        rest = rest[start..]
            .find(close)
            .map_or("", |end| &rest[start + end + 2..]);
    }
    parts.push(rest);
    parts.into_iter().flat_map(str::split_whitespace)
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn the_line_with_the_most_of_the_text_is_it() {
        let source = "{% if a %}\npub fn {{ name }}() {\n    db.{{ method }}(;\n}\n";
        assert_eq!(of("db.fetch_one(;", source), Some((5, 3)));
        assert_eq!(of("pub fn get() {", source).map(|(_, line)| line), Some(2));
        assert_eq!(of("nothing", source), None);
    }
}
