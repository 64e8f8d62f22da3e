//! The reads of a hash chain.

use super::filter::lines;
use super::{Filter, Parameters, Sql, Subject};

/// The last row's hash, then its key if the runtime makes it.
pub(in crate::rust) fn chain_head(subject: &Subject<'_>) -> Sql {
    let filter = Filter::scope(subject, Parameters::default());
    let key = subject.columns(&subject.table.primary_key);
    let hash = subject
        .table
        .hash_chain
        .iter()
        .flat_map(|chain| subject.columns([&chain.hash]));
    let chained_key = key
        .iter()
        .copied()
        .filter(|column| subject.is_chained(column));
    let read = Subject::idents(hash.chain(chained_key));
    let last: Vec<String> = key
        .iter()
        .map(|column| format!("{} DESC", Subject::ident(column)))
        .collect();
    Sql::per_dialect(filter.parameters.clone(), |dialect| {
        lines([
            Some(format!("SELECT {read}")),
            Some(format!("FROM {}", subject.name(dialect))),
            filter.clause(dialect),
            Some(format!("ORDER BY {}", last.join(", "))),
            Some("LIMIT 1".to_owned()),
        ])
    })
}

/// Each row's key, then what its hash is made of and the hash, from the first row to the last.
pub(in crate::rust) fn chain_rows(subject: &Subject<'_>, filter: &Filter) -> Sql {
    let key = subject.columns(&subject.table.primary_key);
    let read = Subject::idents(key.iter().copied().chain(subject.given()));
    let order = Subject::idents(key);
    Sql::per_dialect(filter.parameters.clone(), |dialect| {
        lines([
            Some(format!("SELECT {read}")),
            Some(format!("FROM {}", subject.name(dialect))),
            filter.clause(dialect),
            Some(format!("ORDER BY {order}")),
        ])
    })
}
