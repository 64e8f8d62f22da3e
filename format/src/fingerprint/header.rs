//! The line `fingerprint: <hash>` in a generated file's header: the hash of the rest of the file, by which an edit is told from none.

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
    /// The file is as it was generated.
    Intact {
        /// The hash of its content, sixteen hexadecimal digits; in files of the format's first form, another before it, so that
        /// it is equal to no file's that is written now.
        body: String,
    },
}

/// Fills in the fingerprint of a generated file that has a header line ending in `fingerprint:`, after any comment sign.
/// `None` where it has no such line.
///
/// ```
/// use dualect_format::fingerprint::{Stamped, Verdict, stamp, verify};
///
/// let text = "//! Generated.\n//! fingerprint:\n\nfn a() {}\n";
/// let Some(Stamped { text: file, body }) = stamp(text) else { unreachable!() };
/// assert_eq!(file, format!("//! Generated.\n//! fingerprint: {body}\n\nfn a() {{}}\n"));
/// assert_eq!(verify(&file), Verdict::Intact { body });
/// assert_eq!(verify(&file.replace("a()", "b()")), Verdict::Edited);
/// assert_eq!(verify("fn a() {}\n"), Verdict::Absent);
/// ```
#[must_use]
pub fn stamp(text: &str) -> Option<Stamped> {
    let end = line_ends(text).find(|(_, rest)| rest.is_empty())?.0;
    let body = body_hash([text]);
    Some(Stamped {
        text: format!("{} {body}{}", &text[..end], &text[end..]),
        body,
    })
}

/// A generated file with its fingerprint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamped {
    /// The whole file.
    pub text: String,
    /// The hash of its content, as [`Verdict::Intact`] has it.
    pub body: String,
}

/// Reads a file's fingerprint and holds it against the rest of the file. Line endings do not count.
#[must_use]
pub fn verify(text: &str) -> Verdict {
    for (end, rest) in line_ends(text) {
        // The first files of this format name the hash of what they were made from before their own.
        let hashes: Vec<&str> = rest.split(' ').skip(1).collect();
        let ([body] | [_, body]) = hashes[..] else {
            continue;
        };
        if hashes.iter().all(|hash| is_hash(hash)) {
            return if body_hash([&text[..end], &text[end + rest.len()..]]) == body {
                Verdict::Intact {
                    body: hashes.join(" "),
                }
            } else {
                Verdict::Edited
            };
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

/// The first digits of a hash, as fingerprints have them.
pub(super) fn shortened(hash: &str) -> &str {
    hash.get(..DIGITS).unwrap_or(hash)
}

pub(super) fn is_hash(text: &str) -> bool {
    text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::{Stamped, Verdict, stamp, verify};

    const TEXT: &str = "//! Made by hand? No.\n//! fingerprint:\n\nfn a() {}\n";

    fn is_intact(text: &str, body: &str) -> bool {
        verify(text)
            == Verdict::Intact {
                body: body.to_owned(),
            }
    }

    #[test]
    fn every_change_to_a_generated_file_is_noticed_wherever_it_is() {
        let Stamped { text: file, body } = stamp(TEXT).unwrap();
        assert!(is_intact(&file, &body));
        for (at, c) in file
            .char_indices()
            .filter(|(_, c)| c.is_ascii_alphanumeric())
        {
            let mut edited = file.clone();
            edited.replace_range(at..=at, if c == '0' { "1" } else { "0" });
            assert!(!is_intact(&edited, &body), "{edited}");
        }
        assert_eq!(verify(&format!("{file}\n")), Verdict::Edited);
        assert_eq!(verify(&format!("\n{file}")), Verdict::Edited);
    }

    #[test]
    fn a_checkout_with_other_line_endings_is_no_edit() {
        let Stamped { text, body } = stamp(TEXT).unwrap();
        assert!(is_intact(&text.replace('\n', "\r\n"), &body));
    }

    #[test]
    fn a_file_that_names_its_inputs_too_is_ours_and_an_edit_of_it_is_found() {
        let Stamped { text, body } = stamp(TEXT).unwrap();
        let first = text.replace(&body, &format!("0123456789abcdef {body}"));
        assert!(is_intact(&first, &format!("0123456789abcdef {body}")));
        assert_eq!(verify(&first.replace("fn a", "fn b")), Verdict::Edited);
        let three = text.replace(&body, &format!("{body} {body} {body}"));
        assert_eq!(verify(&three), Verdict::Absent);
    }

    #[test]
    fn a_file_without_the_line_is_not_ours() {
        assert_eq!(stamp("fn a() {}\n"), None);
        assert_eq!(verify("// fingerprint: of a finger\n"), Verdict::Absent);
        assert_eq!(verify(TEXT), Verdict::Absent);
    }
}
