//! Hashes of files and of what they mean.

use sha2::{Digest, Sha256};

use crate::statements::{self, Section};

/// SHA-256 as 64 lower-case hexadecimal digits: of a whole file it is what drizzle-orm records for a migration.
///
/// ```
/// let hash = dualect_format::hash::sha256_hex(b"abc");
/// assert_eq!(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
/// ```
#[must_use]
pub fn sha256_hex(bytes: impl AsRef<[u8]>) -> String {
    sha256_hex_of([bytes.as_ref()])
}

/// The same of bytes that come in parts.
///
/// ```
/// use dualect_format::hash::{sha256_hex, sha256_hex_of};
/// assert_eq!(sha256_hex_of(["a", "bc"]), sha256_hex("abc"));
/// ```
#[must_use]
pub fn sha256_hex_of(parts: impl IntoIterator<Item = impl AsRef<[u8]>>) -> String {
    let mut hasher = Hasher::default();
    for part in parts {
        hasher.update(part);
    }
    hasher.hex()
}

/// SHA-256 of bytes as they come, for what need not be in memory as a whole.
///
/// ```
/// use std::io::Write;
/// use dualect_format::hash::{Hasher, sha256_hex};
///
/// let mut hasher = Hasher::default();
/// hasher.update("ab");
/// write!(hasher, "{}", 'c')?;
/// assert_eq!(hasher.hex(), sha256_hex("abc"));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Hasher {
    digest: Sha256,
    /// What is not yet a block of some size: writers such as a serialiser's come a few bytes at a time.
    pending: Vec<u8>,
}

impl Hasher {
    /// Takes more bytes.
    pub fn update(&mut self, bytes: impl AsRef<[u8]>) {
        /// A few hundred of the digest's blocks.
        const ENOUGH: usize = 16 * 1024;
        let bytes = bytes.as_ref();
        if self.pending.len() + bytes.len() > ENOUGH {
            self.digest.update(&self.pending);
            self.pending.clear();
        }
        if bytes.len() > ENOUGH {
            self.digest.update(bytes);
        } else {
            self.pending.extend_from_slice(bytes);
        }
    }

    /// The hash of all that was taken, as 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn hex(mut self) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        self.digest.update(&self.pending);
        let mut text = String::with_capacity(64);
        for byte in self.digest.finalize() {
            text.push(char::from(DIGITS[usize::from(byte >> 4)]));
            text.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
        text
    }
}

impl std::io::Write for Hasher {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The hash of a migration file's statements, blind to comments and white space: it changes when what the file does may
/// have changed.
///
/// ```
/// use dualect_format::hash::normalised_hash;
///
/// assert_eq!(normalised_hash("SELECT 1;\n"), normalised_hash("-- one\nSELECT\n  1"));
/// assert_ne!(normalised_hash("SELECT 1;"), normalised_hash("SELECT 2;"));
/// ```
#[must_use]
pub fn normalised_hash(file: &str) -> String {
    normalised_hash_of(&statements::sections(file))
}

/// The hash of some of a migration file's sections, as [`normalised_hash`] makes it of all: what a migrator that stopped
/// between two sections records of those that it ran.
///
/// ```
/// use dualect_format::hash::{normalised_hash, normalised_hash_of};
/// use dualect_format::statements::sections;
///
/// let file = sections("SELECT 1;\n--> statement-breakpoint\nSELECT 2;\n");
/// assert_eq!(normalised_hash_of(&file[..1]), normalised_hash("SELECT 1"));
/// ```
#[must_use]
pub fn normalised_hash_of(sections: &[Section<'_>]) -> String {
    let mut text = String::new();
    for section in sections {
        let statement = statements::normalise(section.text);
        if !statement.is_empty() {
            text.push_str(&statement);
            text.push_str(";\n");
        }
    }
    sha256_hex(text)
}

#[cfg(test)]
mod tests {
    use super::{normalised_hash, sha256_hex};

    #[test]
    fn the_hash_of_nothing_is_the_published_one() {
        assert_eq!(
            sha256_hex(""),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn a_comment_or_line_ending_or_blank_section_changes_no_normalised_hash_and_a_literal_does() {
        let file =
            "CREATE TABLE a (x text DEFAULT 'a  b');\n--> statement-breakpoint\nDROP TABLE b;\n";
        let same = "-- a\r\nCREATE  TABLE a(x text DEFAULT 'a  b')\r\n;--> statement-breakpoint\r\n/* b */ DROP TABLE b\r\n--> statement-breakpoint\r\n";
        assert_eq!(normalised_hash(file), normalised_hash(same));
        assert_ne!(
            normalised_hash(file),
            normalised_hash(&file.replace("a  b", "a b"))
        );
        assert_ne!(
            normalised_hash(file),
            normalised_hash(&file.replace("--> statement-breakpoint\n", ""))
        );
    }
}
