//! The commands, one a file, and what several of them share.

pub(crate) mod check;
pub(crate) mod diff;
pub(crate) mod dry_run;
pub(crate) mod generate;
pub(crate) mod generate_check;
pub(crate) mod generation;
pub(crate) mod hazard;
pub(crate) mod history;
pub(crate) mod json_schema;
pub(crate) mod lint;
mod loss;
pub(crate) mod mend;
pub(crate) mod migrate;
pub(crate) mod new;
mod new_folders;
mod offending;
pub(crate) mod pull;
pub(crate) mod push;
pub(crate) mod rebase;
mod rename;
pub(crate) mod repair;
pub(crate) mod rollback;
pub(crate) mod squash;
mod statistics;
pub(crate) mod status;
pub(crate) mod templates;
pub(crate) mod tidy;
