//! What stands on tables: views, and objects known by their statements only. Some have to go and come again because of what
//! becomes of the tables.

use std::collections::{BTreeMap, BTreeSet};

use super::order::{self, Dependent};
use super::statement;
use super::step::Step;
use crate::catalog::model::{Catalog, Kind, Object, QualifiedName, Reference, Relation, View};
use crate::catalog::quote;
use crate::diff::Change;
use crate::name::ObjectName;

/// What happens to tables and enums that those which stand on them do not outlast.
#[derive(Debug, Default)]
pub(super) struct Disturbance<'a> {
    /// Tables under which a view or an object cannot stay.
    pub(super) tables: BTreeSet<&'a QualifiedName>,
    /// Tables whose rows are written: what is `on` them would fire, or refuse.
    pub(super) written: BTreeSet<&'a QualifiedName>,
    /// Enums that become new types.
    pub(super) enums: BTreeSet<&'a QualifiedName>,
    /// Whether it is columns that go, under tables that stay: then an object that comes after a table goes with it too, not
    /// only one that is on it.
    pub(super) through_after: bool,
    /// Whether triggers and views that nobody has read go whatever table they are on.
    pub(super) opaque: bool,
}

/// What goes, and what comes.
#[derive(Debug, Default)]
pub(super) struct Standing<'a> {
    /// As they were; in the order in which they were made.
    drop: Vec<Dependent<'a>>,
    /// As they will be, in the order in which they are made.
    create: Vec<Dependent<'a>>,
    /// Among those that go, the ones that tables can speak of.
    served: BTreeSet<&'a ObjectName>,
    /// Among those that come.
    serving: BTreeSet<&'a ObjectName>,
    /// Objects that come.
    coming: BTreeSet<&'a ObjectName>,
    /// Types that step aside until no column is of them.
    aside: BTreeSet<&'a ObjectName>,
    /// Objects that become others where they stand.
    altered: BTreeMap<&'a ObjectName, &'a Object>,
}

/// What goes and comes under its name.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Anew<'a> {
    pub(super) objects: BTreeSet<&'a ObjectName>,
    /// Those of them of which columns are.
    pub(super) types: BTreeSet<&'a QualifiedName>,
}

impl Anew<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }
}

impl<'a> Standing<'a> {
    pub(super) fn new(
        from: &'a Catalog,
        to: &'a Catalog,
        changes: &'a [Change],
        disturbance: &Disturbance<'a>,
    ) -> Self {
        let reached = reached(from, changes, disturbance);
        let mut drop = Vec::new();
        let mut create = Vec::new();
        let goes = |view: &&View| reached.contains(&Node::View(&view.name));
        drop.extend(from.views.values().filter(goes).map(Dependent::View));
        let new = |view: &&View| goes(view) || !from.views.contains_key(&view.name);
        create.extend(to.views.values().filter(new).map(Dependent::View));
        let goes = |object: &&Object| reached.contains(&Node::Object(&object.name));
        drop.extend(from.objects.values().filter(goes).map(Dependent::Object));
        let altered: BTreeMap<&ObjectName, &Object> = changes.iter().filter_map(altered).collect();
        let new = |object: &&Object| {
            goes(object)
                || !from.objects.contains_key(&object.name)
                || altered.contains_key(&object.name)
        };
        create.extend(to.objects.values().filter(new).map(Dependent::Object));
        let (served, serving) = (serving(from), serving(to));
        let types = of_columns(from, to);
        let aside = to.objects.values().filter(|object| match &object.kind {
            Kind::Type(own) => goes(object) && types.contains(quote::qualified(&own.name).as_ref()),
            Kind::Plain | Kind::Routine(_) | Kind::Sequence(_) => false,
        });
        let aside = aside.map(|object| &object.name).collect();
        let altered = altered.into_iter();
        let altered = altered.filter(|(name, _)| !reached.contains(&Node::Object(name)));
        Self {
            aside,
            altered: altered.collect(),
            drop: order::dependents(&drop),
            create: order::dependents(&create),
            served,
            serving,
            coming: create.iter().filter_map(Dependent::object).collect(),
        }
    }

    fn served(&self, one: &Dependent<'_>) -> bool {
        one.object().is_some_and(|name| self.served.contains(name))
    }

    fn serves(&self, one: &Dependent<'_>) -> bool {
        one.object().is_some_and(|name| self.serving.contains(name))
    }

    /// Before anything happens to a table.
    pub(super) fn drop_first(&self) -> Vec<Step> {
        let going = self.drop.iter().rev().filter(|one| !self.served(one));
        going.flat_map(drop_one).collect()
    }

    /// Bodies of functions may speak of what is not there yet.
    pub(super) fn unchecked(&self) -> Vec<Step> {
        let mut coming = self.create.iter();
        let has_body = coming.any(|one| match one {
            Dependent::Object(object) => matches!(object.kind, Kind::Routine(_)),
            Dependent::View(_) => false,
        });
        let sql = "SET LOCAL check_function_bodies = false;".to_owned();
        has_body.then(|| Step::new(sql)).into_iter().collect()
    }

    /// When nothing in tables speaks any more of what goes and comes: those make room.
    pub(super) fn clear(&self) -> Vec<Step> {
        let again = |one: &&Dependent<'_>| self.served(one) && self.comes(one);
        let going = self.drop.iter().rev().filter(again);
        going.flat_map(|one| self.make_room(one)).collect()
    }

    /// Before any table is made: those that tables can speak of.
    pub(super) fn serve(&self) -> Vec<Step> {
        let coming = self.create.iter().filter(|one| self.serves(one));
        coming.flat_map(|one| self.create_one(one)).collect()
    }

    /// A type steps aside where columns are of it; everything else goes.
    fn make_room(&self, one: &Dependent<'_>) -> Vec<Step> {
        match one {
            Dependent::Object(object) if self.aside.contains(&object.name) => {
                Step::set_aside(object).into_iter().collect()
            }
            Dependent::Object(_) | Dependent::View(_) => drop_one(one),
        }
    }

    fn create_one(&self, one: &Dependent<'_>) -> Vec<Step> {
        let before = one.object().and_then(|name| self.altered.get(name));
        match (one, before) {
            (Dependent::Object(object), Some(before)) => Step::alter_object(before, object),
            (Dependent::Object(_) | Dependent::View(_), _) => create_one(one),
        }
    }

    /// What goes and comes under its name.
    pub(super) fn made_anew(&self) -> Anew<'a> {
        let mut anew = Anew::default();
        for one in &self.drop {
            if let Dependent::Object(object) = one
                && self.comes(one)
            {
                anew.objects.insert(&object.name);
                if let Kind::Type(own) = &object.kind
                    && self.aside.contains(&object.name)
                {
                    anew.types.insert(&own.name);
                }
            }
        }
        anew
    }

    /// Whether tables can speak of it.
    pub(super) fn serves_tables(&self, object: &ObjectName) -> bool {
        self.serving.contains(object)
    }

    /// Whether it was not there, or is made anew.
    pub(super) fn makes(&self, object: &ObjectName) -> bool {
        self.coming.contains(object) && !self.altered.contains_key(object)
    }

    /// Whether the view was not there, or is made anew.
    pub(super) fn makes_view(&self, view: &QualifiedName) -> bool {
        self.views().any(|made| made.name == *view)
    }

    /// After the last table that could speak of them is gone.
    pub(super) fn drop_serving(&self) -> Vec<Step> {
        let gone = |one: &&Dependent<'_>| self.served(one);
        let going = self.drop.iter().rev().filter(gone);
        going
            .flat_map(|one| match one {
                Dependent::Object(object) if self.aside.contains(&object.name) => {
                    Step::drop_aside(object).into_iter().collect()
                }
                _ if self.comes(one) => Vec::new(),
                Dependent::Object(_) | Dependent::View(_) => drop_one(one),
            })
            .collect()
    }

    /// After everything has happened to tables.
    pub(super) fn create_last(&self) -> Vec<Step> {
        let coming = self.create.iter().filter(|one| !self.serves(one));
        coming.flat_map(|one| self.create_one(one)).collect()
    }

    /// The views that are made.
    pub(super) fn views(&self) -> impl Iterator<Item = &'a View> {
        self.create.iter().filter_map(|one| match one {
            Dependent::View(view) => Some(*view),
            Dependent::Object(_) => None,
        })
    }

    fn comes(&self, one: &Dependent<'_>) -> bool {
        one.object().is_some_and(|name| self.coming.contains(name))
    }
}

fn drop_one(one: &Dependent<'_>) -> Vec<Step> {
    match one {
        Dependent::View(view) => vec![Step::drop_view(&view.name)],
        Dependent::Object(object) => Step::drop_object(object),
    }
}

fn create_one(one: &Dependent<'_>) -> Vec<Step> {
    match one {
        Dependent::View(view) => vec![Step::create_view(view)],
        Dependent::Object(object) => Step::create_object(object).collect(),
    }
}

/// What can stand on something, or have something stand on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Node<'a> {
    Table(&'a QualifiedName),
    Enum(&'a QualifiedName),
    View(&'a QualifiedName),
    Object(&'a ObjectName),
}

/// The views and objects that go: those that change, and whatever stands on them or on what is disturbed.
fn reached<'a>(
    from: &'a Catalog,
    changes: &'a [Change],
    disturbance: &Disturbance<'a>,
) -> BTreeSet<Node<'a>> {
    let mut stack: Vec<Node<'a>> = Vec::new();
    stack.extend(changes.iter().filter_map(dropped));
    stack.extend(disturbance.tables.iter().map(|name| Node::Table(name)));
    stack.extend(disturbance.enums.iter().map(|name| Node::Enum(name)));
    for object in from.objects.values() {
        let on_written = object
            .on
            .as_ref()
            .is_some_and(|on| disturbance.written.contains(on));
        let unread = disturbance.opaque && object.opaque && statement::reads_tables(object);
        if on_written || unread {
            stack.push(Node::Object(&object.name));
        }
    }
    if disturbance.opaque {
        let unread = from.views.values().filter(|view| view.opaque);
        stack.extend(unread.map(|view| Node::View(&view.name)));
    }
    if stack.is_empty() {
        return BTreeSet::new();
    }
    let above = above(from, disturbance.through_after);
    let mut reached = BTreeSet::new();
    while let Some(node) = stack.pop() {
        if reached.insert(node) {
            stack.extend(above.get(&node).into_iter().flatten());
        }
    }
    reached
}

fn dropped(change: &Change) -> Option<Node<'_>> {
    match change {
        Change::DropView { view } => Some(Node::View(&view.name)),
        Change::DropObject { object } => Some(Node::Object(&object.name)),
        Change::AddSchema { .. }
        | Change::DropSchema { .. }
        | Change::AddExtension { .. }
        | Change::DropExtension { .. }
        | Change::AddEnum { .. }
        | Change::DropEnum { .. }
        | Change::SetEnumValues { .. }
        | Change::RenameEnum { .. }
        | Change::RenameEnumValue { .. }
        | Change::RenameTable { .. }
        | Change::RenameColumn { .. }
        | Change::RenameValues { .. }
        | Change::RenameSequence { .. }
        | Change::RenameUnique { .. }
        | Change::RenameCheck { .. }
        | Change::RenameForeignKey { .. }
        | Change::RenameIndex { .. }
        | Change::AddTable { .. }
        | Change::DropTable { .. }
        | Change::SetTableComment { .. }
        | Change::SetTableOptions { .. }
        | Change::AddColumn { .. }
        | Change::DropColumn { .. }
        | Change::SetNullable { .. }
        | Change::SetGenerated { .. }
        | Change::SetType { .. }
        | Change::SetIdentity { .. }
        | Change::SetPrimaryKey { .. }
        | Change::SetDefault { .. }
        | Change::SetColumnComment { .. }
        | Change::AddUnique { .. }
        | Change::DropUnique { .. }
        | Change::AddCheck { .. }
        | Change::DropCheck { .. }
        | Change::AddForeignKey { .. }
        | Change::DropForeignKey { .. }
        | Change::AddIndex { .. }
        | Change::DropIndex { .. }
        | Change::AddView { .. }
        | Change::SetViewComment { .. }
        | Change::AddObject { .. }
        | Change::SetObject { .. }
        | Change::SetSetting { .. }
        | Change::SetParents { .. }
        | Change::SetObjectRemoval { .. } => None,
    }
}

/// What stands on each.
fn above(from: &Catalog, through_after: bool) -> BTreeMap<Node<'_>, Vec<Node<'_>>> {
    let mut above: BTreeMap<Node<'_>, Vec<Node<'_>>> = BTreeMap::new();
    for view in from.views.values() {
        for relation in &view.reads {
            let below = match relation {
                Relation::Table(name) => Node::Table(name),
                Relation::View(name) => Node::View(name),
            };
            above.entry(below).or_default().push(Node::View(&view.name));
        }
        for below in view
            .after
            .iter()
            .filter_map(|reference| node(reference, true))
        {
            above.entry(below).or_default().push(Node::View(&view.name));
        }
    }
    for object in from.objects.values() {
        // One that lowering made speaks of no column, and goes only where its table does.
        if through_after && !object.opaque {
            continue;
        }
        let on = object.on.iter().map(Node::Table);
        let after = object.after.iter();
        let after = after.filter_map(|reference| node(reference, through_after));
        for below in on.chain(after) {
            above
                .entry(below)
                .or_default()
                .push(Node::Object(&object.name));
        }
    }
    above
}

fn node(reference: &Reference, through_table: bool) -> Option<Node<'_>> {
    match reference {
        Reference::Table(name) => through_table.then_some(Node::Table(name)),
        Reference::View(name) => Some(Node::View(name)),
        Reference::Enum(name) => Some(Node::Enum(name)),
        Reference::Object(name) => Some(Node::Object(name)),
    }
}

fn altered(change: &Change) -> Option<(&ObjectName, &Object)> {
    if let Change::SetObject { from, to } = change {
        Some((&to.name, from))
    } else {
        None
    }
}

/// The types of columns that stay, as they are spelled.
fn of_columns<'a>(from: &'a Catalog, to: &'a Catalog) -> BTreeSet<&'a str> {
    let own = |catalog: &Catalog| {
        let mut objects = catalog.objects.values();
        objects.any(|object| matches!(object.kind, Kind::Type(_)))
    };
    if !own(from) || !own(to) {
        return BTreeSet::new();
    }
    let tables = to.tables.values().filter_map(|table| {
        let before = from.tables.get(&table.name)?;
        Some((before, table))
    });
    let types = tables.flat_map(|(before, table)| {
        let columns = table.columns.values();
        columns.filter_map(|column| {
            let was = before.columns.get(&column.name)?;
            Some(was.sql_type.trim_end_matches("[]"))
        })
    });
    types.collect()
}

/// The objects that tables can speak of: they need neither a table nor a view, themselves or through others. On SQLite there
/// are none.
fn serving(catalog: &Catalog) -> BTreeSet<&ObjectName> {
    let mut serving = BTreeSet::new();
    let all: Vec<Dependent<'_>> = catalog.objects.values().map(Dependent::Object).collect();
    for one in order::dependents(&all) {
        let Dependent::Object(object) = one else {
            continue;
        };
        let needs_none = object.after.iter().all(|reference| match reference {
            Reference::Enum(_) => true,
            Reference::Object(name) => serving.contains(name),
            Reference::Table(_) | Reference::View(_) => false,
        });
        if object.on.is_none() && needs_none && statement::serves_tables(object) {
            serving.insert(&object.name);
        }
    }
    serving
}
