//! The schema file of a database, and the proof that it is right: a database made of it is the same.

use std::sync::Arc;

use dualect_codegen::catalog::lower::lower;
use dualect_codegen::catalog::model::{Catalog, QualifiedName};
use dualect_codegen::diff::{Difference, Renames};
use dualect_codegen::inspect::Inspected;
use dualect_codegen::migration::Transition;
use dualect_codegen::pull::{Given, Origin, Plain, pull};

use super::look;
use crate::arguments::PullArguments;
use crate::database::{self, Place, inspect_scratch, wait_for};
use crate::error::{Error, Kind, Result};
use crate::files::project::wrong;
use crate::side::{Roles, comparable};
use crate::surroundings::Surroundings;

/// A schema file, and what is to be said of it.
pub(super) struct Made {
    pub(super) text: String,
    pub(super) tables: usize,
    /// What is no part of the schema, a line each.
    pub(super) left_out: Vec<String>,
    /// What could not be looked at.
    pub(super) unseen: Vec<String>,
    /// What the database holds and a new one would not.
    pub(super) left: Vec<String>,
}

/// Reads the database and makes the file.
pub(super) fn make(
    url: Option<String>,
    project: &str,
    own: &PullArguments,
    around: &Surroundings<'_>,
) -> Result<Made> {
    let options = database::existing(url.clone());
    let (_, found) = database::open(options, async |db| look::read(db).await)?;
    let beside = url.unwrap_or_default();
    let mut unsaid = found.held.beyond.clone();
    for (name, table) in &found.held.catalog.tables {
        unsaid.extend(told(name, &table.definition.traits));
    }
    let given = Given {
        project,
        migrations: own.migrations.as_deref(),
        catalog: &found.held.catalog,
        beyond: &unsaid,
        seen: &found.seen,
        origin: Origin::Database,
        beside: false,
    };
    let mut plain = Plain::default();
    loop {
        let pulled = pull(&given, &mut plain).map_err(|diagnostics| {
            let mut tables = given.catalog.tables.keys();
            if tables.all(|table| plain.is_raw(table)) {
                nothing(&found.place, given.catalog)
            } else {
                wrong(&diagnostics, &around.folder, around)
            }
        })?;
        let wanted = lower(&pulled.schema, found.dialect);
        let (difference, mut left) = differences(&found.held, &wanted, &beside)?;
        let settled = plain.settle(&found.held.catalog, &difference);
        if settled.again {
            continue;
        }
        left.extend(settled.left);
        return Ok(Made {
            text: pulled.text,
            tables: found.held.catalog.tables.len(),
            left_out: found.held.left_out,
            unseen: found.unseen,
            left,
        });
    }
}

/// Where there is no table to generate from.
fn nothing(place: &str, catalog: &Catalog) -> Error {
    let (what, help) = if catalog.tables.is_empty() {
        (
            format!("{place} holds no tables"),
            "begin with a schema.toml of your own, and make the first migration: db-generate",
        )
    } else {
        (
            format!("no table of {place} has a primary key and types of the language's"),
            "give a table a primary key: what has none can be carried along, and has no functions in Rust",
        )
    };
    Error::new(Kind::Side { what }, help)
}

/// How a database differs from one that is made of a catalog, and what of it no catalog can say: as `db-diff` sees it.
pub(crate) fn differences(
    held: &Inspected,
    wanted: &Catalog,
    beside: &str,
) -> Result<(Difference, Vec<String>)> {
    let place = Place::beside(wanted.dialect, beside);
    let new = wait_for(inspect_scratch(wanted, place))?;
    let lines = held.beyond.iter().filter(|line| !new.beyond.contains(line));
    let mut lines: Vec<String> = lines.cloned().collect();
    let (mut catalog, new) = comparable(&held.catalog, &new.catalog, Roles::LeftAlone);
    lines.extend(leave_traits(&mut catalog, &new));
    let transition = Transition::new(catalog, new, &Renames::default());
    Ok((transition.there, lines))
}

/// What only a table's own text says, as `ON CONFLICT REPLACE`: told a line each, and no difference any more.
fn leave_traits(held: &mut Catalog, new: &Catalog) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, table) in &mut held.tables {
        let said = new.tables.get(name).map(|table| &table.definition.traits);
        if let Some(said) = said.filter(|said| **said != table.definition.traits) {
            let traits = table.definition.traits.iter();
            lines.extend(told(name, traits.filter(|one| !said.contains(one))));
            Arc::make_mut(table).definition.traits.clone_from(said);
        }
    }
    lines
}

/// What a table's own text says, a line each.
fn told<'a>(
    table: &QualifiedName,
    traits: impl IntoIterator<Item = &'a String>,
) -> impl Iterator<Item = String> {
    let lines = traits.into_iter();
    lines.map(move |one| format!("table {table}: {one}"))
}
