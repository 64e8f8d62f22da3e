//! A statement on one line, without taking it apart: most are so short that no rule has anything to say about them.

/// The statement with single spaces, none beside its brackets and no comma before a closing one. `None` where more has to
/// be known of it: it holds a struct literal, a macro's brackets, a closure or a literal of several lines.
pub(super) fn of(text: &str) -> Option<String> {
    let (head, body) = match text.strip_suffix('{') {
        Some(head) => (head.trim_end(), " {"),
        None => (text, ""),
    };
    let is_known = |byte: u8| byte.is_ascii() && !matches!(byte, b'{' | b'}' | b'!' | b'|' | b'\\');
    if !head.bytes().all(is_known) {
        return None;
    }
    let mut line = String::with_capacity(text.len());
    let mut rest = head;
    let is_mark = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b')' | b']');
    while let Some(at) = rest.bytes().position(is_mark) {
        let (before, next) = rest.split_at(at);
        line.push_str(before);
        match next.as_bytes().first()? {
            b'"' => {
                let end = next[1..].find('"')? + 2;
                let literal = &next[..end];
                if literal.contains('\n') {
                    return None;
                }
                line.push_str(literal);
                rest = &next[end..];
            }
            b')' | b']' => {
                close(&mut line);
                line.push_str(&next[..1]);
                rest = &next[1..];
            }
            _ => {
                rest = next.trim_ascii_start();
                if !line.ends_with(['(', '[', ' ']) && !rest.starts_with(['.', ',', ';']) {
                    line.push(' ');
                }
            }
        }
    }
    line.push_str(rest);
    line.push_str(body);
    Some(line)
}

/// Takes away the space and the comma before a closing bracket.
fn close(line: &mut String) {
    line.truncate(line.trim_end().len());
    if line.ends_with(',') && !line.ends_with("(,") {
        line.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn space_is_brought_into_order_and_literals_stay() {
        let text = "pub fn get(\n    db: &Session,\n    id: Uuid, \n) -> Call<'_, Option<A>>\n {";
        let line = "pub fn get(db: &Session, id: Uuid) -> Call<'_, Option<A>> {";
        assert_eq!(of(text).as_deref(), Some(line));
        let text = "get( [ \"a , )\" , ] ).x() ;";
        assert_eq!(of(text).as_deref(), Some("get([\"a , )\"]).x();"));
    }

    #[test]
    fn what_has_rules_of_its_own_is_left_to_them() {
        for text in ["A { a }", "vec![a]", "map(|a| a)", "\"a\nb\"", "\"\\\"\""] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
