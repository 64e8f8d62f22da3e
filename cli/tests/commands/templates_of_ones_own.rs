//! `[output] templates` and `db-templates`.

use dualect_cli::Exit;

use crate::project::{Project, SCHEMA};

fn with_templates() -> String {
    format!("{SCHEMA}\n[output]\ntemplates = \"templates\"\n")
}

#[test]
fn a_template_of_ones_own_is_used_and_its_edits_are_found() {
    let project = Project::new();
    let printed = project.ok(&["db-templates", "root.j2"]).out;
    project.write("schema.toml", with_templates());
    project.write(
        "templates/root.j2",
        printed.replace("a module each.", "mine."),
    );
    project.write("templates/README.md", "About them.\n");
    project.ok(&["db-generate"]);
    assert!(project.read("generated/src/lib.rs").contains("mine."));
    project.ok(&["db-generate", "--check"]);
    project.write(
        "templates/root.j2",
        printed.replace("a module each.", "ours."),
    );
    let ran = project.run(&["db-generate", "--check"]);
    assert_eq!(ran.exit, Exit::Stale);
    assert!(
        ran.out.contains("generated/src/lib.rs: stale\n"),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains("items.rs: stale"), "{}", ran.out);
    project.ok(&["db-generate"]);
    project.ok(&["db-generate", "--check"]);
}

#[test]
fn a_template_that_yields_no_rust_stops_the_run_before_anything_is_written() {
    let project = Project::new();
    project.write("schema.toml", with_templates());
    project.write("templates/root.j2", "pub mod {{ modules[0] }}\n");
    let before = project.files();
    let ran = project.run(&["db-generate"]);
    assert_eq!(ran.exit, Exit::Wrong);
    assert!(
        ran.err
            .contains("templates/root.j2: line 1: it yields what is no Rust: "),
        "{}",
        ran.err
    );
    assert_eq!(project.files(), before);
}

#[test]
fn a_folder_that_is_not_there_and_a_name_that_is_none_are_said() {
    let project = Project::new();
    project.write("schema.toml", with_templates());
    let ran = project.run(&["db-generate"]);
    assert_eq!(ran.exit, Exit::Wrong);
    assert!(
        ran.err.contains("templates: there is no such folder"),
        "{}",
        ran.err
    );
    let names = project.ok(&["db-templates"]).out;
    assert!(
        names.lines().any(|name| name == "function/query.j2"),
        "{names}"
    );
    let ran = project.run(&["db-templates", "tabel.j2"]);
    assert_eq!(ran.exit, Exit::Wrong);
    assert!(
        ran.err.contains("there is no template `tabel.j2`"),
        "{}",
        ran.err
    );
}
