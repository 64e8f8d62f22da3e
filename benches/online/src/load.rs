//! Readers and writers of the table, who note how long each statement took.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::{Duration, Instant};

use dualect_tests::postgres::Database;
use tokio::task::JoinHandle;
use tokio_postgres::Client;

/// Between two statements of one connection: there is a user at its other end, and two cores here.
const PAUSE: Duration = Duration::from_millis(2);
/// The ids of new rows, over all runs.
static NEXT: AtomicI64 = AtomicI64::new(100_000_000);

#[derive(Clone, Copy)]
enum Work {
    Get,
    List,
    Update,
    Insert,
}

/// Statements that go on until it is stopped.
pub struct Load {
    stop: Arc<AtomicBool>,
    running: Vec<JoinHandle<Vec<(Instant, Duration)>>>,
}

impl Load {
    pub async fn start(database: &Database, rows: u32) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let mut running = Vec::new();
        for (seed, work) in [Work::Get, Work::Get, Work::List, Work::Update, Work::Update, Work::Insert].into_iter().enumerate() {
            let client = database.connect().await;
            let stop = stop.clone();
            running.push(tokio::spawn(async move { go_on(&client, work, (seed as u64, rows), &stop).await }));
        }
        Self { stop, running }
    }

    pub async fn stop(self) -> Waits {
        self.stop.store(true, Ordering::Relaxed);
        let mut all = Vec::new();
        for one in self.running {
            all.extend(one.await.expect("no statement fails"));
        }
        Waits::new(all)
    }
}

async fn go_on(client: &Client, work: Work, (seed, rows): (u64, u32), stop: &AtomicBool) -> Vec<(Instant, Duration)> {
    let sql = match work {
        Work::Get => "SELECT id, account_id, title, state, amount FROM tickets WHERE id = $1",
        Work::List => "SELECT id, title FROM tickets WHERE id > $1 ORDER BY id LIMIT 20",
        Work::Update => "UPDATE tickets SET amount = amount + 1 WHERE id = $1",
        Work::Insert => "INSERT INTO tickets (id, account_id, title, state, amount) VALUES ($1, 1, 'new', 1, 1)",
    };
    let mut taken = Vec::new();
    let mut random = seed + 1;
    while !stop.load(Ordering::Relaxed) {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let id = match work {
            Work::Insert => NEXT.fetch_add(1, Ordering::Relaxed),
            Work::Get | Work::List | Work::Update => 1 + i64::try_from((random >> 33) % u64::from(rows)).unwrap_or(0),
        };
        let start = Instant::now();
        // Prepared anew: a statement that was prepared before its table changed would be planned again in its place.
        client.query_typed(sql, &[(&id, tokio_postgres::types::Type::INT8)]).await.expect("it can be run");
        taken.push((start, start.elapsed()));
        tokio::time::sleep(PAUSE).await;
    }
    taken
}

/// How long statements took.
pub struct Waits {
    /// From the shortest on.
    times: Vec<(Instant, Duration)>,
}

impl Waits {
    fn new(mut times: Vec<(Instant, Duration)>) -> Self {
        times.sort_by_key(|(_, time)| *time);
        Self { times }
    }

    /// Those that were not over by then.
    pub fn since(self, moment: Instant) -> Self {
        let times = self.times.into_iter().filter(|(start, time)| *start + *time > moment);
        Self::new(times.collect())
    }

    pub fn count(&self) -> usize {
        self.times.len()
    }

    pub fn longest(&self) -> Duration {
        self.percentile(100)
    }

    pub fn percentile(&self, of_hundred: usize) -> Duration {
        let at = (self.times.len() * of_hundred).div_ceil(100).saturating_sub(1);
        self.times.get(at).map_or(Duration::ZERO, |(_, time)| *time)
    }

    pub fn over(&self, limit: Duration) -> usize {
        self.times.iter().filter(|(_, time)| *time > limit).count()
    }
}
