//! SQLite: an expression over the old value. `CAST` makes something of anything, so what has no like in the new type is
//! left as it is, or said to be none: a STRICT column refuses it (<https://www.sqlite.org/stricttables.html>), or its check does.
//! A STRICT column of numbers takes a text that is a number, spaces and all, and so nothing is left to that.

use std::cmp::Ordering;

use super::kind::{Kind, Written, coarseness};
use crate::catalog::model::{Digits, Moment};

/// An integer, as the decimal that it is.
const WHOLE: Written = Written {
    scale: 0,
    digits: Digits::Scaled,
};

/// `None` where the value can stay as it is written.
pub(super) fn expression(name: &str, kind: Kind) -> Option<String> {
    match kind {
        // Written alike; the check holds it to the new type.
        Kind::Same
        | Kind::TextToText
        | Kind::Resized
        | Kind::BoolToInteger
        | Kind::IntegerToBool
        | Kind::TextToDate
        | Kind::DateToText => None,
        Kind::IntegerToDecimal(after) => between_digits(name, WHOLE, after),
        Kind::DecimalToInteger(before) => between_digits(name, before, WHOLE),
        Kind::DecimalToDecimal(before, after) => between_digits(name, before, after),
        Kind::IntegerToFloat => Some(format!("CAST({name} AS REAL)")),
        Kind::IntegerToText => Some(format!("CAST({name} AS TEXT)")),
        Kind::BoolToText => Some(format!(
            "CASE {name} WHEN 0 THEN 'false' WHEN 1 THEN 'true' END"
        )),
        // A STRICT column would take '4.0', '1e3' and ' 7' as well, and forget how they were written.
        Kind::TextToInteger => Some(format!(
            "iif(CAST(CAST({name} AS INTEGER) AS TEXT) = {name}, CAST({name} AS INTEGER), '\"' || {name} || '\" is no integer')"
        )),
        Kind::TextToBool => Some(format!(
            "CASE {name} WHEN 'false' THEN 0 WHEN 'true' THEN 1 WHEN '0' THEN 0 WHEN '1' THEN 1 ELSE '\"' || {name} || '\" is no truth' END"
        )),
        Kind::TextToUuid => {
            let bare = format!("replace({name}, '-', '')");
            Some(format!("coalesce(unhex({bare}), {name})"))
        }
        Kind::UuidToText => {
            let hex = format!("lower(hex({name}))");
            let parts = [(1, 8), (9, 4), (13, 4), (17, 4), (21, 12)]
                .map(|(from, length)| format!("substr({hex}, {from}, {length})"));
            let text = parts.join(" || '-' || ");
            Some(format!("iif({name} IS NULL, NULL, {text})"))
        }
        Kind::TextToBytes => Some(format!("CAST({name} AS BLOB)")),
        Kind::TextToJson => Some(format!("iif(json_valid({name}), json({name}), {name})")),
        Kind::TimestampToTimestamp(before, after) => moment(name, before, after),
        Kind::TimestampToText(before) => moment(name, before, Moment::Text),
        Kind::TextToTimestamp(after) => {
            let micros = micros_of(name);
            let value = written(&micros, after).unwrap_or(micros);
            // SQLite takes a Julian day, `now` and the 31st of February as well, which Postgres does not. As text it stays what it
            // is, and the check refuses it.
            let day = format!("substr({name}, 1, 10)");
            let none = match after {
                Moment::Text => name.to_owned(),
                Moment::Micros | Moment::Millis | Moment::Seconds => {
                    format!("'\"' || {name} || '\" is no instant'")
                }
            };
            Some(format!(
                "iif(date({day}) IS {day} AND unixepoch({name}) IS NOT NULL, {value}, {none})"
            ))
        }
    }
}

/// Ten to that power, as far as a scaled decimal goes.
fn power_of_ten(exponent: u8) -> i64 {
    10_i64.saturating_pow(u32::from(exponent))
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
fn between_digits(name: &str, from: Written, to: Written) -> Option<String> {
    let (before, after) = (from.scale, to.scale);
    let fraction = |count: u8| "0".repeat(usize::from(count));
    match (from.digits, to.digits) {
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

fn moment(name: &str, before: Moment, after: Moment) -> Option<String> {
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
fn written(micros: &str, moment: Moment) -> Option<String> {
    match moment {
        Moment::Micros => None,
        Moment::Millis | Moment::Seconds => Some(floored(micros, coarseness(moment))),
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
