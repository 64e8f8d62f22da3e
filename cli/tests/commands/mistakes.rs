//! What a tired person does, and what the command says to it.

use std::fs;

use dualect_cli::Exit;

use crate::project::{INIT, Project, Ran};

fn refused(ran: &Ran, exit: Exit, parts: &[&str]) {
    assert_eq!(ran.exit, exit, "{ran:#?}");
    for part in parts {
        assert!(ran.err.contains(part), "no `{part}` in:\n{}", ran.err);
    }
}

/// Spoils a generated project, and sees that generating refuses with these words and writes nothing.
fn spoilt(spoil: impl Fn(&Project), exit: Exit, parts: &[&str]) {
    let project = Project::generated();
    spoil(&project);
    let before = project.files();
    refused(&project.run(&["db-generate"]), exit, parts);
    refused(&project.run(&["db-generate", "--check"]), exit, parts);
    assert_eq!(project.files(), before);
}

#[test]
fn no_schema_file() {
    let project = Project::new();
    fs::remove_file(project.path("schema.toml")).unwrap();
    fs::create_dir(project.path("src")).unwrap();
    let ran = Project::run_in(&project.path("src"), &["db-generate"]);
    refused(
        &ran,
        Exit::Wrong,
        &[
            "error: no schema file: looked for schema.toml in ",
            "and every folder above, up to ",
            "--schema PATH",
        ],
    );
    refused(
        &project.run(&["db-generate", "--schema", "no.toml"]),
        Exit::Wrong,
        &["no.toml is not there"],
    );
}

#[test]
fn a_schema_with_mistakes() {
    let project = Project::generated();
    project.edit("schema.toml", "\"text\"", "\"txt\"");
    refused(
        &project.run(&["db-generate"]),
        Exit::Wrong,
        &["schema.toml:6", "txt", "text"],
    );
    fs::create_dir(project.path("src")).unwrap();
    let ran = Project::run_in(&project.path("src"), &["db-generate"]);
    refused(
        &ran,
        Exit::Wrong,
        &["help: the paths above are relative to "],
    );
}

#[test]
fn a_schema_that_is_no_text_or_half_merged() {
    spoilt(
        |project| project.write("schema.toml", b"[project]\nname = \"\xff\"\n"),
        Exit::Wrong,
        &["schema.toml:2: the file is not UTF-8"],
    );
    spoilt(
        |project| {
            project.edit(
                "schema.toml",
                "[tables",
                "<<<<<<< HEAD\n=======\n>>>>>>> other\n[tables",
            );
        },
        Exit::Wrong,
        &[
            "schema.toml:4: the file holds git's merge conflict markers",
            "help: resolve the conflict",
        ],
    );
}

#[test]
fn the_migrations_are_gone() {
    spoilt(
        |project| fs::remove_dir_all(project.path("drizzle")).unwrap(),
        Exit::Wrong,
        &[
            "there are no migrations here, but generated/dualect.lock lists them",
            "git checkout -- drizzle",
            "to begin anew",
        ],
    );
}

#[test]
fn a_migration_lacks_one_of_its_files() {
    spoilt(
        |project| {
            fs::remove_file(project.path(&format!("drizzle/postgres/{INIT}/down.sql"))).unwrap();
        },
        Exit::Wrong,
        &[INIT, "down.sql is missing", "git checkout -- "],
    );
}

#[test]
fn a_snapshot_that_is_not_ours_or_is_damaged() {
    let snapshot = format!("drizzle/sqlite/{INIT}/snapshot.json");
    for text in [
        "",
        "{}",
        "not json",
        "{\"version\": \"7\", \"dialect\": \"sqlite\", \"id\": \"x\"}",
    ] {
        spoilt(
            |project| project.write(&snapshot, text),
            Exit::Wrong,
            &[&snapshot, "help"],
        );
    }
    spoilt(
        |project| {
            let text = project.read(&snapshot);
            project.write(
                &snapshot,
                format!("<<<<<<< HEAD\n{text}=======\n>>>>>>> other\n"),
            );
        },
        Exit::Wrong,
        &["snapshot.json:1: the file holds git's merge conflict markers"],
    );
}

#[test]
fn two_migrations_with_one_time() {
    spoilt(
        |project| {
            let other = "drizzle/sqlite/20260131120000_other";
            fs::create_dir(project.path(other)).unwrap();
            for file in ["migration.sql", "down.sql", "snapshot.json"] {
                fs::copy(
                    project.path(&format!("drizzle/sqlite/{INIT}/{file}")),
                    project.path(&format!("{other}/{file}")),
                )
                .unwrap();
            }
        },
        Exit::Wrong,
        &[
            "20260131120000_other",
            "the same time in its tag as 20260131120000_init",
        ],
    );
}

#[test]
fn a_migration_folder_that_was_renamed() {
    spoilt(
        |project| {
            fs::rename(
                project.path(&format!("drizzle/sqlite/{INIT}")),
                project.path("drizzle/sqlite/old"),
            )
            .unwrap();
        },
        Exit::Wrong,
        &["drizzle/sqlite/old: `old` is no migration tag"],
    );
}
