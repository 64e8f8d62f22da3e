//! What a field's Rust type is in the schema language.

use quote::ToTokens as _;
use syn::{GenericArgument, PathArguments, Type};

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Holds {
    /// A type of the language: `text`, `uuid[]`.
    Known(String),
    /// A decimal, of which the type does not say the digits; `[]` behind it or nothing.
    Decimal(&'static str),
    /// A type that no column holds, and what to do.
    Never(String),
    /// A type of somebody's own.
    Other,
}

/// The Rust types of columns. A path is known by its last part, as everybody imports it.
const SCALARS: [(&str, &str); 13] = [
    ("String", "text"),
    ("bool", "bool"),
    ("i16", "smallint"),
    ("i32", "int"),
    ("i64", "bigint"),
    ("f32", "real"),
    ("f64", "double"),
    ("Uuid", "uuid"),
    ("Timestamp", "timestamp"),
    ("Date", "date"),
    ("Time", "time"),
    ("Json", "json"),
    ("Value", "json"),
];

/// Types that people reach for, and what to take instead.
const INSTEAD: [(&str, &str); 24] = [
    ("str", "take `String`"),
    ("char", "take `String`"),
    ("i8", "take `i16`, a `smallint`"),
    ("u8", "take `i16`, a `smallint`"),
    ("u16", "take `i32`, an `int`"),
    ("u32", "take `i64`, a `bigint`"),
    ("u64", "take `i64`, a `bigint`"),
    ("usize", "take `i64`, a `bigint`"),
    ("isize", "take `i64`, a `bigint`"),
    ("u128", "take `Decimal`, or `String`"),
    ("i128", "take `Decimal`, or `String`"),
    ("SystemTime", "take `dualect::types::Timestamp`"),
    ("Instant", "take `dualect::types::Timestamp`"),
    ("DateTime", "take `dualect::types::Timestamp`"),
    ("OffsetDateTime", "take `dualect::types::Timestamp`"),
    ("NaiveDateTime", "take `dualect::types::Timestamp`"),
    ("NaiveDate", "take `dualect::types::Date`"),
    ("NaiveTime", "take `dualect::types::Time`"),
    ("Duration", "take `i64`, and say in its name what it counts"),
    ("HashMap", "take `Json`"),
    ("BTreeMap", "take `Json`"),
    ("HashSet", "take `Vec`"),
    ("BTreeSet", "take `Vec`"),
    ("PathBuf", "take `String`"),
];

/// The type inside an `Option`, where it is one.
pub(super) fn optional(ty: &Type) -> Option<&Type> {
    argument(ty, "Option")
}

/// What the language calls a type that is no `Option`.
pub(super) fn holds(ty: &Type) -> Holds {
    let never = |help: &str| Holds::Never(help.to_owned());
    if let Type::Reference(_) = ty {
        return never("a row owns what it holds: take `String` or `Vec<u8>`");
    }
    if let Some(element) = argument(ty, "Vec") {
        if is_named(element, "u8") {
            return Holds::Known("bytes".to_owned());
        }
        return match holds(element) {
            Holds::Known(name) if name.ends_with("[]") => {
                never("a list holds no lists: take `Json`")
            }
            Holds::Known(name) if name == "json" => never("a list holds no json: take `Json`"),
            Holds::Known(name) => Holds::Known(format!("{name}[]")),
            Holds::Decimal(_) => Holds::Decimal("[]"),
            Holds::Never(help) => Holds::Never(help),
            Holds::Other => never("a list holds plain values: take `Json`"),
        };
    }
    if argument(ty, "Option").is_some() {
        return never("NULL is NULL, however often it is wrapped: take one `Option`");
    }
    let Some(name) = last(ty) else {
        return never("take the type of a column: `String`, `i64`, `Uuid`, ..");
    };
    if name == "Decimal" {
        return Holds::Decimal("");
    }
    if let Some((_, known)) = SCALARS.iter().find(|(rust, _)| *rust == name) {
        return Holds::Known((*known).to_owned());
    }
    match INSTEAD.iter().find(|(rust, _)| *rust == name) {
        Some((_, help)) => never(help),
        None => Holds::Other,
    }
}

/// The Rust type of a type of the language; `None` for an enum, or what is no type at all.
pub(super) fn rust_of(word: &str) -> Option<String> {
    if let Some(element) = word.strip_suffix("[]") {
        return rust_of(element).map(|element| format!("Vec<{element}>"));
    }
    let name = word.split('(').next().unwrap_or_default().trim();
    match name {
        "varchar" => Some("String".to_owned()),
        "decimal" => Some("Decimal".to_owned()),
        "bytes" => Some("Vec<u8>".to_owned()),
        _ => SCALARS
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(rust, _)| (*rust).to_owned()),
    }
}

/// A type as its author would write it.
pub(super) fn spelled(ty: &Type) -> String {
    let mut text = ty.to_token_stream().to_string();
    for (spaced, tight) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        ("& ", "&"),
    ] {
        text = text.replace(spaced, tight);
    }
    text
}

fn is_named(ty: &Type, name: &str) -> bool {
    last(ty).is_some_and(|last| last == name)
}

/// The last part of a path without arguments.
fn last(ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    let segment = path.path.segments.last()?;
    Some(segment.ident.to_string())
}

/// The argument of `Wrapper<T>`.
fn argument<'t>(ty: &'t Type, wrapper: &str) -> Option<&'t Type> {
    let Type::Path(path) = ty else { return None };
    let segment = path.path.segments.last()?;
    if segment.ident != wrapper {
        return None;
    }
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return None;
    };
    let mut arguments = arguments.args.iter();
    match (arguments.next(), arguments.next()) {
        (Some(GenericArgument::Type(inner)), None) => Some(inner),
        _ => None,
    }
}
