//! One round of one kind of work.

use std::fmt;
use std::str::FromStr;

/// A kind of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// One row by its key.
    Get,
    /// The first rows in the order of the key.
    List(u32),
    /// A row, committed by itself and read back.
    Insert,
    /// A row inside a transaction, read back; begin and commit are part of it.
    InsertInTransaction,
    /// Many rows in one call, nothing read back.
    Bulk(usize),
    /// A row that is there and differs, read back.
    Upsert,
}

impl Work {
    /// Every kind, in the order of the tables.
    pub const ALL: [Self; 8] = [
        Self::Get,
        Self::List(100),
        Self::List(10_000),
        Self::Insert,
        Self::InsertInTransaction,
        Self::Bulk(1_000),
        Self::Bulk(10_000),
        Self::Upsert,
    ];

    /// Whether it only reads.
    pub fn is_read(self) -> bool {
        matches!(self, Self::Get | Self::List(_))
    }

    /// How many operations a round of so many tasks takes, all together: enough to be timed, few
    /// enough that some rounds meet nobody else, and as many for each task.
    pub fn operations(self, tasks: usize) -> usize {
        match self {
            Self::Get => 1_600,
            Self::List(100) => 64,
            Self::Insert | Self::Upsert => 160,
            Self::InsertInTransaction => 800,
            Self::List(_) | Self::Bulk(_) => tasks,
        }
    }
}

impl fmt::Display for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Get => f.write_str("get"),
            Self::List(rows) => write!(f, "list-{rows}"),
            Self::Insert => f.write_str("insert"),
            Self::InsertInTransaction => f.write_str("insert-in-tx"),
            Self::Bulk(rows) => write!(f, "bulk-{rows}"),
            Self::Upsert => f.write_str("upsert"),
        }
    }
}

/// What a peer is told: one line.
#[derive(Debug, Clone, Copy)]
pub struct Round {
    /// What to do.
    pub work: Work,
    /// How many tasks do it at the same time.
    pub tasks: usize,
    /// How often, all tasks together.
    pub operations: usize,
    /// Which round this is: fresh keys come of it.
    pub number: u64,
}

impl Round {
    /// How many operations each task has.
    pub fn each(&self) -> usize {
        self.operations.div_ceil(self.tasks)
    }
}

impl fmt::Display for Round {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {} {} {}",
            self.work, self.tasks, self.operations, self.number
        )
    }
}

impl FromStr for Round {
    type Err = String;

    fn from_str(line: &str) -> Result<Self, String> {
        let wrong = || format!("not a round: {line}");
        let [work, tasks, operations, number] = *line.split_whitespace().collect::<Vec<_>>() else {
            return Err(wrong());
        };
        Ok(Self {
            work: Work::ALL
                .into_iter()
                .find(|known| known.to_string() == work)
                .ok_or_else(wrong)?,
            tasks: tasks.parse().map_err(|_| wrong())?,
            operations: operations.parse().map_err(|_| wrong())?,
            number: number.parse().map_err(|_| wrong())?,
        })
    }
}
