//! `hash_chain`: each row holds a hash of itself and of the row before.

use super::super::columns::RawColumn;
use super::super::report::{At, Report};
use super::super::text::quoted;
use super::super::types::spelled;
use super::rules::own_value;
use super::{RawHashChain, Ruled};
use crate::diagnostic::{Code, Span};
use crate::schema::model::{Scalar, Type};

pub(super) fn check(
    report: &mut Report<'_>,
    table: &Ruled<'_, '_, '_>,
    chain: At<RawHashChain<'_>>,
    (hash, previous): (usize, usize),
) {
    let regime = &table.raw.regime;
    if regime.append_only.is_none() && !regime.append_only_unclear {
        let message = format!(
            "the hash chain of table {} would break at the first update",
            quoted(table.raw.key.value)
        );
        let diagnostic = report
            .error(Code::HashChain, chain.span, message)
            .label("needs `append_only = true`");
        report.push(diagnostic);
    }
    if hash == previous {
        let diagnostic = report
            .error(
                Code::HashChain,
                chain.value.previous.span,
                "a row's own hash and that of the row before are in one column",
            )
            .label("expected another column")
            .related(chain.value.hash.span, "the row's own");
        report.push(diagnostic);
        return;
    }
    check_column(report, table, chain.value.hash, hash, false);
    check_column(report, table, chain.value.previous, previous, true);
    let types = [hash, previous].map(|column| table.types.get(column).copied().flatten());
    if let [Some(one), Some(other)] = types
        && one != other
        && holds_a_hash(one)
        && holds_a_hash(other)
    {
        let diagnostic = report
            .error(
                Code::HashChain,
                chain.value.previous.span,
                format!(
                    "a hash is {} in one column and {} in the other",
                    quoted(&spelled(one)),
                    quoted(&spelled(other))
                ),
            )
            .label("expected one type for both");
        report.push(diagnostic);
    }
    check_key(report, table, chain.span);
    check_others(report, table, chain.span, [hash, previous]);
}

fn holds_a_hash(ty: &Type) -> bool {
    matches!(ty, Type::Scalar(Scalar::Text | Scalar::Bytes))
}

/// `text` or `bytes` that nobody but the runtime fills.
fn check_column(
    report: &mut Report<'_>,
    table: &Ruled<'_, '_, '_>,
    name: At<&str>,
    column: usize,
    nullable: bool,
) {
    let Some((_, raw)) = table.raw.columns.get_index(column) else {
        return;
    };
    let path = quoted(&format!("{}.{}", table.raw.key.value, name.value));
    let ty = table.types.get(column).copied().flatten();
    let in_key = table.keys.primary_key.iter().any(|at| at.value == column);
    let mark = if nullable { "?" } else { "" };
    let example = format!(
        "write `{} = \"text{mark}\"` or `\"bytes{mark}\"`",
        name.value
    );
    let diagnostic = if let Some(ty) = ty.filter(|ty| !holds_a_hash(ty)) {
        report
            .error(
                Code::HashChain,
                name.span,
                format!("{path} cannot hold a hash: it is {}", quoted(&spelled(ty))),
            )
            .label("expected `text` or `bytes`")
            .related(raw.key.span, "this column")
    } else if let Some((key, span)) = own_value(raw, in_key) {
        report
            .error(
                Code::HashChain,
                name.span,
                format!("{path} holds a hash of the chain, and has `{key}`"),
            )
            .label("nothing else sets it")
            .related(span, "this")
    } else if nullable && raw.nullable.is_none() {
        report
            .error(
                Code::HashChain,
                name.span,
                format!("{path} holds the hash of the row before, and is not null"),
            )
            .label("the first row has none before it")
            .related(raw.key.span, "this column")
    } else if let Some(span) = raw.nullable.filter(|_| !nullable) {
        report
            .error(
                Code::HashChain,
                name.span,
                format!("{path} holds a row's own hash, and may be null"),
            )
            .label("every row has one")
            .related(span, "nullable")
    } else {
        return;
    };
    report.push(diagnostic.help(example));
}

/// The key's order is the chain's.
fn check_key(report: &mut Report<'_>, table: &Ruled<'_, '_, '_>, chain: Span) {
    let key = table.keys.primary_key.as_slice();
    let orders = |column: &RawColumn<'_, '_>| {
        let generator = column.default.and_then(|value| value.get_ref().as_str());
        column.identity.is_some() || generator == Some("uuid_v7")
    };
    let only = match key {
        // A primary key that is missing or wrong has been reported.
        [] => return,
        [only] => table.raw.columns.get_index(only.value),
        [_, _, ..] => None,
    };
    if only.is_some_and(|(_, column)| orders(column)) {
        return;
    }
    let span = key.first().map_or(table.raw.key.span, |at| at.span);
    let message = format!(
        "the key of table {} does not say which row came before",
        quoted(table.raw.key.value)
    );
    let diagnostic = report
        .error(Code::HashChain, chain, message)
        .label("a chain goes by the key")
        .related(span, "the primary key")
        .help("take one column: `id = { type = \"bigint\", primary_key = true, identity = true }`, or a `uuid` with `default = \"uuid_v7\"`");
    report.push(diagnostic);
}

/// Every value is known before the row is written: what the database computes is not.
fn check_others(report: &mut Report<'_>, table: &Ruled<'_, '_, '_>, chain: Span, own: [usize; 2]) {
    for (index, column) in table.raw.columns.values().enumerate() {
        if own.contains(&index) {
            continue;
        }
        let computed = column
            .default
            .filter(|value| super::super::defaults::is_expression(value.get_ref()))
            .map(|value| Span::from(value.span()))
            .or(column.generated.as_ref().map(|at| at.span));
        let Some(span) = computed else {
            continue;
        };
        let message = format!(
            "the database computes column {}, and the hash is made before the row is written",
            quoted(&format!("{}.{}", table.raw.key.value, column.key.value))
        );
        let diagnostic = report
            .error(Code::HashChain, span, message)
            .label("not known to the hash")
            .related(chain, "the chain")
            .help("give the value on insert, or by a plain default");
        report.push(diagnostic);
    }
}
