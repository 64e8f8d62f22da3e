//! Every portable expression of the golden files, on both databases, over rows of edge values: the same results, or an error on
//! both. Then as a check, a generated column, a default or an index, made and used on both.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    dead_code,
    reason = "a test fails by panicking; the parts shared with another test are not all used"
)]

#[path = "expressions_agree/answers.rs"]
mod answers;
#[path = "../../codegen/tests/expression/book.rs"]
mod book;
#[path = "expressions_agree/rows.rs"]
mod rows;

#[path = "../../codegen/tests/expression/random.rs"]
mod random;

use answers::{Engines, sortable};
use book::Entry;
use dualect_codegen::dialect::Dialect;
use dualect_codegen::expression::{self, Context, Expectation, Expression};

/// The column has a collation of its own on Postgres, by choice: what orders by it is no promise of ours.
const BY_CHOICE: [&str; 2] = ["email > 'a'", "email"];

fn good(file: &str) -> Vec<(Entry, Expression)> {
    let text = std::fs::read_to_string(book::folder().join(file)).unwrap();
    let scope = book::scope();
    let checked = book::entries(&text).into_iter().filter_map(|entry| {
        if BY_CHOICE.contains(&entry.text.as_str()) {
            return None;
        }
        let parsed = expression::parse(&entry.text).ok()?;
        let checked = expression::check(&parsed, &scope, entry.context, &entry.expectation).ok()?;
        Some((entry, checked))
    });
    checked.collect()
}

fn all() -> Vec<(Entry, Expression)> {
    let files = ["predicates.txt", "values.txt", "edges.txt"];
    files.into_iter().flat_map(good).collect()
}

#[tokio::test]
async fn every_expression_yields_the_same_on_both_or_fails_on_both() {
    let engines = Engines::with_rows("t", "").await;
    let mut differences = Vec::new();
    let mut errors = 0;
    for (entry, expression) in all() {
        // Where a generated column's own type looks at the value, nothing has to in the expression.
        let looked_at = if entry.context == Context::Generated {
            Context::Check
        } else {
            entry.context
        };
        let parsed = expression::parse(&entry.text).unwrap();
        let expression = expression::check(&parsed, &book::scope(), looked_at, &entry.expectation)
            .unwrap_or(expression);
        for id in 1..=rows::count() {
            let [sqlite, postgres] = engines.value(Some(&entry), &expression, id).await;
            errors += usize::from(sqlite.is_err());
            let same = match (&sqlite, &postgres) {
                (Ok(one), Ok(two)) => one == two,
                (Err(_), Err(_)) => true,
                // Postgres does not look at what stands behind a false `and` or a true `or`; SQLite may.
                (Err(_), Ok(_)) => [" and ", " or "]
                    .iter()
                    .any(|word| entry.text.contains(word)),
                (Ok(_), Err(_)) => false,
            };
            if !same {
                differences.push(format!(
                    "{} in row {id}: {sqlite:?} and {postgres:?}",
                    entry.line
                ));
            }
            if let Ok(None) = sqlite {
                assert!(expression.nullable(), "{} is null in row {id}", entry.line);
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(errors > 10, "no overflow was met");
}

#[tokio::test]
async fn expressions_by_chance_yield_the_same_on_both_or_fail_on_both() {
    use proptest::strategy::{Strategy, ValueTree};
    let engines = Engines::with_rows("t", "").await;
    let scope = book::scope();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut evaluated = 0;
    for round in 0..600 {
        let strategy = match round % 3 {
            0 => random::integer(),
            1 => random::text(),
            _ => random::condition(),
        };
        let text = strategy.new_tree(&mut runner).unwrap().current();
        let checked = expression::parse(&text).and_then(|parsed| {
            expression::check(&parsed, &scope, Context::Check, &Expectation::Any)
        });
        let Ok(expression) = checked else {
            continue;
        };
        evaluated += 1;
        let ids = 1..=rows::count();
        for id in ids {
            let [sqlite, postgres] = engines.value(None, &expression, id).await;
            let same = match (&sqlite, &postgres) {
                (Ok(one), Ok(two)) => one == two,
                // Neither looks at everything, once it knows; SQLite looks at more.
                (Err(_), Err(_)) => true,
                (Err(_), Ok(_)) => round % 3 == 2,
                (Ok(_), Err(_)) => false,
            };
            assert!(same, "{text} in row {id}: {sqlite:?} and {postgres:?}");
            assert!(
                expression.nullable() || sqlite != Ok(None),
                "{text} is null in row {id}"
            );
        }
    }
    assert!(evaluated > 300, "{evaluated}");
}

#[tokio::test]
async fn every_check_is_taken_by_both_and_refuses_the_same_rows() {
    for (number, (entry, expression)) in all().into_iter().enumerate() {
        if entry.context != Context::Check {
            continue;
        }
        let table = format!("c{number}");
        let check = |dialect| {
            format!(
                ", CONSTRAINT {table}_said CHECK ({})",
                expression.render(dialect)
            )
        };
        let engines = Engines::empty(&table, &check).await;
        let refused = engines.insert_rows(&table).await;
        assert_eq!(refused[0], refused[1], "{}", entry.line);
    }
}

#[tokio::test]
async fn every_generated_column_is_taken_by_both_and_stores_the_same() {
    for (number, (entry, expression)) in all().into_iter().enumerate() {
        if entry.context != Context::Generated {
            continue;
        }
        let table = format!("g{number}");
        let column = entry.column.as_ref().unwrap();
        let made = |dialect| {
            let value = format!(
                "GENERATED ALWAYS AS ({}) STORED",
                expression.render(dialect)
            );
            answers::like_column(column, &value, dialect)
        };
        let engines = Engines::empty(&table, &made).await;
        let refused = engines.insert_rows(&table).await;
        assert_eq!(refused[0], refused[1], "{}", entry.line);
        let stored = engines
            .column(&table, "made", expression.ty(), column)
            .await;
        assert_eq!(stored[0], stored[1], "{}", entry.line);
    }
}

#[tokio::test]
async fn every_default_is_taken_by_both_and_stores_the_same() {
    for (number, (entry, expression)) in all().into_iter().enumerate() {
        if entry.context != Context::Default {
            continue;
        }
        let table = format!("d{number}");
        let column = entry.column.as_ref().unwrap();
        let made = |dialect| {
            let value = format!("DEFAULT ({})", expression.render(dialect));
            answers::like_column(column, &value, dialect)
        };
        let engines = Engines::empty(&table, &made).await;
        let refused = engines.insert_rows(&table).await;
        assert_eq!(refused[0], refused[1], "{}", entry.line);
        let stored = engines
            .column(&table, "made", expression.ty(), column)
            .await;
        assert_eq!(stored[0], stored[1], "{}", entry.line);
    }
}

#[tokio::test]
async fn every_index_is_taken_by_both_and_orders_the_same() {
    for (number, (entry, expression)) in all().into_iter().enumerate() {
        let table = format!("i{number}");
        let index = |dialect: Dialect| {
            let sql = expression.render(dialect);
            if entry.context == Context::IndexPart {
                format!("CREATE INDEX {table}_made ON {table} (({sql}))")
            } else {
                format!("CREATE INDEX {table}_made ON {table} (id) WHERE {sql}")
            }
        };
        if !matches!(entry.context, Context::IndexPart | Context::IndexPredicate) {
            continue;
        }
        let engines = Engines::empty(&table, &|_| String::new()).await;
        engines.execute(&index).await;
        let refused = engines.insert_rows(&table).await;
        assert_eq!(refused[0], refused[1], "{}", entry.line);
        if entry.context == Context::IndexPart && sortable(&expression) {
            let order = engines.order(&table, &expression).await;
            assert_eq!(order[0], order[1], "{}", entry.line);
        }
    }
}
