//! What portable expressions become, and what is said about those that are refused: `expression/<topic>.txt`.
//!
//! A line that is not indented is an expression with the place it stands in; below it is what comes of it.
//! `UPDATE_GOLDEN=1 cargo test -p dualect-codegen --test expression` writes the rest anew: read the diff.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

#[path = "expression/book.rs"]
mod book;

use std::fs;

use book::{Entry, folder, scope};
use dualect_codegen::dialect::Dialect;
use dualect_codegen::expression::{self, Problem};
use dualect_codegen::query;

const TOPICS: [&str; 4] = ["predicates", "values", "edges", "views"];

fn outcome(entry: &Entry) -> String {
    if entry.is_view {
        return view_outcome(entry);
    }
    let checked = expression::parse(&entry.text)
        .and_then(|parsed| expression::check(&parsed, &scope(), entry.context, &entry.expectation));
    match checked {
        Ok(expression) => {
            let null = if expression.nullable() { "?" } else { "" };
            let columns: Vec<&str> = expression.columns().iter().map(AsRef::as_ref).collect();
            format!(
                "    sqlite:   {}\n    postgres: {}\n    {:?}{null} of [{}]\n",
                expression.render(Dialect::Sqlite),
                expression.render(Dialect::Postgres),
                expression.ty(),
                columns.join(", "),
            )
        }
        Err(problems) => problems
            .iter()
            .map(|problem| explained(&entry.text, problem))
            .collect(),
    }
}

fn view_outcome(entry: &Entry) -> String {
    let checked =
        query::parse(&entry.text).and_then(|parsed| query::check(&parsed, &book::relations()));
    match checked {
        Ok(view) => {
            let mut said = String::new();
            for (name, dialect) in [
                ("sqlite:", Dialect::Sqlite),
                ("postgres:", Dialect::Postgres),
            ] {
                let lines = view.render(dialect).replace('\n', "\n              ");
                said.push_str(&format!("    {name:<9} {lines}\n"));
            }
            for (name, column) in &view.columns {
                let null = if column.nullable { "?" } else { "" };
                said.push_str(&format!("    {name}: {:?}{null}\n", column.ty));
            }
            for read in &view.reads {
                let columns: Vec<&str> = read.columns.iter().map(AsRef::as_ref).collect();
                said.push_str(&format!(
                    "    reads {:?} of [{}]\n",
                    read.relation,
                    columns.join(", ")
                ));
            }
            said
        }
        Err(problems) => problems
            .iter()
            .map(|problem| explained(&entry.text, problem))
            .collect(),
    }
}

/// The text, the place underlined, and what is said.
fn explained(text: &str, problem: &Problem) -> String {
    assert!(text.is_char_boundary(problem.span.start) && text.is_char_boundary(problem.span.end));
    let before = text[..problem.span.start].chars().count();
    let marked = text[problem.span.clone()].chars().count().max(1);
    let mut said = format!(
        "    | {text}\n    | {}{} {}\n    {}\n",
        " ".repeat(before),
        "^".repeat(marked),
        problem.label,
        problem.message
    );
    if let Some(help) = &problem.help {
        said.push_str(&format!("    help: {help}\n"));
    }
    said.replace(" \n", "\n")
}

#[test]
fn every_expression_comes_out_as_the_golden_file_says() {
    for topic in TOPICS {
        let path = folder().join(format!("{topic}.txt"));
        let golden = fs::read_to_string(&path).unwrap();
        let mut now = String::new();
        for entry in book::entries(&golden) {
            now.push_str(&format!("{}\n{}", entry.line, outcome(&entry)));
        }
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&path, &now).unwrap();
        }
        assert_same(&golden, &now, topic);
    }
}

fn assert_same(golden: &str, now: &str, topic: &str) {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        return;
    }
    for (was, is) in golden.lines().zip(now.lines()) {
        assert_eq!(was, is, "in {topic}.txt");
    }
    assert_eq!(golden.len(), now.len(), "in {topic}.txt");
}
