//! prettyplease's text, cut into statements, each as it wrote it, which may take several lines.

use super::print;
use super::statement::{Statement, is_inline_brace};

/// Cuts the text at the ends of lines where no bracket but a block's is open.
pub(super) fn statements(text: &str) -> Vec<Statement<'_>> {
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
                let inline = is_inline_brace(before);
                inline_braces.push(inline);
                depth += usize::from(inline);
            }
            '}' => depth -= usize::from(inline_braces.pop().unwrap_or_default()).min(depth),
            '\n' if depth == 0 => {
                let line = text[start..at].trim_end();
                let rest = text[at..].trim_start();
                let goes_on = !is_comment(start)
                    && (rest.starts_with('.')
                        || line.ends_with('=')
                        || line.is_empty()
                        || is_broken_head(line));
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

/// Whether this is a function's name whose generic parameters have lines of their own, up to its first parameter.
fn is_broken_head(text: &str) -> bool {
    let first = text.trim_start().lines().next().unwrap_or_default();
    first.ends_with('<') && !text.contains('(')
}

/// A match arm whose body prettyplease put into a block, on one line where there is room.
pub(super) fn joined_arm(statement: &Statement<'_>, next: &[Statement<'_>]) -> Option<String> {
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
