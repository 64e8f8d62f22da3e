//! Up, down to nothing, and up again; and what is committed is what the schema generates.

use std::path::Path;

use dualect_cli::{Exit, Surroundings};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use dualect_tests::live_catalog::describe;
use hostile_names_db::MIGRATIONS;

use super::connect;

/// What the database holds besides the migrators' own table.
async fn shape(database: &Database) -> Vec<String> {
    let text = describe(database).await;
    let own = |line: &&str| {
        line.contains("__dualect_")
            || line.contains("__drizzle_")
            || line.contains("schema drizzle")
    };
    text.lines()
        .filter(|line| !own(line))
        .map(str::to_owned)
        .collect()
}

both_engines! {
    async fn down_to_nothing_and_up_again_is_the_same_database(database: Database) {
        let empty = shape(&database).await;
        let db = connect(&database).await;
        let first = shape(&database).await;
        assert!(first.len() > empty.len() + 50);
        let back = db.rollback(&MIGRATIONS, 9, true).await.unwrap();
        assert_eq!(back.tags.len(), MIGRATIONS.of(db.dialect()).len());
        assert_eq!(shape(&database).await, empty);
        db.migrate(&MIGRATIONS).await.unwrap();
        assert_eq!(shape(&database).await, first);
    }

    async fn the_ddl_at_once_is_the_database_that_the_migrations_make(database: Database) {
        connect(&database).await;
        let path = format!("schemas/hostile/generated/schema/{}.sql", database.engine());
        let ddl = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
        let fresh = database.engine().database().await;
        fresh.execute(&ddl).await;
        assert_eq!(shape(&fresh).await, shape(&database).await);
    }
}

#[test]
fn the_crate_is_what_its_schema_generates() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut around = Surroundings::quiet("cargo xtask", &folder, &mut out, &mut err);
    let schema = "tests/schemas/hostile/schema.toml";
    let exit = dualect_cli::run(["db-generate", "--check", "--schema", schema], &mut around);
    let printed = [out, err].concat();
    assert_eq!(exit, Exit::Done, "{}", String::from_utf8_lossy(&printed));
}
