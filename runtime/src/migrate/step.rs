//! Steps of a migration in Rust: what no SQL says, in batches that can be resumed.

use std::collections::BTreeMap;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use crate::error::Result;
use crate::transaction::Tx;

/// What a batch of a step did, and where the next one begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// How many rows it was about.
    pub rows: u64,
    /// What the next batch is given: as a rule the last key that this one came to. `None` where there is nothing left to do.
    pub next: Option<String>,
}

type Running = Pin<Box<dyn Future<Output = Result<Batch>> + Send>>;

/// What a step does.
pub(crate) type Work = Arc<dyn Fn(Tx, Option<String>) -> Running + Send + Sync>;

/// The Rust steps that a program has, by the names that migrations call them by (`db-new --rust`).
///
/// A step is called until it says that nothing is left, each time in a serializable transaction of its own, which also records how far it
/// came: a program that is killed goes on at the batch that it was in. Its first batch is given `None`. So a batch must do all of its work
/// through the transaction that it is given, and may be run again where another transaction got in its way.
///
/// A step outlives the schema that it was written for. Let it have statements of its own, and rows as that version had them: `frozen` ones of
/// [`derive(Row)`](crate::Row), which refer to nothing that is generated.
///
/// ```
/// use dualect::migrate::{Batch, Settings, Steps};
/// use dualect::query::{Statement, TableInfo};
/// use dualect::{Row, sql};
///
/// #[derive(Row)]
/// #[row(frozen)]
/// struct Item {
///     id: i64,
///     name: String,
/// }
///
/// static NEXT: Statement = Statement::read(
///     "next",
///     &TableInfo::NONE,
///     sql!("SELECT ", Item::COLUMNS_SQL, " FROM items WHERE id > $1 ORDER BY id LIMIT 500"),
/// );
/// static SET: Statement = Statement::write("set", &TableInfo::NONE, "UPDATE items SET slug = $1 WHERE id = $2");
///
/// let steps = Steps::default().with("fill_slugs", |tx, after: Option<String>| async move {
///     let after: i64 = after.and_then(|after| after.parse().ok()).unwrap_or(0);
///     let items: Vec<Item> = tx.fetch_all(&NEXT, vec![after.into()]).await?;
///     for item in &items {
///         tx.execute(&SET, vec![item.name.to_lowercase().into(), item.id.into()]).await?;
///     }
///     let next = items.last().map(|item| item.id.to_string());
///     Ok(Batch { rows: items.len() as u64, next })
/// });
/// let settings = Settings { steps, ..Settings::default() };
/// # drop(settings);
/// ```
#[derive(Clone, Default)]
pub struct Steps(BTreeMap<String, Work>);

impl Steps {
    /// The same with one more: `name` as the migration says it, and what a batch of it does.
    #[must_use]
    pub fn with<F, W>(mut self, name: impl Into<String>, work: F) -> Self
    where
        F: Fn(Tx, Option<String>) -> W + Send + Sync + 'static,
        W: Future<Output = Result<Batch>> + Send + 'static,
    {
        let work = move |tx, after| -> Running { Box::pin(work(tx, after)) };
        self.0.insert(name.into(), Arc::new(work));
        self
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Work> {
        self.0.get(name)
    }
}

impl fmt::Debug for Steps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// A step that is to be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingStep {
    /// The migration's tag.
    pub tag: String,
    /// The step's name.
    pub step: String,
    /// Whether the database has a newer migration already.
    pub out_of_order: bool,
}
