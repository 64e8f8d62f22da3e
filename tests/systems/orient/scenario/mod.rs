//! orient: re-applied all day while it is developed, seeded in order, one database a worktree, writers that do not stop readers.

mod chats;
mod log;
mod reapply;
mod seeds;
mod tables;
mod worktrees;
mod writing;

use dualect::Db;
use dualect_tests::engine::Database;
use orient_system_db::MIGRATIONS;

async fn started(database: &Database) -> Db {
    let db = Db::connect(&database.url()).await.unwrap();
    db.migrate(&MIGRATIONS).await.unwrap();
    db
}
