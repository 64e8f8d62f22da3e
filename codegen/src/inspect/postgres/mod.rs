//! A Postgres database as it stands, from the server's own catalog.
//!
//! One query, however many tables there are: <https://www.postgresql.org/docs/current/catalogs.html>. Expressions stand as the
//! server writes them, which is not as they were written: two databases are compared with each other, not with a text.

mod connective;
mod constraint;
mod index;
mod known;
mod object;
mod packed;
mod rows;
mod serial;
mod table;
mod text;
mod types;

use std::collections::BTreeMap;

use self::known::Known;
pub use self::serial::level;
pub(crate) use self::table::{neutral, object_name};
use super::{Inspected, Problem};
use crate::catalog::model::{
    Catalog, Enum, Piece, QualifiedName, Reference, Relation, Subject, View,
};
use crate::catalog::quote;
use crate::dialect::Dialect;
use crate::name::DbName;

/// Answers with one text: the database as JSON, for [`read`]. For Postgres 12 and later.
pub const QUERY: &str = include_str!("query.sql");

/// What the query's answer says.
///
/// # Errors
/// It is no answer of that query.
pub fn read(answer: &str) -> Result<Inspected, Problem> {
    let answer: rows::Answer =
        serde_json::from_str(answer).map_err(|error| Problem::new(error.to_string()))?;
    let mut reader = Reader {
        catalog: Catalog::empty(Dialect::Postgres),
        beyond: answer.beyond.unwrap_or_default(),
        tables: BTreeMap::new(),
        relations: BTreeMap::new(),
        numbers: BTreeMap::new(),
        known: BTreeMap::new(),
    };
    reader.schemas(answer.schemas.unwrap_or_default(), answer.public);
    reader.extensions(answer.extensions.unwrap_or_default());
    reader.enums(answer.enums.unwrap_or_default());
    reader.domains(answer.domains.unwrap_or_default());
    reader.composites(answer.composites.unwrap_or_default());
    reader.functions(answer.functions.unwrap_or_default());
    reader.tables(answer.tables.unwrap_or_default());
    let serials = reader.columns(answer.columns.unwrap_or_default());
    reader.sequences(answer.sequences.unwrap_or_default(), &serials);
    reader.constraints(answer.constraints.unwrap_or_default());
    reader.views(answer.views.unwrap_or_default());
    reader.indexes(answer.indexes.unwrap_or_default());
    reader.triggers(answer.triggers.unwrap_or_default());
    reader.policies(answer.policies.unwrap_or_default());
    reader.written(answer.written.unwrap_or_default());
    reader.comments(answer.comments.unwrap_or_default());
    reader.access(answer.access.unwrap_or_default());
    reader.default_access(answer.defaults.unwrap_or_default());
    reader.depends(answer.depends.unwrap_or_default());
    reader.catalog.settings.sort_keys();
    let mut found = Inspected {
        catalog: reader.catalog,
        beyond: reader.beyond,
        left_out: Vec::new(),
    };
    super::ledger::leave_out(&mut found);
    Ok(found)
}

/// What has been read so far.
struct Reader {
    catalog: Catalog,
    beyond: Vec<String>,
    /// The names of the tables in the catalog, by the server's numbers.
    tables: BTreeMap<i64, QualifiedName>,
    /// Those of tables and views.
    relations: BTreeMap<i64, Relation>,
    /// The columns of the tables, by the server's numbers of both.
    numbers: BTreeMap<(i64, i64), DbName>,
    /// All that has been read, by the server's own tables and numbers.
    known: BTreeMap<(String, i64), Known>,
}

fn named(schema: Option<String>, name: impl Into<String>) -> QualifiedName {
    QualifiedName::new(schema.map(DbName::new), DbName::new(name))
}

fn names(names: Option<Vec<String>>) -> Vec<DbName> {
    names
        .unwrap_or_default()
        .into_iter()
        .map(DbName::new)
        .collect()
}

impl Reader {
    /// The names of a table's columns.
    fn numbered(&self, table: i64, numbers: &[i64]) -> Vec<DbName> {
        let name = |number: &i64| self.numbers.get(&(table, *number)).cloned();
        numbers.iter().filter_map(name).collect()
    }

    fn schemas(&mut self, schemas: Vec<rows::Schema>, public: Option<i64>) {
        let own = schemas
            .into_iter()
            .map(|schema| (schema.id, schema.name, true));
        let public = public.map(|id| (id, "public".to_owned(), false));
        for (id, name, is_made) in own.chain(public) {
            let name = DbName::new(name);
            let known = Known {
                subject: Subject::Schema(name.clone()),
                reference: None,
                word: "SCHEMA",
                called: vec![Piece::Whole],
            };
            self.know("pg_namespace", id, known);
            if is_made {
                self.catalog.schemas.insert(name);
            }
        }
    }

    fn extensions(&mut self, extensions: Vec<rows::Extension>) {
        for extension in extensions {
            let name = DbName::new(extension.name);
            self.catalog.extensions.insert(name.clone());
            if let Some(schema) = extension.schema {
                let place = DbName::new(schema.as_str());
                self.catalog.extension_schemas.insert(name.clone(), place);
                let schema = quote::ident_text(&schema).into_owned();
                let alter = || [Piece::from("ALTER EXTENSION "), Piece::Whole];
                let set = alter()
                    .into_iter()
                    .chain([format!(" SET SCHEMA {schema}").into()]);
                let unset = alter().into_iter().chain([" SET SCHEMA public".into()]);
                self.say_in_words(&Subject::Extension(name), "schema", set, unset);
            }
        }
    }

    fn enums(&mut self, enums: Vec<rows::Enum>) {
        for found in enums {
            let name = named(found.schema, found.name);
            let known = Known {
                subject: Subject::Enum(name.clone()),
                reference: Some(Reference::Enum(name.clone())),
                word: "TYPE",
                called: vec![Piece::Whole],
            };
            self.know("pg_type", found.id, known);
            let values = found.values.unwrap_or_default();
            let declared = Enum {
                name: name.clone(),
                values,
            };
            self.catalog.enums.insert(name, declared);
        }
    }

    fn views(&mut self, views: Vec<rows::View>) {
        for view in views {
            let name = named(view.schema.clone(), view.name.as_str());
            self.relations.insert(view.id, Relation::View(name.clone()));
            if view.stored {
                self.stored_view(view, &name);
                continue;
            }
            let subject = Subject::View(name.clone());
            let known = Known {
                subject: subject.clone(),
                reference: Some(Reference::View(name.clone())),
                word: "VIEW",
                called: vec![Piece::Whole],
            };
            self.know("pg_class", view.id, known);
            let alter = ["ALTER VIEW ".into(), Piece::Whole];
            self.options(&subject, &alter, view.options);
            let view = View {
                name: name.clone(),
                columns: names(view.columns),
                sql: view.sql.trim().trim_end_matches(';').to_owned(),
                // Which is told with all that stands on something.
                reads: Vec::new(),
                after: Vec::new(),
                opaque: false,
                comment: view.comment,
            };
            self.catalog.views.insert(name, view);
        }
    }
}
