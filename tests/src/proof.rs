//! The proof that migrations keep what they have to: schemas, edits and rows by chance, from a seed.
//!
//! For each pair of schemas, on each engine: the database that was migrated is as a fresh one, told by its catalog, by the inspector and
//! by every row; rows that a fresh database would not take are refused, a hazard says so before, and nothing is changed; going back gives
//! the database and, unless `down.sql` says otherwise, the rows that there were; and what two inspected databases differ in brings
//! the one to the other.
//!
//! What has to become of a row is not asked of the code that is proven: values are foreseen from the documentation
//! ([`conversion`]) and put into a database that was made from nothing, whose answer is the right one.
//!
//! - [`schema`], [`written`]: a schema whose pieces have numbers, and its text.
//! - [`draw`], [`constrain`], [`edit`], [`value`], [`rows`]: all of it by chance.
//! - [`run`]: a pair on one engine. [`live`]: its database.
//! - [`shrink`]: the smallest pair that still fails.
//! - [`fault`]: what the proof has to see.
//! - [`report`]: many pairs, and what they showed.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "what is said of a few types and of their values is meant of these alone"
)]

pub mod constrain;
pub mod conversion;
pub mod draw;
pub mod edit;
pub mod failure;
pub mod fault;
pub mod live;
pub mod report;
pub mod rows;
pub mod run;
pub mod schema;
pub mod shrink;
pub mod value;
mod way;
pub mod written;
