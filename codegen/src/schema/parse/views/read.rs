//! What each view says, before its query is understood.

use indexmap::IndexMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::enums::Enums;
use super::super::expression::RawExpression;
use super::super::names::{self, Named};
use super::super::reader::{Field, Reader, entries, string, table as table_of};
use super::super::report::{At, Report};
use super::super::schemas::Schemas;
use super::super::tables::refuse_taken;
use super::super::text::quoted;
use super::super::types;
use crate::diagnostic::{Code, Span};
use crate::name::DbName;
use crate::schema::language::{VIEW, VIEW_POSTGRES};
use crate::schema::model::Type;

/// A view that is read and not yet understood.
pub(in super::super) struct RawView<'a> {
    pub(in super::super) key: At<&'a str>,
    pub(in super::super) place: String,
    pub(in super::super) db_name: At<DbName>,
    pub(in super::super) schema: Option<DbName>,
    pub(in super::super) rust_name: Option<At<String>>,
    pub(in super::super) doc: Option<String>,
    /// `None` where it has been reported.
    pub(in super::super) query: Option<RawExpression<'a>>,
    /// `columns`; `None` where there is none, or it has been reported.
    pub(in super::super) columns: Option<IndexMap<&'a str, DeclaredColumn>>,
    pub(in super::super) order: Vec<At<&'a str>>,
    pub(in super::super) tenant: Option<At<&'a str>>,
}

impl RawView<'_> {
    /// Whether the types of all columns that it declares are known.
    pub(in super::super) fn is_whole(&self) -> bool {
        self.columns
            .as_ref()
            .is_none_or(|columns| columns.values().all(|column| column.ty.is_some()))
    }
}

/// A column of a query that nobody reads.
pub(in super::super) struct DeclaredColumn {
    pub(in super::super) span: Span,
    /// `None` where it has been reported.
    pub(in super::super) ty: Option<Type>,
    pub(in super::super) nullable: bool,
}

pub(in super::super) type RawViews<'a> = IndexMap<&'a str, RawView<'a>>;

pub(in super::super) fn read<'a>(
    report: &mut Report<'_>,
    root: &Reader<'a, '_>,
    enums: &Enums,
    schemas: &Schemas,
) -> RawViews<'a> {
    let Some(views) = root.table(report, "views").value() else {
        return RawViews::new();
    };
    entries(views)
        .into_iter()
        .filter_map(|(key, value)| Some((key.value, read_one(report, key, value, enums, schemas)?)))
        .collect()
}

fn read_one<'a>(
    report: &mut Report<'_>,
    key: At<&'a str>,
    value: &'a Spanned<DeValue<'_>>,
    enums: &Enums,
    schemas: &Schemas,
) -> Option<RawView<'a>> {
    names::check_key(report, key, "view", Some("db_name"));
    refuse_taken(report, key, "view");
    let what = quoted(&format!("views.{}", key.value));
    let table = table_of(report, value, &what)?;
    let place = format!("view {}", quoted(key.value));
    let reader = Reader::new(report, table, key.span, place.as_str(), VIEW);
    let (query, schema) = query(report, &reader, key, &place, schemas);
    let declared = reader.table(report, "columns").value();
    let columns = declared.map(|table| columns(report, table, &place, enums));
    Some(RawView {
        key,
        db_name: names::db_name(report, Some(&reader), key, Named::Object),
        schema,
        rust_name: names::rust_name(report, &reader),
        doc: names::doc(report, &reader),
        query,
        columns,
        order: reader.strings(report, "key").value().unwrap_or_default(),
        tenant: reader.string(report, "tenant").given(),
        place,
    })
}

/// `sql`, or `sqlite` and `postgres`; `postgres` may hold the schema too.
fn query<'a>(
    report: &mut Report<'_>,
    reader: &Reader<'a, '_>,
    key: At<&str>,
    place: &str,
    schemas: &Schemas,
) -> (Option<RawExpression<'a>>, Option<DbName>) {
    let portable = reader.string(report, "sql");
    let sqlite = reader.string(report, "sqlite");
    let mut schema = None;
    let postgres = match reader.raw("postgres") {
        Some(value) if value.get_ref().is_table() => {
            let own = format!("`postgres` of {place}");
            let span = reader.key_span("postgres").unwrap_or(key.span);
            match reader.table(report, "postgres").value() {
                Some(table) => {
                    let postgres = Reader::new(report, table, span, own, VIEW_POSTGRES);
                    schema = schemas.of(report, &postgres);
                    postgres.string(report, "sql")
                }
                None => Field::Bad,
            }
        }
        Some(_) => reader.string(report, "postgres"),
        None => Field::Absent,
    };
    let fields = [&portable, &sqlite, &postgres];
    if fields.iter().any(|field| matches!(field, Field::Bad)) {
        return (None, schema);
    }
    let misspelt = ["sql", "sqlite", "postgres"]
        .iter()
        .any(|key| reader.is_misspelt(key));
    if fields.iter().all(|field| field.is_absent()) {
        if !misspelt {
            let diagnostic = report
                .error(Code::MissingKey, key.span, format!("{place} has no `sql`"))
                .help("write `sql = \"select id, name from agents\"`");
            report.push(diagnostic);
        }
        return (None, schema);
    }
    let own = sqlite.clone().given().or(postgres.clone().given());
    if let (Field::Given(portable), Some(own)) = (&portable, own) {
        let diagnostic = report
            .error(
                Code::GivenTwice,
                own.span,
                format!("{place} has a query for both databases and one for one of them"),
            )
            .label("this one")
            .related(portable.span, "and this one, for both")
            .help("keep `sql`, or give `sqlite`, `postgres` and `columns`");
        report.push(diagnostic);
        return (None, schema);
    }
    let query = RawExpression::of(
        key.span,
        place,
        portable.given(),
        [sqlite.given(), postgres.given()],
    );
    (Some(query), schema)
}

/// `{ id = "uuid", name = "text?" }`.
fn columns<'a>(
    report: &mut Report<'_>,
    table: &'a DeTable<'_>,
    place: &str,
    enums: &Enums,
) -> IndexMap<&'a str, DeclaredColumn> {
    let mut columns = IndexMap::new();
    for (key, value) in entries(table) {
        names::check_key(report, key, "column", None);
        names::check_db_name(report, key, Named::Column, true);
        let what = format!("column {} of {place}", quoted(key.value));
        let text = string(report, value, &what);
        let written = text.map(|text| types::read(report, enums, At::new(text, value.span())));
        columns.insert(
            key.value,
            DeclaredColumn {
                span: key.span,
                nullable: written.as_ref().is_some_and(|written| written.nullable),
                ty: written.and_then(|written| written.ty),
            },
        );
    }
    columns
}
