//! Peers with async functions: tasks on tokio's multi-thread runtime.

use std::io::BufRead;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::row::{New, key};
use crate::{Round, Work};

/// A way to a database, shared by the tasks.
pub trait Peer: Send + Sync + 'static {
    /// The row of that key; whether there was one.
    fn get(&self, key: &str) -> impl Future<Output = bool> + Send;
    /// The first rows in the order of the key; how many there were.
    fn list(&self, limit: u32) -> impl Future<Output = usize> + Send;
    /// Inserts a row and reads it back.
    fn insert(&self, new: New) -> impl Future<Output = ()> + Send;
    /// Inserts rows one by one inside one transaction, and reads each back.
    fn insert_in_transaction(&self, new: Vec<New>) -> impl Future<Output = ()> + Send;
    /// Inserts rows by the quickest way there is.
    fn bulk(&self, new: Vec<New>) -> impl Future<Output = ()> + Send;
    /// Inserts a row or updates the one with the same key, and reads it back.
    fn upsert(&self, new: New) -> impl Future<Output = ()> + Send;
}

/// Does the rounds that standard input tells, and prints the nanoseconds that each took.
pub async fn serve<P: Peer>(peer: P) {
    let peer = Arc::new(peer);
    loop {
        let line = tokio::task::spawn_blocking(|| {
            let mut line = String::new();
            std::io::stdin().lock().read_line(&mut line).map(|_| line)
        });
        let line = line.await.expect("a reader").expect("standard input");
        if line.is_empty() {
            return;
        }
        let round: Round = line.parse().expect("a round");
        let took = run(&peer, round).await;
        println!("{}", took.as_nanos());
    }
}

async fn run<P: Peer>(peer: &Arc<P>, round: Round) -> Duration {
    let prepared: Vec<_> = (0..round.tasks)
        .map(|task| Prepared::new(round, task))
        .collect();
    let start = Instant::now();
    let tasks: Vec<_> = prepared
        .into_iter()
        .map(|prepared| tokio::spawn(prepared.run(Arc::clone(peer))))
        .collect();
    for task in tasks {
        task.await.expect("a round that passes");
    }
    start.elapsed()
}

/// One task's work, its rows made before the clock starts.
struct Prepared {
    work: Work,
    keys: Vec<String>,
    rows: Vec<Vec<New>>,
    operations: usize,
}

impl Prepared {
    fn new(round: Round, task: usize) -> Self {
        let each = round.each();
        let numbers = task * each..(task + 1) * each;
        let (mut keys, mut rows) = (Vec::new(), Vec::new());
        match round.work {
            Work::Get => keys = numbers.map(key).collect(),
            Work::List(_) => {}
            Work::Insert => {
                rows = numbers
                    .map(|at| vec![New::fresh(round.number, at)])
                    .collect();
            }
            Work::Upsert => {
                rows = numbers
                    .map(|at| vec![New::changed(round.number, at)])
                    .collect();
            }
            Work::InsertInTransaction => {
                rows.push(numbers.map(|at| New::fresh(round.number, at)).collect());
            }
            Work::Bulk(size) => {
                rows = numbers
                    .map(|at| {
                        (at * size..(at + 1) * size)
                            .map(|at| New::fresh(round.number, at))
                            .collect()
                    })
                    .collect();
            }
        }
        Self {
            work: round.work,
            keys,
            rows,
            operations: each,
        }
    }

    async fn run<P: Peer>(self, peer: Arc<P>) {
        match self.work {
            Work::Get => {
                for key in &self.keys {
                    assert!(peer.get(key).await);
                }
            }
            Work::List(limit) => {
                for _ in 0..self.operations {
                    assert_eq!(peer.list(limit).await, limit as usize);
                }
            }
            Work::Insert => {
                for new in self.rows.into_iter().flatten() {
                    peer.insert(new).await;
                }
            }
            Work::Upsert => {
                for new in self.rows.into_iter().flatten() {
                    peer.upsert(new).await;
                }
            }
            Work::InsertInTransaction => {
                for rows in self.rows {
                    peer.insert_in_transaction(rows).await;
                }
            }
            Work::Bulk(_) => {
                for rows in self.rows {
                    peer.bulk(rows).await;
                }
            }
        }
    }
}
