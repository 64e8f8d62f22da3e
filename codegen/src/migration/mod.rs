//! Migrations as folders of files: reading the ones that are there, writing the next.

mod file;
mod history;

pub use file::{Files, files};
pub use history::{Folder, Head, History, read_history};
