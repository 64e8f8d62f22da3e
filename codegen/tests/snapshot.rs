//! Snapshots: what is written is read back whole, and files of earlier versions mean what they meant.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use dualect_codegen::catalog::lower::lower;
use dualect_codegen::catalog::model::{
    Catalog, Enum, Expression, Index, IndexKey, IndexPart, Kind, Nulls, Object, QualifiedName,
    Reference, Relation, Spelling, View,
};
use dualect_codegen::diagnostic::SourceFile;
use dualect_codegen::dialect::Dialect;
use dualect_codegen::diff::{Renames, diff};
use dualect_codegen::migration::HazardNote;
use dualect_codegen::name::{DbName, ObjectName};
use dualect_codegen::plan::HazardClass;
use dualect_codegen::schema::model::Deferrable;
use dualect_codegen::snapshot::{Snapshot, read, write};

fn catalog(text: &str, dialect: Dialect) -> Catalog {
    let text = format!("[project]\nname = \"snapshot\"\n{text}");
    let schema = dualect_codegen::schema::parse(&SourceFile::new("schema.toml", text));
    lower(
        &schema.unwrap_or_else(|problems| panic!("{}", problems.render(false))),
        dialect,
    )
}

const TABLES: &str = r#"
[tables.people.columns]
id = { type = "bigint", primary_key = true }
name = { type = "text?", unique = true }
boss_id = { references = "people.id", nullable = true }
[tables.people.indexes]
by_name = ["name desc"]
"#;

fn name(text: &str) -> DbName {
    DbName::new(text)
}

fn qualified(schema: &str, text: &str) -> QualifiedName {
    QualifiedName::new(Some(name(schema)), name(text))
}

/// A catalog in which everything stands that one can hold.
fn everything() -> Catalog {
    let mut catalog = catalog(TABLES, Dialect::Postgres);
    catalog.schemas.insert(name("a b"));
    catalog.extensions.insert(name("pgcrypto"));
    let kind = qualified("a b", "kind");
    let values = vec!["x".to_owned(), "it's \"y\"".to_owned()];
    catalog.enums.insert(
        kind.clone(),
        Enum {
            name: kind.clone(),
            values,
        },
    );
    let mut table = (*catalog.tables[0]).clone();
    table.name = qualified("a b", "people");
    let read = Expression {
        sql: "id > 0".into(),
        columns: Some(vec![name("id")]),
    };
    let unread = Expression {
        columns: None,
        ..read.clone()
    };
    table.columns[1].generated = Some(unread.clone());
    table.columns[2].generated = Some(read.clone());
    table.checks[0].expression = unread.clone();
    table.foreign_keys[0].parent = table.name.clone();
    table.foreign_keys[0].deferrable = Deferrable::Deferred;
    let key = |key| IndexPart {
        key,
        descending: true,
        nulls: Some(Nulls::Last),
    };
    table.indexes.push(Index {
        name: name("i"),
        unique: true,
        method: Some("gin".into()),
        parts: vec![
            key(IndexKey::Expression(read.clone())),
            key(IndexKey::Expression(unread)),
            key(IndexKey::Column(name("id"))),
        ],
        include: vec![name("name")],
        predicate: Some(read),
        spelling: Spelling::default(),
    });
    let people = table.name.clone();
    catalog.tables.insert(people.clone(), Arc::new(table));
    let view = QualifiedName::from(name("v"));
    for view in [&view, &qualified("a b", "v")] {
        let found = View {
            name: view.clone(),
            columns: vec![name("id")],
            sql: "SELECT 1".into(),
            reads: vec![
                Relation::Table(people.clone()),
                Relation::View(view.clone()),
            ],
            opaque: false,
            after: Vec::new(),
            comment: Some("A view.".into()),
        };
        catalog.views.insert(view.clone(), found);
    }
    let object = Object {
        name: ObjectName::new("o"),
        on: Some(people.clone()),
        create: vec!["CREATE 1".into(), "CREATE 2".into()],
        drop: vec!["DROP 1".into()],
        after: vec![
            Reference::Table(people),
            Reference::View(view),
            Reference::Enum(kind),
            Reference::Object(ObjectName::new("other")),
        ],
        opaque: true,
        kind: Kind::Plain,
    };
    catalog.objects.insert(object.name.clone(), object);
    catalog
}

#[test]
fn a_snapshot_of_everything_reads_back_as_it_was_written() {
    let snapshot = Snapshot {
        statements: Some("ab12".into()),
        hazards: vec![HazardNote {
            code: "needs-value".into(),
            class: HazardClass::DataDependent,
            object: "notes.title".into(),
            message: "fails if a row of notes has no title".into(),
            queries: vec!["SELECT id FROM notes WHERE title IS NULL".into()],
        }],
        renamed: ["column notes.title was headline".to_owned()].into(),
        parents: vec!["20260101000000_init".into()],
        replaces: vec!["20260101000000_first 12 34".into()],
        catalog: everything(),
    };
    let text = write(&snapshot);
    let found = read(&text).unwrap();
    // By what is printed: equality leaves out what follows from other things.
    assert_eq!(format!("{found:#?}"), format!("{snapshot:#?}"));
    assert_eq!(write(&found), text);
}

#[test]
fn the_first_files_of_the_format_mean_what_they_meant() {
    let old = r#"{"format": "dualect/1", "dialect": "sqlite", "parents": [], "objects": [
{"kind":"table","name":"people"},
{"kind":"column","table":"people","name":"id","type":"INTEGER","neutral":"0"},
{"kind":"column","table":"people","name":"name","type":"TEXT","nullable":true,"neutral":"''"},
{"kind":"column","table":"people","name":"boss_id","type":"INTEGER","nullable":true,"neutral":"0"},
{"kind":"primary_key","table":"people","name":"people_pkey","columns":["id"]},
{"kind":"unique","table":"people","name":"people_name_key","columns":["name"]},
{"kind":"check","table":"people","name":"people_name_check","expression":"instr(name, char(0)) = 0 AND length(CAST(name AS BLOB)) <= 2600","column":"name"},
{"kind":"foreign_key","table":"people","name":"people_boss_id_fkey","columns":["boss_id"],"parent":"people","parent_columns":["id"]},
{"kind":"index","table":"people","name":"by_name","columns":[{"column":"name","descending":true}]}
]}"#;
    let found = read(old).unwrap().catalog;
    let mut target = catalog(TABLES, Dialect::Sqlite);
    assert_eq!(diff(&found, &target, &Renames::default()).changes, []);
    // They do not say what a column's values mean.
    for table in target.tables.values_mut() {
        for column in Arc::make_mut(table).columns.values_mut() {
            column.meaning = None;
        }
    }
    assert_eq!(format!("{found:#?}"), format!("{target:#?}"));
}

fn snapshots(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            snapshots(&path, found);
        } else if path.ends_with("snapshot.json") {
            found.push(path);
        }
    }
}

#[test]
fn every_snapshot_of_this_repository_is_read_and_written_without_a_difference() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut paths = Vec::new();
    for folder in ["drizzle", "tests/schemas"] {
        snapshots(&root.join(folder), &mut paths);
    }
    assert!(paths.len() >= 6, "{paths:?}");
    for path in paths {
        let first = read(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let again = read(&write(&first)).unwrap();
        assert_eq!(
            format!("{again:#?}"),
            format!("{first:#?}"),
            "{}",
            path.display()
        );
    }
}

#[test]
fn a_snapshot_that_cannot_be_meant_is_refused() {
    let with = |line: &str| {
        read(&format!(
            "{{\"format\":\"dualect/1\",\"dialect\":\"sqlite\",\"parents\":[],\"objects\":[{{\"kind\":\"table\",\"name\":\"t\"}},{line}]}}"
        ))
        .unwrap_err()
        .to_string()
    };
    let found = with(r#"{"kind":"index","table":"t","name":"i","columns":[{"descending":true}]}"#);
    assert!(
        found.contains("not one of a column and an expression"),
        "{found}"
    );
    let found = with(r#"{"kind":"view","name":"v","columns":[],"sql":"","reads":[{"enum":"x"}]}"#);
    assert!(found.contains("neither a table nor a view"), "{found}");
    let found =
        with(r#"{"kind":"column","table":["s","t"],"name":"c","type":"TEXT","neutral":"''"}"#);
    assert!(
        found.contains("a table s.t that it does not hold"),
        "{found}"
    );
    let found = with(r#"{"kind":"procedure","name":"p"}"#);
    assert!(found.contains("procedure"), "{found}");
}
