//! `db-schema`: the JSON Schema for editors.

use dualect_cli::Exit;

use crate::project::Project;

#[test]
fn the_json_schema_is_written_beside_the_schema_file_and_checked() {
    let project = Project::new();
    let ran = project.run(&["db-schema", "--check"]);
    assert_eq!(ran.exit, Exit::Stale);
    let expected = "schema.schema.json: missing\nrun: cargo xtask db-schema\n";
    assert!(ran.out.ends_with(expected), "{}", ran.out);
    let ran = project.ok(&["db-schema"]);
    assert_eq!(ran.out, "wrote schema.schema.json\n");
    assert!(project.read("schema.schema.json").contains("rust_tables"));
    let ran = project.ok(&["db-schema", "--check"]);
    assert_eq!(ran.out, "schema.schema.json is up to date\n");

    project.edit("schema.schema.json", "rust_tables", "rust_tbales");
    let ran = project.run(&["db-schema", "--check"]);
    assert_eq!(ran.exit, Exit::Stale);
    assert!(ran.out.contains("rust_tbales"), "{}", ran.out);
    project.ok(&["db-schema"]);
    project.ok(&["db-schema", "--check"]);
}

#[test]
fn it_goes_where_it_is_told_and_overwrites_nobody_elses_file() {
    let project = Project::new();
    let ran = project.run(&["db-schema", "--check", "--output", "editor/my schema.json"]);
    let expected = "run: cargo xtask db-schema --output 'editor/my schema.json'\n";
    assert!(ran.out.ends_with(expected), "{}", ran.out);
    project.ok(&["db-schema", "--output", "editor/my schema.json"]);
    assert!(project.path("editor/my schema.json").is_file());

    project.write("package.json", "{}\n");
    let ran = project.run(&["db-schema", "--output", "package.json"]);
    assert_eq!(ran.exit, Exit::Stale, "{ran:#?}");
    assert!(ran.err.contains("dualect has not written"), "{}", ran.err);
    assert_eq!(project.read("package.json"), "{}\n");
}
