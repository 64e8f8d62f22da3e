//! From one Postgres database to another, as `db-diff` goes: what is on both is told by the server's own catalog, and each file in
//! `pairs` is a case, there and back.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use std::path::{Path, PathBuf};

use dualect_codegen::dialect::SqliteVersion;
use dualect_codegen::diff::Renames;
use dualect_codegen::inspect::Inspected;
use dualect_codegen::inspect::postgres::{QUERY, level, read};
use dualect_codegen::migration::{Transition, files};
use dualect_codegen::plan::Terms;
use dualect_tests::engine::{Database, Engine};
use dualect_tests::migration_run::apply;

/// What the file says: statements of both, then those of each, rows for each, and whether the way is refused.
#[derive(Default)]
struct Pair {
    before: String,
    after: String,
    rows_before: String,
    rows_after: String,
    refused: Option<String>,
}

impl Pair {
    fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap();
        let mut pair = Self::default();
        let mut parts = text.split("\n-- == ");
        let shared = parts.next().unwrap();
        pair.before.push_str(shared);
        pair.after.push_str(shared);
        for part in parts {
            let (name, body) = part.split_once('\n').unwrap();
            match name {
                "before" => pair.before.push_str(body),
                "after" => pair.after.push_str(body),
                "rows before" => pair.rows_before.push_str(body),
                "rows after" => pair.rows_after.push_str(body),
                "refused" => pair.refused = Some(body.trim_start_matches("-- ").trim().to_owned()),
                other => panic!("{}: what is {other}?", path.display()),
            }
        }
        pair
    }

    fn reversed(&self) -> Self {
        Self {
            before: self.after.clone(),
            after: self.before.clone(),
            rows_before: self.rows_after.clone(),
            rows_after: self.rows_before.clone(),
            refused: self.refused.clone(),
        }
    }
}

async fn inspected(database: &Database) -> Inspected {
    let rows = database.rows(QUERY).await;
    let text = rows[0][0].as_deref().expect("it answers");
    read(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn between(from: Inspected, to: Inspected) -> Transition {
    assert_eq!((from.beyond, to.beyond), (vec![], vec![]));
    let (mut from, mut to) = (from.catalog, to.catalog);
    level(&mut from, &mut to);
    Transition::new(from, to, &Renames::default())
}

async fn holding(sql: &str, rows: &str) -> Database {
    let database = Engine::Postgres.database().await;
    let whole = format!("{sql}\n;\n{rows}");
    let done = apply(&database, &whole).await;
    done.unwrap_or_else(|error| panic!("{error}\nin {whole}"));
    database
}

async fn goes(pair: Pair) {
    let from = holding(&pair.before, &pair.rows_before).await;
    let to = holding(&pair.after, "").await;
    let transition = between(inspected(&from).await, inspected(&to).await);
    let unplanned = transition.there.unplanned.first().map(ToString::to_string);
    if let Some(refused) = &pair.refused {
        let said = unplanned.expect("it is refused");
        assert!(said.contains(refused), "{said}");
        return;
    }
    assert_eq!(unplanned, None);
    let (up, down) = transition.plans(&Terms::simple(SqliteVersion::BUNDLED));
    let sql = files(&up, &down).up;
    let done = apply(&from, &sql).await;
    done.unwrap_or_else(|error| panic!("{error}\nby\n{sql}"));
    let left = between(inspected(&from).await, inspected(&to).await);
    assert!(left.there.is_empty(), "{:#?}\nafter\n{sql}", left.there);
}

#[tokio::test]
async fn every_database_becomes_the_other_there_and_back() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("pairs");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    if let Ok(part) = std::env::var("DUALECT_CASE") {
        paths.retain(|path| path.to_string_lossy().contains(&part));
    }
    let mut failed = Vec::new();
    for path in paths {
        for back in [false, true] {
            let pair = Pair::read(&path);
            let pair = if back { pair.reversed() } else { pair };
            let task = tokio::task::LocalSet::new();
            let done = task.run_until(async move { tokio::task::spawn_local(goes(pair)).await });
            if let Err(error) = done.await {
                let name = path.file_stem().unwrap().to_string_lossy().into_owned();
                failed.push(format!(
                    "{name}{}: {error}",
                    if back { ", back" } else { "" }
                ));
            }
        }
    }
    assert!(
        failed.is_empty(),
        "{} fail:\n{}",
        failed.len(),
        failed.join("\n")
    );
}
