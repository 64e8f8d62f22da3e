//! `[postgres]`: the schemas that things can stand in, the extensions, and how long a migration may hold a table.

use std::time::Duration;

use super::names::{self, Named};
use super::reader::{Field, Reader};
use super::report::{At, Report};
use super::text::{did_you_mean, quoted};
use crate::diagnostic::{Code, Span};
use crate::name::DbName;
use crate::schema::language::{POSTGRES, TABLE_POSTGRES};

/// What `[postgres]` names.
#[derive(Default)]
pub(super) struct Schemas {
    pub(super) names: Vec<DbName>,
    pub(super) extensions: Vec<DbName>,
    pub(super) lock_budget: Option<Duration>,
    /// Whether all schemas could be read.
    whole: bool,
}

pub(super) fn read(report: &mut Report<'_>, root: &Reader<'_, '_>) -> Schemas {
    let table = root.table(report, "postgres");
    let whole = table.is_absent();
    let (Some(table), Some(span)) = (table.value(), root.key_span("postgres")) else {
        return Schemas {
            whole: whole && !root.is_misspelt("postgres") && !report.has_lost(),
            ..Schemas::default()
        };
    };
    let reader = Reader::new(report, table, span, "`[postgres]`", POSTGRES);
    let field = reader.strings(report, "schemas");
    let whole =
        !matches!(field, Field::Bad) && !reader.is_misspelt("schemas") && !report.has_lost();
    let schemas = list(report, field, "schema");
    let extensions = reader.strings(report, "extensions");
    Schemas {
        names: schemas,
        extensions: list(report, extensions, "extension"),
        lock_budget: reader
            .count(report, "lock_budget_ms")
            .value()
            .map(Duration::from_millis),
        whole,
    }
}

/// The names of a list, each once.
fn list(report: &mut Report<'_>, field: Field<Vec<At<&str>>>, what: &str) -> Vec<DbName> {
    let mut found: Vec<(DbName, Span)> = Vec::new();
    for name in field.value().unwrap_or_default() {
        let first = found.iter().find(|(known, _)| known.as_str() == name.value);
        if let Some((_, first)) = first {
            let message = format!("the {what} {} is given twice", quoted(name.value));
            let diagnostic = report
                .error(Code::GivenTwice, name.span, message)
                .label("given again here")
                .related(*first, "first given here");
            report.push(diagnostic);
            continue;
        }
        names::check_db_name(report, name, Named::Outer, false);
        found.push((DbName::new(name.value), name.span));
    }
    found.into_iter().map(|(name, _)| name).collect()
}

impl Schemas {
    /// `postgres = { schema = "..", as_found = true }` of a table.
    pub(super) fn of_table(
        &self,
        report: &mut Report<'_>,
        reader: &Reader<'_, '_>,
        place: &str,
    ) -> (Option<DbName>, bool) {
        let Some(table) = reader.table(report, "postgres").value() else {
            return (None, false);
        };
        let span = reader.key_span("postgres").unwrap_or(reader.span());
        let own = format!("`postgres` of {place}");
        let reader = Reader::new(report, table, span, own, TABLE_POSTGRES);
        let as_found = reader.bool(report, "as_found").value().unwrap_or(false);
        (self.of(report, &reader), as_found)
    }

    /// `schema`, one of the project's.
    pub(super) fn of(&self, report: &mut Report<'_>, reader: &Reader<'_, '_>) -> Option<DbName> {
        let name = reader.string(report, "schema").given()?;
        let known = self.names.iter().find(|one| one.as_str() == name.value);
        if known.is_none() && self.whole {
            let names = self.names.iter().map(DbName::as_str);
            let help = did_you_mean(name.value, names)
                .unwrap_or_else(|| format!("add it: `[postgres] schemas = [{:?}]`", name.value));
            let diagnostic = report
                .error(
                    Code::UnknownSchema,
                    name.span,
                    format!("the project has no schema {}", quoted(name.value)),
                )
                .label("not one of `[postgres] schemas`")
                .help(help);
            report.push(diagnostic);
        }
        known.cloned()
    }
}
