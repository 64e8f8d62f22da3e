//! Right schemas, and what they mean.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

use dualect_codegen::diagnostic::SourceFile;
use dualect_codegen::dialect::{Dialect, SqliteVersion};
use dualect_codegen::name::{ColumnName, DbName, EnumName, TableName};
use dualect_codegen::schema;
use dualect_codegen::schema::model::{
    Action, Column, Default, Deferrable, ForeignKey, Generator, Index, IndexKey, IndexPart, Layout,
    Literal, OnUpdate, PostgresUnique, Scalar, Schema, SqliteStorage, SqliteUnique, Table, Type,
    Unique,
};

const DESIGN: &str = r#"#:schema ./schema.schema.json
[project]
name     = "agents"
dialects = ["sqlite", "postgres"]
[enums]
session_status = ["starting", "active", "paused", "ended", "error"]

[tables.agents]
doc = "A deployed agent."

[tables.agents.columns]
id         = { type = "uuid", primary_key = true, default = "uuid_v7" }
name       = { type = "text", unique = true }
version    = { type = "int", default = 1 }
labels     = { type = "json", default = {} }
created_at = { type = "timestamp", default = "now" }
updated_at = { type = "timestamp", default = "now", on_update = "now" }

[tables.sessions.columns]
id       = { type = "uuid", primary_key = true, default = "uuid_v7" }
agent_id = { references = "agents.id", on_delete = "cascade" }   # its type follows the key
status   = { type = "session_status", default = "starting" }
error    = "text?"                                               # short form; ? is nullable

[tables.sessions.indexes]
sessions_by_agent = { on = ["agent_id", "status desc"] }
"#;

fn parse(text: &str) -> Schema {
    match schema::parse(&SourceFile::new("schema.toml", text)) {
        Ok(schema) => schema,
        Err(diagnostics) => panic!("{diagnostics}"),
    }
}

/// A schema whose one table `t` has a key and these columns.
fn with_columns(columns: &str) -> Schema {
    parse(&format!(
        "[project]\nname = \"x\"\n[enums]\nstatus = [\"on\", \"off\"]\n\
         [tables.t.columns]\nid = {{ type = \"uuid\", primary_key = true }}\n{columns}\n"
    ))
}

fn table<'s>(schema: &'s Schema, name: &str) -> &'s Table {
    &schema.tables[&TableName::new(name)]
}

fn column<'s>(schema: &'s Schema, name: &str) -> &'s Column {
    &table(schema, "t").columns[&ColumnName::new(name)]
}

fn names(names: &[&str]) -> Vec<ColumnName> {
    names.iter().map(|name| ColumnName::new(*name)).collect()
}

#[test]
fn the_design_example_means_what_it_says() {
    let schema = parse(DESIGN);
    assert_eq!(schema.project.name, "agents");
    assert_eq!(schema.project.dialects, Dialect::ALL);
    assert_eq!(schema.project.lowering, 1);
    assert_eq!(schema.project.sqlite_min_version, SqliteVersion::BUNDLED);
    assert_eq!(schema.project.output.path, "generated");
    assert_eq!(schema.project.output.migrations, "drizzle");
    assert_eq!(schema.project.output.crate_name, "agents-db");
    assert_eq!(schema.project.output.layout, Layout::Crate);
    let status = &schema.enums[&EnumName::new("session_status")];
    assert_eq!(
        status.values,
        ["starting", "active", "paused", "ended", "error"]
    );

    let agents = table(&schema, "agents");
    assert_eq!(agents.doc.as_deref(), Some("A deployed agent."));
    assert_eq!(agents.primary_key, names(&["id"]));
    assert_eq!(
        agents.uniques,
        [Unique {
            name: None,
            columns: names(&["name"]),
            sqlite: SqliteUnique::Index,
            postgres: PostgresUnique::Constraint,
        }]
    );
    let columns: Vec<&str> = agents.columns.keys().map(ColumnName::as_str).collect();
    assert_eq!(
        columns,
        [
            "id",
            "name",
            "version",
            "labels",
            "created_at",
            "updated_at"
        ]
    );
    let updated_at = &agents.columns[&ColumnName::new("updated_at")];
    assert_eq!(updated_at.default, Some(Default::Generator(Generator::Now)));
    assert_eq!(updated_at.on_update, Some(OnUpdate::Now));

    let sessions = table(&schema, "sessions");
    let agent_id = &sessions.columns[&ColumnName::new("agent_id")];
    assert_eq!(agent_id.ty, Type::Scalar(Scalar::Uuid));
    assert!(!agent_id.nullable);
    let error = &sessions.columns[&ColumnName::new("error")];
    assert_eq!(error.ty, Type::Scalar(Scalar::Text));
    assert!(error.nullable);
    assert_eq!(
        sessions.foreign_keys,
        [ForeignKey {
            name: None,
            columns: names(&["agent_id"]),
            parent: TableName::new("agents"),
            parent_columns: names(&["id"]),
            on_delete: Action::Cascade,
            on_update: Action::NoAction,
            deferrable: Deferrable::No,
            sqlite_unnamed: false,
        }]
    );
    let on = |column: &str, descending| IndexPart {
        key: IndexKey::Column(ColumnName::new(column)),
        descending,
    };
    assert_eq!(
        sessions.indexes,
        [Index {
            name: DbName::new("sessions_by_agent"),
            parts: vec![on("agent_id", false), on("status", true)],
            unique: false,
            predicate: None,
            dialects: Dialect::ALL.to_vec(),
            method: None,
            include: Vec::new(),
        }]
    );
}

#[test]
fn every_type_is_known_in_both_forms() {
    let types = [
        ("bool", Scalar::Bool),
        ("smallint", Scalar::SmallInt),
        ("int", Scalar::Int),
        ("bigint", Scalar::BigInt),
        ("real", Scalar::Real),
        ("double", Scalar::Double),
        (
            "decimal(18,4)",
            Scalar::Decimal {
                precision: 18,
                scale: 4,
            },
        ),
        (
            "decimal(5, 0)",
            Scalar::Decimal {
                precision: 5,
                scale: 0,
            },
        ),
        ("text", Scalar::Text),
        ("varchar(20)", Scalar::Varchar(20)),
        ("bytes", Scalar::Bytes),
        ("uuid", Scalar::Uuid),
        ("timestamp", Scalar::Timestamp),
        ("date", Scalar::Date),
        ("time", Scalar::Time),
    ];
    for (text, scalar) in types {
        let schema = with_columns(&format!(
            "a = \"{text}\"\nb = \"{text}?\"\nc = {{ type = \"{text}[]\" }}\nd = {{ type = \"{text}\", nullable = true }}"
        ));
        assert_eq!(column(&schema, "a").ty, Type::Scalar(scalar), "{text}");
        assert!(!column(&schema, "a").nullable, "{text}");
        assert_eq!(column(&schema, "b").ty, Type::Scalar(scalar), "{text}");
        assert!(column(&schema, "b").nullable, "{text}");
        assert_eq!(column(&schema, "c").ty, Type::List(scalar), "{text}");
        assert!(column(&schema, "d").nullable, "{text}");
    }
    let schema = with_columns("a = \"json?\"\nb = \"status\"");
    assert_eq!(column(&schema, "a").ty, Type::Json);
    assert_eq!(column(&schema, "b").ty, Type::Enum(EnumName::new("status")));
}

#[test]
fn a_default_is_checked_and_put_in_canonical_form() {
    let cases = [
        ("bool", "true", Literal::Bool(true)),
        ("smallint", "-32768", Literal::Int(-32768)),
        ("int", "0x7fff_ffff", Literal::Int(i64::from(i32::MAX))),
        ("bigint", "-9223372036854775808", Literal::Int(i64::MIN)),
        ("double", "-0.0", Literal::Float(0.0)),
        ("double", "3", Literal::Float(3.0)),
        ("real", "0.1", Literal::Float(f64::from(0.1_f32))),
        ("decimal(5,2)", "12.5", Literal::Decimal("12.50".to_owned())),
        (
            "decimal(5,2)",
            "\"-0.10\"",
            Literal::Decimal("-0.10".to_owned()),
        ),
        ("decimal(5,2)", "7", Literal::Decimal("7.00".to_owned())),
        ("decimal(5,2)", "1.500", Literal::Decimal("1.50".to_owned())),
        ("text", "\"now\"", Literal::Text("now".to_owned())),
        ("varchar(3)", "\"äöü\"", Literal::Text("äöü".to_owned())),
        ("status", "\"off\"", Literal::Text("off".to_owned())),
        (
            "int[]",
            "[3, 1]",
            Literal::List(vec![Literal::Int(3), Literal::Int(1)]),
        ),
        ("timestamp[]", "[]", Literal::List(Vec::new())),
        (
            "json",
            "{ b = [1.0, 2.5], a = \"x\", c = { d = true } }",
            Literal::Json(serde_json::json!({ "a": "x", "b": [1, 2.5], "c": { "d": true } })),
        ),
    ];
    for (ty, default, expected) in cases {
        let schema = with_columns(&format!("a = {{ type = \"{ty}\", default = {default} }}"));
        let found = column(&schema, "a").default.clone();
        assert_eq!(found, Some(Default::Literal(expected)), "{ty} {default}");
    }
}

#[test]
fn generators_stand_only_on_the_types_that_have_them() {
    let schema = with_columns(
        "a = { type = \"uuid\", default = \"uuid_v4\" }\nb = { type = \"timestamp\", default = \"now\" }",
    );
    assert_eq!(
        column(&schema, "a").default,
        Some(Default::Generator(Generator::UuidV4))
    );
    assert_eq!(
        column(&schema, "b").default,
        Some(Default::Generator(Generator::Now))
    );
}

#[test]
fn types_and_storages_follow_chains_of_references_in_any_order() {
    let schema = parse(
        r#"
[project]
name = "x"

[tables.c.columns]
id = { references = "b.id", primary_key = true }
at = { references = "b.at", on_update = "cascade", on_delete = "restrict" }

[tables.b.columns]
id = { references = "a.id", primary_key = true }
parent_id = { references = "b.id", nullable = true, on_delete = "set null", constraint = "b_parent" }
at = { references = "a.at", unique = true, on_update = "now", on_update_key = "cascade" }

[tables.a.columns]
id = { type = "bigint", primary_key = true, identity = true }
at = { type = "timestamp", unique = true, sqlite = { storage = "seconds" } }
"#,
    );
    for name in ["a", "b", "c"] {
        let columns = &table(&schema, name).columns;
        let id = &columns[&ColumnName::new("id")];
        assert_eq!(id.ty, Type::Scalar(Scalar::BigInt), "{name}");
        assert_eq!(id.identity, name == "a", "{name}");
        let at = &columns[&ColumnName::new("at")];
        assert_eq!(at.ty, Type::Scalar(Scalar::Timestamp), "{name}");
        assert_eq!(at.sqlite.storage, Some(SqliteStorage::Seconds), "{name}");
    }
    let b = table(&schema, "b");
    assert_eq!(
        b.columns[&ColumnName::new("at")].on_update,
        Some(OnUpdate::Now)
    );
    assert_eq!(b.foreign_keys[2].on_update, Action::Cascade);
    assert_eq!(b.foreign_keys[1].name, Some(DbName::new("b_parent")));
    assert_eq!(b.foreign_keys[1].on_delete, Action::SetNull);
    let c = table(&schema, "c");
    assert_eq!(c.columns[&ColumnName::new("at")].on_update, None);
    assert_eq!(c.foreign_keys[1].on_update, Action::Cascade);
    assert_eq!(c.foreign_keys[1].on_delete, Action::Restrict);
}

#[test]
fn every_setting_of_a_table_reaches_the_model() {
    let schema = parse(
        r#"
[project]
name = "my-app"
dialects = ["postgres", "sqlite"]
lowering = 1

[sqlite]
min_version = "3.45"

[output]
path = "./crates/db/"
migrations = "db/migrations"
crate = "my_db"
layout = "module"

[enums]
kind = { values = ["a b", "2", ""], doc = "A kind." }

[tables.members]
doc = "Who is in."
db_name = "orgMembers"
rust_name = "Membership"
tenant = "org_id"
primary_key = ["org_id", "user_id"]
deserialize = true

[tables.members.columns]
user_id = "uuid"
org_id = "uuid"
email = { type = "text", db_name = "eMail", doc = "Where to write.", postgres = { collate = "default", check = false } }
rank = { type = "decimal(28,0)", sqlite = { storage = "text", check = false } }

[tables.members.indexes]
members_by_email = { on = ["email desc"], db_name = "membersByEmail" }
members_by_user = ["user_id", "email asc"]

[tables.members.uniques]
members_email = ["email"]
members_user_email = { on = ["user_id", "email"] }
"#,
    );
    let project = &schema.project;
    assert_eq!(project.dialects, Dialect::ALL);
    assert_eq!(project.sqlite_min_version.to_string(), "3.45.0");
    assert_eq!(project.output.path, "crates/db");
    assert_eq!(project.output.migrations, "db/migrations");
    assert_eq!(project.output.crate_name, "my_db");
    assert_eq!(project.output.layout, Layout::Module);
    let kind = &schema.enums[&EnumName::new("kind")];
    assert_eq!(kind.doc.as_deref(), Some("A kind."));
    assert_eq!(kind.values, ["a b", "2", ""]);

    let members = table(&schema, "members");
    assert_eq!(members.db_name, DbName::new("orgMembers"));
    assert_eq!(members.rust_name.as_deref(), Some("Membership"));
    assert_eq!(members.tenant, Some(ColumnName::new("org_id")));
    assert_eq!(members.primary_key, names(&["org_id", "user_id"]));
    assert!(members.deserialize);
    let email = &members.columns[&ColumnName::new("email")];
    assert_eq!(email.db_name, DbName::new("eMail"));
    assert_eq!(email.doc.as_deref(), Some("Where to write."));
    assert_eq!(email.postgres.collate.as_deref(), Some("default"));
    assert!(!email.postgres.check);
    assert!(email.sqlite.check);
    let rank = &members.columns[&ColumnName::new("rank")];
    assert_eq!(rank.sqlite.storage, Some(SqliteStorage::Text));
    assert!(!rank.sqlite.check);
    assert_eq!(members.indexes[0].name, DbName::new("membersByEmail"));
    assert!(members.indexes[0].parts[0].descending);
    assert!(!members.indexes[1].parts[1].descending);
    let uniques: Vec<Option<&str>> = members
        .uniques
        .iter()
        .map(|unique| unique.name.as_ref().map(DbName::as_str))
        .collect();
    assert_eq!(uniques, [Some("members_email"), Some("members_user_email")]);
}

#[test]
fn order_is_that_of_the_file_whatever_header_comes_first() {
    let schema = parse(
        "[project]\nname = \"x\"\n\
         [tables.z.columns]\nid = { type = \"int\", primary_key = true }\nb = \"int\"\na = \"int\"\n\
         [tables.m.columns]\nid = { type = \"int\", primary_key = true }\n\
         [tables.z]\ndoc = \"later\"\n\
         [tables.a.columns]\nid = { type = \"int\", primary_key = true }\n",
    );
    let tables: Vec<&str> = schema.tables.keys().map(TableName::as_str).collect();
    assert_eq!(tables, ["z", "m", "a"]);
    let columns: Vec<&str> = table(&schema, "z")
        .columns
        .keys()
        .map(ColumnName::as_str)
        .collect();
    assert_eq!(columns, ["id", "b", "a"]);
}

#[test]
fn the_text_of_reserved_words_and_other_scripts_is_taken_as_it_is() {
    let schema = with_columns(
        "select = \"int\"\ntype = { type = \"text\", db_name = \"größe \\\"x\\\"\" }\nupdate_ = { type = \"text\", default = \"数\" }",
    );
    assert_eq!(column(&schema, "type").db_name, DbName::new("größe \"x\""));
}

#[test]
fn one_dialect_is_enough_and_lifts_what_only_the_other_cannot_do() {
    let schema = parse(
        "[project]\nname = \"x\"\ndialects = [\"postgres\"]\n\
         [tables.t.columns]\nid = { type = \"decimal(28,2)\", primary_key = true }\n",
    );
    assert_eq!(schema.project.dialects, [Dialect::Postgres]);
}

#[test]
fn a_schema_of_a_thousand_tables_with_chained_references_parses() {
    use std::fmt::Write as _;
    let mut text = String::from("[project]\nname = \"big\"\n[enums]\nstatus = [\"on\", \"off\"]\n");
    for n in 0..1000 {
        let key = if n == 0 {
            "type = \"uuid\"".to_owned()
        } else {
            format!("references = \"table_{}.id\"", n - 1)
        };
        write!(
            text,
            "\n[tables.table_{n}]\ndoc = \"Table {n}.\"\n\n[tables.table_{n}.columns]\nid = {{ {key}, primary_key = true }}\n"
        )
        .unwrap();
        for c in 0..11 {
            writeln!(
                text,
                "column_{c} = {{ type = \"varchar(20)\", default = \"a\", doc = \"Column {c}.\" }}"
            )
            .unwrap();
        }
        writeln!(
            text,
            "\n[tables.table_{n}.indexes]\ntable_{n}_by_1 = [\"column_1\", \"column_2 desc\"]"
        )
        .unwrap();
    }
    let start = std::time::Instant::now();
    let schema = parse(&text);
    let took = start.elapsed();
    println!(
        "{} tables, {} bytes: {took:?}",
        schema.tables.len(),
        text.len()
    );
    assert_eq!(schema.tables.len(), 1000);
    let last = table(&schema, "table_999");
    assert_eq!(
        last.columns[&ColumnName::new("id")].ty,
        Type::Scalar(Scalar::Uuid)
    );
}
