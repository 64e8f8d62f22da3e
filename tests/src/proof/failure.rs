//! What a pair fails by, and what two databases differ in.

use std::collections::{BTreeMap, BTreeSet};

use super::schema::Id;

/// What a pair failed by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Where: what a smaller pair has to fail in too.
    pub at: &'static str,
    /// What was seen.
    pub what: String,
}

pub(super) fn failed<T>(at: &'static str, what: impl Into<String>) -> Result<T, Failure> {
    Err(Failure {
        at,
        what: what.into(),
    })
}

pub(super) trait At<T> {
    fn at(self, at: &'static str) -> Result<T, Failure>;
}

impl<T> At<T> for Result<T, String> {
    fn at(self, at: &'static str) -> Result<T, Failure> {
        self.map_err(|what| Failure { at, what })
    }
}

/// Says which lines only one has.
pub(super) fn same(found: &str, wanted: &str) -> Result<(), String> {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
    let (found, wanted) = (lines(found), lines(wanted));
    if found == wanted {
        return Ok(());
    }
    let missing: Vec<_> = wanted.difference(&found).collect();
    let extra: Vec<_> = found.difference(&wanted).collect();
    Err(format!("missing: {missing:#?}\nextra: {extra:#?}"))
}

pub(super) fn same_map(
    before: &BTreeMap<Id, String>,
    after: &BTreeMap<Id, String>,
) -> Result<(), String> {
    if before == after {
        Ok(())
    } else {
        Err(format!("{before:?}\nand after\n{after:?}"))
    }
}

pub(super) fn same_rows(
    expected: &BTreeMap<Id, Vec<String>>,
    found: &BTreeMap<Id, Vec<String>>,
) -> Result<(), String> {
    for (table, expected) in expected {
        let found = found.get(table).cloned().unwrap_or_default();
        if *expected != found {
            return Err(format!(
                "table {table}: expected {expected:#?}\nfound {found:#?}"
            ));
        }
    }
    Ok(())
}
