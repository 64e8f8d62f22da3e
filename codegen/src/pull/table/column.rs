//! One column, as one side has it.

use super::Writing;
use super::joined::Parts;
use crate::catalog::model::{Column, ForeignKey};
use crate::catalog::{naming, quote};
use crate::dialect::Dialect;
use crate::pull::choice::counts;
use crate::pull::default::default;
use crate::pull::plain::Part;
use crate::pull::toml_text::{inline, string};
use crate::pull::types::{Chosen, usual};
use crate::schema::language::ACTIONS;
use crate::schema::model::{Action, Deferrable};

impl Writing<'_> {
    pub(super) fn column(&self, column: &Column, key: &str, chosen: &Chosen) -> Parts {
        let (table, dialect) = (self.table, self.dialect());
        let in_key = table.key_columns().contains(&column.name);
        let reference = self.choice.reference(table, &column.name);
        let nullable = column.nullable && !in_key;
        let mut parts: Parts = Vec::new();
        match reference {
            Some(foreign_key) => {
                let parent = self.choice.tables.get(&foreign_key.parent);
                let columns = self
                    .choice
                    .keys(&foreign_key.parent, &foreign_key.parent_columns);
                let parent = parent.map_or("", |parent| parent.key.as_str());
                parts.push((
                    "references",
                    string(&format!("{parent}.{}", columns.concat())),
                ));
            }
            None => parts.push(("type", string(&chosen.ty))),
        }
        let truth = || "true".to_owned();
        if nullable {
            parts.push(("nullable", truth()));
        }
        if table.key_columns() == [column.name.clone()] {
            parts.push(("primary_key", truth()));
        }
        let counts = counts(table, column, dialect)
            && reference.is_none()
            && !self.named.uncounted.contains(&column.name);
        if counts {
            parts.push(("identity", truth()));
        }
        let mut uniques = table
            .uniques
            .iter()
            .filter(|unique| unique.columns == [column.name.clone()]);
        if uniques.any(|unique| self.is_of_column(unique)) {
            parts.push(("unique", truth()));
        }
        if let Some(value) = self.default_of(column, chosen) {
            parts.push(("default", value));
        }
        if let Some(generated) = &column.generated {
            parts.push((
                "generated",
                inline(&[(dialect.as_str(), string(&generated.sql))]),
            ));
        }
        if let Some(foreign_key) = reference {
            parts.extend(Self::actions(foreign_key));
            let usual = format!("{}_{}_fkey", table.name.name, column.name);
            let is_usual = match dialect {
                Dialect::Sqlite => foreign_key.name.is_unnamed(),
                Dialect::Postgres => {
                    foreign_key.name.as_str() == usual && usual.len() <= naming::MAX_BYTES
                }
            };
            if !is_usual {
                parts.push(("constraint", string(foreign_key.name.as_str())));
            }
        }
        if let Some(comment) = &column.comment {
            parts.push(("doc", string(comment)));
        }
        if column.name.as_str() != key {
            parts.push(("db_name", string(column.name.as_str())));
        }
        let own = self.own(column, chosen, counts, in_key);
        if !own.is_empty() {
            parts.push((dialect.as_str(), inline(&own)));
        }
        parts
    }

    pub(super) fn default_of(&self, column: &Column, chosen: &Chosen) -> Option<String> {
        let part = Part::Column(self.table.name.clone(), column.name.clone());
        let plain = self.plain.has(&part);
        let values = self
            .choice
            .enums
            .get(&chosen.ty)
            .map(|one| one.values.as_slice());
        let dialect = self.dialect();
        match &column.default {
            Some(sql) => Some(default(sql, &chosen.ty, values, dialect, plain)),
            // A key's counts by itself; any other's type says so, and who inserts may leave it out.
            None if column.serial().is_some() && !counts(self.table, column, dialect) => {
                let sequence = naming::sequence_name(&self.table.name.name, &column.name);
                let sequence = self.table.name.beside(sequence);
                let sequence = quote::text(&quote::qualified(&sequence));
                Some(inline(&[(
                    "postgres",
                    string(&format!("nextval({sequence}::regclass)")),
                )]))
            }
            None => None,
        }
    }

    /// How the database holds the column, where not in the usual way.
    fn own(
        &self,
        column: &Column,
        chosen: &Chosen,
        counts: bool,
        in_key: bool,
    ) -> Vec<(&'static str, String)> {
        let dialect = self.dialect();
        let mut own = Vec::new();
        let usual = match self.choice.enums.get(&chosen.ty) {
            Some(one) => match (dialect, &one.native) {
                (Dialect::Sqlite, _) => Some("TEXT".to_owned()),
                (Dialect::Postgres, Some(native)) => Some(quote::qualified(native).into_owned()),
                (Dialect::Postgres, None) => Some("text".to_owned()),
            },
            None => usual(&chosen.ty, chosen.storage, dialect),
        };
        if !chosen.converted && usual.as_deref() != Some(column.sql_type.as_str()) {
            own.push(("type", string(&column.sql_type)));
        }
        // A key's storage goes with its type.
        let follows = self.choice.reference(self.table, &column.name).is_some();
        if let Some(storage) = chosen
            .storage
            .filter(|_| !follows && dialect == Dialect::Sqlite)
        {
            own.push(("storage", string(storage)));
        }
        if let Some(collation) = &column.collation {
            own.push(("collate", string(collation)));
        }
        if column.is_virtual {
            own.push(("virtual", "true".to_owned()));
        }
        match dialect {
            Dialect::Sqlite => {
                if in_key && column.nullable {
                    own.push(("not_null", "false".to_owned()));
                }
                if counts && column.identity.is_none() {
                    own.push(("autoincrement", "false".to_owned()));
                }
            }
            Dialect::Postgres => {
                if column
                    .identity
                    .as_ref()
                    .is_some_and(|identity| !identity.always)
                {
                    own.push(("identity", "\"by default\"".to_owned()));
                }
            }
        }
        own
    }

    pub(super) fn actions(foreign_key: &ForeignKey) -> Vec<(&'static str, String)> {
        let word = |action: Action| {
            let found = ACTIONS.iter().find(|(_, known)| *known == action);
            found.map_or("", |(word, _)| word)
        };
        let mut parts = Vec::new();
        for (key, action) in [
            ("on_delete", foreign_key.on_delete),
            ("on_update", foreign_key.on_update),
        ] {
            if action != Action::NoAction {
                parts.push((key, string(word(action))));
            }
        }
        match foreign_key.deferrable {
            Deferrable::No => {}
            Deferrable::Immediate => parts.push(("deferrable", "true".to_owned())),
            Deferrable::Deferred => parts.push(("deferrable", "\"deferred\"".to_owned())),
        }
        parts
    }
}
