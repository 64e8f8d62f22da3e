//! Defaults of decimals, digit by digit: never through a float.

use toml::Spanned;
use toml::de::DeValue;

use super::super::report::Report;
use super::super::text::quoted;
use super::{Target, number, wrong_kind};
use crate::diagnostic::Code;
use crate::schema::model::Literal;

pub(super) fn read(
    report: &mut Report<'_>,
    target: &Target<'_>,
    value: &Spanned<DeValue<'_>>,
    precision: u8,
    scale: u8,
) -> Option<Literal> {
    let written = match value.get_ref() {
        // A number that is no i64 has more digits than a decimal, unless it is written in hexadecimal.
        DeValue::Integer(integer) => number::parse(integer)
            .map_or_else(|| integer.as_str().to_owned(), |int| int.to_string()),
        DeValue::Float(float) => float.as_str().to_owned(),
        DeValue::String(text) => text.as_ref().to_owned(),
        DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => {
            return wrong_kind(report, target, value, "number");
        }
    };
    let before = usize::from(precision - scale.min(precision));
    let problem = match Digits::parse(&written) {
        None => {
            let message = format!(
                "the default {} of {} is not plain digits",
                quoted(&written),
                target.place
            );
            let diagnostic = report
                .error(Code::DefaultRange, value.span().into(), message)
                .label("expected digits, such as `12.50`");
            report.push(diagnostic);
            return None;
        }
        Some(digits) if digits.whole.len() > before || digits.fraction.len() > scale.into() => {
            "has more digits than the type"
        }
        Some(digits) => return Some(Literal::Decimal(digits.canonical(scale.into()))),
    };
    let message = format!(
        "the default {} of {} {problem}",
        quoted(&written),
        target.place
    );
    let diagnostic = report
        .error(Code::DefaultRange, value.span().into(), message)
        .label(format!(
            "expected at most {before} digits before the point and {scale} after it"
        ));
    report.push(diagnostic);
    None
}

/// A number's digits without zeros that mean nothing.
struct Digits<'t> {
    negative: bool,
    whole: &'t str,
    fraction: &'t str,
}

impl<'t> Digits<'t> {
    fn parse(text: &'t str) -> Option<Self> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = match unsigned.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return None,
            None => (unsigned, ""),
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(fraction) {
            return None;
        }
        Some(Self {
            negative,
            whole: whole.trim_start_matches('0'),
            fraction: fraction.trim_end_matches('0'),
        })
    }

    fn canonical(&self, scale: usize) -> String {
        let whole = if self.whole.is_empty() {
            "0"
        } else {
            self.whole
        };
        let zero = self.whole.is_empty() && self.fraction.is_empty();
        let sign = if self.negative && !zero { "-" } else { "" };
        let fraction = self.fraction;
        if scale == 0 {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{fraction:0<scale$}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Digits;

    fn canonical(text: &str, scale: usize) -> Option<String> {
        Digits::parse(text).map(|digits| digits.canonical(scale))
    }

    #[test]
    fn digits_come_out_with_exactly_the_scale() {
        assert_eq!(canonical("-12.5", 2).as_deref(), Some("-12.50"));
        assert_eq!(canonical("+007", 3).as_deref(), Some("7.000"));
        assert_eq!(canonical("-0.00", 2).as_deref(), Some("0.00"));
        assert_eq!(canonical("5", 0).as_deref(), Some("5"));
        for bad in ["", "-", ".5", "5.", "1e3", "1_000", "٣", "nan"] {
            assert_eq!(canonical(bad, 2), None, "{bad}");
        }
    }
}
