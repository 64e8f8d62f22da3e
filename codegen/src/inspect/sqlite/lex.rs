//! SQLite's own tokens.
//!
//! [`dualect_format::statements::tokens`] reads both dialects at once: it nests comments as Postgres does, and has no `[names]`. What
//! any text means that SQLite has taken, only SQLite's rules tell: <https://www.sqlite.org/lang_keywords.html>, `tokenize.c`.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A keyword, or a name without quotes.
    Word,
    /// `"name"`, `` `name` `` or `[name]`.
    Quoted,
    /// `'text'`.
    Text,
    /// A number, or a blob: `1`, `.5e3`, `0xff`, `x'00'`.
    Value,
    /// An operator or a mark, as long as it is.
    Symbol,
}

/// A piece of SQL; white space and comments are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
}

impl Token<'_> {
    /// Where it begins in the text that it is a part of.
    pub(super) fn offset(&self, sql: &str) -> usize {
        (self.text.as_ptr() as usize).saturating_sub(sql.as_ptr() as usize)
    }

    /// Where it ends there.
    pub(super) fn end(&self, sql: &str) -> usize {
        self.offset(sql) + self.text.len()
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text.eq_ignore_ascii_case(word)
    }

    pub(super) fn is_symbol(&self, symbol: &str) -> bool {
        self.kind == Kind::Symbol && self.text == symbol
    }

    /// What it names, where it can be a name: SQLite takes a text for one as well.
    pub(super) fn name(&self) -> Option<String> {
        match self.kind {
            Kind::Word => Some(self.text.to_owned()),
            Kind::Quoted | Kind::Text => Some(unquoted(self.text)),
            Kind::Value | Kind::Symbol => None,
        }
    }
}

/// What stands between the quotes.
fn unquoted(text: &str) -> String {
    let mut chars = text.chars();
    let Some(open) = chars.next() else {
        return String::new();
    };
    let close = if open == '[' { ']' } else { open };
    let rest = chars.as_str();
    let inner = rest.strip_suffix(close).unwrap_or(rest);
    if open == '[' {
        inner.to_owned()
    } else {
        inner.replace(&format!("{open}{open}"), &open.to_string())
    }
}

/// Longest first.
const SYMBOLS: [&str; 11] = [
    "->>", "->", "||", "<<", ">>", "<=", ">=", "<>", "!=", "==", "::",
];

/// Every token of the text, up to a NUL or the end.
pub(super) fn tokens(sql: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut rest = sql;
    while let Some(head) = rest.chars().next().filter(|head| *head != '\0') {
        let (kind, length) = first(rest, head);
        let (text, behind) = rest.split_at(length);
        if let Some(kind) = kind {
            found.push(Token { kind, text });
        }
        rest = behind;
    }
    found
}

/// The first token of a text that begins with `head`, and its length in bytes; no kind is what SQLite passes over.
fn first(rest: &str, head: char) -> (Option<Kind>, usize) {
    let bytes = rest.as_bytes();
    let second = bytes.get(1).copied();
    match head {
        ' ' | '\t' | '\n' | '\x0c' | '\r' | '\u{feff}' => (None, head.len_utf8()),
        '-' if second == Some(b'-') => (None, rest.find('\n').unwrap_or(rest.len())),
        // Not nested, and an end is not asked for.
        '/' if second == Some(b'*') => {
            let end = rest.get(2..).and_then(|inner| inner.find("*/"));
            (None, end.map_or(rest.len(), |end| end + 4))
        }
        '\'' => (Some(Kind::Text), quoted(rest, '\'')),
        '"' | '`' => (Some(Kind::Quoted), quoted(rest, head)),
        '[' => {
            let end = rest.find(']').map_or(rest.len(), |end| end + 1);
            (Some(Kind::Quoted), end)
        }
        'x' | 'X' if second == Some(b'\'') => {
            let length = rest.get(1..).map_or(0, |text| quoted(text, '\''));
            (Some(Kind::Value), 1 + length)
        }
        '0'..='9' => (Some(Kind::Value), number(bytes)),
        '.' if second.is_some_and(|byte| byte.is_ascii_digit()) => {
            (Some(Kind::Value), number(bytes))
        }
        _ if is_of_word(head) => {
            let end = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
            (Some(Kind::Word), end)
        }
        _ => {
            let long = SYMBOLS.iter().find(|symbol| rest.starts_with(*symbol));
            let length = long.map_or(head.len_utf8(), |symbol| symbol.len());
            (Some(Kind::Symbol), length)
        }
    }
}

fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '$') || !c.is_ascii()
}

/// The length of what the text begins with, in such quotes; a doubled quote stands for itself.
fn quoted(text: &str, quote: char) -> usize {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == quote && chars.next_if(|(_, next)| *next == quote).is_none() {
            return at + 1;
        }
    }
    text.len()
}

fn number(bytes: &[u8]) -> usize {
    let at = |index: usize| bytes.get(index).copied().unwrap_or(0);
    let run = |mut from: usize, is: fn(&u8) -> bool| {
        while is(&at(from)) || (at(from) == b'_' && is(&at(from + 1))) {
            from += 1;
        }
        from
    };
    if at(0) == b'0' && matches!(at(1), b'x' | b'X') && at(2).is_ascii_hexdigit() {
        return run(2, u8::is_ascii_hexdigit);
    }
    let mut end = run(0, u8::is_ascii_digit);
    if at(end) == b'.' {
        end = run(end + 1, u8::is_ascii_digit);
    }
    if matches!(at(end), b'e' | b'E') {
        let sign = usize::from(matches!(at(end + 1), b'+' | b'-'));
        if at(end + 1 + sign).is_ascii_digit() {
            end = run(end + 1 + sign, u8::is_ascii_digit);
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::{Kind, tokens};

    fn texts(sql: &str) -> Vec<&str> {
        tokens(sql).iter().map(|token| token.text).collect()
    }

    #[test]
    fn names_are_read_in_all_their_quotes() {
        let found = tokens("a \"b\"\"b\" `c``c` [d\"d] 'e''e'");
        let names: Vec<_> = found.iter().filter_map(super::Token::name).collect();
        assert_eq!(names, ["a", "b\"b", "c`c", "d\"d", "e'e"]);
    }

    #[test]
    fn a_comment_ends_at_its_first_end_and_need_not_have_one() {
        assert_eq!(texts("a /* /* b */ c -- d\ne /* f"), ["a", "c", "e"]);
    }

    #[test]
    fn numbers_and_blobs_are_one_token() {
        for value in ["1", "1.5e-3", ".5", "0xFF", "1_000", "x'00'", "1."] {
            let found = tokens(value);
            assert_eq!(found.len(), 1, "{value}");
            assert_eq!(found[0].kind, Kind::Value, "{value}");
        }
        assert_eq!(
            texts("a->>'$.b'||-1"),
            ["a", "->>", "'$.b'", "||", "-", "1"]
        );
    }

    #[test]
    fn a_quote_without_an_end_goes_to_the_end() {
        for open in ["'a", "\"a", "`a", "[a", "x'0"] {
            assert_eq!(texts(open), [open]);
        }
    }
}
