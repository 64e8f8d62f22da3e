//! Partitions, and tables that inherit.
//!
//! <https://www.postgresql.org/docs/current/sql-altertable.html>

use super::Phases;
use crate::catalog::model::{Family, QualifiedName};
use crate::catalog::quote;
use crate::plan::step::Step;

/// A table leaves its parents and comes to others, or to the same for other rows.
pub(super) fn set(table: &QualifiedName, from: &Family, to: &Family, phases: &mut Phases) {
    let name = quote::qualified(table);
    let same_kind = from.bound.is_none() && to.bound.is_none();
    for parent in &from.parents {
        if same_kind && to.parents.contains(parent) {
            continue;
        }
        let parent = quote::qualified(parent);
        let sql = if from.bound.is_some() {
            format!("ALTER TABLE {parent} DETACH PARTITION {name};")
        } else {
            format!("ALTER TABLE {name} NO INHERIT {parent};")
        };
        phases.detach.push(Step::new(sql));
    }
    for parent in &to.parents {
        if same_kind && from.parents.contains(parent) {
            continue;
        }
        phases.attach.push(match &to.bound {
            Some(bound) => attach(table, parent, bound),
            None => Step::new(format!(
                "ALTER TABLE {name} INHERIT {};",
                quote::qualified(parent)
            )),
        });
    }
}

/// A new partition comes to its parent when it is as that needs it.
pub(super) fn join(table: &QualifiedName, family: &Family, phases: &mut Phases) {
    if let Some(bound) = &family.bound {
        let steps = family
            .parents
            .iter()
            .map(|parent| attach(table, parent, bound));
        phases.attach.extend(steps);
    }
}

fn attach(table: &QualifiedName, parent: &QualifiedName, bound: &str) -> Step {
    Step::new(format!(
        "ALTER TABLE {} ATTACH PARTITION {} {bound};",
        quote::qualified(parent),
        quote::qualified(table)
    ))
}
