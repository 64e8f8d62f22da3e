//! Pieces of TOML.

/// A string: on one line, or over as many lines as it has.
pub(super) fn string(text: &str) -> String {
    let is_plain = |c: char| !c.is_control() && c != '\u{7f}';
    if text.chars().all(is_plain) && text.contains(['"', '\\']) && !text.contains('\'') {
        return format!("'{text}'");
    }
    let long = text.contains('\n') && text.chars().all(|c| is_plain(c) || c == '\n' || c == '\t');
    if long && !text.contains("'''") && !text.ends_with('\'') {
        return format!("'''\n{text}'''");
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if is_plain(c) => quoted.push(c),
            c => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
        }
    }
    quoted.push('"');
    quoted
}

/// `["a", "b"]`.
pub(super) fn list<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let texts: Vec<String> = texts
        .into_iter()
        .map(|text| string(text.as_ref()))
        .collect();
    format!("[{}]", texts.join(", "))
}

/// `{ a = 1, b = 2 }`.
pub(super) fn inline(parts: &[(&str, String)]) -> String {
    let parts: Vec<String> = parts
        .iter()
        .map(|(key, value)| format!("{key} = {value}"))
        .collect();
    format!("{{ {} }}", parts.join(", "))
}

/// What stands behind `#`: one line, whatever a database's names hold.
pub(super) fn comment(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
    use super::string;

    #[test]
    fn every_text_is_read_as_it_was() {
        for text in [
            "",
            "plain",
            "it's",
            "say \"hi\"",
            "a\\b",
            "both ' and \"",
            "two\nlines",
            "'''\n",
            "ends\n'",
            "tab\tand\u{1}\r\n",
            "é\u{7f}",
        ] {
            let file = format!("a = {}", string(text));
            let read = toml::de::DeTable::parse(&file).unwrap();
            let value = read.get_ref().get("a").unwrap();
            assert_eq!(value.get_ref().as_str(), Some(text), "{file}");
        }
    }
}
