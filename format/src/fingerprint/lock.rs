//! `dualect.lock`: what the generated folder was made from.
//!
//! Each line is true by itself, whatever stands beside it: a line that a merge brought along from another branch is about a file
//! of that branch, and says nothing of one that is not the same to the byte.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::header::{is_hash, shortened};
use crate::error::{Error, Kind};
use crate::hash::sha256_hex;
use crate::tag::Tag;

/// The file's name within the generated folder.
pub const LOCK_FILE: &str = "dualect.lock";

/// What the generated folder was made from: the schema file and its includes, the migrations that lead to it, and of each file what
/// it was made from.
///
/// ```
/// use dualect_format::fingerprint::Lock;
///
/// let mut lock = Lock::default();
/// lock.add_schema("../schema.toml", "[project]\n");
/// let again = Lock::parse(&lock.render())?;
/// assert_eq!(again, lock);
/// assert!(again.schema[0].matches("[project]\n"));
/// assert!(!again.schema[0].matches("[project]\nname = \"a\"\n"));
/// # Ok::<(), dualect_format::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// The schema file, then its includes in the order in which they are read.
    pub schema: Vec<SchemaFile>,
    /// The migrations, oldest first.
    pub migrations: Vec<Tag>,
    /// What is known of each generated file that has a fingerprint, by its path within the generated folder.
    pub files: BTreeMap<String, Made>,
}

/// What a generated file was made from, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    inputs: String,
    body: String,
}

impl Made {
    /// From the hash of all that the file is made from, in full or shortened, and the one in its header.
    ///
    /// ```
    /// # use dualect_format::fingerprint::Made;
    /// let full = dualect_format::hash::sha256_hex("inputs");
    /// assert_eq!(Made::new(&full, "fedcba9876543210"), Made::new(&full[..16], "fedcba9876543210"));
    /// ```
    #[must_use]
    pub fn new(inputs: &str, body: &str) -> Self {
        Self {
            inputs: shortened(inputs).to_owned(),
            body: shortened(body).to_owned(),
        }
    }

    /// Whether the file was made from what has this hash, given in full or shortened.
    ///
    /// ```
    /// use dualect_format::fingerprint::Made;
    ///
    /// let made = Made::new("0123456789abcdef", "fedcba9876543210");
    /// assert!(made.is_from("0123456789abcdef") && !made.is_from("fedcba9876543210"));
    /// ```
    #[must_use]
    pub fn is_from(&self, inputs: &str) -> bool {
        self.inputs == shortened(inputs)
    }

    /// The hash in the header of the file that came of it.
    ///
    /// ```
    /// # use dualect_format::fingerprint::Made;
    /// assert_eq!(Made::new("0123456789abcdef", "fedcba9876543210").body(), "fedcba9876543210");
    /// ```
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }
}

/// One file of the schema and the hash of its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaFile {
    /// Its path, relative to the folder that `schema.toml` is in, `/` between parts.
    pub path: String,
    /// Its [`schema_hash`].
    pub sha256: String,
}

impl SchemaFile {
    /// Whether the file still holds what it held.
    ///
    /// ```
    /// # use dualect_format::fingerprint::Lock;
    /// let mut lock = Lock::default();
    /// lock.add_schema("schema.toml", "a");
    /// assert!(lock.schema[0].matches("a"));
    /// ```
    #[must_use]
    pub fn matches(&self, content: impl AsRef<[u8]>) -> bool {
        self.sha256 == schema_hash(content)
    }
}

/// The hash of a schema file: SHA-256 in hexadecimal of its text with `\n` line ends, so that a checkout with other ones is
/// not stale.
///
/// ```
/// use dualect_format::fingerprint::schema_hash;
///
/// assert_eq!(schema_hash("a\r\nb\r\n"), schema_hash("a\nb\n"));
/// ```
#[must_use]
pub fn schema_hash(content: impl AsRef<[u8]>) -> String {
    let content = content.as_ref();
    if !content.contains(&b'\r') {
        return sha256_hex(content);
    }
    let carried = |at: usize| content[at] == b'\r' && content.get(at + 1) == Some(&b'\n');
    let text: Vec<u8> = (0..content.len())
        .filter(|at| !carried(*at))
        .map(|at| content[at])
        .collect();
    sha256_hex(text)
}

impl Lock {
    /// Adds a file of the schema as it is now.
    ///
    /// ```
    /// # use dualect_format::fingerprint::Lock;
    /// let mut lock = Lock::default();
    /// lock.add_schema("schema.toml", "");
    /// assert_eq!(lock.schema.len(), 1);
    /// ```
    pub fn add_schema(&mut self, path: impl Into<String>, content: impl AsRef<[u8]>) {
        self.schema.push(SchemaFile {
            path: path.into(),
            sha256: schema_hash(content),
        });
    }

    /// The file's text: a line for each fact, so that two branches merge.
    ///
    /// ```
    /// # use dualect_format::fingerprint::Lock;
    /// let mut lock = Lock::default();
    /// lock.add_schema("schema.toml", "");
    /// assert!(lock.render().ends_with("schema schema.toml e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n"));
    /// ```
    #[must_use]
    pub fn render(&self) -> String {
        let mut text =
            String::from("# Generated by dualect: what this folder was made from. Do not edit.\n");
        for SchemaFile { path, sha256 } in &self.schema {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "schema {path} {sha256}");
        }
        for tag in &self.migrations {
            let _ = writeln!(text, "migrations {tag}");
        }
        for (path, Made { inputs, body }) in &self.files {
            let _ = writeln!(text, "file {path} {inputs} {body}");
        }
        text
    }

    /// Reads the file; an error names the line.
    ///
    /// ```
    /// use dualect_format::fingerprint::Lock;
    ///
    /// let error = Lock::parse("# made\nmigrations init\n").unwrap_err();
    /// assert_eq!(error.to_string(), "line 2: `init` is no migration tag: expected `yyyymmddhhmmss_name`");
    /// ```
    pub fn parse(text: &str) -> Result<Self, Error> {
        let mut lock = Self::default();
        for (index, line) in text.lines().enumerate() {
            let wrong = |why: String| {
                Error::from(Kind::Lock {
                    line: index + 1,
                    why,
                })
            };
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match line.split_once(' ') {
                Some(("schema", rest)) => {
                    // A path may hold spaces; the hash does not.
                    let (path, sha256) = rest
                        .rsplit_once(' ')
                        .filter(|(_, hash)| is_sha256(hash))
                        .ok_or_else(|| wrong("expected `schema <path> <sha256>`".to_owned()))?;
                    lock.schema.push(SchemaFile {
                        path: path.to_owned(),
                        sha256: sha256.to_owned(),
                    });
                }
                Some(("migrations", tag)) => {
                    lock.migrations
                        .push(Tag::parse(tag).map_err(|error| wrong(error.to_string()))?);
                }
                Some(("file", rest)) => {
                    let mut words = rest.rsplitn(3, ' ');
                    let (body, inputs, path) = (words.next(), words.next(), words.next());
                    let (Some(body), Some(inputs), Some(path)) = (
                        body.filter(|hash| is_hash(hash)),
                        inputs.filter(|hash| is_hash(hash)),
                        path,
                    ) else {
                        return Err(wrong("expected `file <path> <inputs> <body>`".to_owned()));
                    };
                    lock.files.insert(path.to_owned(), Made::new(inputs, body));
                }
                Some(_) | None => {
                    return Err(wrong(format!(
                        "expected `schema …`, `migrations …` or `file …`, found `{line}`"
                    )));
                }
            }
        }
        Ok(lock)
    }
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::{Lock, Made};
    use crate::tag::Tag;

    #[test]
    fn a_lock_comes_back_as_it_was_written() {
        let mut lock = Lock::default();
        lock.add_schema("../my app/schema.toml", "a");
        lock.add_schema("../my app/more.toml", "b");
        lock.migrations
            .push(Tag::parse("20260131120000_init").unwrap());
        lock.migrations
            .push(Tag::parse("20260131120001_more").unwrap());
        lock.files.insert(
            "src/my file.rs".to_owned(),
            Made::new("0123456789abcdef", "fedcba9876543210"),
        );
        assert_eq!(Lock::parse(&lock.render()).unwrap(), lock);
        assert_eq!(
            Lock::parse(&lock.render().replace('\n', "\r\n")).unwrap(),
            lock
        );
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        for (text, line) in [
            ("x", 1),
            ("\n\nschema a", 3),
            ("# a\nschema a b", 2),
            ("migrations", 1),
            ("\nmigrations 1_a", 2),
            ("<<<<<<< HEAD\n", 1),
            ("file a.rs 0123456789abcdef", 1),
            ("file a.rs 0123456789abcdef fedcba987654321g", 1),
        ] {
            assert_eq!(Lock::parse(text).unwrap_err().line(), Some(line), "{text}");
        }
    }
}
