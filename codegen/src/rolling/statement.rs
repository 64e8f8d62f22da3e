//! The queries in a generated crate's Rust.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use sqlparser::dialect::GenericDialect;
use sqlparser::tokenizer::{Token, Tokenizer};

use crate::name::DbName;

/// A query, as far as a rolling deploy has to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its name, as traces show it: `posts::get`.
    pub name: String,
    /// Every name in its text.
    words: BTreeSet<String>,
    /// The table that it inserts into.
    into: Option<String>,
}

impl Statement {
    /// Whether its text holds the name.
    pub(super) fn mentions(&self, name: &DbName) -> bool {
        self.words.contains(name.as_str())
    }

    /// Whether it makes rows of that table.
    pub(super) fn inserts_into(&self, table: &DbName) -> bool {
        self.into.as_deref() == Some(table.as_str())
    }
}

/// The statements in one generated file, of the module of that name. What is written in pieces counts as one: a bulk insert has a head
/// for each database.
///
/// # Errors
/// The text is no Rust.
///
/// ```
/// use dualect_codegen::rolling::statements;
/// let rust = r#"static GET: Statement = Statement::read("posts::get", &TABLE, "SELECT id FROM posts");"#;
/// assert_eq!(statements("posts", rust).unwrap()[0].name, "posts::get");
/// ```
pub fn statements(module: &str, rust: &str) -> Result<Vec<Statement>, String> {
    let file = syn::parse_file(rust).map_err(|error| error.to_string())?;
    let mut found = Vec::new();
    for item in &file.items {
        if let syn::Item::Static(item) = item {
            let mut texts = Vec::new();
            literals(item.expr.to_token_stream(), &mut texts);
            let name = format!("{module}::{}", item.ident.to_string().to_lowercase());
            found.extend(statement(name, &texts));
        }
    }
    Ok(found)
}

fn literals(tokens: TokenStream, found: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => literals(group.stream(), found),
            TokenTree::Literal(literal) => {
                if let syn::Lit::Str(text) = syn::Lit::new(literal) {
                    found.push(text.value());
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

/// What these texts are together; nothing, where none of them is SQL.
fn statement(name: String, texts: &[String]) -> Option<Statement> {
    let is_sql = |text: &String| {
        let verb = text.split_whitespace().next().unwrap_or_default();
        matches!(verb, "SELECT" | "INSERT" | "UPDATE" | "DELETE" | "WITH")
    };
    if !texts.iter().any(is_sql) {
        return None;
    }
    // A trace's name says more than that of the static.
    let is_name = |text: &&String| text.contains("::") && !text.contains(char::is_whitespace);
    let traced = texts.iter().find(is_name).cloned();
    let (mut words, mut into) = (BTreeSet::new(), None);
    for text in texts {
        let read = words_of(text);
        let mut after = read.windows(3);
        into = into.or_else(|| {
            let insert = after.find(|three| {
                matches!(three, [insert, into, _]
                    if insert.eq_ignore_ascii_case("INSERT") && into.eq_ignore_ascii_case("INTO"))
            });
            insert.and_then(|three| three.last().cloned())
        });
        words.extend(read);
    }
    Some(Statement {
        name: traced.unwrap_or(name),
        words,
        into,
    })
}

/// The names in a piece of SQL, with its keywords; without what stands in a text. A name with a schema gives both parts, of which the
/// last counts as the table.
fn words_of(sql: &str) -> Vec<String> {
    let dialect = GenericDialect {};
    // A piece need not be a whole: what cannot be read to its end is read as far as it goes.
    let mut tokens = Vec::new();
    let _ = Tokenizer::new(&dialect, sql).tokenize_with_location_into_buf(&mut tokens);
    let mut words: Vec<String> = Vec::new();
    let mut qualified = false;
    for token in tokens {
        if let Token::Word(word) = token.token {
            if qualified {
                words.pop();
            }
            words.push(word.value);
            qualified = false;
        } else if !matches!(token.token, Token::Whitespace(_)) {
            qualified = token.token == Token::Period;
        }
    }
    words
}
