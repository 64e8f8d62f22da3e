//! The `use` lines of a generated file: what its code names, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};

use super::layout::Statement;
use crate::schema::model::Layout;

/// Where the runtime has what generated code names. In rustfmt's order: functions have lines of their own, for its
/// editions sort them to different sides of the types.
const RUNTIME: &[(&str, &[&str])] = &[
    ("dualect::query", &["json_literal"]),
    ("dualect::query", &["new_uuid_v4"]),
    ("dualect::query", &["new_uuid_v7"]),
    (
        "dualect::query",
        &[
            "BulkInsert",
            "BulkPostgres",
            "Call",
            "ChainCheck",
            "ChainColumn",
            "ChainKind",
            "ChainedInsertOrGet",
            "Column",
            "Cursor",
            "Decoder",
            "ForeignKeyInfo",
            "HashChain",
            "InsertOrGet",
            "InsertedOrFound",
            "Keyset",
            "ListKind",
            "Page",
            "Projection",
            "Row",
            "Statement",
            "Storage",
            "TableInfo",
            "TextEnum",
            "UniqueInfo",
            "Upsert",
            "Upserted",
            "Value",
            "Versioned",
            "VersionedDelete",
            "VersionedWrite",
        ],
    ),
    (
        "dualect::types",
        &[
            "Date",
            "Decimal",
            "Json",
            "Time",
            "Timestamp",
            "Typed",
            "Uuid",
        ],
    ),
    (
        "dualect",
        &["Migration", "Migrations", "Result", "Scoped", "Session"],
    ),
];

/// What a file can import of its own crate or module.
#[derive(Debug, Clone)]
pub(super) struct Context {
    /// The Rust names of the schema's enums.
    pub(super) enums: BTreeSet<String>,
    pub(super) layout: Layout,
}

impl Context {
    /// Everything that could be imported.
    fn names(&self) -> impl Iterator<Item = &str> {
        let runtime = RUNTIME.iter().flat_map(|(_, names)| names.iter().copied());
        runtime.chain(self.enums.iter().map(String::as_str))
    }
}

/// Reads a file and puts the `use` lines that it needs before its first item.
pub(super) fn read(body: &str, context: &Context) -> Result<syn::File, syn::Error> {
    let tokens: TokenStream = syn::parse_str(body)?;
    let mut named = BTreeSet::new();
    collect(tokens.clone(), &mut named);
    let mut file: syn::File = syn::parse2(tokens)?;
    let declared: BTreeSet<String> = file.items.iter().filter_map(declared).collect();
    let lines = lines(context, |name| {
        named.contains(name) && !declared.contains(name)
    });
    let imports: syn::File = syn::parse_str(&lines)?;
    file.items.splice(0..0, imports.items);
    Ok(file)
}

/// The `use` lines that a file's statements need, by the same rules without a parser.
pub(super) fn of_statements(statements: &[Statement<'_>], context: &Context) -> String {
    let mut named: BTreeMap<&str, bool> = context.names().map(|name| (name, false)).collect();
    let mut declared = BTreeSet::new();
    for Statement { indent, text } in statements {
        if text.starts_with("//") {
            continue;
        }
        names(text, |name| {
            // Types, and the few functions: nearly all names begin otherwise.
            let may_be_imported = match name.as_bytes() {
                [b'n', ..] => name.starts_with("new_uuid"),
                [b'j', ..] => name == "json_literal",
                [first, ..] => !first.is_ascii_lowercase(),
                [] => false,
            };
            if !may_be_imported {
                return;
            }
            if let Some(is_used) = named.get_mut(name) {
                *is_used = true;
            }
        });
        if *indent == 0 {
            let bare = text.strip_prefix("pub ").unwrap_or(text);
            let item = bare.strip_prefix("struct ").or(bare.strip_prefix("enum "));
            let name = item.and_then(|item| item.split(|c| !is_name(c)).next());
            declared.extend(name);
        }
    }
    lines(context, |name| {
        named.get(name) == Some(&true) && !declared.contains(name)
    })
}

fn lines(context: &Context, is_used: impl Fn(&str) -> bool) -> String {
    let own = match context.layout {
        Layout::Crate => "crate::enums",
        Layout::Module => "super::enums",
    };
    let mut lines = String::new();
    for (path, names) in RUNTIME {
        lines.push_str(&line(
            path,
            names.iter().copied().filter(|name| is_used(name)),
        ));
    }
    let enums = context.enums.iter().map(String::as_str);
    lines.push_str(&line(own, enums.filter(|name| is_used(name))));
    lines
}

const fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii()
}

/// Every identifier outside of string literals, but for those that go on a path: `dualect::Result` needs no import.
fn names<'t>(text: &'t str, mut each: impl FnMut(&'t str)) {
    let bytes = text.as_bytes();
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii();
    let (mut at, mut goes_on) = (0, false);
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        at += 1;
        if byte == b'"' {
            while let Some(&byte) = bytes.get(at) {
                at += if byte == b'\\' { 2 } else { 1 };
                if byte == b'"' {
                    break;
                }
            }
        } else if is_name(byte) {
            while bytes.get(at).is_some_and(|byte| is_name(*byte)) {
                at += 1;
            }
            let name = &text[start..at];
            if !goes_on {
                each(name);
            }
            goes_on = text[at..].starts_with("::");
            at += if goes_on { 2 } else { 0 };
        } else {
            goes_on = false;
        }
    }
}

/// The type that an item declares.
fn declared(item: &syn::Item) -> Option<String> {
    if let syn::Item::Enum(item) = item {
        Some(item.ident.to_string())
    } else if let syn::Item::Struct(item) = item {
        Some(item.ident.to_string())
    } else {
        None
    }
}

fn line<'a>(path: &str, names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => format!("use {path}::{only};\n"),
        several => format!("use {path}::{{{}}};\n", several.join(", ")),
    }
}

/// Every identifier in the code, however deep, but for those that go on a path: `dualect::Result` needs no import.
fn collect(tokens: TokenStream, into: &mut BTreeSet<String>) {
    let mut colons = 0;
    for token in tokens {
        colons = match token {
            TokenTree::Ident(ident) => {
                if colons < 2 {
                    into.insert(ident.to_string());
                }
                0
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => colons + 1,
            TokenTree::Group(group) => {
                collect(group.stream(), into);
                0
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => 0,
        };
    }
}
