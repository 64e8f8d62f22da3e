//! `derive(Table)` structs named by `rust_tables` are tables like those of the schema file.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

use dualect_codegen::diagnostic::SourceFile;
use dualect_codegen::generate::{Generated, Inputs, generate};
use dualect_codegen::schema::{self, Include};

const TOML: &str = r#"
[project]
name = "host"
rust_tables = ["src/tables.rs"]

[enums]
kind = ["idea", "task"]

[tables.agents.columns]
id = { type = "uuid", primary_key = true, default = "uuid_v7" }
name = "text"
last_note = { references = "plugin_notes.id", on_delete = "set null", nullable = true }
"#;

const RUST: &str = r#"
use dualect::types::{Decimal, Json, Timestamp, Uuid};

/// What a plugin noted.
#[derive(Debug, Clone, PartialEq, dualect::Table)]
#[table(
    name = "plugin_notes",
    prefix = "plugin_",
    tenant = "org_id",
    index(name = "plugin_notes_by_size", on = ["org_id", "size desc"]),
    unique(name = "plugin_notes_title_key", on = ["org_id", "title"]),
)]
pub struct PluginNote {
    #[column(primary_key, default = "uuid_v7")]
    pub id: Uuid,
    pub org_id: String,
    /// Unique among the organisation's.
    #[column(type = "varchar(40)")]
    pub title: String,
    pub body: Option<String>,
    #[column(default = 1)]
    pub size: i32,
    #[column(type = "decimal(8,2)", default = "0.50")]
    pub price: Decimal,
    #[column(enum = "kind", default = "idea")]
    pub kind: Kind,
    #[column(default = {})]
    pub labels: Json,
    #[column(default = [])]
    pub tags: Vec<String>,
    #[column(type = "text")]
    pub code: my_types::Code,
    #[column(name = "type")]
    pub sort: Vec<u8>,
    #[column(references = "agents.id", on_delete = "cascade")]
    pub agent_id: Uuid,
    #[column(default = "now", sqlite(storage = "millis"))]
    pub created_at: Timestamp,
}

pub struct NoTable;
"#;

/// The same table as the schema file would say it.
const SAME: &str = r#"
[tables.plugin_notes]
doc = "What a plugin noted."
rust_name = "PluginNote"
tenant = "org_id"

[tables.plugin_notes.columns]
id = { type = "uuid", primary_key = true, default = "uuid_v7" }
org_id = "text"
title = { type = "varchar(40)", doc = "Unique among the organisation's." }
body = "text?"
size = { type = "int", default = 1 }
price = { type = "decimal(8,2)", default = "0.50" }
kind = { type = "kind", default = "idea" }
labels = { type = "json", default = {} }
tags = { type = "text[]", default = [] }
code = { type = "text", rust_type = "my_types::Code" }
type = { type = "bytes", rust_name = "sort" }
agent_id = { references = "agents.id", on_delete = "cascade" }
created_at = { type = "timestamp", default = "now", sqlite = { storage = "millis" } }

[tables.plugin_notes.indexes]
plugin_notes_by_size = { on = ["org_id", "size desc"] }

[tables.plugin_notes.uniques]
plugin_notes_title_key = { on = ["org_id", "title"] }
"#;

fn generated(toml: &str, rust: Option<&str>) -> Generated<'static> {
    let schema = SourceFile::new("schema.toml", toml);
    let includes: Vec<Include> = schema::includes(&schema)
        .into_iter()
        .map(|path| Include {
            path,
            text: rust
                .map(str::to_owned)
                .ok_or_else(|| "is not there".to_owned()),
        })
        .collect();
    let inputs = Inputs {
        online: false,
        counted: &std::collections::BTreeMap::new(),
        templates: &[],
        schema: &schema,
        includes: &includes,
        history: &[],
        now: 1_769_860_800,
        accept: &[],
        accepted: &[],
        name: None,
    };
    generate(&inputs).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

#[test]
fn a_struct_is_the_same_table_as_the_schema_files_own_words() {
    let in_rust = generated(TOML, Some(RUST));
    let in_toml = TOML.replace("rust_tables = [\"src/tables.rs\"]", "") + SAME;
    let in_toml = generated(&in_toml, None);
    let migrations = |generated: &Generated<'_>| generated.output.files.clone();
    assert_eq!(migrations(&in_rust), migrations(&in_toml));
}

#[test]
fn a_table_of_rust_has_no_module_and_its_referrers_know_it() {
    let whole = generated(TOML, Some(RUST)).whole().unwrap();
    let paths: Vec<&str> = whole.files.keys().map(String::as_str).collect();
    assert!(paths.contains(&"generated/src/agents.rs"), "{paths:?}");
    assert!(
        !paths.contains(&"generated/src/plugin_notes.rs"),
        "{paths:?}"
    );
    assert!(
        !whole.files["generated/src/lib.rs"]
            .text
            .contains("plugin_notes")
    );
    assert!(
        whole.files["generated/src/agents.rs"]
            .text
            .contains("plugin_notes_agent_id_fkey")
    );
    assert!(
        whole.files["generated/schema/sqlite.sql"]
            .text
            .contains("CREATE TABLE plugin_notes")
    );
    // A change of the file is a change of the schema.
    assert!(
        whole.files["generated/dualect.lock"]
            .text
            .contains("src/tables.rs")
    );
}

#[test]
fn a_byte_order_mark_moves_no_place() {
    let source = SourceFile::new("schema.toml", TOML);
    let text = format!("\u{feff}{}", RUST.replace("agents.id", "agent.id"));
    let line = |text: &str| {
        text.lines()
            .position(|line| line.contains("agent.id"))
            .unwrap()
            + 1
    };
    let wanted = format!(
        "src/tables.rs:{}:27: error[S0050]: there is no table `agent`\n",
        line(&text)
    );
    let include = Include {
        path: "src/tables.rs".to_owned(),
        text: Ok(text),
    };
    let mistakes = schema::parse_with(&source, &[include]).unwrap_err();
    assert_eq!(mistakes.lines(), wanted);
}
