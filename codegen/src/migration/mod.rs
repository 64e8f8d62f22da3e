//! Migrations as folders of files: reading the ones that are there, writing the next.

mod by_hand;
mod file;
mod hazard_note;
mod history;
mod next;
mod offending;
mod question;
mod squash;
mod transition;

pub use by_hand::{ByHand, ByHandKind, UNWRITTEN, by_hand};
pub use file::{Files, files};
pub use hazard_note::HazardNote;
pub use history::{Folder, Head, History, read_history};
pub use next::NewMigration;
pub(crate) use next::{Move, moves, next, refuse};
pub use question::{Gone, Question};
pub use squash::{Doubtful, Squash, Squashed, squash};
pub use transition::Transition;
