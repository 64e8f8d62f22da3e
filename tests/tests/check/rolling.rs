//! The release before on the new schema.

use std::path::Path;
use std::process::Command;

use dualect_cli::Exit;
use dualect_tests::project::{Project, Ran};

use super::{SCHEMA, grown};

fn git(folder: &Path, arguments: &[&str]) {
    let done = Command::new("git")
        .args(["-c", "user.name=t", "-c", "user.email=t@example.org"])
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .output()
        .unwrap();
    assert!(done.status.success(), "{done:?}");
}

/// A project whose state is the release `v1`.
fn released() -> Project {
    let project = grown();
    let folder = project.path("");
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "-A"]);
    git(&folder, &["commit", "-qm", "one"]);
    git(&folder, &["tag", "v1"]);
    project
}

fn schema_of(project: &Project) -> String {
    std::fs::read_to_string(project.path("schema.toml")).unwrap()
}

fn against(project: &Project) -> Ran {
    project.run(&["db-check", "--against", "v1"], None)
}

fn broken(from: &str, to: &str) -> String {
    let project = released();
    let schema = schema_of(&project);
    assert!(schema.contains(from), "{schema}");
    // An index over the column would go with it.
    let index = "posts_by_title = { on = [\"title\"], sqlite = false }\n";
    project.write_schema(&schema.replace(from, to).replace(index, ""));
    let ran = against(&project);
    ran.assert_ended(Exit::Stale);
    ran.out
}

#[test]
fn what_only_adds_passes() {
    let project = released();
    let ran = against(&project);
    ran.assert_ended(Exit::Done);
    assert!(
        ran.out.contains("of v1 can run on the new schema"),
        "{}",
        ran.out
    );
    let more = "data = \"json?\"\nrank = { type = \"int\", default = 1 }\nnote = \"text?\"";
    project.write_schema(&schema_of(&project).replace("data = \"json?\"", more));
    against(&project).assert_ended(Exit::Done);
}

#[test]
fn a_column_that_goes_is_named_with_the_queries_that_read_it() {
    let out = broken("title = \"varchar(90)\"\n", "");
    assert!(out.contains("posts.title is dropped: posts::"), "{out}");
    assert!(!out.contains("authors::"), "{out}");
}

#[test]
fn a_column_that_is_renamed_is_named() {
    let out = broken(
        "title = \"varchar(90)\"",
        "heading = { type = \"varchar(90)\", renamed_from = \"title\" }",
    );
    assert!(
        out.contains("posts.title is renamed to heading: posts::"),
        "{out}"
    );
}

#[test]
fn a_table_that_is_renamed_is_named() {
    let project = released();
    let schema = schema_of(&project).replace("authors", "writers");
    let table = "[tables.writers]\nrenamed_from = \"authors\"\n\n[tables.writers.columns]";
    project.write_schema(&schema.replace("[tables.writers.columns]", table));
    let ran = against(&project);
    ran.assert_ended(Exit::Stale);
    let line = "authors is renamed to writers: authors::";
    assert!(ran.out.contains(line), "{}", ran.out);
}

#[test]
fn a_new_column_that_the_release_does_not_write_is_named() {
    let out = broken("data = \"json?\"", "data = \"json?\"\nrank = \"int\"");
    assert!(
        out.contains("posts.rank is new and not null: posts::insert"),
        "{out}"
    );
    assert!(!out.contains("posts::get"), "{out}");
}

#[test]
fn a_column_of_another_type_is_named() {
    let out = broken(
        "price = { type = \"decimal(10,2)\", default = \"1.50\" }",
        "price = { type = \"double\", default = 1.5 }",
    );
    assert!(out.contains("posts.price is another type"), "{out}");
}

#[test]
fn a_revision_that_is_none_or_holds_nothing_is_told() {
    let project = released();
    let ran = project.run(&["db-check", "--against", "v0"], None);
    ran.assert_ended(Exit::Wrong);
    assert!(ran.err.contains("v0"), "{}", ran.err);
    let folder = project.path("");
    git(&folder, &["rm", "-rq", "--cached", "generated"]);
    git(&folder, &["commit", "-qm", "none"]);
    git(&folder, &["tag", "v2"]);
    let ran = project.run(&["db-check", "--against", "v2"], None);
    ran.assert_ended(Exit::Wrong);
    assert!(
        ran.err.contains("holds no generated queries"),
        "{}",
        ran.err
    );
    let bare = Project::generated(SCHEMA);
    let ran = bare.run(&["db-check", "--against", "v1"], None);
    ran.assert_ended(Exit::Wrong);
}
