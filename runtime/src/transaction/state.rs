//! What is remembered of an open transaction: the same on both databases, because the rules are.

use jiff::Timestamp;

use crate::error::{Error, ErrorKind, Result};
use crate::value::timestamp::now;

/// An open transaction.
#[derive(Debug)]
pub(crate) struct State {
    /// Its time: one for all that it writes.
    pub(crate) now: Timestamp,
    /// How many savepoints are open.
    pub(crate) depth: u32,
    /// A savepoint that was dropped without a word: rolled back before anything else happens.
    pub(crate) abandoned: Option<u32>,
    phase: Phase,
    /// What failed may succeed when all is run again.
    pub(crate) retryable: bool,
    /// The key that met a row, where that is what failed.
    pub(crate) conflict: Option<u64>,
    /// A statement was sent whose answer nobody waited for.
    #[cfg(feature = "postgres")]
    pub(crate) unanswered: bool,
}

/// What may still be done in a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Everything.
    Usable,
    /// A statement has failed since the innermost savepoint: nothing but to roll that back, or all.
    Failed,
    /// Committed or rolled back: nothing.
    Ended,
}

impl State {
    pub(crate) fn new() -> Self {
        Self {
            now: now(),
            depth: 0,
            abandoned: None,
            phase: Phase::Usable,
            retryable: false,
            conflict: None,
            #[cfg(feature = "postgres")]
            unanswered: false,
        }
    }

    /// Whether the transaction still takes statements.
    pub(crate) fn check(&self) -> Result<()> {
        match self.phase {
            Phase::Usable => Ok(()),
            Phase::Failed => Err(Error::new(ErrorKind::TransactionAborted)),
            Phase::Ended => Err(Error::new(ErrorKind::Closed)),
        }
    }

    /// Whether a savepoint may be opened from level `level`: one at a time, from the innermost.
    pub(crate) fn check_innermost(&self, level: u32) -> Result<()> {
        self.check()?;
        if self.depth == level {
            Ok(())
        } else {
            Err(Error::with_detail(
                ErrorKind::Unsupported,
                "another savepoint of this transaction is open",
            ))
        }
    }

    /// Notes a failure, if it is of the kind that makes a transaction unusable.
    pub(crate) fn record<T>(&mut self, outcome: &Result<T>) {
        if let Err(error) = outcome
            && error.kind().aborts_transaction()
        {
            self.fail();
            self.retryable |= error.is_retryable();
            self.conflict = self.conflict.or(error.conflict());
        }
    }

    /// The savepoint `level` was rolled back and released: what failed in it is undone.
    pub(crate) fn rolled_back_to(&mut self, level: u32) {
        self.depth = level - 1;
        self.conflict = None;
        if self.phase == Phase::Failed {
            self.phase = Phase::Usable;
        }
    }

    /// Nothing but a rollback from here.
    pub(crate) fn fail(&mut self) {
        if self.phase == Phase::Usable {
            self.phase = Phase::Failed;
        }
    }

    pub(crate) fn end(&mut self) {
        self.phase = Phase::Ended;
    }

    #[cfg(feature = "sqlite")]
    pub(crate) fn is_ended(&self) -> bool {
        self.phase == Phase::Ended
    }

    /// A savepoint was dropped without a word; the outermost of several counts.
    pub(crate) fn abandon(&mut self, level: u32) {
        self.abandoned = Some(self.abandoned.map_or(level, |other| other.min(level)));
    }

    /// `level` is rolled back: what was dropped in it goes with it.
    pub(crate) fn forget_abandoned(&mut self, level: u32) {
        self.abandoned = self.abandoned.filter(|abandoned| *abandoned < level);
    }
}

/// The name of a savepoint.
pub(crate) fn savepoint(level: u32) -> String {
    format!("dualect_{level}")
}
