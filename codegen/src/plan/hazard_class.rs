//! How bad a hazard is.

use serde::{Deserialize, Serialize};

/// What is at stake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HazardClass {
    /// Others wait while it runs.
    Locking,
    /// The version of the app that is running may fail afterwards.
    Compatibility,
    /// It may fail on the rows that are there; then nothing happens.
    DataDependent,
    /// Something is lost.
    Destructive,
}

impl HazardClass {
    /// All of them, the worst last.
    pub const ALL: [Self; 4] = [
        Self::Locking,
        Self::Compatibility,
        Self::DataDependent,
        Self::Destructive,
    ];

    /// Its word.
    ///
    /// ```
    /// use dualect_codegen::plan::HazardClass;
    /// assert_eq!(HazardClass::DataDependent.as_str(), "data-dependent");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Locking => "locking",
            Self::Compatibility => "compatibility",
            Self::DataDependent => "data-dependent",
            Self::Destructive => "destructive",
        }
    }
}
