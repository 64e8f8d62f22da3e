//! What views come to: their columns, what they read, in which order they are made.

use indexmap::IndexMap;

use super::super::enums::Enums;
use super::super::order;
use super::super::portable::refuse;
use super::super::report::{At, Report};
use super::super::tables::RawTables;
use super::super::tenant;
use super::super::text::{did_you_mean, quoted};
use super::super::types::spelled;
use super::{RawView, RawViews};
use crate::diagnostic::{Code, Span};
use crate::dialect::Dialect;
use crate::expression::Problem;
use crate::expression::read::PER_DIALECT;
use crate::name::{ColumnName, DbName, TableName, ViewName};
use crate::query::{self, Parsed, Relations};
use crate::schema::model::{
    Column, Expression, PostgresColumn, Relation, Scalar, SqliteColumn, Type, View,
};
use dualect_format::statements::{TokenKind, tokens};

/// What is known by now.
pub(in super::super) struct Known<'k, 'a, 'i> {
    pub(in super::super) tables: &'k RawTables<'a, 'i>,
    pub(in super::super) views: &'k RawViews<'a>,
    pub(in super::super) enums: &'k Enums,
    pub(in super::super) dialects: &'k [Dialect],
    /// What portable queries can read: the tables, then each view once it is known.
    pub(in super::super) relations: Relations,
}

/// The views, each after those that it reads.
pub(in super::super) fn resolve(
    report: &mut Report<'_>,
    mut known: Known<'_, '_, '_>,
) -> IndexMap<ViewName, View> {
    // What is wrong with tables would be said again of every query that reads them.
    let tables_are_right = report.is_clean();
    let portable: Vec<Option<Portable<'_>>> = known.views.values().map(Portable::of).collect();
    let reads: Vec<Vec<Relation>> = known
        .views
        .values()
        .zip(&portable)
        .map(|(view, portable)| match portable {
            Some(portable) => portable.reads(&known),
            None => mentioned(&known, view),
        })
        .collect();
    let edges: Vec<Vec<usize>> = reads
        .iter()
        .map(|reads| {
            let views = reads.iter().filter_map(|relation| match relation {
                Relation::View(name) => known.views.get_index_of(name.as_str()),
                Relation::Table(_) => None,
            });
            views.collect()
        })
        .collect();
    let sorted = match order::sorted(&edges) {
        Ok(sorted) => sorted,
        Err(circle) => {
            refuse_circle(report, &known, &circle);
            return IndexMap::new();
        }
    };
    let mut resolved = IndexMap::new();
    for index in sorted {
        let Some((_, raw)) = known.views.get_index(index) else {
            continue;
        };
        let reads = reads.get(index).cloned().unwrap_or_default();
        let view = match portable.get(index) {
            Some(Some(portable)) if tables_are_right => {
                understood(report, &known, raw, portable, &reads)
            }
            Some(Some(_)) => None,
            Some(None) | None => declared(report, &known, raw, reads),
        };
        if let Some(view) = view {
            check(report, &known, raw, &view);
            if raw.is_whole() && !known.tables.contains_key(view.name.as_str()) {
                known.relations.add_view(&view);
            }
            resolved.insert(view.name.clone(), view);
        }
    }
    resolved
}

/// The relations whose physical names stand in a query of the file's own: perhaps more than it reads, never fewer.
fn mentioned(known: &Known<'_, '_, '_>, view: &RawView<'_>) -> Vec<Relation> {
    let Some(query) = &view.query else {
        return Vec::new();
    };
    let own = [query.own(Dialect::Sqlite), query.own(Dialect::Postgres)];
    let mut words: Vec<String> = Vec::new();
    for text in own.into_iter().flatten() {
        for token in tokens(text.value) {
            match token.kind {
                TokenKind::Word => words.push(token.text.to_ascii_lowercase()),
                TokenKind::Quoted => {
                    let inner = token.text.trim_matches(['"', '`']).replace("\"\"", "\"");
                    words.push(inner.to_ascii_lowercase());
                }
                TokenKind::Space | TokenKind::Comment | TokenKind::Symbol => {}
            }
        }
    }
    let is_mentioned = |name: &DbName| words.contains(&name.as_str().to_ascii_lowercase());
    let tables = known.tables.values();
    let tables = tables
        .filter(|table| is_mentioned(&table.db_name.value))
        .map(|table| Relation::Table(TableName::new(table.key.value)));
    // A table and a view of one name have been reported.
    let is_table = |name: &DbName| {
        let mut names = known
            .tables
            .values()
            .map(|table| table.db_name.value.as_str());
        names.any(|table| table.eq_ignore_ascii_case(name.as_str()))
    };
    let views = known.views.values();
    let views = views
        .filter(|other| other.key.value != view.key.value && is_mentioned(&other.db_name.value))
        .filter(|other| !is_table(&other.db_name.value))
        .map(|other| Relation::View(ViewName::new(other.key.value)));
    tables.chain(views).collect()
}

/// A query for both databases, as far as it can be read alone.
struct Portable<'a> {
    text: At<&'a str>,
    parsed: Result<Parsed, Vec<Problem>>,
}

impl<'a> Portable<'a> {
    fn of(raw: &RawView<'a>) -> Option<Self> {
        let text = raw.query.as_ref()?.portable?;
        let parsed = query::parse(text.value);
        Some(Self { text, parsed })
    }

    /// The tables and views that it names by their keys.
    fn reads(&self, known: &Known<'_, '_, '_>) -> Vec<Relation> {
        let names = self.parsed.iter().flat_map(Parsed::names);
        let relation = |name: &str| {
            if known.tables.contains_key(name) {
                Some(Relation::Table(TableName::new(name)))
            } else if known.views.contains_key(name) {
                Some(Relation::View(ViewName::new(name)))
            } else {
                None
            }
        };
        names.filter_map(relation).collect()
    }
}

/// The way out of a view's query is one of its own.
fn way_out(help: &str) -> String {
    help.replace(
        PER_DIALECT,
        "write `sqlite`, `postgres` and `columns` in place of `sql`",
    )
}

/// A view whose query both databases understand: what it yields follows from it.
fn understood(
    report: &mut Report<'_>,
    known: &Known<'_, '_, '_>,
    raw: &RawView<'_>,
    portable: &Portable<'_>,
    reads: &[Relation],
) -> Option<View> {
    if let Some(columns) = &raw.columns {
        let span = columns.values().next().map_or(raw.key.span, |one| one.span);
        let message = format!("the columns of {} follow from its query", raw.place);
        let diagnostic = report
            .error(Code::View, span, message)
            .label("declared here")
            .help("remove `columns`");
        report.push(diagnostic);
    }
    // What is wrong with a view that it reads has been reported.
    let is_known = |relation: &Relation| match relation {
        Relation::Table(_) => true,
        Relation::View(name) => known.relations.relations.contains_key(name.as_str()),
    };
    let checked = match &portable.parsed {
        Ok(_) if !reads.iter().all(is_known) => return None,
        Ok(parsed) => query::check(parsed, &known.relations),
        Err(problems) => Err(problems.clone()),
    };
    let checked = match checked {
        Ok(checked) => checked,
        Err(problems) => {
            for mut problem in problems {
                problem.help = problem.help.as_deref().map(way_out);
                refuse(report, portable.text, 0, problem);
            }
            return None;
        }
    };
    let rendered = Expression {
        sqlite: checked.render(Dialect::Sqlite),
        postgres: checked.render(Dialect::Postgres),
        columns: None,
    };
    let query = raw
        .query
        .as_ref()?
        .resolve(report, known.dialects, Some(rendered))?;
    let columns = checked.columns.into_iter().map(|(name, yielded)| {
        let plain = column(name.clone(), yielded.ty, yielded.nullable);
        let column = Column {
            db_name: yielded.db_name,
            sqlite: yielded.sqlite,
            postgres: yielded.postgres,
            ..plain
        };
        (name, column)
    });
    let reads = checked.reads.into_iter().map(|reads| reads.relation);
    Some(view(raw, columns.collect(), query, reads.collect()))
}

fn refuse_circle(report: &mut Report<'_>, known: &Known<'_, '_, '_>, circle: &[usize]) {
    let names: Vec<String> = circle
        .iter()
        .chain(circle.first())
        .filter_map(|index| known.views.get_index(*index))
        .map(|(name, _)| quoted(name))
        .collect();
    let first = circle
        .first()
        .and_then(|index| known.views.get_index(*index));
    let Some((_, first)) = first else {
        return;
    };
    let diagnostic = report
        .error(
            Code::View,
            first.key.span,
            format!("views that read each other: {}", names.join(" -> ")),
        )
        .label("the circle begins here");
    report.push(diagnostic);
}

/// A view whose columns the file declares.
fn declared(
    report: &mut Report<'_>,
    known: &Known<'_, '_, '_>,
    raw: &RawView<'_>,
    reads: Vec<Relation>,
) -> Option<View> {
    let query = raw.query.as_ref()?;
    let Some(columns) = &raw.columns else {
        let diagnostic = report
            .error(
                Code::MissingKey,
                raw.key.span,
                format!("{} has no `columns`", raw.place),
            )
            .help("nobody reads a query of one database: say what it yields, `columns = { id = \"uuid\", name = \"text?\" }`");
        report.push(diagnostic);
        return None;
    };
    if columns.is_empty() {
        let diagnostic = report
            .error(
                Code::Empty,
                raw.key.span,
                format!("{} has no columns", raw.place),
            )
            .label("expected at least one");
        report.push(diagnostic);
    }
    let query = query.resolve(report, known.dialects, None)?;
    let columns = columns
        .iter()
        .filter_map(|(name, declared)| {
            let ty = declared.ty.clone()?;
            let name = ColumnName::new(*name);
            Some((name.clone(), column(name, ty, declared.nullable)))
        })
        .collect();
    Some(view(raw, columns, query, reads))
}

fn view(
    raw: &RawView<'_>,
    columns: IndexMap<ColumnName, Column>,
    query: Expression,
    reads: Vec<Relation>,
) -> View {
    View {
        name: ViewName::new(raw.key.value),
        db_name: raw.db_name.value.clone(),
        schema: raw.schema.clone(),
        rust_name: raw.rust_name.as_ref().map(|name| name.value.clone()),
        doc: raw.doc.clone(),
        columns,
        query,
        reads,
        key: raw
            .order
            .iter()
            .map(|at| ColumnName::new(at.value))
            .collect(),
        tenant: raw.tenant.map(|at| ColumnName::new(at.value)),
    }
}

/// What a query yields, stored in the canonical way.
fn column(name: ColumnName, ty: Type, nullable: bool) -> Column {
    Column {
        db_name: DbName::new(name.as_str()),
        name,
        renamed_from: None,
        rust_name: None,
        rust_type: None,
        doc: None,
        ty,
        nullable,
        default: None,
        on_update: None,
        identity: false,
        generated: None,
        sqlite: SqliteColumn::USUAL,
        postgres: PostgresColumn::USUAL,
    }
}

/// The key and the tenant are columns that can be one.
fn check(report: &mut Report<'_>, known: &Known<'_, '_, '_>, raw: &RawView<'_>, view: &View) {
    let whole = raw.is_whole();
    let mut seen: Vec<At<&str>> = Vec::new();
    for name in &raw.order {
        if let Some(first) = seen.iter().find(|one| one.value == name.value) {
            let message = format!(
                "the key of {} names {} twice",
                raw.place,
                quoted(name.value)
            );
            let diagnostic = report
                .error(Code::RepeatedColumn, name.span, message)
                .label("named again here")
                .related(first.span, "first named here");
            report.push(diagnostic);
        }
        seen.push(*name);
        let Some(column) = find(report, raw, view, *name, whole) else {
            continue;
        };
        let why = match &column.ty {
            Type::Json => Some("the databases compare JSON differently"),
            Type::List(_) => Some("the databases compare lists differently"),
            Type::Enum(name) if known.enums.is_native(name) => {
                Some("Postgres orders a native enum by declaration, SQLite by its text")
            }
            Type::Scalar(Scalar::Real | Scalar::Double) => {
                Some("two floats that print alike need not be equal")
            }
            Type::Scalar(_) | Type::Enum(_) => None,
        };
        if let Some(why) = why {
            let message = format!(
                "column {} of {} is {} and cannot be of its key",
                quoted(name.value),
                raw.place,
                quoted(&spelled(&column.ty))
            );
            let diagnostic = report.error(Code::KeyType, name.span, message).label(why);
            report.push(diagnostic);
        } else if column.nullable {
            let message = format!(
                "column {} of {} is of its key and may be null",
                quoted(name.value),
                raw.place
            );
            let mut diagnostic = report
                .error(Code::NullableKey, name.span, message)
                .label("a null is different from every other");
            if let Some(span) = declaration(raw, name.value) {
                diagnostic = diagnostic.related(span, "nullable");
            }
            report.push(diagnostic);
        }
    }
    if let Some(name) = raw.tenant
        && let Some(column) = find(report, raw, view, name, whole)
    {
        let nullable = column
            .nullable
            .then(|| declaration(raw, name.value).unwrap_or(name.span));
        tenant::check_column(report, raw.key.value, name, nullable, Some(&column.ty));
    }
}

/// Where a column is declared.
fn declaration(raw: &RawView<'_>, name: &str) -> Option<Span> {
    Some(raw.columns.as_ref()?.get(name)?.span)
}

fn find<'v>(
    report: &mut Report<'_>,
    raw: &RawView<'_>,
    view: &'v View,
    name: At<&str>,
    whole: bool,
) -> Option<&'v Column> {
    let found = view.columns.get(&ColumnName::new(name.value));
    if found.is_none() && whole {
        let message = format!("{} has no column {}", raw.place, quoted(name.value));
        let diagnostic = report
            .error(Code::UnknownColumn, name.span, message)
            .maybe_help(did_you_mean(
                name.value,
                view.columns.keys().map(ColumnName::as_str),
            ));
        report.push(diagnostic);
    }
    found
}
