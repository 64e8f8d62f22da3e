//! `[project]` and `[sqlite]`.

use toml::de::{DeTable, DeValue};

use super::output;
use super::reader::{Reader, wrong_type};
use super::report::{At, Report};
use super::text::{did_you_mean, quoted};
use crate::diagnostic::{Code, Span};
use crate::dialect::{Dialect, SqliteVersion};
use crate::schema::language::{PROJECT, SQLITE};

/// The only edition of the lowering rules.
const LOWERING: u32 = 1;

/// What `[project]` says; where it is wrong, what it would say if it were left out.
pub(super) struct RawProject {
    pub(super) name: String,
    pub(super) dialects: Vec<Dialect>,
    pub(super) lowering: u32,
    pub(super) rust_tables: Vec<String>,
}

pub(super) fn read(report: &mut Report<'_>, root: &Reader<'_, '_>) -> RawProject {
    let mut project = RawProject {
        name: String::new(),
        dialects: Dialect::ALL.to_vec(),
        lowering: LOWERING,
        rust_tables: Vec::new(),
    };
    let field = root.table(report, "project");
    if field.is_absent() {
        if !root.is_misspelt("project") && !report.has_lost_word("project") {
            let diagnostic = report
                .error(Code::MissingKey, root.span(), "there is no `[project]`")
                .help("begin the file with `[project]` and `name = \"..\"`");
            report.push(diagnostic);
        }
        return project;
    }
    let (Some(table), Some(span)) = (field.value(), root.key_span("project")) else {
        return project;
    };
    let reader = Reader::new(report, table, span, "`[project]`", PROJECT);
    project.name = name(report, &reader);
    if let Some(dialects) = dialects(report, &reader) {
        project.dialects = dialects;
    }
    lowering(report, &reader);
    let files = rust_tables(report, &reader).into_iter();
    project.rust_tables = files.map(|(path, _)| path).collect();
    project
}

fn name(report: &mut Report<'_>, reader: &Reader<'_, '_>) -> String {
    let field = reader.string(report, "name");
    if field.is_absent() && !reader.is_misspelt("name") && !report.has_lost_word("name") {
        let diagnostic = report
            .error(Code::MissingKey, reader.span(), "`[project]` has no `name`")
            .help("the generated crate is called after it: `name = \"agents\"`");
        report.push(diagnostic);
    }
    let Some(name) = field.given() else {
        return String::new();
    };
    package_name(report, name, "`name` of `[project]`", false);
    name.value.to_owned()
}

/// Names that are no crate's: Rust's own, and the one that every generated crate uses.
fn is_taken(name: &str) -> bool {
    let own = ["std", "core", "alloc", "proc_macro", "test", "dualect"];
    let name = name.replace('-', "_");
    own.contains(&name.as_str()) || syn::parse_str::<syn::Ident>(&name).is_err()
}

/// Reports a name that Cargo would refuse; `is_crate` where it is the generated crate's own.
pub(super) fn package_name(report: &mut Report<'_>, name: At<&str>, what: &str, is_crate: bool) {
    let text = name.value;
    let starts = text.starts_with(|c: char| c.is_ascii_alphabetic());
    let goes_on = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if starts && text.chars().all(goes_on) {
        if is_crate && is_taken(text) {
            let diagnostic = report
                .error(
                    Code::PackageName,
                    name.span,
                    format!("no crate can be called {}", quoted(text)),
                )
                .label("Rust or what is generated means something else by it")
                .help(format!("write {}", quoted(&format!("{text}-db"))));
            report.push(diagnostic);
        }
        return;
    }
    let kebab = heck::ToKebabCase::to_kebab_case(text);
    let fits = kebab.starts_with(|c: char| c.is_ascii_alphabetic()) && kebab.chars().all(goes_on);
    let diagnostic = report
        .error(
            Code::PackageName,
            name.span,
            format!("{what} is no name for a crate: {}", quoted(text)),
        )
        .label("expected a letter, then letters, digits, `-` and `_`")
        .maybe_help(fits.then(|| format!("write {}", quoted(&kebab))));
    report.push(diagnostic);
}

fn dialects(report: &mut Report<'_>, reader: &Reader<'_, '_>) -> Option<Vec<Dialect>> {
    let named = reader.strings(report, "dialects").given()?;
    let mut dialects: Vec<(Dialect, Span)> = Vec::new();
    for word in &named.value {
        let Some(dialect) = Dialect::from_name(word.value) else {
            let diagnostic = report
                .error(
                    Code::UnknownWord,
                    word.span,
                    format!("{} is not a dialect", quoted(word.value)),
                )
                .maybe_help(dialect_help(word.value));
            report.push(diagnostic);
            continue;
        };
        match dialects.iter().find(|(known, _)| *known == dialect) {
            Some((_, first)) => {
                let diagnostic = report
                    .error(
                        Code::GivenTwice,
                        word.span,
                        format!("the dialect `{dialect}` is given twice"),
                    )
                    .label("given again here")
                    .related(*first, "first given here");
                report.push(diagnostic);
            }
            None => dialects.push((dialect, word.span)),
        }
    }
    if named.value.is_empty() {
        let diagnostic = report
            .error(
                Code::Empty,
                named.span,
                "`dialects` of `[project]` is empty",
            )
            .label("expected at least one of `sqlite` and `postgres`")
            .help("leave the key out for both");
        report.push(diagnostic);
    }
    if dialects.is_empty() {
        return None;
    }
    let named = |dialect: &Dialect| dialects.iter().any(|(known, _)| known == dialect);
    Some(Dialect::ALL.into_iter().filter(named).collect())
}

fn dialect_help(word: &str) -> Option<String> {
    match word.to_lowercase().as_str() {
        "postgresql" | "pg" | "pgsql" | "cockroachdb" | "cockroach" => {
            Some("did you mean `postgres`?".to_owned())
        }
        "sqlite3" | "turso" | "libsql" => Some("did you mean `sqlite`?".to_owned()),
        _ => did_you_mean(word, Dialect::ALL.map(Dialect::as_str)),
    }
}

fn lowering(report: &mut Report<'_>, reader: &Reader<'_, '_>) {
    let Some(value) = reader.raw("lowering") else {
        return;
    };
    let DeValue::Integer(integer) = value.get_ref() else {
        wrong_type(report, value, &"`lowering` of `[project]`", "integer", None);
        return;
    };
    if u32::from_str_radix(integer.as_str(), integer.radix()) == Ok(LOWERING) {
        return;
    }
    let diagnostic = report
        .error(
            Code::Lowering,
            value.span().into(),
            format!("this release does not know lowering {integer}"),
        )
        .label(format!("expected {LOWERING}, the only edition there is"))
        .help("write `lowering = 1`, or use the newer release of dualect that wrote this file");
    report.push(diagnostic);
}

/// The Rust files of `rust_tables`, before the section is read for good.
pub(super) fn rust_files(report: &mut Report<'_>, root: &DeTable<'_>) -> Vec<(String, Span)> {
    let Some((key, value)) = root.get_key_value("project") else {
        return Vec::new();
    };
    let Some(table) = value.get_ref().as_table() else {
        return Vec::new();
    };
    let reader = Reader::new(report, table, key.span().into(), "`[project]`", PROJECT);
    rust_tables(report, &reader)
}

fn rust_tables(report: &mut Report<'_>, reader: &Reader<'_, '_>) -> Vec<(String, Span)> {
    let files = reader.strings(report, "rust_tables").value();
    let mut found: Vec<(String, Span)> = Vec::new();
    for file in files.unwrap_or_default() {
        let what = format!("{} in `rust_tables` of `[project]`", quoted(file.value));
        let Some(path) = output::portable(report, file, &what, Code::RustTables) else {
            continue;
        };
        let extension = path.rsplit_once('.').map(|(_, extension)| extension);
        if extension != Some("rs") {
            let diagnostic = report
                .error(
                    Code::RustTables,
                    file.span,
                    format!("{what} is no Rust file"),
                )
                .label("expected a path that ends in `.rs`");
            report.push(diagnostic);
            continue;
        }
        if let Some((_, first)) = found.iter().find(|(known, _)| *known == path) {
            let diagnostic = report
                .error(
                    Code::GivenTwice,
                    file.span,
                    format!("{what} is given twice"),
                )
                .label("given again here")
                .related(*first, "first given here");
            report.push(diagnostic);
            continue;
        }
        found.push((path, file.span));
    }
    found
}

/// `[sqlite] min_version`.
pub(super) fn sqlite_min_version(report: &mut Report<'_>, root: &Reader<'_, '_>) -> SqliteVersion {
    let table = root.table(report, "sqlite").value();
    let (Some(table), Some(span)) = (table, root.key_span("sqlite")) else {
        return SqliteVersion::BUNDLED;
    };
    min_version(report, table, span).unwrap_or(SqliteVersion::BUNDLED)
}

fn min_version(report: &mut Report<'_>, table: &DeTable<'_>, span: Span) -> Option<SqliteVersion> {
    let reader = Reader::new(report, table, span, "`[sqlite]`", SQLITE);
    let text = reader.string(report, "min_version").given()?;
    let (oldest, newest) = (SqliteVersion::OLDEST, SqliteVersion::BUNDLED);
    let Some(version) = version(text.value) else {
        let diagnostic = report
            .error(
                Code::SqliteVersion,
                text.span,
                format!("{} is not a version of SQLite", quoted(text.value)),
            )
            .help(format!("write it as `\"{oldest}\"`"));
        report.push(diagnostic);
        return None;
    };
    let problem = if version < oldest {
        format!("generated SQL does not run on SQLite {version}: it needs {oldest} or later")
    } else if (version.major, version.minor) > (newest.major, newest.minor) {
        format!(
            "what SQLite {version} can do is not known to this release, which knows up to {newest}"
        )
    } else {
        return Some(version);
    };
    let diagnostic = report
        .error(Code::SqliteVersion, text.span, problem)
        .label(format!("expected `{oldest}` to `{newest}`"));
    report.push(diagnostic);
    None
}

fn version(text: &str) -> Option<SqliteVersion> {
    let mut parts = text.split('.').map(|part| {
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse::<u16>().ok()).flatten()
    });
    let version = SqliteVersion {
        major: parts.next()??,
        minor: parts.next()??,
        patch: parts.next().unwrap_or(Some(0))?,
    };
    parts.next().is_none().then_some(version)
}
