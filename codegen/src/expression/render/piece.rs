//! Text that knows how tightly it holds together.

/// How tightly a piece holds together, in an order that both databases agree on: where one of them binds an operator tighter,
/// the looser place is taken.
///
/// <https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-PRECEDENCE>, <https://www.sqlite.org/lang_expr.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tightness {
    Or,
    And,
    Not,
    /// Comparisons and everything that reads like one.
    Compare,
    /// Looser than `+` on Postgres, tighter than `*` on SQLite: always in brackets within others of its kind.
    Concat,
    Add,
    Multiply,
    Sign,
    /// `::type` and `COLLATE`.
    Suffix,
    /// A call, perhaps with a filter behind it.
    Call,
    Atom,
}

/// A text.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) tightness: Tightness,
    pub(crate) text: String,
}

impl Piece {
    pub(crate) fn new(tightness: Tightness, text: impl Into<String>) -> Self {
        Self {
            tightness,
            text: text.into(),
        }
    }

    pub(crate) fn call(name: &str, arguments: &str) -> Self {
        Self::new(Tightness::Call, format!("{name}({arguments})"))
    }

    /// In brackets unless it holds together that tightly.
    pub(crate) fn at_least(self, tightness: Tightness) -> String {
        if self.tightness >= tightness {
            self.text
        } else {
            format!("({})", self.text)
        }
    }

    /// In brackets unless it holds together more tightly.
    pub(crate) fn tighter_than(self, tightness: Tightness) -> String {
        if self.tightness > tightness {
            self.text
        } else {
            format!("({})", self.text)
        }
    }

    /// With a `::type`.
    pub(crate) fn cast(self, ty: &str) -> Self {
        let text = self.at_least(Tightness::Suffix);
        Self::new(Tightness::Suffix, format!("{text}::{ty}"))
    }
}
