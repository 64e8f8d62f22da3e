//! What is wrong with an expression, and where in its text.

use std::ops::Range;

/// One thing that is wrong with a text of portable SQL.
///
/// ```
/// let problems = dualect_codegen::expression::parse("1 +").unwrap_err();
/// assert_eq!(problems[0].span, 3..3);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where: bytes of the text. Empty at the end of a text that stops too early.
    pub span: Range<usize>,
    /// One sentence without a full stop, names in backticks.
    pub message: String,
    /// A few words beside the place; may be empty.
    pub label: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Problem {
    pub(crate) fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
            label: String::new(),
            help: None,
        }
    }

    #[must_use]
    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    #[must_use]
    pub(crate) fn maybe_help(mut self, help: Option<String>) -> Self {
        if help.is_some() {
            self.help = help;
        }
        self
    }
}
