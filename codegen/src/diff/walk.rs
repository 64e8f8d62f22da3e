//! One walk over two catalogs, the same for every dialect.

use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};

use super::change::Change;
use super::family;
use super::named::Named;
use super::object::{diff_objects, diff_settings};
use super::renames::Renames;
use super::unplanned::Unplanned;
use crate::catalog::model::{Catalog, Column, QualifiedName, Table, View};
use crate::conversion::conversion;
use crate::dialect::Dialect;
use crate::name::DbName;

/// What [`diff`] finds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// What there is once things have their new names; `None` where nothing is renamed.
    pub renamed: Option<Catalog>,
    /// What the planners can carry out: renames first, each of which is told in the names that the one before has left; then tables
    /// in the order of the target (dropped ones last, as they stood), and in each table what goes before what comes.
    pub changes: Vec<Change>,
    /// What they cannot.
    pub unplanned: Vec<Unplanned>,
}

impl Difference {
    /// Where the changes that are no renames begin.
    #[must_use]
    pub fn start<'c>(&'c self, from: &'c Catalog) -> &'c Catalog {
        self.renamed.as_ref().unwrap_or(from)
    }

    /// Whether there is anything to do, or to refuse.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.unplanned.is_empty()
    }
}

/// What has to change for `from` to become `to`, where some of it gets other names. Columns are compared by name: their order is
/// not a difference. What is the same but for its name and holds no rows (an index, a constraint) is renamed without being
/// told.
///
/// ```
/// use dualect_codegen::{catalog::model::Catalog, dialect::Dialect, diff::{Renames, diff}};
/// let empty = Catalog::empty(Dialect::Sqlite);
/// assert!(diff(&empty, &empty, &Renames::default()).is_empty());
/// ```
#[must_use]
pub fn diff(from: &Catalog, to: &Catalog, renames: &Renames) -> Difference {
    let renames = renames.with_room_for_indexes(from, to);
    if renames.is_empty() {
        return compare(from, to);
    }
    let (start, mut changes) = renames.apply(from);
    let mut found = compare(&start, to);
    found
        .unplanned
        .extend(rowids(from.dialect, &start, &changes));
    changes.append(&mut found.changes);
    Difference {
        renamed: Some(start),
        changes,
        unplanned: found.unplanned,
    }
}

/// New and old names that SQLite's `ALTER TABLE` takes for the rowid's.
fn rowids(
    dialect: Dialect,
    start: &Catalog,
    renames: &[Change],
) -> impl Iterator<Item = Unplanned> {
    renames.iter().filter_map(move |change| {
        if let Change::RenameColumn { table, from, to } = change
            && (from.is_rowid() || to.is_rowid())
            && dialect == Dialect::Sqlite
            && start
                .tables
                .get(table)
                .is_some_and(|table| !table.sqlite.without_rowid)
        {
            Some(Unplanned::Rowid {
                table: table.clone(),
                from: from.clone(),
                to: to.clone(),
            })
        } else {
            None
        }
    })
}

fn compare(from: &Catalog, to: &Catalog) -> Difference {
    let tables = different_tables(from, to);
    let found = compare_with(from, to, &tables, true);
    let rewrites = found.changes.iter().any(Change::rewrites);
    if rewrites && found.changes.iter().any(Change::renames_a_constraint) {
        return compare_with(from, to, &tables, false);
    }
    found
}

/// The tables that are new or other ones, each with what it was. Of many nearly all are as they were: mostly the same ones, as
/// `snapshot::read_beside` shares them.
fn different_tables<'c>(
    from: &'c Catalog,
    to: &'c Catalog,
) -> Vec<(Option<&'c Table>, &'c Arc<Table>)> {
    let pairs = to
        .tables
        .iter()
        .map(|(name, table)| (from.tables.get(name), table));
    let different = pairs.filter(|(before, table)| {
        before.is_none_or(|before| !Arc::ptr_eq(before, table) && before != *table)
    });
    different
        .map(|(before, table)| (before.map(AsRef::as_ref), table))
        .collect()
}

/// With `renames`, an index or a constraint that is the same but for its name is renamed; without, it goes and comes, as what
/// stands on values that are written anew has to.
fn compare_with(
    from: &Catalog,
    to: &Catalog,
    different: &[(Option<&Table>, &Arc<Table>)],
    renames: bool,
) -> Difference {
    // Named one by one, so that a new kind of object is thought of here.
    let Catalog {
        dialect,
        schemas,
        extensions,
        extension_schemas: _,
        enums: _,
        tables,
        views: _,
        objects: _,
        settings: _,
        uses: _,
    } = to;
    let mut found = Difference::default();
    let changes = &mut found.changes;
    diff_names(&from.schemas, schemas, changes, |name, gone| {
        let name = name.clone();
        if gone {
            Change::DropSchema { name }
        } else {
            Change::AddSchema { name }
        }
    });
    diff_names(&from.extensions, extensions, changes, |name, gone| {
        let name = name.clone();
        if gone {
            Change::DropExtension { name }
        } else {
            Change::AddExtension { name }
        }
    });
    diff_enums(from, to, changes);
    for (before, table) in different {
        match before {
            None => found.changes.push(Change::AddTable {
                table: Arc::clone(table),
            }),
            Some(before) => {
                let (before, table) = family::own((from, before), (to, table));
                diff_table(*dialect, &before, &table, renames, &mut found);
            }
        }
    }
    for (name, table) in &from.tables {
        if !tables.contains_key(name) {
            found.changes.push(Change::DropTable {
                table: Arc::clone(table),
            });
        }
    }
    diff_views(from, to, &mut found.changes);
    diff_objects(from, to, &mut found.changes);
    diff_settings(from, to, &mut found.changes);
    found
}

fn diff_names(
    from: &IndexSet<DbName>,
    to: &IndexSet<DbName>,
    changes: &mut Vec<Change>,
    change: impl Fn(&DbName, bool) -> Change,
) {
    changes.extend(to.difference(from).map(|name| change(name, false)));
    changes.extend(from.difference(to).map(|name| change(name, true)));
}

fn diff_enums(from: &Catalog, to: &Catalog, changes: &mut Vec<Change>) {
    for (name, declared) in &to.enums {
        match from.enums.get(name) {
            None => changes.push(Change::AddEnum {
                declared: declared.clone(),
            }),
            Some(before) if before.values != declared.values => {
                changes.push(Change::SetEnumValues {
                    from: before.clone(),
                    to: declared.clone(),
                });
            }
            Some(_) => {}
        }
    }
    let gone = from
        .enums
        .values()
        .filter(|declared| !to.enums.contains_key(&declared.name));
    changes.extend(gone.map(|declared| Change::DropEnum {
        declared: declared.clone(),
    }));
}

fn diff_views(from: &Catalog, to: &Catalog, changes: &mut Vec<Change>) {
    let gone = from.views.values().filter(|view| {
        to.views
            .get(&view.name)
            .is_none_or(|after| !same_view(view, after))
    });
    changes.extend(gone.map(|view| Change::DropView { view: view.clone() }));
    for view in to.views.values() {
        match from.views.get(&view.name) {
            Some(before) if same_view(before, view) => {
                if before.comment != view.comment {
                    changes.push(Change::SetViewComment {
                        view: view.name.clone(),
                        to: view.comment.clone(),
                    });
                }
            }
            Some(_) | None => changes.push(Change::AddView { view: view.clone() }),
        }
    }
}

/// Whether a view can stay, whatever becomes of its comment.
fn same_view(from: &View, to: &View) -> bool {
    let View {
        name: _,
        columns,
        sql,
        reads: _,
        opaque: _,
        after: _,
        comment: _,
    } = to;
    (&from.columns, &from.sql) == (columns, sql)
}

fn diff_table(dialect: Dialect, from: &Table, to: &Table, renames: bool, found: &mut Difference) {
    let name = &to.name;
    if from.comment != to.comment {
        found.changes.push(Change::SetTableComment {
            table: name.clone(),
            to: to.comment.clone(),
        });
    }
    if from.family.partitioned_by != to.family.partitioned_by {
        found.unplanned.push(Unplanned::Partitioning {
            table: name.clone(),
            from: from.family.partitioned_by.clone(),
            to: to.family.partitioned_by.clone(),
        });
    }
    if !from.family.has_parents_of(&to.family) {
        found.changes.push(Change::SetParents {
            table: name.clone(),
            from: from.family.clone(),
            to: to.family.clone(),
        });
    }
    if from.sqlite != to.sqlite || from.definition != to.definition {
        found.changes.push(Change::SetTableOptions {
            table: name.clone(),
            from: from.sqlite,
            to: to.sqlite,
        });
    }
    // Columns first: they are what a person changed, and what a migration is named after.
    diff_columns(dialect, from, to, found);
    if from.primary_key != to.primary_key {
        found.changes.push(Change::SetPrimaryKey {
            table: name.clone(),
            from: from.primary_key.clone(),
            to: to.primary_key.clone(),
        });
    }
    let changes = &mut found.changes;
    diff_list(name, &from.indexes, &to.indexes, renames, changes);
    diff_list(name, &from.uniques, &to.uniques, renames, changes);
    diff_list(name, &from.foreign_keys, &to.foreign_keys, renames, changes);
    diff_list(name, &from.checks, &to.checks, renames, changes);
}

/// What is not the same under the same name goes and comes; what is the same under a name that nothing has had is renamed.
fn diff_list<T: Named>(
    table: &QualifiedName,
    from: &[T],
    to: &[T],
    renames: bool,
    changes: &mut Vec<Change>,
) {
    let before: IndexMap<&DbName, &T> = from.iter().map(|item| (item.name(), item)).collect();
    let after: IndexMap<&DbName, &T> = to.iter().map(|item| (item.name(), item)).collect();
    let mut new: Vec<&T> = to
        .iter()
        .filter(|item| before.get(item.name()) != Some(item))
        .collect();
    let mut called_otherwise = Vec::new();
    for item in from {
        if after.get(item.name()) == Some(&item) {
            continue;
        }
        let is_it = |other: &&T| {
            !before.contains_key(other.name()) && item.is_called(other.name()) == **other
        };
        let found = (renames && !after.contains_key(item.name()))
            .then(|| new.iter().position(is_it))
            .flatten();
        match found {
            Some(at) => called_otherwise.push(new.remove(at).renamed(table, item.name())),
            None => changes.push(item.dropped(table)),
        }
    }
    changes.append(&mut called_otherwise);
    changes.extend(new.into_iter().map(|item| item.added(table)));
}

fn diff_columns(dialect: Dialect, from: &Table, to: &Table, found: &mut Difference) {
    let table = &to.name;
    for (name, column) in &to.columns {
        match from.columns.get(name) {
            None => found.changes.push(Change::AddColumn {
                table: table.clone(),
                column: column.clone(),
            }),
            Some(before) => diff_column(dialect, table, before, column, found),
        }
    }
    for (name, column) in &from.columns {
        if !to.columns.contains_key(name) {
            found.changes.push(Change::DropColumn {
                table: table.clone(),
                column: column.clone(),
            });
        }
    }
}

fn diff_column(
    dialect: Dialect,
    table: &QualifiedName,
    from: &Column,
    to: &Column,
    found: &mut Difference,
) {
    // Named one by one, so that a new field of `Column` is thought of here.
    let Column {
        name,
        sql_type,
        meaning: _,
        collation,
        nullable,
        default,
        generated,
        is_virtual,
        identity,
        comment,
        fill: _,
    } = to;
    let table = || table.clone();
    let other_type = (&from.sql_type, &from.collation) != (sql_type, collation);
    let computed = generated.is_some() && from.generated.is_some();
    // What was computed, and will be, is computed anew as whatever it shall be; a value that was written is not.
    let computed_otherwise = from.generated != *generated || from.is_virtual != *is_virtual;
    if computed_otherwise || (computed && other_type) {
        found.changes.push(Change::SetGenerated {
            table: table(),
            from: Box::new(from.clone()),
            to: Box::new(to.clone()),
        });
    }
    if !computed {
        match conversion(from, to, dialect) {
            Some(conversion) if !other_type && conversion.sql.is_none() => {}
            Some(conversion) if from.generated.is_none() && generated.is_none() => {
                found.changes.push(Change::SetType {
                    table: table(),
                    from: Box::new(from.clone()),
                    to: Box::new(to.clone()),
                    conversion,
                });
            }
            Some(_) | None => found.unplanned.push(Unplanned::Type {
                table: table(),
                from: Box::new(from.clone()),
                to: Box::new(to.clone()),
            }),
        }
    }
    if from.default != *default && generated.is_none() {
        found.changes.push(Change::SetDefault {
            table: table(),
            column: to.clone(),
        });
    }
    if from.nullable != *nullable {
        found.changes.push(Change::SetNullable {
            table: table(),
            column: to.clone(),
        });
    }
    // A column has to be NOT NULL before it counts.
    if from.identity != *identity {
        found.changes.push(Change::SetIdentity {
            table: table(),
            from: from.identity.clone(),
            column: to.clone(),
        });
    }
    if from.comment != *comment {
        let change = Change::SetColumnComment {
            table: table(),
            column: name.clone(),
            to: comment.clone(),
        };
        found.changes.push(change);
    }
}
