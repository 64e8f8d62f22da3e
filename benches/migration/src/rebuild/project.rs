//! The schema before and after, and the migrations between them, as the generator writes them.

use std::collections::BTreeMap;

use dualect::{Migration, Migrations};
use dualect_codegen::diagnostic::SourceFile;
use dualect_codegen::dialect::Dialect;
use dualect_codegen::generate::{Inputs, generate};
use dualect_codegen::migration::Folder;

/// The type of the table's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    /// An index of its own, in the order of time.
    Uuid,
    /// The rowid.
    Bigint,
}

impl Key {
    pub(crate) fn named(name: &str) -> Self {
        match name {
            "uuid" => Self::Uuid,
            "bigint" => Self::Bigint,
            other => panic!("{other} is neither uuid nor bigint"),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Uuid => "uuid",
            Self::Bigint => "bigint",
        }
    }
}

/// Two migrations: the tables, and a check that is another one, which an SQLite of before 3.53 can only have by a rebuild.
pub(crate) struct Project {
    folders: Vec<Folder>,
}

impl Project {
    pub(crate) fn new(key: Key) -> Self {
        let mut folders = Vec::new();
        for (check, now) in [
            ("amount >= 0", 1_767_225_600),
            ("amount >= 0 and amount <= 1000000", 1_767_312_000),
        ] {
            let source = SourceFile::new("schema.toml", schema(key, check));
            let inputs = Inputs {
                schema: &source,
                includes: &[],
                history: &folders,
                now,
                accept: &[],
                accepted: &[],
                name: None,
                online: false,
                counted: &BTreeMap::new(),
                templates: &[],
            };
            let generated = generate(&inputs).unwrap_or_else(|mistakes| panic!("{mistakes}"));
            let tag = generated.migration.expect("there is something to do").tag;
            let text = |name: &str| {
                let path = format!("drizzle/sqlite/{tag}/{name}");
                generated.output.files[&path].text.clone()
            };
            folders.push(Folder {
                dialect: Dialect::Sqlite,
                migration: text("migration.sql"),
                down: text("down.sql"),
                snapshot: text("snapshot.json"),
                tag,
            });
        }
        Self { folders }
    }

    /// The first migration.
    pub(crate) fn before(&self) -> Migrations<'static> {
        of(&self.folders[..1])
    }

    /// Both.
    pub(crate) fn both(&self) -> Migrations<'static> {
        of(&self.folders)
    }

    /// The second one's statements.
    pub(crate) fn rebuild(&self) -> &str {
        &self.folders[1].migration
    }
}

/// As generated code has them: there as long as the program is.
fn of(folders: &[Folder]) -> Migrations<'static> {
    let text = |text: &String| -> &'static str { text.clone().leak() };
    let list = folders.iter().map(|folder| Migration {
        tag: text(&folder.tag),
        up: text(&folder.migration),
        down: text(&folder.down),
    });
    Migrations {
        schema_hash: "",
        sqlite: list.collect::<Vec<_>>().leak(),
        postgres: &[],
    }
}

fn schema(key: Key, check: &str) -> String {
    let key = key.name();
    format!(
        r#"[project]
name = "rebuild"
dialects = ["sqlite"]

[sqlite]
min_version = "3.45"

[tables.events.columns]
id         = {{ type = "{key}", primary_key = true }}
kind       = "text"
note       = "text?"
amount     = "int"
total      = "bigint"
created_at = "timestamp"

[tables.events.checks]
in_range = "{check}"

[tables.events.indexes]
events_by_amount = ["amount", "created_at desc"]

[tables.event_tags.columns]
id       = {{ type = "bigint", primary_key = true }}
event_id = {{ references = "events.id", on_delete = "cascade" }}
tag      = "text"
"#
    )
}
