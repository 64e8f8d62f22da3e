//! What Postgres holds, by the newest snapshot.

mod index;
mod object;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use super::Problem;
use super::by_hand;
use super::deltas::newest;
use super::entity::{self, Entity, text_of};
use super::folder::Folder;
use super::postgres_type::spelled;
use crate::catalog::model::{
    Catalog, Check, Column, Counter, Enum, Expression, Fill, ForeignKey, Identity, Kind, Object,
    PrimaryKey, QualifiedName, Table, Unique,
};
use crate::catalog::quote;
use crate::dialect::Dialect;
use crate::inspect::Inspected;
use crate::inspect::postgres::{neutral, object_name};
use crate::name::{DbName, ObjectName};
use crate::schema::model::{Action, Deferrable};

/// What a database of Postgres' holds that ran the folder's migrations, by the newest snapshot and by what was added by hand.
///
/// # Errors
/// There is no newest snapshot, or it cannot be read.
pub fn postgres_catalog(folder: &Folder) -> Result<Inspected, Problem> {
    let mut reader = Reader {
        catalog: Catalog::empty(Dialect::Postgres),
        beyond: Vec::new(),
        rest: Vec::new(),
    };
    for entity in newest(&folder.migrations)? {
        reader.first(entity);
    }
    for entity in std::mem::take(&mut reader.rest) {
        reader.second(entity);
    }
    by_hand::add(&folder.migrations, &mut reader.catalog, &mut reader.beyond);
    Ok(Inspected {
        catalog: reader.catalog,
        beyond: reader.beyond,
        left_out: Vec::new(),
    })
}

struct Reader {
    catalog: Catalog,
    beyond: Vec<String>,
    /// What stands in tables.
    rest: Vec<Entity>,
}

/// `public` is the connection's own schema.
pub(super) fn named(schema: Option<&str>, name: &str) -> QualifiedName {
    let schema = schema.filter(|schema| !schema.is_empty() && *schema != "public");
    QualifiedName::new(schema.map(DbName::new), DbName::new(name))
}

fn names(texts: &[String]) -> Vec<DbName> {
    texts.iter().map(DbName::new).collect()
}

/// A number, however it is written down.
fn number(value: Option<&Value>) -> Option<i64> {
    let value = value?;
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

impl Reader {
    fn first(&mut self, entity: Entity) {
        match entity {
            Entity::Schemas { name } => {
                if name != "public" {
                    self.catalog.schemas.insert(DbName::new(name));
                }
            }
            Entity::Enums(one) => {
                let name = named(one.schema.as_deref(), &one.name);
                let values = one.values;
                let declared = Enum {
                    name: name.clone(),
                    values,
                };
                self.catalog.enums.insert(name, declared);
            }
            Entity::Tables(one) => self.table(&one),
            Entity::Sequences(one) => self.sequence(&one),
            Entity::Roles { name } => {
                self.beyond.push(format!(
                    "role {name}: roles are the server's, not a schema's"
                ));
            }
            Entity::Privileges(value) => self.beyond.push(format!("privilege {value}")),
            Entity::Columns(_)
            | Entity::Indexes(_)
            | Entity::Fks(_)
            | Entity::Pks(_)
            | Entity::Uniques(_)
            | Entity::Checks(_)
            | Entity::Policies(_)
            | Entity::Views(_) => self.rest.push(entity),
        }
    }

    fn second(&mut self, entity: Entity) {
        match entity {
            Entity::Columns(one) => self.column(*one),
            Entity::Indexes(one) => self.index(&one),
            Entity::Fks(one) => self.foreign_key(&one),
            Entity::Pks(one) => {
                let name = named(one.schema.as_deref(), &one.table);
                if let Some(table) = self.of(&name) {
                    let columns = names(&one.columns);
                    for column in &columns {
                        if let Some(column) = table.columns.get_mut(column) {
                            column.nullable = false;
                        }
                    }
                    table.primary_key = Some(PrimaryKey {
                        name: DbName::new(one.name),
                        columns,
                    });
                }
            }
            Entity::Uniques(one) => self.unique(&one),
            Entity::Checks(one) => {
                let name = named(one.schema.as_deref(), &one.table);
                if let Some(table) = self.of(&name) {
                    table.checks.push(Check {
                        name: DbName::new(one.name),
                        expression: unread(one.value),
                    });
                    table.checks.sort_by(|a, b| a.name.cmp(&b.name));
                }
            }
            Entity::Policies(one) => self.policy(&one),
            Entity::Views(one) => self.view(one),
            Entity::Schemas { .. }
            | Entity::Enums(_)
            | Entity::Tables(_)
            | Entity::Sequences(_)
            | Entity::Roles { .. }
            | Entity::Privileges(_) => {}
        }
    }

    fn of(&mut self, name: &QualifiedName) -> Option<&mut Table> {
        self.catalog.tables.get_mut(name).map(Arc::make_mut)
    }

    fn object(&mut self, object: Object) {
        self.catalog.objects.insert(object.name.clone(), object);
    }

    fn table(&mut self, one: &entity::Table) {
        let name = named(one.schema.as_deref(), &one.name);
        let table = Table::new(name.clone());
        self.catalog.tables.insert(name.clone(), Arc::new(table));
        if one.is_rls_enabled {
            let alter = format!("ALTER TABLE {}", quote::qualified(&name));
            self.object(Object {
                create: vec![format!("{alter} ENABLE ROW LEVEL SECURITY")],
                drop: vec![format!("{alter} DISABLE ROW LEVEL SECURITY")],
                ..plain(object_name("row security", &name).as_str(), Some(&name))
            });
        }
    }

    fn column(&mut self, one: entity::Column) {
        let of = named(one.schema.as_deref(), &one.table);
        let own = one
            .type_schema
            .as_deref()
            .map(|schema| named(Some(schema), &one.ty));
        let first = own.as_ref().and_then(|own| {
            let declared = self.catalog.enums.get(own)?;
            declared.values.first().cloned()
        });
        let base = match &own {
            Some(own) => quote::qualified(own).into_owned(),
            None => spelled(&one.ty),
        };
        let sql_type = format!("{base}{}", "[]".repeat(one.dimensions));
        let identity = one
            .identity
            .map(|identity| self.identity(&of, &one.name, &sql_type, &identity));
        let default = one.default.as_ref().map(text_of);
        let neutral = match first.filter(|_| one.dimensions == 0) {
            Some(first) => quote::text(&first),
            None => neutral(&sql_type),
        };
        let is_virtual = one
            .generated
            .as_ref()
            .is_some_and(|one| one.kind.as_deref() == Some("virtual"));
        let column = Column {
            name: DbName::new(one.name),
            sql_type,
            meaning: None,
            collation: None,
            nullable: !one.not_null,
            default: default.filter(|_| one.generated.is_none()),
            generated: one.generated.map(|generated| unread(generated.sql)),
            is_virtual,
            identity,
            comment: None,
            fill: Fill {
                generated: None,
                neutral,
            },
        };
        if let Some(table) = self.of(&of) {
            table.columns.insert(column.name.clone(), column);
        }
    }

    fn identity(
        &mut self,
        table: &QualifiedName,
        column: &str,
        sql_type: &str,
        identity: &entity::Identity,
    ) -> Identity {
        let usual = Counter::of_type(sql_type);
        let counter = counter(
            usual,
            [
                identity.start_with.as_ref(),
                identity.increment.as_ref(),
                identity.min_value.as_ref(),
                identity.max_value.as_ref(),
                identity.cache.as_ref(),
            ],
            identity.cycle,
        );
        let own = format!("{}_{column}_seq", table.name);
        if let Some(name) = identity.name.as_ref().filter(|name| **name != own) {
            self.beyond.push(format!(
                "column {table}.{column}: its sequence is called {name}"
            ));
        }
        Identity {
            always: identity.kind == "always",
            counter: (counter != usual).then_some(counter),
        }
    }

    fn foreign_key(&mut self, one: &entity::ForeignKey) {
        let of = named(one.schema.as_deref(), &one.table);
        let key = ForeignKey {
            name: DbName::new(cut(&one.name)),
            columns: names(&one.columns),
            parent: named(one.schema_to.as_deref(), &one.table_to),
            parent_columns: names(&one.columns_to),
            is_to_key: false,
            on_delete: action(one.on_delete.as_deref()),
            on_update: action(one.on_update.as_deref()),
            deferrable: Deferrable::No,
        };
        if let Some(table) = self.of(&of) {
            table.foreign_keys.push(key);
        }
    }

    fn unique(&mut self, one: &entity::Key) {
        let of = named(one.schema.as_deref(), &one.table);
        let name = DbName::new(cut(&one.name));
        let columns = names(&one.columns);
        if !one.nulls_not_distinct {
            if let Some(table) = self.of(&of) {
                table.uniques.push(Unique {
                    name,
                    columns,
                    in_table: false,
                });
            }
            return;
        }
        let (on, quoted) = (quote::qualified(&of), quote::ident(&name));
        let columns = quote::idents(&columns);
        self.object(Object {
            create: vec![format!(
                "ALTER TABLE {on} ADD CONSTRAINT {quoted} UNIQUE NULLS NOT DISTINCT ({columns})"
            )],
            drop: vec![format!("ALTER TABLE {on} DROP CONSTRAINT {quoted}")],
            ..plain(
                object_name("constraint", &format!("{of}.{name}")).as_str(),
                Some(&of),
            )
        });
    }
}

/// An object of which nothing is said yet.
pub(super) fn plain(name: &str, on: Option<&QualifiedName>) -> Object {
    Object {
        name: ObjectName::new(name),
        on: on.cloned(),
        create: Vec::new(),
        drop: Vec::new(),
        after: Vec::new(),
        opaque: true,
        kind: Kind::Plain,
    }
}

fn unread(sql: String) -> Expression {
    Expression { sql, columns: None }
}

/// The server cuts what is too long: <https://www.postgresql.org/docs/current/limits.html>.
fn cut(name: &str) -> &str {
    let mut end = name.len().min(63);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name.get(..end).unwrap_or(name)
}

/// How something counts that says start, step, least, greatest and how many at once.
fn counter(usual: Counter, said: [Option<&Value>; 5], cycle: Option<bool>) -> Counter {
    let [start, increment, minimum, maximum, cache] = said.map(number);
    Counter {
        start: start.unwrap_or(usual.start),
        increment: increment.unwrap_or(usual.increment),
        minimum: minimum.unwrap_or(usual.minimum),
        maximum: maximum.unwrap_or(usual.maximum),
        cache: cache.unwrap_or(usual.cache),
        cycle: cycle.unwrap_or(usual.cycle),
    }
}

fn action(words: Option<&str>) -> Action {
    match words.unwrap_or_default().to_ascii_lowercase().as_str() {
        "cascade" => Action::Cascade,
        "restrict" => Action::Restrict,
        "set null" => Action::SetNull,
        "set default" => Action::SetDefault,
        _ => Action::NoAction,
    }
}

/// The names of all that a snapshot knows of, for those who look for what it does not.
pub(super) fn known(catalog: &Catalog) -> BTreeSet<String> {
    let mut known: BTreeSet<String> = BTreeSet::new();
    for table in catalog.tables.values() {
        known.insert(table.name.to_string());
        known.extend(table.indexes.iter().map(|index| index.name.to_string()));
    }
    known.extend(catalog.views.keys().map(ToString::to_string));
    known.extend(catalog.enums.keys().map(ToString::to_string));
    let objects = catalog.objects.keys().map(ObjectName::as_str);
    known.extend(objects.filter_map(|name| Some(name.rsplit_once(' ')?.1.to_owned())));
    known
}
