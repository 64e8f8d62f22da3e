//! The fewest programs that still differ.

use std::time::Instant;

use super::run::{Answers, Difference, Settings, census, compare};
use super::{Pair, Program, Step};

pub(super) async fn shrink(
    pair: &Pair,
    settings: Settings,
    mut programs: Vec<Program>,
) -> Box<Difference> {
    let started = Instant::now();
    let mut found = first_difference(pair, &programs).await;
    if let Some((length, _)) = &found {
        programs.truncate(*length);
    }
    let mut size = programs.len().div_ceil(2);
    while found.is_some() && started.elapsed() < settings.patience {
        let mut at = 0;
        let mut smaller = false;
        while at < programs.len() && started.elapsed() < settings.patience {
            let mut fewer = programs.clone();
            fewer.drain(at..(at + size).min(fewer.len()));
            if let Some((length, answers)) = first_difference(pair, &fewer).await {
                fewer.truncate(length);
                programs = fewer;
                found = Some((length, answers));
                smaller = true;
            } else {
                at += size;
            }
        }
        if size == 1 && !smaller && !shrink_inside(pair, &mut programs, &mut found).await {
            break;
        }
        size = size.div_ceil(2);
    }
    let (sqlite, postgres) = found.map_or_else(Default::default, |(_, answers)| answers);
    Box::new(Difference {
        seed: settings.seed,
        programs,
        sqlite,
        postgres,
    })
}

/// Leaves one step out of a transaction, wherever that still differs.
async fn shrink_inside(
    pair: &Pair,
    programs: &mut Vec<Program>,
    found: &mut Option<(usize, Answers)>,
) -> bool {
    for at in 0..programs.len() {
        for smaller in without_one(&programs[at]) {
            let mut fewer = programs.clone();
            fewer[at] = smaller;
            if let Some((length, answers)) = first_difference(pair, &fewer).await {
                fewer.truncate(length);
                *programs = fewer;
                *found = Some((length, answers));
                return true;
            }
        }
    }
    false
}

/// The program without one of its steps, or with a savepoint's steps in the savepoint's place.
fn without_one(program: &Program) -> Vec<Program> {
    match program {
        Program::Call(_) => Vec::new(),
        Program::Transaction(steps, end) => {
            let mut fewer: Vec<Program> = fewer_steps(steps)
                .into_iter()
                .map(|steps| Program::Transaction(steps, *end))
                .collect();
            if let [Step::Call(only)] = steps.as_slice() {
                fewer.push(Program::Call(only.clone()));
            }
            fewer
        }
    }
}

fn fewer_steps(steps: &[Step]) -> Vec<Vec<Step>> {
    let mut fewer = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let with = |instead: &[Step]| [&steps[..at], instead, &steps[at + 1..]].concat();
        fewer.push(with(&[]));
        match step {
            Step::Call(_) => {}
            Step::Savepoint(inner, end) => {
                fewer.push(with(inner));
                let smaller = fewer_steps(inner);
                fewer.extend(
                    smaller
                        .into_iter()
                        .map(|inner| with(&[Step::Savepoint(inner, *end)])),
                );
            }
        }
    }
    fewer
}

/// Runs the programs on empty tables: how many it took to differ, and the answers.
async fn first_difference(pair: &Pair, programs: &[Program]) -> Option<(usize, Answers)> {
    pair.empty().await;
    for (at, program) in programs.iter().enumerate() {
        if let Err(answers) = compare(pair, program).await {
            return Some((at + 1, answers));
        }
    }
    census(pair)
        .await
        .err()
        .map(|answers| (programs.len(), answers))
}
