//! `--json`: whatever the command, and whatever comes of it, standard output is one object on one line.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use dualect_cli::{Exit, Surroundings};
use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};
use dualect_tests::project::{Project, Ran};
use serde_json::{Value, json};

const SCHEMA: &str = "[project]\nname = \"told\"\n\n[tables.items.columns]\nid = { type = \"bigint\", primary_key = true }\nname = \"text\"\n";

/// Every command, in an order in which each has something to do, and what its object has to hold.
const COMMANDS: [(&str, &[&str], &[&str]); 25] = [
    ("init", &["--dry-run"], &["dry_run", "pieces", "next"]),
    (
        "db-generate",
        &["--check"],
        &["up_to_date", "stale", "migration", "run"],
    ),
    ("db-generate", &[], &["migration", "written", "removed"]),
    (
        "db-generate",
        &["--check"],
        &["up_to_date", "stale", "migration"],
    ),
    ("db-schema", &[], &["path", "up_to_date", "written"]),
    ("db-schema", &["--check"], &["path", "up_to_date"]),
    ("db-lint", &["--database", "{url}"], &["migrations"]),
    (
        "db-status",
        &["--database", "{url}"],
        &["applied", "pending", "database"],
    ),
    (
        "db-push",
        &["--database", "{url}", "--dry-run"],
        &["database", "statements", "changes", "hazards"],
    ),
    (
        "db-migrate",
        &["--database", "{url}", "--dry-run"],
        &["pending", "asked", "database"],
    ),
    (
        "db-migrate",
        &["--database", "{url}"],
        &["applied", "adopted", "recorded", "database"],
    ),
    (
        "db-history",
        &["--database", "{url}"],
        &["history", "database"],
    ),
    (
        "db-repair",
        &["--database", "{url}"],
        &["findings", "database"],
    ),
    (
        "db-check",
        &["--dialect", "sqlite"],
        &["findings", "passed"],
    ),
    (
        "db-check",
        &["--database", "{url}"],
        &["findings", "passed"],
    ),
    (
        "db-diff",
        &["--from", "{url}", "--to", "schema.toml"],
        &["dialect", "statements", "hazards"],
    ),
    (
        "db-rollback",
        &["--database", "{url}", "--accept-lossy"],
        &["taken_back", "database"],
    ),
    ("db-pull", &["{url}", "--dry-run"], &["error"]),
    ("db-import", &["drizzle", "nowhere"], &["error"]),
    ("db-new", &["--name", "by_hand"], &["tag", "files"]),
    ("db-squash", &["--to", "{tag}"], &["error"]),
    ("db-tidy", &[], &["removed"]),
    ("db-templates", &[], &["templates"]),
    ("db-templates", &["enum.j2"], &["error"]),
    ("db-templates", &["{template}"], &["name", "text"]),
];

/// The object that was printed, and nothing else was.
#[track_caller]
fn object(ran: &Ran, of: &str) -> Value {
    assert_eq!(ran.out.lines().count(), 1, "{of}: {}\n{}", ran.out, ran.err);
    let value: Value = serde_json::from_str(&ran.out).unwrap();
    assert!(value.is_object(), "{of}: {value}");
    assert_eq!(
        value.get("error").is_some(),
        ran.err.lines().any(|line| line.starts_with("error")),
        "{of}: {value}\n{}",
        ran.err
    );
    if let Some(error) = value.get("error") {
        assert_eq!(error["exit"], json!(ran.exit.code()), "{of}: {value}");
        assert!(error["message"].is_string(), "{of}: {value}");
    }
    value
}

/// The commands that `--help` lists.
fn commands() -> Vec<String> {
    let folder = std::env::temp_dir();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut around = Surroundings::quiet("dualect", &folder, &mut out, &mut err);
    assert_eq!(dualect_cli::run(["--help"], &mut around), Exit::Done);
    let help = String::from_utf8(out).unwrap();
    let (_, list) = help.split_once("Commands:\n").unwrap();
    let (list, _) = list.split_once("\n\n").unwrap();
    let words = list
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    words
        .filter(|word| *word == "init" || word.starts_with("db-"))
        .map(str::to_owned)
        .collect()
}

both_engines! {
    async fn every_command_prints_one_object(database: Database) {
        for command in commands() {
            assert!(COMMANDS.iter().any(|(name, ..)| *name == command), "{command} is not tried");
        }
        let project = Project::ungenerated(SCHEMA);
        std::fs::write(project.path("Cargo.toml"), "[workspace]\nmembers = []\n").unwrap();
        let url = database.url();
        let template = {
            let ran = project.run(&["db-templates"], None);
            ran.out.lines().next().unwrap().to_owned()
        };
        for (command, arguments, keys) in COMMANDS {
            let tag = if project.path("drizzle").exists() { project.tags(database.engine()).remove(0) } else { String::new() };
            let word = |word: &&str| word.replace("{url}", &url).replace("{tag}", &tag).replace("{template}", &template);
            let arguments: Vec<String> = arguments.iter().map(word).collect();
            let mut words = vec![command, "--json"];
            words.extend(arguments.iter().map(String::as_str));
            let of = words.join(" ");
            let value = object(&project.run(&words, None), &of);
            for key in keys {
                assert!(value.get(*key).is_some(), "{of}: no `{key}` in {value}");
            }
            assert_eq!(value.get("error").is_some(), keys.contains(&"error"), "{of}: {value}");
        }
    }

    /// Where there is nothing to work on, that is what the object says.
    async fn every_command_prints_one_object_where_there_is_no_schema(database: Database) {
        let url = database.url();
        for (command, arguments, _) in COMMANDS {
            let project = Project::empty();
            let word = |word: &&str| word.replace("{url}", &url).replace("{tag}", "20260101000000_none").replace("{template}", "none.j2");
            let arguments: Vec<String> = arguments.iter().map(word).collect();
            let mut words = vec![command];
            words.extend(arguments.iter().map(String::as_str));
            words.push("--json");
            let ran = project.run(&words, None);
            let of = words.join(" ");
            let value = object(&ran, &of);
            let can = command == "db-templates" && arguments.is_empty();
            assert_eq!(value.get("error").is_none(), can, "{of}: {value}");
        }
    }
}

#[test]
fn what_a_generation_does_is_told_by_its_parts() {
    let project = Project::ungenerated(SCHEMA);
    let said = object(&project.run(&["db-generate", "--json"], None), "first");
    assert_eq!(said["migration"]["changes"], json!(["add table items"]));
    assert_eq!(said["removed"], json!([]));
    let written: Vec<&str> = said["written"]
        .as_array()
        .unwrap()
        .iter()
        .map(|path| path.as_str().unwrap())
        .collect();
    assert!(
        written
            .iter()
            .any(|path| path.starts_with("drizzle/sqlite/") && path.ends_with("/migration.sql")),
        "{written:?}"
    );
    assert!(written.contains(&"generated/src/items.rs"), "{written:?}");
    let said = object(&project.run(&["db-generate", "--json"], None), "again");
    assert_eq!(
        (&said["migration"], &said["written"]),
        (&Value::Null, &json!([]))
    );

    project.write_schema(&SCHEMA.replace("name = \"text\"\n", ""));
    let ran = project.run(&["db-generate", "--json"], None);
    ran.assert_ended(Exit::Wrong);
    let said = object(&ran, "a loss");
    assert!(
        said["error"]["message"]
            .as_str()
            .unwrap()
            .contains("items.name"),
        "{said}"
    );
    let said = object(
        &project.run(&["db-generate", "--json", "--check"], None),
        "check",
    );
    assert!(
        said["undecided"].as_str().unwrap().contains("items.name"),
        "{said}"
    );
    let ran = project.run(
        &[
            "db-generate",
            "--json",
            "--accept",
            "drops-column:items.name",
        ],
        None,
    );
    ran.assert_ended(Exit::Done);
    let said = object(&ran, "a loss that is meant");
    assert_eq!(
        said["migration"]["hazards"][0]["code"],
        json!("drops-column")
    );
    assert_eq!(
        said["migration"]["hazards"][0]["class"],
        json!("destructive")
    );
}

#[tokio::test]
async fn what_a_pull_takes_over_is_told_by_its_parts() {
    let database = Engine::Sqlite.database().await;
    database
        .execute("CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT)")
        .await;
    let project = Project::empty();
    let said = object(
        &project.run(&["db-pull", "--json", "--dry-run", &database.url()], None),
        "dry",
    );
    assert!(
        said["text"]
            .as_str()
            .unwrap()
            .contains("[tables.items.columns]"),
        "{said}"
    );
    assert_eq!(said["written"], json!(false));
    let ran = project.run(&["db-pull", "--json", &database.url()], None);
    ran.assert_ended(Exit::Done);
    let said = object(&ran, "pull");
    assert_eq!(
        (&said["tables"], &said["recorded"], &said["schema"]),
        (&json!(1), &json!(true), &json!("schema.toml"))
    );
    assert!(
        said["baseline"].as_str().unwrap().ends_with("_baseline"),
        "{said}"
    );
    assert_eq!(said["baseline"], said["migration"]["tag"]);

    database
        .execute("ALTER TABLE items ADD COLUMN more TEXT")
        .await;
    let ran = project.run(&["db-check", "--json", "--database", &database.url()], None);
    ran.assert_ended(Exit::Stale);
    let said = object(&ran, "drift");
    assert_eq!(
        said["findings"][0]["lines"],
        json!(["drop column items.more"])
    );
    assert_eq!(said["passed"], json!([]));
}
