//! A hash chain: how its rows are hashed, and the walk along it.

use serde::Serialize;

use super::function::{Access, Builder, Function, Statement};
use crate::catalog::naming;
use crate::name::ColumnName;
use crate::rust::sql::{self, Filter, Parameters, Subject};
use crate::rust::{column, names};

/// The static `CHAIN`.
#[derive(Debug, Serialize)]
pub(super) struct Chain {
    columns: Vec<ChainColumn>,
    hash: usize,
    previous: usize,
    key: Option<usize>,
    tenant: Option<usize>,
    guard: String,
    label: String,
    head: Statement,
}

#[derive(Debug, Serialize)]
struct ChainColumn {
    name: String,
    kind: String,
}

pub(super) fn chain(subject: &Subject<'_>, module: &str) -> Option<Chain> {
    let chain = subject.table.hash_chain.as_ref()?;
    let given = subject.given();
    let place = |name: &ColumnName| given.iter().position(|column| column.name == *name);
    let key = subject.table.primary_key.first()?;
    Some(Chain {
        columns: given
            .iter()
            .map(|column| ChainColumn {
                name: column.db_name.to_string(),
                kind: column::chain_kind(column),
            })
            .collect(),
        hash: place(&chain.hash)?,
        previous: place(&chain.previous)?,
        key: place(key),
        tenant: subject.table.tenant.as_ref().and_then(place),
        guard: naming::chain_guard_name(subject.table).to_string(),
        label: format!("{module}::insert"),
        head: Statement::new(Access::Read, &sql::chain_head(subject)),
    })
}

pub(super) fn add(builder: &mut Builder<'_>) {
    let subject = builder.subject;
    let Some(key) = subject.columns(&subject.table.primary_key).pop() else {
        return;
    };
    if subject.table.hash_chain.is_none() {
        return;
    }
    builder.add("verify_chain", |builder| {
        let doc = [
            format!(
                "Walks the chain from the first {} to the last.",
                names::noun(subject.table)
            ),
            String::new(),
            "Says how many there are, or the key of the first that does not fit.".to_owned(),
        ];
        let filter = Filter::scope(&subject, Parameters::default());
        let returns = format!(
            "ChainCheck<{}>",
            column::base_type(subject.enums(), &key.ty)
        );
        let sql = sql::chain_rows(&subject, &filter);
        Function::VerifyChain {
            head: builder.head("verify_chain", &doc, Vec::new(), &returns),
            statement: Statement::new(Access::Read, &sql),
            values: sql.values,
        }
    });
}
