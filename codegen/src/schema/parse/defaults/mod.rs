//! `default`: a value of the column's type, or a generator.

mod decimal;
mod json;
mod number;

use toml::Spanned;
use toml::de::DeValue;

use super::enums::Enums;
use super::report::Report;
use super::text::{did_you_mean, nearest, quoted, with_article};
use super::types::spelled;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::schema::language::{DEFAULT_EXPRESSION, names};
use crate::schema::model::{Default, Generator, Literal, Scalar, Type};

const GENERATORS: [(&str, Generator); 3] = [
    ("now", Generator::Now),
    ("uuid_v4", Generator::UuidV4),
    ("uuid_v7", Generator::UuidV7),
];

/// What a default is checked against.
struct Target<'t> {
    /// ``column `agents.id` ``.
    place: &'t str,
    ty: &'t Type,
    enums: &'t Enums,
}

/// The default; `None` where it has been reported.
pub(super) fn read(
    report: &mut Report<'_>,
    place: &str,
    ty: &Type,
    value: &Spanned<DeValue<'_>>,
    enums: &Enums,
) -> Option<Default> {
    let target = Target { place, ty, enums };
    if let Some(generator) = generator(&target, value.get_ref()) {
        return Some(Default::Generator(generator));
    }
    literal(report, &target, ty, value).map(Default::Literal)
}

/// `{ sql = ".." }` or `{ sqlite = "..", postgres = ".." }`, which is no JSON object on a json column either.
pub(super) fn is_expression(value: &DeValue<'_>) -> bool {
    let Some(table) = value.as_table() else {
        return false;
    };
    let known = |key: &str| names(DEFAULT_EXPRESSION).any(|known| known == key);
    !table.is_empty() && table.keys().all(|key| known(key.get_ref()))
}

/// Generators are words on the types that have them; on text they are text.
fn generator(target: &Target<'_>, value: &DeValue<'_>) -> Option<Generator> {
    let word = value.as_str()?;
    let (_, generator) = GENERATORS.iter().find(|(name, _)| *name == word)?;
    let fits = match (generator, target.ty) {
        (Generator::Now, Type::Scalar(Scalar::Timestamp))
        | (Generator::UuidV4 | Generator::UuidV7, Type::Scalar(Scalar::Uuid)) => true,
        (
            Generator::Now | Generator::UuidV4 | Generator::UuidV7,
            Type::Scalar(_) | Type::Json | Type::Enum(_) | Type::List(_),
        ) => false,
    };
    fits.then_some(*generator)
}

fn literal(
    report: &mut Report<'_>,
    target: &Target<'_>,
    ty: &Type,
    value: &Spanned<DeValue<'_>>,
) -> Option<Literal> {
    match ty {
        Type::Scalar(scalar) => scalar_literal(report, target, *scalar, value),
        Type::Json => json::read(report, target.place, value).map(Literal::Json),
        Type::Enum(name) => enum_value(report, target, name.as_str(), value),
        Type::List(element) => list(report, target, *element, value),
    }
}

fn scalar_literal(
    report: &mut Report<'_>,
    target: &Target<'_>,
    scalar: Scalar,
    value: &Spanned<DeValue<'_>>,
) -> Option<Literal> {
    match scalar {
        Scalar::Bool => match value.get_ref() {
            DeValue::Boolean(boolean) => Some(Literal::Bool(*boolean)),
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_)
            | DeValue::Table(_) => wrong_kind(report, target, value, "boolean"),
        },
        Scalar::SmallInt => {
            number::integer(report, target, value, i16::MIN.into(), i16::MAX.into())
        }
        Scalar::Int => number::integer(report, target, value, i32::MIN.into(), i32::MAX.into()),
        Scalar::BigInt => number::integer(report, target, value, i64::MIN, i64::MAX),
        Scalar::Real => number::float(report, target, value, number::Width::Single),
        Scalar::Double => number::float(report, target, value, number::Width::Double),
        Scalar::Decimal { precision, scale } => {
            decimal::read(report, target, value, precision, scale)
        }
        Scalar::Text => text(report, target, value, None),
        Scalar::Varchar(length) => text(report, target, value, Some(length)),
        Scalar::Uuid | Scalar::Timestamp | Scalar::Bytes | Scalar::Date | Scalar::Time => {
            unsupported(report, target, scalar, value);
            None
        }
    }
}

fn text(
    report: &mut Report<'_>,
    target: &Target<'_>,
    value: &Spanned<DeValue<'_>>,
    limit: Option<u32>,
) -> Option<Literal> {
    let Some(text) = value.get_ref().as_str() else {
        return wrong_kind(report, target, value, "string");
    };
    if text.contains('\0') {
        let message = format!("the default of {} holds a NUL character", target.place);
        let diagnostic = report
            .error(Code::BadText, value.span().into(), message)
            .label("Postgres holds no NUL in text");
        report.push(diagnostic);
        return None;
    }
    let length = text.chars().count();
    if let Some(limit) = limit
        && usize::try_from(limit).is_ok_and(|limit| length > limit)
    {
        let message = format!(
            "the default of {} is {length} characters long",
            target.place
        );
        let diagnostic = report
            .error(Code::DefaultRange, value.span().into(), message)
            .label(format!("expected at most {limit}"));
        report.push(diagnostic);
        return None;
    }
    Some(Literal::Text(text.to_owned()))
}

fn enum_value(
    report: &mut Report<'_>,
    target: &Target<'_>,
    name: &str,
    value: &Spanned<DeValue<'_>>,
) -> Option<Literal> {
    let Some(text) = value.get_ref().as_str() else {
        return wrong_kind(report, target, value, "string");
    };
    let known = target.enums.get(name)?;
    let values = || known.resolved.values.iter().map(String::as_str);
    if values().any(|value| value == text) {
        return Some(Literal::Text(text.to_owned()));
    }
    if known.whole {
        let message = format!("{} is not a value of enum {}", quoted(text), quoted(name));
        let diagnostic = report
            .error(Code::DefaultRange, value.span().into(), message)
            .maybe_help(did_you_mean(text, values()));
        report.push(diagnostic);
    }
    None
}

fn list(
    report: &mut Report<'_>,
    target: &Target<'_>,
    element: Scalar,
    value: &Spanned<DeValue<'_>>,
) -> Option<Literal> {
    let Some(array) = value.get_ref().as_array() else {
        return wrong_kind(report, target, value, "array");
    };
    let mut literals = Vec::new();
    let mut whole = true;
    for item in array {
        match scalar_literal(report, target, element, item) {
            Some(literal) => literals.push(literal),
            None => whole = false,
        }
    }
    whole.then_some(Literal::List(literals))
}

/// Types of which no value can be written as a default.
fn unsupported(
    report: &mut Report<'_>,
    target: &Target<'_>,
    scalar: Scalar,
    value: &Spanned<DeValue<'_>>,
) {
    let span = Span::from(value.span());
    let spelled = spelled(&Type::Scalar(scalar));
    let in_list = matches!(target.ty, Type::List(_));
    let generators: &[&str] = match scalar {
        Scalar::Uuid if !in_list => &["uuid_v7", "uuid_v4"],
        Scalar::Timestamp if !in_list => &["now"],
        Scalar::Bool
        | Scalar::SmallInt
        | Scalar::Int
        | Scalar::BigInt
        | Scalar::Real
        | Scalar::Double
        | Scalar::Decimal { .. }
        | Scalar::Text
        | Scalar::Varchar(_)
        | Scalar::Bytes
        | Scalar::Uuid
        | Scalar::Timestamp
        | Scalar::Date
        | Scalar::Time => &[],
    };
    let word = value.get_ref().as_str().unwrap_or_default();
    if let Some(message) = generator_mismatch(target, word) {
        let diagnostic = report
            .error(Code::Generator, span, message)
            .help(way_out(generators));
        report.push(diagnostic);
        return;
    }
    let diagnostic = match nearest_generator(word, generators) {
        Some(generator) => report
            .error(
                Code::Generator,
                span,
                format!("there is no generator {}", quoted(word)),
            )
            .help(format!("did you mean {}?", quoted(generator))),
        None => report
            .error(
                Code::DefaultUnsupported,
                span,
                format!(
                    "a value of {} cannot be the default of {}",
                    quoted(&spelled),
                    target.place
                ),
            )
            .help(way_out(generators)),
    };
    report.push(diagnostic);
}

fn way_out(generators: &[&str]) -> String {
    let without = "leave `default` out and give the value on insert";
    if generators.is_empty() {
        without.to_owned()
    } else {
        let words: Vec<String> = generators
            .iter()
            .map(|word| format!("`\"{word}\"`"))
            .collect();
        format!("write {}, or {without}", words.join(" or "))
    }
}

/// What is said of a generator on a type that does not have it.
fn generator_mismatch(target: &Target<'_>, word: &str) -> Option<String> {
    let (name, generator) = GENERATORS.iter().find(|(name, _)| *name == word)?;
    let makes = match generator {
        Generator::Now => "timestamp",
        Generator::UuidV4 | Generator::UuidV7 => "uuid",
    };
    let spelled = spelled(target.ty);
    Some(format!(
        "`{name}` makes a `{makes}`, and {} is {}",
        target.place,
        quoted(&spelled)
    ))
}

fn nearest_generator<'g>(word: &str, generators: &[&'g str]) -> Option<&'g str> {
    const ALIASES: [(&str, &str); 9] = [
        ("now()", "now"),
        ("current_timestamp", "now"),
        ("uuid", "uuid_v7"),
        ("uuidv4", "uuid_v4"),
        ("uuidv7", "uuid_v7"),
        ("v4", "uuid_v4"),
        ("v7", "uuid_v7"),
        ("gen_random_uuid()", "uuid_v4"),
        ("random", "uuid_v4"),
    ];
    let lower = word.to_lowercase();
    let alias = ALIASES.iter().find(|(alias, _)| *alias == lower);
    let meant = alias.and_then(|(_, ours)| generators.iter().find(|name| *name == ours));
    meant
        .copied()
        .or_else(|| nearest(word, generators.iter().copied()))
}

/// Reports a value of another kind than the type takes.
fn wrong_kind<T>(
    report: &mut Report<'_>,
    target: &Target<'_>,
    value: &Spanned<DeValue<'_>>,
    expected: &str,
) -> Option<T> {
    let diagnostic = wrong_kind_of(report, target, value, expected);
    report.push(diagnostic);
    None
}

fn wrong_kind_of(
    report: &Report<'_>,
    target: &Target<'_>,
    value: &Spanned<DeValue<'_>>,
    expected: &str,
) -> Diagnostic {
    let found = value.get_ref();
    let word = found.as_str().unwrap_or_default();
    if let Some(message) = generator_mismatch(target, word) {
        return report
            .error(Code::Generator, value.span().into(), message)
            .label(format!("expected {}", with_article(expected)));
    }
    let message = format!(
        "the default of {} takes {}",
        target.place,
        with_article(expected)
    );
    let help = kind_help(found, expected);
    report
        .error(Code::DefaultType, value.span().into(), message)
        .label(format!(
            "expected {}, found {}",
            with_article(expected),
            with_article(found.type_str())
        ))
        .maybe_help(help)
}

/// The same value in the right kind.
fn kind_help(found: &DeValue<'_>, expected: &str) -> Option<String> {
    let without_quotes = |word: &str| Some(format!("write {} without quotes", quoted(word)));
    match (found, expected) {
        (DeValue::String(text), "boolean") => {
            let lower = text.trim().to_lowercase();
            matches!(lower.as_str(), "true" | "false").then(|| without_quotes(&lower))?
        }
        (DeValue::String(text), "integer" | "number") => {
            let text = text.trim();
            let number = text.parse::<f64>().is_ok_and(f64::is_finite);
            number.then(|| without_quotes(text))?
        }
        (DeValue::Integer(integer), "string") => Some(format!("write `\"{integer}\"`")),
        (DeValue::Boolean(boolean), "string") => Some(format!("write `\"{boolean}\"`")),
        (
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_)
            | DeValue::Table(_),
            _,
        ) => None,
    }
}
