//! From a new package to an app that runs on both databases, as the page about it says, with the real cargo.

use std::fs;
use std::path::Path;

use dualect_tests::engine::Engine;
use dualect_tests::page::{Cargo, Reader};

use super::{a_package, checkout};

#[tokio::test]
async fn the_page_about_a_new_workspace_leads_to_an_app_on_both_databases() {
    let project = a_package("shop");
    let checkout = Path::new(checkout());
    // The versions that this workspace is tested with.
    fs::copy(checkout.join("Cargo.lock"), project.path("Cargo.lock")).unwrap();
    let reader = Reader {
        project: &project,
        database: None,
        cargo: Some(Cargo {
            checkout,
            server: &Engine::Postgres.database().await,
            target: Path::new(env!("CARGO_TARGET_TMPDIR")).join("init/target"),
        }),
        kit: None,
    };
    let page = include_str!("../../../docs/tasks/add-to-my-workspace.md");
    reader.follow(page).await;
}
