//! A file's statements, one after the other: each is taken apart and set again by rustfmt's rules, with an empty line
//! between items.

use std::borrow::Cow;

use super::group::{self, Bracket, Piece};
use super::statement::{Statement, is_import};
use super::{one_line, print, printed_text};

/// As far as a function's name may go with its generic parameters beside it: rustfmt leaves room for `(..)` after them.
const LONG_HEAD: usize = print::MAX_WIDTH - 4;
/// `attr_fn_like_width`.
const SHORT_ATTRIBUTE: usize = 70;

/// The file as rustfmt would leave it, from prettyplease's text.
pub(super) fn printed(text: &str) -> String {
    let mut writer = Writer::default();
    let mut statements = printed_text::statements(text).into_iter();
    while let Some(statement) = statements.next() {
        let arm = printed_text::joined_arm(&statement, statements.as_slice());
        if let Some(arm) = arm {
            writer.statement(&Statement {
                indent: statement.indent,
                text: &arm,
            });
            statements.nth(1);
        } else {
            writer.statement(&statement);
        }
    }
    writer.text
}

/// The file as rustfmt would leave it, from a template's statements; `None` where one of them cannot be taken apart.
pub(super) fn template<'t>(statements: impl Iterator<Item = Statement<'t>>) -> Option<String> {
    let mut writer = Writer::default();
    for statement in statements {
        match broken_arm(&statement) {
            Some((pattern, body)) => {
                let indent = statement.indent;
                for (indent, text) in [
                    (indent, pattern.as_str()),
                    (indent + print::INDENT, body),
                    (indent, "}"),
                ] {
                    writer.statement(&Statement { indent, text });
                }
            }
            None => writer.statement(&statement),
        }
    }
    (!writer.gave_up).then_some(writer.text)
}

/// A match arm that is too wide for a line: its head with a brace, and its body.
fn broken_arm<'t>(statement: &Statement<'t>) -> Option<(String, &'t str)> {
    let text = statement.text.strip_suffix(',')?;
    if statement.indent + statement.text.len() <= print::MAX_WIDTH || text.starts_with(['/', '#']) {
        return None;
    }
    let (pattern, body) = text.split_once(" => ")?;
    let fits = statement.indent + statement.text.chars().count() <= print::MAX_WIDTH;
    (!fits).then(|| (format!("{pattern} => {{"), body))
}

/// What a statement is to the empty lines around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    #[default]
    Start,
    /// `//!` and `#![..]`.
    Inner,
    /// `///` and `#[..]`: belongs to what follows.
    Outer,
    /// `use` of this crate, or of another.
    Use {
        own: bool,
    },
    Module,
    Constant,
    /// Ends in `{`.
    Open,
    Close,
    Other,
}

fn kind(text: &str) -> Kind {
    let bare = text.strip_prefix("pub ").unwrap_or(text);
    if text.starts_with("//!") || text.starts_with("#!") {
        Kind::Inner
    } else if text.starts_with("//") || text.starts_with('#') {
        Kind::Outer
    } else if let Some(path) = bare.strip_prefix("use ") {
        Kind::Use {
            own: !path.starts_with("dualect"),
        }
    } else if bare.starts_with("mod ") && text.ends_with(';') {
        Kind::Module
    } else if bare.starts_with("const ") {
        Kind::Constant
    } else if text.starts_with('}') {
        Kind::Close
    } else if text.ends_with('{') {
        Kind::Open
    } else {
        Kind::Other
    }
}

#[derive(Default)]
struct Writer {
    text: String,
    last: Kind,
    /// The open blocks: whether each holds items.
    blocks: Vec<bool>,
    /// Whether a statement could not be taken apart, and stands as it came.
    gave_up: bool,
}

impl Writer {
    fn statement(&mut self, statement: &Statement<'_>) {
        let kind = kind(statement.text);
        if kind == Kind::Close {
            self.blocks.pop();
        }
        if self.blocks.last().copied().unwrap_or(true) && self.parted(kind, statement.text) {
            self.text.push('\n');
        }
        self.text.extend(std::iter::repeat_n(' ', statement.indent));
        if let Some(text) = shaped(statement) {
            self.text.push_str(&text);
        } else {
            self.gave_up = true;
            self.text.push_str(statement.text);
        }
        self.text.push('\n');
        if kind == Kind::Open {
            self.blocks.push(holds_items(statement.text));
        }
        self.last = kind;
    }

    /// Whether an empty line comes before a statement among items.
    fn parted(&self, next: Kind, text: &str) -> bool {
        match self.last {
            Kind::Start | Kind::Outer | Kind::Open => false,
            Kind::Inner => next != Kind::Inner || (text.starts_with("#!") && self.after_doc()),
            Kind::Use { .. } | Kind::Module | Kind::Constant => {
                next != self.last && next != Kind::Close
            }
            Kind::Close | Kind::Other => next != Kind::Close,
        }
    }

    fn after_doc(&self) -> bool {
        self.text
            .lines()
            .next_back()
            .is_some_and(|line| line.starts_with("//!"))
    }
}

/// Whether the block that this text opens holds items.
fn holds_items(text: &str) -> bool {
    text.starts_with("impl") || text.starts_with("pub mod ")
}

/// The statement's lines; `None` where it cannot be taken apart.
fn shaped<'t>(statement: &Statement<'t>) -> Option<Cow<'t, str>> {
    let Statement { indent, text } = *statement;
    if text.starts_with("//") || text == "}" {
        return Some(Cow::Borrowed(text));
    }
    if text.starts_with('#') {
        return attribute(text, indent).map(Cow::Owned);
    }
    if let Some(line) = import(text) {
        return Some(Cow::Owned(line));
    }
    let is_signature = text.starts_with("fn ") || text.starts_with("pub fn ");
    if let Some(line) = one_line::of(text) {
        let limit = if is_signature {
            print::MAX_WIDTH - indent
        } else {
            print::SHORT
        };
        if line.chars().count() <= limit {
            return Some(Cow::Owned(line));
        }
    }
    // The brace that opens a body is set apart, and put back after the line.
    let (head, body) = match text.strip_suffix('{') {
        Some(head) => (head.trim_end(), " {"),
        None => (text, ""),
    };
    let (head, end) = match head.strip_suffix([';', ',']) {
        Some(inner) => (inner, &head[inner.len()..]),
        None => (head, ""),
    };
    let tail = body.len() + end.len();
    let pieces = group::parse(head)?;
    let mut line = if is_signature {
        signature(&pieces, indent, tail)
    } else if let Some((prefix, value)) = assigned(&pieces) {
        print::assignment(&prefix, &value, indent, tail)
    } else {
        print::expression(&pieces, indent, indent, tail)
    };
    line.push_str(end);
    line.push_str(body);
    Some(Cow::Owned(line))
}

/// `static NAME: Type =` or `let name =`, and the value.
fn assigned(pieces: &[Piece]) -> Option<(String, Vec<Piece>)> {
    let at = pieces.iter().position(|piece| match piece {
        Piece::Text(text) => text.contains(" = "),
        Piece::Group(_) => false,
    })?;
    let Piece::Text(text) = &pieces[at] else {
        return None;
    };
    let (name, value) = text.split_once(" = ")?;
    let before = print::plain(&pieces[..at])?;
    let mut rest = vec![Piece::Text(value.to_owned())];
    rest.extend_from_slice(&pieces[at + 1..]);
    Some((format!("{before}{name} ="), rest))
}

fn signature(pieces: &[Piece], indent: usize, tail: usize) -> String {
    let line = print::plain(pieces).unwrap_or_default();
    if indent + line.chars().count() + tail <= print::MAX_WIDTH {
        return line;
    }
    let [Piece::Text(name), Piece::Group(parameters), rest @ ..] = pieces else {
        return line;
    };
    let pad = " ".repeat(indent);
    let lines: Vec<String> = parameters
        .items
        .iter()
        .map(|item| format!("{pad}    {},\n", print::plain(item).unwrap_or_default()))
        .collect();
    let name = head(name, indent);
    format!(
        "{name}(\n{}{pad}){}",
        lines.concat(),
        print::plain(rest).unwrap_or_default()
    )
}

/// A function's name and its generic parameters, each on a line of its own where one line would pass [`LONG_HEAD`].
fn head(name: &str, indent: usize) -> Cow<'_, str> {
    let Some((before, generics)) = name.strip_suffix('>').and_then(|text| text.split_once('<'))
    else {
        return name.into();
    };
    // prettyplease has broken it already where its own line was full.
    let generics: Vec<&str> = generics
        .split(',')
        .map(str::trim)
        .filter(|generic| !generic.is_empty())
        .collect();
    let line = format!("{before}<{}>", generics.join(", "));
    if indent + line.chars().count() <= LONG_HEAD {
        return line.into();
    }
    let pad = " ".repeat(indent);
    let lines: Vec<String> = generics
        .iter()
        .map(|generic| format!("{pad}    {generic},\n"))
        .collect();
    format!("{before}<\n{}{pad}>", lines.concat()).into()
}

/// An attribute: one line, or one line for each argument of a long one.
fn attribute(text: &str, indent: usize) -> Option<String> {
    let pieces = group::parse(text)?;
    let line = print::plain(&pieces)?;
    let [Piece::Text(sign), Piece::Group(outer)] = pieces.as_slice() else {
        return Some(line);
    };
    let [item] = outer.items.as_slice() else {
        return Some(line);
    };
    let [Piece::Text(name), Piece::Group(arguments)] = item.as_slice() else {
        return Some(line);
    };
    let items: Vec<String> = arguments
        .items
        .iter()
        .filter_map(|item| print::plain(item))
        .collect();
    if arguments.kind != Bracket::Round || items.join(", ").chars().count() <= SHORT_ATTRIBUTE {
        return Some(line);
    }
    let pad = " ".repeat(indent);
    let lines = items.join(&format!(",\n{pad}    "));
    Some(format!("{sign}[{name}(\n{pad}    {lines}\n{pad})]"))
}

/// A `use` with braces: its names fill the lines.
fn import(text: &str) -> Option<String> {
    if !is_import(text) {
        return None;
    }
    let (path, names) = text.split_once('{')?;
    let names: Vec<String> = names
        .trim_end_matches([';', '}'])
        .split(',')
        .map(|name| name.trim().trim_end_matches('}').trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    let line = format!("{path}{{{}}};", names.join(", "));
    if line.chars().count() <= print::MAX_WIDTH {
        return Some(line);
    }
    Some(format!(
        "{path}{{\n{}}};",
        print::filled(&names, print::INDENT)
    ))
}
