//! SQLite: an expression over the old value. `CAST` makes something of anything, so what has no like in the new type is left
//! as it is: a STRICT column refuses it (<https://www.sqlite.org/stricttables.html>), or its check does.

use std::cmp::Ordering;

use super::{coarseness, power_of_ten};
use crate::catalog::model::{Digits, Meaning, Moment};

/// `None` where the value can stay as it is written.
pub(super) fn expression(name: &str, from: Meaning, to: Meaning) -> Option<String> {
    if from == to {
        return None;
    }
    match (from, to) {
        (Meaning::Integer(_), Meaning::Decimal { scale, digits, .. }) => match digits {
            Digits::Scaled => (scale > 0).then(|| format!("{name} * {}", power_of_ten(scale))),
            Digits::Text | Digits::Native => {
                let fraction = "0".repeat(usize::from(scale));
                let point = if scale > 0 { "." } else { "" };
                Some(format!("CAST({name} AS TEXT) || '{point}{fraction}'"))
            }
        },
        (Meaning::Decimal { scale, digits, .. }, Meaning::Integer(_)) => {
            between_digits(name, (scale, digits), (0, Digits::Scaled))
        }
        (
            Meaning::Decimal { scale, digits, .. },
            Meaning::Decimal {
                scale: after,
                digits: written,
                ..
            },
        ) => between_digits(name, (scale, digits), (after, written)),
        (Meaning::Integer(_), Meaning::Float(_)) => Some(format!("CAST({name} AS REAL)")),
        (Meaning::Integer(_), Meaning::Text) => Some(format!("CAST({name} AS TEXT)")),
        (Meaning::Bool, Meaning::Text) => Some(format!(
            "CASE {name} WHEN 0 THEN 'false' WHEN 1 THEN 'true' END"
        )),
        (Meaning::Text, Meaning::Bool) => Some(format!(
            "CASE {name} WHEN 'false' THEN 0 WHEN 'true' THEN 1 WHEN '0' THEN 0 WHEN '1' THEN 1 ELSE {name} END"
        )),
        (Meaning::Text, Meaning::Uuid) => {
            let bare = format!("replace({name}, '-', '')");
            Some(format!("coalesce(unhex({bare}), {name})"))
        }
        (Meaning::Uuid, Meaning::Text) => {
            let hex = format!("lower(hex({name}))");
            let part = |from: usize, length: usize| format!("substr({hex}, {from}, {length})");
            let parts = [
                part(1, 8),
                part(9, 4),
                part(13, 4),
                part(17, 4),
                part(21, 12),
            ];
            let text = parts.join(" || '-' || ");
            Some(format!("iif({name} IS NULL, NULL, {text})"))
        }
        (Meaning::Text, Meaning::Bytes) => Some(format!("CAST({name} AS BLOB)")),
        (Meaning::Text, Meaning::Json) => {
            Some(format!("iif(json_valid({name}), json({name}), {name})"))
        }
        (Meaning::Timestamp(before), Meaning::Timestamp(after)) => instant(name, before, after),
        (Meaning::Text, Meaning::Timestamp(after)) => {
            let micros = micros_of(name);
            // What is no instant is refused by the check on what it stays.
            Some(match written(&micros, after) {
                Some(value) => format!("iif(unixepoch({name}) IS NULL, {name}, {value})"),
                None => format!("iif(unixepoch({name}) IS NULL, {name}, {micros})"),
            })
        }
        (Meaning::Timestamp(before), Meaning::Text) => instant(name, before, Moment::Text),
        // Numbers and texts that are written alike; the check holds them to the new type.
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

/// Half is rounded away from zero, as Postgres rounds a numeric.
fn rescaled(name: &str, before: u8, after: u8) -> Option<String> {
    if after > before {
        return Some(format!("{name} * {}", power_of_ten(after - before)));
    }
    if after == before {
        return None;
    }
    let divisor = power_of_ten(before - after);
    let half = divisor / 2;
    Some(format!(
        "({name} + iif({name} < 0, -{half}, {half})) / {divisor}"
    ))
}

/// From one way of writing a decimal to another.
fn between_digits(name: &str, from: (u8, Digits), to: (u8, Digits)) -> Option<String> {
    let (before, after) = (from.0, to.0);
    let fraction = |count: u8| "0".repeat(usize::from(count));
    match (from.1, to.1) {
        (Digits::Scaled, Digits::Scaled) => rescaled(name, before, after),
        (Digits::Scaled, Digits::Text | Digits::Native) if after < before => {
            let fewer = rescaled(name, before, after)?;
            Some(spelled(&format!("({fewer})"), after))
        }
        (Digits::Scaled, Digits::Text | Digits::Native) => {
            let point = if before == 0 && after > 0 { "." } else { "" };
            let more = format!("{point}{}", fraction(after - before));
            let text = spelled(name, before);
            Some(if more.is_empty() {
                text
            } else {
                format!("{text} || '{more}'")
            })
        }
        (Digits::Text | Digits::Native, Digits::Scaled) => {
            // The canonical text has all its digits: without the point it is the integer.
            let digits = format!("CAST(replace({name}, '.', '') AS INTEGER)");
            Some(rescaled(&format!("({digits})"), before, after).unwrap_or(digits))
        }
        (Digits::Text | Digits::Native, Digits::Text | Digits::Native) if after > before => {
            let point = if before == 0 { "." } else { "" };
            Some(format!("{name} || '{point}{}'", fraction(after - before)))
        }
        (Digits::Text | Digits::Native, Digits::Text | Digits::Native) => None,
    }
}

/// An integer without its point, as text with it.
fn spelled(value: &str, scale: u8) -> String {
    if scale == 0 {
        return format!("CAST({value} AS TEXT)");
    }
    let unit = power_of_ten(scale);
    let zeros = "0".repeat(usize::from(scale));
    format!(
        "iif({value} < 0, '-', '') || (abs({value}) / {unit}) || '.' || substr('{zeros}' || (abs({value}) % {unit}), -{scale})"
    )
}

fn instant(name: &str, before: Moment, after: Moment) -> Option<String> {
    let micros = match before {
        Moment::Text => micros_of(name),
        Moment::Micros | Moment::Millis | Moment::Seconds => {
            let (unit, wanted) = (coarseness(before), coarseness(after));
            if after != Moment::Text {
                return match unit.cmp(&wanted) {
                    Ordering::Greater => Some(format!("{name} * {}", unit / wanted)),
                    Ordering::Less => Some(floored(name, wanted / unit)),
                    Ordering::Equal => None,
                };
            }
            if unit == 1 {
                name.to_owned()
            } else {
                format!("({name} * {unit})")
            }
        }
    };
    Some(written(&micros, after).unwrap_or(micros))
}

/// Microseconds in the form wanted; `None` where that is microseconds.
fn written(micros: &str, instant: Moment) -> Option<String> {
    match instant {
        Moment::Micros => None,
        Moment::Millis | Moment::Seconds => Some(floored(micros, coarseness(instant))),
        Moment::Text => {
            let seconds = floored(micros, 1_000_000);
            Some(format!(
                "strftime('%Y-%m-%dT%H:%M:%S', {seconds}, 'unixepoch') || '.' || substr('000000' || ({micros} - {seconds} * 1000000), -6) || 'Z'"
            ))
        }
    }
}

/// SQLite's division goes towards zero; an instant before 1970 belongs to the unit that it lies in.
fn floored(value: &str, divisor: i64) -> String {
    let rest = divisor - 1;
    format!("((({value}) - iif(({value}) < 0, {rest}, 0)) / {divisor})")
}

/// Microseconds since 1970 of a text as ISO 8601 has it: what follows the seconds' point is read as digits, for SQLite's own
/// functions keep three of them.
fn micros_of(name: &str) -> String {
    let fraction = format!("substr({name}, instr({name}, '.') + 1)");
    // The digits, without what stands behind them: Z, or an offset.
    let digits = format!(
        "substr({fraction}, 1, length({fraction}) - length(ltrim({fraction}, '0123456789')))"
    );
    format!(
        "(unixepoch({name}) * 1000000 + iif(instr({name}, '.') = 0, 0, CAST(substr({digits} || '000000', 1, 6) AS INTEGER)))"
    )
}
