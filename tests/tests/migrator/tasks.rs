//! The pages of `docs/tasks`: every command on them is run, and prints what stands there.

use std::path::Path;

use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};
use dualect_tests::project::Project;

use crate::shop::shop;

/// Whether a line is as it was written: `..` stands for anything.
fn matches(line: &str, written: &str) -> bool {
    let mut parts = written.split("..");
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = line.strip_prefix(first) else {
        return false;
    };
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.is_empty()
}

/// What the command printed, with the database's name as the pages have it.
fn printed(project: &Project, command: &str, database: &Database) -> Vec<String> {
    let arguments: Vec<&str> = command.split(' ').collect();
    let ran = project.run(&arguments, Some(database));
    let url = database.url();
    let place = url.split('?').next().unwrap();
    let text = format!("{}{}", ran.out, ran.err).replace(place, "sqlite:app.db");
    text.lines().map(ToOwned::to_owned).collect()
}

/// Does what a comment of the page asks for.
async fn set_up(line: &str, project: &Project, database: &Database) {
    let Some(comment) = line
        .strip_prefix("<!-- ")
        .and_then(|rest| rest.strip_suffix(" -->"))
    else {
        return;
    };
    let (what, text) = comment.split_once(": ").unwrap();
    match what.split_once(' ') {
        None => database.execute(text).await,
        Some(("migrate", _)) => {
            let to = ["db-migrate", "--to", text];
            project
                .run(&to, Some(database))
                .assert_ended(dualect_cli::Exit::Done);
        }
        Some((_, file)) => {
            std::fs::write(project.migrations(database.engine()).join(file), text).unwrap();
        }
    }
}

async fn follow(page: &str, database: &Database) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../docs/tasks")
        .join(page);
    let text = std::fs::read_to_string(path).unwrap();
    let (project, _) = shop();
    let (mut inside, mut run) = (false, 0);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        set_up(line, &project, database).await;
        inside = match line {
            "```console" => true,
            "```" => false,
            _ => inside,
        };
        let Some(command) = line.strip_prefix("$ dualect ").filter(|_| inside) else {
            continue;
        };
        let found = printed(&project, command, database);
        run += 1;
        let mut written = Vec::new();
        while let Some(line) = lines.next_if(|line| *line != "```" && !line.starts_with("$ ")) {
            written.push(line);
        }
        let is_same = found.len() == written.len()
            && found
                .iter()
                .zip(&written)
                .all(|(found, written)| matches(found, written));
        assert!(
            is_same,
            "{page}: {command}\nprinted: {found:#?}\nwritten: {written:#?}"
        );
    }
    assert!(run > 0, "{page}");
}

#[tokio::test]
async fn what_recovers_from_a_failure_prints_what_its_page_says() {
    follow(
        "recover-from-a-failed-migration.md",
        &Engine::Sqlite.database().await,
    )
    .await;
}

both_engines! {
    async fn what_rolls_back_prints_what_its_page_says(database: Database) {
        follow("roll-back.md", &database).await;
    }

    async fn what_deploys_prints_what_its_page_says(database: Database) {
        follow("deploy-without-downtime.md", &database).await;
    }
}
