//! Code generation is a pure function: no file system, environment, clock, chance or async.

use std::str::FromStr;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::workspace::Member;

/// Modules of the standard library that reach outside. Of threads, those that end before the call that began them
/// (`std::thread::scope`) do not.
const MODULES: [&str; 5] = ["env", "fs", "net", "process", "thread"];

/// Words that have no place at all; in comments and strings they may stand, since generated text and its docs are about them.
const WORDS: [&str; 8] = [
    "async",
    "await",
    "deadpool_postgres",
    "rusqlite",
    "tokio",
    "tokio_postgres",
    "Instant",
    "SystemTime",
];

pub(super) fn check(member: &Member, found: &mut Vec<String>) {
    if member.name != "dualect-codegen" {
        return;
    }
    // Its tests may read what they like.
    let product = member
        .sources
        .iter()
        .filter(|(path, _)| path.starts_with("codegen/src/"));
    for (path, text) in product {
        match TokenStream::from_str(text) {
            Ok(tokens) => walk(&tokens, path, found),
            Err(error) => found.push(format!(
                "{path}:{}: is not Rust: {error}",
                error.span().start().line
            )),
        }
    }
}

fn walk(tokens: &TokenStream, path: &str, found: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(word) if WORDS.iter().any(|forbidden| word == forbidden) => {
                say(token, &word.to_string(), path, found);
            }
            TokenTree::Ident(word) if word == "std" => after_std(&tokens[at + 1..], path, found),
            TokenTree::Group(group) => walk(&group.stream(), path, found),
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// What follows `std`: `::fs`, or `::{fs, io}`.
fn after_std(tokens: &[TokenTree], path: &str, found: &mut Vec<String>) {
    let [
        TokenTree::Punct(first),
        TokenTree::Punct(second),
        named,
        rest @ ..,
    ] = tokens
    else {
        return;
    };
    let is_scope = matches!(rest, [_, _, TokenTree::Ident(word), ..] if word == "scope");
    if matches!(named, TokenTree::Ident(word) if word == "thread") && is_scope {
        return;
    }
    if first.as_char() != ':' || second.as_char() != ':' {
        return;
    }
    match named {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
            imported(group, path, found);
        }
        TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) | TokenTree::Group(_) => {
            module(named, path, found);
        }
    }
}

/// The modules that a braced import names: what stands first in it or after a comma.
fn imported(group: &Group, path: &str, found: &mut Vec<String>) {
    let mut is_first = true;
    for token in group.stream() {
        if is_first {
            module(&token, path, found);
        }
        is_first = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',');
    }
}

fn module(token: &TokenTree, path: &str, found: &mut Vec<String>) {
    if let TokenTree::Ident(word) = token
        && MODULES.iter().any(|forbidden| word == forbidden)
    {
        say(token, &format!("std::{word}"), path, found);
    }
}

fn say(token: &TokenTree, what: &str, path: &str, found: &mut Vec<String>) {
    found.push(format!(
        "{path}:{}: {what} has no place in code generation",
        token.span().start().line
    ));
}
