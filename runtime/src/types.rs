//! The Rust types of columns that the standard library has none for.

/// `timestamp`: an instant.
pub use jiff::Timestamp;
/// `date`.
pub use jiff::civil::Date;
/// `time`, of day.
pub use jiff::civil::Time;
/// `decimal(p,s)`.
pub use rust_decimal::Decimal;
/// `json`.
pub use serde_json::Value as Json;
/// `uuid`.
pub use uuid::Uuid;

pub use crate::value::typed::Typed;
