//! No password is in anything that is printed: by no command, whether it succeeds or fails, nor in any error.

use std::io::{self, Write};
use std::sync::Mutex;

use dualect::{Db, Options};
use dualect_cli::{Exit, Surroundings};
use dualect_tests::postgres::{OwnServer, PASSWORD, USER};
use dualect_tests::project::{Project, Ran};

use crate::growing::{MIGRATIONS, settings};

const SCHEMA: &str = "[project]\nname = \"secret\"\n\n[tables.items.columns]\nid = { type = \"bigint\", primary_key = true }\nname = \"text\"\n";

/// Every command, as it is given that database. `{url}` stands for it, `{tag}` for the first migration.
const COMMANDS: [(&str, &[&str]); 21] = [
    ("init", &["--dry-run"]),
    ("db-generate", &["--stats", "{url}"]),
    ("db-schema", &["--check"]),
    ("db-lint", &["--database", "{url}"]),
    ("db-status", &["--database", "{url}"]),
    ("db-migrate", &["--database", "{url}", "--dry-run"]),
    ("db-migrate", &["--database", "{url}"]),
    ("db-migrate", &["--database", "{url}", "--json"]),
    ("db-history", &["--database", "{url}", "--verbose"]),
    ("db-repair", &["--database", "{url}"]),
    ("db-check", &["--scratch", "{url}"]),
    ("db-check", &["--database", "{url}"]),
    ("db-diff", &["--from", "{url}", "--to", "schema.toml"]),
    ("db-push", &["--database", "{url}", "--dry-run"]),
    ("db-rollback", &["--database", "{url}", "--accept-lossy"]),
    ("db-pull", &["{url}", "--dry-run"]),
    (
        "db-import",
        &[
            "drizzle",
            "drizzle/postgres",
            "--dry-run",
            "--scratch",
            "{url}",
        ],
    ),
    ("db-new", &["--name", "by_hand"]),
    ("db-squash", &["--to", "{tag}"]),
    ("db-tidy", &[]),
    ("db-templates", &[]),
];

#[track_caller]
fn assert_silent(ran: &Ran, of: &str) {
    let all = format!("{}{}", ran.out, ran.err);
    assert!(!all.contains("sw0rdf1sh"), "{of}: {all}");
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
    list.lines()
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .filter(|word| word == "init" || word.starts_with("db-"))
        .collect()
}

#[tokio::test]
async fn no_command_prints_a_password() {
    let server = OwnServer::start(None);
    for command in commands() {
        assert!(
            COMMANDS.iter().any(|(name, _)| *name == command),
            "{command} is not tried"
        );
    }
    let right = server.url(&format!("{USER}:{PASSWORD}"));
    let wrongs = [
        server.url(&format!("{USER}:wrong-{PASSWORD}")),
        format!("{right}_not_there"),
        format!("{right}?sslmode=require"),
        // Nobody listens there.
        format!("postgres://{USER}:{PASSWORD}@127.0.0.1:1/app"),
        // Which are none.
        format!("postgres://{USER}:{PASSWORD}@127.0.0.1:port/app"),
        format!("{right}?{PASSWORD}=1"),
        format!("postgres//{USER}:{PASSWORD}@127.0.0.1/app"),
        format!("mysql://{USER}:{PASSWORD}@127.0.0.1/app"),
        format!("postgres://{USER}:{PASSWORD}@x y/app"),
        format!("postgres://{USER}:{PASSWORD}@h@o:1/app?connect_timeout=1"),
        format!("postgres:///app?host=127.0.0.1&port=1&user={USER}&password={PASSWORD}"),
        format!("libsql://{USER}:{PASSWORD}@127.0.0.1/app"),
    ];
    let project = Project::generated(SCHEMA);
    let tag = project
        .tags(dualect_tests::engine::Engine::Postgres)
        .remove(0);
    let run = |command: &str, arguments: &[&str], url: &str| {
        let arguments = arguments
            .iter()
            .map(|word| word.replace("{url}", url).replace("{tag}", &tag));
        let all: Vec<String> = std::iter::once(command.to_owned())
            .chain(arguments)
            .collect();
        let words: Vec<&str> = all.iter().map(String::as_str).collect();
        let ran = project.run(&words, None);
        assert_silent(
            &ran,
            &format!("{command} {arguments:?} {url}", arguments = &all[1..]),
        );
        ran
    };
    for wrong in &wrongs {
        // A server that may be starting is waited for, by this command alone.
        let may_start = [":1/", "port=1", "x y"]
            .iter()
            .any(|sign| wrong.contains(sign));
        for (command, arguments) in COMMANDS {
            if may_start && command == "db-migrate" && !arguments.contains(&"--dry-run") {
                continue;
            }
            if arguments.contains(&"{url}") {
                let ran = run(command, arguments, wrong);
                assert_ne!(
                    ran.exit,
                    Exit::Done,
                    "{command} {wrong}: {}{}",
                    ran.out,
                    ran.err
                );
            }
        }
    }
    for (command, arguments) in COMMANDS {
        run(command, arguments, &right);
    }
    // A migration that fails, and one that has been edited: the longest errors that there are.
    let project = Project::generated(SCHEMA);
    let folder = project
        .migrations(dualect_tests::engine::Engine::Postgres)
        .join(&tag);
    std::fs::write(folder.join("migration.sql"), "SELECT no_such_function();\n").unwrap();
    for command in ["db-migrate", "db-status", "db-history", "db-repair"] {
        for json in [&["--json"][..], &[]] {
            let words = [&[command, "--database", right.as_str()][..], json].concat();
            assert_silent(&project.run(&words, None), command);
        }
    }
}

/// All that tracing was told in this process.
static TOLD: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// What a subscriber writes.
struct Told;

impl Write for Told {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        TOLD.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn no_error_and_no_handle_shows_a_password() {
    let server = OwnServer::start(None);
    let right = server.url(&format!("{USER}:{PASSWORD}"));
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(|| Told)
        .init();
    let options = Options::new().url(&right);
    let mut shown = vec![format!("{options:?}")];
    let db = Db::connect_with(options).await.unwrap();
    shown.push(format!("{db} {db:?} {}", db.location()));
    shown.push(format!(
        "{:?}",
        db.migrate_with(&MIGRATIONS, settings()).await.unwrap()
    ));
    shown.push(format!("{:?}", db.status(&MIGRATIONS).await.unwrap()));
    server.crash();
    let lost = db.migrate_with(&MIGRATIONS, settings()).await.unwrap_err();
    shown.push(format!("{lost} {lost:?} {:?}", lost.kind()));
    for url in [
        right.clone(),
        right.replace(&format!(":{}/", server.port()), ":port/"),
        right.replace("postgres://", "mysql://"),
        format!("{right}?sslrootcert=/{PASSWORD}/%zz&sslmode=nonsense"),
    ] {
        let options = Options::new().url(&url).connect_attempts(1);
        shown.push(format!("{options:?}"));
        let error = Db::connect_with(options).await.unwrap_err();
        shown.push(format!("{error} {error:?} {:?}", error.kind()));
    }
    shown.push(String::from_utf8(TOLD.lock().unwrap().clone()).unwrap());
    assert!(
        shown.last().unwrap().contains("dualect::migrate"),
        "{shown:?}"
    );
    for text in shown {
        assert!(!text.contains("sw0rdf1sh"), "{text}");
    }
}
