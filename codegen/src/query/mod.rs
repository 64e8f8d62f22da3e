//! Portable queries: the `select` of a view.
//!
//! The same stages as [`crate::expression`], whose parts it uses: `read` to the tree of `syntax`, `check` to that of `model`,
//! `render` to SQL.
//!
//! What is in the language: tables and views by their keys, `inner`, `left`, `right`, `full` and `cross` joins with `on`,
//! queries in `from`, `with` (not recursive), `where`, `group by`, `having`, `distinct`, `union [all]`, `intersect`, `except`,
//! `exists (..)`, `in (select ..)`, `(select aggregate ..)`, the aggregates `count sum min max avg bool_and bool_or` with
//! `distinct` and `filter (where ..)`, `*` and `t.*`.
//!
//! ```
//! use dualect_codegen::dialect::Dialect;
//! use dualect_codegen::query::{self, Relations};
//!
//! let parsed = query::parse("select 1 + 1 as two").unwrap();
//! let view = query::check(&parsed, &Relations::default()).unwrap();
//! assert_eq!(view.render(Dialect::Sqlite), "SELECT 1 + 1 AS two");
//! assert!(!view.columns[0].nullable);
//! ```

mod check;
mod mention;
pub(crate) mod model;
mod read;
mod relation;
pub(crate) mod render;
pub(crate) mod syntax;
mod view;

pub(crate) use check::scalar;
pub use relation::{Relation, Relations};
pub use view::{Parsed, Reads, View, check, parse};
