//! Running programs on a pair of databases until they differ.

use std::fmt;
use std::time::Duration;

use super::{Answer, Pair, Program, Random, shrink, tables};

/// How often all tables are compared in full.
const PROGRAMS_BETWEEN_CENSUSES: usize = 40;

/// What is run.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Where the programs come from.
    pub seed: u64,
    /// How many calls are made, at least.
    pub operations: usize,
    /// How long a difference is made smaller.
    pub patience: Duration,
}

impl Settings {
    /// These, unless `DUALECT_SEED` and `DUALECT_OPERATIONS` say otherwise.
    #[must_use]
    pub fn from_env(seed: u64, operations: usize) -> Self {
        let number = |name: &str| {
            let text = std::env::var(name).ok()?;
            Some(
                text.parse::<u64>()
                    .unwrap_or_else(|_| panic!("{name} is no number: {text}")),
            )
        };
        let wanted = number("DUALECT_OPERATIONS");
        Self {
            seed: number("DUALECT_SEED").unwrap_or(seed),
            operations: wanted.map_or(operations, |wanted| {
                usize::try_from(wanted).unwrap_or(usize::MAX)
            }),
            patience: Duration::from_secs(40),
        }
    }
}

/// What was run without a difference.
#[derive(Debug, Clone, Copy, Default)]
pub struct Report {
    /// Calls made on each database.
    pub calls: usize,
    /// Answers that were results.
    pub done: usize,
    /// Answers that were errors.
    pub failed: usize,
}

/// Two answers that should be one, and how to come to them.
#[derive(Debug, Clone)]
pub struct Difference {
    /// The seed of the run.
    pub seed: u64,
    /// The fewest programs that still show it, on empty tables; the last shows it.
    pub programs: Vec<Program>,
    /// SQLite's answers to the last, or to the reading of all tables after it. Empty where the difference did not show again: it
    /// hangs on time, on what the tables held before, or on chance.
    pub sqlite: Vec<Answer>,
    /// Postgres' answers to the last.
    pub postgres: Vec<Answer>,
}

/// Draws programs and runs them on both databases, to the first difference.
pub async fn run(pair: &Pair, settings: Settings) -> Result<Report, Box<Difference>> {
    let mut random = Random::new(settings.seed);
    let mut programs = Vec::new();
    let mut report = Report::default();
    while report.calls < settings.operations {
        let program = Program::any(&mut random);
        programs.push(program.clone());
        report.calls += program.calls();
        let mut answers = compare(pair, &program).await;
        if answers.is_ok()
            && programs.len() % PROGRAMS_BETWEEN_CENSUSES == 0
            && let Err(differing) = census(pair).await
        {
            answers = Err(differing);
        }
        match answers {
            Ok(answers) => report.count(&answers),
            Err(_) => return Err(shrink::shrink(pair, settings, programs).await),
        }
    }
    match census(pair).await {
        Ok(()) => Ok(report),
        Err(_) => Err(shrink::shrink(pair, settings, programs).await),
    }
}

/// SQLite's answers and Postgres'.
pub(super) type Answers = (Vec<Answer>, Vec<Answer>);

/// Runs a program on both; `Err` where the answers differ.
pub(super) async fn compare(pair: &Pair, program: &Program) -> Result<Vec<Answer>, Answers> {
    let (sqlite, postgres) =
        tokio::join!(program.run(&pair.sqlite.db), program.run(&pair.postgres.db));
    let alike = sqlite.len() == postgres.len()
        && sqlite
            .iter()
            .zip(&postgres)
            .all(|(one, other)| one.agrees(other));
    if alike {
        Ok(sqlite)
    } else {
        Err((sqlite, postgres))
    }
}

/// Compares what all tables hold.
pub(super) async fn census(pair: &Pair) -> Result<(), Answers> {
    for operation in tables::census() {
        compare(pair, &Program::Call(operation)).await?;
    }
    Ok(())
}

impl Report {
    fn count(&mut self, answers: &[Answer]) {
        for answer in answers {
            match answer {
                Answer::Done(_) => self.done += 1,
                Answer::Failed(_) => self.failed += 1,
            }
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            formatter,
            "the databases differ (DUALECT_SEED={})\n",
            self.seed
        )?;
        for program in &self.programs {
            write!(formatter, "{program}")?;
        }
        let longest = self.sqlite.len().max(self.postgres.len());
        for at in 0..longest {
            let (sqlite, postgres) = (self.sqlite.get(at), self.postgres.get(at));
            let alike = sqlite
                .zip(postgres)
                .is_some_and(|(one, other)| one.agrees(other));
            let sign = if alike { ' ' } else { '!' };
            writeln!(
                formatter,
                "{sign} {at} sqlite:   {sqlite:?}\n{sign} {at} postgres: {postgres:?}"
            )?;
        }
        Ok(())
    }
}
