//! Chains of references, followed to the column that has a type of its own.

use super::super::columns::RawType;
use super::super::report::Report;
use super::super::tables::RawTables;
use super::super::text::quoted;
use super::{ColumnId, Columns, column, every, path};
use crate::diagnostic::Code;
use crate::schema::model::{Scalar, Type};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    Never,
    OnPath,
    Done,
}

/// Gives every column its type. A loop, not a recursion: a chain may be as long as the schema.
pub(super) fn types(report: &mut Report<'_>, tables: &RawTables<'_, '_>, columns: &mut Columns) {
    let mut visits: Vec<Vec<Visit>> = tables
        .values()
        .map(|table| vec![Visit::Never; table.columns.len()])
        .collect();
    for (start, _) in every(tables) {
        let mut chain: Vec<ColumnId> = Vec::new();
        let mut at = Some(start);
        let mut ty = None;
        while let Some(id) = at {
            match visits[id.table][id.column] {
                Visit::Done => {
                    ty = columns.get(id).and_then(|resolved| resolved.ty.clone());
                    break;
                }
                Visit::OnPath => {
                    refuse_cycle(report, tables, &chain, id);
                    break;
                }
                Visit::Never => {}
            }
            visits[id.table][id.column] = Visit::OnPath;
            chain.push(id);
            at = match column(tables, id).map(|column| &column.ty) {
                Some(RawType::Given(own)) => {
                    ty = Some(own.value.clone());
                    None
                }
                Some(RawType::Followed) => columns.get(id).and_then(|resolved| resolved.target),
                Some(RawType::Unknown) | None => None,
            };
        }
        for id in chain {
            visits[id.table][id.column] = Visit::Done;
            if let Some(resolved) = columns.get_mut(id) {
                resolved.ty.clone_from(&ty);
            }
        }
    }
}

fn refuse_cycle(
    report: &mut Report<'_>,
    tables: &RawTables<'_, '_>,
    chain: &[ColumnId],
    id: ColumnId,
) {
    let from = chain.iter().position(|one| *one == id).unwrap_or(0);
    let circle: Vec<String> = chain[from..]
        .iter()
        .chain([&id])
        .map(|one| quoted(&path(tables, *one)))
        .collect();
    let Some(reference) = column(tables, id).and_then(|column| column.reference.as_ref()) else {
        return;
    };
    let diagnostic = report
        .error(
            Code::ReferenceCycle,
            reference.text.span,
            format!(
                "references in a circle have no type: {}",
                circle.join(" -> ")
            ),
        )
        .label("the circle begins here")
        .help("give one of them a `type`");
    report.push(diagnostic);
}

/// Gives columns the storage of the key that they reference, over however many steps.
pub(super) fn storages(tables: &RawTables<'_, '_>, columns: &mut Columns) {
    let total = tables.values().map(|table| table.columns.len()).sum();
    for (start, _) in every(tables) {
        let Some(resolved) = columns.get(start) else {
            continue;
        };
        let has_choice = matches!(
            resolved.ty,
            Some(Type::Scalar(Scalar::Timestamp | Scalar::Decimal { .. }))
        );
        let mut at = resolved.target.filter(|_| has_choice);
        let mut storage = None;
        // Columns with types of their own can reference each other in a circle, which is no mistake.
        for _ in 0..total {
            let Some(id) = at else {
                break;
            };
            storage = column(tables, id).and_then(|column| column.storage.storage);
            if storage.is_some() {
                break;
            }
            at = columns.get(id).and_then(|resolved| resolved.target);
        }
        if let Some(resolved) = columns.get_mut(start) {
            resolved.inherited = storage.map(|at| at.value);
        }
    }
}
