//! What a column holds: `"text"`, `"decimal(10,2)?"`, `"uuid[]"`, an enum's name.

use super::enums::Enums;
use super::report::{At, Report};
use super::text::{did_you_mean, nearest, quoted};
use crate::diagnostic::Code;
use crate::name::EnumName;
use crate::schema::model::{Scalar, Type};

/// Types that are a word alone.
const PLAIN: [(&str, Scalar); 12] = [
    ("bool", Scalar::Bool),
    ("smallint", Scalar::SmallInt),
    ("int", Scalar::Int),
    ("bigint", Scalar::BigInt),
    ("real", Scalar::Real),
    ("double", Scalar::Double),
    ("text", Scalar::Text),
    ("bytes", Scalar::Bytes),
    ("uuid", Scalar::Uuid),
    ("timestamp", Scalar::Timestamp),
    ("date", Scalar::Date),
    ("time", Scalar::Time),
];
const JSON: &str = "json";

/// Types that need no numbers, for an editor to choose from.
pub(in crate::schema) const PLAIN_TYPES: [&str; 13] = {
    let mut names = [JSON; 13];
    let mut at = 0;
    while at < PLAIN.len() {
        names[at] = PLAIN[at].0;
        at += 1;
    }
    names
};

const DECIMAL: &str = "decimal";
const VARCHAR: &str = "varchar";

/// `rust_decimal` holds 28 digits, whatever stands before the point.
const MAX_PRECISION: u8 = 28;
/// The longest that Postgres' own `varchar` can be.
const MAX_LENGTH: u32 = 10_485_760;

/// What other tools call these types.
const ALIASES: [(&str, &str); 42] = [
    ("string", "text"),
    ("str", "text"),
    ("char", "text"),
    ("clob", "text"),
    ("citext", "text"),
    ("boolean", "bool"),
    ("bit", "bool"),
    ("integer", "int"),
    ("int2", "smallint"),
    ("int4", "int"),
    ("int8", "bigint"),
    ("i16", "smallint"),
    ("i32", "int"),
    ("i64", "bigint"),
    ("short", "smallint"),
    ("long", "bigint"),
    ("tinyint", "smallint"),
    ("serial", "int\"` with `identity = true"),
    ("bigserial", "bigint\"` with `identity = true"),
    ("float", "double"),
    ("float4", "real"),
    ("float8", "double"),
    ("f32", "real"),
    ("f64", "double"),
    ("double precision", "double"),
    ("number", "double"),
    ("numeric", "decimal(19,4)"),
    ("money", "decimal(19,4)"),
    ("blob", "bytes"),
    ("bytea", "bytes"),
    ("binary", "bytes"),
    ("guid", "uuid"),
    ("datetime", "timestamp"),
    ("timestamptz", "timestamp"),
    ("timestamp with time zone", "timestamp"),
    ("instant", "timestamp"),
    ("timetz", "time"),
    ("jsonb", "json"),
    ("object", "json"),
    ("map", "json"),
    ("array", "text[]"),
    ("enum", "the name of an enum under `[enums]"),
];

/// A type as written.
pub(super) struct Written {
    /// `None` where it has been reported.
    pub(super) ty: Option<Type>,
    /// Whether it ends in `?`.
    pub(super) nullable: bool,
}

/// Whether an enum of that name would hide a type.
pub(super) fn is_type_name(name: &str) -> bool {
    PLAIN.iter().any(|(plain, _)| *plain == name) || [JSON, DECIMAL, VARCHAR].contains(&name)
}

pub(super) fn read(report: &mut Report<'_>, enums: &Enums, text: At<&str>) -> Written {
    let (base, nullable) = match text.value.strip_suffix('?') {
        Some(base) => (base, true),
        None => (text.value, false),
    };
    let base = At::new(base, text.span);
    let ty = match base.value.strip_suffix("[]") {
        Some(element) => list(report, enums, At::new(element, text.span)),
        None => single(report, enums, base),
    };
    Written { ty, nullable }
}

fn list(report: &mut Report<'_>, enums: &Enums, element: At<&str>) -> Option<Type> {
    let problem = if element.value.ends_with('?') {
        Some("the elements of a list are never null".to_owned())
    } else if element.value.ends_with("[]") {
        Some("a list holds no lists".to_owned())
    } else {
        None
    };
    let problem = match problem {
        Some(problem) => problem,
        None => match single(report, enums, element)? {
            Type::Scalar(scalar) => return Some(Type::List(scalar)),
            Type::Json => "a list holds no json".to_owned(),
            Type::Enum(name) => format!("a list holds no enums such as {}", quoted(name.as_str())),
            Type::List(_) => "a list holds no lists".to_owned(),
        },
    };
    let diagnostic = report
        .error(Code::ListType, element.span, problem)
        .label("expected a list of a plain type, such as `text[]`")
        .help("`json` holds anything");
    report.push(diagnostic);
    None
}

fn single(report: &mut Report<'_>, enums: &Enums, text: At<&str>) -> Option<Type> {
    let word = text.value;
    if let Some((_, scalar)) = PLAIN.iter().find(|(plain, _)| *plain == word) {
        return Some(Type::Scalar(*scalar));
    }
    if word == JSON {
        return Some(Type::Json);
    }
    if enums.get(word).is_some() {
        return Some(Type::Enum(EnumName::new(word)));
    }
    let (name, arguments) = match word.split_once('(') {
        Some((name, rest)) => (name.trim_end(), Some(rest)),
        None => (word, None),
    };
    match name {
        DECIMAL => decimal(report, text, arguments).map(Type::Scalar),
        VARCHAR => varchar(report, text, arguments).map(Type::Scalar),
        _ => {
            unknown(report, enums, text, name, arguments);
            None
        }
    }
}

fn unknown(
    report: &mut Report<'_>,
    enums: &Enums,
    text: At<&str>,
    name: &str,
    arguments: Option<&str>,
) {
    if report.has_lost_word(name) {
        return;
    }
    let lower = name.trim().to_lowercase();
    let names = || {
        PLAIN
            .iter()
            .map(|(plain, _)| *plain)
            .chain([JSON, DECIMAL, VARCHAR])
            .chain(enums.names())
    };
    let alias_of = |word: &str| ALIASES.iter().find(|(alias, _)| *alias == word);
    let alias = alias_of(&lower).or_else(|| {
        let unlike_ours = nearest(&lower, names()).is_none();
        let meant = nearest(&lower, ALIASES.iter().map(|(alias, _)| *alias));
        meant.filter(|_| unlike_ours).and_then(alias_of)
    });
    let numbers = arguments.filter(|_| matches!(lower.as_str(), "numeric" | "number"));
    let help = match (alias, numbers) {
        (Some(_), Some(numbers)) => Some(format!("write `\"decimal({numbers}\"`")),
        (Some((_, "the name of an enum under `[enums]")), None) => {
            Some("write the name of an enum under `[enums]`".to_owned())
        }
        (Some((_, ours)), None) if ours.contains('`') => Some(format!("write `\"{ours}`")),
        (Some((_, ours)), None) => Some(format!("write `\"{ours}\"`")),
        (None, _) if word_without_arguments(name, arguments) => {
            Some(format!("{} takes no numbers", quoted(name)))
        }
        (None, _) if text.value.contains('.') => Some(format!(
            "for a foreign key write `{{ references = {:?} }}`",
            text.value
        )),
        (None, _) => nearest(name, names())
            .and_then(|_| did_you_mean(name, names()))
            .or_else(|| Some(every_type(enums))),
    };
    let diagnostic = report
        .error(
            Code::UnknownType,
            text.span,
            format!("there is no type {}", quoted(text.value)),
        )
        .maybe_help(help);
    report.push(diagnostic);
}

fn word_without_arguments(name: &str, arguments: Option<&str>) -> bool {
    arguments.is_some() && (name == JSON || PLAIN.iter().any(|(plain, _)| *plain == name))
}

fn every_type(enums: &Enums) -> String {
    let plain: Vec<&str> = PLAIN.iter().map(|(plain, _)| *plain).collect();
    let and_enums = if enums.all.is_empty() {
        ""
    } else {
        ", or an enum's name"
    };
    format!(
        "the types are {}, varchar(n), decimal(p,s), json{and_enums}; `[]` makes a list",
        plain.join(", ")
    )
}

fn decimal(report: &mut Report<'_>, text: At<&str>, arguments: Option<&str>) -> Option<Scalar> {
    let numbers = arguments.and_then(numbers);
    if let Some([precision, scale]) = numbers.as_deref() {
        let precision = u8::try_from(*precision).ok();
        let precision = precision.filter(|p| (1..=MAX_PRECISION).contains(p));
        let scale = u8::try_from(*scale).ok();
        if let (Some(precision), Some(scale)) = (precision, scale)
            && scale <= precision
        {
            return Some(Scalar::Decimal { precision, scale });
        }
        let diagnostic = report
            .error(
                Code::TypeArguments,
                text.span,
                format!("{} is out of range", quoted(text.value)),
            )
            .label(format!(
                "expected 1 to {MAX_PRECISION} digits in all, and no more than that after the point"
            ));
        report.push(diagnostic);
        return None;
    }
    let diagnostic = report
        .error(
            Code::TypeArguments,
            text.span,
            format!("{} does not say how many digits", quoted(text.value)),
        )
        .label("expected `decimal(p,s)`: digits in all, digits after the point")
        .help("money is often `\"decimal(18,4)\"`");
    report.push(diagnostic);
    None
}

fn varchar(report: &mut Report<'_>, text: At<&str>, arguments: Option<&str>) -> Option<Scalar> {
    let numbers = arguments.and_then(numbers);
    let problem = match numbers.as_deref() {
        Some([length]) if (1..=MAX_LENGTH).contains(length) => {
            return Some(Scalar::Varchar(*length));
        }
        Some([_]) => "is out of range",
        Some(_) | None => "does not say how many characters",
    };
    let diagnostic = report
        .error(
            Code::TypeArguments,
            text.span,
            format!("{} {problem}", quoted(text.value)),
        )
        .label(format!("expected `varchar(n)`, n from 1 to {MAX_LENGTH}"))
        .help("`\"text\"` has no limit");
    report.push(diagnostic);
    None
}

/// The numbers of `10, 2)`.
fn numbers(arguments: &str) -> Option<Vec<u32>> {
    arguments
        .strip_suffix(')')?
        .split(',')
        .map(|number| {
            let number = number.trim();
            let digits = number.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| number.parse().ok()).flatten()
        })
        .collect()
}

/// The type as the user writes it.
pub(super) fn spelled(ty: &Type) -> String {
    match ty {
        Type::Scalar(scalar) => scalar_spelled(*scalar),
        Type::Json => JSON.to_owned(),
        Type::Enum(name) => name.as_str().to_owned(),
        Type::List(scalar) => format!("{}[]", scalar_spelled(*scalar)),
    }
}

fn scalar_spelled(scalar: Scalar) -> String {
    match scalar {
        Scalar::Decimal { precision, scale } => format!("{DECIMAL}({precision},{scale})"),
        Scalar::Varchar(length) => format!("{VARCHAR}({length})"),
        Scalar::Bool
        | Scalar::SmallInt
        | Scalar::Int
        | Scalar::BigInt
        | Scalar::Real
        | Scalar::Double
        | Scalar::Text
        | Scalar::Bytes
        | Scalar::Uuid
        | Scalar::Timestamp
        | Scalar::Date
        | Scalar::Time => PLAIN
            .iter()
            .find(|(_, plain)| *plain == scalar)
            .map_or("", |(name, _)| name)
            .to_owned(),
    }
}
