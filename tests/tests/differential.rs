//! The same calls with the same data get the same answers from both databases, whatever the calls.
//!
//! `DUALECT_SEED` and `DUALECT_OPERATIONS` choose another run: `DUALECT_SEED=7 DUALECT_OPERATIONS=100000 cargo test -p dualect-tests
//! --test differential`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::time::Duration;

use dualect_tests::differential::{Difference, Pair, Settings, run};

/// Runs that many calls and shows what differs.
async fn agree(seed: u64, operations: usize) {
    let settings = Settings::from_env(seed, operations);
    let pair = Pair::create().await;
    match run(&pair, settings).await {
        Ok(report) => println!("seed {}: {report:?}", settings.seed),
        Err(difference) => panic!("{difference}"),
    }
}

#[tokio::test]
async fn any_calls_get_the_same_answers_from_both() {
    agree(1, 4000).await;
}

/// A run on databases of which one has been tampered with.
async fn is_noticed(tampering: impl AsyncFn(&Pair), operations: usize) -> Difference {
    let pair = Pair::create().await;
    tampering(&pair).await;
    let settings = Settings {
        seed: 1,
        operations,
        patience: Duration::ZERO,
    };
    *run(&pair, settings)
        .await
        .expect_err("the databases are not alike")
}

#[tokio::test]
async fn another_collation_in_one_database_is_noticed() {
    let difference = is_noticed(
        async |pair| {
            let by_language =
                "ALTER TABLE teams ALTER COLUMN name TYPE text COLLATE \"en-US-x-icu\"";
            pair.postgres.database.execute(by_language).await;
        },
        20_000,
    )
    .await;
    let last = difference
        .programs
        .last()
        .expect("it shows again")
        .to_string();
    assert!(last.contains("teams::"), "{difference}");
}

#[tokio::test]
async fn a_constraint_that_one_database_lacks_is_noticed() {
    let difference = is_noticed(
        async |pair| {
            pair.sqlite
                .database
                .execute("DROP INDEX teams_name_key")
                .await;
        },
        20_000,
    )
    .await;
    assert!(difference.to_string().contains("teams"), "{difference}");
}

#[tokio::test]
async fn a_row_that_one_database_lacks_is_noticed_at_the_end() {
    is_noticed(
        async |pair| {
            let row = "INSERT INTO depots VALUES ('x', 'x', 'low', '{}')";
            pair.postgres.database.execute(row).await;
        },
        0,
    )
    .await;
}
