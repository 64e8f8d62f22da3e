//! The `use` lines of a generated file: what its code names, and nothing else.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};

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
            "Cursor",
            "Decoder",
            "ForeignKeyInfo",
            "InsertOrGet",
            "InsertedOrFound",
            "Keyset",
            "ListKind",
            "Page",
            "Row",
            "Statement",
            "Storage",
            "TableInfo",
            "TextEnum",
            "UniqueInfo",
            "Upsert",
            "Upserted",
            "Value",
        ],
    ),
    (
        "dualect::types",
        &["Date", "Decimal", "Json", "Time", "Timestamp", "Uuid"],
    ),
    (
        "dualect",
        &["Migration", "Migrations", "Result", "Scoped", "Session"],
    ),
];

/// What a file can import of its own crate or module.
pub(super) struct Context {
    /// The Rust names of the schema's enums.
    pub(super) enums: BTreeSet<String>,
    pub(super) layout: Layout,
}

/// Reads a file and puts the `use` lines that it needs before its first item.
pub(super) fn read(body: &str, context: &Context) -> Result<syn::File, syn::Error> {
    let tokens: TokenStream = syn::parse_str(body)?;
    let mut named = BTreeSet::new();
    collect(tokens.clone(), &mut named);
    let mut file: syn::File = syn::parse2(tokens)?;
    let declared: BTreeSet<String> = file.items.iter().filter_map(declared).collect();
    let is_used = |name: &&str| named.contains(*name) && !declared.contains(*name);
    let own = match context.layout {
        Layout::Crate => "crate::enums",
        Layout::Module => "super::enums",
    };
    let enums = context.enums.iter().map(String::as_str);
    let mut lines: String = RUNTIME
        .iter()
        .map(|(path, names)| line(path, names.iter().copied().filter(is_used)))
        .collect();
    lines.push_str(&line(own, enums.filter(is_used)));
    let imports: syn::File = syn::parse_str(&lines)?;
    file.items.splice(0..0, imports.items);
    Ok(file)
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

/// Every identifier in the code, however deep, but for those that follow `dualect::` and need no import.
fn collect(tokens: TokenStream, into: &mut BTreeSet<String>) {
    /// How many tokens of `dualect::` have just been read.
    const WHOLE: u8 = 3;
    let mut path = 0;
    for token in tokens {
        path = match token {
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                let begins = u8::from(name == "dualect");
                if path != WHOLE {
                    into.insert(name);
                }
                begins
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' && (1..WHOLE).contains(&path) => {
                path + 1
            }
            TokenTree::Group(group) => {
                collect(group.stream(), into);
                0
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => 0,
        };
    }
}
