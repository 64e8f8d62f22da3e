//! Two branches that each add a migration.

use std::process::Command;

use dualect_cli::Exit;

use crate::project::{Project, SCHEMA};

const INIT: &str = "20260131120000_init";

fn git(project: &Project, arguments: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=a", "-c", "user.email=a@example.com"])
        .args(["-c", "init.defaultBranch=main"])
        .args(arguments)
        .current_dir(project.root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn commit(project: &Project) {
    git(project, &["add", "-A"]);
    git(project, &["commit", "-q", "-m", "a step"]);
}

fn schema(columns: &str) -> String {
    format!("{SCHEMA}{columns}")
}

/// Main has added `born`, the branch `died`; the branch has merged main, and its schema holds both.
fn merged() -> Project {
    let project = Project::new();
    std::fs::remove_dir(project.path(".git")).unwrap();
    git(&project, &["init", "-q"]);
    project.ok(&["db-generate"]);
    commit(&project);
    git(&project, &["checkout", "-q", "-b", "branch"]);
    project.write("schema.toml", schema("died = \"date?\"\n"));
    project.ok(&["db-generate", "--at", "20260201000000"]);
    commit(&project);
    git(&project, &["checkout", "-q", "main"]);
    project.write("schema.toml", schema("born = \"date?\"\n"));
    project.ok(&["db-generate", "--at", "20260202000000"]);
    commit(&project);
    git(&project, &["checkout", "-q", "branch"]);
    // Git takes both folders; what conflicts is the schema, which a person merges, and what is generated.
    git(&project, &["merge", "-q", "-X", "ours", "main"]);
    project.write(
        "schema.toml",
        schema("born = \"date?\"\ndied = \"date?\"\n"),
    );
    project
}

const OURS: &str = "20260201000000_add_column_items_died";
const THEIRS: &str = "20260202000000_add_column_items_born";

fn tags(project: &Project) -> Vec<String> {
    let folders = std::fs::read_dir(project.path("drizzle/sqlite")).unwrap();
    let names = folders.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut tags: Vec<String> = names.collect();
    tags.sort();
    tags
}

#[test]
fn two_heads_are_refused_with_the_command_that_makes_one_of_them() {
    let project = merged();
    let ran = project.run(&["db-generate"]);
    assert_eq!(ran.exit, Exit::Wrong);
    assert!(ran.err.contains("two branches met"), "{}", ran.err);
    assert!(ran.err.contains("db-generate --rebase"), "{}", ran.err);
}

#[test]
fn the_migration_that_main_does_not_have_is_made_anew_and_the_released_one_keeps_its_bytes() {
    let project = merged();
    let theirs = |project: &Project| {
        ["migration.sql", "down.sql", "snapshot.json"]
            .map(|file| project.read(&format!("drizzle/postgres/{THEIRS}/{file}")))
    };
    let before = theirs(&project);
    let ran = project.ok(&["db-generate", "--rebase", "--at", "20260203000000"]);
    assert!(
        ran.out
            .contains(&format!("removed {OURS}, which is made anew")),
        "{ran:#?}"
    );
    assert!(ran.err.contains("db-rollback"), "{ran:#?}");
    let new = "20260203000000_add_column_items_died";
    assert_eq!(tags(&project), [INIT, THEIRS, new]);
    assert_eq!(theirs(&project), before);
    let sql = project.read(&format!("drizzle/sqlite/{new}/migration.sql"));
    assert!(
        sql.contains("ADD COLUMN died") && !sql.contains("born"),
        "{sql}"
    );
    let snapshot = project.read(&format!("drizzle/sqlite/{new}/snapshot.json"));
    assert!(
        snapshot.contains(&format!("\"parents\": [\"{THEIRS}\"]")),
        "{snapshot}"
    );
    project.ok(&["db-generate", "--check"]);
}

#[test]
fn one_that_is_named_is_made_anew_without_asking_git() {
    let project = merged();
    std::fs::remove_dir_all(project.path(".git")).unwrap();
    std::fs::create_dir(project.path(".git")).unwrap();
    let ran = project.run(&["db-generate", "--rebase"]);
    assert_eq!(ran.exit, Exit::Wrong);
    assert!(ran.err.contains("--rebase TAG"), "{}", ran.err);
    project.ok(&["db-generate", "--at", "20260203000000", "--rebase", THEIRS]);
    assert_eq!(
        tags(&project),
        [INIT, OURS, "20260203000000_add_column_items_born"]
    );
}

#[test]
fn statements_that_were_edited_by_hand_are_not_thrown_away_unasked() {
    let project = merged();
    let file = format!("drizzle/sqlite/{OURS}/migration.sql");
    let sql = project.read(&file);
    project.write(&file, format!("-- a word\n{sql}"));
    let edited = sql.replace("ADD COLUMN died", "ADD COLUMN died /* here */");
    assert_ne!(sql, edited);
    project.write(
        &file,
        format!("{sql}--> statement-breakpoint\nUPDATE items SET died = NULL;\n"),
    );
    let before = project.files();
    let ran = project.run(&["db-generate", "--rebase"]);
    assert_eq!(ran.exit, Exit::Stale);
    assert!(ran.err.contains("edited by hand"), "{}", ran.err);
    assert_eq!(project.files(), before);
    project.ok(&[
        "db-generate",
        "--at",
        "20260203000000",
        "--rebase",
        "--overwrite-edited",
    ]);
    assert_eq!(tags(&project).len(), 3);
}

#[test]
fn what_was_accepted_once_is_not_asked_again() {
    let project = Project::new();
    project.ok(&["db-generate"]);
    let none = SCHEMA.replace("name = \"text\"\n", "");
    project.write("schema.toml", &none);
    project.ok(&[
        "db-generate",
        "--at",
        "20260201000000",
        "--accept",
        "drops-column:items.name",
    ]);
    let ours = "20260201000000_drop_column_items_name";
    let kept = ["sqlite", "postgres"].map(|dialect| {
        ["migration.sql", "down.sql", "snapshot.json"].map(|file| {
            let path = format!("drizzle/{dialect}/{ours}/{file}");
            let text = project.read(&path);
            (path, text)
        })
    });
    for dialect in ["sqlite", "postgres"] {
        std::fs::remove_dir_all(project.path(&format!("drizzle/{dialect}/{ours}"))).unwrap();
    }
    project.write("schema.toml", schema("born = \"date?\"\n"));
    project.ok(&["db-generate", "--at", "20260202000000"]);
    for (path, text) in kept.iter().flatten() {
        project.write(path, text);
    }
    project.write("schema.toml", format!("{none}born = \"date?\"\n"));
    let ran = project.ok(&["db-generate", "--at", "20260203000000", "--rebase", ours]);
    assert!(ran.out.contains("drop column items.name"), "{ran:#?}");
}

#[test]
fn without_two_heads_there_is_nothing_to_rebase() {
    let project = Project::generated();
    let ran = project.run(&["db-generate", "--rebase"]);
    assert_eq!(ran.exit, Exit::Wrong);
    assert!(
        ran.err.contains("there is nothing to rebase"),
        "{}",
        ran.err
    );
}
