//! `[tables.x.columns]`: what each column says, before names are resolved.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::enums::Enums;
use super::expression::{self, RawExpression};
use super::names::{self, NO_FIELDS, Named};
use super::reader::{Field, Reader, wrong_type};
use super::references::{self, RawReference};
use super::renamed;
use super::report::{At, Report};
use super::storage::{self, RawStorage};
use super::text::{did_you_mean, nearest, quoted};
use super::types;
use crate::diagnostic::{Code, Span};
use crate::name::DbName;
use crate::schema::language::{self, COLUMN};
use crate::schema::model::Type;

/// Keys that other tools have for ours.
const SLIPS: [(&str, &str); 12] = [
    ("null", "nullable = true"),
    ("not_null", "nullable = false"),
    ("required", "nullable = false"),
    ("optional", "nullable = true"),
    ("pk", "primary_key = true"),
    ("autoincrement", "identity = true"),
    ("auto_increment", "identity = true"),
    ("comment", "doc = \"..\""),
    ("foreign_key", "references = \"table.column\""),
    ("as", "generated = \"..\""),
    ("computed", "generated = \"..\""),
    (
        "collate",
        "postgres = { collate = \"..\" }` and `sqlite = { collate = \"..\" }",
    ),
];

/// A column whose parts are read and not yet resolved. What few columns have is behind a box: there are many columns.
pub(super) struct RawColumn<'a, 'i> {
    pub(super) key: At<&'a str>,
    pub(super) db_name: At<DbName>,
    pub(super) renamed_from: Option<At<DbName>>,
    pub(super) rust_name: Option<At<String>>,
    pub(super) rust_type: Option<At<String>>,
    pub(super) doc: Option<String>,
    pub(super) ty: RawType,
    /// Where it says that it may be null, if it does.
    pub(super) nullable: Option<Span>,
    pub(super) primary_key: Option<Span>,
    /// Whether that has been reported, so that nobody knows.
    pub(super) primary_key_unclear: bool,
    pub(super) unique: Option<Span>,
    pub(super) unique_unclear: bool,
    pub(super) default: Option<&'a Spanned<DeValue<'i>>>,
    /// `on_update = "now"`.
    pub(super) touched: Option<Span>,
    pub(super) identity: Option<Span>,
    /// Where it says `generated`, and what, unless that has been reported.
    pub(super) generated: Option<At<Option<Box<RawExpression<'a>>>>>,
    pub(super) reference: Option<Box<RawReference<'a>>>,
    pub(super) storage: RawStorage,
}

/// Where a column's type comes from.
#[derive(Debug, Clone)]
pub(super) enum RawType {
    /// `type`.
    Given(At<Type>),
    /// The key that the column references.
    Followed,
    /// It has been reported: say nothing that depends on it.
    Unknown,
}

pub(super) fn read<'a, 'i>(
    report: &mut Report<'_>,
    table: &str,
    key: At<&'a str>,
    value: &'a Spanned<DeValue<'i>>,
    enums: &Enums,
) -> RawColumn<'a, 'i> {
    names::check_key(report, key, "column", Some("db_name"));
    let has_name = value
        .get_ref()
        .as_table()
        .is_some_and(|table| table.contains_key("rust_name"));
    if NO_FIELDS.contains(&key.value) && !has_name {
        let diagnostic = report
            .error(
                Code::ReservedName,
                key.span,
                format!("no column's key can be {}", quoted(key.value)),
            )
            .label("Rust has no field of that name")
            .help(format!(
                "choose another key, or another `rust_name`; `db_name = {:?}` keeps the name in the databases",
                key.value
            ));
        report.push(diagnostic);
    }
    let place = format!("column {}", quoted(&format!("{table}.{}", key.value)));
    match value.get_ref() {
        DeValue::String(text) => short(report, key, At::new(text.as_ref(), value.span()), enums),
        DeValue::Table(columns) => long(report, &place, key, columns, enums),
        DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_) => {
            let help = format!(
                "write `{0} = \"text\"`, or `{0} = {{ type = \"text\", .. }}`",
                key.value
            );
            wrong_type(report, value, &place, "type or table", Some(help));
            RawColumn::plain(report, key, RawType::Unknown)
        }
    }
}

/// `"text?"`.
fn short<'a, 'i>(
    report: &mut Report<'_>,
    key: At<&'a str>,
    text: At<&str>,
    enums: &Enums,
) -> RawColumn<'a, 'i> {
    let written = types::read(report, enums, text);
    let ty = match written.ty {
        Some(ty) => RawType::Given(At::new(ty, text.span)),
        None => RawType::Unknown,
    };
    RawColumn {
        nullable: written.nullable.then_some(text.span),
        ..RawColumn::plain(report, key, ty)
    }
}

impl<'a> RawColumn<'a, '_> {
    fn plain(report: &mut Report<'_>, key: At<&'a str>, ty: RawType) -> Self {
        Self {
            key,
            db_name: names::db_name(report, None, key, Named::Column),
            renamed_from: None,
            rust_name: None,
            rust_type: None,
            doc: None,
            ty,
            nullable: None,
            primary_key: None,
            primary_key_unclear: false,
            unique: None,
            unique_unclear: false,
            default: None,
            touched: None,
            identity: None,
            generated: None,
            reference: None,
            storage: RawStorage::default(),
        }
    }
}

/// `{ type = "text", .. }`.
fn long<'a, 'i>(
    report: &mut Report<'_>,
    place: &str,
    key: At<&'a str>,
    table: &'a DeTable<'i>,
    enums: &Enums,
) -> RawColumn<'a, 'i> {
    let reader = Reader::with_help(report, table, key.span, place, COLUMN, |unknown, _| {
        key_help(unknown)
    });
    let reader = &reader;
    let reference = references::read(report, reader, place);
    let (ty, question_mark) = read_type(report, reader, place, enums);
    let nullable = nullable(report, reader, question_mark);
    let (primary_key, primary_key_unclear) = key_flag(report, reader, "primary_key");
    let (unique, unique_unclear) = key_flag(report, reader, "unique");
    let db_name = names::db_name(report, Some(reader), key, Named::Column);
    RawColumn {
        key,
        renamed_from: renamed::read(report, reader, &db_name.value, false, place),
        db_name,
        rust_name: names::rust_field(report, reader),
        rust_type: names::rust_type(report, reader),
        doc: names::doc(report, reader),
        ty,
        nullable,
        primary_key,
        primary_key_unclear,
        unique,
        unique_unclear,
        default: reader.raw("default"),
        touched: references::read_touched(report, reader, place),
        identity: flag(report, reader, "identity"),
        generated: generated(report, reader, place),
        reference: reference.given().map(|at| Box::new(at.value)),
        storage: storage::read(report, reader, place),
    }
}

fn generated<'a>(
    report: &mut Report<'_>,
    reader: &Reader<'a, '_>,
    place: &str,
) -> Option<At<Option<Box<RawExpression<'a>>>>> {
    let value = reader.raw("generated")?;
    let key = reader.key_span("generated")?;
    let read = expression::read(report, value, key, &format!("`generated` of {place}"));
    Some(At::new(read.map(Box::new), key))
}

/// What another tool's key is called here.
pub(in crate::schema) fn slip(key: &str) -> Option<&'static str> {
    let slip = SLIPS.iter().find(|(slip, _)| *slip == key);
    slip.map(|(_, ours)| *ours)
}

fn key_help(unknown: &str) -> Option<String> {
    match slip(unknown) {
        Some(ours) => Some(format!("write `{ours}`")),
        None => nearest(unknown, language::names(COLUMN))
            .and_then(|_| did_you_mean(unknown, language::names(COLUMN))),
    }
}

fn read_type(
    report: &mut Report<'_>,
    reader: &Reader<'_, '_>,
    place: &str,
    enums: &Enums,
) -> (RawType, Option<Span>) {
    let text = match reader.string(report, "type") {
        Field::Given(text) => text,
        Field::Bad => return (RawType::Unknown, None),
        Field::Absent if reader.raw("references").is_some() => return (RawType::Followed, None),
        Field::Absent if reader.is_misspelt("type") || reader.is_misspelt("references") => {
            return (RawType::Unknown, None);
        }
        Field::Absent => {
            let diagnostic = report
                .error(
                    Code::MissingKey,
                    reader.span(),
                    format!("{place} has no `type`"),
                )
                .help("give it a `type`, or `references = \"table.column\"` whose type it takes");
            report.push(diagnostic);
            return (RawType::Unknown, None);
        }
    };
    let written = types::read(report, enums, text);
    let question_mark = written.nullable.then_some(text.span);
    match written.ty {
        Some(ty) => (RawType::Given(At::new(ty, text.span)), question_mark),
        None => (RawType::Unknown, question_mark),
    }
}

fn nullable(
    report: &mut Report<'_>,
    reader: &Reader<'_, '_>,
    question_mark: Option<Span>,
) -> Option<Span> {
    let given = reader.bool(report, "nullable").given();
    let Some(given) = given else {
        return question_mark;
    };
    match (given.value, question_mark) {
        (true, _) => Some(given.span),
        (false, None) => None,
        (false, Some(question_mark)) => {
            let diagnostic = report
                .error(
                    Code::GivenTwice,
                    given.span,
                    "`nullable = false` contradicts the `?` of the type",
                )
                .label("not null")
                .related(question_mark, "nullable");
            report.push(diagnostic);
            None
        }
    }
}

/// Where a flag is set, if it is, and whether it is unclear.
fn key_flag(report: &mut Report<'_>, reader: &Reader<'_, '_>, key: &str) -> (Option<Span>, bool) {
    let ours = format!("{key} = true");
    let slipped = reader.unknown().any(|(unknown, _)| {
        let is_slip = |(slip, meant): &(&str, &str)| *slip == unknown.value && *meant == ours;
        SLIPS.iter().any(is_slip)
    });
    match reader.bool(report, key) {
        Field::Absent => (None, slipped || reader.is_misspelt(key)),
        Field::Bad => (None, true),
        Field::Given(set) => (set.value.then(|| reader.key_span(key)).flatten(), false),
    }
}

/// Where a flag is set, if it is.
fn flag(report: &mut Report<'_>, reader: &Reader<'_, '_>, key: &str) -> Option<Span> {
    let set = reader.bool(report, key).value()?;
    set.then(|| reader.key_span(key)).flatten()
}
