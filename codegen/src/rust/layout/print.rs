//! An expression's lines, by rustfmt's rules.

use super::group::{Bracket, Group, Piece};

pub(super) const MAX_WIDTH: usize = 100;
pub(super) const INDENT: usize = 4;
/// `fn_call_width`, `array_width` and `chain_width`.
pub(super) const SHORT: usize = 60;
/// `struct_lit_width`.
const SHORT_STRUCT: usize = 18;
/// `short_array_element_width_threshold`.
const SHORT_ELEMENT: usize = 10;

/// How wide the expression is on one line, where rustfmt would have it so if there is room.
fn flat_width(pieces: &[Piece]) -> Option<usize> {
    let mut width = 0;
    for piece in pieces {
        width += match piece {
            Piece::Text(text) if text.contains('\n') => return None,
            Piece::Text(text) => text.chars().count(),
            Piece::Group(group) => group_width(group)?,
        };
    }
    let is_long_chain = width > SHORT && chain(pieces).is_some_and(|links| links.len() > 2);
    (!is_long_chain).then_some(width)
}

/// How wide a group is on one line, with its brackets.
fn group_width(group: &Group) -> Option<usize> {
    let limit = match group.kind {
        Bracket::Curly => SHORT_STRUCT,
        Bracket::Round | Bracket::Square if group.items.len() > 1 => SHORT,
        Bracket::Round | Bracket::Square => MAX_WIDTH,
    };
    let mut width = 2 * group.items.len().saturating_sub(1);
    for item in &group.items {
        width += flat_width(item)?;
    }
    let brackets = match group.kind {
        Bracket::Curly => 5,
        Bracket::Round | Bracket::Square => 2,
    };
    (width <= limit).then_some(width + brackets)
}

/// The text on one line whatever its length; `None` where a string literal runs over several.
pub(super) fn plain(pieces: &[Piece]) -> Option<String> {
    let mut line = String::new();
    push_plain(pieces, &mut line);
    (!line.contains('\n')).then_some(line)
}

fn push_plain(pieces: &[Piece], line: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Text(text) => line.push_str(text),
            Piece::Group(group) => {
                let space = if group.kind == Bracket::Curly {
                    " "
                } else {
                    ""
                };
                line.push_str(group.kind.open());
                line.push_str(space);
                for (index, item) in group.items.iter().enumerate() {
                    if index > 0 {
                        line.push_str(", ");
                    }
                    push_plain(item, line);
                }
                line.push_str(space);
                line.push_str(group.kind.close());
            }
        }
    }
}

/// The expression from column `column` of a line indented by `indent`, with room for `tail` columns after it.
pub(super) fn expression(pieces: &[Piece], indent: usize, column: usize, tail: usize) -> String {
    if flat_width(pieces).is_some_and(|width| column + width + tail <= MAX_WIDTH) {
        return plain(pieces).unwrap_or_default();
    }
    if let Some(links) = chain(pieces)
        && links.len() > 1 + usize::from(starts_short(&links, indent, column))
    {
        return broken_chain(&links, indent, column);
    }
    let Some(at) = pieces
        .iter()
        .rposition(|piece| matches!(piece, Piece::Group(_)))
    else {
        return indented_literal(pieces, column);
    };
    let before = plain(&pieces[..at]).unwrap_or_default();
    let after = plain(&pieces[at + 1..]).unwrap_or_default();
    match &pieces[at] {
        Piece::Group(group) => {
            format!(
                "{before}{}{after}",
                broken_group(group, indent, column + before.chars().count())
            )
        }
        Piece::Text(text) => text.clone(),
    }
}

/// `prefix` and an expression after it, on the next line where rustfmt prefers that.
pub(super) fn assignment(prefix: &str, value: &[Piece], indent: usize, tail: usize) -> String {
    let column = indent + prefix.chars().count() + 1;
    let next = indent + INDENT;
    let fits =
        |column: usize| flat_width(value).is_some_and(|width| column + width + tail <= MAX_WIDTH);
    let same_line = expression(value, indent, column, tail);
    let first = same_line.lines().next().unwrap_or_default().chars().count();
    // Where neither line is wide enough for its beginning, it stays where it is.
    let moves = column + first > MAX_WIDTH && next + first <= MAX_WIDTH;
    if !fits(column) && (fits(next) || moves) {
        let value = expression(value, next, next, tail);
        return format!("{prefix}\n{}{value}", " ".repeat(next));
    }
    format!("{prefix} {same_line}")
}

fn broken_group(group: &Group, indent: usize, column: usize) -> String {
    let (open, close) = (group.kind.open(), group.kind.close());
    if let [only] = group.items.as_slice()
        && group.kind != Bracket::Curly
        && may_hug(only)
    {
        let inner = expression(only, indent, column + open.len(), close.len());
        return format!("{open}{inner}{close}");
    }
    let inner = indent + INDENT;
    let pad = " ".repeat(inner);
    if let [only] = group.items.as_slice()
        && let Some((parameters, body)) = closure(only)
    {
        let body = expression(&body, inner, inner, 0);
        let end = " ".repeat(indent);
        return format!("{open}{parameters} {{\n{pad}{body}\n{end}}}{close}");
    }
    let mut text = format!("{open}\n");
    let elements: Option<Vec<String>> =
        group.items.iter().map(|item| short_element(item)).collect();
    if let Some(elements) =
        elements.filter(|_| group.kind != Bracket::Curly && group.trailing_comma)
    {
        text.push_str(&filled(&elements, inner));
    } else {
        let last = group.items.len().saturating_sub(1);
        for (index, item) in group.items.iter().enumerate() {
            let item = match (group.kind, field(item)) {
                (Bracket::Curly, Some((name, value))) => assignment(&name, &value, inner, 1),
                (Bracket::Curly | Bracket::Round | Bracket::Square, _) => {
                    expression(item, inner, inner, 1)
                }
            };
            let comma = if index < last || group.trailing_comma {
                ","
            } else {
                ""
            };
            text.extend([pad.as_str(), &item, comma, "\n"]);
        }
    }
    text + &" ".repeat(indent) + close
}

/// Elements as many to a line as there is room for.
pub(super) fn filled(elements: &[String], indent: usize) -> String {
    let pad = " ".repeat(indent);
    let mut lines: Vec<String> = Vec::new();
    for element in elements {
        match lines.last_mut() {
            Some(line) if line.chars().count() + element.chars().count() + 2 < MAX_WIDTH => {
                line.extend([" ", element, ","]);
            }
            _ => lines.push(format!("{pad}{element},")),
        }
    }
    lines.join("\n") + "\n"
}

/// A name or literal so short that rustfmt puts several on a line.
fn short_element(item: &[Piece]) -> Option<String> {
    let line = plain(item)?;
    let simple = !line.contains([' ', '(', '[', '{', '.']) && !line.contains("::");
    (simple && line.chars().count() <= SHORT_ELEMENT).then_some(line)
}

/// Whether a lone argument keeps its brackets next to those around it.
fn may_hug(item: &[Piece]) -> bool {
    match item {
        [Piece::Text(name), Piece::Group(group)] => {
            let name = name.trim_start_matches('&');
            match group.kind {
                Bracket::Curly => true,
                Bracket::Round => !name.contains(' '),
                Bracket::Square => name.ends_with('!'),
            }
        }
        _ => false,
    }
}

/// A closure's parameters, and its body.
fn closure(item: &[Piece]) -> Option<(String, Vec<Piece>)> {
    let (Piece::Text(first), rest) = item.split_first()? else {
        return None;
    };
    let (parameters, body) = first.strip_prefix('|')?.split_once("| ")?;
    let mut pieces = vec![Piece::Text(body.to_owned())];
    pieces.extend_from_slice(rest);
    Some((format!("|{parameters}|"), pieces))
}

/// A struct literal's field: `name:` and its value.
fn field(item: &[Piece]) -> Option<(String, Vec<Piece>)> {
    let (Piece::Text(first), rest) = item.split_first()? else {
        return None;
    };
    let (name, value) = first.split_once(": ")?;
    let mut pieces = vec![Piece::Text(value.to_owned())];
    pieces.extend_from_slice(rest);
    Some((format!("{name}:"), pieces))
}

/// The links of a method chain: the first is what it starts from, with its first link where that is short.
fn chain(pieces: &[Piece]) -> Option<Vec<Vec<Piece>>> {
    let has_link = pieces.iter().any(|piece| match piece {
        Piece::Text(text) => text.contains('.'),
        Piece::Group(_) => false,
    });
    if !has_link {
        return None;
    }
    let mut links: Vec<Vec<Piece>> = vec![Vec::new()];
    for piece in pieces {
        match piece {
            Piece::Text(text) => {
                if text.contains([' ', '"', '|']) || text.starts_with(|c: char| c.is_ascii_digit())
                {
                    return None;
                }
                for (index, part) in text.split('.').enumerate() {
                    if index > 0 {
                        links.push(vec![Piece::Text(format!(".{part}"))]);
                    } else if !part.is_empty() {
                        links.last_mut()?.push(Piece::Text(part.to_owned()));
                    }
                }
            }
            Piece::Group(group) => links.last_mut()?.push(Piece::Group(group.clone())),
        }
    }
    let has_call = pieces.iter().any(|piece| matches!(piece, Piece::Group(_)));
    (has_call && links.len() > 1).then_some(links)
}

/// Whether what a chain starts from is no wider than an indent, and so keeps its first link beside it.
fn starts_short(links: &[Vec<Piece>], indent: usize, column: usize) -> bool {
    let first = links
        .first()
        .and_then(|first| plain(first))
        .unwrap_or_default();
    column - indent + first.chars().count() <= INDENT
}

fn broken_chain(links: &[Vec<Piece>], indent: usize, column: usize) -> String {
    let short = starts_short(links, indent, column);
    let inner = indent + INDENT;
    let mut text = String::new();
    for (index, link) in links.iter().enumerate() {
        let on_first_line = index == 0 || (index == 1 && short);
        if on_first_line {
            text.push_str(&plain(link).unwrap_or_default());
        } else {
            text.extend(["\n", &" ".repeat(inner), &expression(link, inner, inner, 1)]);
        }
    }
    text
}

/// A string literal over several lines: the later ones are set under the first one's text.
fn indented_literal(pieces: &[Piece], column: usize) -> String {
    let text: String = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.as_str(),
            Piece::Group(_) => "",
        })
        .collect();
    text.replace('\n', &format!("\n{}", " ".repeat(column + 1)))
}
