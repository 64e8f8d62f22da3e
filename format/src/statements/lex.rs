//! SQL cut into tokens, finely enough to tell code from text and comments in either dialect.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// White space.
    Space,
    /// `-- …` up to its line's end, or `/* … */`, nested as Postgres nests them.
    Comment,
    /// A keyword, a name without quotes, or a number.
    Word,
    /// Text or a name in quotes: `'…'`, `"…"`, `` `…` ``, `E'…'`, `$tag$…$tag$`.
    Quoted,
    /// One character of anything else.
    Symbol,
}

/// A piece of SQL. All the tokens of a text, joined, are that text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: TokenKind,
    /// As it stands in the SQL.
    pub text: &'a str,
    /// Where it begins, in bytes.
    pub start: usize,
    /// False where the SQL ends before the quote or the comment does.
    pub terminated: bool,
}

impl Token<'_> {
    /// Whether the database sees it: neither white space nor a whole comment.
    ///
    /// ```
    /// use dualect_format::statements::tokens;
    ///
    /// assert_eq!(tokens("SELECT 1 -- one").filter(|token| token.is_significant()).count(), 2);
    /// ```
    #[must_use]
    pub fn is_significant(&self) -> bool {
        match self.kind {
            TokenKind::Space => false,
            TokenKind::Comment => !self.terminated,
            TokenKind::Word | TokenKind::Quoted | TokenKind::Symbol => true,
        }
    }

    /// Whether it is this keyword or name without quotes, in any case.
    ///
    /// ```
    /// use dualect_format::statements::tokens;
    ///
    /// assert!(tokens("select").all(|token| token.is_word("SELECT")));
    /// ```
    #[must_use]
    pub fn is_word(&self, word: &str) -> bool {
        self.kind == TokenKind::Word && self.text.eq_ignore_ascii_case(word)
    }
}

/// Cuts SQL into tokens. The two dialects are read alike: what only one of them knows (`E'…'` and dollar quotes in
/// Postgres) does not occur in the other's sound SQL.
///
/// ```
/// use dualect_format::statements::tokens;
///
/// let kinds: Vec<&str> = tokens("a = 'b;--'").map(|token| token.text).collect();
/// assert_eq!(kinds, ["a", " ", "=", " ", "'b;--'"]);
/// ```
pub fn tokens(sql: &str) -> impl Iterator<Item = Token<'_>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = &sql[start..];
        let (kind, length, terminated) = first(rest)?;
        let token = Token {
            kind,
            text: &rest[..length],
            start,
            terminated,
        };
        start += length;
        Some(token)
    })
}

fn first(rest: &str) -> Option<(TokenKind, usize, bool)> {
    let head = rest.chars().next()?;
    let whole = |kind, length| Some((kind, length, true));
    let quoted = |kind, end: Option<usize>| Some((kind, end.unwrap_or(rest.len()), end.is_some()));
    if head.is_whitespace() {
        return whole(
            TokenKind::Space,
            rest.find(|c: char| !c.is_whitespace())
                .unwrap_or(rest.len()),
        );
    }
    if rest.starts_with("--") {
        return whole(TokenKind::Comment, rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return quoted(TokenKind::Comment, block_comment_end(rest));
    }
    if rest.starts_with("E'") || rest.starts_with("e'") {
        return quoted(
            TokenKind::Quoted,
            quote_end(&rest[1..], '\'', true).map(|end| end + 1),
        );
    }
    if matches!(head, '\'' | '"' | '`') {
        return quoted(TokenKind::Quoted, quote_end(rest, head, false));
    }
    if let Some(tag) = dollar_tag(rest) {
        let body = &rest[tag.len()..];
        return quoted(
            TokenKind::Quoted,
            body.find(tag).map(|end| end + 2 * tag.len()),
        );
    }
    if is_word(head) {
        return whole(
            TokenKind::Word,
            rest.find(|c| !is_word(c) && c != '$').unwrap_or(rest.len()),
        );
    }
    whole(TokenKind::Symbol, head.len_utf8())
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii()
}

/// The length of a quoted text that `rest` begins with; a doubled quote stands for itself.
fn quote_end(rest: &str, quote: char, backslash_escapes: bool) -> Option<usize> {
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && backslash_escapes {
            chars.next();
        } else if c == quote && chars.next_if(|(_, next)| *next == quote).is_none() {
            return Some(at + 1);
        }
    }
    None
}

fn block_comment_end(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut depth = 0_usize;
    let mut at = 0;
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"/*" => depth += 1,
            b"*/" if depth == 1 => return Some(at + 2),
            b"*/" => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
    }
    None
}

/// `$tag$` or `$$` where `rest` begins with one; `$1` is a parameter.
fn dollar_tag(rest: &str) -> Option<&str> {
    let inner = rest.strip_prefix('$')?;
    let length = inner.find(|c| !is_word(c))?;
    let named = inner.starts_with(|c: char| !c.is_ascii_digit());
    (named && inner[length..].starts_with('$')).then(|| &rest[..length + 2])
}

#[cfg(test)]
mod tests {
    use super::{TokenKind, tokens};

    fn significant(sql: &str) -> Vec<&str> {
        tokens(sql)
            .filter(super::Token::is_significant)
            .map(|token| token.text)
            .collect()
    }

    #[test]
    fn quotes_of_every_kind_are_one_token() {
        for quoted in [
            "'it''s; -- no'",
            "\"a\"\"b;\"",
            "`a``b;`",
            "E'a\\';b'",
            "e'\\\\'",
            "$$ ; ' $$",
            "$fn$ $$ ; $x$ $fn$",
            "''",
            "'é'",
        ] {
            assert_eq!(significant(&format!("a {quoted};")), ["a", quoted, ";"]);
        }
    }

    #[test]
    fn comments_end_where_the_databases_end_them() {
        assert_eq!(
            significant("a -- 'b\nc /* /* d */ ' */ e /**/f"),
            ["a", "c", "e", "f"]
        );
    }

    #[test]
    fn parameters_and_dollars_within_names_begin_no_quote() {
        assert_eq!(significant("$1,a$b$c;"), ["$", "1", ",", "a$b$c", ";"]);
    }

    #[test]
    fn a_quote_or_comment_without_end_is_told() {
        for sql in ["a 'b", "a \"b", "a $x$ b $y$", "a /* b", "a E'b\\'"] {
            assert!(
                tokens(sql)
                    .last()
                    .is_some_and(|token| !token.terminated && token.is_significant()),
                "{sql}"
            );
        }
    }

    #[test]
    fn the_tokens_of_any_text_are_that_text() {
        // Every string of up to five of these characters: all ways in which quotes and comments can meet.
        let alphabet = ["'", "$", "-", "/", "*", "\\", "E", "\n", "é"];
        for number in 0..alphabet.len().pow(5) {
            let mut rest = number;
            let mut sql = String::new();
            while rest > 0 {
                sql.push_str(alphabet[rest % alphabet.len()]);
                rest /= alphabet.len();
            }
            let mut end = 0;
            for token in tokens(&sql) {
                assert_eq!(token.start, end, "{sql}");
                assert!(!token.text.is_empty());
                end += token.text.len();
            }
            assert_eq!(end, sql.len());
        }
        assert_eq!(tokens("").count(), 0);
        assert!(tokens(" ").all(|token| token.kind == TokenKind::Space));
    }
}
