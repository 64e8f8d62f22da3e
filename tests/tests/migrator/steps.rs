//! Steps in Rust: in batches, resumed where a run ended, and never passed over.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use dualect::migrate::{Batch, Steps};
use dualect::query::{Statement, TableInfo};
use dualect::{Row, sql};
use dualect_cli::Exit;
use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};
use dualect_tests::project::Project;

use crate::shop::{recorded, shop};

static NEXT: Statement = Statement::read(
    "next",
    &TableInfo::NONE,
    sql!(
        "SELECT ",
        Item::COLUMNS_SQL,
        " FROM items WHERE id > $1 ORDER BY id LIMIT 10"
    ),
);
static SET: Statement = Statement::write(
    "set",
    &TableInfo::NONE,
    "UPDATE items SET note = coalesce(note, '') || $1 WHERE id = $2",
);

static FAILS: Statement =
    Statement::write("fails", &TableInfo::NONE, "UPDATE no_such_table SET a = 1");

/// A row as the step knows it, whatever becomes of the table.
#[derive(Row)]
#[row(frozen)]
struct Item {
    id: i64,
    name: String,
}

/// Writes each item's name into its note, in upper case, ten at a time. A batch that begins at `fails_at` fails.
fn steps(fails_at: Option<i64>, batches: &Arc<AtomicU64>) -> Steps {
    let batches = Arc::clone(batches);
    Steps::default().with("shout", move |tx: dualect::Tx, after: Option<String>| {
        let batches = Arc::clone(&batches);
        async move {
            let after: i64 = after.map_or(0, |after| after.parse().unwrap());
            let items: Vec<Item> = tx.fetch_all(&NEXT, vec![after.into()]).await?;
            for item in &items {
                tx.execute(&SET, vec![item.name.to_uppercase().into(), item.id.into()])
                    .await?;
            }
            if fails_at == Some(after) {
                tx.execute(&FAILS, vec![]).await?;
            }
            batches.fetch_add(1, Ordering::SeqCst);
            let next = items.last().map(|item| item.id.to_string());
            Ok(Batch {
                rows: items.len() as u64,
                next,
            })
        }
    })
}

/// A shop of 35 items, with a step and a migration after it.
async fn with_items(database: &Database) -> (Project, String) {
    let (project, [_, second, _]) = shop();
    project
        .run(&["db-migrate", "--to", &second], Some(database))
        .assert_ended(Exit::Done);
    let rows: Vec<String> = (1..=35).map(|id| format!("({id}, 'name {id}')")).collect();
    database
        .execute(&format!(
            "INSERT INTO items (id, name) VALUES {}",
            rows.join(", ")
        ))
        .await;
    project
        .run(&["db-new", "--name", "shout", "--rust"], None)
        .assert_ended(Exit::Done);
    let tag = project.tags(Engine::Sqlite).pop().unwrap();
    project.change_to(&format!("{}more = \"text?\"\n", project.schema()));
    (project, tag)
}

async fn count(database: &Database, condition: &str) -> String {
    let sql = format!("SELECT count(*) FROM items WHERE {condition}");
    database.rows(&sql).await[0][0].clone().unwrap()
}

both_engines! {
    async fn a_program_without_the_step_stops_before_it_and_names_it(database: Database) {
        let (project, tag) = with_items(&database).await;
        let ran = project.run(&["db-migrate"], Some(&database));
        ran.assert_ended(Exit::Database);
        assert!(ran.out.starts_with("applied 20260101020000_add_column_items_price\n"), "{}", ran.out);
        assert!(ran.err.contains(&format!("migration {tag} has the Rust step `shout`, which this program does not have")), "{}", ran.err);
        assert_eq!(recorded(&database).await.len(), 3);
        let ran = project.run(&["db-status"], Some(&database));
        assert!(ran.out.contains(": 3 migrations applied, 2 pending"), "{}", ran.out);
    }

    async fn a_step_runs_in_batches_and_what_follows_it_after_it(database: Database) {
        let (project, tag) = with_items(&database).await;
        let batches = Arc::default();
        project.register(steps(None, &batches));
        let ran = project.run(&["db-migrate"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.out.contains(&format!("applied {tag}\n")), "{}", ran.out);
        // Four with rows, and one that finds none.
        assert_eq!(batches.load(Ordering::SeqCst), 5);
        assert_eq!(count(&database, "note = 'NAME ' || id").await, "35");
        assert_eq!(recorded(&database).await.len(), 5);
        project.run(&["db-migrate"], Some(&database)).assert_ended(Exit::Done);
        assert_eq!(batches.load(Ordering::SeqCst), 5);
        let ran = project.run(&["db-history", "--verbose"], Some(&database));
        assert!(ran.out.contains(&tag), "{}", ran.out);
        project.run(&["db-rollback", "--to", &tag, "--accept-lossy"], Some(&database)).assert_ended(Exit::Done);
        project.run(&["db-rollback"], Some(&database)).assert_ended(Exit::Done);
        assert_eq!(recorded(&database).await.len(), 3);
    }

    async fn a_step_that_failed_goes_on_at_the_batch_that_it_was_in(database: Database) {
        let (project, tag) = with_items(&database).await;
        let batches = Arc::default();
        project.register(steps(Some(20), &batches));
        let ran = project.run(&["db-migrate"], Some(&database));
        ran.assert_ended(Exit::Database);
        assert!(ran.err.contains(&format!("migration {tag} failed")) && ran.err.contains("the Rust step shout"), "{}", ran.err);
        assert_eq!(count(&database, "note IS NOT NULL").await, "20");
        let ran = project.run(&["db-repair"], Some(&database));
        ran.assert_ended(Exit::Stale);
        assert!(ran.out.contains(&format!("{tag} is applied in part")), "{}", ran.out);
        project.register(steps(None, &batches));
        project.run(&["db-migrate"], Some(&database)).assert_ended(Exit::Done);
        // No row twice.
        assert_eq!(count(&database, "note = 'NAME ' || id").await, "35");
    }

    async fn other_migrators_fail_on_a_step_and_do_not_pass_over_it(database: Database) {
        let (project, tag) = with_items(&database).await;
        let sql = std::fs::read_to_string(project.migrations(database.engine()).join(&tag).join("migration.sql")).unwrap();
        let failed = match &database {
            Database::Sqlite(database) => database.connect().execute_batch(&sql).is_err(),
            Database::Postgres(database) => database.connect().await.batch_execute(&sql).await.is_err(),
        };
        assert!(failed, "{sql}");
    }
}
