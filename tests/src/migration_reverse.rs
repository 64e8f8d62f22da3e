//! Whether going back loses what `down.sql` says it loses, told by the rows themselves.

use std::fmt;

/// What `down.sql` begins with where it loses something.
const LOSSY: &str = "-- dualect: lossy: ";

/// A reverse that was run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reverse {
    /// Whether `down.sql` says that something is lost.
    pub labelled_lossy: bool,
    /// Rows that were not the same after going there and back.
    pub lost: Vec<String>,
}

impl Reverse {
    /// Of a `down.sql`, and the rows that it did not bring back as they were.
    #[must_use]
    pub fn new(down: &str, lost: Vec<String>) -> Self {
        Self {
            labelled_lossy: down.starts_with(LOSSY),
            lost,
        }
    }

    /// Whether something was lost of which the label does not tell.
    ///
    /// # Errors
    /// It was: what.
    pub fn hides_nothing(&self) -> Result<(), Hidden> {
        if self.labelled_lossy || self.lost.is_empty() {
            Ok(())
        } else {
            Err(Hidden {
                lost: self.lost.clone(),
            })
        }
    }

    /// Whether the label tells of a loss that the rows do not show.
    #[must_use]
    pub fn claims_too_much(&self) -> bool {
        self.labelled_lossy && self.lost.is_empty()
    }
}

/// Going back loses rows, and `down.sql` does not say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden {
    lost: Vec<String>,
}

impl fmt::Display for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lost = self.lost.join("\n  ");
        write!(f, "down.sql does not say that it loses rows:\n  {lost}")
    }
}
