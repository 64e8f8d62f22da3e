//! Short calls that run where they are awaited, without a thread's hop, which costs several times what they do.
//!
//! What keeps the async runtime going all the same:
//! - Only calls that are known to be short run here: a row by its key, a small page, a row written, where its commit does not wait
//!   for the disk.
//! - They take a connection that is free and that nobody waits for, and no lock of another process is waited for (readers do not
//!   wait for the writer in WAL mode): where anything is in the way, the call goes to a thread as others do.
//! - Threads of the runtime keep account of the time that goes by so, and yield before it adds up ([`settle`]), later where nobody else
//!   has anything to do.
//! - A call that takes long after all (a page of the file that has to come from a slow disk, a row of many megabytes) is counted:
//!   where more than one in twenty is such, all calls go to the threads, and one is tried here every tenth of a second.

use std::cell::Cell;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::runtime::Handle;
use tokio::task::coop::consume_budget;
use tokio::task::yield_now;

use super::Sqlite;
use super::pool::Pool;
use crate::error::Result;

/// How much time may go by in such calls on one thread before the task that it is yields to others, and to timers and sockets.
const TURN: Duration = Duration::from_micros(100);

/// The same where nobody had anything to do on this thread the last time, and another one of the runtime idles: that one takes what comes,
/// as long as it is the one that waits for sockets and timers, which is not known. To yield would wake it for nothing, which costs
/// several calls' time.
///
/// One of the two is not enough: on a machine with much to do a thread that was woken seems to idle until it gets a processor, and every
/// task that waits for this one would have so long a turn before it.
const LONGEST_TURN: Duration = Duration::from_millis(1);

/// What a short call does not take unless it waits for a disk, or its thread was not scheduled.
const SLOW: Duration = Duration::from_millis(1);

/// One call in so many may be slow: threads are not scheduled at times, however quick the disk is.
const QUICK_FOR_SLOW: u32 = 20;

/// So many slow calls in a row are no accident.
const ACCIDENTS: u32 = 4;

/// How long calls then go to the threads, before one is tried here again.
const REST: Duration = Duration::from_millis(100);

/// Keeps account of slow calls, as a bucket that quick ones empty. Calls at the same moment may miscount by one another, which does
/// not matter.
pub(super) struct Pace {
    started: Instant,
    /// Rises by [`QUICK_FOR_SLOW`] with each slow call, and falls by one with each quick one.
    level: AtomicU32,
    /// When calls may run in place again, in nanoseconds since `started`.
    resume_at: AtomicU64,
}

impl Pace {
    pub(super) fn new() -> Self {
        Self {
            started: Instant::now(),
            level: AtomicU32::new(0),
            resume_at: AtomicU64::new(0),
        }
    }

    /// Whether a call may run in place now.
    fn allows(&self, now: Instant) -> bool {
        let resume_at = self.resume_at.load(Ordering::Relaxed);
        resume_at == 0 || resume_at <= self.since_start(now)
    }

    /// Notes what a call took that ended then.
    fn note(&self, ended: Instant, took: Duration) {
        const FULL: u32 = QUICK_FOR_SLOW * ACCIDENTS;

        let level = self.level.load(Ordering::Relaxed);
        if took < SLOW {
            // The usual case writes nothing that another processor reads.
            if level > 0 {
                self.level.store(level - 1, Ordering::Relaxed);
            }
            return;
        }
        let level = level + QUICK_FOR_SLOW;
        self.level.store(level.min(FULL), Ordering::Relaxed);
        if level > FULL {
            let resume_at = self.since_start(ended + REST);
            self.resume_at.store(resume_at, Ordering::Relaxed);
        }
    }

    fn since_start(&self, at: Instant) -> u64 {
        u64::try_from(at.duration_since(self.started).as_nanos()).unwrap_or(u64::MAX)
    }
}

thread_local! {
    /// What has gone by on this thread since somebody has yielded.
    static SPENT: Cell<Duration> = const { Cell::new(Duration::ZERO) };
    /// How much may go by until somebody does, or looks whether it has to be.
    static DUE: Cell<Duration> = const { Cell::new(TURN) };
    /// Whether whoever yielded last was back at once.
    static ALONE: Cell<bool> = const { Cell::new(false) };
}

/// Lets others go on where their turn has come. Called after [`Sqlite::here`], with nothing held that others may wait for.
pub(super) async fn settle() {
    let spent = SPENT.get();
    if spent < DUE.get() {
        consume_budget().await;
    } else if spent < LONGEST_TURN && ALONE.get() && another_thread_idles() {
        DUE.set(spent + TURN);
        consume_budget().await;
    } else {
        SPENT.set(Duration::ZERO);
        DUE.set(TURN);
        let left = Instant::now();
        yield_now().await;
        ALONE.set(left.elapsed() < TURN);
    }
}

/// Whether a thread of this runtime waits for work.
fn another_thread_idles() -> bool {
    let Ok(runtime) = Handle::try_current() else {
        return false;
    };
    let metrics = runtime.metrics();
    // Odd while it waits; this one does not.
    (0..metrics.num_workers()).any(|worker| metrics.worker_park_unpark_count(worker) % 2 == 1)
}

impl Sqlite {
    /// Runs work here and now on a connection of the pool that is free. `None` where none is, or it is not the time.
    pub(super) fn here<T>(
        &self,
        pool: &Pool,
        work: impl FnOnce(&Connection) -> Result<T>,
    ) -> Option<Result<T>> {
        let began = Instant::now();
        if !self.pace.allows(began) {
            return None;
        }
        let outcome = pool.borrow(work)?;
        let ended = Instant::now();
        let took = ended.duration_since(began);
        self.pace.note(ended, took);
        SPENT.set(SPENT.get().saturating_add(took));
        Some(outcome)
    }
}

#[cfg(test)]
mod tests {
    use tokio::runtime::{Builder, Runtime};

    use super::*;

    const MS: Duration = Duration::from_millis(1);

    #[test]
    fn a_slow_disk_is_tried_again_every_tenth_of_a_second() {
        let pace = Pace::new();
        let mut now = pace.started;
        let mut calls = 0;
        while now < pace.started + 1_000 * MS {
            now += MS;
            if pace.allows(now) {
                pace.note(now, MS);
                calls += 1;
            }
        }
        assert!((10..=16).contains(&calls), "{calls}");
    }

    /// How much time passes until the task yields, where each call takes a twentieth of a millisecond, after such a yield.
    async fn turn(alone: bool) -> Duration {
        // Whatever stood there before.
        SPENT.set(LONGEST_TURN);
        settle().await;
        ALONE.set(alone);
        let mut passed = Duration::ZERO;
        loop {
            SPENT.set(SPENT.get() + MS / 20);
            passed += MS / 20;
            settle().await;
            if SPENT.get() == Duration::ZERO {
                return passed;
            }
        }
    }

    fn two_threads() -> Runtime {
        Builder::new_multi_thread()
            .worker_threads(2)
            .build()
            .unwrap()
    }

    #[test]
    fn the_only_thread_of_a_runtime_yields_soon() {
        let runtime = Builder::new_current_thread().build().unwrap();
        assert_eq!(runtime.block_on(turn(true)), TURN);
    }

    #[test]
    fn a_thread_with_other_tasks_yields_soon() {
        let runtime = two_threads();
        for _ in 0..100 {
            let turn = runtime.block_on(async { tokio::spawn(turn(false)).await.unwrap() });
            assert_eq!(turn, TURN);
        }
    }

    #[test]
    fn a_thread_yields_late_while_another_idles_and_nobody_waits() {
        let runtime = two_threads();
        // The other one may be on its way to sleep.
        let late = (0..1_000).any(|_| {
            let turn = runtime.block_on(async { tokio::spawn(turn(true)).await.unwrap() });
            assert!((TURN..=LONGEST_TURN).contains(&turn), "{turn:?}");
            turn == LONGEST_TURN
        });
        assert!(late);
    }

    #[test]
    fn whoever_comes_back_late_from_a_yield_was_not_alone() {
        let runtime = Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let other = tokio::spawn(async {
                loop {
                    std::thread::sleep(2 * TURN);
                    yield_now().await;
                }
            });
            turn(true).await;
            assert!(!ALONE.get());
            other.abort();
        });
    }

    #[test]
    fn a_slow_call_now_and_then_changes_nothing() {
        let pace = Pace::new();
        for call in 0..10_000 {
            assert!(pace.allows(pace.started), "{call}");
            let slow = call % 25 == 0;
            pace.note(pace.started, if slow { 4 * MS } else { MS / 100 });
        }
    }

    #[test]
    fn quick_calls_follow_when_the_disk_is_warm() {
        let pace = Pace::new();
        for _ in 0..10 {
            pace.note(pace.started, MS);
        }
        assert!(!pace.allows(pace.started + 99 * MS));
        let warm = pace.started + 101 * MS;
        for call in 0..1_000 {
            assert!(pace.allows(warm), "{call}");
            pace.note(warm, MS / 100);
        }
    }
}
