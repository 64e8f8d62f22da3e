//! A table out of what the pragmas tell and what its definition says.

use indexmap::IndexMap;

use super::answer::{ColumnRow, Grouped, TableRow};
use super::definition::{self, ColumnText, Definition, ForeignKeyText, KeyText};
use super::expression::{self, Scope};
use super::index::{self, Found};
use super::lex::tokens;
use super::names::Names;
use super::spelling;
use super::text::Text;
use crate::catalog::model::{
    Check, Column, Definition as Kept, Expression, Fill, ForeignKey, Identity, PrimaryKey, Table,
    Unique,
};
use crate::catalog::unnamed;
use crate::name::DbName;
use crate::schema::model::SqliteTable;

/// Reads a table, and tells which of its indexes it does not understand.
pub(super) fn read(
    row: &TableRow,
    sql: &str,
    answer: &Grouped<'_>,
    names: &Names<'_>,
    beyond: &mut Vec<String>,
) -> Table {
    let tokens = tokens(sql);
    let told = answer.columns.get(&*row.0).map_or(&[][..], Vec::as_slice);
    let keys = answer
        .foreign_keys
        .get(&*row.0)
        .copied()
        .unwrap_or_default();
    let mut definition = definition::read(&tokens).unwrap_or_default();
    let mut lines = std::mem::take(&mut definition.beyond);
    if !is_of(&definition, told) || definition.foreign_keys.len() != keys {
        definition = Definition {
            body: definition.body,
            ..Definition::default()
        };
        lines.clear();
        // Another text may be another table.
        lines.push(format!(
            "its definition, of which only what SQLite tells itself is known: {}",
            expression::query(&tokens)
        ));
    }
    let column_names: Vec<DbName> = told.iter().map(|column| DbName::new(&*column.2)).collect();
    let scope = Scope {
        table: &row.0,
        columns: &column_names,
    };
    let key = primary_key(told, definition.primary_key.as_ref());
    let columns: IndexMap<DbName, Column> = told
        .iter()
        .enumerate()
        .map(|(at, told)| {
            let column = column(told, definition.columns.get(at), scope);
            (column.name.clone(), column)
        })
        .collect();
    let mut table = Table {
        sqlite: SqliteTable {
            strict: row.3 != 0,
            without_rowid: row.2 != 0,
        },
        columns,
        primary_key: key,
        uniques: definition
            .uniques
            .iter()
            .map(|key| unique(key, scope))
            .collect(),
        checks: checks(&definition, scope),
        foreign_keys: foreign_keys(&definition, scope, names),
        ..Table::new(DbName::new(&*row.0).into())
    };
    add_indexes(&mut table, answer, scope, beyond);
    let backwards = definition.columns.iter().any(|one| one.is_key_backwards);
    let rowid_is_apart = backwards && !table.sqlite.without_rowid;
    if !rowid_is_apart {
        rowid_is_never_null(&mut table);
    }
    same_names(&mut table, &mut lines);
    let text = Text::of_table(sql, &definition, scope);
    table.definition = Kept {
        text: text.behind(definition.body),
        own_names: text.own_names(definition.body),
        columns: text.columns(&definition),
        traits: lines,
        rowid_is_apart,
    };
    table
}

/// Whether the definition has the columns that SQLite tells of.
fn is_of(definition: &Definition<'_, '_>, told: &[&ColumnRow]) -> bool {
    let found = definition.columns.iter().map(|column| &column.name);
    found.eq(told.iter().map(|column| &column.2))
}

fn column(told: &ColumnRow, text: Option<&ColumnText<'_, '_>>, scope: Scope<'_>) -> Column {
    let sql_type = text.map_or_else(
        || spelling::sql_type(&tokens(&told.3)),
        |text| spelling::sql_type(text.sql_type),
    );
    let generated = text.and_then(|text| text.generated);
    Column {
        name: DbName::new(&*told.2),
        fill: Fill {
            generated: None,
            neutral: spelling::neutral(&sql_type).to_owned(),
        },
        sql_type,
        meaning: None,
        collation: text
            .and_then(|text| text.collation.as_deref())
            .and_then(expression::collation),
        nullable: told.4 == 0,
        default: text
            .and_then(|text| text.default)
            .and_then(spelling::default),
        generated: generated.map(|generated| expression::read(generated.expression, scope)),
        is_virtual: generated.is_some_and(|generated| !generated.stored),
        identity: text
            .is_some_and(|text| text.autoincrement)
            .then_some(Identity::USUAL),
        comment: None,
    }
}

fn primary_key(told: &[&ColumnRow], text: Option<&KeyText>) -> Option<PrimaryKey> {
    let mut columns: Vec<&&ColumnRow> = told.iter().filter(|column| column.5 > 0).collect();
    columns.sort_by_key(|column| column.5);
    let name = text.and_then(|key| key.name.as_deref());
    (!columns.is_empty()).then(|| PrimaryKey {
        name: name.map_or_else(unnamed::primary_key, DbName::new),
        columns: columns
            .iter()
            .map(|column| DbName::new(&*column.2))
            .collect(),
    })
}

/// The columns as the table declares them.
fn declared(columns: &[String], scope: Scope<'_>) -> Vec<DbName> {
    let declared = columns.iter().map(|name| {
        let found = scope.column(name).cloned();
        found.unwrap_or_else(|| DbName::new(name.as_str()))
    });
    declared.collect()
}

fn unique(key: &KeyText, scope: Scope<'_>) -> Unique {
    let columns = declared(&key.columns, scope);
    let name = key.name.as_deref();
    Unique {
        name: name.map_or_else(|| unnamed::unique(&columns), DbName::new),
        columns,
        in_table: true,
    }
}

fn checks(definition: &Definition<'_, '_>, scope: Scope<'_>) -> Vec<Check> {
    let checks = definition.checks.iter().map(|check| {
        let expression: Expression = expression::read(check.expression, scope);
        let name = check.name.as_deref();
        Check {
            name: name.map_or_else(|| unnamed::check(&expression), DbName::new),
            expression,
        }
    });
    let mut checks: Vec<Check> = checks.collect();
    checks.sort_by(|a, b| a.name.cmp(&b.name));
    checks
}

fn foreign_keys(
    definition: &Definition<'_, '_>,
    scope: Scope<'_>,
    names: &Names<'_>,
) -> Vec<ForeignKey> {
    let keys = definition.foreign_keys.iter();
    keys.map(|text| foreign_key(text, scope, names)).collect()
}

fn foreign_key(text: &ForeignKeyText, scope: Scope<'_>, names: &Names<'_>) -> ForeignKey {
    let parent = names.table(&text.parent).unwrap_or(&text.parent);
    let mut key = ForeignKey {
        name: DbName::new(""),
        columns: declared(&text.columns, scope),
        parent: DbName::new(parent).into(),
        parent_columns: names.parent_columns(parent, &text.parent_columns),
        is_to_key: text.parent_columns.is_empty(),
        on_delete: text.on_delete,
        on_update: text.on_update,
        deferrable: text.deferrable,
    };
    key.name = match &text.name {
        Some(name) => DbName::new(name.as_str()),
        None => unnamed::foreign_key(&key),
    };
    key
}

fn add_indexes(
    table: &mut Table,
    answer: &Grouped<'_>,
    scope: Scope<'_>,
    beyond: &mut Vec<String>,
) {
    let columns: Vec<&Column> = table.columns.values().collect();
    let mut found = Vec::new();
    for (row, sql) in answer.indexes.get(scope.table).into_iter().flatten() {
        let parts = answer.parts.get(&*row.0).map_or(&[][..], Vec::as_slice);
        match index::read(row, sql, parts, &columns, scope) {
            Some(index) => found.push(index),
            None => beyond.push(format!(
                "table {}: its index {}, which is not understood",
                scope.table, row.0
            )),
        }
    }
    for one in found {
        match one {
            Found::Unique(unique) => table.uniques.push(unique),
            Found::Index(index) => table.indexes.push(index),
        }
    }
}

/// The key that is another name of the rowid is never NULL, whether its definition says so or not:
/// <https://www.sqlite.org/lang_createtable.html#rowid>.
fn rowid_is_never_null(table: &mut Table) {
    if let [only] = table.key_columns() {
        let only = only.clone();
        if let Some(column) = table.columns.get_mut(&only)
            && column.sql_type == "INTEGER"
        {
            column.nullable = false;
        }
    }
}

/// SQLite lets two constraints have one name, or say the same without any; a catalog knows them apart by their names.
fn same_names(table: &mut Table, lines: &mut Vec<String>) {
    let mut twice = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for check in &mut table.checks {
        if !check.name.is_unnamed() && !seen.insert(check.name.clone()) {
            twice.push(check.name.clone());
            check.name = unnamed::check(&check.expression);
        }
    }
    seen.clear();
    for key in &mut table.foreign_keys {
        if !key.name.is_unnamed() && !seen.insert(key.name.clone()) {
            twice.push(key.name.clone());
            key.name = unnamed::foreign_key(key);
        }
    }
    seen.clear();
    for key in &mut table.uniques {
        if !key.name.is_unnamed() && !seen.insert(key.name.clone()) {
            twice.push(key.name.clone());
            key.name = unnamed::unique(&key.columns);
        }
    }
    lines.extend(
        twice
            .iter()
            .map(|name| format!("the name {name}, which a second constraint has as well")),
    );
    table.checks.sort_by(|a, b| a.name.cmp(&b.name));
    once(&mut table.checks, |check| &check.name, lines);
    once(&mut table.foreign_keys, |key| &key.name, lines);
    // SQLite makes one index of those that say the same.
    once(&mut table.uniques, |key| &key.name, &mut Vec::new());
}

/// Keeps the first of each name, and tells of the others.
fn once<T>(all: &mut Vec<T>, name: impl Fn(&T) -> &DbName, lines: &mut Vec<String>) {
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|one| {
        let name = name(one);
        let is_first = seen.insert(name.clone());
        if !is_first {
            lines.push(format!("{name}, once more"));
        }
        is_first
    });
}
