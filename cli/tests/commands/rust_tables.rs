//! Tables that Rust files declare: read, migrated and checked with the schema file.

use dualect_cli::Exit;

use crate::project::{Project, SCHEMA};

const TABLES: &str = r#"
#[derive(dualect::Table)]
#[table(name = "plugin_notes")]
pub struct PluginNote {
    #[column(primary_key)]
    id: i64,
    #[column(references = "items.id")]
    item: i64,
}
"#;

fn with_tables(text: &str) -> Project {
    let project = Project::new();
    let schema = SCHEMA.replace(
        "name = \"shop\"\n",
        "name = \"shop\"\nrust_tables = [\"plugin/src/tables.rs\"]\n",
    );
    project.write("schema.toml", &schema);
    project.write("plugin/src/tables.rs", text);
    project
}

#[test]
fn the_tables_of_a_rust_file_are_migrated_with_the_rest_and_a_change_of_it_is_stale() {
    let project = with_tables(TABLES);
    let ran = project.ok(&["db-generate"]);
    assert!(ran.out.contains("add table plugin_notes"), "{}", ran.out);
    project.ok(&["db-generate", "--check"]);
    let changed = TABLES.replace(
        "    item: i64,",
        "    item: i64,\n    body: Option<String>,",
    );
    project.write("plugin/src/tables.rs", &changed);
    let ran = project.run(&["db-generate", "--check"]);
    assert_eq!(ran.exit, Exit::Stale);
    assert!(ran.out.contains("plugin_notes.body"), "{}", ran.out);
    project.ok(&["db-generate", "--at", "20300102030405"]);
    project.ok(&["db-generate", "--check"]);
    assert!(!project.path("generated/src/plugin_notes.rs").exists());
}

#[test]
fn a_mistake_in_a_rust_file_is_shown_there() {
    let project = with_tables(&TABLES.replace("items.id", "itmes.id"));
    let ran = project.run(&["db-generate"]);
    assert!(
        ran.err.contains("--> plugin/src/tables.rs:7:27")
            && ran.err.contains("did you mean `items`?"),
        "{}",
        ran.err
    );
    project.write("plugin/src/tables.rs", TABLES);
    project.ok(&["db-generate"]);
}
