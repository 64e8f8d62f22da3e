//! `[enums]`.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use toml::Spanned;
use toml::de::DeValue;

use super::names::{self, Named};
use super::native;
use super::reader::{Reader, entries, string, strings, wrong_type};
use super::renamed;
use super::report::{At, Report};
use super::schemas::Schemas;
use super::text::{did_you_mean, quoted};
use super::types;
use crate::diagnostic::{Code, Span};
use crate::name::{DbName, EnumName};
use crate::schema::language::ENUM;
use crate::schema::model::Enum;
use crate::schema::rust_name;

/// The enums, and what is known of those that are wrong.
#[derive(Default)]
pub(super) struct Enums {
    pub(super) all: IndexMap<EnumName, RawEnum>,
}

pub(super) struct RawEnum {
    pub(super) resolved: Enum,
    /// The native type's name, where there is one.
    pub(super) db_name: At<DbName>,
    pub(super) renamed_from: Option<At<DbName>>,
    /// What gives it its name in Rust.
    pub(super) name_span: Span,
    /// Whether all its values could be read.
    pub(super) whole: bool,
}

impl Enums {
    pub(super) fn get(&self, name: &str) -> Option<&RawEnum> {
        self.all.get(&EnumName::new(name))
    }

    /// Whether Postgres has a type for it.
    pub(super) fn is_native(&self, name: &EnumName) -> bool {
        self.all
            .get(name)
            .is_some_and(|raw| raw.resolved.native.is_some())
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.all.keys().map(EnumName::as_str)
    }
}

pub(super) fn read(report: &mut Report<'_>, root: &Reader<'_, '_>, schemas: &Schemas) -> Enums {
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
        let raw = read_enum(report, key, value, schemas);
        enums.all.insert(raw.resolved.name.clone(), raw);
    }
    check_rust_names(report, &enums);
    enums
}

/// Reports two native enums that were one.
pub(super) fn check_renames(report: &mut Report<'_>, enums: &Enums) {
    let renamed = enums
        .all
        .iter()
        .filter_map(|(name, raw)| Some((name.as_str(), raw.renamed_from.as_ref()?)));
    renamed::refuse_two_of_one(report, "enum", renamed);
}

fn read_enum(
    report: &mut Report<'_>,
    key: At<&str>,
    value: &Spanned<DeValue<'_>>,
    schemas: &Schemas,
) -> RawEnum {
    let place = format!("enum {}", quoted(key.value));
    let mut resolved = Enum {
        name: EnumName::new(key.value),
        db_name: DbName::new(key.value),
        native: None,
        renamed_from: None,
        renamed_values: BTreeMap::new(),
        rust_name: None,
        rust_names: BTreeMap::new(),
        doc: None,
        values: Vec::new(),
    };
    let mut db_name = At::new(resolved.db_name.clone(), key.span);
    let mut rust_names = BTreeMap::new();
    let mut renamed_from = None;
    let mut name_span = key.span;
    let values = match value.get_ref() {
        DeValue::Table(table) => {
            let reader = Reader::new(report, table, key.span, place.as_str(), ENUM);
            resolved.doc = names::doc(report, &reader);
            if let Some(name) = names::rust_name(report, &reader) {
                resolved.rust_name = Some(name.value);
                name_span = name.span;
            }
            resolved.native = native::read(report, &reader, key, &place, schemas);
            if resolved.native.is_some() {
                db_name = names::db_name(report, Some(&reader), key, Named::Object);
                resolved.db_name.clone_from(&db_name.value);
            } else {
                native::refuse_name(report, &reader, &place);
            }
            rust_names = read_rust_names(report, &reader, &place);
            if resolved.native.is_some() {
                let native = resolved.native.as_ref();
                let is_in_schema = native.is_some_and(|native| native.schema.is_some());
                renamed_from =
                    renamed::read(report, &reader, &resolved.db_name, is_in_schema, &place);
                resolved.renamed_from = renamed_from.as_ref().map(|at| at.value.clone());
            }
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
            let given = field.given();
            if let Some(values) = &given {
                let values: Vec<&str> = values.value.iter().map(|at| at.value).collect();
                resolved.renamed_values = renamed::values(report, &reader, &values, &place);
            }
            given
        }
        DeValue::Array(_) => {
            let texts = strings(report, value, &place);
            texts.map(|texts| At::new(texts, value.span()))
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
            None
        }
    };
    let whole = values.is_some();
    if let Some(values) = values {
        let native = resolved.native.is_some();
        resolved.values = read_values(report, &place, &values, &rust_names, native);
    }
    if whole {
        refuse_unknown_values(report, &place, &resolved.values, &rust_names);
    }
    resolved.rust_names = rust_names
        .into_iter()
        .map(|(value, name)| (value.to_owned(), name.name.value))
        .collect();
    RawEnum {
        resolved,
        db_name,
        renamed_from,
        name_span,
        whole,
    }
}

/// A variant's name by choice.
struct RustName {
    /// Where its value is named.
    key: Span,
    name: At<String>,
}

fn read_rust_names<'a>(
    report: &mut Report<'_>,
    reader: &Reader<'a, '_>,
    place: &str,
) -> BTreeMap<&'a str, RustName> {
    let Some(table) = reader.table(report, "rust_names").value() else {
        return BTreeMap::new();
    };
    let mut names = BTreeMap::new();
    for (key, value) in entries(table) {
        let what = format!("{} in `rust_names` of {place}", quoted(key.value));
        let Some(text) = string(report, value, &what) else {
            continue;
        };
        let text = At::new(text, value.span());
        if let Some(name) = names::rust_item(report, text, "variant") {
            let key_span = key.span;
            names.insert(
                key.value,
                RustName {
                    key: key_span,
                    name,
                },
            );
        }
    }
    names
}

fn refuse_unknown_values(
    report: &mut Report<'_>,
    place: &str,
    values: &[String],
    rust_names: &BTreeMap<&str, RustName>,
) {
    for (value, name) in rust_names {
        if !values.iter().any(|known| known == value) {
            let message = format!("{} is not a value of {place}", quoted(value));
            let diagnostic = report
                .error(Code::UnknownWord, name.key, message)
                .maybe_help(did_you_mean(value, values.iter().map(String::as_str)));
            report.push(diagnostic);
        }
    }
}

fn read_values(
    report: &mut Report<'_>,
    place: &str,
    values: &At<Vec<At<&str>>>,
    rust_names: &BTreeMap<&str, RustName>,
    native: bool,
) -> Vec<String> {
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
        if native {
            native::check_value(report, *value, place);
        }
        let own = rust_names.get(value.value).map(|name| &name.name);
        check_variant(report, place, *value, own, &mut variants);
    }
    seen.into_keys().map(str::to_owned).collect()
}

fn check_variant<'a>(
    report: &mut Report<'_>,
    place: &str,
    value: At<&'a str>,
    own: Option<&At<String>>,
    variants: &mut IndexMap<String, At<&'a str>>,
) {
    let made = own.map_or_else(
        || rust_name::variant(value.value),
        |own| Some(own.value.clone()),
    );
    let Some(variant) = made else {
        let message = format!(
            "no Rust name can be made of {}, a value of {place}",
            quoted(value.value)
        );
        let diagnostic = report
            .error(Code::RustName, value.span, message)
            .label("expected a letter or a digit somewhere in it")
            .help(format!(
                "name it: `rust_names = {{ {:?} = \"..\" }}`",
                value.value
            ));
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
            .help("values are told apart by their letters and digits alone: rename one, or name one by `rust_names`");
        report.push(diagnostic);
        return;
    }
    variants.insert(variant, value);
}

fn check_rust_names(report: &mut Report<'_>, enums: &Enums) {
    let mut seen: IndexMap<String, &RawEnum> = IndexMap::new();
    for raw in enums.all.values() {
        let name = rust_name::of_enum(&raw.resolved);
        if let Some(first) = seen.get(&name) {
            let message = format!(
                "the enums `{}` and `{}` have one Rust name, `{name}`",
                first.resolved.name, raw.resolved.name
            );
            let diagnostic = report
                .error(Code::RustNameCollision, raw.name_span, message)
                .label("this one")
                .related(first.name_span, "and this one")
                .help("give one of them another `rust_name = \"..\"`");
            report.push(diagnostic);
            continue;
        }
        seen.insert(name, raw);
    }
}
