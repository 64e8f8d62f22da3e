//! The SQLite rebuild: a new table, the rows copied, the old one dropped, the new one renamed.
//!
//! With `foreign_keys` on, dropping the old table deletes its rows and cascades into its children, and inside a
//! transaction `PRAGMA foreign_keys` does nothing. So a rebuild of a table that others refer to runs between pragmas that
//! stand outside the transaction, and guards itself in plain SQL against a client that runs everything inside one: a
//! temporary table whose checks fail before anything is dropped.
//! <https://www.sqlite.org/lang_altertable.html#otheralter>

use std::collections::BTreeMap;

use super::indexes;
use crate::catalog::model::{Catalog, QualifiedName, Table};
use crate::catalog::quote;
use crate::conversion::{Outcome, conversion, sqlite_kinds};
use crate::ddl::{self, Reach};
use crate::dialect::Dialect;
use crate::name::DbName;
use crate::plan::hazard::Hazard;
use crate::plan::step::{Direction, Placement, Step};
use crate::plan::{fill, keys};

/// A temporary table, each row of which is a check that was held.
pub(super) const GUARD: &str = "__dualect_guard";

/// What has to be guarded.
#[derive(Debug, Default)]
pub(super) struct Guard {
    rebuilds: bool,
    looks_at_kinds: bool,
    foreign_keys_off: bool,
}

impl Guard {
    /// Foreign keys have to be off.
    pub(super) fn require(&mut self) {
        self.foreign_keys_off = true;
    }

    /// The steps, between what switches foreign keys off and on and makes the guard and drops it.
    pub(super) fn around(&self, steps: Vec<Step>) -> Vec<Step> {
        let mut all = Vec::new();
        let needs_table = self.rebuilds || self.foreign_keys_off;
        if self.foreign_keys_off {
            all.push(pragma("OFF"));
        }
        if needs_table {
            let unfit = if self.looks_at_kinds {
                ",\n    unfit INTEGER CONSTRAINT \"every value must fit its new type\" CHECK (unfit = 0)"
            } else {
                ""
            };
            all.push(Step::new(format!(
                "CREATE TEMP TABLE {GUARD} (\n    \
                     enforced INTEGER CONSTRAINT \"foreign_keys must be OFF before BEGIN\" CHECK (enforced = 0),\n    \
                     missing INTEGER CONSTRAINT \"every row must be copied\" CHECK (missing = 0),\n    \
                     dangling INTEGER CONSTRAINT \"every foreign key must find its row\" CHECK (dangling = 0){unfit}\n);"
            )));
        }
        if self.foreign_keys_off {
            all.push(Step::new(format!(
                "INSERT INTO {GUARD} (enforced) SELECT foreign_keys FROM pragma_foreign_keys;"
            )));
        }
        all.extend(steps);
        if needs_table {
            all.push(Step::new(format!("DROP TABLE {GUARD};")));
        }
        if self.foreign_keys_off {
            all.push(pragma("ON"));
        }
        all
    }
}

fn pragma(value: &str) -> Step {
    Step {
        placement: Placement::AroundTransaction,
        ..Step::new(format!("PRAGMA foreign_keys = {value};"))
    }
}

/// What the new table is called at first: nothing has that name.
pub(super) fn temporary(table: &Table, from: &Catalog, to: &Catalog) -> QualifiedName {
    let mut name = QualifiedName::from(DbName::new(format!("__dualect_new_{}", table.name)));
    while from.tables.contains_key(&name) || to.tables.contains_key(&name) {
        name = DbName::new(format!("{}_", name.name)).into();
    }
    name
}

/// The steps that give the table its new shape, whatever the changes, with every row, rowid and counter kept.
pub(super) fn rebuild(
    (from, to): (&Table, &Table),
    renamed_values: &BTreeMap<&DbName, &[(String, String)]>,
    direction: Direction,
    (temporary, referred_to): (&QualifiedName, bool),
    guard: &mut Guard,
) -> Vec<Step> {
    guard.rebuilds = true;
    guard.foreign_keys_off |= referred_to;
    let (old, new) = (quote::qualified(&to.name), quote::qualified(temporary));
    let copy = copy(from, to, renamed_values, direction);
    let unnumbered = unnumbered(from, to, &copy);
    let create = ddl::create_table(to, temporary, Dialect::Sqlite, Reach::All);
    let mut steps = vec![
        Step::new(create)
            .with(copy.hazards)
            .with(keys::needs_distinct(from, to)),
        Step::new(format!(
            "INSERT INTO {new} ({})\nSELECT {}\nFROM {old}{};",
            copy.columns.join(", "),
            copy.values.join(", "),
            unnumbered
        )),
        Step::new(format!(
            "INSERT INTO {GUARD} (missing)\nSELECT (SELECT count(*) FROM {old}) - (SELECT count(*) FROM {new});"
        )),
    ];
    if let Some(unfit) = unfit(from, to, &new) {
        guard.looks_at_kinds = true;
        steps.push(unfit);
    }
    let counts = |table: &Table| {
        table
            .columns
            .values()
            .any(|column| column.identity.is_some())
    };
    if counts(from) && counts(to) {
        steps.extend(keep_counter(&to.name.name, &temporary.name));
    }
    steps.push(Step::new(format!("DROP TABLE {old};")));
    steps.push(Step::new(format!("ALTER TABLE {new} RENAME TO {old};")));
    steps.extend(indexes(to));
    steps
}

/// What no STRICT column refuses of the values that may not fit: a table that is not strict would keep what says that they do
/// not.
fn unfit(from: &Table, to: &Table, new: &str) -> Option<Step> {
    if to.sqlite.strict {
        return None;
    }
    // What values mean that somebody else has put there nobody knows, and SQLite keeps them all.
    let known = to
        .columns
        .values()
        .filter(|column| column.meaning.is_some());
    let may_fail = known.filter(|column| {
        let before = from.columns.get(&column.name);
        let found = before.and_then(|before| conversion(before, column, Dialect::Sqlite));
        column.generated.is_none() && found.is_some_and(|found| found.outcome.may_fail())
    });
    let conditions: Vec<String> = may_fail
        .filter_map(|column| {
            let kinds = sqlite_kinds(&column.sql_type)?;
            Some(format!(
                "typeof({}) NOT IN ({kinds})",
                quote::ident(&column.name)
            ))
        })
        .collect();
    let conditions = conditions.join(" OR ");
    (!conditions.is_empty()).then(|| {
        Step::new(format!(
            "INSERT INTO {GUARD} (unfit)\nSELECT count(*) FROM {new} WHERE {conditions};"
        ))
    })
}

/// That every foreign key of a rebuilt table finds its row: asked when all tables are rebuilt, for two that refer to each other
/// have no key to be found by before.
pub(super) fn verify(table: &QualifiedName) -> Step {
    Step::new(format!(
        "INSERT INTO {GUARD} (dangling)\nSELECT count(*) FROM pragma_foreign_key_check({});",
        quote::text(table.name.as_str())
    ))
}

/// The copy has set the counter to the greatest key that is left; it has to stay at the greatest that ever was.
fn keep_counter(old: &DbName, new: &DbName) -> [Step; 2] {
    let (old, new) = (quote::text(old.as_str()), quote::text(new.as_str()));
    [
        Step::new(format!("DELETE FROM sqlite_sequence WHERE name = {new};")),
        Step::new(format!(
            "INSERT INTO sqlite_sequence (name, seq) SELECT {new}, seq FROM sqlite_sequence WHERE name = {old};"
        )),
    ]
}

/// SQLite numbers a row by itself whose rowid nobody gives. Who declares a key that the database does not count wants no such number:
/// a row without one is left behind, which the guard sees.
fn unnumbered(from: &Table, to: &Table, copy: &Copy) -> String {
    let Some(key) = rowid_column(to) else {
        return String::new();
    };
    let is_wanting =
        |hazard: &Hazard| matches!(hazard, Hazard::NeedsEmpty { column, .. } if column == key);
    if copy.hazards.iter().any(is_wanting) {
        return "\nWHERE false".to_owned();
    }
    let was_null = from.columns.get(key).is_some_and(|column| column.nullable);
    let name = quote::ident(key);
    let place = copy.columns.iter().position(|column| *column == name);
    match place.and_then(|at| copy.values.get(at)) {
        Some(value) if was_null && rowid_column(from) != Some(key) => {
            format!("\nWHERE {value} IS NOT NULL")
        }
        Some(_) | None => String::new(),
    }
}

/// The column that is another name of the rowid: <https://www.sqlite.org/lang_createtable.html#rowid>.
fn rowid_column(table: &Table) -> Option<&DbName> {
    let [only] = table.key_columns() else {
        return None;
    };
    if table.sqlite.without_rowid || table.definition.rowid_is_apart {
        return None;
    }
    let column = table.columns.get(only)?;
    (column.sql_type == "INTEGER").then_some(only)
}

struct Copy {
    columns: Vec<String>,
    values: Vec<String>,
    hazards: Vec<Hazard>,
}

fn copy(
    from: &Table,
    to: &Table,
    renamed_values: &BTreeMap<&DbName, &[(String, String)]>,
    direction: Direction,
) -> Copy {
    let stays_with_rowids = ![from, to].iter().any(|table| table.sqlite.without_rowid);
    let rowid_is_a_column = to.columns.values().any(|column| column.identity.is_some())
        || (rowid_column(to).is_some() && rowid_column(from) != rowid_column(to));
    // It has three names, and columns may have some of them: <https://www.sqlite.org/lang_createtable.html#rowid>.
    let rowid = ["rowid", "_rowid_", "oid"].into_iter().find(|name| {
        let mut columns = [from, to]
            .into_iter()
            .flat_map(|table| table.columns.keys());
        !columns.any(|column| column.as_str().eq_ignore_ascii_case(name))
    });
    let mut copy = Copy {
        columns: Vec::new(),
        values: Vec::new(),
        hazards: Vec::new(),
    };
    if let Some(rowid) = rowid.filter(|_| stays_with_rowids && !rowid_is_a_column) {
        copy.columns.push(rowid.to_owned());
        copy.values.push(rowid.to_owned());
    }
    // What is computed cannot be written, and needs not be.
    let written = to.columns.values();
    for column in written.filter(|column| column.generated.is_none()) {
        let name = quote::ident(&column.name).into_owned();
        if let Some(before) = from.columns.get(&column.name) {
            let conversion = conversion(before, column, Dialect::Sqlite);
            let outcome = conversion.as_ref().map_or((Outcome::Whole, true), |found| {
                (found.outcome, found.restores)
            });
            copy.hazards.extend(Hazard::of_conversion(
                &to.name,
                &column.name,
                outcome,
                direction,
            ));
            copy.columns.push(name.clone());
            let renamed = renamed_values.get(&column.name);
            let renamed = renamed.map(|values| quote::renamed_values(&column.name, values));
            let value = conversion.and_then(|found| found.sql).or(renamed);
            copy.values.push(value.unwrap_or(name));
            if before.generated.is_some() && direction == Direction::Down {
                copy.hazards.push(Hazard::ComesBackUnset {
                    table: to.name.clone(),
                    column: column.name.clone(),
                });
            }
        } else {
            let filling = fill::filling(to, column, direction);
            if let Some(value) = filling.value {
                copy.columns.push(name);
                copy.values.push(value.to_owned());
            }
            copy.hazards.extend(filling.hazard);
        }
    }
    // Values are lost where they were not computed and are not kept.
    let gone = from.columns.values().filter(|column| {
        let kept = to.columns.get(&column.name);
        column.generated.is_none() && kept.is_none_or(|kept| kept.generated.is_some())
    });
    copy.hazards.extend(gone.map(|column| Hazard::DropsColumn {
        table: to.name.clone(),
        column: column.name.clone(),
    }));
    copy
}
