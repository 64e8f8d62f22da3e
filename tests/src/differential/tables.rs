//! The calls of each table of `tests/schemas/parity`.

mod depots;
mod lists;
mod members;
mod nodes;
mod odd;
mod parcels;
mod scalars;
mod settings;
mod stays;
mod teams;
mod tickets;
mod ticks;

use super::{Operation, Random};

/// A call of any table. Those that refer to each other come more often.
pub(super) fn any(random: &mut Random) -> Operation {
    match random.below(22) {
        0 | 1 => scalars::any(random),
        2 => lists::any(random),
        3..=5 => depots::any(random),
        6..=8 => parcels::any(random),
        9..=11 => nodes::any(random),
        12..=14 => teams::any(random),
        15 | 16 => members::any(random),
        17 | 18 => tickets::any(random),
        19 => stays::any(random),
        20 => random_small(random),
        _ => odd::any(random),
    }
}

fn random_small(random: &mut Random) -> Operation {
    if random.one_in(2) {
        ticks::any(random)
    } else {
        settings::any(random)
    }
}

/// Calls that read all there is.
pub(super) fn census() -> Vec<Operation> {
    let one_each = [
        scalars::all(),
        lists::all(),
        depots::all(),
        parcels::all(),
        nodes::all(),
        stays::all(),
        ticks::all(),
        odd::all(),
    ];
    one_each
        .into_iter()
        .chain(teams::all())
        .chain(members::all())
        .chain(tickets::all())
        .chain(settings::all())
        .collect()
}
