//! What `tracing` is told of a call: which function, on which database, how many rows, how long. Never a value, nor the statement's text.

use std::time::Instant;

use tracing::Instrument as _;
use tracing::field::{Empty, display};

use super::Session;
use crate::error::Result;
use crate::operation::Counted;

/// Runs a call in a span of its own, and warns where it was slow. The time is that of the whole call, its waiting for a connection and for
/// others' locks included.
pub(super) async fn told<T: Counted>(
    session: &Session,
    name: &'static str,
    call: impl Future<Output = Result<T>>,
) -> Result<T> {
    let dialect = session.dialect().as_str();
    let span = tracing::debug_span!(
        target: "dualect::query",
        "query",
        dialect,
        query = name,
        rows = Empty,
        elapsed_us = Empty,
        error = Empty,
    );
    let started = Instant::now();
    let outcome = call.instrument(span.clone()).await;
    let elapsed = started.elapsed();
    let rows = match &outcome {
        Ok(answer) => answer.count(),
        Err(error) => {
            // The kind alone: what a database says beside it is for who gets the error.
            span.record("error", display(error.kind()));
            0
        }
    };
    let elapsed_us = u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX);
    span.record("rows", rows);
    span.record("elapsed_us", elapsed_us);
    if elapsed >= session.slow {
        tracing::warn!(target: "dualect::slow", parent: &span, dialect, query = name, rows, elapsed_us, "slow query");
    }
    outcome
}
