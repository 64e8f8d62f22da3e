//! What is run on both databases: calls by themselves, and transactions.

use std::fmt;
use std::pin::Pin;

use dualect::{Db, Error, Tx};

use super::{Answer, Operation, Random, tables};

/// One call in autocommit, or a whole transaction.
#[derive(Debug, Clone)]
pub enum Program {
    /// A call outside a transaction.
    Call(Operation),
    /// A transaction.
    Transaction(Vec<Step>, End),
}

/// What is done in a transaction.
#[derive(Debug, Clone)]
pub enum Step {
    /// A call.
    Call(Operation),
    /// A savepoint around steps.
    Savepoint(Vec<Step>, End),
}

/// How a transaction or a savepoint ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It is committed, or the savepoint released.
    Commit,
    /// It is rolled back.
    RollBack,
    /// It is dropped without a word; of a savepoint, the same as to roll back.
    Drop,
}

/// A savepoint's error.
enum Undo {
    Wanted,
    Failed(Error),
}

impl From<Error> for Undo {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl Program {
    /// Any program.
    pub fn any(random: &mut Random) -> Self {
        if random.one_in(3) {
            Self::Transaction(steps(random, 2), end(random))
        } else {
            Self::Call(tables::any(random))
        }
    }

    /// How many calls it makes.
    #[must_use]
    pub fn calls(&self) -> usize {
        match self {
            Self::Call(_) => 1,
            Self::Transaction(steps, _) => steps.iter().map(Step::calls).sum(),
        }
    }

    /// Runs it, and tells what each call, savepoint and transaction came to.
    pub async fn run(&self, db: &Db) -> Vec<Answer> {
        let (steps, end) = match self {
            Self::Call(operation) => return vec![operation.answer(db).await],
            Self::Transaction(steps, end) => (steps, end),
        };
        let tx = match db.begin().await {
            Ok(tx) => tx,
            Err(error) => return vec![Answer::failed(&error)],
        };
        let mut answers = Vec::new();
        run(&tx, steps, &mut answers).await;
        match end {
            End::Commit => answers.push(Answer::of(tx.commit().await)),
            End::RollBack => answers.push(Answer::of(tx.rollback().await)),
            End::Drop => drop(tx),
        }
        answers
    }
}

impl Step {
    fn calls(&self) -> usize {
        match self {
            Self::Call(_) => 1,
            Self::Savepoint(steps, _) => steps.iter().map(Self::calls).sum(),
        }
    }
}

fn end(random: &mut Random) -> End {
    random.pick(&[
        End::Commit,
        End::Commit,
        End::Commit,
        End::RollBack,
        End::Drop,
    ])
}

fn steps(random: &mut Random, depth: usize) -> Vec<Step> {
    (0..random.below(6))
        .map(|_| {
            if depth > 0 && random.one_in(4) {
                Step::Savepoint(steps(random, depth - 1), end(random))
            } else {
                Step::Call(tables::any(random))
            }
        })
        .collect()
}

fn run<'a>(
    tx: &'a Tx,
    steps: &'a [Step],
    answers: &'a mut Vec<Answer>,
) -> Pin<Box<dyn Future<Output = ()> + 'a>> {
    Box::pin(async move {
        for step in steps {
            match step {
                Step::Call(operation) => {
                    let answer = operation.answer(tx).await;
                    answers.push(answer);
                }
                Step::Savepoint(steps, end) => {
                    let answer = savepoint(tx, steps, *end, answers).await;
                    answers.push(answer);
                }
            }
        }
    })
}

async fn savepoint(tx: &Tx, steps: &[Step], end: End, answers: &mut Vec<Answer>) -> Answer {
    let outcome = tx.savepoint(async |inner| {
        run(&inner, steps, answers).await;
        match end {
            End::Commit => Ok(()),
            End::RollBack | End::Drop => Err(Undo::Wanted),
        }
    });
    match outcome.await {
        Ok(()) => Answer::Done("released".to_owned()),
        Err(Undo::Wanted) => Answer::Done("rolled back".to_owned()),
        Err(Undo::Failed(error)) => Answer::failed(&error),
    }
}

impl fmt::Display for Program {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(operation) => writeln!(formatter, "{operation}"),
            Self::Transaction(steps, end) => {
                writeln!(formatter, "transaction, then {end:?} {{")?;
                write(formatter, steps, 1)?;
                writeln!(formatter, "}}")
            }
        }
    }
}

fn write(formatter: &mut fmt::Formatter<'_>, steps: &[Step], depth: usize) -> fmt::Result {
    let indent = "    ".repeat(depth);
    for step in steps {
        match step {
            Step::Call(operation) => writeln!(formatter, "{indent}{operation}")?,
            Step::Savepoint(steps, end) => {
                writeln!(formatter, "{indent}savepoint, then {end:?} {{")?;
                write(formatter, steps, depth + 1)?;
                writeln!(formatter, "{indent}}}")?;
            }
        }
    }
    Ok(())
}
