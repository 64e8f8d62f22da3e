//! From the parser's lines and columns to bytes of the text.

use std::ops::Range;

use sqlparser::tokenizer::{Location, Span, Token, TokenWithSpan};

/// Where the lines and the tokens of a text are.
pub(crate) struct Places<'t> {
    text: &'t str,
    /// Where each character starts, and where the last ends.
    characters: Vec<usize>,
    /// The first character of each line, as an index of `characters`.
    lines: Vec<usize>,
    /// Without white space and comments.
    tokens: Vec<(Bracket, Range<usize>)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bracket {
    Open,
    Close,
    None,
}

impl<'t> Places<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at);
        let newlines = text.chars().enumerate().filter(|(_, c)| *c == '\n');
        Self {
            text,
            characters: starts.chain([text.len()]).collect(),
            lines: std::iter::once(0)
                .chain(newlines.map(|(at, _)| at + 1))
                .collect(),
            tokens: Vec::new(),
        }
    }

    /// The text between two places.
    pub(crate) fn text(&self, place: &Range<usize>) -> &'t str {
        self.text.get(place.clone()).unwrap_or_default()
    }

    /// The end of the text, white space left out.
    pub(crate) fn end(&self) -> Range<usize> {
        let end = self.text.trim_end().len();
        end..end
    }

    /// The whole text, white space around it left out.
    pub(crate) fn whole(&self) -> Range<usize> {
        let start = self.text.len() - self.text.trim_start().len();
        start..self.text.trim_end().len().max(start)
    }

    /// Lines and columns count from 1, columns in characters. `None` where the parser has no place.
    pub(crate) fn offset(&self, location: Location) -> Option<usize> {
        let line = usize::try_from(location.line).ok()?.checked_sub(1)?;
        let column = usize::try_from(location.column).ok()?.checked_sub(1)?;
        let character = self.lines.get(line)?.saturating_add(column);
        let place = self.characters.get(character).or(self.characters.last());
        place.copied()
    }

    /// The tokens that mean something, with their places.
    pub(crate) fn tokens<'k>(
        &mut self,
        tokens: &'k [TokenWithSpan],
    ) -> Vec<(&'k TokenWithSpan, Range<usize>)> {
        let placed: Vec<_> = tokens
            .iter()
            .filter(|token| !matches!(token.token, Token::Whitespace(_) | Token::EOF))
            .filter_map(|token| Some((token, self.raw(token.span)?)))
            .collect();
        let bracket = |token: &Token| {
            if matches!(token, Token::LParen) {
                Bracket::Open
            } else if matches!(token, Token::RParen) {
                Bracket::Close
            } else {
                Bracket::None
            }
        };
        self.tokens = placed
            .iter()
            .map(|(token, place)| (bracket(&token.token), place.clone()))
            .collect();
        placed
    }

    /// The token that starts there, or the place itself.
    pub(crate) fn token_at(&self, start: usize) -> Range<usize> {
        let at = self
            .tokens
            .partition_point(|(_, token)| token.start < start);
        let token = self
            .tokens
            .get(at)
            .filter(|(_, token)| token.start == start);
        token.map_or(start..start, |(_, token)| token.clone())
    }

    fn raw(&self, span: Span) -> Option<Range<usize>> {
        let start = self.offset(span.start)?;
        let end = self.offset(span.end)?;
        (start <= end).then_some(start..end)
    }

    /// The span in bytes, closed to the bracket that it opens; `enclosing` where the parser has none.
    pub(crate) fn range(&self, span: Span, enclosing: &Range<usize>) -> Range<usize> {
        match self.raw(span) {
            Some(place) if place.start >= enclosing.start && place.end <= enclosing.end => {
                self.balanced(place)
            }
            Some(_) | None => enclosing.clone(),
        }
    }

    /// A function's place from that of its name and arguments: with the brackets behind the name.
    pub(crate) fn call(&self, span: Span, enclosing: &Range<usize>) -> Range<usize> {
        let place = self.range(span, enclosing);
        let after = self
            .tokens
            .partition_point(|(_, token)| token.start < place.end);
        let next = self.tokens.get(after);
        match next {
            Some((Bracket::Open, token)) => self.balanced(place.start..token.end),
            Some(_) | None => place,
        }
    }

    /// The place with the one token before it, brackets around it included: the sign of a signed operand.
    pub(crate) fn with_previous(&self, mut place: Range<usize>) -> Range<usize> {
        let before = self
            .tokens
            .partition_point(|(_, token)| token.end <= place.start);
        let previous = self.tokens.get(..before).unwrap_or_default().iter().rev();
        for (bracket, token) in previous {
            place = self.balanced(token.start..place.end);
            if *bracket != Bracket::Open {
                break;
            }
        }
        place
    }

    /// The call around the place: from its name to its closing bracket.
    pub(crate) fn enclosing_call(&self, place: Range<usize>) -> Range<usize> {
        let before = self
            .tokens
            .partition_point(|(_, token)| token.end <= place.start);
        let previous = self.tokens.get(..before).unwrap_or_default().iter().rev();
        match matching(previous, 1, Bracket::Open, Bracket::Close) {
            Some(bracket) => self.with_previous(self.balanced(bracket.start..place.end)),
            None => place,
        }
    }

    pub(crate) fn balanced(&self, place: Range<usize>) -> Range<usize> {
        let first = self
            .tokens
            .partition_point(|(_, token)| token.end <= place.start);
        let last = self
            .tokens
            .partition_point(|(_, token)| token.start < place.end);
        let mut open = 0_usize;
        let mut unopened = 0_usize;
        for (bracket, _) in self.tokens.get(first..last).unwrap_or_default() {
            match bracket {
                Bracket::Open => open += 1,
                Bracket::Close if open == 0 => unopened += 1,
                Bracket::Close => open -= 1,
                Bracket::None => {}
            }
        }
        let after = self.tokens.get(last..).unwrap_or_default();
        let end = matching(after.iter(), open, Bracket::Close, Bracket::Open);
        let before = self.tokens.get(..first).unwrap_or_default();
        let start = matching(before.iter().rev(), unopened, Bracket::Open, Bracket::Close);
        start.map_or(place.start, |token| token.start)..end.map_or(place.end, |token| token.end)
    }
}

/// The token that closes the last of so many brackets.
fn matching<'k>(
    tokens: impl Iterator<Item = &'k (Bracket, Range<usize>)>,
    mut missing: usize,
    closing: Bracket,
    opening: Bracket,
) -> Option<&'k Range<usize>> {
    if missing == 0 {
        return None;
    }
    for (bracket, token) in tokens {
        if *bracket == opening {
            missing += 1;
        } else if *bracket == closing {
            missing -= 1;
            if missing == 0 {
                return Some(token);
            }
        }
    }
    None
}
