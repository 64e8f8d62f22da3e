//! What the version of the app that still runs finds no more, or does not know.

use super::hazard::Hazard;
use super::step::Direction;
use crate::catalog::model::Catalog;
use crate::diff::Change;

/// Nobody runs the version before the one before: on the way back nothing is told.
pub(super) fn hazards(from: &Catalog, changes: &[Change], direction: Direction) -> Vec<Hazard> {
    match direction {
        Direction::Down => Vec::new(),
        Direction::Up => changes
            .iter()
            .filter(|change| !change.is_by_the_way())
            .flat_map(|change| of_change(from, change))
            .collect(),
    }
}

fn of_change(from: &Catalog, change: &Change) -> Vec<Hazard> {
    if let Change::RenameTable { from: table, to } = change {
        return vec![Hazard::RenamesTable {
            table: table.clone(),
            to: to.clone(),
        }];
    }
    if let Change::RenameColumn { table, from, to } = change {
        return vec![Hazard::RenamesColumn {
            table: table.clone(),
            column: from.clone(),
            to: to.clone(),
        }];
    }
    if let Change::RenameEnumValue { name, from, to } = change {
        return vec![Hazard::RenamesValue {
            of: name.to_string(),
            value: from.clone(),
            to: to.clone(),
        }];
    }
    if let Change::RenameValues {
        table,
        column,
        values,
    } = change
    {
        let of = format!("{table}.{column}");
        let hazards = values.iter().map(|(value, to)| Hazard::RenamesValue {
            of: of.clone(),
            value: value.clone(),
            to: to.clone(),
        });
        return hazards.collect();
    }
    if let Change::AddColumn { table, column } = change {
        let stays = from.tables.contains_key(table);
        return (!column.may_be_left_out() && stays)
            .then(|| Hazard::RequiresColumn {
                table: table.clone(),
                column: column.name.clone(),
            })
            .into_iter()
            .collect();
    }
    if let Change::SetType { table, to, .. } = change {
        return vec![Hazard::ChangesType {
            table: table.clone(),
            column: to.name.clone(),
        }];
    }
    Vec::new()
}
