//! The same work for each dialect or snapshot, side by side. Threads that end before the call returns keep it a pure function:
//! results come in the order of the items.

use std::thread::scope;

/// What `work` makes of each item, in the items' order; half of them on a thread of their own.
///
/// A panic in `work` is passed on.
pub(crate) fn map<T: Send, R: Send>(
    items: impl IntoIterator<Item = T>,
    work: impl Fn(T) -> R + Sync,
) -> Vec<R> {
    let mut halves: [Vec<(usize, T)>; 2] = [Vec::new(), Vec::new()];
    for (at, item) in items.into_iter().enumerate() {
        halves[at % 2].push((at, item));
    }
    let run = |half: Vec<(usize, T)>| -> Vec<(usize, R)> {
        half.into_iter()
            .map(|(at, item)| (at, work(item)))
            .collect()
    };
    let [first, second] = halves;
    if second.is_empty() {
        return run(first).into_iter().map(|(_, result)| result).collect();
    }
    let mut done = scope(|scope| {
        let other = scope.spawn(|| run(second));
        let mut done = run(first);
        match other.join() {
            Ok(more) => done.extend(more),
            Err(panic) => std::panic::resume_unwind(panic),
        }
        done
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        assert_eq!(map([1, 2, 3, 4, 5], |item| item * 2), [2, 4, 6, 8, 10]);
        assert_eq!(map([1], |item| item * 2), [2]);
        assert!(map(Vec::<u8>::new(), |item| item).is_empty());
    }
}
