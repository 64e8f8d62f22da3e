//! The formats that every dualect crate shares: what a migration folder is called, how its files fall into sections,
//! how content is hashed, and how a generated file says what it was made from.
//!
//! A leaf: it knows no schema, no database and no clock, does no I/O, and depends on SHA-256 alone.
//!
//! ```
//! use dualect_format::hash::sha256_hex;
//! use dualect_format::statements::sections;
//! use dualect_format::tag::{Slug, Tag};
//!
//! let tag = Tag::next(1_769_860_800, None, &Slug::from_words("Add users"))?;
//! assert_eq!(tag.as_str(), "20260131120000_add_users");
//! assert_eq!(sections("SELECT 1;\n--> statement-breakpoint\nSELECT 2;\n").len(), 2);
//! assert_eq!(sha256_hex(b"").len(), 64);
//! # Ok::<(), dualect_format::Error>(())
//! ```

pub mod baseline;
mod civil;
mod error;
pub mod fingerprint;
pub mod hash;
pub mod statements;
pub mod tag;

pub use error::Error;
