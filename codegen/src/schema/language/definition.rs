//! What a definition of a key is.

/// A key of one of the file's tables.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    /// As it is written.
    pub(crate) name: &'static str,
    /// What stands behind it.
    pub(crate) takes: Takes,
    /// What it is for, in a sentence or two for an editor's pop-up.
    pub(crate) doc: &'static str,
    /// Whether the table means nothing without it.
    pub(crate) required: bool,
}

impl Key {
    pub(crate) const fn new(name: &'static str, takes: Takes, doc: &'static str) -> Self {
        Self {
            name,
            takes,
            doc,
            required: false,
        }
    }

    pub(crate) const fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }
}

/// The names of keys.
pub(crate) fn names(keys: &'static [Key]) -> impl Iterator<Item = &'static str> + Clone {
    keys.iter().map(|key| key.name)
}

/// What a key takes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Takes {
    /// A string.
    Text,
    /// One of these strings.
    Word(&'static [&'static str]),
    /// The name of a type, perhaps with its numbers, `[]` and `?`.
    Type,
    /// `true` or `false`.
    Flag,
    /// `false` and nothing else.
    False,
    /// A whole number.
    Integer,
    /// An array of strings.
    Texts,
    /// An array of these strings.
    Words(&'static [&'static str]),
    /// A table with these keys and no others.
    Keys(&'static [Key]),
    /// A table from names of the author's choosing to this.
    Named(&'static Takes),
    /// Any of these.
    Either(&'static [Takes]),
    /// Whatever the column's type takes.
    Anything,
}

/// The words of a list of choices.
pub(crate) const fn words<T: Copy, const N: usize>(
    choices: &[(&'static str, T); N],
) -> [&'static str; N] {
    let mut words = [""; N];
    let mut at = 0;
    while at < N {
        words[at] = choices[at].0;
        at += 1;
    }
    words
}

/// `doc` of whatever can have one.
pub(super) const DOC: Key = Key::new(
    "doc",
    Takes::Text,
    "What it is for: Rustdoc in the generated code, and a comment in Postgres.",
);
/// `renamed_from` of whatever keeps what is in it under a new name.
pub(super) const RENAMED_FROM: Key = Key::new(
    "renamed_from",
    Takes::Text,
    "Its name in the databases until now. The next migration renames it, with all that is in it; after that the line can go.",
);
/// `db_name` of whatever can have one.
pub(super) const DB_NAME: Key = Key::new(
    "db_name",
    Takes::Text,
    "Its name in the databases, where that is not its key here. Any text; reserved words are quoted.",
);
