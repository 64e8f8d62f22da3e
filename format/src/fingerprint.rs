//! What is known of generated files: `dualect.lock` says what each was made from, and a line in each one's header tells an edit.

mod header;
mod lock;

pub use header::{Stamped, Verdict, stamp, verify};
pub use lock::{LOCK_FILE, Lock, Made, SchemaFile, schema_hash};
