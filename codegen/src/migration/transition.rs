//! From what a database holds to what it shall hold, and back.

use crate::catalog::model::Catalog;
use crate::diff::{Difference, Renames, diff, keep_names};
use crate::plan::{Direction, Plan, Terms, plan};

/// Both ends, and what lies between them in both directions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition {
    /// What the database holds.
    pub from: Catalog,
    /// What it shall hold.
    pub to: Catalog,
    /// What gets which name on the way there.
    pub renames: Renames,
    /// The way there.
    pub there: Difference,
    /// The way back.
    pub back: Difference,
}

impl Transition {
    /// Compares the two, some of which is renamed. `to` keeps the names that nobody sees and that no table is worth rebuilding
    /// for.
    ///
    /// ```
    /// use dualect_codegen::{catalog::model::Catalog, dialect::Dialect, diff::Renames, migration::Transition};
    /// let empty = || Catalog::empty(Dialect::Postgres);
    /// assert!(Transition::new(empty(), empty(), &Renames::default()).is_empty());
    /// ```
    #[must_use]
    pub fn new(from: Catalog, mut to: Catalog, renames: &Renames) -> Self {
        keep_names(&from, &mut to, renames);
        let there = diff(&from, &to, renames);
        let back = if there.is_empty() {
            Difference::default()
        } else {
            diff(&to, &from, &renames.reversed())
        };
        Self {
            from,
            to,
            renames: renames.clone(),
            there,
            back,
        }
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.there.is_empty()
    }

    /// The statements there and back.
    #[must_use]
    pub fn plans(&self, terms: &Terms) -> (Plan, Plan) {
        let Self {
            from,
            to,
            there,
            back,
            renames: _,
        } = self;
        let up = plan(from, to, there, Direction::Up, terms);
        let down = plan(to, from, back, Direction::Down, terms);
        (up, down)
    }
}
