//! `[tables.x.uniques]`.

use super::keyed::{self, Keyed};
use super::keys;
use super::reader::{Reader, entries};
use super::report::{At, Report};
use super::tables::RawTable;
use crate::schema::language::UNIQUE;

/// A unique constraint that is read and not yet resolved.
pub(super) type RawUnique<'a> = Keyed<'a>;

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
        .map(|(key, value)| keyed::read(report, ("unique", table_key), key, value, UNIQUE).0)
        .collect()
}

/// The constraint's columns that exist.
pub(super) fn resolve(
    report: &mut Report<'_>,
    table: &RawTable<'_, '_>,
    unique: &RawUnique<'_>,
) -> Vec<At<usize>> {
    let on = unique.on.as_ref();
    keys::resolve_columns(report, table, &unique.place, on.map_or(&[], |on| &on.value))
}
