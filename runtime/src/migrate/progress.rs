//! What a migrator is at while it works.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::error::ScriptFile;

/// What a migrator is at. A migration's own are told in this order; what is told after its end is of the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// Another migrator holds the database, and we wait until it is done.
    Waiting,
    /// Recorded without being run: drizzle-orm's migrator had applied it.
    Adopted {
        /// The migration's tag.
        tag: String,
    },
    /// Recorded without being run: a baseline, all of which the database has.
    Recorded {
        /// The baseline's tag.
        tag: String,
    },
    /// A migration was begun.
    Began {
        /// Its tag.
        tag: String,
        /// Which of its files is run.
        file: ScriptFile,
        /// Which of the migrations to run it is, from 1.
        number: usize,
        /// How many there are to run.
        of: usize,
    },
    /// A section of a file was run; it is kept only with the transaction that it is in.
    Section {
        /// The migration's tag.
        tag: String,
        /// How many of the file's sections are done.
        done: usize,
        /// How many it has.
        of: usize,
    },
    /// A batch of a step in Rust was committed.
    Batch {
        /// The migration's tag.
        tag: String,
        /// How many rows the step was about since this run began.
        rows: u64,
    },
    /// A migration was committed: applied, or taken back.
    Ended {
        /// Its tag.
        tag: String,
        /// Which of its files was run.
        file: ScriptFile,
        /// Whether the database had a newer one already.
        out_of_order: bool,
        /// How long it took, its waiting for others' locks included.
        took: Duration,
    },
}

/// Who is told of a migrator's progress. By default nobody is.
///
/// It is called on whatever thread the migrator works on, between statements, and so should be quick.
///
/// ```
/// use dualect::migrate::{Observer, Progress, Settings};
///
/// let observer = Observer::new(|progress| {
///     if let Progress::Ended { tag, took, .. } = progress {
///         println!("{tag} took {took:?}");
///     }
/// });
/// let settings = Settings { observer, ..Settings::default() };
/// # drop(settings);
/// ```
#[derive(Clone, Default)]
pub struct Observer(Option<Arc<dyn Fn(Progress) + Send + Sync>>);

impl Observer {
    /// One that calls this.
    pub fn new(told: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(told)))
    }

    /// Tells what `progress` makes, where there is anybody to tell.
    pub(crate) fn tell(&self, progress: impl Fn() -> Progress) {
        #[cfg(feature = "tracing")]
        tracing::event!(target: "dualect::migrate", tracing::Level::DEBUG, progress = ?progress());
        if let Some(told) = &self.0 {
            told(progress());
        }
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Observer").field(&self.0.is_some()).finish()
    }
}
