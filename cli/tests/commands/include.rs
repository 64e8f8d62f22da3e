//! A schema in several files.

use dualect_cli::Exit;

use crate::project::{Project, SCHEMA};

const ORDERS: &str = "[tables.orders.columns]\nid = { type = \"bigint\", primary_key = true }\nitem = { references = \"items.id\" }\n";

fn in_two_files() -> Project {
    let project = Project::new();
    project.write(
        "schema.toml",
        format!("include = [\"schemas/orders.toml\"]\n{SCHEMA}"),
    );
    project.write("schemas/orders.toml", ORDERS);
    project.ok(&["db-generate"]);
    project
}

#[test]
fn an_included_file_is_generated_from_and_named_in_the_lock() {
    let project = in_two_files();
    assert!(project.path("generated/src/orders.rs").is_file());
    let lock = project.read("generated/dualect.lock");
    assert!(lock.contains("\nschema schemas/orders.toml "), "{lock}");
    project.ok(&["db-generate", "--check"]);
}

#[test]
fn an_edited_include_makes_the_check_stale() {
    let project = in_two_files();
    project.edit("schemas/orders.toml", "item =", "# A comment.\nitem =");
    let ran = project.run(&["db-generate", "--check"]);
    assert_eq!(ran.exit, Exit::Stale, "{ran:#?}");
    assert!(ran.out.contains("dualect.lock: stale"), "{}", ran.out);
    project.ok(&["db-generate"]);
    project.edit("schemas/orders.toml", "item =", "note = \"text?\"\nitem =");
    let ran = project.run(&["db-generate", "--check"]);
    assert_eq!(ran.exit, Exit::Stale, "{ran:#?}");
    assert!(ran.out.contains("a new one is due"), "{}", ran.out);
}

#[test]
fn a_missing_include_is_an_error_at_its_entry() {
    let project = in_two_files();
    std::fs::remove_file(project.path("schemas/orders.toml")).unwrap();
    let ran = project.run(&["db-generate"]);
    assert_eq!(ran.exit, Exit::Wrong, "{ran:#?}");
    assert!(
        ran.err
            .contains("error[S0014]: the included file `schemas/orders.toml` is not there\n --> schema.toml:1:12"),
        "{}",
        ran.err
    );
    std::fs::create_dir(project.path("schemas/orders.toml")).unwrap();
    let ran = project.run(&["db-generate"]);
    assert!(ran.err.contains("is a folder, not a file"), "{}", ran.err);
}

#[test]
fn a_mistake_in_an_included_file_is_shown_there() {
    let project = in_two_files();
    project.edit("schemas/orders.toml", "items.id", "item.id");
    let ran = project.run(&["db-generate"]);
    assert_eq!(ran.exit, Exit::Wrong);
    assert!(
        ran.err.contains(" --> schemas/orders.toml:3:"),
        "{}",
        ran.err
    );
    project.write("schemas/orders.toml", "<<<<<<< HEAD\n=======\n>>>>>>> x\n");
    let ran = project.run(&["db-generate"]);
    assert!(ran.err.contains("schemas/orders.toml"), "{}", ran.err);
    assert!(ran.err.contains("conflict"), "{}", ran.err);
}
