//! Typed reading of TOML tables: each key is known, each value is of the kind that its key takes, or it is reported.

use std::fmt::Display;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::report::{At, Report};
use super::text::{did_you_mean, nearest, quoted, with_article};
use crate::diagnostic::{Code, Span};
use crate::schema::language::{Key, names};

/// What stands under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Field<T> {
    /// Nothing.
    Absent,
    /// Something that has been reported: say nothing more about it.
    Bad,
    /// A value of the right kind.
    Given(At<T>),
}

impl<T> Field<T> {
    pub(super) fn given(self) -> Option<At<T>> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Bad => None,
        }
    }

    pub(super) fn value(self) -> Option<T> {
        self.given().map(|at| at.value)
    }

    pub(super) fn is_absent(&self) -> bool {
        match self {
            Self::Absent => true,
            Self::Bad | Self::Given(_) => false,
        }
    }
}

pub(super) type Entry<'a, 'i> = (At<&'a str>, &'a Spanned<DeValue<'i>>);

/// A TOML table being read.
pub(super) struct Reader<'a, 'i> {
    table: &'a DeTable<'i>,
    /// How messages name the place: `` `[project]` ``, ``column `agents.id` ``.
    place: String,
    /// The key or header of the table.
    span: Span,
    keys: &'static [Key],
}

impl<'a, 'i> Reader<'a, 'i> {
    /// Reads a table of which the keys are known; reports the others.
    pub(super) fn new(
        report: &mut Report<'_>,
        table: &'a DeTable<'i>,
        span: Span,
        place: impl Into<String>,
        keys: &'static [Key],
    ) -> Self {
        Self::with_help(report, table, span, place, keys, |_, _| None)
    }

    /// As [`Reader::new`], with a help of its own for unknown keys.
    pub(super) fn with_help(
        report: &mut Report<'_>,
        table: &'a DeTable<'i>,
        span: Span,
        place: impl Into<String>,
        keys: &'static [Key],
        help: impl Fn(&str, &DeValue<'_>) -> Option<String>,
    ) -> Self {
        let reader = Self {
            table,
            place: place.into(),
            span,
            keys,
        };
        for (key, value) in reader.unknown() {
            let help = help(key.value, value.get_ref());
            let message = format!("{} is not a key of {}", quoted(key.value), reader.place);
            let diagnostic = report
                .error(Code::UnknownKey, key.span, message)
                .label("not a key here")
                .maybe_help(help.or_else(|| did_you_mean(key.value, names(keys))));
            report.push(diagnostic);
        }
        reader
    }

    /// What stands here and means nothing.
    pub(super) fn unknown(&self) -> impl Iterator<Item = Entry<'a, 'i>> {
        let keys = self.keys;
        self.table
            .iter()
            .map(|(key, value)| (At::new(key.get_ref().as_ref(), key.span()), value))
            .filter(move |(key, _)| names(keys).all(|known| known != key.value))
    }

    /// Whether a key that is not here seems to be one of those that mean nothing, which have been reported.
    pub(super) fn is_misspelt(&self, key: &str) -> bool {
        self.unknown()
            .any(|(unknown, _)| nearest(unknown.value, names(self.keys)) == Some(key))
    }

    pub(super) fn span(&self) -> Span {
        self.span
    }

    /// The key's own place, where it is there.
    pub(super) fn key_span(&self, key: &str) -> Option<Span> {
        self.table
            .get_key_value(key)
            .map(|(key, _)| key.span().into())
    }

    /// What stands under a key, whatever its kind.
    pub(super) fn raw(&self, key: &str) -> Option<&'a Spanned<DeValue<'i>>> {
        debug_assert!(
            names(self.keys).any(|known| known == key),
            "`{key}` is not in the language's definition of {}",
            self.place
        );
        self.table.get(key)
    }

    pub(super) fn string(&self, report: &mut Report<'_>, key: &str) -> Field<&'a str> {
        self.read(report, key, string)
    }

    pub(super) fn bool(&self, report: &mut Report<'_>, key: &str) -> Field<bool> {
        self.read(report, key, boolean)
    }

    /// A whole number from 1 on.
    pub(super) fn count(&self, report: &mut Report<'_>, key: &str) -> Field<u64> {
        self.read(report, key, count)
    }

    pub(super) fn table(&self, report: &mut Report<'_>, key: &str) -> Field<&'a DeTable<'i>> {
        self.read(report, key, table)
    }

    /// An array of strings; the good ones of it where some are not.
    pub(super) fn strings(&self, report: &mut Report<'_>, key: &str) -> Field<Vec<At<&'a str>>> {
        self.read(report, key, strings)
    }

    fn read<T>(
        &self,
        report: &mut Report<'_>,
        key: &str,
        read: impl Fn(&mut Report<'_>, &'a Spanned<DeValue<'i>>, &dyn Display) -> Option<T>,
    ) -> Field<T> {
        let Some(value) = self.raw(key) else {
            return Field::Absent;
        };
        match read(report, value, &format_args!("`{key}` of {}", self.place)) {
            Some(read) => Field::Given(At::new(read, value.span())),
            None => Field::Bad,
        }
    }
}

/// More of anything is a slip: a million millions.
const MOST: u64 = 1_000_000_000_000;

/// A table's entries in the order of the file.
pub(super) fn entries<'a, 'i>(table: &'a DeTable<'i>) -> Vec<Entry<'a, 'i>> {
    let mut entries: Vec<(usize, Entry<'a, 'i>)> = table
        .iter()
        .map(|(key, value)| {
            let at = At::new(key.get_ref().as_ref(), key.span());
            (first_mention(at.span.start, value.get_ref()), (at, value))
        })
        .collect();
    entries.sort_by_key(|(position, _)| *position);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// A table can be opened by a header of one of its parts (`[tables.a.columns]` before `[tables.a]`).
fn first_mention(key: usize, value: &DeValue<'_>) -> usize {
    match value.as_table() {
        Some(table) => table.iter().fold(key, |first, (key, value)| {
            first.min(first_mention(key.span().start, value.get_ref()))
        }),
        None => key,
    }
}

pub(super) fn string<'a>(
    report: &mut Report<'_>,
    value: &'a Spanned<DeValue<'_>>,
    what: &dyn Display,
) -> Option<&'a str> {
    let text = value.get_ref().as_str();
    if text.is_none() {
        wrong_type(report, value, what, "string", None);
    }
    text
}

fn boolean(
    report: &mut Report<'_>,
    value: &Spanned<DeValue<'_>>,
    what: &dyn Display,
) -> Option<bool> {
    let boolean = value.get_ref().as_bool();
    if boolean.is_none() {
        let help = value
            .get_ref()
            .as_str()
            .filter(|text| matches!(text.to_lowercase().as_str(), "true" | "false"))
            .map(|text| format!("write {} without quotes", quoted(&text.to_lowercase())));
        wrong_type(report, value, what, "boolean", help);
    }
    boolean
}

fn count(report: &mut Report<'_>, value: &Spanned<DeValue<'_>>, what: &dyn Display) -> Option<u64> {
    let DeValue::Integer(integer) = value.get_ref() else {
        wrong_type(report, value, what, "integer", None);
        return None;
    };
    let count = u64::from_str_radix(integer.as_str(), integer.radix());
    let count = count.ok().filter(|count| (1..=MOST).contains(count));
    if count.is_none() {
        let diagnostic = report
            .error(
                Code::Count,
                value.span().into(),
                format!("{what} cannot be {integer}"),
            )
            .label(format!("expected 1 to {MOST}"));
        report.push(diagnostic);
    }
    count
}

pub(super) fn table<'a, 'i>(
    report: &mut Report<'_>,
    value: &'a Spanned<DeValue<'i>>,
    what: &dyn Display,
) -> Option<&'a DeTable<'i>> {
    let table = value.get_ref().as_table();
    if table.is_none() {
        let is_array_of_tables = value
            .get_ref()
            .as_array()
            .is_some_and(|array| array.iter().any(|one| one.get_ref().is_table()));
        let help = is_array_of_tables.then(|| {
            "write the header in single brackets, `[..]`: double ones make an array".to_owned()
        });
        wrong_type(report, value, what, "table", help);
    }
    table
}

pub(super) fn strings<'a>(
    report: &mut Report<'_>,
    value: &'a Spanned<DeValue<'_>>,
    what: &dyn Display,
) -> Option<Vec<At<&'a str>>> {
    let Some(array) = value.get_ref().as_array() else {
        let help = value
            .get_ref()
            .as_str()
            .map(|text| format!("write {}", quoted(&format!("[{text:?}]"))));
        wrong_type(report, value, what, "array of strings", help);
        return None;
    };
    let mut whole = true;
    let mut texts = Vec::new();
    for item in array {
        match string(report, item, &format_args!("each of {what}")) {
            Some(text) => texts.push(At::new(text, item.span())),
            None => whole = false,
        }
    }
    whole.then_some(texts)
}

pub(super) fn wrong_type(
    report: &mut Report<'_>,
    value: &Spanned<DeValue<'_>>,
    what: &dyn Display,
    expected: &str,
    help: Option<String>,
) {
    let found = with_article(value.get_ref().type_str());
    let message = format!("{what} takes {}", with_article(expected));
    let diagnostic = report
        .error(Code::WrongType, value.span().into(), message)
        .label(format!(
            "expected {}, found {found}",
            with_article(expected)
        ))
        .maybe_help(help);
    report.push(diagnostic);
}
