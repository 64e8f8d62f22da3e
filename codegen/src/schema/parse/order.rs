//! An order in which everything comes after what it needs.

/// The indexes in such an order, otherwise as they stand; or those of a circle, each needing the next.
///
/// A loop, not a recursion: a chain may be as long as the schema.
pub(super) fn sorted(needs: &[Vec<usize>]) -> Result<Vec<usize>, Vec<usize>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Visit {
        Never,
        OnPath,
        Done,
    }
    let mut visits = vec![Visit::Never; needs.len()];
    let mut order = Vec::with_capacity(needs.len());
    for start in 0..needs.len() {
        if visits[start] != Visit::Never {
            continue;
        }
        visits[start] = Visit::OnPath;
        // What is being looked at, and how many of its needs have been.
        let mut path = vec![(start, 0_usize)];
        while let Some((at, seen)) = path.last_mut() {
            let (at, next) = (*at, needs[*at].get(*seen).copied());
            *seen += 1;
            match next {
                None => {
                    visits[at] = Visit::Done;
                    order.push(at);
                    path.pop();
                }
                Some(next) => match visits[next] {
                    Visit::Done => {}
                    Visit::Never => {
                        visits[next] = Visit::OnPath;
                        path.push((next, 0));
                    }
                    Visit::OnPath => {
                        let circle = path.iter().map(|(at, _)| *at);
                        return Err(circle.skip_while(|at| *at != next).collect());
                    }
                },
            }
        }
    }
    Ok(order)
}

#[cfg(test)]
mod tests {
    use super::sorted;

    #[test]
    fn everything_comes_after_what_it_needs_and_otherwise_as_it_stands() {
        assert_eq!(
            sorted(&[vec![2], vec![], vec![3], vec![]]),
            Ok(vec![3, 2, 0, 1])
        );
        assert_eq!(sorted(&[]), Ok(vec![]));
        let chain: Vec<Vec<usize>> = (0..100_000)
            .map(|at| if at == 99_999 { vec![] } else { vec![at + 1] })
            .collect();
        assert_eq!(sorted(&chain).map(|order| order[0]), Ok(99_999));
    }

    #[test]
    fn a_circle_is_given_without_what_leads_to_it() {
        assert_eq!(sorted(&[vec![1], vec![2], vec![1]]), Err(vec![1, 2]));
        assert_eq!(sorted(&[vec![0]]), Err(vec![0]));
    }
}
