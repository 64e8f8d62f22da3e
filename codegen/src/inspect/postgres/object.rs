//! What the catalog knows by its statements only: functions, triggers, policies, sequences, types, materialized views.

use std::collections::{BTreeMap, BTreeSet};

use super::table::object_name;
use super::{Reader, named, rows};
use crate::catalog::model::{Object, QualifiedName, Reference, Relation};
use crate::catalog::quote;
use crate::name::{DbName, ObjectName};

/// Functions, with the numbers of the tables and views that they stand on.
pub(super) type Reading = Vec<(ObjectName, Vec<i64>)>;

impl Reader {
    pub(super) fn object(&mut self, object: Object) {
        self.catalog.objects.insert(object.name.clone(), object);
    }

    fn free(&mut self, name: ObjectName, create: String, drop: String, after: Vec<Reference>) {
        self.object(Object {
            name,
            on: None,
            create: vec![create],
            drop: vec![drop],
            after,
            opaque: true,
        });
    }

    /// Their names by the server's numbers, and the numbers of what they stand on.
    pub(super) fn functions(
        &mut self,
        functions: Vec<rows::Function>,
    ) -> (BTreeMap<i64, ObjectName>, Reading) {
        let mut known = BTreeMap::new();
        let mut reading = Vec::new();
        for function in functions {
            // Aggregates are listed by name.
            let Some(definition) = function.definition else {
                continue;
            };
            let name = named(function.schema, function.name);
            let (word, sql) = match function.kind.as_str() {
                "p" => ("procedure", "PROCEDURE"),
                _ => ("function", "FUNCTION"),
            };
            let signature = format!("{name}({})", function.arguments);
            let of = object_name(word, &signature);
            known.insert(function.id, of.clone());
            let drop = format!(
                "DROP {sql} {}({})",
                quote::qualified(&name),
                function.arguments
            );
            let reads = function.reads.unwrap_or_default();
            reading.push((of.clone(), reads));
            self.free(of, definition.trim_end().to_owned(), drop, Vec::new());
        }
        (known, reading)
    }

    /// When tables and views are known.
    pub(super) fn functions_after(&mut self, reading: Reading) {
        for (name, reads) in reading {
            let reads = reads.iter().filter_map(|id| self.relations.get(id));
            let after: Vec<Reference> = reads.map(|relation| self.reference(relation)).collect();
            if let Some(object) = self.catalog.objects.get_mut(&name) {
                object.after = after;
            }
        }
    }

    fn reference(&self, relation: &Relation) -> Reference {
        match relation {
            Relation::Table(table) => Reference::Table(table.clone()),
            Relation::View(view) if self.catalog.views.contains_key(view) => {
                Reference::View(view.clone())
            }
            Relation::View(view) => Reference::Object(object_name("materialized view", view)),
        }
    }

    pub(super) fn triggers(
        &mut self,
        triggers: Vec<rows::Trigger>,
        functions: &BTreeMap<i64, ObjectName>,
    ) {
        for trigger in triggers {
            let Some(relation) = self.relations.get(&trigger.table).cloned() else {
                continue;
            };
            let (Relation::Table(table) | Relation::View(table)) = &relation;
            let name = DbName::new(trigger.name.as_str());
            if trigger.enabled != "O" {
                self.beyond
                    .push(format!("trigger {name} on {table}: not enabled as usual"));
            }
            let function = functions.get(&trigger.function).cloned();
            let mut after: Vec<Reference> = function.map(Reference::Object).into_iter().collect();
            let on = match &relation {
                Relation::Table(table) => Some(table.clone()),
                Relation::View(view) => {
                    after.push(Reference::View(view.clone()));
                    None
                }
            };
            let drop = format!(
                "DROP TRIGGER {} ON {}",
                quote::ident(&name),
                quote::qualified(table)
            );
            self.object(Object {
                name: object_name("trigger", &format!("{table}.{name}")),
                on,
                create: vec![trigger.definition],
                drop: vec![drop],
                after,
                opaque: true,
            });
        }
    }

    pub(super) fn row_security(&mut self, table: &QualifiedName, enabled: bool, forced: bool) {
        let alter = format!("ALTER TABLE {}", quote::qualified(table));
        let mut create = Vec::new();
        let mut drop = Vec::new();
        for (is_so, on, off) in [
            (enabled, "ENABLE", "DISABLE"),
            (forced, "FORCE", "NO FORCE"),
        ] {
            if is_so {
                create.push(format!("{alter} {on} ROW LEVEL SECURITY"));
                drop.push(format!("{alter} {off} ROW LEVEL SECURITY"));
            }
        }
        self.object(Object {
            name: object_name("row security", table),
            on: Some(table.clone()),
            create,
            drop,
            after: Vec::new(),
            opaque: true,
        });
    }

    pub(super) fn policies(&mut self, policies: Vec<rows::Policy>) {
        for policy in policies {
            let Some(table) = self.tables.get(&policy.table).cloned() else {
                continue;
            };
            let name = DbName::new(policy.name.as_str());
            let (quoted, on) = (quote::ident(&name), quote::qualified(&table));
            let command = match policy.command.as_str() {
                "r" => "SELECT",
                "a" => "INSERT",
                "w" => "UPDATE",
                "d" => "DELETE",
                _ => "ALL",
            };
            let kind = if policy.permissive {
                "PERMISSIVE"
            } else {
                "RESTRICTIVE"
            };
            let roles = policy.roles.unwrap_or_default().join(", ");
            let mut create =
                format!("CREATE POLICY {quoted} ON {on} AS {kind} FOR {command} TO {roles}");
            for (word, condition) in [("USING", policy.shown), ("WITH CHECK", policy.written)] {
                if let Some(condition) = condition {
                    create.push_str(&format!(" {word} ({condition})"));
                }
            }
            self.object(Object {
                name: object_name("policy", &format!("{table}.{name}")),
                on: Some(table.clone()),
                create: vec![create],
                drop: vec![format!("DROP POLICY {quoted} ON {on}")],
                after: Vec::new(),
                opaque: true,
            });
        }
    }

    /// Those that are part of no column.
    pub(super) fn sequences(
        &mut self,
        sequences: Vec<rows::Sequence>,
        serials: &BTreeSet<QualifiedName>,
    ) {
        for sequence in sequences {
            let name = named(sequence.schema, sequence.name);
            if serials.contains(&name) || sequence.identity {
                continue;
            }
            if sequence.owned {
                self.beyond
                    .push(format!("sequence {name}: owned by a column"));
            }
            let rows::Sequence {
                ty,
                start,
                increment,
                minimum,
                maximum,
                cache,
                cycle,
                ..
            } = sequence;
            let cycle = if cycle { " CYCLE" } else { "" };
            let quoted = quote::qualified(&name);
            let create = format!(
                "CREATE SEQUENCE {quoted} AS {ty} START WITH {start} INCREMENT BY {increment} MINVALUE {minimum} MAXVALUE {maximum} CACHE {cache}{cycle}"
            );
            let drop = format!("DROP SEQUENCE IF EXISTS {quoted}");
            self.free(object_name("sequence", &name), create, drop, Vec::new());
        }
    }

    pub(super) fn types(&mut self, domains: Vec<rows::Domain>, composites: Vec<rows::Composite>) {
        for domain in domains {
            let name = named(domain.schema, domain.name);
            let quoted = quote::qualified(&name);
            let mut create = format!("CREATE DOMAIN {quoted} AS {}", domain.ty);
            if let Some(collation) = domain.collation {
                create.push_str(&crate::ddl::collate(&collation));
            }
            if let Some(default) = domain.default {
                create.push_str(&format!(" DEFAULT {default}"));
            }
            if domain.not_null {
                create.push_str(" NOT NULL");
            }
            for check in domain.checks.into_iter().flatten() {
                create.push_str(&format!(" {check}"));
            }
            let drop = format!("DROP DOMAIN {quoted}");
            self.free(object_name("domain", &name), create, drop, Vec::new());
        }
        for composite in composites {
            let name = named(composite.schema, composite.name);
            let quoted = quote::qualified(&name);
            let fields = composite.fields.unwrap_or_default().join(", ");
            let create = format!("CREATE TYPE {quoted} AS ({fields})");
            let drop = format!("DROP TYPE {quoted}");
            self.free(object_name("type", &name), create, drop, Vec::new());
        }
    }

    /// A materialized view, or a view with settings.
    pub(super) fn unusual_view(
        &mut self,
        view: &rows::View,
        name: &QualifiedName,
        sql: &str,
        reads: &[Relation],
    ) {
        let (word, kind) = if view.stored {
            ("materialized view", "MATERIALIZED VIEW")
        } else {
            ("view", "VIEW")
        };
        let quoted = quote::qualified(name);
        let options = view.options.as_ref();
        let with = options.map_or(String::new(), |options| format!(" WITH ({options})"));
        let create = format!("CREATE {kind} {quoted}{with} AS\n{sql}");
        let drop = format!("DROP {kind} {quoted}");
        let after = reads.iter().map(|relation| self.reference(relation));
        let after = after.collect();
        self.free(object_name(word, name), create, drop, after);
    }
}
