//! Rows of the table that everybody reads and writes: `runners` of the reference schema.

/// What an insert is given; every peer fills in the same other columns.
#[derive(Debug, Clone)]
pub struct New {
    /// The key.
    pub id: String,
    /// A text.
    pub host: String,
    /// A number.
    pub port: i32,
}

impl New {
    /// A row that is not there yet. Its key sorts after those that are.
    pub fn fresh(round: u64, number: usize) -> Self {
        Self {
            id: format!("z-{round:06}-{number:06}"),
            host: "localhost".to_owned(),
            port: 8080,
        }
    }

    /// A row that is there, with another port.
    pub fn changed(round: u64, number: usize) -> Self {
        Self {
            id: key(number),
            host: "localhost".to_owned(),
            port: (round % 30_000) as i32 + 1,
        }
    }
}

/// How many rows are there from the start.
pub const ROWS: usize = 10_000;

/// The key of a row that is there.
pub fn key(number: usize) -> String {
    // A step that shares no factor with the count: every key comes, in no order that a cache could follow.
    format!("runner-{:05}", number * 7_919 % ROWS)
}
