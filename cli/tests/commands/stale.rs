//! Nothing that is not as the schema asks for passes `db-generate --check`, whatever brought it about.

use std::fs;
use std::time::{Duration, SystemTime};

use dualect_cli::Exit;

use crate::project::{NEXT, Project};

const SCHEMA: &str = r#"[project]
name = "shop"

[enums]
item_state = ["draft", "live"]

[tables.items.columns]
id    = { type = "bigint", primary_key = true }
name  = "text"
state = "item_state"

[tables.orders.columns]
id   = { type = "bigint", primary_key = true }
item = { references = "items.id" }

[views.live_items]
columns  = { id = "bigint", name = "text" }
sqlite   = "SELECT id, name FROM items WHERE state = 'live'"
postgres = "SELECT id, name FROM items WHERE state = 'live'"
"#;
const LOCK: &str = "generated/dualect.lock";

fn project() -> Project {
    let project = Project::new();
    project.write("schema.toml", SCHEMA);
    project.ok(&["db-generate"]);
    project
}

/// The files that are the generator's.
fn generated(project: &Project) -> Vec<String> {
    let texts = project.texts();
    let files = texts.into_keys();
    files
        .filter(|path| path.starts_with("generated/") && !path.ends_with("Cargo.toml"))
        .collect()
}

/// That the check finds something, and names these.
fn assert_stale(project: &Project, paths: &[&str]) {
    let ran = project.run(&["db-generate", "--check"]);
    assert_eq!(ran.exit, Exit::Stale, "{paths:?}: {ran:#?}");
    for path in paths {
        assert!(ran.out.contains(&format!("  {path}: ")), "{path}: {ran:#?}");
    }
}

fn assert_fresh(project: &Project) {
    let ran = project.run(&["db-generate", "--check"]);
    assert_eq!(ran.exit, Exit::Done, "{ran:#?}");
}

#[test]
fn every_edit_of_every_generated_file_is_found() {
    let project = project();
    let files = generated(&project);
    for kind in [
        "/items.rs",
        "/live_items.rs",
        "/enums.rs",
        "/lib.rs",
        "/migrations.rs",
        "/sqlite.sql",
        "/postgres.sql",
        "/dualect.lock",
    ] {
        assert!(files.iter().any(|path| path.ends_with(kind)), "{kind}");
    }
    for path in &files {
        let text = project.read(path);
        let last = text.trim_end().len() - 1;
        let middle = text.len() / 2;
        let middle = (middle..text.len())
            .find(|at| text.as_bytes()[*at].is_ascii_alphanumeric())
            .unwrap();
        for at in [3, middle, last] {
            let mut bytes = text.clone().into_bytes();
            bytes[at] = if bytes[at] == b'x' { b'y' } else { b'x' };
            project.write(path, bytes);
            assert_stale(&project, &[path]);
        }
        for edited in [format!("{text}\n"), format!("\n{text}"), String::new()] {
            project.write(path, edited);
            assert_stale(&project, &[path]);
        }
        fs::remove_file(project.path(path)).unwrap();
        assert_stale(&project, &[path]);
        project.write(path, &text);
    }
    assert_fresh(&project);
}

#[test]
fn a_file_that_is_only_touched_is_as_it_was() {
    let project = project();
    let later = SystemTime::now() + Duration::from_secs(60);
    for path in generated(&project) {
        let file = fs::File::options().write(true).open(project.path(&path));
        file.unwrap().set_modified(later).unwrap();
    }
    let before = project.files();
    assert_fresh(&project);
    project.ok(&["db-generate"]);
    assert_eq!(project.files(), before);
}

#[test]
fn a_file_too_many_is_found_if_it_is_ours() {
    let project = project();
    project.write(
        "generated/src/more.rs",
        project.read("generated/src/items.rs"),
    );
    assert_stale(&project, &["generated/src/more.rs"]);
}

#[test]
fn an_older_file_is_found_though_it_is_intact() {
    let project = project();
    let before = project.texts();
    project.edit("schema.toml", "name  = \"text\"", "name  = \"text?\"");
    project.ok(&["db-generate", "--at", "20260201000000"]);
    let after = project.texts();
    let mut changed = 0;
    for path in generated(&project) {
        if before[&path] != after[&path] {
            changed += 1;
            project.write(&path, &before[&path]);
            assert_stale(&project, &[&path]);
            // Nothing but that file is written.
            project.ok(&["db-generate"]);
            assert_eq!(project.texts(), after, "{path}");
        }
    }
    assert!(changed >= 5, "{changed}");
    // All of them, the lock too, as when somebody takes an older folder along.
    for path in generated(&project) {
        project.write(&path, &before[&path]);
    }
    assert_stale(&project, &["generated/src/items.rs", LOCK]);
}

#[test]
fn a_lock_of_another_state_makes_nothing_pass() {
    let project = project();
    let before = project.texts();
    project.edit(
        "schema.toml",
        "\"draft\", \"live\"",
        "\"draft\", \"live\", \"gone\"",
    );
    let stale = ["enums.rs", "migrations.rs"].map(|file| format!("generated/src/{file}"));
    assert_stale(
        &project,
        &[&stale[0], &stale[1], LOCK, "generated/schema/sqlite.sql"],
    );
    project.ok(&["db-generate", "--at", "20260201000000"]);
    let after = project.texts();
    // The files of before with the lock of after.
    for path in generated(&project) {
        if path != LOCK {
            project.write(&path, &before[&path]);
        }
    }
    assert_stale(
        &project,
        &["generated/src/enums.rs", "generated/src/migrations.rs"],
    );
    // The lines of both, as a merge may leave them.
    for path in generated(&project) {
        project.write(&path, &after[&path]);
    }
    let files = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| line.starts_with("file "));
        lines.map(str::to_owned).collect()
    };
    let mut merged = after[LOCK].clone();
    for line in files(&before[LOCK]) {
        if !merged.contains(&line) {
            merged.push_str(&format!("{line}\n"));
        }
    }
    assert_ne!(merged, after[LOCK]);
    project.write(LOCK, &merged);
    assert_stale(&project, &[LOCK]);
    project.ok(&["db-generate"]);
    assert_eq!(project.texts(), after);
}

#[test]
fn a_lock_that_is_lost_torn_or_in_conflict_costs_time_and_nothing_else() {
    let project = project();
    let before = project.texts();
    let lock = &before[LOCK];
    for broken in [
        String::new(),
        "no lock at all\n".to_owned(),
        lock[..lock.len() / 2].to_owned(),
        format!("<<<<<<< HEAD\n{lock}=======\n{lock}>>>>>>> other\n"),
    ] {
        project.write(LOCK, broken);
        assert_stale(&project, &[LOCK]);
        project.ok(&["db-generate"]);
        assert_eq!(project.texts(), before);
    }
}

#[test]
fn a_generator_of_another_edition_writes_what_differs_and_the_lock() {
    let project = project();
    let before = project.files();
    // What another edition left: the same files, from inputs of which this one knows nothing.
    let lock: String = before[LOCK]
        .0
        .lines()
        .map(|line| match line.strip_prefix("file ") {
            Some(rest) => {
                let words: Vec<&str> = rest.split(' ').collect();
                format!("file {} 0123456789abcdef {}\n", words[0], words[2])
            }
            None => format!("{line}\n"),
        })
        .collect();
    project.write(LOCK, lock);
    assert_stale(&project, &[LOCK]);
    project.ok(&["db-generate"]);
    let after = project.files();
    for (path, file) in &before {
        if path == LOCK {
            assert_eq!(after[path].0, file.0);
        } else {
            assert_eq!(&after[path], file, "{path}");
        }
    }
}

#[test]
fn other_dialects_other_templates_and_another_schema_are_found() {
    let project = project();
    let templates = "\n[output]\ntemplates = \"templates\"\n";
    for (from, to) in [
        (
            "name = \"shop\"\n",
            "name = \"shop\"\ndialects = [\"sqlite\"]\n",
        ),
        ("name = \"shop\"\n", "name = \"store\"\n"),
        (
            "[views.live_items]\n",
            "[views.live_items]\nkey = [\"id\"]\n",
        ),
        ("[enums]\n", "# A word.\n\n[enums]\n"),
    ] {
        project.edit("schema.toml", from, to);
        assert_stale(&project, &["generated/src/migrations.rs", LOCK]);
        project.write("schema.toml", SCHEMA);
        assert_fresh(&project);
    }
    project.write("schema.toml", NEXT);
    let ran = project.run(&[
        "db-generate",
        "--check",
        "--accept",
        "drops-column:items.state",
    ]);
    assert_eq!(ran.exit, Exit::Stale, "{ran:#?}");
    assert!(ran.out.contains("  generated/src/items.rs: "), "{ran:#?}");

    project.write("schema.toml", format!("{SCHEMA}{templates}"));
    let (name, text) = dualect_codegen::rust::built_in_templates()
        .iter()
        .find(|(name, _)| *name == "enums.j2")
        .unwrap();
    let path = format!("templates/{name}");
    project.write(&path, text);
    project.ok(&["db-generate"]);
    assert_fresh(&project);
    project.write(
        &path,
        text.replace("#[derive(Debug", "#[non_exhaustive]\n#[derive(Debug"),
    );
    assert_stale(&project, &["generated/src/enums.rs"]);
    project.ok(&["db-generate"]);
    assert_fresh(&project);
    fs::remove_file(project.path(&path)).unwrap();
    assert_stale(&project, &["generated/src/enums.rs"]);
}

#[test]
fn a_migration_that_lacks_a_file_or_leads_elsewhere_is_found() {
    let project = project();
    let texts = project.texts();
    let parts: Vec<&String> = texts
        .keys()
        .filter(|path| path.starts_with("drizzle/"))
        .collect();
    assert_eq!(parts.len(), 6, "{parts:?}");
    for path in parts {
        fs::remove_file(project.path(path)).unwrap();
        let ran = project.run(&["db-generate", "--check"]);
        assert_ne!(ran.exit, Exit::Done, "{path}: {ran:#?}");
        project.write(path, &texts[path]);
        if path.ends_with("snapshot.json") {
            project.edit(path, "\"orders\"", "\"ordered\"");
            let ran = project.run(&["db-generate", "--check"]);
            assert_ne!(ran.exit, Exit::Done, "{path}: {ran:#?}");
            project.write(path, &texts[path]);
        }
    }
    assert_fresh(&project);
}
