//! What is wrong with the input, said so that it can be put right.
//!
//! ```
//! use dualect_codegen::diagnostic::{Code, Diagnostic, Diagnostics, SourceFile, Span};
//!
//! let source = SourceFile::new("schema.toml", "[project]\nnam = \"agents\"\n");
//! let mut diagnostics = Diagnostics::new();
//! diagnostics.add_source(&source);
//! diagnostics.push(
//!     Diagnostic::error(Code::UnknownKey, "schema.toml", "`nam` is not a key of `[project]`")
//!         .at(Span::new(10, 13))
//!         .help("did you mean `name`?"),
//! );
//! assert_eq!(
//!     diagnostics.lines(),
//!     "schema.toml:2:1: error[S0002]: `nam` is not a key of `[project]`\n"
//! );
//! ```

mod code;
mod collection;
mod render;
mod source;

pub use code::Code;
pub use collection::Diagnostics;
pub use source::{Position, SourceFile, Span};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Something is generated that is perhaps not what was meant.
    Warning,
}

impl Severity {
    /// The word in the output.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A second place that a diagnostic points at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Related {
    /// The file; `None` where it is the diagnostic's own.
    pub path: Option<String>,
    /// Where.
    pub span: Span,
    /// What stands there.
    pub label: String,
}

/// One thing that is wrong.
///
/// The order of the fields is the order of sorting: by file, then by place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The file or folder that it is about.
    pub path: String,
    /// Where in the file; `None` where it is about the file or folder as a whole.
    pub span: Option<Span>,
    /// How bad it is.
    pub severity: Severity,
    /// What kind of thing it is.
    pub code: Code,
    /// One sentence without a full stop, names in backticks.
    pub message: String,
    /// A few words beside the underlined place; may be empty.
    pub label: String,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error about a file or folder.
    pub fn error(code: Code, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, path, message)
    }

    /// A warning about a file or folder.
    pub fn warning(code: Code, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, path, message)
    }

    fn new(
        severity: Severity,
        code: Code,
        path: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            path: path.into(),
            span: None,
            severity,
            code,
            message: message.into(),
            label: String::new(),
            related: Vec::new(),
            help: None,
        }
    }

    /// Points at a place in the file.
    #[must_use]
    pub fn at(mut self, span: impl Into<Span>) -> Self {
        self.span = Some(span.into());
        self
    }

    /// Says a few words beside the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Points at a second place.
    #[must_use]
    pub fn related(mut self, span: impl Into<Span>, label: impl Into<String>) -> Self {
        self.related.push(Related {
            path: None,
            span: span.into(),
            label: label.into(),
        });
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to do about it, where that is known.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<impl Into<String>>) -> Self {
        if let Some(help) = help {
            self.help = Some(help.into());
        }
        self
    }
}
