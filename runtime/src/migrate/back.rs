//! How far a rollback goes.

/// How far a rollback goes.
///
/// ```
/// use dualect::migrate::Back;
///
/// assert_eq!(Back::from(2), Back::Steps(2));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Back {
    /// So many migrations, the last applied first.
    Steps(usize),
    /// Every migration that was applied after the one of this tag, which stays.
    To(String),
}

impl From<usize> for Back {
    fn from(steps: usize) -> Self {
        Self::Steps(steps)
    }
}

impl Back {
    /// What is left of it when so many have been taken back.
    #[cfg(feature = "sqlite")]
    pub(super) fn after(&self, done: usize) -> Self {
        match self {
            Self::Steps(steps) => Self::Steps(steps.saturating_sub(done)),
            Self::To(tag) => Self::To(tag.clone()),
        }
    }
}
