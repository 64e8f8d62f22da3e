//! The pages of `docs/tasks` about a migrator: every command on them is run, and prints what stands there.

use std::path::Path;

use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};
use dualect_tests::page::Reader;

use crate::shop::shop;

async fn follow(page: &str, database: &Database) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../docs/tasks")
        .join(page);
    let (project, _) = shop();
    let reader = Reader {
        project: &project,
        database: Some(database),
        cargo: None,
        kit: None,
    };
    reader.follow(&std::fs::read_to_string(path).unwrap()).await;
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
