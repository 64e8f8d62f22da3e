//! A table's uniques, checks, foreign keys and indexes.

use super::{
    Check, Checked, DbName, Dialect, Entry, Index, IndexKey, Part, Parts, Writing, check, inline,
    key, list, plain_columns, string,
};

impl Writing<'_> {
    fn entry(&self, part: Part, wanted: String, name: &DbName, parts: Parts, at: usize) -> Entry {
        Entry {
            part,
            dialect: self.dialect(),
            wanted,
            name: (!name.is_unnamed()).then(|| name.as_str().to_owned()),
            parts,
            at,
            only: None,
        }
    }

    pub(super) fn uniques(&self) -> Vec<Entry> {
        let table = self.table;
        let mut entries = Vec::new();
        for unique in &table.uniques {
            let part = Part::Unique(table.name.clone(), unique.name.clone());
            if self.plain.has(&part) || self.is_of_column(unique) {
                continue;
            }
            let keys = self.choice.keys(&table.name, &unique.columns);
            let mut parts = vec![("on", list(&keys))];
            let wanted = if unique.name.is_unnamed() {
                format!("{}_{}_key", self.named.key, keys.join("_"))
            } else {
                key(unique.name.as_str(), "unique")
            };
            match (unique.in_table, unique.name.is_unnamed()) {
                (true, true) => parts.push(("sqlite", "\"unnamed constraint\"".to_owned())),
                (true, false) => parts.push(("sqlite", "\"constraint\"".to_owned())),
                (false, _) => {}
            }
            entries.push(self.entry(part, wanted, &unique.name, parts, 1));
        }
        for index in table.indexes.iter().filter(|index| self.is_unique(index)) {
            let part = Part::Index(table.name.clone(), index.name.clone());
            let on = list(self.choice.keys(&table.name, &plain_columns(index)));
            let wanted = key(index.name.as_str(), "unique");
            let parts = vec![("on", on), ("postgres", "\"index\"".to_owned())];
            entries.push(self.entry(part, wanted, &index.name, parts, 1));
        }
        entries
    }

    /// Whether it is a unique constraint that Postgres has as an index.
    pub(super) fn is_unique(&self, index: &Index) -> bool {
        let part = Part::Index(self.table.name.clone(), index.name.clone());
        let plain = |part: &crate::catalog::model::IndexPart| {
            matches!(part.key, IndexKey::Column(_)) && !part.descending && part.nulls.is_none()
        };
        self.dialect() == Dialect::Postgres
            && !self.plain.has(&part)
            && index.unique
            && index.method.is_none()
            && index.predicate.is_none()
            && index.include.is_empty()
            && index.parts.iter().all(plain)
    }

    pub(super) fn checks(&self) -> Vec<Entry> {
        let table = self.table;
        let mut entries = Vec::new();
        for check in &table.checks {
            let part = Part::Check(table.name.clone(), check.name.clone());
            if self.plain.has(&part) {
                continue;
            }
            let wanted = if check.name.is_unnamed() {
                self.name_of_check(check)
            } else {
                key(check.name.as_str(), "rule")
            };
            let parts = vec![(self.dialect().as_str(), string(&check.expression.sql))];
            entries.push(self.entry(part, wanted, &check.name, parts, 1));
        }
        entries
    }

    /// After the column that it speaks of, where it is one.
    pub(super) fn name_of_check(&self, check: &Check) -> String {
        let of = |column: &DbName| {
            check::of_one(check, column).is_some_and(|checked| {
                matches!(checked, Checked::Truth | Checked::OneOf(_) | Checked::Json)
            })
        };
        let column = match check.expression.columns.as_deref() {
            Some([only]) => Some(only),
            Some(_) | None => self.table.columns.keys().find(|column| of(column)),
        };
        let column = column.and_then(|column| self.named.columns.get(column));
        column.map_or_else(|| "rule".to_owned(), |column| format!("{column}_rule"))
    }

    pub(super) fn foreign_keys(&self) -> Vec<Entry> {
        let table = self.table;
        let mut entries = Vec::new();
        for (at, foreign_key) in table.foreign_keys.iter().enumerate() {
            let part = Part::ForeignKey(table.name.clone(), foreign_key.name.clone());
            let is_of_column = self
                .named
                .references
                .values()
                .any(|reference| *reference == at);
            let Some(parent) = self.choice.tables.get(&foreign_key.parent) else {
                continue;
            };
            if is_of_column || self.plain.has(&part) {
                continue;
            }
            let on = self.choice.keys(&table.name, &foreign_key.columns);
            let wanted = if foreign_key.name.is_unnamed() {
                format!("{}_fkey", on.join("_"))
            } else {
                key(foreign_key.name.as_str(), "of")
            };
            let of = self
                .choice
                .keys(&foreign_key.parent, &foreign_key.parent_columns)
                .join(", ");
            let mut parts = vec![
                ("on", list(on)),
                ("references", string(&format!("{}({of})", parent.key))),
            ];
            parts.extend(Self::actions(foreign_key));
            let end = parts.len();
            entries.push(self.entry(part, wanted, &foreign_key.name, parts, end));
        }
        entries
    }

    pub(super) fn indexes(&self) -> Vec<Entry> {
        let table = self.table;
        let mut entries = Vec::new();
        for index in &table.indexes {
            let part = Part::Index(table.name.clone(), index.name.clone());
            if self.plain.has(&part) || self.is_unique(index) {
                continue;
            }
            let mut on = Vec::new();
            for part in &index.parts {
                if let IndexKey::Column(column) = &part.key {
                    let column = self.named.columns.get(column).map_or("", String::as_str);
                    let direction = if part.descending { " desc" } else { "" };
                    on.push(format!("{column}{direction}"));
                }
            }
            let mut parts = vec![("on", list(on))];
            if index.unique {
                parts.push(("unique", "true".to_owned()));
            }
            if let Some(predicate) = &index.predicate {
                parts.push((
                    "where",
                    inline(&[(self.dialect().as_str(), string(&predicate.sql))]),
                ));
            }
            let mut postgres = Vec::new();
            if let Some(method) = &index.method {
                postgres.push(("method", string(method)));
            }
            if !index.include.is_empty() {
                postgres.push((
                    "include",
                    list(self.choice.keys(&table.name, &index.include)),
                ));
            }
            if !postgres.is_empty() {
                parts.push(("postgres", inline(&postgres)));
            }
            let wanted = key(index.name.as_str(), "by");
            entries.push(self.entry(part, wanted, &index.name, parts, 1));
        }
        entries
    }
}
