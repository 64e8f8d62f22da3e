//! Peers whose functions block: threads, each with a connection of its own.

use std::io::BufRead;
use std::sync::Barrier;
use std::time::{Duration, Instant};

use crate::row::New;
use crate::{Round, Work};

/// A connection of one thread.
pub trait BlockingPeer: Send {
    /// The row of that key; whether there was one.
    fn get(&mut self, key: &str) -> bool;
    /// The first rows in the order of the key; how many there were.
    fn list(&mut self, limit: u32) -> usize;
    /// Inserts a row and reads it back.
    fn insert(&mut self, new: &New);
    /// Inserts rows one by one inside one transaction, and reads each back.
    fn insert_in_transaction(&mut self, new: &[New]);
    /// Inserts rows by the quickest way there is.
    fn bulk(&mut self, new: &[New]);
    /// Inserts a row or updates the one with the same key, and reads it back.
    fn upsert(&mut self, new: &New);
}

/// Does the rounds that standard input tells, and prints the nanoseconds that each took. So many connections read at most, and so
/// many write.
pub fn serve_blocking<P: BlockingPeer>(readers: usize, writers: usize, open: impl Fn() -> P) {
    let mut peers: Vec<P> = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let round: Round = line.expect("standard input").parse().expect("a round");
        let most = if round.work.is_read() {
            readers
        } else {
            writers
        };
        let threads = round.tasks.min(most);
        while peers.len() < threads {
            peers.push(open());
        }
        let took = run(&mut peers[..threads], round);
        println!("{}", took.as_nanos());
    }
}

fn run<P: BlockingPeer>(peers: &mut [P], round: Round) -> Duration {
    if let [only] = peers {
        let rows = rows(round, 0..round.operations);
        let start = Instant::now();
        work(only, round, &rows, 0..round.operations);
        return start.elapsed();
    }
    let each = round.operations.div_ceil(peers.len());
    let ready = Barrier::new(peers.len() + 1);
    std::thread::scope(|scope| {
        let threads: Vec<_> = peers
            .iter_mut()
            .enumerate()
            .map(|(at, peer)| {
                let ready = &ready;
                scope.spawn(move || {
                    let numbers = at * each..(at + 1) * each;
                    let rows = rows(round, numbers.clone());
                    ready.wait();
                    work(peer, round, &rows, numbers);
                })
            })
            .collect();
        ready.wait();
        let start = Instant::now();
        for thread in threads {
            thread.join().expect("a round that passes");
        }
        start.elapsed()
    })
}

/// The rows of each operation, made before the clock starts.
fn rows(round: Round, numbers: std::ops::Range<usize>) -> Vec<Vec<New>> {
    match round.work {
        Work::List(_) => Vec::new(),
        Work::Get => numbers
            .map(|at| vec![New::changed(round.number, at)])
            .collect(),
        Work::Insert => numbers
            .map(|at| vec![New::fresh(round.number, at)])
            .collect(),
        Work::Upsert => numbers
            .map(|at| vec![New::changed(round.number, at)])
            .collect(),
        // As many transactions as there are tasks, whoever does them.
        Work::InsertInTransaction => numbers
            .map(|at| New::fresh(round.number, at))
            .collect::<Vec<_>>()
            .chunks(round.each())
            .map(<[New]>::to_vec)
            .collect(),
        Work::Bulk(size) => numbers
            .map(|at| {
                (at * size..(at + 1) * size)
                    .map(|at| New::fresh(round.number, at))
                    .collect()
            })
            .collect(),
    }
}

fn work<P: BlockingPeer>(
    peer: &mut P,
    round: Round,
    rows: &[Vec<New>],
    numbers: std::ops::Range<usize>,
) {
    match round.work {
        Work::Get => {
            for new in rows.iter().flatten() {
                assert!(peer.get(&new.id));
            }
        }
        Work::List(limit) => {
            for _ in numbers {
                assert_eq!(peer.list(limit), limit as usize);
            }
        }
        Work::Insert => rows.iter().flatten().for_each(|new| peer.insert(new)),
        Work::Upsert => rows.iter().flatten().for_each(|new| peer.upsert(new)),
        Work::InsertInTransaction => rows.iter().for_each(|new| peer.insert_in_transaction(new)),
        Work::Bulk(_) => rows.iter().for_each(|new| peer.bulk(new)),
    }
}
