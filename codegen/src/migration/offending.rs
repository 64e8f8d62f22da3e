//! Queries that find the rows on which a migration would fail, asked of the database as it is before.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::Transition;
use crate::catalog::model::{
    Catalog, Check, Column, Expression, ForeignKey, Index, Meaning, QualifiedName, Table, Width,
};
use crate::catalog::quote;
use crate::conversion::{conversion, postgres_misfit, sqlite_kinds};
use crate::ddl::collate;
use crate::dialect::Dialect;
use crate::diff::{Renames, renamed_expression, replaced};
use crate::name::DbName;
use crate::plan::{Coming, Direction, Hazard, coming};

/// A query for each place where rows can be in the way; none where no query can tell.
pub(super) fn queries(hazard: &Hazard, before: &Before<'_>) -> Vec<String> {
    match hazard {
        Hazard::NeedsEmpty { table, .. } => before
            .of(table)
            .map(|here| here.rows(""))
            .into_iter()
            .collect(),
        Hazard::NeedsValue { table, column } => before
            .of(table)
            .and_then(|here| Some(here.rows(&format!("{} IS NULL", here.name(column)?))))
            .into_iter()
            .collect(),
        Hazard::NeedsDistinct { table, columns } => before
            .of(table)
            .and_then(|here| here.twins(columns))
            .into_iter()
            .collect(),
        Hazard::NeedsCheck { table, check } => before
            .of(table)
            .and_then(|here| here.breaking(check))
            .into_iter()
            .collect(),
        Hazard::NeedsParent {
            table,
            columns,
            parent,
        } => before.orphans(table, columns, parent).into_iter().collect(),
        Hazard::NeedsFit { table, column } => before
            .of(table)
            .and_then(|here| here.misfits(column))
            .into_iter()
            .collect(),
        Hazard::NeedsStrict { table } => before
            .of(table)
            .map(|here| here.of_other_kinds())
            .unwrap_or_default(),
        Hazard::NeedsNoValue { name, value } => before.holders(name, value),
        // Nothing that rows decide.
        Hazard::DropsTable { .. }
        | Hazard::DropsColumn { .. }
        | Hazard::DropsObject { .. }
        | Hazard::DropsSchema { .. }
        | Hazard::DropsExtension { .. }
        | Hazard::FillsNeutral { .. }
        | Hazard::ComesBackEmpty { .. }
        | Hazard::ComesBackUnset { .. }
        | Hazard::ComesBackChanged { .. }
        | Hazard::Rounds { .. }
        | Hazard::RenamesTable { .. }
        | Hazard::RenamesColumn { .. }
        | Hazard::RenamesValue { .. }
        | Hazard::RequiresColumn { .. }
        | Hazard::ChangesType { .. }
        | Hazard::RewritesTable { .. }
        | Hazard::ScansTable { .. }
        | Hazard::BlocksWrites { .. } => Vec::new(),
    }
}

/// What there is before the migration, asked for by the names that there are after it.
pub(super) struct Before<'t> {
    from: &'t Catalog,
    to: &'t Catalog,
    /// From new names to old ones.
    back: Renames,
}

impl<'t> Before<'t> {
    pub(super) fn new(transition: &'t Transition) -> Self {
        Self {
            from: &transition.from,
            to: &transition.to,
            back: transition.renames.reversed(),
        }
    }

    fn of(&self, table: &QualifiedName) -> Option<Here<'t>> {
        let old = self.back.tables.get(table).unwrap_or(table);
        let after = self.to.tables.get(table)?;
        let columns = after.columns.values();
        let of_new_words = columns
            .filter(|column| self.gains_values(column))
            .map(|column| column.name.clone());
        Some(Here {
            before: self.from.tables.get(old)?,
            after,
            of_new_words: of_new_words.collect(),
            of_new_types: self.of_new_types(after),
            columns: self.back.columns.get(old).cloned().unwrap_or_default(),
            dialect: self.to.dialect,
        })
    }

    /// Whether what speaks of the column may say a value that its native enum does not have yet: then the query would fail.
    fn gains_values(&self, column: &Column) -> bool {
        let mut enums = self.to.enums.values();
        let after = enums.find(|declared| quote::qualified(&declared.name) == column.sql_type);
        after.is_some_and(|after| {
            let old = self.back.enums.get(&after.name).unwrap_or(&after.name);
            let before = self.from.enums.get(old);
            before.is_some_and(|before| {
                let mut new = after.values.iter();
                new.any(|value| !before.values.contains(value))
            })
        })
    }

    fn of_new_types(&self, after: &Table) -> Vec<DbName> {
        let is_there = |column: &&Column| match self.to.dialect {
            Dialect::Sqlite => true,
            Dialect::Postgres => {
                let is_it = |name: &QualifiedName| quote::qualified(name) == column.sql_type;
                let declared = self
                    .to
                    .enums
                    .values()
                    .find(|declared| is_it(&declared.name));
                column.meaning.is_some()
                    && declared.is_none_or(|declared| self.from.enums.contains_key(&declared.name))
            }
        };
        let columns = after.columns.values();
        let new = columns.filter(|column| !is_there(column));
        new.map(|column| column.name.clone()).collect()
    }

    fn orphans(
        &self,
        table: &QualifiedName,
        columns: &[DbName],
        parent: &QualifiedName,
    ) -> Option<String> {
        let here = self.of(table)?;
        let there = self.of(parent)?;
        let is_it = |key: &&ForeignKey| key.columns == columns && key.parent == *parent;
        let key = here.after.foreign_keys.iter().find(is_it)?;
        let mut given = Vec::new();
        let mut same = Vec::new();
        for (ours, theirs) in key.columns.iter().zip(&key.parent_columns) {
            let collation = collation_of_both(here.after, ours, there.after, theirs);
            let (ours, theirs) = (here.value(ours, "child.")?, there.value(theirs, "parent.")?);
            given.push(format!("{ours} IS NOT NULL"));
            same.push(match (self.to.dialect, collation) {
                // SQLite takes the left one's by itself.
                (Dialect::Sqlite, _) | (Dialect::Postgres, None) => format!("{theirs} = {ours}"),
                (Dialect::Postgres, Some(collation)) => {
                    format!("{theirs} = ({ours}) COLLATE {}", quote::ident(&collation))
                }
            });
        }
        Some(format!(
            "SELECT {} FROM {} AS child WHERE {} AND NOT EXISTS (SELECT 1 FROM {} AS parent WHERE {})",
            here.key("child."),
            quote::qualified(&here.before.name),
            given.join(" AND "),
            quote::qualified(&there.before.name),
            same.join(" AND ")
        ))
    }

    fn holders(&self, name: &QualifiedName, value: &str) -> Vec<String> {
        let old = self.back.enums.get(name).unwrap_or(name);
        let of_type = quote::qualified(old);
        let mut queries = Vec::new();
        for table in self.from.tables.values() {
            let columns = table.columns.values();
            for column in columns.filter(|column| column.sql_type == of_type) {
                let keys = quote::idents(table.key_columns());
                let (table, name) = (quote::qualified(&table.name), quote::ident(&column.name));
                let value = quote::text(value);
                queries.push(format!("SELECT {keys} FROM {table} WHERE {name} = {value}"));
            }
        }
        queries
    }
}

/// What a foreign key compares by where its two columns differ in that: the parent's (`ri_GenerateQual` in
/// `src/backend/utils/adt/ri_triggers.c`).
fn collation_of_both(
    child: &Table,
    ours: &DbName,
    parent: &Table,
    theirs: &DbName,
) -> Option<DbName> {
    let ours = child.columns.get(ours)?.collation.as_deref();
    let theirs = parent.columns.get(theirs)?.collation.as_deref();
    (ours != theirs).then(|| DbName::new(theirs.unwrap_or("default")))
}

/// One table.
struct Here<'t> {
    before: &'t Table,
    after: &'t Table,
    /// Columns of native enums that have other values afterwards.
    of_new_words: Vec<DbName>,
    /// Columns of types of which it is not known that they are there already.
    of_new_types: Vec<DbName>,
    /// From new names to old ones.
    columns: IndexMap<DbName, DbName>,
    dialect: Dialect,
}

impl Here<'_> {
    /// The column as it is before; `None` where it is new, though another may have had its name.
    fn old(&self, column: &DbName) -> Option<&Column> {
        let renamed = self.columns.get(column);
        let is_taken = renamed.is_none() && self.columns.values().any(|old| old == column);
        let columns = &self.before.columns;
        columns.get(renamed.unwrap_or(column)).filter(|_| !is_taken)
    }

    /// What the column is called; `None` where it is not there yet, will be computed in another way, or may be
    /// spoken of by a value that it cannot have yet.
    fn name(&self, column: &DbName) -> Option<String> {
        let found = self.old(column)?;
        let after = self.after.columns.get(column);
        if after
            .is_some_and(|after| after.generated.is_some() && after.generated != found.generated)
        {
            return None;
        }
        if self.of_new_words.contains(column) {
            return None;
        }
        Some(quote::ident(&found.name).into_owned())
    }

    /// The same; `None` too where the column's values will be written in another form.
    fn as_it_will_be(&self, column: &DbName) -> Option<String> {
        let before = self.old(column)?;
        let after = self.after.columns.get(column)?;
        let conversion = conversion(before, after, self.dialect)?;
        self.name(column).filter(|_| conversion.sql.is_none())
    }

    /// What the rows will have in the column, told by what they have now; `None` where that cannot be told.
    fn value(&self, column: &DbName, prefix: &str) -> Option<String> {
        let after = self.after.columns.get(column)?;
        let is_typed = !self.of_new_types.contains(column);
        if self.is_computed_anew(after) {
            if !is_typed {
                return None;
            }
            let sql = self.foreseen(after.generated.as_ref()?, prefix)?;
            return Some(typed(&sql, after));
        }
        if let Some(before) = self.old(column) {
            if let Some(name) = self.as_it_will_be(column) {
                return Some(format!("{prefix}{name}"));
            }
            let converted = conversion(before, after, self.dialect)?;
            let is_plain = prefix.is_empty() && !self.of_new_words.contains(column) && is_typed;
            let is_whole = !converted.outcome.may_fail() && before.generated.is_none();
            let sql = converted.sql.filter(|_| is_plain && is_whole)?;
            return Some(typed(&sql, after));
        }
        if self.of_new_words.contains(column) || !is_typed {
            return None;
        }
        match coming(self.after, after, Direction::Up) {
            Coming::Null => Some(typed("NULL", after)),
            Coming::Same(sql) => Some(typed(sql, after)),
            Coming::Computed(_) | Coming::Distinct | Coming::Unknown | Coming::NoRow => None,
        }
    }

    /// Whether the column will be computed, and was not, or otherwise.
    fn is_computed_anew(&self, after: &Column) -> bool {
        let before = self.old(&after.name);
        after.generated.is_some() && before.is_none_or(|before| before.generated != after.generated)
    }

    /// The expression, with what each column will be in its place.
    fn foreseen(&self, expression: &Expression, prefix: &str) -> Option<String> {
        let spoken = expression.columns.as_ref()?;
        let values: Option<BTreeMap<&DbName, String>> = spoken
            .iter()
            .map(|name| Some((name, self.value(name, prefix)?)))
            .collect();
        let values = values?;
        Some(replaced(&expression.sql, |name| values.get(name).cloned()))
    }

    /// What tells a row from others: its key, or where it lies.
    fn key(&self, prefix: &str) -> String {
        let columns = self.before.key_columns().iter();
        let names: Vec<String> = columns
            .map(|name| format!("{prefix}{}", quote::ident(name)))
            .collect();
        match (names.as_slice(), self.dialect) {
            ([], Dialect::Sqlite) => format!("{prefix}rowid"),
            ([], Dialect::Postgres) => format!("{prefix}ctid"),
            _ => names.join(", "),
        }
    }

    fn rows(&self, condition: &str) -> String {
        let table = quote::qualified(&self.before.name);
        let filter = if condition.is_empty() {
            String::new()
        } else {
            format!(" WHERE {condition}")
        };
        format!("SELECT {} FROM {table}{filter}", self.key(""))
    }

    fn twins(&self, columns: &[DbName]) -> Option<String> {
        // An index over expressions goes by its own name, which a column may have as well.
        if !self.is_key(columns) {
            return None;
        }
        // One value in all rows tells none from another.
        let is_same = |column: &&DbName| {
            let new = self.after.columns.get(*column);
            let new = new.filter(|_| self.old(column).is_none());
            let coming = new.map(|new| coming(self.after, new, Direction::Up));
            matches!(coming, Some(Coming::Same(_)))
        };
        let telling = columns.iter().filter(|column| !is_same(column));
        let names: Option<Vec<String>> = telling
            .map(|column| self.name(column).or_else(|| self.value(column, "")))
            .collect();
        let names = names?;
        let mut given: Vec<String> = names
            .iter()
            .map(|name| format!("{name} IS NOT NULL"))
            .collect();
        if let Some(predicate) = self.only_where(columns) {
            given.push(format!("({})", self.foreseen(predicate, "")?));
        }
        let table = quote::qualified(&self.before.name);
        let filter = if given.is_empty() {
            String::new()
        } else {
            format!(" WHERE {}", given.join(" AND "))
        };
        if names.is_empty() {
            return Some(format!(
                "SELECT count(*) FROM {table}{filter} HAVING count(*) > 1"
            ));
        }
        let names = names.join(", ");
        Some(format!(
            "SELECT {names}, count(*) FROM {table}{filter} GROUP BY {names} HAVING count(*) > 1"
        ))
    }

    /// Whether rows are not to be alike in these columns.
    fn is_key(&self, columns: &[DbName]) -> bool {
        self.is_constraint(columns) || self.unique_indexes(columns).next().is_some()
    }

    fn is_constraint(&self, columns: &[DbName]) -> bool {
        let mut uniques = self.after.uniques.iter();
        self.after.key_columns() == columns || uniques.any(|unique| unique.columns == columns)
    }

    fn unique_indexes(&self, columns: &[DbName]) -> impl Iterator<Item = &Index> {
        let indexes = self.after.indexes.iter().filter(|index| index.unique);
        indexes.filter(move |index| {
            let parts = index.plain_columns();
            parts.is_some_and(|parts| parts.into_iter().eq(columns))
        })
    }

    /// Which rows a new unique index over these columns speaks of; `None` for all of them.
    fn only_where(&self, columns: &[DbName]) -> Option<&Expression> {
        if self.is_constraint(columns) {
            return None;
        }
        let mut indexes = self.unique_indexes(columns);
        indexes.find_map(|index| index.predicate.as_ref())
    }

    fn breaking(&self, name: &DbName) -> Option<String> {
        let check = self.after.checks.iter().find(|check| check.name == *name)?;
        Some(self.rows(&format!("NOT ({})", self.foreseen(&check.expression, "")?)))
    }

    /// Values that have no like in the new type.
    fn misfits(&self, column: &DbName) -> Option<String> {
        let before = self.old(column)?;
        let after = self.after.columns.get(column)?;
        match self.dialect {
            Dialect::Sqlite => self.strict_misfits(before, after),
            Dialect::Postgres => {
                if let Some(condition) = postgres_misfit(before, after) {
                    return Some(self.rows(&condition));
                }
                let name = quote::ident(&before.name);
                let (low, high) = range(before, after)?;
                Some(self.rows(&format!("{name} NOT BETWEEN {low} AND {high}")))
            }
        }
    }

    /// Values of a column of a table that took any, of which no conversion asks whether they fit.
    fn of_other_kinds(&self) -> Vec<String> {
        let columns = self.after.columns.values();
        let written = columns.filter(|column| column.generated.is_none());
        let found = written.filter_map(|after| {
            let before = self.old(&after.name)?;
            let conversion = conversion(before, after, self.dialect)?;
            if conversion.outcome.may_fail() {
                None
            } else {
                self.strict_misfits(before, after)
            }
        });
        found.collect()
    }

    /// A STRICT column takes no value of another kind, and its check no other one.
    fn strict_misfits(&self, before: &Column, after: &Column) -> Option<String> {
        let named = Column {
            name: after.name.clone(),
            ..before.clone()
        };
        let new = quote::ident(&after.name);
        let sql = conversion(&named, after, self.dialect)?.sql;
        let value = Expression {
            sql: sql.unwrap_or_else(|| new.clone().into_owned()),
            columns: Some(vec![after.name.clone()]),
        };
        let value = renamed_expression(&value, &self.columns).sql;
        let kinds = sqlite_kinds(&after.sql_type)?;
        let own = |check: &&Check| {
            check.expression.columns.as_deref() == Some(std::slice::from_ref(&after.name))
        };
        let checks = self.after.checks.iter().filter(own);
        let broken: Vec<String> = checks
            .map(|check| format!(" OR NOT ({})", check.expression.sql))
            .collect();
        let table = quote::qualified(&self.before.name);
        let mut key = self.key("");
        let mut shown = key.clone();
        let of_key = self.before.key_columns();
        if of_key.contains(&after.name) {
            // The new value goes by the name that the key has.
            let both = of_key.iter().enumerate().map(|(at, column)| {
                let (name, other) = (quote::ident(column), format!("__dualect_key_{at}"));
                (format!("{name} AS {other}"), format!("{other} AS {name}"))
            });
            let (aside, back): (Vec<String>, Vec<String>) = both.unzip();
            (key, shown) = (aside.join(", "), back.join(", "));
        }
        Some(format!(
            "SELECT {shown} FROM (SELECT {key}, {value} AS {new} FROM {table}) WHERE typeof({new}) NOT IN ({kinds}){}",
            broken.concat()
        ))
    }
}

/// The value as one of the column.
fn typed(sql: &str, column: &Column) -> String {
    let collation = column.collation.as_deref().map(collate);
    let collation = collation.unwrap_or_default();
    if column.sql_type.is_empty() {
        return format!("(({sql}){collation})");
    }
    format!("(CAST(({sql}) AS {}){collation})", column.sql_type)
}

/// The whole numbers that the new type has room for, where the old one has room for more.
fn range(before: &Column, after: &Column) -> Option<(i64, i64)> {
    let (Some(Meaning::Integer(_)), Some(Meaning::Integer(width))) =
        (before.meaning, after.meaning)
    else {
        return None;
    };
    match width {
        Width::Bits16 => Some((i16::MIN.into(), i16::MAX.into())),
        Width::Bits32 => Some((i32::MIN.into(), i32::MAX.into())),
        Width::Bits64 => None,
    }
}
