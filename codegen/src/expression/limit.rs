//! How much text is read at all: so little that no parser, checker or printer can run out of stack or time.

use std::ops::Range;

use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::problem::Problem;

/// The longest text of a table expression, in bytes.
pub const EXPRESSION_BYTES: usize = 16 * 1024;
/// The longest text of a view's query, in bytes.
pub const QUERY_BYTES: usize = 64 * 1024;
/// How deep brackets, `case` and signs may nest.
pub const NESTING: usize = 24;
/// How long a chain of operators may be, brackets within it included: `a or b or c` nests as deep as it is long.
pub const CHAIN: usize = 100;
/// How deep a tree may be in which chains of `and` and of `or` count once.
pub(crate) const DEPTH: usize = 64;

/// Refuses what is too long to be looked at.
pub(crate) fn size(text: &str, most: usize) -> Result<(), Problem> {
    if text.len() <= most {
        return Ok(());
    }
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at));
    Err(Problem::new(
        0..end.unwrap_or(0),
        format!("the SQL is longer than {most} bytes"),
    )
    .help("split it, or write it per dialect: `{ sqlite = \"..\", postgres = \"..\" }`"))
}

/// Refuses what nests too deep, told from the tokens and their places.
pub(crate) fn nesting(tokens: &[(&TokenWithSpan, Range<usize>)]) -> Result<(), Problem> {
    let mut levels = vec![Level::default()];
    let mut signs = 0_usize;
    for (token, place) in tokens {
        let kind = kind(&token.token);
        signs = if kind == Kind::Operator { signs + 1 } else { 0 };
        match kind {
            Kind::Opening => levels.push(Level::default()),
            Kind::Closing if levels.len() > 1 => {
                let inner = levels.pop().unwrap_or_default().deepest();
                if let Some(level) = levels.last_mut() {
                    level.chain = level.chain.max(inner + 1);
                }
            }
            Kind::Operator => {
                if let Some(level) = levels.last_mut() {
                    level.chain += 1;
                }
            }
            Kind::Separator => {
                if let Some(level) = levels.last_mut() {
                    level.before = level.deepest();
                    level.chain = 0;
                }
            }
            Kind::Closing | Kind::Other => {}
        }
        if levels.len() + signs > NESTING + 1 {
            return Err(too_deep(place.clone()));
        }
        if levels.last().is_some_and(|level| level.deepest() > CHAIN) {
            let message = format!("more than {CHAIN} operators follow each other");
            return Err(Problem::new(place.clone(), message)
                .help("write `in (..)` for a chain of `or`, or take it apart"));
        }
    }
    Ok(())
}

/// What stands between two brackets.
#[derive(Default)]
struct Level {
    /// How deep the expression nests that is being read.
    chain: usize,
    /// The same of those before it, which a comma or a keyword ended.
    before: usize,
}

impl Level {
    fn deepest(&self) -> usize {
        self.chain.max(self.before)
    }
}

pub(crate) fn too_deep(place: Range<usize>) -> Problem {
    Problem::new(place, "the SQL is nested too deep")
        .label(format!("at most {NESTING} levels"))
        .help("take it apart, or write it per dialect: `{ sqlite = \"..\", postgres = \"..\" }`")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Opening,
    Closing,
    Operator,
    /// What stands between two expressions.
    Separator,
    Other,
}

fn kind(token: &Token) -> Kind {
    if let Token::Word(word) = token {
        return word_kind(word.keyword);
    }
    if matches!(token, Token::LParen | Token::LBracket | Token::LBrace) {
        return Kind::Opening;
    }
    if matches!(token, Token::RParen | Token::RBracket | Token::RBrace) {
        return Kind::Closing;
    }
    if *token == Token::Comma {
        return Kind::Separator;
    }
    let operand = matches!(
        token,
        Token::EOF
            | Token::Period
            | Token::Number(..)
            | Token::SingleQuotedString(_)
            | Token::HexStringLiteral(_)
    );
    if operand { Kind::Other } else { Kind::Operator }
}

fn word_kind(keyword: Keyword) -> Kind {
    if keyword == Keyword::CASE {
        Kind::Opening
    } else if keyword == Keyword::END {
        Kind::Closing
    } else if matches!(
        keyword,
        Keyword::WHEN
            | Keyword::THEN
            | Keyword::ELSE
            | Keyword::SELECT
            | Keyword::FROM
            | Keyword::WHERE
            | Keyword::ON
            | Keyword::GROUP
            | Keyword::HAVING
    ) {
        Kind::Separator
    } else if matches!(
        keyword,
        Keyword::AND
            | Keyword::OR
            | Keyword::NOT
            | Keyword::IS
            | Keyword::IN
            | Keyword::BETWEEN
            | Keyword::LIKE
            | Keyword::ILIKE
            | Keyword::UNION
            | Keyword::INTERSECT
            | Keyword::EXCEPT
            | Keyword::JOIN
            | Keyword::COLLATE
            | Keyword::AT
            | Keyword::XOR
            | Keyword::DIV
            | Keyword::SIMILAR
            | Keyword::INTERVAL
            | Keyword::PRIOR
            | Keyword::OVERLAPS
    ) {
        Kind::Operator
    } else {
        Kind::Other
    }
}
