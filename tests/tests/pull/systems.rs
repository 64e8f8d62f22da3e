//! The databases of real systems, made by their own migrations.

use std::path::{Path, PathBuf};

use dualect_tests::engine::{Database, Engine};

use super::pulled;

fn statements(folder: &Path) -> String {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut tags: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    tags.sort();
    let files = tags.iter().filter(|tag| tag.is_dir());
    let texts = files.map(|tag| std::fs::read_to_string(tag.join("migration.sql")).unwrap());
    texts
        .collect::<Vec<_>>()
        .join("\n")
        .replace("--> statement-breakpoint", "")
}

async fn of(engine: Engine, system: &str) -> Database {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("systems")
        .join(system);
    let database = engine.database().await;
    database
        .execute(&statements(&folder.join("drizzle").join(engine.name())))
        .await;
    database
}

#[tokio::test]
async fn every_system_is_taken_over_as_it_is() {
    for engine in Engine::ALL {
        for system in ["ash", "codespar", "deploystack", "orient", "pipelit"] {
            let database = of(engine, system).await;
            let schema = pulled(&database).schema();
            assert!(
                !schema.contains("a table by its statement"),
                "{system}\n{schema}"
            );
        }
    }
}
