//! In which order things take each other's names.

use std::collections::BTreeSet;
use std::hash::Hash;

use indexmap::IndexMap;

/// One rename after the other, and what everything is called then.
#[derive(Debug)]
pub(crate) struct Sequence<N> {
    pub(crate) steps: Vec<(N, N)>,
    /// By the names that things have now.
    pub(crate) names: IndexMap<N, N>,
}

/// Names that nothing has while it is given to another: one that holds a name and keeps it makes room by `aside`, and so does
/// one of a circle. `folded` is what makes two names one for the database.
///
/// No two things may be given one name.
pub(crate) fn sequence<N: Clone + Eq + Hash>(
    renames: &IndexMap<N, N>,
    taken: impl Iterator<Item = N>,
    folded: impl Fn(&N) -> String,
    aside: impl Fn(&N) -> N,
) -> Sequence<N> {
    if renames.is_empty() {
        return Sequence {
            steps: Vec::new(),
            names: IndexMap::new(),
        };
    }
    // Of many names few are wanted.
    let wanted: BTreeSet<String> = renames.values().map(&folded).collect();
    let holders: IndexMap<String, N> = taken
        .map(|name| (folded(&name), name))
        .filter(|(name, _)| wanted.contains(name))
        .collect();
    let mut steps = Vec::new();
    let mut names = renames.clone();
    let mut done: BTreeSet<String> = BTreeSet::new();
    for (from, to) in renames {
        if let Some(holder) = holders.get(&folded(to))
            && holder != from
            && !renames.contains_key(holder)
        {
            let away = aside(holder);
            steps.push((holder.clone(), away.clone()));
            names.insert(holder.clone(), away);
        }
    }
    for from in renames.keys() {
        // Each waits for the one that holds the name that it gets.
        let mut waiting: Vec<(&N, &N)> = Vec::new();
        let mut next = Some(from);
        let mut circle = false;
        while let Some(current) = next {
            let Some(to) = renames.get(current) else {
                break;
            };
            if !done.insert(folded(current)) {
                circle = waiting
                    .first()
                    .is_some_and(|(first, _)| folded(first) == folded(current));
                break;
            }
            waiting.push((current, to));
            next = holders.get(&folded(to));
        }
        let first = waiting.first().copied();
        if let (true, Some((first, _))) = (circle, first) {
            steps.push((first.clone(), aside(first)));
        }
        for (at, (from, to)) in waiting.iter().enumerate().rev() {
            let from = if circle && at == 0 {
                aside(from)
            } else {
                (*from).clone()
            };
            steps.push((from, (*to).clone()));
        }
    }
    Sequence { steps, names }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use indexmap::IndexMap;
    use proptest::prelude::*;

    use super::sequence;

    fn run(renames: &[(&str, &str)], taken: &[&str]) -> Vec<String> {
        let renames: IndexMap<String, String> = renames
            .iter()
            .map(|(from, to)| ((*from).to_owned(), (*to).to_owned()))
            .collect();
        let found = sequence(
            &renames,
            taken.iter().map(|name| (*name).to_owned()),
            |name| name.to_ascii_lowercase(),
            |name| format!("old_{name}"),
        );
        let steps = found.steps.iter();
        steps.map(|(from, to)| format!("{from}>{to}")).collect()
    }

    #[test]
    fn a_name_is_free_before_it_is_given() {
        assert_eq!(run(&[("a", "b")], &["a"]), ["a>b"]);
        assert_eq!(run(&[("a", "b"), ("b", "c")], &["a", "b"]), ["b>c", "a>b"]);
    }

    #[test]
    fn two_that_swap_names_need_a_third() {
        let steps = run(&[("a", "b"), ("b", "a")], &["a", "b"]);
        assert_eq!(steps, ["a>old_a", "b>a", "old_a>b"]);
    }

    #[test]
    fn what_keeps_no_name_makes_room() {
        assert_eq!(run(&[("a", "b")], &["a", "b"]), ["b>old_b", "a>b"]);
    }

    #[test]
    fn another_case_of_the_same_letters_goes_by_a_third_name() {
        assert_eq!(run(&[("a", "A")], &["a"]), ["a>old_a", "old_a>A"]);
    }

    proptest! {
        #[test]
        fn everything_ends_where_it_shall_and_nothing_is_ever_in_the_way(
            from in Just((0..8).collect::<Vec<u8>>()).prop_shuffle(),
            to in Just((0..8).collect::<Vec<u8>>()).prop_shuffle(),
            number in 0usize..8,
        ) {
            let renames: IndexMap<u8, u8> = from.iter().copied().zip(to.iter().copied())
                .filter(|(from, to)| from != to).take(number).collect();
            let found = sequence(&renames, 0..8u8, ToString::to_string, |name| name + 100);
            let mut held: BTreeMap<u8, u8> = (0..8).map(|name| (name, name)).collect();
            for (from, to) in found.steps {
                let thing = held.remove(&from);
                prop_assert!(thing.is_some());
                prop_assert_eq!(held.insert(to, thing.unwrap_or(0)), None);
            }
            for (name, thing) in held {
                prop_assert_eq!(found.names.get(&thing).copied().unwrap_or(thing), name);
            }
        }
    }
}
