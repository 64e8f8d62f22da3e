//! What a call answered, as it is compared.

use std::fmt::Debug;

use dualect::types::{Timestamp, Uuid};
use dualect::{Error, ErrorKind, Result};

/// What one call came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// The result in full: every field of every row, in order.
    Done(String),
    /// The kind of error.
    Failed(ErrorKind),
}

impl Answer {
    /// Of a call's result.
    pub fn of<T: Debug>(result: Result<T>) -> Self {
        match result {
            Ok(value) => Self::Done(without_the_present(&format!("{value:?}"))),
            Err(error) => Self::failed(&error),
        }
    }

    /// Of an error.
    #[must_use]
    pub fn failed(error: &Error) -> Self {
        Self::Failed(error.kind().clone())
    }

    /// As a delete's answer is compared: of the foreign keys that it breaks any may be named, but one must be.
    #[must_use]
    pub(super) fn of_a_delete(self) -> Self {
        match &self {
            Self::Failed(ErrorKind::ForeignKey { constraint, .. }) if !constraint.is_empty() => {
                Self::Failed(ErrorKind::ForeignKey {
                    table: "any".to_owned(),
                    constraint: "any".to_owned(),
                })
            }
            Self::Done(_) | Self::Failed(_) => self,
        }
    }

    /// Whether both databases answered alike.
    ///
    /// Which of several unique constraints that a row breaks is named is nobody's promise; that they are of one table is.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Failed(ErrorKind::Unique { table, .. }),
                Self::Failed(ErrorKind::Unique { table: other, .. }),
            ) => table == other,
            (Self::Done(_) | Self::Failed(_), _) => self == other,
        }
    }
}

/// The text with each moment of today as `<now>` and each random uuid as `<random>`: no pool of values has one of those.
fn without_the_present(text: &str) -> String {
    let now = Timestamp::now();
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '.');
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_word) {
        let (before, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|c| !is_word(c)).unwrap_or(from.len()));
        shown.push_str(before);
        shown.push_str(if is_present(word, now) {
            "<now>"
        } else if is_random(word) {
            "<random>"
        } else {
            word
        });
        rest = after;
    }
    shown + rest
}

fn is_present(word: &str, now: Timestamp) -> bool {
    let moment = word.parse::<Timestamp>();
    moment.is_ok_and(|moment| (now.as_second() - moment.as_second()).abs() < 86_400)
}

fn is_random(word: &str) -> bool {
    let uuid = word.parse::<Uuid>();
    uuid.is_ok_and(|uuid| uuid.get_version_num() == 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_databases_make_is_blanked() {
        let now = Timestamp::now();
        let random = dualect::new_uuid_v4();
        let text = format!(
            "Row {{ at: {now}, id: {random}, old: 2000-02-29T12:00:00Z, n: -1.5, t: \"ä\" }}"
        );
        assert_eq!(
            without_the_present(&text),
            "Row { at: <now>, id: <random>, old: 2000-02-29T12:00:00Z, n: -1.5, t: \"ä\" }"
        );
    }

    #[test]
    fn two_uniques_of_one_table_agree_and_nothing_else_does() {
        let unique = |table: &str, constraint: &str| {
            Answer::Failed(ErrorKind::Unique {
                table: table.to_owned(),
                constraint: constraint.to_owned(),
            })
        };
        assert!(unique("t", "a").agrees(&unique("t", "b")));
        assert!(!unique("t", "a").agrees(&unique("u", "a")));
        assert!(!unique("t", "a").agrees(&Answer::Failed(ErrorKind::NotFound)));
        assert!(!Answer::Done("1".into()).agrees(&Answer::Done("2".into())));
    }
}
