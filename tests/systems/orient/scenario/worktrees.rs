//! Two branches at once, each in a git worktree with a database of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use dualect_cli::{Exit, Surroundings};
use dualect_tests::engine::{Database, Engine};
use tempfile::TempDir;

const SCHEMA: &str = include_str!("../schema.toml");

fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .args([
            "-c",
            "user.name=t",
            "-c",
            "user.email=t@example.org",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("git can be run");
    assert!(
        output.status.success(),
        "git {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// Runs a command of dualect's as a developer would: in a folder below the worktree's root.
fn dualect(worktree: &Path, arguments: &[&str], database: Option<&Database>, hour: i64) -> String {
    let folder = worktree.join("src");
    let url = database.map(|database| database.url().into());
    let arguments: Vec<String> = arguments
        .iter()
        .map(|&argument| argument.to_owned())
        .collect();
    let command = move || {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut around = Surroundings::quiet("dualect", &folder, &mut out, &mut err);
        around.now = 1_767_225_600 + hour * 3600;
        around.database_url = url;
        let exit = dualect_cli::run(arguments.iter().map(String::as_str), &mut around);
        let printed = String::from_utf8([out, err].concat()).unwrap();
        assert_eq!(exit, Exit::Done, "{printed}");
        printed
    };
    std::thread::spawn(command).join().unwrap()
}

/// A repository with one worktree beside it.
fn repository() -> (TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let main = folder.path().join("main");
    std::fs::create_dir_all(main.join("src")).unwrap();
    std::fs::write(main.join("src/lib.rs"), "").unwrap();
    std::fs::write(main.join("schema.toml"), SCHEMA).unwrap();
    git(&main, &["init", "--quiet", "--initial-branch=main"]);
    dualect(&main, &["db-generate"], None, 0);
    git(&main, &["add", "."]);
    git(&main, &["commit", "--quiet", "-m", "Begin"]);
    git(
        &main,
        &["worktree", "add", "--quiet", "-b", "flags", "../flags"],
    );
    let flags = folder.path().join("flags");
    (folder, main, flags)
}

async fn columns(database: &Database) -> usize {
    let sql = match database.engine() {
        Engine::Sqlite => "SELECT name FROM pragma_table_info('feature_flags')",
        Engine::Postgres => {
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'feature_flags'"
        }
    };
    database.rows(sql).await.len()
}

async fn two_branches(engine: Engine) {
    let (_folder, main, flags) = repository();
    let (of_main, of_flags) = (engine.database().await, engine.database().await);
    dualect(&main, &["db-migrate"], Some(&of_main), 1);
    dualect(&flags, &["db-migrate"], Some(&of_flags), 1);
    let edited = SCHEMA.replace("sort_order = { type = \"int\", default = 0 }", "sort_order = { type = \"int\", default = 0 }\nis_beta = { type = \"bool\", default = false }");
    assert_ne!(edited, SCHEMA);
    std::fs::write(flags.join("schema.toml"), edited).unwrap();
    dualect(&flags, &["db-generate"], None, 2);
    dualect(&flags, &["db-migrate"], Some(&of_flags), 3);
    // The other branch's files and database are as they were.
    dualect(&main, &["db-generate", "--check"], None, 4);
    assert_eq!((columns(&of_main).await, columns(&of_flags).await), (8, 9));
    assert!(dualect(&main, &["db-status"], Some(&of_main), 4).contains(", 0 pending"));
    // Merged, the branch's migration is what is pending on main.
    git(&flags, &["add", "."]);
    git(&flags, &["commit", "--quiet", "-m", "Add a beta mark"]);
    git(&main, &["merge", "--quiet", "--ff-only", "flags"]);
    dualect(&main, &["db-migrate"], Some(&of_main), 5);
    assert_eq!(columns(&of_main).await, 9);
}

mod branches_in_worktrees_have_databases_of_their_own_until_they_are_merged {
    use super::*;

    #[tokio::test]
    async fn sqlite() {
        two_branches(Engine::Sqlite).await;
    }

    #[tokio::test]
    async fn postgres() {
        two_branches(Engine::Postgres).await;
    }
}
