//! `#[table(..)]` and `#[column(..)]`: values as the schema file writes them, keys before brackets or an equals sign.

use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Ident, Lit, LitStr, Token, braced, bracketed, parenthesized, token};

/// A key and what stands behind it.
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) span: Span,
    pub(super) value: Value,
}

/// A value.
pub(super) enum Value {
    Text(LitStr),
    /// `true`, `false`, or a key alone.
    Flag(bool, Span),
    /// A number, as TOML writes it too.
    Number(String, Span),
    Array(Vec<Value>, Span),
    /// `key(..)` or `{ .. }`.
    Table(Vec<Entry>, Span),
}

impl Value {
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Text(text) => text.span(),
            Self::Flag(_, span)
            | Self::Number(_, span)
            | Self::Array(_, span)
            | Self::Table(_, span) => *span,
        }
    }
}

/// Every entry of the attributes of that name.
pub(super) fn entries(attributes: &[syn::Attribute], name: &str) -> syn::Result<Vec<Entry>> {
    let mut found = Vec::new();
    for attribute in attributes {
        if !attribute.path().is_ident(name) {
            continue;
        }
        let syn::Meta::List(list) = &attribute.meta else {
            return Err(syn::Error::new_spanned(
                attribute.path(),
                format!("expected `#[{name}(..)]`, such as `{}`", example(name)),
            ));
        };
        let read = Punctuated::<Entry, Token![,]>::parse_terminated;
        found.extend(list.parse_args_with(read)?);
    }
    Ok(found)
}

fn example(name: &str) -> &'static str {
    if name == "table" {
        "#[table(name = \"plugin_notes\")]"
    } else {
        "#[column(primary_key)]"
    }
}

impl Parse for Entry {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        // `type` and `where` are keys too.
        let key = input.call(Ident::parse_any).map_err(|error| {
            syn::Error::new(error.span(), "expected a key, such as `name = \"..\"`")
        })?;
        let span = key.span();
        let value = if input.peek(token::Paren) {
            let content;
            let group = parenthesized!(content in input);
            Value::Table(list(&content)?, group.span.join())
        } else if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            input.parse()?
        } else {
            Value::Flag(true, span)
        };
        Ok(Self {
            key: key.unraw().to_string(),
            span,
            value,
        })
    }
}

impl Parse for Value {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(token::Bracket) {
            let content;
            let group = bracketed!(content in input);
            let items = Punctuated::<Self, Token![,]>::parse_terminated(&content)?;
            return Ok(Self::Array(items.into_iter().collect(), group.span.join()));
        }
        if input.peek(token::Brace) {
            let content;
            let group = braced!(content in input);
            return Ok(Self::Table(list(&content)?, group.span.join()));
        }
        let sign = input.parse::<Option<Token![-]>>()?;
        let literal: Lit = input.parse().map_err(|error| {
            syn::Error::new(
                error.span(),
                "expected a value: a text in quotes (an enum's value too, `\"calm\"`), a number, `true`, `false`, `[..]` or `{..}`",
            )
        })?;
        let span = literal.span();
        let negative = if sign.is_some() { "-" } else { "" };
        let number = |digits: &str, suffix: &str| {
            suffix
                .is_empty()
                .then(|| Self::Number(format!("{negative}{digits}"), span))
        };
        let value = if let Lit::Int(literal) = &literal {
            number(literal.base10_digits(), literal.suffix())
        } else if let Lit::Float(literal) = &literal {
            number(literal.base10_digits(), literal.suffix())
        } else if sign.is_some() {
            None
        } else if let Lit::Str(text) = literal {
            Some(Self::Text(text))
        } else if let Lit::Bool(flag) = literal {
            Some(Self::Flag(flag.value, span))
        } else {
            None
        };
        value.ok_or_else(|| {
            let message =
                "a schema has no such value: write a text in quotes, a number, `true` or `false`";
            syn::Error::new(span, message)
        })
    }
}

fn list(content: ParseStream<'_>) -> syn::Result<Vec<Entry>> {
    let entries = Punctuated::<Entry, Token![,]>::parse_terminated(content)?;
    Ok(entries.into_iter().collect())
}
