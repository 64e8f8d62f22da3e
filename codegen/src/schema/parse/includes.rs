//! `include`: more files of one schema.
//!
//! Each is read by itself and its sections put beside those of the schema file, so that everything after sees one tree.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::reader::{Field, Reader};
use super::report::{Placed, Report};
use super::text::quoted;
use super::{Document, output};
use crate::diagnostic::{Code, SourceFile, Span};
use crate::schema::language::{INCLUDED, INCLUDED_POSTGRES, INCLUDED_SQLITE, ROOT, names};

/// A file that the schema file includes, or one of its `rust_tables`, as the caller found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Include {
    /// As [`includes`](crate::schema::includes) gives it: relative to the schema file's folder, `/` between parts.
    pub path: String,
    /// Its text, or why it could not be read: `is not there`.
    pub text: Result<String, String>,
}

/// The files that belong to the schema beside its own: those that it includes, and its `rust_tables`. Each once and in order,
/// for the caller to read and to give to [`parse_with`](crate::schema::parse_with). What is wrong with the lists, that one says.
///
/// ```
/// use dualect_codegen::{diagnostic::SourceFile, schema};
///
/// let source = SourceFile::new("schema.toml", "include = [\"schemas/billing.toml\"]\n[project]\nname = \"a\"\n");
/// assert_eq!(schema::includes(&source), ["schemas/billing.toml"]);
/// ```
#[must_use]
pub fn includes(source: &SourceFile) -> Vec<String> {
    Document::new(source).includes()
}

/// The paths of `include`, without those that are wrong and are reported.
pub(super) fn listed(report: &mut Report<'_>, root: &DeTable<'_>) -> Vec<(String, Span)> {
    let Some(value) = root.get("include") else {
        return Vec::new();
    };
    let what = "`include` of the schema file";
    let Some(list) = super::reader::strings(report, value, &what) else {
        return Vec::new();
    };
    let mut found: Vec<(String, Span)> = Vec::new();
    for entry in list {
        let what = format!("{} in `include`", quoted(entry.value));
        if entry.value.contains(['*', '?']) {
            let diagnostic = report
                .error(Code::Include, entry.span, format!("{what} is a pattern"))
                .label("expected the path of one file")
                .help("name each file: then their order is the order of the schema");
            report.push(diagnostic);
            continue;
        }
        let Some(path) = output::portable(report, entry, &what, Code::Include) else {
            continue;
        };
        if let Some((_, first)) = found.iter().find(|(known, _)| *known == path) {
            let diagnostic = report
                .error(
                    Code::GivenTwice,
                    entry.span,
                    format!("{what} is given twice"),
                )
                .label("given again here")
                .related(*first, "first given here");
            report.push(diagnostic);
            continue;
        }
        if path == report.main().source.path {
            let diagnostic = report
                .error(Code::Include, entry.span, format!("{what} is this file"))
                .label("a schema does not include itself");
            report.push(diagnostic);
            continue;
        }
        found.push((path, entry.span));
    }
    found
}

/// Takes each file in that could be read; reports the others at their entry.
pub(super) fn place<'s>(
    report: &mut Report<'s>,
    what: &str,
    listed: &[(String, Span)],
    given: &'s [Include],
    sources: &'s [SourceFile],
) -> Vec<Placed<'s>> {
    let mut placed = Vec::new();
    for (path, span) in listed {
        let found = given.iter().find(|include| include.path == *path);
        let why = match found.map(|include| &include.text) {
            Some(Ok(_)) => {
                placed.extend(
                    sources
                        .iter()
                        .find(|source| source.path == *path)
                        .map(|source| report.add(source)),
                );
                continue;
            }
            Some(Err(why)) => why.as_str(),
            None => "is not there",
        };
        report.lose_file();
        let diagnostic = report
            .error(
                Code::Include,
                *span,
                format!("the {what} file {} {why}", quoted(path)),
            )
            .label("relative to this file's folder");
        report.push(diagnostic);
    }
    placed
}

/// Puts an included file's sections beside those that are there.
pub(super) fn merge<'t>(report: &mut Report<'_>, root: &mut DeTable<'t>, included: &DeTable<'t>) {
    for (key, value) in included {
        let name = key.get_ref().as_ref();
        let span = Span::from(key.span());
        if !names(INCLUDED).any(|known| known == name) {
            refuse_key(report, name, span);
            continue;
        }
        if name == "sqlite" || name == "postgres" {
            let keys = if name == "sqlite" {
                INCLUDED_SQLITE
            } else {
                INCLUDED_POSTGRES
            };
            let place = format!("`[{name}]` of an included file");
            let Some(section) = super::reader::table(report, value, &place) else {
                continue;
            };
            // Reports what is not for an included file.
            let reader = Reader::new(report, section, span, place, keys);
            if let Field::Given(_) = reader.table(report, "objects") {
                into_section(report, root, (key, value), &["objects"]);
            }
            continue;
        }
        if super::reader::table(report, value, &format!("`[{name}]`")).is_some() {
            into_section(report, root, (key, value), &[]);
        }
    }
}

fn refuse_key(report: &mut Report<'_>, name: &str, span: Span) {
    let message = format!("{} is not a key of an included file", quoted(name));
    let diagnostic = report.error(Code::UnknownKey, span, message);
    let diagnostic = if name == "include" {
        diagnostic
            .label("included files include no others")
            .help("list every file in `include` of the schema file")
    } else if names(ROOT).any(|known| known == name) {
        diagnostic
            .label("only in the schema file itself")
            .help("move it to the schema file, which holds for all")
    } else {
        let help = super::text::did_you_mean(name, names(INCLUDED));
        diagnostic.label("not a key here").maybe_help(help)
    };
    report.push(diagnostic);
}

type Entry<'e, 't> = (
    &'e Spanned<toml::de::DeString<'t>>,
    &'e Spanned<DeValue<'t>>,
);

/// Adds a section's entries to the same section of the tree; `inner` leads to the table that holds them.
fn into_section<'t>(
    report: &mut Report<'_>,
    tree: &mut DeTable<'t>,
    (key, value): Entry<'_, 't>,
    inner: &[&str],
) {
    if !tree.contains_key(key.get_ref().as_ref()) {
        // Only what has been looked at comes along.
        let mut value = value.clone();
        if let ([only], DeValue::Table(table)) = (inner, value.get_mut()) {
            let names: Vec<String> = table.keys().map(|key| key.get_ref().to_string()).collect();
            for name in names.iter().filter(|name| name != only) {
                table.remove(name.as_str());
            }
        }
        tree.insert(key.clone(), value);
        return;
    }
    let (DeValue::Table(entries), Some(DeValue::Table(section))) = (
        value.get_ref(),
        tree.get_mut(key.get_ref().as_ref()).map(Spanned::get_mut),
    ) else {
        // What is no table has been or will be reported.
        return;
    };
    for (key, value) in entries {
        let name = key.get_ref().as_ref();
        match inner {
            [] => {
                let first = section.get_key_value(name).map(|(first, _)| first.span());
                let Some(first) = first else {
                    section.insert(key.clone(), value.clone());
                    continue;
                };
                let diagnostic = report
                    .error(
                        Code::GivenTwice,
                        key.span().into(),
                        format!("{} is given in two files", quoted(name)),
                    )
                    .label("given again here")
                    .related(first, "first given here");
                report.push(diagnostic);
            }
            [wanted, rest @ ..] => {
                if name == *wanted {
                    into_section(report, section, (key, value), rest);
                }
            }
        }
    }
}
