//! How a table's rows live: append-only, chained by hashes, deleted softly, counted by version.

mod hash_chain;
mod rules;

use super::keys::Keys;
use super::reader::Reader;
use super::report::{At, Report};
use super::tables::RawTable;
use crate::diagnostic::Span;
use crate::name::ColumnName;
use crate::schema::language::HASH_CHAIN;
use crate::schema::model::{HashChain, Type};

/// What a table says of it, before columns are looked up.
#[derive(Default)]
pub(super) struct RawRegime<'a> {
    /// Where it says that it is append-only, if it does.
    pub(super) append_only: Option<Span>,
    /// Whether that is unclear, so that nobody knows.
    append_only_unclear: bool,
    hash_chain: Option<At<RawHashChain<'a>>>,
    soft_delete: Option<At<&'a str>>,
    version: Option<At<&'a str>>,
}

#[derive(Clone, Copy)]
struct RawHashChain<'a> {
    hash: At<&'a str>,
    previous: At<&'a str>,
}

/// What it comes to.
#[derive(Default)]
pub(super) struct Regime {
    pub(super) hash_chain: Option<HashChain>,
    pub(super) soft_delete: Option<ColumnName>,
    pub(super) version: Option<ColumnName>,
}

pub(super) fn read<'a>(
    report: &mut Report<'_>,
    reader: &Reader<'a, '_>,
    place: &str,
) -> RawRegime<'a> {
    let append_only = reader.bool(report, "append_only");
    let unclear =
        reader.is_misspelt("append_only") || matches!(append_only, super::reader::Field::Bad);
    RawRegime {
        append_only: append_only
            .value()
            .unwrap_or(false)
            .then(|| reader.key_span("append_only"))
            .flatten(),
        append_only_unclear: unclear,
        hash_chain: read_chain(report, reader, place),
        soft_delete: reader.string(report, "soft_delete").given(),
        version: reader.string(report, "version").given(),
    }
}

fn read_chain<'a>(
    report: &mut Report<'_>,
    reader: &Reader<'a, '_>,
    place: &str,
) -> Option<At<RawHashChain<'a>>> {
    let table = reader.table(report, "hash_chain").value()?;
    let span = reader.key_span("hash_chain")?;
    let own = format!("`hash_chain` of {place}");
    let chain = Reader::new(report, table, span, own.as_str(), HASH_CHAIN);
    let mut columns = Vec::new();
    for key in ["hash", "previous"] {
        let field = chain.string(report, key);
        if field.is_absent() && !chain.is_misspelt(key) {
            let diagnostic = report
                .error(
                    crate::diagnostic::Code::MissingKey,
                    span,
                    format!("{own} has no `{key}`"),
                )
                .help("write `hash_chain = { hash = \"hash\", previous = \"previous_hash\" }`");
            report.push(diagnostic);
        }
        columns.extend(field.given());
    }
    let [hash, previous] = columns.as_slice() else {
        return None;
    };
    let chain = RawHashChain {
        hash: *hash,
        previous: *previous,
    };
    Some(At::new(chain, span))
}

/// A table with its columns' types, by which its regime is judged.
pub(super) struct Ruled<'r, 'a, 'i> {
    pub(super) raw: &'r RawTable<'a, 'i>,
    pub(super) keys: &'r Keys,
    pub(super) types: &'r [Option<&'r Type>],
}

pub(super) fn resolve(report: &mut Report<'_>, table: &Ruled<'_, '_, '_>) -> Regime {
    let raw = &table.raw.regime;
    if let Some(span) = raw.append_only {
        rules::append_only(report, table, span);
    }
    let soft_delete = raw.soft_delete.and_then(|name| {
        let column = table.raw.find_column(report, name)?;
        rules::soft_delete(report, table, name, column);
        Some(ColumnName::new(name.value))
    });
    let version = raw.version.and_then(|name| {
        let column = table.raw.find_column(report, name)?;
        rules::version(report, table, name, column);
        Some(ColumnName::new(name.value))
    });
    let hash_chain = raw.hash_chain.and_then(|chain| {
        let hash = table.raw.find_column(report, chain.value.hash);
        let previous = table.raw.find_column(report, chain.value.previous);
        hash_chain::check(report, table, chain, (hash?, previous?));
        Some(HashChain {
            hash: ColumnName::new(chain.value.hash.value),
            previous: ColumnName::new(chain.value.previous.value),
        })
    });
    Regime {
        hash_chain,
        soft_delete,
        version,
    }
}
