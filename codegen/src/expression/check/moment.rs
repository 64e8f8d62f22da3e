//! Dates, times and timestamps as literals write them, in the proleptic Gregorian calendar of both databases.

/// `2026-01-31`, as it is stored: years 0001 to 9999.
pub(super) fn date(text: &str) -> Option<String> {
    let (year, month, day) = parts(text)?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// `23:59`, `23:59:59` or `23:59:59.999999`, as it is stored: with six digits of a second.
pub(super) fn time(text: &str) -> Option<String> {
    let micros = of_day(text)?;
    let (seconds, fraction) = (micros / 1_000_000, micros % 1_000_000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    Some(format!("{hour:02}:{minute:02}:{second:02}.{fraction:06}"))
}

/// `2026-01-31T12:00:00Z` in microseconds since 1970 UTC; a space may stand for the `T`, an offset such as `+05:45` for the `Z`.
pub(super) fn timestamp(text: &str) -> Option<i64> {
    let (day, rest) = text.split_at_checked(10)?;
    let (year, month, day) = parts(day)?;
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let sign_at = rest.rfind(['Z', 'z', '+', '-'])?;
    let (time, zone) = rest.split_at_checked(sign_at)?;
    let micros = of_day(time)?;
    let offset = match zone.strip_prefix(['+', '-']) {
        None if zone.eq_ignore_ascii_case("z") => 0,
        None => return None,
        Some(offset) => {
            let (hours, minutes) = match offset.split_once(':') {
                Some((hours, minutes)) => (number(hours, 2, 14)?, number(minutes, 2, 59)?),
                None => (number(offset, 2, 14)?, 0),
            };
            let seconds = (hours * 60 + minutes) * 60;
            if zone.starts_with('-') {
                -seconds
            } else {
                seconds
            }
        }
    };
    let seconds = days(year, month, day) * 86_400 - offset;
    let micros = seconds * 1_000_000 + micros;
    // Year 1 to the last instant of the Rust type, which the column's own check allows.
    (-62_135_596_800_000_000..=253_402_207_200_999_999)
        .contains(&micros)
        .then_some(micros)
}

/// An instant as text storage and Postgres write it.
pub(crate) fn written(micros: i64) -> String {
    let (day, within) = (
        micros.div_euclid(86_400_000_000),
        micros.rem_euclid(86_400_000_000),
    );
    let (year, month, date) = civil(day);
    let (seconds, fraction) = (within / 1_000_000, within % 1_000_000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{date:02}T{hour:02}:{minute:02}:{second:02}.{fraction:06}Z")
}

fn parts(text: &str) -> Option<(i64, i64, i64)> {
    let mut parts = text.split('-');
    let year = number(parts.next()?, 4, 9999)?;
    let month = number(parts.next()?, 2, 12)?;
    let day = number(parts.next()?, 2, 31)?;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (parts.next().is_none() && year > 0 && month > 0 && day > 0 && day <= longest)
        .then_some((year, month, day))
}

fn of_day(text: &str) -> Option<i64> {
    let mut parts = text.split(':');
    let hour = number(parts.next()?, 2, 23)?;
    let minute = number(parts.next()?, 2, 59)?;
    let (second, fraction) = match parts.next() {
        None => (0, 0),
        Some(part) => {
            let (second, fraction) = part.split_once('.').unwrap_or((part, "0"));
            if fraction.is_empty() || fraction.len() > 6 {
                return None;
            }
            (
                number(second, 2, 59)?,
                number(&format!("{fraction:0<6}"), 6, 999_999)?,
            )
        }
    };
    parts
        .next()
        .is_none()
        .then_some(((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction)
}

fn number(text: &str, digits: usize, most: i64) -> Option<i64> {
    let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    let value: i64 = plain.then(|| text.parse().ok())??;
    (value <= most).then_some(value)
}

/// Days since 1970 (<https://howardhinnant.github.io/date_algorithms.html>, `days_from_civil`).
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The inverse (`civil_from_days`).
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    (era * 400 + year + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::{date, time, timestamp, written};

    #[test]
    fn instants_read_back_as_they_are_written() {
        for text in [
            "0001-01-01T00:00:00.000000Z",
            "1969-12-31T23:59:59.999999Z",
            "1970-01-01T00:00:00.000000Z",
            "2000-02-29T12:34:56.789012Z",
            "9999-12-30T21:59:59.000001Z",
        ] {
            assert_eq!(timestamp(text).map(written).as_deref(), Some(text));
        }
    }

    #[test]
    fn offsets_are_taken_off() {
        let utc = timestamp("2026-01-31T06:15:00Z");
        assert!(utc.is_some());
        assert_eq!(timestamp("2026-01-31 12:00:00+05:45"), utc);
        assert_eq!(timestamp("2026-01-31T01:15-05"), utc);
    }

    #[test]
    fn what_no_calendar_has_is_refused() {
        for text in [
            "2026-02-29",
            "2026-04-31",
            "0000-01-01",
            "2026-1-1",
            "26-01-01",
            "2026-01-01x",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
        for text in [
            "24:00:00",
            "12:60",
            "12",
            "12:00:00.",
            "12:00:00.1234567",
            "１２:00",
        ] {
            assert_eq!(time(text), None, "{text}");
        }
        for text in [
            "2026-01-31T12:00:00",
            "2026-01-31",
            "2026-01-31T12:00:00+5",
            "",
            "é",
        ] {
            assert_eq!(timestamp(text), None, "{text}");
        }
    }
}
