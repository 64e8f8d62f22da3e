//! The language as a JSON Schema, for editors: completion, explanations, mistakes as they are typed.

use super::definition::{Key, Takes};
use super::project::ROOT;
use crate::schema::parse::PLAIN_TYPES;

/// What the types that have numbers in them, and the names of enums, look like.
const TYPE_PATTERN: &str = r"^[a-z][a-z0-9_]*( precision)?(\([ 0-9,]*\))?(\[\])?\??$";

/// A value of the schema, its keys in the order in which they are written.
enum Node {
    Text(String),
    Flag(bool),
    List(Vec<Node>),
    Map(Vec<(&'static str, Node)>),
    /// The keys of a table, by name.
    Properties(Vec<(String, Node)>),
}

/// A JSON Schema (Draft 4, which TOML editors read) of `schema.toml` and of the files that it includes.
///
/// Made from the same definitions as the parser reads by, so that an editor knows each key that the parser knows.
///
/// ```
/// let schema = dualect_codegen::schema::json_schema();
/// assert!(schema.starts_with("{\n  \"$schema\": \"http://json-schema.org/draft-04/schema#\""));
/// ```
#[must_use]
pub fn json_schema() -> String {
    let mut entries = vec![
        ("$schema", text("http://json-schema.org/draft-04/schema#")),
        ("title", text("A schema of dualect")),
        (
            "description",
            text(
                "One schema.toml: tables for SQLite and Postgres, their migrations and their Rust.",
            ),
        ),
    ];
    entries.extend(keys(ROOT));
    let mut out = String::new();
    write(&Node::Map(entries), 0, &mut out);
    out.push('\n');
    out
}

fn text(text: &str) -> Node {
    Node::Text(text.to_owned())
}

fn ty(name: &str) -> (&'static str, Node) {
    ("type", text(name))
}

fn words(words: &[&str]) -> (&'static str, Node) {
    (
        "enum",
        Node::List(words.iter().map(|word| text(word)).collect()),
    )
}

/// A table of these keys and no others.
fn keys(keys: &'static [Key]) -> Vec<(&'static str, Node)> {
    let properties = keys
        .iter()
        .map(|key| {
            let mut entries = vec![("description", text(key.doc))];
            entries.extend(takes(key.takes));
            (key.name.to_owned(), Node::Map(entries))
        })
        .collect();
    let required: Vec<Node> = keys
        .iter()
        .filter(|key| key.required)
        .map(|key| text(key.name))
        .collect();
    let mut entries = vec![
        ty("object"),
        ("additionalProperties", Node::Flag(false)),
        ("properties", Node::Properties(properties)),
    ];
    if !required.is_empty() {
        entries.push(("required", Node::List(required)));
    }
    entries
}

fn takes(what: Takes) -> Vec<(&'static str, Node)> {
    match what {
        Takes::Text => vec![ty("string")],
        Takes::Word(choices) => vec![ty("string"), words(choices)],
        Takes::Type => type_name(),
        Takes::Flag => vec![ty("boolean")],
        Takes::False => vec![ty("boolean"), ("enum", Node::List(vec![Node::Flag(false)]))],
        Takes::Integer => vec![ty("integer")],
        Takes::Texts => vec![ty("array"), ("items", Node::Map(vec![ty("string")]))],
        Takes::Words(choices) => vec![
            ty("array"),
            ("items", Node::Map(vec![ty("string"), words(choices)])),
        ],
        Takes::Keys(table) => keys(table),
        Takes::Named(one) => vec![
            ty("object"),
            ("additionalProperties", Node::Map(takes(*one))),
        ],
        Takes::Either(choices) => {
            let choices = choices.iter().map(|one| Node::Map(takes(*one)));
            vec![("anyOf", Node::List(choices.collect()))]
        }
        Takes::Anything => Vec::new(),
    }
}

/// The types that can be completed, or another that looks like one.
fn type_name() -> Vec<(&'static str, Node)> {
    let plain = PLAIN_TYPES.iter().flat_map(|name| {
        let name = *name;
        [text(name), Node::Text(format!("{name}?"))]
    });
    let other = vec![ty("string"), ("pattern", text(TYPE_PATTERN))];
    vec![(
        "anyOf",
        Node::List(vec![
            Node::Map(vec![ty("string"), ("enum", Node::List(plain.collect()))]),
            Node::Map(other),
        ]),
    )]
}

fn write(node: &Node, depth: usize, out: &mut String) {
    match node {
        Node::Text(text) => out.push_str(&quoted(text)),
        Node::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Node::List(list)
            if list
                .iter()
                .all(|one| matches!(one, Node::Text(_) | Node::Flag(_))) =>
        {
            out.push('[');
            for (index, one) in list.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                write(one, depth, out);
            }
            out.push(']');
        }
        Node::List(list) => {
            let items = list.iter().map(|one| (None, one));
            write_lines(('[', ']'), items, depth, out);
        }
        Node::Map(entries) => {
            let items = entries.iter().map(|(key, one)| (Some(*key), one));
            write_lines(('{', '}'), items, depth, out);
        }
        Node::Properties(entries) => {
            let items = entries.iter().map(|(key, one)| (Some(key.as_str()), one));
            write_lines(('{', '}'), items, depth, out);
        }
    }
}

fn write_lines<'n>(
    (open, close): (char, char),
    items: impl Iterator<Item = (Option<&'n str>, &'n Node)>,
    depth: usize,
    out: &mut String,
) {
    out.push(open);
    let mut empty = true;
    for (key, node) in items {
        out.push_str(if empty { "\n" } else { ",\n" });
        empty = false;
        out.push_str(&"  ".repeat(depth + 1));
        if let Some(key) = key {
            out.push_str(&quoted(key));
            out.push_str(": ");
        }
        write(node, depth + 1, out);
    }
    if !empty {
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
    }
    out.push(close);
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
