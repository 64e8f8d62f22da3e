//! A table's uniques, checks, foreign keys and indexes.

use super::{
    Check, Checked, DbName, Dialect, Index, IndexKey, Part, Taken, Writing, check, inline, key,
    list, plain_columns, short, string,
};

impl Writing<'_> {
    /// A list of entries under a heading of its own, if there is any.
    pub(super) fn section(&mut self, heading: &str, entries: Vec<(Part, String, String)>) {
        if entries.is_empty() {
            return;
        }
        self.out.blank();
        let part = Some(self.part());
        self.out
            .line(part, &format!("[tables.{}.{heading}]", self.named.key));
        for (part, key, value) in entries {
            self.out.line(Some(part), &format!("{key} = {value}"));
        }
    }

    pub(super) fn uniques(&mut self, objects: &mut Taken) {
        let table = self.table;
        let mut entries = Vec::new();
        for unique in &table.uniques {
            let part = Part::Unique(table.name.clone(), unique.name.clone());
            if self.plain.has(&part) || self.is_of_column(unique) {
                continue;
            }
            let on = list(self.choice.keys(&table.name, &unique.columns));
            let mut parts = vec![("on", on.clone())];
            let name = if unique.name.is_unnamed() {
                let columns = self.choice.keys(&table.name, &unique.columns).join("_");
                objects.take(&format!("{}_{columns}_key", self.named.key))
            } else {
                objects.take(&key(unique.name.as_str(), "unique"))
            };
            if !unique.name.is_unnamed() && unique.name.as_str() != name {
                parts.push(("db_name", string(unique.name.as_str())));
            }
            match (unique.in_table, unique.name.is_unnamed()) {
                (true, true) => parts.push(("sqlite", "\"unnamed constraint\"".to_owned())),
                (true, false) => parts.push(("sqlite", "\"constraint\"".to_owned())),
                (false, _) => {}
            }
            entries.push((part, name, short(&parts, &on)));
        }
        for index in table.indexes.iter().filter(|index| self.is_unique(index)) {
            let part = Part::Index(table.name.clone(), index.name.clone());
            let on = list(self.choice.keys(&table.name, &plain_columns(index)));
            let name = objects.take(&key(index.name.as_str(), "unique"));
            let mut parts = vec![("on", on)];
            if index.name.as_str() != name {
                parts.push(("db_name", string(index.name.as_str())));
            }
            parts.push(("postgres", "\"index\"".to_owned()));
            entries.push((part, name, inline(&parts)));
        }
        self.section("uniques", entries);
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

    pub(super) fn checks(&mut self) {
        let table = self.table;
        let mut taken = Taken::default();
        let mut entries = Vec::new();
        for check in &table.checks {
            let part = Part::Check(table.name.clone(), check.name.clone());
            if self.plain.has(&part) {
                continue;
            }
            let unnamed = check.name.is_unnamed();
            let name = if unnamed {
                taken.take(&self.name_of_check(check))
            } else {
                taken.take(&key(check.name.as_str(), "rule"))
            };
            let mut parts = vec![(self.dialect().as_str(), string(&check.expression.sql))];
            if unnamed {
                parts.push(("unnamed", "true".to_owned()));
            } else if check.name.as_str() != name {
                parts.push(("db_name", string(check.name.as_str())));
            }
            entries.push((part, name, inline(&parts)));
        }
        self.section("checks", entries);
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

    pub(super) fn foreign_keys(&mut self) {
        let table = self.table;
        let mut taken = Taken::default();
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
            let unnamed = foreign_key.name.is_unnamed();
            let on = self.choice.keys(&table.name, &foreign_key.columns);
            let wanted = if unnamed {
                format!("{}_fkey", on.join("_"))
            } else {
                key(foreign_key.name.as_str(), "of")
            };
            let name = taken.take(&wanted);
            let of = self
                .choice
                .keys(&foreign_key.parent, &foreign_key.parent_columns)
                .join(", ");
            let mut parts = vec![
                ("on", list(on)),
                ("references", string(&format!("{}({of})", parent.key))),
            ];
            parts.extend(Self::actions(foreign_key));
            if unnamed {
                parts.push(("unnamed", "true".to_owned()));
            } else if foreign_key.name.as_str() != name {
                parts.push(("db_name", string(foreign_key.name.as_str())));
            }
            entries.push((part, name, inline(&parts)));
        }
        self.section("foreign_keys", entries);
    }

    pub(super) fn indexes(&mut self, objects: &mut Taken) {
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
            let on = list(on);
            let name = objects.take(&key(index.name.as_str(), "by"));
            let mut parts = vec![("on", on.clone())];
            if index.name.as_str() != name {
                parts.push(("db_name", string(index.name.as_str())));
            }
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
            entries.push((part, name, short(&parts, &on)));
        }
        self.section("indexes", entries);
    }
}
