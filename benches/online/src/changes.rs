//! What is changed, written by the product's own generator.

use dualect_codegen::catalog::lower::lower;
use dualect_codegen::catalog::model::Catalog;
use dualect_codegen::ddl;
use dualect_codegen::diagnostic::SourceFile;
use dualect_codegen::dialect::{Dialect, SqliteVersion};
use dualect_codegen::diff::Renames;
use dualect_codegen::migration::{Transition, files};
use dualect_codegen::plan::Terms;

const COLUMNS: [(&str, &str); 4] =
    [("account_id", "\"bigint\""), ("title", "\"text?\""), ("state", "\"int\""), ("amount", "\"bigint\"")];

/// One change of the large table.
pub struct Change {
    pub name: &'static str,
    columns: &'static [(&'static str, &'static str)],
    rest: &'static str,
}

/// By which route.
#[derive(Clone, Copy)]
pub enum Route {
    Simple,
    Online,
}

impl Route {
    pub fn name(self) -> &'static str {
        match self {
            Self::Simple => "simple",
            Self::Online => "online",
        }
    }
}

const CHECK: &str = "[tables.tickets.checks]\npositive = \"amount >= 0\"\n";
const UNIQUE: &str = "[tables.tickets.uniques]\none = [\"account_id\", \"title\", \"id\"]\n";
const INDEXES: &str = "[tables.tickets.indexes]\nby_amount = [\"amount\", \"id\"]\nby_state = [\"state desc\", \"amount\"]\n";
const OLD_INDEX: &str = "[tables.tickets.indexes]\nby_state = [\"state\", \"id\"]\n";

/// Each by itself, and all at once.
pub fn all() -> Vec<Change> {
    const REFERENCE: (&str, &str) = ("account_id", "{ references = \"accounts.id\" }");
    const TITLE: (&str, &str) = ("title", "\"text\"");
    const NEW: (&str, &str) = ("stars", "{ type = \"int\", default = 0 }");
    let change = |name, columns, rest| Change { name, columns, rest };
    vec![
        change("NOT NULL", &[TITLE], OLD_INDEX),
        change("check", &[], leaked(&[OLD_INDEX, CHECK])),
        change("foreign key", &[REFERENCE], OLD_INDEX),
        change("unique", &[], leaked(&[OLD_INDEX, UNIQUE])),
        change("index, and one that changes", &[], INDEXES),
        change("column with a default", &[NEW], OLD_INDEX),
        change("all of them", &[REFERENCE, TITLE, NEW], leaked(&[INDEXES, CHECK, UNIQUE])),
    ]
}

fn leaked(parts: &[&str]) -> &'static str {
    String::leak(parts.concat())
}

fn catalog(columns: &[(&str, &str)], rest: &str) -> Catalog {
    let mut text = String::from(
        "[project]\nname = \"bench\"\n[tables.accounts.columns]\nid = { type = \"bigint\", primary_key = true }\n\
         [tables.tickets.columns]\nid = { type = \"bigint\", primary_key = true }\n",
    );
    let changed = |name: &str| columns.iter().find(|(other, _)| *other == name);
    let new = columns.iter().filter(|(name, _)| COLUMNS.iter().all(|(other, _)| other != name));
    for (name, ty) in COLUMNS.iter().map(|column| changed(column.0).unwrap_or(column)).chain(new) {
        text.push_str(&format!("{name} = {ty}\n"));
    }
    text.push_str(rest);
    let source = SourceFile::new("schema.toml", text);
    let schema = dualect_codegen::schema::parse(&source);
    lower(&schema.unwrap_or_else(|problems| panic!("{problems}")), Dialect::Postgres)
}

fn before() -> Catalog {
    catalog(&[], OLD_INDEX)
}

/// The tables as they are before any change.
pub fn first() -> String {
    ddl::script(&before())
}

/// So many tickets, of a tenth as many accounts.
pub fn fill(rows: u32) -> String {
    let accounts = rows / 10;
    format!(
        "INSERT INTO accounts SELECT n FROM generate_series(0, {accounts}) AS n;
         INSERT INTO tickets (id, account_id, title, state, amount)
         SELECT n, n % {accounts}, 'ticket number ' || n, n % 7, n FROM generate_series(1, {rows}) AS n;"
    )
}

impl Change {
    /// `migration.sql` and `down.sql`.
    pub fn files(&self, route: Route) -> (String, String) {
        let transition = Transition::new(before(), catalog(self.columns, self.rest), &Renames::default());
        let mut terms = Terms::simple(SqliteVersion::BUNDLED);
        terms.routes.online = matches!(route, Route::Online);
        let (up, down) = transition.plans(&terms);
        let files = files(&up, &down);
        (files.up, files.down)
    }
}
