//! Sequences, policies and views of Postgres.

use std::collections::BTreeSet;

use dualect_format::statements::{TokenKind, tokens};
use serde_json::Value;

use super::{Reader, counter, named, plain};
use crate::catalog::model::{Counter, Object, QualifiedName, Reference, Relation, View};
use crate::catalog::quote;
use crate::ddl;
use crate::drizzle::entity::{self, text_of};
use crate::inspect::postgres::object_name;
use crate::name::DbName;

impl Reader {
    pub(super) fn sequence(&mut self, one: &entity::Sequence) {
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

    pub(super) fn policy(&mut self, one: &entity::Policy) {
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

    pub(super) fn view(&mut self, one: entity::View) {
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
