//! Migrations between schemas by chance, over rows by chance, on both engines. See `tests/PROOF.md`.
//!
//! `DUALECT_PROOF_PAIRS` says how many pairs, and `DUALECT_PROOF_SEED` which is the first.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it has seen"
)]

use dualect_tests::engine::Engine;
use dualect_tests::proof::fault::Fault;
use dualect_tests::proof::report::prove;

fn setting(name: &str, usual: u64) -> u64 {
    let given = std::env::var(name).ok();
    given.map_or(usual, |text| text.parse().expect("a number"))
}

/// Of a hundred pairs or more, nearly all kinds are among the changes.
fn proven(engine: Engine) {
    let (seed, pairs) = (
        setting("DUALECT_PROOF_SEED", 1),
        setting("DUALECT_PROOF_PAIRS", 100),
    );
    let report = prove(engine, seed, pairs, None);
    println!("{engine}: {report}");
    assert!(
        report.failures.is_empty(),
        "{engine}: {} pairs fail",
        report.failures.len()
    );
    if pairs >= 100 {
        let missing: Vec<&str> = COVERED
            .into_iter()
            .filter(|kind| !report.changes.contains_key(*kind) && !is_of_postgres(kind, engine))
            .collect();
        assert!(missing.is_empty(), "{engine}: no pair changes {missing:?}");
        assert!(
            report.unplanned * 4 < report.pairs,
            "{engine}: too many pairs are refused by name"
        );
        assert!(report.rows > 3 * report.pairs, "{engine}: too few rows");
        assert!(
            report.refused * 20 > report.pairs,
            "{engine}: too few rows are refused"
        );
    }
}

/// SQLite has no enums: it holds them as text.
fn is_of_postgres(kind: &str, engine: Engine) -> bool {
    engine == Engine::Sqlite && kind.ends_with("Enum") || kind == "SetEnumValues"
}

#[test]
fn every_pair_goes_there_and_back_on_sqlite() {
    proven(Engine::Sqlite);
}

#[test]
fn every_pair_goes_there_and_back_on_postgres() {
    proven(Engine::Postgres);
}

/// The kinds of changes that a hundred pairs have to hold, whatever else: a generator that covers nothing proves nothing.
const COVERED: [&str; 26] = [
    "AddCheck",
    "AddColumn",
    "AddForeignKey",
    "AddIndex",
    "AddObject",
    "AddTable",
    "AddUnique",
    "AddView",
    "DropCheck",
    "DropColumn",
    "DropForeignKey",
    "DropIndex",
    "DropObject",
    "DropTable",
    "DropUnique",
    "DropView",
    "RenameColumn",
    "RenameTable",
    "SetDefault",
    "SetGenerated",
    "SetIdentity",
    "SetNullable",
    "SetPrimaryKey",
    "SetType",
    "AddEnum",
    "SetEnumValues",
];

/// Every fault in a migration is seen, though not in every pair: some rows have no children, and some values need no filling.
#[test]
fn rigged_faults_are_seen() {
    for fault in Fault::ALL {
        let (mut seen, mut unseen) = (0, Vec::new());
        for engine in Engine::ALL {
            let report = prove(engine, 1, setting("DUALECT_PROOF_FAULTS", 40), Some(fault));
            seen += report.failures.len();
            unseen.extend(report.unseen.iter().map(|seed| (engine, *seed)));
        }
        println!("{fault:?}: seen in {seen} pairs, not in {unseen:?}");
        assert!(seen > 0, "{fault:?}: not seen in {unseen:?}");
    }
}
