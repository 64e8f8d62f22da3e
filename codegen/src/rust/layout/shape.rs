//! A file's statements, one after the other: each is taken apart and set again by rustfmt's rules, with an empty line
//! between items.

use super::group::{self, Bracket, Piece};
use super::print;

/// `attr_fn_like_width`.
const SHORT_ATTRIBUTE: usize = 70;

/// The file as rustfmt would leave it, from prettyplease's text.
pub(super) fn file(text: &str) -> String {
    let mut writer = Writer::default();
    let mut statements = statements(text).into_iter();
    while let Some(statement) = statements.next() {
        let arm = joined_arm(&statement, statements.as_slice());
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

/// A match arm whose body prettyplease put into a block, on one line where there is room.
fn joined_arm(statement: &Statement<'_>, next: &[Statement<'_>]) -> Option<String> {
    let [body, end, ..] = next else {
        return None;
    };
    let pattern = statement.text.strip_suffix("=> {")?;
    let arm = format!("{pattern}=> {},", body.text);
    let is_expression =
        !body.text.ends_with([';', '{']) && !body.text.contains('\n') && end.text == "}";
    let fits = statement.indent + arm.chars().count() <= print::MAX_WIDTH;
    (is_expression && fits).then_some(arm)
}

/// A statement as prettyplease wrote it, which may take several lines.
struct Statement<'t> {
    indent: usize,
    text: &'t str,
}

/// Cuts the text at the ends of lines where no bracket but a block's is open.
fn statements(text: &str) -> Vec<Statement<'_>> {
    let mut statements = Vec::new();
    let mut start = 0;
    let mut depth = 0_usize;
    let mut inline_braces = Vec::new();
    let mut in_string = false;
    let mut escaped = false;
    let is_comment = |start: usize| text[start..].trim_start().starts_with("//");
    for (at, c) in text.char_indices() {
        if in_string {
            in_string = c != '"' || escaped;
            escaped = c == '\\' && !escaped;
            continue;
        }
        if is_comment(start) && c != '\n' {
            continue;
        }
        match c {
            '"' => in_string = true,
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '{' => {
                let before = text[start..at].trim_start();
                let inline = is_import(before) || !is_item(before) && ends_in_type(before);
                inline_braces.push(inline);
                depth += usize::from(inline);
            }
            '}' => depth -= usize::from(inline_braces.pop().unwrap_or_default()).min(depth),
            '\n' if depth == 0 => {
                let line = text[start..at].trim_end();
                let rest = text[at..].trim_start();
                let goes_on = !is_comment(start)
                    && (rest.starts_with('.') || line.ends_with('=') || line.is_empty());
                if !goes_on {
                    let body = line.trim_start_matches(['\n', ' ']);
                    let indent = line
                        .trim_start_matches('\n')
                        .len()
                        .saturating_sub(body.len());
                    statements.push(Statement { indent, text: body });
                    start = at + 1;
                }
            }
            _ => {}
        }
    }
    statements.retain(|statement| !statement.text.is_empty());
    statements
}

fn is_import(text: &str) -> bool {
    text.strip_prefix("pub ")
        .unwrap_or(text)
        .starts_with("use ")
}

/// Whether the statement is one whose braces hold a body, though a type's name comes before them.
fn is_item(text: &str) -> bool {
    let text = text.strip_prefix("pub ").unwrap_or(text);
    [
        "fn ", "impl", "struct ", "enum ", "mod ", "match ", "if ", "for ",
    ]
    .iter()
    .any(|word| text.starts_with(word))
}

fn ends_in_type(text: &str) -> bool {
    text.trim_end()
        .rsplit(|c: char| !c.is_alphanumeric() && c != '_')
        .next()
        .is_some_and(|name| name.starts_with(char::is_uppercase))
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
    } else if bare.starts_with("mod ") {
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
    /// The open blocks: whether each holds items, that is, an `impl`'s.
    blocks: Vec<bool>,
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
        let pad = " ".repeat(statement.indent);
        self.text.push_str(&pad);
        self.text.push_str(&shaped(statement));
        self.text.push('\n');
        if kind == Kind::Open {
            self.blocks.push(statement.text.starts_with("impl"));
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

fn shaped(statement: &Statement<'_>) -> String {
    let Statement { indent, text } = *statement;
    if text.starts_with("//") {
        return text.to_owned();
    }
    if text.starts_with('#') {
        return attribute(text, indent);
    }
    if let Some(line) = import(text) {
        return line;
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
    let Some(pieces) = group::parse(head) else {
        return text.to_owned();
    };
    let is_signature = head.starts_with("fn ") || head.starts_with("pub fn ");
    let line = if is_signature {
        signature(&pieces, indent, tail)
    } else if let Some((prefix, value)) = assigned(&pieces) {
        print::assignment(&prefix, &value, indent, tail)
    } else {
        print::expression(&pieces, indent, indent, tail)
    };
    format!("{line}{end}{body}")
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
    format!(
        "{name}(\n{}{pad}){}",
        lines.concat(),
        print::plain(rest).unwrap_or_default()
    )
}

/// An attribute: one line, or one line for each argument of a long one.
fn attribute(text: &str, indent: usize) -> String {
    let Some(pieces) = group::parse(text) else {
        return text.to_owned();
    };
    let Some(line) = print::plain(&pieces) else {
        return text.to_owned();
    };
    let [Piece::Text(sign), Piece::Group(outer)] = pieces.as_slice() else {
        return line;
    };
    let [item] = outer.items.as_slice() else {
        return line;
    };
    let [Piece::Text(name), Piece::Group(arguments)] = item.as_slice() else {
        return line;
    };
    let items: Vec<String> = arguments
        .items
        .iter()
        .filter_map(|item| print::plain(item))
        .collect();
    if arguments.kind != Bracket::Round || items.join(", ").chars().count() <= SHORT_ATTRIBUTE {
        return line;
    }
    let pad = " ".repeat(indent);
    let lines = items.join(&format!(",\n{pad}    "));
    format!("{sign}[{name}(\n{pad}    {lines}\n{pad})]")
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
