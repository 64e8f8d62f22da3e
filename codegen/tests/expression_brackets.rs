//! Brackets stand where they have to: what Postgres is given reads back as the tree that it was written from.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    dead_code,
    reason = "a test says what is wrong by failing; the parts shared with other tests are not all used"
)]

#[path = "expression/book.rs"]
mod book;
#[path = "expression/random.rs"]
mod random;

use std::sync::LazyLock;

use dualect_codegen::dialect::Dialect;
use dualect_codegen::expression::scope::Scope;
use dualect_codegen::expression::{self, Context, Expectation, Expression};
use proptest::prelude::*;

static SCOPE: LazyLock<Scope> = LazyLock::new(book::scope);

fn checked(text: &str) -> Option<Expression> {
    let parsed = expression::parse(text).ok()?;
    expression::check(&parsed, &SCOPE, Context::Check, &Expectation::Any).ok()
}

/// Written for Postgres, where it is read back from without the words that only Postgres knows.
fn reads_back(text: &str) -> Result<(), TestCaseError> {
    let Some(first) = checked(text) else {
        return Ok(());
    };
    let written = first.render(Dialect::Postgres);
    let plain = written
        .replace(" COLLATE \"C\"", "")
        .replace("btrim(", "trim(");
    // What reads JSON is no longer what was written.
    if plain.contains("jsonb_typeof") {
        return Ok(());
    }
    let second =
        checked(&plain).unwrap_or_else(|| panic!("{text} became {written}, which cannot be read"));
    prop_assert_eq!(first, second, "{} became {}", text, written);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]

    #[test]
    fn integers_read_back(text in random::integer()) {
        reads_back(&text)?;
    }

    #[test]
    fn texts_read_back(text in random::text()) {
        reads_back(&text)?;
    }

    #[test]
    fn conditions_read_back(text in random::condition()) {
        reads_back(&text)?;
    }
}
