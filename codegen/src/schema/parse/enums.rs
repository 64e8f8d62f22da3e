//! `[enums]`.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use toml::Spanned;
use toml::de::DeValue;

use super::names;
use super::reader::{Reader, entries, strings, wrong_type};
use super::report::{At, Report};
use super::text::quoted;
use super::types;
use crate::diagnostic::{Code, Span};
use crate::name::{DbName, EnumName};
use crate::schema::model::Enum;
use crate::schema::rust_name;

const KEYS: [&str; 2] = ["values", "doc"];

/// The enums, and what is known of those that are wrong.
#[derive(Default)]
pub(super) struct Enums {
    pub(super) all: IndexMap<EnumName, RawEnum>,
}

pub(super) struct RawEnum {
    pub(super) resolved: Enum,
    pub(super) span: Span,
    /// Whether all its values could be read.
    pub(super) whole: bool,
}

impl Enums {
    pub(super) fn get(&self, name: &str) -> Option<&RawEnum> {
        self.all.get(&EnumName::new(name))
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.all.keys().map(EnumName::as_str)
    }
}

pub(super) fn read(report: &mut Report<'_>, root: &Reader<'_, '_>) -> Enums {
    let mut enums = Enums::default();
    let Some(table) = root.table(report, "enums").value() else {
        return enums;
    };
    for (key, value) in entries(table) {
        names::check_key(report, key, "enum", None);
        if types::is_type_name(key.value) {
            let diagnostic = report
                .error(
                    Code::ReservedName,
                    key.span,
                    format!("{} is a type already", quoted(key.value)),
                )
                .label("an enum needs another name");
            report.push(diagnostic);
        }
        let raw = read_enum(report, key, value);
        enums.all.insert(raw.resolved.name.clone(), raw);
    }
    check_rust_names(report, &enums);
    enums
}

fn read_enum(report: &mut Report<'_>, key: At<&str>, value: &Spanned<DeValue<'_>>) -> RawEnum {
    let place = format!("enum {}", quoted(key.value));
    let (doc, values) = match value.get_ref() {
        DeValue::Table(table) => {
            let reader = Reader::new(report, table, key.span, place.as_str(), &KEYS);
            let doc = names::doc(report, &reader);
            let field = reader.strings(report, "values");
            if field.is_absent() && !reader.is_misspelt("values") {
                let diagnostic = report
                    .error(
                        Code::MissingKey,
                        key.span,
                        format!("{place} has no `values`"),
                    )
                    .help("write `values = [\"one\", \"two\"]`");
                report.push(diagnostic);
            }
            (doc, field.given())
        }
        DeValue::Array(_) => {
            let texts = strings(report, value, &place);
            (None, texts.map(|texts| At::new(texts, value.span())))
        }
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => {
            let help = Some(format!(
                "write `{} = [\"one\", \"two\"]`, or `{{ values = [..], doc = \"..\" }}`",
                key.value
            ));
            wrong_type(report, value, &place, "array of strings", help);
            (None, None)
        }
    };
    let whole = values.is_some();
    let values = values.map_or_else(Vec::new, |values| read_values(report, &place, &values));
    RawEnum {
        resolved: Enum {
            name: EnumName::new(key.value),
            db_name: DbName::new(key.value),
            native: None,
            rust_name: None,
            rust_names: BTreeMap::new(),
            doc,
            values,
        },
        span: key.span,
        whole,
    }
}

fn read_values(report: &mut Report<'_>, place: &str, values: &At<Vec<At<&str>>>) -> Vec<String> {
    if values.value.is_empty() {
        let diagnostic = report
            .error(Code::Empty, values.span, format!("{place} has no values"))
            .label("expected at least one");
        report.push(diagnostic);
    }
    let mut seen: IndexMap<&str, Span> = IndexMap::new();
    let mut variants: IndexMap<String, At<&str>> = IndexMap::new();
    for value in &values.value {
        if let Some(first) = seen.get(value.value) {
            let message = format!("{place} has the value {} twice", quoted(value.value));
            let diagnostic = report
                .error(Code::GivenTwice, value.span, message)
                .label("given again here")
                .related(*first, "first given here");
            report.push(diagnostic);
            continue;
        }
        seen.insert(value.value, value.span);
        names::check_text(report, *value, &format!("a value of {place}"));
        check_variant(report, place, *value, &mut variants);
    }
    seen.into_keys().map(str::to_owned).collect()
}

fn check_variant<'a>(
    report: &mut Report<'_>,
    place: &str,
    value: At<&'a str>,
    variants: &mut IndexMap<String, At<&'a str>>,
) {
    let Some(variant) = rust_name::variant(value.value) else {
        let message = format!(
            "no Rust name can be made of {}, a value of {place}",
            quoted(value.value)
        );
        let diagnostic = report
            .error(Code::RustName, value.span, message)
            .label("expected a letter or a digit somewhere in it");
        report.push(diagnostic);
        return;
    };
    if let Some(first) = variants.get(&variant) {
        let message = format!(
            "two values of {place} have the Rust name `{variant}`: {} and {}",
            quoted(first.value),
            quoted(value.value)
        );
        let diagnostic = report
            .error(Code::RustNameCollision, value.span, message)
            .label("this one")
            .related(first.span, "and this one")
            .help("values are told apart by their letters and digits alone: rename one");
        report.push(diagnostic);
        return;
    }
    variants.insert(variant, value);
}

fn check_rust_names(report: &mut Report<'_>, enums: &Enums) {
    let mut seen: IndexMap<String, &RawEnum> = IndexMap::new();
    for raw in enums.all.values() {
        let name = rust_name::enum_type(&raw.resolved.name);
        if let Some(first) = seen.get(&name) {
            let message = format!(
                "the enums `{}` and `{}` have one Rust name, `{name}`",
                first.resolved.name, raw.resolved.name
            );
            let diagnostic = report
                .error(Code::RustNameCollision, raw.span, message)
                .label("this one")
                .related(first.span, "and this one")
                .help("rename one: the name of an enum is nowhere in the databases");
            report.push(diagnostic);
            continue;
        }
        seen.insert(name, raw);
    }
}
