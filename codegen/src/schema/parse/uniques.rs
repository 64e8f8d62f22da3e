//! `[tables.x.uniques]`.

use super::keyed::{self, Keyed};
use super::keys;
use super::reader::{Reader, entries};
use super::report::{At, Report};
use super::tables::RawTable;
use super::text::{did_you_mean, list, quoted};
use crate::diagnostic::Code;
use crate::schema::language::{POSTGRES_UNIQUES, SQLITE_UNIQUES, UNIQUE};
use crate::schema::model::{PostgresUnique, SqliteUnique};

/// A unique constraint that is read and not yet resolved.
pub(super) struct RawUnique<'a> {
    pub(super) keyed: Keyed<'a>,
    pub(super) sqlite: SqliteUnique,
    pub(super) postgres: PostgresUnique,
}

pub(super) fn read<'a>(
    report: &mut Report<'_>,
    table: &Reader<'a, '_>,
    table_key: &str,
) -> Vec<RawUnique<'a>> {
    let Some(uniques) = table.table(report, "uniques").value() else {
        return Vec::new();
    };
    entries(uniques)
        .into_iter()
        .map(|(key, value)| {
            let (keyed, reader) = keyed::read(report, ("unique", table_key), key, value, UNIQUE);
            let reader = reader.as_ref();
            RawUnique {
                keyed,
                sqlite: word(report, reader, "sqlite", &SQLITE_UNIQUES),
                postgres: word(report, reader, "postgres", &POSTGRES_UNIQUES),
            }
        })
        .collect()
}

/// What the word stands for; the usual where there is none.
fn word<T: Copy + Default>(
    report: &mut Report<'_>,
    reader: Option<&Reader<'_, '_>>,
    key: &str,
    words: &[(&'static str, T)],
) -> T {
    let Some(word) = reader.and_then(|reader| reader.string(report, key).given()) else {
        return T::default();
    };
    let found = words.iter().find(|(known, _)| *known == word.value);
    if let Some((_, found)) = found {
        return *found;
    }
    let known: Vec<&str> = words.iter().map(|(known, _)| *known).collect();
    let message = format!("a unique constraint cannot be {}", quoted(word.value));
    let diagnostic = report
        .error(Code::UnknownWord, word.span, message)
        .label(format!("expected {}", list(&known, "or")))
        .maybe_help(did_you_mean(word.value, known));
    report.push(diagnostic);
    T::default()
}

/// The constraint's columns that exist.
pub(super) fn resolve(
    report: &mut Report<'_>,
    table: &RawTable<'_, '_>,
    unique: &RawUnique<'_>,
) -> Vec<At<usize>> {
    let on = unique.keyed.on.as_ref();
    keys::resolve_columns(
        report,
        table,
        &unique.keyed.place,
        on.map_or(&[], |on| &on.value),
    )
}
