//! `--at`: a point in time as people write it.

use dualect_format::tag;
use jiff::Timestamp;

/// Reads `YYYYMMDDHHMMSS` (UTC) or RFC 3339 as seconds since 1970 UTC.
pub(crate) fn parse(text: &str) -> Result<i64, String> {
    if text.len() == 14 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return tag::parse_moment(text).map_err(|error| error.to_string());
    }
    let instant: Timestamp = text.parse().map_err(|_| {
        "expected YYYYMMDDHHMMSS, such as 20260131120000, or RFC 3339, such as 2026-01-31T12:00:00Z".to_owned()
    })?;
    Ok(instant.as_second())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
    use super::parse;

    #[test]
    fn both_spellings_name_the_same_second() {
        assert_eq!(parse("20260131120000").unwrap(), 1_769_860_800);
        assert_eq!(parse("2026-01-31T12:00:00Z").unwrap(), 1_769_860_800);
        assert_eq!(parse("2026-01-31T13:00:00+01:00").unwrap(), 1_769_860_800);
    }

    #[test]
    fn a_wrong_time_is_refused_with_both_spellings() {
        for wrong in [
            "",
            "yesterday",
            "2026",
            "20261331120000",
            "2026-01-31",
            "19691231235959",
            "20260230120000",
        ] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
        assert!(parse("2026").unwrap_err().contains("20260131120000"));
    }
}
