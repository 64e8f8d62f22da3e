//! What Postgres holds, by the newest snapshot.

use std::collections::BTreeSet;
use std::sync::Arc;

use dualect_format::statements::{TokenKind, tokens};
use serde_json::Value;

use super::Problem;
use super::by_hand;
use super::deltas::newest;
use super::entity::{self, Entity, text_of};
use super::folder::Folder;
use super::postgres_type::{is_usual_class, spelled};
use crate::catalog::model::{
    Catalog, Check, Column, Counter, Enum, Expression, Fill, ForeignKey, Identity, Index, IndexKey,
    IndexPart, Kind, Nulls, Object, PrimaryKey, QualifiedName, Reference, Relation, Spelling,
    Table, Unique, View,
};
use crate::catalog::quote;
use crate::ddl;
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

    fn index(&mut self, one: &entity::Index) {
        let of = named(one.schema.as_deref(), &one.table);
        let method = one.method.as_deref().filter(|method| *method != "btree");
        let parts = one.columns.iter().map(|part| IndexPart {
            key: if part.is_expression {
                IndexKey::Expression(unread(part.value.clone()))
            } else {
                IndexKey::Column(DbName::new(part.value.as_str()))
            },
            // Other methods have no order.
            descending: !part.asc && method.is_none(),
            nulls: match (method, part.nulls_first, part.asc) {
                (Some(_), ..) | (None, false, true) | (None, true, false) => None,
                (None, true, true) => Some(Nulls::First),
                (None, false, false) => Some(Nulls::Last),
            },
        });
        let index = Index {
            name: DbName::new(one.name.as_str()),
            unique: one.is_unique,
            method: method.map(str::to_owned),
            parts: parts.collect(),
            include: Vec::new(),
            predicate: one
                .predicate
                .clone()
                .filter(|text| !text.is_empty())
                .map(unread),
            spelling: Spelling::default(),
        };
        let held = self.catalog.tables.get(&of);
        let classes = one.columns.iter().map(|part| {
            let class = part.opclass.as_ref().filter(|class| !class.default)?;
            let column =
                held.and_then(|table| table.columns.get(&DbName::new(part.value.as_str())));
            let usual = column.is_some_and(|column| is_usual_class(&class.name, &column.sql_type));
            (!usual).then_some(class.name.as_str())
        });
        let classes: Vec<Option<&str>> = classes.collect();
        let with = one.with.as_deref().filter(|with| !with.is_empty());
        if with.is_none() && classes.iter().all(Option::is_none) {
            if let Some(table) = self.of(&of) {
                table.indexes.push(index);
            }
            return;
        }
        let name = of.beside(index.name.clone());
        self.object(Object {
            create: vec![create_index(&of, &index, &classes, with)],
            drop: vec![ddl::drop_index_if_there(&name)],
            ..plain(object_name("index", &name).as_str(), Some(&of))
        });
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

    fn sequence(&mut self, one: &entity::Sequence) {
        let name = named(one.schema.as_deref(), &one.name);
        let how = counter(
            Counter::up_to(i64::MAX),
            [
                one.start_with.as_ref(),
                one.increment_by.as_ref(),
                one.min_value.as_ref(),
                one.max_value.as_ref(),
                one.cache_size.as_ref(),
            ],
            one.cycle,
        );
        self.object(Object {
            create: vec![ddl::create_sequence(&name, "bigint", &how)],
            drop: vec![format!("DROP SEQUENCE {}", quote::qualified(&name))],
            ..plain(object_name("sequence", &name).as_str(), None)
        });
    }

    fn policy(&mut self, one: &entity::Policy) {
        let of = named(one.schema.as_deref(), &one.table);
        let name = DbName::new(one.name.as_str());
        let (quoted, on) = (quote::ident(&name), quote::qualified(&of));
        if !self.catalog.tables.contains_key(&of) {
            self.beyond.push(format!(
                "policy {name}: it is on {of}, which is no table of the snapshot"
            ));
            return;
        }
        let kind = one.kind.as_deref().unwrap_or("PERMISSIVE").to_uppercase();
        let command = one.command.as_deref().unwrap_or("ALL").to_uppercase();
        let known = ["public", "current_user", "session_user", "current_role"];
        let roles: Vec<String> = one
            .roles
            .iter()
            .map(|role| {
                if known.contains(&role.as_str()) {
                    role.clone()
                } else {
                    quote::ident_text(role).into_owned()
                }
            })
            .collect();
        let roles = if roles.is_empty() {
            "public".to_owned()
        } else {
            roles.join(", ")
        };
        let mut create =
            format!("CREATE POLICY {quoted} ON {on} AS {kind} FOR {command} TO {roles}");
        for (word, condition) in [("USING", &one.using), ("WITH CHECK", &one.with_check)] {
            if let Some(condition) = condition {
                create.push_str(&format!(" {word} ({condition})"));
            }
        }
        self.object(Object {
            create: vec![create],
            drop: vec![format!("DROP POLICY {quoted} ON {on}")],
            ..plain(
                object_name("policy", &format!("{of}.{name}")).as_str(),
                Some(&of),
            )
        });
    }

    /// The tables whose names stand in a query.
    fn named_in(&self, sql: &str) -> Vec<QualifiedName> {
        let words: BTreeSet<String> = tokens(sql)
            .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Quoted))
            .map(|token| token.text.trim_matches('"').to_owned())
            .collect();
        let tables = self.catalog.tables.keys();
        tables
            .filter(|table| words.contains(table.name.as_str()))
            .cloned()
            .collect()
    }

    fn view(&mut self, one: entity::View) {
        let name = named(one.schema.as_deref(), &one.name);
        let Some(sql) = one.definition else {
            return;
        };
        let mut options: Vec<String> = Vec::new();
        for (key, value) in one
            .with
            .iter()
            .flatten()
            .filter(|(_, value)| !value.is_null())
        {
            let value = text_of(value);
            let key: String = key
                .chars()
                .flat_map(|c| {
                    let line = c.is_ascii_uppercase().then_some('_');
                    line.into_iter().chain(c.to_lowercase())
                })
                .collect();
            options.push(format!("{key} = {value}"));
        }
        let with = if options.is_empty() {
            String::new()
        } else {
            format!(" WITH ({})", options.join(", "))
        };
        let reads = self.named_in(&sql);
        let unusual = one.materialized || !options.is_empty();
        if !unusual {
            self.catalog.views.insert(
                name.clone(),
                View {
                    name,
                    columns: Vec::new(),
                    reads: reads.into_iter().map(Relation::Table).collect(),
                    sql,
                    opaque: true,
                    after: Vec::new(),
                    comment: None,
                },
            );
            return;
        }
        let word = if one.materialized {
            "MATERIALIZED VIEW"
        } else {
            "VIEW"
        };
        let quoted = quote::qualified(&name);
        let using = one.using.as_ref().and_then(Value::as_str);
        let using = using
            .map(|method| format!(" USING {method}"))
            .unwrap_or_default();
        let space = one
            .tablespace
            .map(|space| format!(" TABLESPACE {space}"))
            .unwrap_or_default();
        let no_data = if one.with_no_data == Some(true) {
            " WITH NO DATA"
        } else {
            ""
        };
        let after = reads.into_iter().map(Reference::Table).collect();
        self.object(Object {
            create: vec![format!(
                "CREATE {word} {quoted}{using}{with}{space} AS {sql}{no_data}"
            )],
            drop: vec![format!("DROP {word} {quoted}")],
            after,
            ..plain(object_name(&word.to_lowercase(), &name).as_str(), None)
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

fn create_index(
    table: &QualifiedName,
    index: &Index,
    classes: &[Option<&str>],
    with: Option<&str>,
) -> String {
    let parts = index.parts.iter().zip(classes).map(|(part, class)| {
        let mut text = match &part.key {
            IndexKey::Column(name) => quote::ident(name).into_owned(),
            IndexKey::Expression(expression) => format!("({})", expression.sql),
        };
        if let Some(class) = class {
            text.push_str(&format!(" {class}"));
        }
        if part.descending {
            text.push_str(" DESC");
        }
        match part.nulls {
            Some(Nulls::First) => text.push_str(" NULLS FIRST"),
            Some(Nulls::Last) => text.push_str(" NULLS LAST"),
            None => {}
        }
        text
    });
    let parts: Vec<String> = parts.collect();
    let unique = if index.unique { "UNIQUE " } else { "" };
    let method = index.method.as_deref().unwrap_or("btree");
    let with = with
        .map(|with| format!(" WITH ({with})"))
        .unwrap_or_default();
    let filter = index
        .predicate
        .as_ref()
        .map(|predicate| format!(" WHERE {}", predicate.sql))
        .unwrap_or_default();
    format!(
        "CREATE {unique}INDEX {} ON {} USING {method} ({}){with}{filter}",
        quote::ident(&index.name),
        quote::qualified(table),
        parts.join(", ")
    )
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
