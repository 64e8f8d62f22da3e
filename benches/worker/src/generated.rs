//! The generated functions, as an application calls them.

use ash_db::runners::{self, NewRunner};
use dualect::{Db, Options, Synchronous};
use dualect_measure::{New, Peer};

/// The database.
pub struct Generated(Db);

/// Connects with so many connections at most.
pub async fn connect(url: &str, readers: usize, pool: usize) -> Generated {
    let options = Options::new()
        .url(url)
        .readers(readers)
        .pool_size(pool)
        .synchronous(Synchronous::Normal);
    Generated(Db::connect_with(options).await.expect("the database"))
}

fn row(new: New) -> NewRunner {
    NewRunner::new(new.id, new.host, new.port)
}

impl Peer for Generated {
    async fn get(&self, key: &str) -> bool {
        runners::get(&self.0, key).await.expect("a row").is_some()
    }

    async fn list(&self, limit: u32) -> usize {
        let page = runners::page(&self.0, None, limit).await.expect("rows");
        page.rows.len()
    }

    async fn insert(&self, new: New) {
        runners::insert(&self.0, row(new)).await.expect("a row");
    }

    async fn insert_in_transaction(&self, new: Vec<New>) {
        let tx = self.0.begin().await.expect("a transaction");
        for new in new {
            runners::insert(&tx, row(new)).await.expect("a row");
        }
        tx.commit().await.expect("a commit");
    }

    async fn bulk(&self, new: Vec<New>) {
        let rows = new.into_iter().map(row).collect();
        runners::insert_many(&self.0, rows).await.expect("rows");
    }

    async fn upsert(&self, new: New) {
        runners::upsert(&self.0, row(new)).await.expect("a row");
    }
}
