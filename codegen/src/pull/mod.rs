//! A database as a schema file: the way back from a catalog to the language.
//!
//! Every table is `as_found`, so that nothing has to be changed in the database. What the language has no word for goes by the
//! statement that makes it. What was guessed is marked `# review:`, and what would be better and is a change stands beside it in
//! such a comment. Nothing here decides whether the file is right: the caller makes a database of it and compares.

mod both;
mod check;
mod choice;
mod declared;
mod default;
mod names;
mod plain;
mod raw;
mod seen;
mod start;
mod statement;
mod table;
mod toml_text;
mod types;
mod unify;
mod view;
mod writer;

pub use both::{Both, plain_uniques, pull_both};
pub use plain::{Part, Plain, Settled};
pub use seen::{Look, ROWS, Seen, SeenColumn, SeenRows, VIEW_TYPES, looks, view_types};

use crate::catalog::model::Catalog;
use crate::diagnostic::{Diagnostics, SourceFile};
use crate::dialect::Dialect;
use crate::schema::model::Schema;
use choice::Choice;
use toml_text::{list, string};
use writer::Writer;

/// What a schema file is made of.
#[derive(Debug, Clone, Copy)]
pub struct Given<'g> {
    /// `[project] name`.
    pub project: &'g str,
    /// `[output] migrations`, where it is not the usual one.
    pub migrations: Option<&'g str>,
    /// What the database holds.
    pub catalog: &'g Catalog,
    /// What it holds and no catalog can say, a line each.
    pub beyond: &'g [String],
    /// What its rows say.
    pub seen: &'g Seen,
    /// Where it was found.
    pub origin: Origin,
    /// Whether another database's tables stand in the same file.
    pub beside: bool,
}

/// Where a catalog was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// In a live database.
    Database,
    /// In a migrations folder of drizzle-kit's.
    Drizzle,
}

/// A database, and what is decided of it.
struct Side<'s> {
    given: &'s Given<'s>,
    plain: &'s Plain,
    choice: Choice,
}

/// A schema file.
#[derive(Debug, Clone, PartialEq)]
pub struct Pulled {
    /// Its text.
    pub text: String,
    /// What it means.
    pub schema: Schema,
}

/// Makes a schema file. What the parser does not take is said more plainly, until it takes all.
///
/// # Errors
/// The mistakes of a file that cannot be put right that way: of a name that no file can have, say.
///
/// ```
/// use dualect_codegen::inspect::sqlite::read;
/// use dualect_codegen::pull::{Given, Origin, Plain, Seen, pull};
///
/// let answer = r#"{
///     "schema": [["table", "notes", "notes", "CREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT NOT NULL)"]],
///     "tables": [["notes", "table", 0, 0]],
///     "columns": [["notes", 0, "id", "INTEGER", 0, 1], ["notes", 1, "title", "TEXT", 1, 0]],
///     "indexes": [], "parts": [], "foreign_keys": []
/// }"#;
/// let found = read(answer)?;
/// let seen = Seen::default();
/// let given = Given { project: "notes", migrations: None, catalog: &found.catalog, beyond: &found.beyond, seen: &seen, origin: Origin::Database, beside: false };
/// let pulled = pull(&given, &mut Plain::default()).map_err(|wrong| wrong.lines())?;
/// assert!(pulled.text.contains("title = \"text\""));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn pull(given: &Given<'_>, plain: &mut Plain) -> Result<Pulled, Diagnostics> {
    leave_unspeakable(given, plain);
    loop {
        let written = write(given, plain);
        let source = SourceFile::new("schema.toml", written.text.clone());
        let wrong = match crate::schema::parse(&source) {
            Ok(schema) => {
                return Ok(Pulled {
                    text: written.text,
                    schema,
                });
            }
            Err(wrong) => wrong,
        };
        let parts = wrong.iter().filter_map(|diagnostic| {
            let place = diagnostic.span.map(|span| span.start)?;
            written.part_at(place).cloned()
        });
        if !plain.add_all(parts.collect(), given.catalog) {
            return Err(wrong);
        }
    }
}

/// Indexes for which the language has no words at all.
fn leave_unspeakable(given: &Given<'_>, plain: &mut Plain) {
    for found in given.catalog.tables.values() {
        for index in found
            .indexes
            .iter()
            .filter(|index| !table::is_speakable(index))
        {
            let part = Part::Index(found.name.clone(), index.name.clone());
            if !plain.has(&part) {
                plain.add(part, given.catalog);
            }
        }
    }
}

fn write(given: &Given<'_>, plain: &mut Plain) -> Writer {
    let choice = Choice::new(given, plain);
    let side = Side {
        given,
        plain,
        choice,
    };
    write_sides(&[side])
}

fn write_sides(sides: &[Side<'_>]) -> Writer {
    let mut out = Writer::default();
    if let Some(first) = sides.first() {
        head(&mut out, sides);
        enums(&mut out, &first.choice);
    }
    table::write(&mut out, sides);
    for side in sides {
        view::write(&mut out, side.given, side.plain, &side.choice);
    }
    for side in sides {
        raw::write(&mut out, side.given, side.plain, &side.choice);
    }
    out
}

fn head(out: &mut Writer, sides: &[Side<'_>]) {
    let Some(given) = sides.first().map(|side| side.given) else {
        return;
    };
    let dialect = given.catalog.dialect;
    let (engine, other) = match dialect {
        Dialect::Sqlite => ("SQLite", "Postgres"),
        Dialect::Postgres => ("Postgres", "SQLite"),
    };
    out.comment(&match (given.origin, sides.len()) {
        (Origin::Database, _) => format!("As db-pull found it in a database of {engine}."),
        (Origin::Drizzle, 1) => {
            format!("As db-import found it in drizzle's migrations for {engine}.")
        }
        (Origin::Drizzle, _) => {
            "As db-import found it in drizzle's migrations for SQLite and Postgres.".to_owned()
        }
    });
    out.comment(
        "What is marked `review:` was guessed, or is a proposal: look at it, then remove the mark.",
    );
    let beyond = || sides.iter().flat_map(|side| side.given.beyond);
    if beyond().next().is_some() {
        out.comment("");
        out.comment("The database holds more, of which nothing can be said here and nothing is in the migrations:");
        for line in beyond() {
            out.comment(&format!("  {line}"));
        }
    }
    out.blank();
    out.line(None, "[project]");
    out.line(None, &format!("name     = {}", string(given.project)));
    if sides.len() == 1 {
        out.comment(&format!(
            "for {other} as well: dialects = [\"sqlite\", \"postgres\"]; then db-generate says what has no words for it yet"
        ));
        out.line(None, &format!("dialects = [\"{dialect}\"]"));
    } else {
        out.line(None, "dialects = [\"sqlite\", \"postgres\"]");
    }
    if let Some(migrations) = given.migrations {
        out.blank();
        out.line(None, "[output]");
        out.line(None, &format!("migrations = {}", string(migrations)));
    }
    let mut catalogs = sides.iter().map(|side| side.given.catalog);
    let Some(catalog) = catalogs.find(|one| one.dialect == Dialect::Postgres) else {
        return;
    };
    if !catalog.schemas.is_empty() || !catalog.extensions.is_empty() {
        out.blank();
        out.line(None, "[postgres]");
        for (key, names) in [
            ("schemas", &catalog.schemas),
            ("extensions", &catalog.extensions),
        ] {
            if !names.is_empty() {
                let names = names.iter().map(crate::name::DbName::as_str);
                out.line(None, &format!("{key:10} = {}", list(names)));
            }
        }
    }
}

fn enums(out: &mut Writer, choice: &Choice) {
    if choice.enums.is_empty() {
        return;
    }
    out.blank();
    out.line(None, "[enums]");
    for (key, one) in &choice.enums {
        let values = list(&one.values);
        let value = match &one.native {
            None => values,
            Some(native) => {
                let mut own = vec![("native", "true".to_owned())];
                if let Some(schema) = &native.schema {
                    own.push(("schema", string(schema.as_str())));
                }
                let mut parts = vec![("values", values)];
                if native.name.as_str() != key {
                    parts.push(("db_name", string(native.name.as_str())));
                }
                parts.push(("postgres", toml_text::inline(&own)));
                toml_text::inline(&parts)
            }
        };
        out.line(Some(one.part.clone()), &format!("{key} = {value}"));
    }
}
