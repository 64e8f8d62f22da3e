//! A walk over tokens.

use super::lex::{Kind, Token};

/// Where a reader stands. It never goes back, and each loop over it takes at least one token a turn.
#[derive(Debug, Clone)]
pub(super) struct Cursor<'t, 'a> {
    rest: &'t [Token<'a>],
}

impl<'t, 'a> Cursor<'t, 'a> {
    pub(super) fn new(tokens: &'t [Token<'a>]) -> Self {
        Self { rest: tokens }
    }

    pub(super) fn peek(&self) -> Option<&'t Token<'a>> {
        self.rest.first()
    }

    pub(super) fn next(&mut self) -> Option<&'t Token<'a>> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        self.peek().is_some_and(|token| token.is_word(word))
    }

    pub(super) fn is_symbol(&self, symbol: &str) -> bool {
        self.peek().is_some_and(|token| token.is_symbol(symbol))
    }

    /// Whether these words come next, one after the other.
    pub(super) fn are_words(&self, words: &[&str]) -> bool {
        let mut tokens = self.rest.iter();
        words
            .iter()
            .all(|word| tokens.next().is_some_and(|token| token.is_word(word)))
    }

    /// Goes over the words where they come next.
    pub(super) fn take_words(&mut self, words: &[&str]) -> bool {
        let found = self.are_words(words);
        if found {
            self.rest = self.rest.get(words.len()..).unwrap_or_default();
        }
        found
    }

    pub(super) fn take_symbol(&mut self, symbol: &str) -> bool {
        let found = self.is_symbol(symbol);
        if found {
            self.next();
        }
        found
    }

    /// Goes over a name, and says it.
    pub(super) fn take_name(&mut self) -> Option<String> {
        let name = self.peek()?.name()?;
        self.next();
        Some(name)
    }

    /// Goes over `( .. )`, and gives what stands between; `None` where no parenthesis comes next.
    pub(super) fn take_parenthesised(&mut self) -> Option<&'t [Token<'a>]> {
        if !self.is_symbol("(") {
            return None;
        }
        let end = closing(self.rest);
        let inner = self.rest.get(1..end).unwrap_or_default();
        self.rest = self.rest.get(end + 1..).unwrap_or_default();
        Some(inner)
    }

    pub(super) fn rest(&self) -> &'t [Token<'a>] {
        self.rest
    }
}

/// Where the parenthesis closes with which the tokens begin; their end, where it does not.
pub(super) fn closing(tokens: &[Token<'_>]) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        if token.kind == Kind::Symbol {
            if token.text == "(" {
                depth += 1;
            } else if token.text == ")" {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at;
                }
            }
        }
    }
    tokens.len()
}

/// The parts between commas that stand in no parentheses; none of nothing.
pub(super) fn parts<'t, 'a>(tokens: &'t [Token<'a>]) -> Vec<&'t [Token<'a>]> {
    let mut found = Vec::new();
    let (mut depth, mut from) = (0_usize, 0);
    for (at, token) in tokens.iter().enumerate() {
        match token.text {
            "(" if token.kind == Kind::Symbol => depth += 1,
            ")" if token.kind == Kind::Symbol => depth = depth.saturating_sub(1),
            "," if token.kind == Kind::Symbol && depth == 0 => {
                found.push(tokens.get(from..at).unwrap_or_default());
                from = at + 1;
            }
            _ => {}
        }
    }
    if from < tokens.len() {
        found.push(tokens.get(from..).unwrap_or_default());
    }
    found
}
