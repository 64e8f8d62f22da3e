//! Seconds since 1970 to a UTC calendar and back, for the years a tag can name.
//!
//! The conversion between days and dates is Howard Hinnant's `days_from_civil` and its inverse
//! (<https://howardhinnant.github.io/date_algorithms.html>): the year is taken to begin in March, so that the leap day is its last.

use crate::error::{Error, Kind};

const SECONDS_A_DAY: i64 = 86_400;
/// 9999-12-31T23:59:59Z.
const LAST_SECOND: i64 = 253_402_300_799;

/// Fourteen digits, `yyyymmddhhmmss`.
pub(crate) fn format(unix_seconds: i64) -> Result<String, Error> {
    if !(0..=LAST_SECOND).contains(&unix_seconds) {
        return Err(Kind::TimeOutOfRange { unix_seconds }.into());
    }
    let (year, month, day) = date_of(unix_seconds / SECONDS_A_DAY);
    let second = unix_seconds % SECONDS_A_DAY;
    Ok(format!(
        "{year:04}{month:02}{day:02}{:02}{:02}{:02}",
        second / 3_600,
        second / 60 % 60,
        second % 60
    ))
}

/// The reverse of [`format`]; what is no real moment (February 30th, a sixtieth second) is refused, never carried over.
pub(crate) fn parse(digits: &str) -> Result<i64, Error> {
    let wrong = |what| {
        Error::from(Kind::TagTime {
            text: digits.to_owned(),
            what,
        })
    };
    if digits.len() != 14 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong("what should be fourteen digits, `yyyymmddhhmmss`,"));
    }
    let number = |from: usize, to: usize| {
        digits[from..to]
            .bytes()
            .fold(0, |sum, byte| sum * 10 + i64::from(byte - b'0'))
    };
    let (year, month, day) = (number(0, 4), number(4, 6), number(6, 8));
    let (hour, minute, second) = (number(8, 10), number(10, 12), number(12, 14));
    for (inside, what) in [
        (year >= 1970, "the year"),
        ((1..=12).contains(&month), "the month"),
        ((1..=days_in(year, month)).contains(&day), "the day"),
        (hour < 24, "the hour"),
        (minute < 60, "the minute"),
        (second < 60, "the second"),
    ] {
        if !inside {
            return Err(wrong(what));
        }
    }
    Ok(days_to(year, month, day) * SECONDS_A_DAY + hour * 3_600 + minute * 60 + second)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn days_to(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year / 400;
    let year_of_era = year % 400;
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::{LAST_SECOND, SECONDS_A_DAY, format, parse};

    #[test]
    fn every_day_of_a_whole_cycle_of_leap_years_goes_to_its_date_and_back_in_order() {
        let mut before = String::new();
        for day in 0..=146_097 {
            let second = day * SECONDS_A_DAY + day % SECONDS_A_DAY;
            let text = format(second).unwrap();
            assert_eq!(parse(&text).unwrap(), second);
            assert!(before < text, "{before} is not before {text}");
            before = text;
        }
        assert_eq!(format(LAST_SECOND).unwrap(), "99991231235959");
    }

    #[test]
    fn moments_known_from_elsewhere_are_right() {
        for (seconds, text) in [
            (0, "19700101000000"),
            (951_782_400, "20000229000000"),
            (1_769_860_800, "20260131120000"),
            (4_107_542_399, "21000228235959"),
        ] {
            assert_eq!(format(seconds).unwrap(), text);
        }
    }

    #[test]
    fn a_moment_that_never_was_is_refused() {
        for text in [
            "20260230000000",
            "21000229000000",
            "20261301000000",
            "20260100000000",
            "20260101240000",
            "20260101006000",
            "20260101000060",
            "19691231235959",
            "2026013112000",
            "2026013112000x",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
        assert!(format(-1).is_err());
        assert!(format(LAST_SECOND + 1).is_err());
    }
}
