//! `[tables]`: what each table says, before names are resolved.

use indexmap::IndexMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::checks::{self, RawCheck};
use super::columns::{self, RawColumn};
use super::enums::Enums;
use super::foreign_keys::{self, RawForeignKey};
use super::indexes::{self, RawIndex};
use super::names::{self, Named};
use super::reader::{self, Field, Reader, entries};
use super::regime::{self, RawRegime};
use super::renamed;
use super::report::{At, Report};
use super::schemas::Schemas;
use super::table_options::{self, RawOptions};
use super::text::{did_you_mean, nearest, quoted};
use super::uniques::{self, RawUnique};
use crate::diagnostic::Code;
use crate::name::DbName;
use crate::schema::language::{self, TABLE, TABLE_SQLITE};

/// Keys of which the generated module would have no file of its own, and why.
const TAKEN: [(&str, &str); 8] = [
    ("enums", "the generated enums are in that module"),
    ("migrations", "the generated migrations are in that module"),
    ("lib", "the generated crate's root is that file"),
    ("mod", "the generated module's root is that file"),
    ("main", "Cargo would make a program of that file"),
    ("crate", "Rust has no module of that name"),
    ("self", "Rust has no module of that name"),
    ("super", "Rust has no module of that name"),
];

/// A table whose parts are read and not yet resolved.
pub(super) struct RawTable<'a, 'i> {
    pub(super) key: At<&'a str>,
    pub(super) db_name: At<DbName>,
    pub(super) schema: Option<DbName>,
    pub(super) sqlite: RawOptions,
    /// Whether Postgres' is as it was found.
    pub(super) postgres_as_found: Option<bool>,
    pub(super) primary_key_name: Option<At<DbName>>,
    pub(super) renamed_from: Option<At<DbName>>,
    pub(super) rust_name: Option<At<String>>,
    pub(super) doc: Option<String>,
    pub(super) tenant: Option<At<&'a str>>,
    pub(super) primary_key: Field<Vec<At<&'a str>>>,
    /// Whether the primary key seems to be under a misspelt key.
    pub(super) primary_key_misspelt: bool,
    pub(super) deserialize: bool,
    pub(super) expected_rows: Option<u64>,
    pub(super) columns: IndexMap<&'a str, RawColumn<'a, 'i>>,
    /// Whether all columns could be read.
    pub(super) whole: bool,
    pub(super) indexes: Vec<RawIndex<'a>>,
    pub(super) uniques: Vec<RawUnique<'a>>,
    pub(super) checks: Vec<RawCheck<'a>>,
    pub(super) foreign_keys: Vec<RawForeignKey<'a>>,
    pub(super) regime: RawRegime<'a>,
}

pub(super) type RawTables<'a, 'i> = IndexMap<&'a str, RawTable<'a, 'i>>;

pub(super) fn read<'a, 'i>(
    report: &mut Report<'_>,
    root: &Reader<'a, 'i>,
    enums: &Enums,
    schemas: &Schemas,
) -> RawTables<'a, 'i> {
    let field = root.table(report, "tables");
    let nothing = match &field {
        Field::Absent => true,
        Field::Bad => false,
        Field::Given(table) => table.value.is_empty(),
    };
    if nothing && !root.is_misspelt("tables") && !report.has_lost() {
        let span = root.key_span("tables").unwrap_or(root.span());
        let diagnostic = report
            .error(Code::Empty, span, "there are no tables")
            .help("write `[tables.agents.columns]`, and a column a line below it");
        report.push(diagnostic);
    }
    let Some(tables) = field.value() else {
        return RawTables::new();
    };
    let found = report.each(entries(tables), |report, (key, value)| {
        (key.value, read_table(report, key, value, enums, schemas))
    });
    let tables: RawTables<'a, 'i> = found.into_iter().collect();
    let renamed = tables
        .values()
        .filter_map(|table| Some((table.key.value, table.renamed_from.as_ref()?)));
    renamed::refuse_two_of_one(report, "table", renamed);
    tables
}

fn read_table<'a, 'i>(
    report: &mut Report<'_>,
    key: At<&'a str>,
    value: &'a Spanned<DeValue<'i>>,
    enums: &Enums,
    schemas: &Schemas,
) -> RawTable<'a, 'i> {
    names::check_key(report, key, "table", Some("db_name"));
    refuse_taken(report, key, "table");
    let place = format!("table {}", quoted(key.value));
    let what = quoted(&format!("tables.{}", key.value));
    let Some(table) = reader::table(report, value, &what) else {
        return RawTable::unreadable(key);
    };
    let reader = Reader::with_help(
        report,
        table,
        key.span,
        place.as_str(),
        TABLE,
        |unknown, value| key_help(key.value, unknown, value),
    );
    let columns = read_columns(report, &reader, key, enums);
    let db_name = names::db_name(report, Some(&reader), key, Named::Object);
    let (schema, postgres_as_found) = schemas.of_table(report, &reader, &place);
    let primary_key_name = reader.string(report, "primary_key_constraint").given();
    let primary_key_name = primary_key_name.map(|name| {
        names::check_db_name(report, name, Named::Object, false);
        At::new(DbName::new(name.value), name.span)
    });
    let is_in_schema = schema.is_some();
    RawTable {
        key,
        renamed_from: renamed::read(report, &reader, &db_name.value, is_in_schema, &place),
        db_name,
        schema,
        postgres_as_found: Some(postgres_as_found),
        primary_key_name,
        sqlite: table_options::read(report, &reader, &place),
        rust_name: names::rust_name(report, &reader),
        doc: names::doc(report, &reader),
        tenant: reader.string(report, "tenant").given(),
        primary_key: reader.strings(report, "primary_key"),
        primary_key_misspelt: reader.is_misspelt("primary_key"),
        deserialize: reader.bool(report, "deserialize").value().unwrap_or(false),
        expected_rows: reader.count(report, "expected_rows").value(),
        whole: columns.is_some(),
        columns: columns.unwrap_or_default(),
        indexes: indexes::read(report, &reader, key.value),
        uniques: uniques::read(report, &reader, key.value),
        checks: checks::read(report, &reader, key.value),
        foreign_keys: foreign_keys::read(report, &reader, key.value),
        regime: regime::read(report, &reader, &place),
    }
}

/// Reports a key of which the generated module would have no file of its own.
pub(super) fn refuse_taken(report: &mut Report<'_>, key: At<&str>, what: &str) {
    if let Some((_, why)) = TAKEN.iter().find(|(taken, _)| *taken == key.value) {
        let diagnostic = report
            .error(
                Code::ReservedName,
                key.span,
                format!("no {what}'s key can be {}", quoted(key.value)),
            )
            .label(*why)
            .help(format!(
                "choose another key; `db_name = {:?}` keeps the name in the databases",
                key.value
            ));
        report.push(diagnostic);
    }
}

impl<'a> RawTable<'a, '_> {
    /// What is no table is an empty one of which nothing more is said, so that references to it find it.
    fn unreadable(key: At<&'a str>) -> Self {
        Self {
            key,
            db_name: At::new(DbName::new(key.value), key.span),
            schema: None,
            sqlite: RawOptions::default(),
            postgres_as_found: None,
            primary_key_name: None,
            renamed_from: None,
            rust_name: None,
            doc: None,
            tenant: None,
            primary_key: Field::Bad,
            primary_key_misspelt: false,
            deserialize: false,
            expected_rows: None,
            columns: IndexMap::new(),
            whole: false,
            indexes: Vec::new(),
            uniques: Vec::new(),
            checks: Vec::new(),
            foreign_keys: Vec::new(),
            regime: RawRegime::default(),
        }
    }

    /// The column of that name; reports that there is none.
    pub(super) fn find_column(&self, report: &mut Report<'_>, name: At<&str>) -> Option<usize> {
        if let Some(index) = self.columns.get_index_of(name.value) {
            return Some(index);
        }
        if self.whole && !report.has_lost_word(name.value) {
            let message = format!(
                "table {} has no column {}",
                quoted(self.key.value),
                quoted(name.value)
            );
            let diagnostic = report
                .error(Code::UnknownColumn, name.span, message)
                .maybe_help(self.column_help(name.value));
            report.push(diagnostic);
        }
        None
    }

    /// The nearest column, or the key of the one that has this name in the databases.
    pub(super) fn column_help(&self, name: &str) -> Option<String> {
        let renamed = self
            .columns
            .values()
            .find(|column| column.db_name.value.as_str() == name);
        match renamed {
            Some(column) => Some(format!(
                "columns are named by their keys: write {}",
                quoted(column.key.value)
            )),
            None => did_you_mean(name, self.columns.keys().copied()),
        }
    }
}

fn read_columns<'a, 'i>(
    report: &mut Report<'_>,
    reader: &Reader<'a, 'i>,
    key: At<&str>,
    enums: &Enums,
) -> Option<IndexMap<&'a str, RawColumn<'a, 'i>>> {
    let field = reader.table(report, "columns");
    let nothing = match &field {
        Field::Absent => true,
        Field::Bad => false,
        Field::Given(columns) => columns.value.is_empty(),
    };
    if nothing {
        // Columns written one level too high have been reported as such.
        let misplaced = reader
            .unknown()
            .any(|(_, value)| is_like_a_column(value.get_ref()));
        if !misplaced && !reader.is_misspelt("columns") && !report.has_lost() {
            let span = reader.key_span("columns").unwrap_or(key.span);
            let message = format!("table {} has no columns", quoted(key.value));
            let diagnostic = report.error(Code::Empty, span, message).help(format!(
                "write `[tables.{}.columns]`, and a column a line below it",
                key.value
            ));
            report.push(diagnostic);
        }
        return None;
    }
    let columns: &DeTable<'i> = field.value()?;
    let columns: IndexMap<&str, RawColumn<'_, '_>> = entries(columns)
        .into_iter()
        .map(|(name, value)| {
            let column = columns::read(report, key.value, name, value, enums);
            (name.value, column)
        })
        .collect();
    let renamed = columns
        .values()
        .filter_map(|column| Some((column.key.value, column.renamed_from.as_ref()?)));
    renamed::refuse_two_of_one(report, "column", renamed);
    Some(columns)
}

fn is_like_a_column(value: &DeValue<'_>) -> bool {
    match value {
        DeValue::Table(table) => table.contains_key("type") || table.contains_key("references"),
        DeValue::String(_) => true,
        DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_) => false,
    }
}

/// Columns written one level too high are the likeliest slip.
fn key_help(table: &str, unknown: &str, value: &DeValue<'_>) -> Option<String> {
    if language::names(TABLE_SQLITE).any(|name| name == unknown) {
        return Some(format!(
            "it is SQLite's: write `sqlite = {{ {unknown} = .. }}`"
        ));
    }
    let near = nearest(unknown, language::names(TABLE));
    (near.is_none() && is_like_a_column(value))
        .then(|| format!("if it is a column, write it under `[tables.{table}.columns]`"))
}
