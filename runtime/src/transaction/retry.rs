//! How long to wait before a transaction is run again.

use std::time::Duration;

/// Twice as long after each attempt, and never the same as others wait: those who met once would meet again.
pub(crate) fn pause(attempt: u32) -> Duration {
    const FIRST: Duration = Duration::from_millis(5);
    const LONGEST: Duration = Duration::from_millis(500);

    let longest = FIRST.saturating_mul(1 << attempt.min(10)).min(LONGEST);
    // The last eight bytes of a random uuid are random but for two bits.
    let [.., random] = uuid::Uuid::new_v4().into_bytes();
    longest.mul_f64(0.5 + f64::from(random) / 512.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_stay_bounded() {
        for attempt in 0..100 {
            let pause = pause(attempt);
            assert!(
                pause >= Duration::from_millis(2) && pause <= Duration::from_millis(500),
                "{attempt}: {pause:?}"
            );
        }
    }
}
