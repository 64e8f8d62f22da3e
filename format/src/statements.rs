//! Migration files: sections of one statement each, and what the statements say apart from comments and white space.

mod check;
mod lex;
mod normalise;
mod notes;
mod section;
mod split;

pub use check::{Problem, ProblemKind, check};
pub use lex::{Token, TokenKind, tokens};
pub use normalise::normalise;
pub use notes::head_notes;
pub use section::{BREAKPOINT, Section, join, sections};
pub use split::{Statement, split};
