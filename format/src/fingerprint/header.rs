//! The line `fingerprint: <inputs> <body>` in a generated file's header.

use std::borrow::Cow;

use crate::hash::sha256_hex_of;

const LABEL: &str = "fingerprint:";
/// Sixty-four bits tell an edit from none; nobody forges a file they could as well generate.
const DIGITS: usize = 16;

/// What a file's own fingerprint says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The file has no fingerprint: it is not a generated one.
    Absent,
    /// The file was changed after it was generated.
    Edited,
    /// The file is as it was generated, from inputs with this shortened hash.
    Intact {
        /// The first sixteen digits of the inputs' hash.
        inputs: String,
    },
}

impl Verdict {
    /// Whether the file is as it was generated from inputs with this hash, given in full or shortened.
    ///
    /// ```
    /// use dualect_format::fingerprint::{stamp, verify};
    /// use dualect_format::hash::sha256_hex;
    ///
    /// let inputs = sha256_hex("schema");
    /// let file = stamp("//! fingerprint:\n", &inputs).unwrap_or_default();
    /// assert!(verify(&file).is_from(&inputs));
    /// ```
    #[must_use]
    pub fn is_from(&self, inputs_hash: &str) -> bool {
        match self {
            Self::Absent | Self::Edited => false,
            Self::Intact { inputs } => inputs == shortened(inputs_hash),
        }
    }
}

/// Fills in the fingerprint of a generated file that has a header line ending in `fingerprint:`, after any comment sign.
/// `None` where it has no such line.
///
/// ```
/// use dualect_format::fingerprint::{Verdict, stamp, verify};
///
/// let text = "//! Generated.\n//! fingerprint:\n\nfn a() {}\n";
/// let file = stamp(text, "0123456789abcdef").unwrap_or_default();
/// assert!(file.starts_with("//! Generated.\n//! fingerprint: 0123456789abcdef "));
/// assert_eq!(verify(&file), Verdict::Intact { inputs: "0123456789abcdef".to_owned() });
/// assert_eq!(verify(&file.replace("a()", "b()")), Verdict::Edited);
/// assert_eq!(verify("fn a() {}\n"), Verdict::Absent);
/// ```
#[must_use]
pub fn stamp(text: &str, inputs_hash: &str) -> Option<String> {
    let end = line_ends(text).find(|(_, rest)| rest.is_empty())?.0;
    let body = body_hash([text]);
    Some(format!(
        "{} {} {body}{}",
        &text[..end],
        shortened(inputs_hash),
        &text[end..]
    ))
}

/// Reads a file's fingerprint and holds it against the rest of the file. Line endings do not count.
#[must_use]
pub fn verify(text: &str) -> Verdict {
    for (end, rest) in line_ends(text) {
        let mut hashes = rest.split(' ').skip(1);
        if let (Some(inputs), Some(body), None) = (hashes.next(), hashes.next(), hashes.next())
            && is_hash(inputs)
            && is_hash(body)
        {
            if body_hash([&text[..end], &text[end + rest.len()..]]) == body {
                return Verdict::Intact {
                    inputs: inputs.to_owned(),
                };
            }
            return Verdict::Edited;
        }
    }
    Verdict::Absent
}

/// For each line that holds the label after a comment sign: where the label ends, and what follows it on the line.
fn line_ends(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n')
        .scan(0, |start, line| {
            let at = *start;
            *start += line.len();
            Some((at, line.trim_end_matches(['\n', '\r'])))
        })
        .filter_map(|(start, line)| {
            let sign = line.find(|c| !matches!(c, '/' | '!' | '#' | '-' | ' '))?;
            let rest = line[sign..].strip_prefix(LABEL)?;
            Some((start + sign + LABEL.len(), rest))
        })
}

/// The hash of the whole file as it is before the fingerprint is filled in, given in parts.
fn body_hash<'t>(unstamped: impl IntoIterator<Item = &'t str>) -> String {
    let parts = unstamped.into_iter().map(|part| {
        if part.contains('\r') {
            Cow::Owned(part.replace("\r\n", "\n").into_bytes())
        } else {
            Cow::Borrowed(part.as_bytes())
        }
    });
    shortened(&sha256_hex_of(parts)).to_owned()
}

fn shortened(hash: &str) -> &str {
    hash.get(..DIGITS).unwrap_or(hash)
}

fn is_hash(text: &str) -> bool {
    text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::{Verdict, stamp, verify};
    use crate::hash::sha256_hex;

    const TEXT: &str = "//! Made by hand? No.\n//! fingerprint:\n\nfn a() {}\n";

    #[test]
    fn every_change_to_a_generated_file_is_noticed_wherever_it_is() {
        let file = stamp(TEXT, &sha256_hex("in")).unwrap();
        assert!(verify(&file).is_from(&sha256_hex("in")));
        assert!(!verify(&file).is_from(&sha256_hex("other")));
        for (at, c) in file
            .char_indices()
            .filter(|(_, c)| c.is_ascii_alphanumeric())
        {
            let mut edited = file.clone();
            edited.replace_range(at..=at, if c == '0' { "1" } else { "0" });
            assert!(!verify(&edited).is_from(&sha256_hex("in")), "{edited}");
        }
        assert_eq!(verify(&format!("{file}\n")), Verdict::Edited);
        assert_eq!(verify(&format!("\n{file}")), Verdict::Edited);
    }

    #[test]
    fn a_checkout_with_other_line_endings_is_no_edit() {
        let file = stamp(TEXT, &sha256_hex("in")).unwrap();
        assert!(verify(&file.replace('\n', "\r\n")).is_from(&sha256_hex("in")));
    }

    #[test]
    fn a_file_without_the_line_is_not_ours() {
        assert_eq!(stamp("fn a() {}\n", "x"), None);
        assert_eq!(verify("// fingerprint: of a finger\n"), Verdict::Absent);
        assert_eq!(verify(TEXT), Verdict::Absent);
    }
}
