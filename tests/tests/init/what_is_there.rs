//! What is there stays, and what is missing is made.

use std::fs;

use dualect_cli::Exit;
use dualect_tests::project::Project;

use super::{a_package, files, init, package, with_files};

const MADE: [&str; 9] = [
    ".cargo/config.toml",
    ".gitattributes",
    ".github/workflows/schema.yml",
    "generated/Cargo.toml",
    "generated/src/lib.rs",
    "schema.toml",
    "xtask/Cargo.toml",
    "xtask/src/main.rs",
    "Cargo.toml",
];

#[test]
fn a_package_becomes_a_workspace_and_is_told_what_was_made() {
    let project = a_package("shop");
    let ran = init(&project);
    for path in MADE {
        assert!(ran.out.contains(path), "{path}: {}", ran.out);
        assert!(project.path(path).is_file(), "{path}");
    }
    let manifest = fs::read_to_string(project.path("Cargo.toml")).unwrap();
    let (before, after) = manifest.split_once("[workspace]").unwrap();
    assert_eq!(before.trim_end(), package("shop")[0].1.trim_end());
    assert_eq!(after.trim(), "members = [\"xtask\", \"generated\"]");
    assert!(project.schema().contains("name = \"shop\""));
    assert!(
        ran.out.contains("shop-db = { path = \"generated\" }"),
        "{}",
        ran.out
    );
}

#[test]
fn a_second_time_changes_nothing() {
    let project = a_package("shop");
    init(&project);
    let before = files(&project.path(""));
    let ran = init(&project);
    assert_eq!(files(&project.path("")), before);
    assert!(
        !ran.out.contains("created") && !ran.out.contains("added"),
        "{}",
        ran.out
    );
}

#[test]
fn a_dry_run_says_what_it_would_make_and_makes_nothing() {
    let project = a_package("shop");
    let before = files(&project.path(""));
    let ran = project.run(&["init", "--dry-run"], None);
    ran.assert_ended(Exit::Done);
    assert_eq!(files(&project.path("")), before);
    for path in MADE {
        assert!(ran.out.contains(path), "{path}: {}", ran.out);
    }
    assert!(ran.out.contains("would create schema.toml"), "{}", ran.out);
}

#[test]
fn no_file_of_the_users_is_replaced() {
    let [manifest, main] = package("shop");
    let mine = "# mine\n";
    for path in MADE {
        let text = match path {
            "Cargo.toml" => manifest.1.as_str(),
            "schema.toml" => {
                "# mine\n[project]\nname = \"mine\"\n[tables.t.columns]\nid = { type = \"int\", primary_key = true }\n"
            }
            _ => mine,
        };
        let project = with_files(&[(manifest.0, &manifest.1), (main.0, &main.1), (path, text)]);
        let ran = project.run(&["init"], None);
        ran.assert_ended(Exit::Done);
        let after = fs::read_to_string(project.path(path)).unwrap();
        assert!(after.starts_with(text.trim_end()), "{path}:\n{after}");
    }
}

#[test]
fn a_workspace_keeps_its_comments_and_how_its_members_are_laid_out() {
    let project = with_files(&[
        (
            "Cargo.toml",
            "# Ours.\n[workspace]\nresolver = \"3\"\nmembers = [\n    \"app\", # the app\n    \"libs/*\", # the libraries\n]\n",
        ),
        ("app/Cargo.toml", "[package]\nname = \"app\"\n"),
        ("app/src/lib.rs", ""),
    ]);
    let ran = init(&project);
    let manifest = fs::read_to_string(project.path("Cargo.toml")).unwrap();
    assert_eq!(
        manifest,
        "# Ours.\n[workspace]\nresolver = \"3\"\nmembers = [\n    \"app\", # the app\n    \"libs/*\", # the libraries\n    \"xtask\",\n    \"generated\",\n]\n"
    );
    assert!(
        ran.out.contains("{ path = \"../generated\" }"),
        "{}",
        ran.out
    );
}

#[test]
fn members_by_a_pattern_need_no_line() {
    let project = with_files(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"*\"]\n"),
        ("app/Cargo.toml", "[package]\nname = \"app\"\n"),
        ("app/src/lib.rs", ""),
    ]);
    let ran = init(&project);
    assert!(ran.out.contains("kept Cargo.toml"), "{}", ran.out);
}

#[test]
fn an_xtask_with_other_work_is_left_alone_and_its_lines_are_printed() {
    let [manifest, main] = package("shop");
    let project = with_files(&[
        (manifest.0, &manifest.1),
        (main.0, &main.1),
        ("xtask/Cargo.toml", "[package]\nname = \"xtask\"\n"),
        ("xtask/src/main.rs", "fn main() {}\n"),
        (
            ".cargo/config.toml",
            "[alias]\nxtask = \"run -p xtask --\"\n",
        ),
    ]);
    let ran = init(&project);
    assert!(ran.out.contains("kept .cargo/config.toml\n"), "{}", ran.out);
    assert!(ran.out.contains("dualect-cli = { version"), "{}", ran.out);
    assert!(ran.out.contains("starts_with(\"db-\")"), "{}", ran.out);
    let after = files(&project.path(""));
    assert_eq!(after["xtask/src/main.rs"], "fn main() {}\n");
    assert_eq!(after["xtask/Cargo.toml"], "[package]\nname = \"xtask\"\n");
}

#[test]
fn another_service_than_github_is_told_by_a_line() {
    let [manifest, main] = package("shop");
    let project = with_files(&[
        (manifest.0, &manifest.1),
        (main.0, &main.1),
        (".gitlab-ci.yml", "test:\n  script: cargo test\n"),
    ]);
    let ran = init(&project);
    assert!(
        ran.out
            .contains("kept .gitlab-ci.yml: let it run `cargo xtask db-generate --check`"),
        "{}",
        ran.out
    );
    assert!(!project.path(".github").exists());
}

#[test]
fn a_schema_elsewhere_is_named_in_every_command() {
    let project = a_package("shop");
    let ran = project.run(&["init", "--schema", "db/schema.toml"], None);
    ran.assert_ended(Exit::Done);
    let command = "cargo xtask db-generate --schema db/schema.toml";
    assert!(ran.out.contains(command), "{}", ran.out);
    let after = files(&project.path(""));
    assert!(after[".github/workflows/schema.yml"].contains(&format!("{command} --check\n")));
    assert!(after[".gitattributes"].contains("/db/drizzle/** "));
    assert!(after["Cargo.toml"].contains("\"db/generated\""));
}

#[test]
fn what_is_wrong_is_said_with_its_place_and_nothing_is_made() {
    let [manifest, main] = package("shop");
    let whole = [(manifest.0, manifest.1.as_str()), (main.0, main.1.as_str())];
    let with = |path, text| {
        let mut files = whole.to_vec();
        files.push((path, text));
        with_files(&files)
    };
    let nothing: &[&str] = &[];
    for (project, more, expected) in [
        (Project::empty(), nothing, "cargo finds no workspace here"),
        (
            with_files(&[("Cargo.toml", "[package\n")]),
            nothing,
            "cargo finds no workspace here",
        ),
        (with(".cargo/config.toml", "alias = 3\n"), nothing, "cargo"),
        (with("schema.toml", "[project]\n"), nothing, "schema.toml"),
        (
            with_files(&whole),
            &["--dualect-path", "nowhere"],
            "nowhere is no checkout of dualect",
        ),
        (with_files(&whole), &["--name", "Ä ö"], "name"),
    ] {
        let before = files(&project.path(""));
        let arguments: Vec<&str> = std::iter::once("init")
            .chain(more.iter().copied())
            .collect();
        let ran = project.run(&arguments, None);
        assert_eq!(ran.exit, Exit::Wrong, "{expected}: {}", ran.out);
        assert!(ran.err.contains(expected), "{expected}: {}", ran.err);
        assert_eq!(files(&project.path("")), before, "{expected}");
    }
}
