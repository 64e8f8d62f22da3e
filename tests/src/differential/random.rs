//! Randomness that a seed repeats.

/// `SplitMix64`: small, and the same everywhere and for ever, so that a seed from a failure is worth writing down.
#[derive(Debug, Clone)]
pub struct Random {
    state: u64,
}

impl Random {
    /// The sequence of this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.next() % bound).unwrap_or(0)
    }

    /// True once in `times`.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of these.
    pub fn pick<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }

    /// A value, or nothing one time in three.
    pub fn maybe<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (!self.one_in(3)).then(|| value(self))
    }

    /// A value one time in three: one that stands in for a default, or changes a column.
    pub fn seldom<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.one_in(3).then(|| value(self))
    }

    /// Few values, sometimes none, sometimes one of them twice.
    pub fn several<T: Clone>(&mut self, mut value: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = self.below(6);
        let mut values: Vec<T> = (0..count).map(|_| value(self)).collect();
        if count > 1 && self.one_in(3) {
            values.push(values[0].clone());
        }
        values
    }

    /// How many rows an `insert_many` has: mostly few, now and then more than SQLite is given in one statement.
    pub fn row_count(&mut self) -> usize {
        if self.one_in(30) { 70 } else { self.below(4) }
    }

    /// The limits of a walk through pages, used in turn; never 0, with which no walk would end.
    pub fn limits(&mut self) -> Vec<u32> {
        (0..=self.below(3))
            .map(|_| self.pick(&[1, 2, 3, 5, 1000]))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn a_seed_repeats_its_sequence() {
        let draw = |seed| {
            let mut random = Random::new(seed);
            (0..20).map(|_| random.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
    }
}
