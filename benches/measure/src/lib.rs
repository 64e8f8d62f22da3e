//! What is measured, how it is timed, and the words in which a peer is told and answers.
//!
//! Each peer is a process of its own: two of them want different versions of SQLite's C library, and only one can be linked. The
//! program that compares them starts them all and tells them in turns what to do; each answers with the time that it took.

mod blocking;
mod concurrent;
mod round;
mod row;

pub use blocking::{BlockingPeer, serve_blocking};
pub use concurrent::{Peer, serve};
pub use round::{Round, Work};
pub use row::{New, ROWS, key};

/// How many connections read at the same time from an SQLite file.
pub const READERS: usize = 4;
/// How many connections to Postgres there are at most.
pub const POOL: usize = 16;
