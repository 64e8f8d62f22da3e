//! The layout that the architecture promises, held by a check; and the check itself, held by workspaces that break each rule.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use std::collections::BTreeMap;
use std::path::Path;

use dualect_tests::layout::{Dependency, Kind, Member, Workspace, read, violations};

#[test]
fn this_workspace_keeps_every_rule() {
    let workspace = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."));
    let names: Vec<_> = workspace
        .members
        .iter()
        .map(|member| member.name.as_str())
        .collect();
    assert!(
        names.contains(&"dualect-codegen"),
        "the check looks at the wrong workspace: {names:?}"
    );
    let found = violations(&workspace);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// A workspace of one crate.
fn of(member: Member) -> Workspace {
    Workspace {
        members: vec![member],
        benches: None,
    }
}

/// A crate that breaks no rule.
fn blameless(name: &str, folder: &str) -> Member {
    Member {
        name: name.to_owned(),
        folder: folder.to_owned(),
        inherits_lints: true,
        ..Member::default()
    }
}

fn on(name: &str) -> Dependency {
    Dependency {
        name: name.to_owned(),
        kind: Kind::Normal,
        optional: false,
    }
}

fn depending(name: &str, folder: &str, dependency: &str) -> Workspace {
    of(Member {
        dependencies: vec![on(dependency)],
        ..blameless(name, folder)
    })
}

fn containing(path: &str, text: &str) -> Workspace {
    let sources = BTreeMap::from([(path.to_owned(), text.to_owned())]);
    of(Member {
        sources,
        ..blameless("dualect-codegen", "codegen")
    })
}

#[track_caller]
fn assert_found(workspace: &Workspace, expected: &str) {
    let found = violations(workspace);
    assert!(
        found.iter().any(|violation| violation.contains(expected)),
        "not found: {expected}\nfound: {found:#?}"
    );
}

#[track_caller]
fn assert_clean(workspace: &Workspace) {
    assert_eq!(violations(workspace), Vec::<String>::new());
}

#[test]
fn a_blameless_crate_is_not_accused() {
    assert_clean(&of(blameless("dualect-codegen", "codegen")));
    assert_clean(&depending("dualect-cli", "cli", "dualect-codegen"));
    assert_clean(&depending("generated", "generated", "dualect"));
}

#[test]
fn code_generation_in_the_runtime_or_in_generated_code_is_found() {
    assert_found(
        &depending("dualect", "runtime", "dualect-codegen"),
        "dualect must not depend on dualect-codegen",
    );
    assert_found(
        &depending("agents-db", "generated", "dualect-codegen"),
        "agents-db must not depend on dualect-codegen",
    );
    assert_found(
        &depending("agent-server", "examples/agent-server", "dualect-cli"),
        "agent-server must not depend on dualect-cli",
    );
}

#[test]
fn an_import_against_the_direction_is_found() {
    assert_found(
        &depending("dualect-codegen", "codegen", "dualect"),
        "dualect-codegen must not depend on dualect",
    );
    assert_found(
        &depending("dualect-format", "format", "serde"),
        "dualect-format is the leaf",
    );
    assert_found(
        &depending("xtask", "xtask", "dualect-codegen"),
        "xtask must not depend on dualect-codegen",
    );
    assert_found(
        &of(blameless("dualect-extra", "extra")),
        "dualect-extra in extra/ is unknown to the layout",
    );
}

#[test]
fn code_generation_in_the_macros_is_found_unless_the_feature_table_asks_for_it() {
    assert_found(
        &depending("dualect-macros", "macros", "dualect-codegen"),
        "only under the feature `table`",
    );
    let optional = Dependency {
        optional: true,
        ..on("dualect-codegen")
    };
    let asked_by = |feature: &str| {
        let features =
            BTreeMap::from([(feature.to_owned(), vec!["dep:dualect-codegen".to_owned()])]);
        of(Member {
            features,
            dependencies: vec![optional.clone()],
            ..blameless("dualect-macros", "macros")
        })
    };
    assert_clean(&asked_by("table"));
    assert_found(&asked_by("default"), "only under the feature `table`");
}

#[test]
fn a_driver_in_code_generation_is_found() {
    assert_found(
        &depending("dualect-codegen", "codegen", "tokio"),
        "must not depend on tokio",
    );
    assert_found(
        &depending("dualect-codegen", "codegen", "rusqlite"),
        "must not depend on rusqlite",
    );
}

#[test]
fn what_reaches_outside_is_found_in_code_generation() {
    for (text, expected) in [
        (
            "fn f() {\n    std::fs::read(\"x\");\n}",
            "codegen/src/a.rs:2: std::fs",
        ),
        ("use std::{fmt, env};", "codegen/src/a.rs:1: std::env"),
        ("use ::std::time::SystemTime;", "SystemTime"),
        ("fn f() { let start = Instant::now(); }", "Instant"),
        ("mod m { async fn f() {} }", "async"),
        ("use tokio::task;", "tokio"),
        ("fn f() -> rusqlite::Result<()> { todo!() }", "rusqlite"),
    ] {
        assert_found(&containing("codegen/src/a.rs", text), expected);
    }
}

#[test]
fn words_in_comments_and_strings_are_no_imports() {
    let text = "//! Not async: no tokio, no std::fs.\n/// Or `rusqlite`.\nconst T: &str = \"pub async fn std::fs\";\nuse std::{fmt, collections::BTreeMap};";
    assert_clean(&containing("codegen/src/a.rs", text));
}

#[test]
fn a_name_that_says_nothing_is_found() {
    assert_found(
        &containing("codegen/src/utils.rs", ""),
        "`utils` does not say what is inside",
    );
    assert_found(
        &containing("codegen/src/helpers/mod.rs", ""),
        "`helpers` does not say what is inside",
    );
}

#[test]
fn a_file_of_more_than_one_idea_is_found() {
    assert_clean(&containing("codegen/src/a.rs", &"\n".repeat(500)));
    assert_found(
        &containing("codegen/src/a.rs", &"\n".repeat(501)),
        "has 501 lines",
    );
}

#[test]
fn a_crate_with_lints_of_its_own_is_found() {
    let member = Member {
        inherits_lints: false,
        ..blameless("dualect-cli", "cli")
    };
    assert_found(
        &of(member),
        "dualect-cli does not inherit the workspace's lints",
    );
}

#[test]
fn benches_inside_the_workspace_are_found() {
    let apart = |manifest: &str| Workspace {
        members: Vec::new(),
        benches: Some(manifest.to_owned()),
    };
    assert_clean(&apart("[workspace]\n[package]\nname = \"benches\""));
    assert_found(
        &apart("[package]\nname = \"benches\""),
        "benches/Cargo.toml has no [workspace]",
    );
    assert_found(
        &of(blameless("peers", "benches/peers")),
        "which is a workspace of its own",
    );
}
