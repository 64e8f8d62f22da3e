//! SQL without what the database does not see.

use super::lex::{Token, TokenKind, tokens};

/// The statement without comments, without a closing `;`, and with each run of white space as one space, or none beside a
/// parenthesis, a comma or a semicolon. Text in quotes stays as it is, and so does a comment that never ends.
///
/// ```
/// use dualect_format::statements::normalise;
///
/// assert_eq!(normalise("SELECT count( * ) -- all\n  FROM 'a  b' ;"), "SELECT count(*)FROM 'a  b'");
/// ```
#[must_use]
pub fn normalise(sql: &str) -> String {
    let mut text = String::with_capacity(sql.len());
    let mut gap = false;
    let mut tight = true;
    for token in tokens(sql) {
        if !token.is_significant() {
            gap = true;
            continue;
        }
        let punctuation = is_punctuation(&token);
        if gap && !tight && !punctuation {
            text.push(' ');
        }
        text.push_str(token.text);
        gap = false;
        tight = punctuation;
    }
    text.truncate(text.trim_end_matches(';').len());
    text
}

fn is_punctuation(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Symbol && matches!(token.text, "(" | ")" | "," | ";")
}

#[cfg(test)]
mod tests {
    use super::normalise;

    #[test]
    fn what_only_looks_different_is_the_same() {
        let plain = "CREATE TABLE a(x text DEFAULT '--b',y int)";
        for sql in [
            "CREATE TABLE a (x text DEFAULT '--b', y int);",
            "-- why\nCREATE\tTABLE a (\r\n  x text DEFAULT '--b', -- x\r\n  y int\r\n);\n\n",
            "/* a /* nested */ */CREATE/**/TABLE a(x text DEFAULT '--b',y int);;",
        ] {
            assert_eq!(normalise(sql), plain);
        }
    }

    #[test]
    fn what_differs_stays_different() {
        let pairs = [
            ("SELECT 'a b'", "SELECT 'a  b'"),
            ("SELECT 'a -- b'", "SELECT 'a'"),
            ("SELECT \"a b\"", "SELECT \"ab\""),
            ("SELECT $$a b$$", "SELECT $$a  b$$"),
            ("SELECT a @ -b", "SELECT a @-b"),
            ("SELECT a b", "SELECT ab"),
            ("SELECT 1 /* open", "SELECT 1"),
            ("SELECT 1; SELECT 2", "SELECT 1, SELECT 2"),
        ];
        for (one, other) in pairs {
            assert_ne!(normalise(one), normalise(other));
        }
    }

    #[test]
    fn normalising_twice_changes_nothing() {
        for sql in ["a -- b", "a - - b", "'x' ; ;", "( a , b )", "a /* b"] {
            let once = normalise(sql);
            assert_eq!(normalise(&once), once, "{sql}");
        }
    }
}
