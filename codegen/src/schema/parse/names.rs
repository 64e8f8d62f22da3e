//! Single names: keys, names in the databases, names in Rust, and texts that are stored.

use heck::{ToSnakeCase, ToUpperCamelCase};

use super::reader::Reader;
use super::report::{At, Report};
use super::text::quoted;
use crate::diagnostic::Code;
use crate::name::DbName;

/// The longest name that both databases keep whole.
const MAX_BYTES: usize = 63;
/// What names of tables, indexes and constraints may not begin with, in any case, and whose they are.
const RESERVED_PREFIXES: [(&str, &str); 3] = [
    ("sqlite_", "SQLite keeps such names for itself"),
    ("__dualect", "dualect's own tables are called so"),
    ("__drizzle", "the table of applied migrations is called so"),
];
/// Columns that every Postgres table has.
const SYSTEM_COLUMNS: [&str; 6] = ["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"];

/// Names that Rust has no field of, not even in raw form.
pub(super) const NO_FIELDS: [&str; 3] = ["crate", "self", "super"];
/// Schemas that Postgres has itself, and ours.
const OWN_SCHEMAS: [(&str, &str); 3] = [
    (
        "public",
        "leave `schema` out: the connection's own schema is `public` unless it says otherwise",
    ),
    (
        "information_schema",
        "Postgres describes itself in that schema",
    ),
    (
        "drizzle",
        "the table of applied migrations is in that schema",
    ),
];

/// What a name in the databases is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// A table, an index or a constraint.
    Object,
    /// A column.
    Column,
    /// A schema or an extension of Postgres.
    Outer,
}

/// Reports a key that is not `snake_case`. `keeps` is the key that keeps the spelling for the databases, where there is one.
pub(super) fn check_key(report: &mut Report<'_>, key: At<&str>, what: &str, keeps: Option<&str>) {
    if is_snake_case(key.value) {
        return;
    }
    let snake = key.value.to_snake_case();
    let help = match (is_snake_case(&snake), keeps) {
        (true, Some(keeps)) => Some(format!(
            "write {}; `{keeps} = {:?}` keeps the name in the databases",
            quoted(&snake),
            key.value
        )),
        (true, None) => Some(format!("write {}", quoted(&snake))),
        (false, Some(keeps)) => Some(format!(
            "choose another key; `{keeps} = {:?}` keeps the name in the databases",
            key.value
        )),
        (false, None) => None,
    };
    let diagnostic = report
        .error(
            Code::Name,
            key.span,
            format!("the {what} {} is not snake_case", quoted(key.value)),
        )
        .label("expected a lower-case letter, then letters, digits and single `_`")
        .maybe_help(help);
    report.push(diagnostic);
}

/// What rustc takes for a field or module without a warning.
fn is_snake_case(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !text.contains("__")
}

/// The name in the databases: what `db_name` says, or the key.
pub(super) fn db_name(
    report: &mut Report<'_>,
    reader: Option<&Reader<'_, '_>>,
    key: At<&str>,
    named: Named,
) -> At<DbName> {
    let given = reader.and_then(|reader| reader.string(report, "db_name").given());
    let name = given.unwrap_or(key);
    check_db_name(report, name, named, given.is_none());
    At::new(DbName::new(name.value), name.span)
}

/// Reports a name that one of the databases cannot hold or keeps for itself.
pub(super) fn check_db_name(report: &mut Report<'_>, name: At<&str>, named: Named, is_key: bool) {
    let text = name.value;
    let length = text.len();
    let problem = if length == 0 {
        Some(("a name is empty".to_owned(), "expected some text"))
    } else if text.contains('\0') {
        let message = format!("the name {} holds a NUL character", quoted(text));
        Some((message, "neither database holds NUL in a name"))
    } else if length > MAX_BYTES {
        let message = format!("the name {} is {length} bytes long", quoted(text));
        Some((message, "Postgres cuts names after 63 bytes"))
    } else {
        None
    };
    if let Some((message, why)) = problem {
        let help = is_key.then_some("give a shorter `db_name`");
        let diagnostic = report
            .error(Code::DbName, name.span, message)
            .label(why)
            .maybe_help(help);
        report.push(diagnostic);
        return;
    }
    let taken = match named {
        Named::Object => {
            let lower = text.to_ascii_lowercase();
            RESERVED_PREFIXES
                .iter()
                .find(|(prefix, _)| lower.starts_with(prefix))
                .map(|(prefix, whose)| (format!("names beginning `{prefix}` are taken"), *whose))
        }
        Named::Outer => {
            let own = OWN_SCHEMAS.iter().find(|(own, _)| *own == text);
            let own = own.map(|(own, why)| (format!("the schema {} is taken", quoted(own)), *why));
            own.or_else(|| {
                text.starts_with("pg_").then(|| {
                    let message = "names beginning `pg_` are taken".to_owned();
                    (message, "Postgres keeps such names for itself")
                })
            })
        }
        Named::Column => SYSTEM_COLUMNS.contains(&text).then(|| {
            let message = format!("the column name {} is taken", quoted(text));
            (
                message,
                "every Postgres table has a system column of that name",
            )
        }),
    };
    if let Some((message, whose)) = taken {
        let help = if is_key {
            "choose another key, or give a `db_name`"
        } else {
            "choose another name"
        };
        let diagnostic = report
            .error(Code::ReservedName, name.span, message)
            .label(whose)
            .help(help);
        report.push(diagnostic);
    }
}

/// `doc`.
pub(super) fn doc(report: &mut Report<'_>, reader: &Reader<'_, '_>) -> Option<String> {
    let doc = reader.string(report, "doc").given()?;
    check_text(report, doc, "`doc`");
    // What is generated does not depend on how the file was checked out.
    Some(doc.value.replace("\r\n", "\n"))
}

/// Reports text that Postgres cannot hold.
pub(super) fn check_text(report: &mut Report<'_>, text: At<&str>, what: &str) {
    if text.value.contains('\0') {
        let diagnostic = report
            .error(
                Code::BadText,
                text.span,
                format!("{what} holds a NUL character"),
            )
            .label("Postgres holds no NUL in text");
        report.push(diagnostic);
    }
}

/// `rust_name` of a table, a view or an enum.
pub(super) fn rust_name(report: &mut Report<'_>, reader: &Reader<'_, '_>) -> Option<At<String>> {
    let name = reader.string(report, "rust_name").given()?;
    rust_item(report, name, "struct")
}

/// Reports a name that no Rust type or variant can have.
pub(super) fn rust_item(report: &mut Report<'_>, name: At<&str>, what: &str) -> Option<At<String>> {
    let camel = name.value.to_upper_camel_case();
    let is_type_name = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_uppercase())
            && text.chars().all(|c| c.is_ascii_alphanumeric())
            && text != "Self"
    };
    if !is_type_name(name.value) {
        let help = is_type_name(&camel).then(|| format!("write {}", quoted(&camel)));
        let diagnostic = report
            .error(
                Code::RustName,
                name.span,
                format!("{} is no name for a Rust {what}", quoted(name.value)),
            )
            .label("expected an upper-case letter, then letters and digits")
            .maybe_help(help);
        report.push(diagnostic);
        return None;
    }
    Some(At::new(name.value.to_owned(), name.span))
}

/// `rust_name` of a column: a field's name.
pub(super) fn rust_field(report: &mut Report<'_>, reader: &Reader<'_, '_>) -> Option<At<String>> {
    let name = reader.string(report, "rust_name").given()?;
    let text = name.value;
    if is_snake_case(text) && !NO_FIELDS.contains(&text) {
        return Some(At::new(text.to_owned(), name.span));
    }
    let snake = text.to_snake_case();
    let fits = is_snake_case(&snake) && !NO_FIELDS.contains(&snake.as_str());
    let label = if NO_FIELDS.contains(&text) {
        "Rust has no field of that name"
    } else {
        "expected a lower-case letter, then letters, digits and single `_`"
    };
    let diagnostic = report
        .error(
            Code::RustName,
            name.span,
            format!("{} is no name for a Rust field", quoted(text)),
        )
        .label(label)
        .maybe_help(fits.then(|| format!("write {}", quoted(&snake))));
    report.push(diagnostic);
    None
}

/// `rust_type`: the path of a type, with its arguments if it has any.
pub(super) fn rust_type(report: &mut Report<'_>, reader: &Reader<'_, '_>) -> Option<At<String>> {
    let path = reader.string(report, "rust_type").given()?;
    let parsed = syn::parse_str::<syn::TypePath>(path.value);
    if parsed.is_ok_and(|path| path.qself.is_none()) {
        return Some(At::new(path.value.trim().to_owned(), path.span));
    }
    let dotted = path.value.replace('.', "::");
    let help = syn::parse_str::<syn::TypePath>(&dotted)
        .is_ok()
        .then(|| format!("write {}", quoted(&dotted)));
    let diagnostic = report
        .error(
            Code::RustType,
            path.span,
            format!("{} is no path of a Rust type", quoted(path.value)),
        )
        .label("expected something like `my_types::Labels`")
        .maybe_help(help);
    report.push(diagnostic);
    None
}

#[cfg(test)]
mod tests {
    use super::is_snake_case;

    #[test]
    fn snake_case_is_what_rustc_takes_without_a_warning() {
        for good in ["id", "a1", "a_b", "a_", "type"] {
            assert!(is_snake_case(good), "{good}");
        }
        for bad in ["", "A", "aB", "1a", "_a", "a__b", "a-b", "é", "a b"] {
            assert!(!is_snake_case(bad), "{bad}");
        }
    }
}
