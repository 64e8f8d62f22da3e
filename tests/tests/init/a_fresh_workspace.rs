//! From `cargo new` to an app that runs on SQLite, with the real cargo.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use dualect_cli::Exit;
use dualect_tests::project::Project;

use super::{a_package, checkout};

const APP: &str = r#"
use shop_db::MIGRATIONS;
use shop_db::notes::{self, NewNote, NotePatch};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let db = dualect::Db::connect("sqlite:shop.db").await?;
    db.migrate(&MIGRATIONS).await?;
    let note = notes::insert(&db, NewNote::new("milk")).await?;
    notes::update(&db, note.id, NotePatch { done: Some(true), ..NotePatch::default() }).await?;
    let note = notes::get(&db, note.id).await?.ok_or("it is gone")?;
    println!("{} {} of {}", note.title, note.done, notes::count(&db).await?);
    Ok(())
}
"#;

/// Cargo in the project, with a target folder that stays, so that a second run builds little.
fn cargo(project: &Project, arguments: &[&str]) -> Output {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("init/target");
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(project.path(""))
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env_remove("DATABASE_URL")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "cargo {arguments:?}:\n{}{}",
        String::from_utf8_lossy(&output.stderr),
        String::from_utf8_lossy(&output.stdout)
    );
    output
}

#[test]
fn an_app_compiles_and_runs_on_sqlite_after_two_commands() {
    let project = a_package("shop");
    // The versions that this workspace is tested with.
    fs::copy(
        Path::new(checkout()).join("Cargo.lock"),
        project.path("Cargo.lock"),
    )
    .unwrap();
    let ran = project.run(&["init", "--dualect-path", checkout()], None);
    ran.assert_ended(Exit::Done);
    let generated = cargo(&project, &["xtask", "db-generate"]);
    assert!(String::from_utf8_lossy(&generated.stdout).contains("notes"));
    cargo(&project, &["xtask", "db-generate", "--check"]);

    let lines = ran.out.lines().map(str::trim);
    let dependencies: Vec<&str> = lines.filter(|line| line.contains(" = { path = ")).collect();
    assert_eq!(dependencies.len(), 2, "{}", ran.out);
    let manifest = fs::read_to_string(project.path("Cargo.toml")).unwrap();
    let tokio = "tokio = { version = \"1\", features = [\"rt\", \"macros\"] }";
    let manifest = manifest.replace(
        "[dependencies]\n",
        &format!("[dependencies]\n{}\n{tokio}\n", dependencies.join("\n")),
    );
    fs::write(project.path("Cargo.toml"), manifest).unwrap();
    fs::write(project.path("src/main.rs"), APP).unwrap();
    let first = cargo(&project, &["run", "--quiet"]);
    assert_eq!(String::from_utf8_lossy(&first.stdout), "milk true of 1\n");
    let second = cargo(&project, &["run", "--quiet"]);
    assert_eq!(String::from_utf8_lossy(&second.stdout), "milk true of 2\n");
}
