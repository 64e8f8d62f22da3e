//! From the logical schema to what each database will hold, and the names and quoting that go with it.

pub mod lower;
pub mod model;
pub mod naming;
pub mod quote;
pub(crate) mod unnamed;
