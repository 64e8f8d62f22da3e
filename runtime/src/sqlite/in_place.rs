//! Short calls that run where they are awaited, without a thread's hop, which costs several times what they do.
//!
//! What keeps the async runtime going all the same:
//! - Only calls that are known to be short run here: a row by its key, a small page, a row written in a transaction.
//! - They take a connection that is free and that nobody waits for, and no lock of another process is waited for (readers do not
//!   wait for the writer in WAL mode): where anything is in the way, the call goes to a thread as others do.
//! - Time is spent from the task's budget ([`tokio::task::coop`]), so that a loop of such calls yields as if it waited.
//! - A call that takes long after all (a page of the file that has to come from a slow disk, a row of many megabytes) is counted:
//!   such calls get one twentieth of the time, and beyond that all calls go to the threads for a while.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::task::coop::consume_budget;

use super::Sqlite;
use super::pool::Pool;
use crate::error::Result;

/// A task's budget is 128 of these: it yields after a quarter of a millisecond.
const UNIT: Duration = Duration::from_micros(2);

/// The most that one call takes from the budget: all of it.
const MOST_UNITS: u128 = 128;

/// What a short call does not take unless it waits for a disk.
const SLOW: Duration = Duration::from_micros(250);

/// Slow calls get one part of so many of the time.
const SHARE: u32 = 20;

/// Before that share is looked at, so much may be spent: a thread that was not scheduled for once is no slow disk.
const GRACE: Duration = Duration::from_millis(10);

/// Keeps account of slow calls, as a bucket that leaks: one number, the time at which all of them are paid for.
pub(super) struct Pace {
    started: Instant,
    /// In nanoseconds since `started`.
    paid_at: AtomicU64,
}

impl Pace {
    pub(super) fn new() -> Self {
        Self {
            started: Instant::now(),
            paid_at: AtomicU64::new(0),
        }
    }

    /// Whether a call may run in place now.
    fn allows(&self, now: Instant) -> bool {
        let ahead = self.paid_at.load(Ordering::Relaxed);
        ahead <= self.since_start(now + GRACE * SHARE)
    }

    /// Notes what a call took that began then.
    fn note(&self, began: Instant, took: Duration) {
        if took < SLOW {
            return;
        }
        let now = self.since_start(began + took);
        let price = nanos(took * SHARE);
        // The closure never refuses.
        let _ = self
            .paid_at
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |paid_at| {
                Some(paid_at.max(now).saturating_add(price))
            });
    }

    fn since_start(&self, at: Instant) -> u64 {
        nanos(at.duration_since(self.started))
    }
}

fn nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

impl Sqlite {
    /// Runs work here and now on a connection of the pool that is free. `None` where none is, or it is not the time.
    pub(super) async fn in_place<T>(
        &self,
        pool: &Pool,
        work: impl FnOnce(&Connection) -> Result<T>,
    ) -> Option<Result<T>> {
        let began = Instant::now();
        if !self.pace.allows(began) {
            return None;
        }
        let outcome = pool.borrow(work)?;
        let took = began.elapsed();
        self.pace.note(began, took);
        let units = (took.as_nanos() / UNIT.as_nanos()).clamp(1, MOST_UNITS);
        for _ in 0..units {
            consume_budget().await;
        }
        Some(outcome)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slow_calls_get_a_grace_then_a_twentieth_of_the_time() {
        let pace = Pace::new();
        let start = pace.started;
        let slow = Duration::from_millis(1);
        let mut now = start;
        let mut spent = Duration::ZERO;
        while now < start + Duration::from_secs(10) {
            if pace.allows(now) {
                pace.note(now, slow);
                now += slow;
                spent += slow;
            } else {
                now += Duration::from_micros(100);
            }
        }
        assert!(spent >= Duration::from_millis(500), "{spent:?}");
        assert!(spent <= Duration::from_millis(530), "{spent:?}");
    }

    #[test]
    fn fast_calls_are_not_counted() {
        let pace = Pace::new();
        for _ in 0..1_000_000 {
            pace.note(pace.started, Duration::from_micros(249));
        }
        assert!(pace.allows(pace.started));
    }
}
