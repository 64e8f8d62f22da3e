//! SQLite: an expression over the old value. `CAST` makes something of anything, so what has no like in the new type is
//! left as it is, or said to be none: a STRICT column refuses it (<https://www.sqlite.org/stricttables.html>), or its check does.
//! A STRICT column of numbers takes a text that is a number, spaces and all, and so nothing is left to that.

use std::cmp::Ordering;

use super::kind::{FLOAT_DIGITS, Kind, Written, coarseness};
use crate::catalog::model::{Digits, Moment};

/// An integer, as the decimal that it is.
const WHOLE: Written = Written {
    scale: 0,
    digits: Digits::Scaled,
};

/// `None` where the value can stay as it is written.
#[expect(clippy::too_many_lines, reason = "an arm for each conversion")]
pub(super) fn expression(name: &str, kind: Kind) -> Option<String> {
    match kind {
        // Written alike; the check holds it to the new type.
        Kind::Same
        | Kind::TextToText
        | Kind::Resized
        | Kind::BoolToInteger
        | Kind::IntegerToBool
        | Kind::UuidToBytes
        | Kind::BytesToUuid
        | Kind::TextToDate
        | Kind::DateToText => None,
        // The column is another one all the same: going back, not each text comes back as it was.
        Kind::TimeToText => Some(name.to_owned()),
        Kind::IntegerToDecimal(after) => between_digits(name, WHOLE, after),
        Kind::DecimalToInteger(before) => between_digits(name, before, WHOLE),
        Kind::DecimalToDecimal(before, after) => between_digits(name, before, after),
        Kind::IntegerToFloat(None) => Some(format!("CAST({name} AS REAL)")),
        Kind::IntegerToFloat(Some(limit)) => Some(format!(
            "iif({name} BETWEEN -{limit} AND {limit}, CAST({name} AS REAL), '\"' || {name} || '\" is no float')"
        )),
        Kind::FloatToInteger(_) => Some(format!(
            "iif({name} = CAST({name} AS INTEGER), CAST({name} AS INTEGER), '\"' || {name} || '\" is no integer')"
        )),
        Kind::DecimalToFloat(before, fits) => {
            let digits = match before.digits {
                Digits::Scaled => name.to_owned(),
                Digits::Text | Digits::Native => unpointed(name),
            };
            let value = format!("CAST({digits} AS REAL) / {}.0", power_of_ten(before.scale));
            let limit = power_of_ten(FLOAT_DIGITS);
            Some(if fits {
                value
            } else {
                format!("iif(abs({digits}) < {limit}, {value}, '\"' || {name} || '\" is no float')")
            })
        }
        Kind::FloatToDecimal(after, room) => {
            let unit = power_of_ten(after.scale);
            let limit = power_of_ten(room);
            let digits = format!("round({name} * {unit}.0)");
            Some(format!(
                "iif(abs({name}) < {limit}.0 AND {digits} / {unit}.0 = {name}, CAST({digits} AS INTEGER), '\"' || {name} || '\" has more digits')"
            ))
        }
        Kind::DecimalToText(before) => Some(spelled(name, before.scale)),
        Kind::TextToDecimal(after) => Some(decimal_of(name, after.scale)),
        Kind::BytesToText => Some(text_of(name)),
        Kind::TextToTime => Some(format!(
            "CASE WHEN length({name}) = 8 THEN {name} || '.000000' WHEN {name} GLOB '??:??:??.[0-9]*' AND length({name}) <= 15 \
             THEN substr({name} || '000000', 1, 15) ELSE {name} END"
        )),
        Kind::DateToTimestamp(Moment::Text) => Some(format!(
            "iif({name} < '9999-12-31', {name} || 'T00:00:00.000000Z', {name})"
        )),
        Kind::DateToTimestamp(after) => Some(match 1_000_000 / coarseness(after) {
            1 => format!("unixepoch({name})"),
            units => format!("unixepoch({name}) * {units}"),
        }),
        Kind::TimestampToDate(Moment::Text) => Some(format!("substr({name}, 1, 10)")),
        Kind::TimestampToDate(before) => {
            let seconds = match 1_000_000 / coarseness(before) {
                1 => name.to_owned(),
                units => floored(name, units),
            };
            Some(format!("date({seconds}, 'unixepoch')"))
        }
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
            let digits = unpointed(name);
            Some(rescaled(&format!("({digits})"), before, after).unwrap_or(digits))
        }
        (Digits::Text | Digits::Native, Digits::Text | Digits::Native) if after > before => {
            let point = if before == 0 { "." } else { "" };
            Some(format!("{name} || '{point}{}'", fraction(after - before)))
        }
        (Digits::Text | Digits::Native, Digits::Text | Digits::Native) => None,
    }
}

/// The canonical text has all its digits: without the point it is the integer.
fn unpointed(name: &str) -> String {
    format!("CAST(replace({name}, '.', '') AS INTEGER)")
}

/// The integer of a decimal that is written as text, with no more digits behind the point than there is room for: it is one if it
/// would be written so again.
fn decimal_of(name: &str, scale: u8) -> String {
    let none = format!("'\"' || {name} || '\" is no decimal'");
    if scale == 0 {
        let digits = format!("CAST({name} AS INTEGER)");
        return format!("iif(CAST({digits} AS TEXT) = {name}, {digits}, {none})");
    }
    let zeros = "0".repeat(usize::from(scale));
    let point = format!("instr({name}, '.')");
    let padded = format!(
        "iif({point} = 0, {name} || '.{zeros}', substr({name} || '{zeros}', 1, {point} + {scale}))"
    );
    let digits = unpointed(&padded);
    let written = spelled(&digits, scale);
    format!(
        "iif(({point} = 0 OR length({name}) - {point} BETWEEN 1 AND {scale}) AND {written} = {padded}, {digits}, {none})"
    )
}

/// The text that bytes are in UTF-8. A cast takes any bytes; they are text if each of its characters, written anew, is what it was.
/// Part by part, so that a long one takes no time that grows with its square. What is no text stays bytes, which no column of
/// texts takes.
fn text_of(name: &str) -> String {
    const PART: u16 = 500;
    let next = PART + 1;
    let text = format!("CAST({name} AS TEXT)");
    format!(
        "iif(EXISTS (WITH RECURSIVE at(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM at WHERE n < {PART}), \
         part(head, rest) AS (SELECT substr({text}, 1, {PART}), substr({text}, {next}) \
         UNION ALL SELECT substr(rest, 1, {PART}), substr(rest, {next}) FROM part WHERE rest <> '') \
         SELECT 1 FROM part WHERE CAST(head AS BLOB) <> \
         (SELECT CAST(group_concat(char(unicode(substr(head, n, 1))), '') AS BLOB) FROM at WHERE n <= length(head))), {name}, {text})"
    )
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
