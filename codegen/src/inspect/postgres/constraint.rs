//! Keys, uniques, checks and foreign keys; what is unusual about one is kept as the server writes it.

use super::table::object_name;
use super::text::settled;
use super::{Reader, rows};
use crate::catalog::model::{
    Check, Expression, ForeignKey, Kind, Object, PrimaryKey, QualifiedName, Reference, Unique,
};
use crate::catalog::quote;
use crate::name::DbName;
use crate::schema::model::{Action, Deferrable};

impl Reader {
    pub(super) fn constraints(&mut self, constraints: Vec<rows::Constraint>) {
        for constraint in constraints {
            let Some(table) = self.tables.get(&constraint.table).cloned() else {
                continue;
            };
            let place = (&table, constraint.name.as_str());
            self.know_part("pg_constraint", constraint.id, place, "CONSTRAINT");
            if constraint.inherited
                && let Some(table) = self.table(constraint.table)
            {
                let name = DbName::new(constraint.name.as_str());
                table.family.inherited.insert(name);
            }
            if !self.usual(&constraint) {
                self.unusual_constraint(&table, &constraint);
            }
        }
    }

    /// Whether it is one that the catalog holds; then it does.
    fn usual(&mut self, constraint: &rows::Constraint) -> bool {
        let name = DbName::new(constraint.name.as_str());
        let id = constraint.table;
        // The server is asked for it where the rest does not say all.
        if constraint.definition.is_some() {
            return false;
        }
        let columns = self.numbered(id, &constraint.columns);
        match constraint.kind.as_str() {
            "p" => {
                let key = PrimaryKey { name, columns };
                if let Some(table) = self.table(id) {
                    table.primary_key = Some(key);
                }
                true
            }
            "u" => {
                let unique = Unique {
                    name,
                    columns,
                    in_table: false,
                };
                if let Some(table) = self.table(id) {
                    table.uniques.push(unique);
                }
                true
            }
            "c" => {
                let sql = constraint.expression.as_deref().unwrap_or_default();
                let expression = Expression {
                    sql: settled(sql),
                    columns: Some(columns),
                };
                if let Some(table) = self.table(id) {
                    table.checks.push(Check { name, expression });
                }
                true
            }
            "f" => {
                let Some(key) = self.foreign_key(constraint, name, columns) else {
                    return false;
                };
                if let Some(table) = self.table(id) {
                    table.foreign_keys.push(key);
                }
                true
            }
            _ => false,
        }
    }

    fn foreign_key(
        &self,
        constraint: &rows::Constraint,
        name: DbName,
        columns: Vec<DbName>,
    ) -> Option<ForeignKey> {
        Some(ForeignKey {
            name,
            columns,
            parent: self.tables.get(&constraint.parent)?.clone(),
            parent_columns: self.numbered(constraint.parent, &constraint.parent_columns),
            is_to_key: false,
            on_delete: action(&constraint.on_delete)?,
            on_update: action(&constraint.on_update)?,
            deferrable: match (constraint.deferrable, constraint.deferred) {
                (false, _) => Deferrable::No,
                (true, false) => Deferrable::Immediate,
                (true, true) => Deferrable::Deferred,
            },
        })
    }

    fn unusual_constraint(&mut self, table: &QualifiedName, constraint: &rows::Constraint) {
        let name = DbName::new(constraint.name.as_str());
        let (quoted, on) = (quote::ident(&name), quote::qualified(table));
        let parent = self.tables.get(&constraint.parent);
        let object = Object {
            name: object_name("constraint", &format!("{table}.{name}")),
            on: Some(table.clone()),
            create: vec![format!(
                "ALTER TABLE {on} ADD CONSTRAINT {quoted} {}",
                constraint.definition.as_deref().unwrap_or_default()
            )],
            drop: vec![format!("ALTER TABLE {on} DROP CONSTRAINT {quoted}")],
            after: parent.cloned().map(Reference::Table).into_iter().collect(),
            opaque: true,
            kind: Kind::Plain,
        };
        self.object(object);
    }
}

fn action(letter: &str) -> Option<Action> {
    Some(match letter {
        "a" => Action::NoAction,
        "r" => Action::Restrict,
        "c" => Action::Cascade,
        "n" => Action::SetNull,
        "d" => Action::SetDefault,
        _ => return None,
    })
}
