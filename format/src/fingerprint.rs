//! What generated files say about what they were made from: `dualect.lock`, and the line in each file's header.

mod header;
mod lock;

pub use header::{Verdict, stamp, verify};
pub use lock::{LOCK_FILE, Lock, SchemaFile, schema_hash};
