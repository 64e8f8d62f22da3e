//! Tables that plugins bring.

pub(crate) mod example;
pub(crate) mod usage;
