//! What an integer can be, so that only what can overflow is checked for it.

/// The least and the greatest value, and how large it grows before anybody looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub(crate) low: i128,
    pub(crate) high: i128,
    /// Whether SQLite may have made it a REAL: some step of it can leave 64 bits.
    pub(crate) overflows: bool,
    /// An upper bound of its size as a power of two, overflows included: a REAL of 1024 bits is infinite.
    pub(crate) bits: u32,
}

const MIN: i128 = i64::MIN as i128;
const MAX: i128 = i64::MAX as i128;

impl Bounds {
    /// Any 64-bit integer.
    pub(crate) const UNKNOWN: Self = Self {
        low: MIN,
        high: MAX,
        overflows: false,
        bits: 64,
    };

    /// A value between the two, which are 64-bit integers.
    pub(crate) fn between(low: i128, high: i128) -> Self {
        Self {
            low: low.clamp(MIN, MAX),
            high: high.clamp(MIN, MAX),
            overflows: false,
            bits: 64,
        }
    }

    pub(crate) fn exactly(value: i64) -> Self {
        Self::between(i128::from(value), i128::from(value))
    }

    /// A decimal's scaled integer of so many digits.
    pub(crate) fn of_digits(digits: u8) -> Self {
        let most = power_of_ten(digits).saturating_sub(1);
        Self::between(most.saturating_neg(), most)
    }

    /// What an operation on two can yield: the extremes over all corners, cut to 64 bits where they leave them.
    pub(crate) fn of_corners(
        self,
        other: Self,
        bits: u32,
        operation: impl Fn(i128, i128) -> i128,
    ) -> Self {
        let corners = [
            operation(self.low, other.low),
            operation(self.low, other.high),
            operation(self.high, other.low),
            operation(self.high, other.high),
        ];
        let low = corners.into_iter().fold(i128::MAX, i128::min);
        let high = corners.into_iter().fold(i128::MIN, i128::max);
        Self {
            low: low.clamp(MIN, MAX),
            high: high.clamp(MIN, MAX),
            overflows: low < MIN || high > MAX || self.overflows || other.overflows,
            bits,
        }
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        let bits = self.bits.max(other.bits).saturating_add(1);
        self.of_corners(other, bits, i128::saturating_add)
    }

    pub(crate) fn minus(self, other: Self) -> Self {
        let bits = self.bits.max(other.bits).saturating_add(1);
        self.of_corners(other, bits, i128::saturating_sub)
    }

    pub(crate) fn times(self, other: Self) -> Self {
        let bits = self.bits.saturating_add(other.bits);
        self.of_corners(other, bits, i128::saturating_mul)
    }

    /// Division towards zero by anything but zero.
    pub(crate) fn divided(self, divisor: Self) -> Self {
        if divisor.low == divisor.high && divisor.low != 0 {
            return self.of_corners(divisor, self.bits, |value, by| {
                value.checked_div(by).unwrap_or(value)
            });
        }
        let most = self.magnitude();
        Self {
            low: (-most).clamp(MIN, MAX),
            high: most.clamp(MIN, MAX),
            // The one that overflows is the least integer by -1.
            overflows: most > MAX || self.overflows || divisor.overflows,
            bits: self.bits,
        }
    }

    /// What is left of a division by anything but zero, with the sign of the dividend.
    pub(crate) fn remainder(self, divisor: Self) -> Self {
        let most = divisor.magnitude().saturating_sub(1).min(self.magnitude());
        let low = if self.low >= 0 { 0 } else { -most };
        let high = if self.high <= 0 { 0 } else { most };
        // SQLite casts REAL operands to INTEGER here, so they are checked before.
        Self::between(low, high)
    }

    pub(crate) fn negated(self) -> Self {
        Self::between(0, 0).minus(self)
    }

    pub(crate) fn absolute(self) -> Self {
        // The databases themselves refuse the absolute value of the least integer.
        let low = if self.low <= 0 && self.high >= 0 {
            0
        } else {
            self.low.abs().min(self.high.abs())
        };
        Self {
            low,
            high: self.magnitude().min(MAX),
            ..self
        }
    }

    /// Either of the two.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            low: self.low.min(other.low),
            high: self.high.max(other.high),
            overflows: self.overflows || other.overflows,
            bits: self.bits.max(other.bits),
        }
    }

    /// As it is after it has been checked.
    pub(crate) fn checked(self) -> Self {
        Self::between(self.low, self.high)
    }

    pub(crate) fn magnitude(self) -> i128 {
        self.low.abs().max(self.high.abs())
    }

    /// How many decimal digits the longest has; at most 19.
    pub(crate) fn digits(self) -> u8 {
        let mut digits = 1;
        while digits < 19 && power_of_ten(digits) <= self.magnitude() {
            digits += 1;
        }
        digits
    }
}

/// Of at most 38.
pub(crate) fn power_of_ten(zeros: u8) -> i128 {
    10_i128.saturating_pow(u32::from(zeros))
}
