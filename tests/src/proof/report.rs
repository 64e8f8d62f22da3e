//! Many pairs, and what they showed.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use super::failure::Failure;
use super::fault::Fault;
use super::rows::statements;
use super::run::{Bench, Pair, Shown};
use super::shrink::shrink;
use super::written::written;
use crate::engine::Engine;

/// How many pairs are proven at once: the Postgres server has work while ours is done.
const AT_ONCE: usize = 3;
/// No run looks for more failures than these.
const ENOUGH: usize = 8;

/// What many pairs showed.
#[derive(Debug, Default)]
pub struct Report {
    /// Pairs that were proven, those among them that were refused by name included.
    pub pairs: usize,
    /// How often each kind of change was in a pair.
    pub changes: BTreeMap<String, usize>,
    /// Pairs that were refused by name.
    pub unplanned: usize,
    /// Pairs that rows stopped, which were then proven without those.
    pub refused: usize,
    /// Pairs whose way back loses something.
    pub lossy: usize,
    /// Pairs whose way back rows stopped.
    pub refused_back: usize,
    /// Pairs that were proven by inspection too.
    pub inspected: usize,
    /// Rows that went there.
    pub rows: usize,
    /// The seeds of pairs into which a fault was put that nothing has shown.
    pub unseen: Vec<u64>,
    /// What failed, each by its seed and as small as it got.
    pub failures: Vec<(u64, Failure, String)>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            pairs,
            changes,
            unplanned,
            refused,
            lossy,
            refused_back,
            inspected,
            rows,
            ..
        } = self;
        writeln!(
            f,
            "{pairs} pairs, {rows} rows; {unplanned} refused by name, {refused} stopped by rows first, {lossy} lossy back, {refused_back} stopped by rows on the way back, {inspected} by inspection too"
        )?;
        for (change, count) in changes {
            write!(f, "{change} {count}; ")?;
        }
        writeln!(f)?;
        for (seed, failure, pair) in &self.failures {
            writeln!(f, "\nSEED {seed}: {}\n{}\n{pair}", failure.at, failure.what)?;
        }
        Ok(())
    }
}

/// Proves the pairs of these seeds on an engine.
#[must_use]
pub fn prove(engine: Engine, first: u64, count: u64, fault: Option<Fault>) -> Report {
    let enough = if fault.is_some() { usize::MAX } else { ENOUGH };
    let next = AtomicU64::new(first);
    let report = Mutex::new(Report::default());
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            let work = || {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build()
                    .unwrap();
                let mut bench = runtime.block_on(Bench::new(engine));
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= first + count || report.lock().unwrap().failures.len() >= enough {
                        break;
                    }
                    let one = std::panic::AssertUnwindSafe(|| {
                        runtime.block_on(one(&mut bench, engine, seed, fault))
                    });
                    let outcome = std::panic::catch_unwind(one).unwrap_or_else(|_| {
                        let failure = Failure {
                            at: "a panic",
                            what: String::new(),
                        };
                        Err((failure, shown_as(&Pair::of_seed(seed), engine)))
                    });
                    let mut report = report.lock().unwrap();
                    report.take(seed, outcome);
                    report.tell(engine);
                }
            };
            std::thread::Builder::new()
                .stack_size(16 << 20)
                .spawn_scoped(scope, work)
                .unwrap();
        }
    });
    report.into_inner().unwrap()
}

async fn one(
    bench: &mut Bench,
    engine: Engine,
    seed: u64,
    fault: Option<Fault>,
) -> Result<Shown, (Failure, String)> {
    let pair = Pair::of_seed(seed);
    match bench.prove(&pair, fault).await {
        Ok(shown) => Ok(shown),
        Err(failure) if fault.is_some() => Err((failure, String::new())),
        Err(failure) => {
            let (pair, failure) = shrink(bench, pair, failure, fault).await;
            Err((failure, shown_as(&pair, engine)))
        }
    }
}

/// The pair as a file of `tests/cases` has it.
#[must_use]
pub fn shown_as(pair: &Pair, engine: Engine) -> String {
    let mut text = String::new();
    if pair.before.old_sqlite {
        text.push_str("(for an old SQLite)\n");
    }
    let _ = writeln!(text, "== before ==\n{}", written(&pair.before, None));
    let _ = writeln!(text, "== rows on {engine} ==");
    for (_, sql) in statements(&pair.before, &pair.rows, engine) {
        let _ = writeln!(text, "{sql};");
    }
    let _ = writeln!(
        text,
        "\n== after ==\n{}",
        written(&pair.after, Some(&pair.before))
    );
    text
}

impl Report {
    /// Long runs tell where they are.
    #[expect(
        clippy::print_stderr,
        reason = "whoever waits for an hour wants to see something"
    )]
    fn tell(&self, engine: Engine) {
        const OFTEN: usize = 100;
        if self.pairs.is_multiple_of(OFTEN) {
            let failed: Vec<u64> = self.failures.iter().map(|(seed, ..)| *seed).collect();
            eprintln!("{engine}: {} pairs, failed {failed:?}", self.pairs);
        }
    }

    fn take(&mut self, seed: u64, outcome: Result<Shown, (Failure, String)>) {
        self.pairs += 1;
        match outcome {
            Ok(shown) => {
                for change in shown.changes {
                    *self.changes.entry(change).or_default() += 1;
                }
                self.unplanned += usize::from(shown.unplanned);
                self.refused += usize::from(shown.refused);
                self.lossy += usize::from(shown.lossy);
                self.refused_back += usize::from(shown.refused_back);
                self.inspected += usize::from(shown.inspected);
                self.unseen.extend(shown.faulty.then_some(seed));
                self.rows += shown.rows;
            }
            Err((failure, pair)) => self.failures.push((seed, failure, pair)),
        }
    }
}
