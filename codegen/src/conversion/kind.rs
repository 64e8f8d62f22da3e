//! The closed list of conversions that have one right answer: both databases have to write each of them.

use super::Outcome;
use crate::catalog::model::{Digits, Meaning, Moment, Width};

/// A conversion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The values mean what they meant.
    Same,
    /// Text goes on as text: also where one of the two is a native enum.
    TextToText,
    /// A number goes on as a number of the same kind and another width.
    Resized,
    IntegerToDecimal(Written),
    /// With the greatest integer up to which each has its like, where there are more.
    IntegerToFloat(Option<i64>),
    FloatToInteger(Width),
    /// With whether each has its like.
    DecimalToFloat(Written, bool),
    /// With the digits that there is room for before the point.
    FloatToDecimal(Written, u8),
    IntegerToBool,
    IntegerToText,
    DecimalToInteger(Written),
    DecimalToDecimal(Written, Written),
    BoolToInteger,
    BoolToText,
    UuidToText,
    DecimalToText(Written),
    DateToText,
    TimeToText,
    UuidToBytes,
    BytesToUuid,
    BytesToText,
    DateToTimestamp(Moment),
    TimestampToDate(Moment),
    TimestampToTimestamp(Moment, Moment),
    TimestampToText(Moment),
    TextToBytes,
    TextToBool,
    TextToInteger,
    TextToUuid,
    TextToDecimal(Written),
    TextToDate,
    TextToTime,
    TextToJson,
    TextToTimestamp(Moment),
}

impl Kind {
    /// Whether no two values become the same one: one uuid, truth, decimal or instant is written in many ways as text.
    pub(super) const fn is_one_to_one(self) -> bool {
        match self {
            Self::TextToUuid
            | Self::TextToBool
            | Self::TextToDecimal(_)
            | Self::TextToTime
            | Self::TextToJson
            | Self::TextToTimestamp(_)
            | Self::TimestampToDate(_) => false,
            Self::Same
            | Self::TextToText
            | Self::Resized
            | Self::IntegerToDecimal(_)
            | Self::IntegerToFloat(_)
            | Self::FloatToInteger(_)
            | Self::DecimalToFloat(..)
            | Self::FloatToDecimal(..)
            | Self::DecimalToText(_)
            | Self::TimeToText
            | Self::UuidToBytes
            | Self::BytesToUuid
            | Self::BytesToText
            | Self::DateToTimestamp(_)
            | Self::IntegerToBool
            | Self::IntegerToText
            | Self::DecimalToInteger(_)
            | Self::DecimalToDecimal(..)
            | Self::BoolToInteger
            | Self::BoolToText
            | Self::UuidToText
            | Self::DateToText
            | Self::TimestampToTimestamp(..)
            | Self::TimestampToText(_)
            | Self::TextToBytes
            | Self::TextToInteger
            | Self::TextToDate => true,
        }
    }
}

/// How a decimal is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    /// Digits after the point.
    pub(super) scale: u8,
    pub(super) digits: Digits,
}

/// The conversion, and what may become of a value; `None` where there is no one right answer.
pub(super) fn between(from: Meaning, to: Meaning) -> Option<(Kind, Outcome)> {
    let may_fail = |kind| Some((kind, Outcome::MayFail));
    let whole = |kind| Some((kind, Outcome::Whole));
    if from == to {
        return whole(if from == Meaning::Text {
            Kind::TextToText
        } else {
            Kind::Same
        });
    }
    match (from, to) {
        (
            Meaning::Integer(_) | Meaning::Float(_) | Meaning::Decimal { .. },
            Meaning::Integer(_) | Meaning::Float(_) | Meaning::Decimal { .. },
        ) => between_numbers(from, to),
        (Meaning::Bool, Meaning::Integer(_)) => whole(Kind::BoolToInteger),
        (Meaning::Bool, Meaning::Text) => whole(Kind::BoolToText),
        (Meaning::Integer(_), Meaning::Bool) => may_fail(Kind::IntegerToBool),
        (Meaning::Integer(_), Meaning::Text) => whole(Kind::IntegerToText),
        (Meaning::Uuid, Meaning::Text) => whole(Kind::UuidToText),
        (Meaning::Decimal { .. }, Meaning::Text) => whole(Kind::DecimalToText(in_digits(from)?)),
        (Meaning::Text, Meaning::Decimal { .. }) => may_fail(Kind::TextToDecimal(in_digits(to)?)),
        (Meaning::Uuid, Meaning::Bytes) => whole(Kind::UuidToBytes),
        (Meaning::Bytes, Meaning::Uuid) => may_fail(Kind::BytesToUuid),
        (Meaning::Bytes, Meaning::Text) => may_fail(Kind::BytesToText),
        (Meaning::Date, Meaning::Text) => whole(Kind::DateToText),
        (Meaning::Time, Meaning::Text) => whole(Kind::TimeToText),
        // The last day that a date can be is none that an instant can.
        (Meaning::Date, Meaning::Timestamp(after)) => may_fail(Kind::DateToTimestamp(after)),
        (Meaning::Timestamp(before), Meaning::Date) => {
            Some((Kind::TimestampToDate(before), Outcome::Rounds))
        }
        (Meaning::Timestamp(before), Meaning::Text) => whole(Kind::TimestampToText(before)),
        (Meaning::Timestamp(before), Meaning::Timestamp(after)) => {
            let outcome = if coarseness(after) > coarseness(before) {
                Outcome::Rounds
            } else {
                Outcome::Whole
            };
            Some((Kind::TimestampToTimestamp(before, after), outcome))
        }
        (Meaning::Text, Meaning::Bytes) => whole(Kind::TextToBytes),
        (Meaning::Text, Meaning::Bool) => may_fail(Kind::TextToBool),
        (Meaning::Text, Meaning::Integer(_)) => may_fail(Kind::TextToInteger),
        (Meaning::Text, Meaning::Uuid) => may_fail(Kind::TextToUuid),
        (Meaning::Text, Meaning::Date) => may_fail(Kind::TextToDate),
        (Meaning::Text, Meaning::Time) => may_fail(Kind::TextToTime),
        (Meaning::Text, Meaning::Json) => may_fail(Kind::TextToJson),
        (Meaning::Text, Meaning::Timestamp(after)) => may_fail(Kind::TextToTimestamp(after)),
        (
            Meaning::Bool
            | Meaning::Integer(_)
            | Meaning::Float(_)
            | Meaning::Decimal { .. }
            | Meaning::Text
            | Meaning::Bytes
            | Meaning::Uuid
            | Meaning::Timestamp(_)
            | Meaning::Date
            | Meaning::Time
            | Meaning::Json
            | Meaning::List(_),
            _,
        ) => None,
    }
}

/// The most digits of which each decimal has a float of its own, which leads back to it: C's `DBL_DIG`.
pub(super) const FLOAT_DIGITS: u8 = 15;

/// The same of two numbers.
fn between_numbers(from: Meaning, to: Meaning) -> Option<(Kind, Outcome)> {
    let if_it_fits = |fits: bool| {
        if fits {
            Outcome::Whole
        } else {
            Outcome::MayFail
        }
    };
    // What is rounded up may have a digit more than before.
    let if_rounded = |digits: u8, room: u8| {
        if digits < room {
            Outcome::Rounds
        } else {
            Outcome::RoundsOrFails
        }
    };
    if let (Some((before, precision)), Some((after, room))) = (decimal(from), decimal(to)) {
        // A text of digits is cut off nowhere: SQLite has no arithmetic for as many of them.
        let is_text = before.digits == Digits::Text && after.digits == Digits::Text;
        let loses_digits = after.scale < before.scale;
        let outcome = if loses_digits {
            if_rounded(precision - before.scale, room - after.scale)
        } else {
            if_it_fits(room - after.scale >= precision - before.scale)
        };
        return (!(is_text && loses_digits))
            .then_some((Kind::DecimalToDecimal(before, after), outcome));
    }
    if let (Meaning::Integer(width), Some((after, precision))) = (from, decimal(to)) {
        let fits = precision.saturating_sub(after.scale) >= digits_of(width);
        return Some((Kind::IntegerToDecimal(after), if_it_fits(fits)));
    }
    if let (Some((before, precision)), Meaning::Integer(width)) = (decimal(from), to) {
        let outcome = if before.scale > 0 {
            if_rounded(precision - before.scale, digits_of(width))
        } else {
            // One digit fewer than the greatest integer has.
            if_it_fits(precision < digits_of(width))
        };
        return Some((Kind::DecimalToInteger(before), outcome));
    }
    if let (Meaning::Integer(before), Meaning::Integer(after)) = (from, to) {
        return Some((Kind::Resized, if_it_fits(before <= after)));
    }
    if let (Meaning::Float(before), Meaning::Float(after)) = (from, to) {
        let outcome = if before <= after {
            Outcome::Whole
        } else {
            Outcome::RoundsOrFails
        };
        return Some((Kind::Resized, outcome));
    }
    if let (Meaning::Integer(before), Meaning::Float(after)) = (from, to) {
        // An integer of 32 bits has its like among the floats of 64, and one of 16 among those of 32.
        let limit = match after {
            _ if before < after => None,
            Width::Bits64 => Some(1 << 53),
            Width::Bits32 | Width::Bits16 => Some(1 << 24),
        };
        return Some((Kind::IntegerToFloat(limit), if_it_fits(limit.is_none())));
    }
    if let (Meaning::Float(_), Meaning::Integer(width)) = (from, to) {
        return Some((Kind::FloatToInteger(width), Outcome::MayFail));
    }
    // What a float of 32 bits means is a float, which SQL cannot make: both databases keep it as one of 64.
    if let (Some((before, precision)), Meaning::Float(Width::Bits64)) = (decimal(from), to) {
        let fits = precision <= FLOAT_DIGITS;
        return (before.scale <= FLOAT_DIGITS)
            .then_some((Kind::DecimalToFloat(before, fits), if_it_fits(fits)));
    }
    if let (Meaning::Float(Width::Bits64), Some((after, precision))) = (from, decimal(to)) {
        let room = precision.min(FLOAT_DIGITS).saturating_sub(after.scale);
        return (after.scale <= FLOAT_DIGITS && after.digits != Digits::Text)
            .then_some((Kind::FloatToDecimal(after, room), Outcome::MayFail));
    }
    None
}

/// How a decimal is written that is no text: of those no check could refuse what is none.
fn in_digits(meaning: Meaning) -> Option<Written> {
    let (written, _) = decimal(meaning)?;
    (written.digits != Digits::Text).then_some(written)
}

/// How a decimal is written, and its digits in all.
fn decimal(meaning: Meaning) -> Option<(Written, u8)> {
    if let Meaning::Decimal {
        precision,
        scale,
        digits,
    } = meaning
    {
        Some((Written { scale, digits }, precision))
    } else {
        None
    }
}

/// How many digits the greatest integer has.
const fn digits_of(width: Width) -> u8 {
    match width {
        Width::Bits16 => 5,
        Width::Bits32 => 10,
        Width::Bits64 => 19,
    }
}

/// Microseconds in the unit.
pub(super) const fn coarseness(moment: Moment) -> i64 {
    match moment {
        Moment::Micros | Moment::Text => 1,
        Moment::Millis => 1_000,
        Moment::Seconds => 1_000_000,
    }
}
