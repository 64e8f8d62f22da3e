//! What the catalog knows by its statements only: functions, triggers, policies, sequences, types, materialized views.

use std::collections::BTreeSet;

use super::known::Known;
use super::table::object_name;
use super::{Reader, named, rows};
use crate::catalog::model::{Kind, Object, Piece, QualifiedName, Reference, Relation, Subject};
use crate::catalog::quote;
use crate::ddl;
use crate::name::{DbName, ObjectName};

/// The setting that says with which column a sequence goes.
const OWNED_BY: &str = "owner";

impl Reader {
    pub(super) fn object(&mut self, object: Object) {
        self.catalog.objects.insert(object.name.clone(), object);
    }

    /// What others can stand on, and can be said things of.
    pub(super) fn know_object(
        &mut self,
        class: &str,
        id: i64,
        name: &ObjectName,
        word: &'static str,
        sql: &str,
    ) -> Subject {
        let subject = Subject::Object(name.clone());
        let known = Known {
            subject: subject.clone(),
            reference: Some(Reference::Object(name.clone())),
            word,
            called: vec![sql.into()],
        };
        self.know(class, id, known);
        subject
    }

    pub(super) fn functions(&mut self, functions: Vec<rows::Function>) {
        for function in functions {
            // Aggregates are written by the query.
            let Some(definition) = function.definition else {
                continue;
            };
            let name = named(function.schema, function.name);
            let sql = match function.kind.as_str() {
                "p" => "PROCEDURE",
                _ => "FUNCTION",
            };
            let arguments = &function.arguments;
            // A function and a procedure cannot have one name.
            let of = object_name("routine", &format!("{name}({arguments})"));
            let called = format!("{}({arguments})", quote::qualified(&name));
            self.know_object("pg_proc", function.id, &of, sql, &called);
            self.object(Object {
                name: of,
                on: None,
                create: vec![definition.trim_end().to_owned()],
                drop: vec![format!("DROP {sql} {called}")],
                after: Vec::new(),
                opaque: true,
                kind: Kind::Routine(function.shape),
            });
        }
    }

    pub(super) fn triggers(&mut self, triggers: Vec<rows::Trigger>) {
        for trigger in triggers {
            let Some(relation) = self.relations.get(&trigger.table).cloned() else {
                continue;
            };
            let (Relation::Table(table) | Relation::View(table)) = &relation;
            let name = DbName::new(trigger.name.as_str());
            let (on, after) = match &relation {
                Relation::Table(table) => (Some(table.clone()), Vec::new()),
                Relation::View(view) => (None, vec![Reference::View(view.clone())]),
            };
            let (quoted, place) = (quote::ident(&name), quote::qualified(table));
            let called = format!("{quoted} ON {place}");
            let of = object_name("trigger", &format!("{table}.{name}"));
            let subject = self.know_object("pg_trigger", trigger.id, &of, "TRIGGER", &called);
            let state = match trigger.enabled.as_str() {
                "D" => "DISABLE",
                "A" => "ENABLE ALWAYS",
                "R" => "ENABLE REPLICA",
                _ => "",
            };
            if !state.is_empty() {
                let said = |state: &str| format!("ALTER TABLE {place} {state} TRIGGER {quoted}");
                self.say_in_words(
                    &subject,
                    "state",
                    [said(state).into()],
                    [said("ENABLE").into()],
                );
            }
            self.object(Object {
                name: of,
                on,
                create: vec![trigger.definition],
                drop: vec![format!("DROP TRIGGER {called}")],
                after,
                opaque: true,
                kind: Kind::Plain,
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
            kind: Kind::Plain,
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
            let of = object_name("policy", &format!("{table}.{name}"));
            let called = format!("{quoted} ON {on}");
            self.know_object("pg_policy", policy.id, &of, "POLICY", &called);
            self.object(Object {
                name: of,
                on: Some(table.clone()),
                create: vec![create],
                drop: vec![format!("DROP POLICY {called}")],
                after: Vec::new(),
                opaque: true,
                kind: Kind::Plain,
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
            if sequence.identity {
                continue;
            }
            let quoted = quote::qualified(&name);
            if serials.contains(&name) {
                self.serial_sequence(sequence.id, sequence.owner, &quoted);
                continue;
            }
            let of = object_name("sequence", &name);
            let subject = self.know_object("pg_class", sequence.id, &of, "SEQUENCE", &quoted);
            let alter = |words: &str| [Piece::from(format!("ALTER SEQUENCE {quoted} {words}"))];
            if sequence.unlogged {
                self.say_in_words(
                    &subject,
                    "unlogged",
                    alter("SET UNLOGGED"),
                    alter("SET LOGGED"),
                );
            }
            if let Some(owner) = sequence.owner
                && let Some(table) = self.tables.get(&owner.table).cloned()
            {
                let column = DbName::new(owner.name);
                let column = format!("{}.{}", quote::qualified(&table), quote::ident(&column));
                self.say_in_words(
                    &subject,
                    OWNED_BY,
                    alter(&format!("OWNED BY {column}")),
                    alter("OWNED BY NONE"),
                );
            }
            self.object(Object {
                name: of,
                on: None,
                create: vec![ddl::create_sequence(&name, &sequence.ty, &sequence.counter)],
                drop: vec![format!("DROP SEQUENCE IF EXISTS {quoted}")],
                after: Vec::new(),
                opaque: true,
                kind: Kind::Sequence(ddl::alter_sequence(&name, &sequence.ty, &sequence.counter)),
            });
        }
    }

    /// One that is part of a column: what is said of it is said of that.
    fn serial_sequence(&mut self, id: i64, owner: Option<rows::Owner>, quoted: &str) {
        let Some(owner) = owner else {
            return;
        };
        if let Some(table) = self.tables.get(&owner.table) {
            let subject = Subject::Column(table.clone(), DbName::new(owner.name));
            let known = Known {
                subject,
                reference: None,
                word: "SEQUENCE",
                called: vec![quoted.into()],
            };
            self.know("pg_class", id, known);
        }
    }

    pub(super) fn stored_view(&mut self, view: rows::View, name: &QualifiedName) {
        let quoted = quote::qualified(name);
        let sql = view.sql.trim().trim_end_matches(';');
        let of = object_name("materialized view", name);
        let subject = self.know_object("pg_class", view.id, &of, "MATERIALIZED VIEW", &quoted);
        let alter = [Piece::from(format!("ALTER MATERIALIZED VIEW {quoted}"))];
        self.options(&subject, &alter, view.options);
        let filled = if view.filled { "" } else { "\nWITH NO DATA" };
        self.object(Object {
            name: of,
            on: None,
            create: vec![format!(
                "CREATE MATERIALIZED VIEW {quoted} AS\n{sql}{filled}"
            )],
            drop: vec![format!("DROP MATERIALIZED VIEW {quoted}")],
            after: Vec::new(),
            opaque: true,
            kind: Kind::Plain,
        });
    }

    /// What the query has put into statements itself.
    pub(super) fn written(&mut self, written: Vec<rows::Written>) {
        for one in written {
            let name = object_name(&one.what, &one.sql);
            let subject = Subject::Object(name.clone());
            let known = Known {
                subject,
                reference: Some(Reference::Object(name.clone())),
                word: word(&one.word),
                called: vec![one.sql.as_str().into()],
            };
            self.know(&one.class, one.id, known);
            let mut after = Vec::new();
            let mut on = None;
            match one.on.and_then(|id| self.relations.get(&id)) {
                Some(Relation::Table(table)) => on = Some(table.clone()),
                Some(Relation::View(view)) => after.push(Reference::View(view.clone())),
                None => {}
            }
            self.object(Object {
                name,
                on,
                create: one.create,
                drop: vec![format!("DROP {} {}", one.word, one.sql)],
                after,
                opaque: true,
                kind: Kind::Plain,
            });
        }
    }
}

/// The words of statements that the query writes.
const WORDS: [&str; 16] = [
    "AGGREGATE",
    "TYPE",
    "OPERATOR",
    "CAST",
    "COLLATION",
    "TEXT SEARCH DICTIONARY",
    "TEXT SEARCH CONFIGURATION",
    "STATISTICS",
    "RULE",
    "EVENT TRIGGER",
    "PUBLICATION",
    "FOREIGN DATA WRAPPER",
    "SERVER",
    "USER MAPPING",
    "FOREIGN TABLE",
    "EXTENSION",
];

fn word(text: &str) -> &'static str {
    let found = WORDS.iter().find(|word| **word == text);
    found.copied().unwrap_or_default()
}
