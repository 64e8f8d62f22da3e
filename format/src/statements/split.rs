//! The statements within one text.

use super::lex::{Token, TokenKind, tokens};

/// One statement of several, without its closing `;`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement<'a> {
    /// From its first token to its last; comments before it are left out.
    pub text: &'a str,
    /// Where it begins in the whole, in bytes.
    pub start: usize,
}

/// Cuts SQL at each `;` that ends a statement. The body of a trigger or a function belongs to the statement that creates it.
///
/// ```
/// use dualect_format::statements::split;
///
/// let sql = "-- both\nCREATE TRIGGER a AFTER UPDATE ON b BEGIN DELETE FROM c; END; SELECT ';';";
/// assert_eq!(split(sql)[1].text, "SELECT ';'");
/// assert_eq!(split(sql).len(), 2);
/// ```
#[must_use]
pub fn split(sql: &str) -> Vec<Statement<'_>> {
    let mut statements = Vec::new();
    let mut body = Body::default();
    let mut open: Option<(usize, usize)> = None;
    let text = |(start, end): (usize, usize)| Statement {
        text: &sql[start..end],
        start,
    };
    for token in tokens(sql).filter(Token::is_significant) {
        if token.text == ";" && !body.is_open() {
            statements.extend(open.take().map(text));
            body = Body::default();
        } else {
            body.pass(&token);
            let start = open.map_or(token.start, |(start, _)| start);
            open = Some((start, token.start + token.text.len()));
        }
    }
    statements.extend(open.map(text));
    statements
}

/// Whether we stand within the `BEGIN … END` of a trigger or a function, where `;` parts inner statements.
#[derive(Default)]
struct Body {
    words: usize,
    creates: bool,
    routine: bool,
    depth: usize,
}

impl Body {
    fn is_open(&self) -> bool {
        self.depth > 0
    }

    fn pass(&mut self, token: &Token<'_>) {
        if token.kind != TokenKind::Word {
            return;
        }
        self.words += 1;
        match self.words {
            1 => self.creates = token.is_word("create"),
            // CREATE OR REPLACE CONSTRAINT TRIGGER, CREATE TEMP TRIGGER: the kind is among the first words.
            2..=5 if self.creates => {
                self.routine |= ["trigger", "function", "procedure"]
                    .iter()
                    .any(|kind| token.is_word(kind));
            }
            _ => {}
        }
        if !self.routine {
            return;
        }
        if token.is_word("begin") || (self.depth > 0 && token.is_word("case")) {
            self.depth += 1;
        } else if token.is_word("end") {
            self.depth = self.depth.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn statements_come_out_whole_and_in_place() {
        let sql = " /* a */ SELECT 1 ; ; -- b\nSELECT $$;$$\n;SELECT CASE WHEN 1 THEN 2 END";
        let found = split(sql);
        assert_eq!(
            found.iter().map(|one| one.text).collect::<Vec<_>>(),
            ["SELECT 1", "SELECT $$;$$", "SELECT CASE WHEN 1 THEN 2 END"]
        );
        assert!(
            found
                .iter()
                .all(|one| sql[one.start..].starts_with(one.text))
        );
        assert_eq!(split(" -- nothing\n;").len(), 0);
    }

    #[test]
    fn a_trigger_or_function_is_one_statement_whatever_its_body_holds() {
        for statement in [
            "CREATE TRIGGER a AFTER UPDATE ON b BEGIN SELECT CASE WHEN 1 THEN 2 END; DELETE FROM c; END",
            "CREATE TEMP TRIGGER IF NOT EXISTS a AFTER UPDATE ON b BEGIN DELETE FROM c; END",
            "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END",
            "CREATE FUNCTION f() RETURNS int AS $$ SELECT 1; SELECT 2; $$ LANGUAGE sql",
            "CREATE TRIGGER a BEFORE UPDATE ON b EXECUTE FUNCTION f()",
        ] {
            let sql = format!("{statement}; SELECT 1");
            assert_eq!(
                split(&sql).iter().map(|one| one.text).collect::<Vec<_>>(),
                [statement, "SELECT 1"]
            );
        }
    }
}
