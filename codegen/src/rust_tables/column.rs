//! A field as a column of the schema file.

use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{Field, Ident, Type};

use super::attribute::{self, Entry, Value};
use super::declaration::{COLUMN, Known, Mistake, conditional, doc};
use super::text::Writer;
use super::types::{Holds, holds, optional, rust_of, spelled};
use crate::schema::column_keys;
use crate::spelling::quoted;

/// Keys that only a field has.
const OWN: [&str; 2] = ["name", "enum"];
/// Keys of a column that a field says in another way.
const OTHERWISE: [(&str, &str); 3] = [
    ("nullable", "a column that can be null is an `Option`"),
    (
        "rust_name",
        "the field's name is that; `name = \"..\"` is the column's",
    ),
    (
        "rust_type",
        "the field's type is that; `type = \"..\"` is the column's",
    ),
];

/// What a field's column holds.
struct Held {
    /// The type in the schema language; `None` where it follows from what the column references.
    ty: Option<(String, Span)>,
    /// The field's own type, where it is not the column's.
    rust_type: Option<(String, Span)>,
}

pub(super) fn write(field: &Field, writer: &mut Writer, mistakes: &mut Vec<Mistake>) {
    let Some(ident) = &field.ident else { return };
    conditional(&field.attrs, "a column", mistakes);
    if let Some(relative) = relative(&field.ty) {
        let message = format!(
            "{} is another place in the module that the derive writes",
            quoted(&format!("{relative}::"))
        );
        let help = "bring the type in by `use`, and name it alone";
        mistakes.push(Mistake::new(relative.span(), message).help(help));
        return;
    }
    let entries = match attribute::entries(&field.attrs, "column") {
        Ok(entries) => entries,
        Err(error) => {
            mistakes.push(error.into());
            return;
        }
    };
    let known = Known {
        attribute: COLUMN,
        keys: OWN.into_iter().chain(column_keys()).collect(),
        otherwise: &OTHERWISE,
    };
    let entries = known.of(entries, |_| false, mistakes);
    let (inner, nullable) = match optional(&field.ty) {
        Some(inner) => (inner, true),
        None => (&field.ty, false),
    };
    let Some(held) = held(inner, nullable, &entries, mistakes) else {
        return;
    };
    let rust_name = ident.unraw().to_string();
    let name = entries.iter().find(|entry| entry.key == "name");
    match name.map(|entry| &entry.value) {
        None => writer.key(&rust_name, ident.span()),
        Some(Value::Text(text)) => writer.key(&text.value(), text.span()),
        Some(other) => {
            mistakes.push(Mistake::new(other.span(), "`name` takes a text in quotes"));
            return;
        }
    }
    writer.plain(" = { ");
    let mut first = true;
    let mut part = |writer: &mut Writer, key: &str, span: Span| {
        if !std::mem::take(&mut first) {
            writer.plain(", ");
        }
        writer.key(key, span);
        writer.plain(" = ");
    };
    if let Some((ty, span)) = &held.ty {
        part(writer, "type", *span);
        let given = entries.iter().find(|entry| entry.key == "type");
        match given.map(|entry| &entry.value) {
            Some(value @ Value::Text(_)) => writer.value(value),
            Some(_) | None => writer.string(ty, *span),
        }
    }
    if let Some((path, span)) = &held.rust_type {
        part(writer, "rust_type", *span);
        writer.string(path, *span);
    }
    if nullable {
        part(writer, "nullable", field.ty.span());
        writer.word("true", field.ty.span());
    }
    if name
        .is_some_and(|name| matches!(&name.value, Value::Text(text) if text.value() != rust_name))
    {
        part(writer, "rust_name", ident.span());
        writer.string(&rust_name, ident.span());
    }
    let has_doc = entries.iter().any(|entry| entry.key == "doc");
    if let Some((text, span)) = doc(&field.attrs).filter(|_| !has_doc) {
        part(writer, "doc", span);
        writer.string(&text, span);
    }
    for entry in &entries {
        if !OWN.contains(&entry.key.as_str()) && entry.key != "type" {
            part(writer, &entry.key, entry.span);
            writer.value(&entry.value);
        }
    }
    writer.plain(" }\n");
}

/// What the column holds; `None` where that cannot be said and is reported.
fn held(
    inner: &Type,
    nullable: bool,
    entries: &[Entry],
    mistakes: &mut Vec<Mistake>,
) -> Option<Held> {
    let span = inner.span();
    let entry = |key: &str| entries.iter().find(|entry| entry.key == key);
    let mut text = |entry: &Entry| match &entry.value {
        Value::Text(text) => Some((text.value(), text.span())),
        value @ (Value::Flag(..) | Value::Number(..) | Value::Array(..) | Value::Table(..)) => {
            let message = format!("{} takes a text in quotes", quoted(&entry.key));
            mistakes.push(Mistake::new(value.span(), message));
            None
        }
    };
    match (entry("enum"), entry("type")) {
        (Some(by_enum), Some(_)) => {
            let message = "`enum` and `type` are the same thing said twice";
            mistakes.push(Mistake::new(by_enum.span, message).help("take one of them out"));
            return None;
        }
        (Some(by_enum), None) => {
            let ty = text(by_enum)?;
            return Some(Held {
                ty: Some(ty),
                rust_type: None,
            });
        }
        (None, Some(given)) => {
            let (word, word_span) = text(given)?;
            let base = word.strip_suffix('?').unwrap_or(&word);
            if base != word && !nullable {
                let message = format!(
                    "a column of {} can be null, so that the field is an `Option`",
                    quoted(&word)
                );
                let help = format!("write `Option<{}>`, or take the `?` out", spelled(inner));
                mistakes.push(Mistake::new(span, message).help(help));
                return None;
            }
            let converted = match (rust_of(base), holds(inner)) {
                // An enum, or no type at all: the schema says.
                (None, _) => false,
                (Some(_), Holds::Other) => true,
                (Some(rust), _) if rust == last_part(inner) => false,
                (Some(rust), _) => {
                    let message = format!(
                        "a column of {} holds {}, not {}",
                        quoted(&word),
                        quoted(&rust),
                        quoted(&spelled(inner))
                    );
                    mistakes.push(Mistake::new(span, message).help(format!("write `{rust}`")));
                    return None;
                }
            };
            let rust_type = converted.then(|| (spelled(inner), span));
            return Some(Held {
                ty: Some((word, word_span)),
                rust_type,
            });
        }
        (None, None) => {}
    }
    let follows = entry("references").is_some();
    let named = quoted(&spelled(inner));
    let mistake = match holds(inner) {
        _ if follows => return Some(Held { ty: None, rust_type: None }),
        Holds::Known(word) => {
            return Some(Held { ty: Some((word, span)), rust_type: None });
        }
        Holds::Decimal(list) => {
            Mistake::new(span, format!("{named} does not say how many digits")).help(format!(
                "say it: `#[column(type = \"decimal(18,4){list}\")]`, digits in all and after the point"
            ))
        }
        Holds::Never(help) => Mistake::new(span, format!("no column holds {named}")).help(help),
        Holds::Other => Mistake::new(span, format!("which column type is {named}?")).help(
            "an enum of the schema is `#[column(enum = \"..\")]`; a type of your own names the column's, such as `#[column(type = \"text\")]`",
        ),
    };
    mistakes.push(mistake);
    None
}

/// The `super` or `self` that begins the type's path, or that of the type in it.
fn relative(ty: &Type) -> Option<&Ident> {
    let ty = optional(ty).unwrap_or(ty);
    let Type::Path(path) = ty else { return None };
    let first = &path.path.segments.first()?.ident;
    (path.path.segments.len() > 1 && (first == "super" || first == "self")).then_some(first)
}

/// The type as it is known: `Vec<String>` for `std::vec::Vec<String>`, `Json` for `Value`.
fn last_part(ty: &Type) -> String {
    match holds(ty) {
        Holds::Known(word) => rust_of(&word).unwrap_or_default(),
        Holds::Decimal("") => "Decimal".to_owned(),
        Holds::Decimal(_) => "Vec<Decimal>".to_owned(),
        Holds::Never(_) | Holds::Other => spelled(ty),
    }
}
