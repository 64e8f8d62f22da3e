//! Whatever the text, parsing ends, and says something that can be rendered.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use dualect_codegen::diagnostic::SourceFile;
use dualect_codegen::schema::{self, Include};
use proptest::prelude::*;

const GOOD: &str = r#"# A schema with some of everything.
[project]
name = "agents"
dialects = ["sqlite", "postgres"]

[enums]
status = { values = ["on", "off"], doc = """
Whether it runs.
""" }

[tables.agents]
doc = 'An "agent".'
tenant = "org_id"

[tables.agents.columns]
id = { type = "uuid", primary_key = true, default = "uuid_v7" }
org_id = "uuid"
size = { type = "int", db_name = "größe", default = 1 }
price = { type = "decimal(10,2)", default = 1.50 }
labels = { type = "json", default = { a = [1, 2.5, { b = true }] } }
parent_id = { references = "agents.id", nullable = true, on_delete = "set null" }
state = { type = "status", default = "on" }
at = { type = "timestamp", default = "now", on_update = "now", sqlite = { storage = "millis" } }

[tables.agents.indexes]
agents_by_state = { on = ["state", "at desc"] }
[tables.agents.uniques]
agents_org = [
    "org_id",
    "state",
]

[postgres]
schemas = ["billing"]
[postgres.objects.touch]
create = ["CREATE FUNCTION touch() RETURNS trigger AS $$ BEGIN RETURN NEW; END $$"]
drop = "DROP FUNCTION touch()"
after = ["tables.agents", "enums.kind"]

[enums.kind]
values = ["a-b", "+"]
rust_names = { "+" = "Plus" }
postgres = { native = true, schema = "billing" }

[tables.lines]
primary_key = ["org_id", "line"]
version = "row_version"
soft_delete = "deleted_at"
postgres = { schema = "billing" }
[tables.lines.columns]
org_id = "uuid"
line = { type = "int", rust_name = "position" }
code = { type = "text", rust_type = "my_types::Code", default = { sql = "lower('Ä') || 'b'" } }
total = { type = "bigint", generated = "line * 2" }
row_version = "bigint"
deleted_at = "timestamp?"
[tables.lines.checks]
good = "line > 0 and \u0063ode <> 'é'"
own = { sqlite = "1", postgres = """
true""" }
[tables.lines.indexes]
by_code = { on = ["lower(code) desc", "line"], where = 'deleted_at is null', unique = true }
[tables.lines.foreign_keys]
of_agents = { on = ["org_id"], references = "agents(id)", deferrable = "deferred" }

[tables.log]
append_only = true
hash_chain = { hash = "hash", previous = "previous" }
[tables.log.columns]
id = { type = "bigint", primary_key = true, identity = true }
hash = "text"
previous = "text?"

[views.live]
sqlite = "select id from agents"
postgres = { sql = "select id from agents", schema = "billing" }
columns = { id = "uuid" }
key = ["id"]
"#;

/// No text may take longer; they take milliseconds.
const PATIENCE: Duration = Duration::from_secs(10);

fn check(text: String) {
    let started = Instant::now();
    let source = SourceFile::new("schema.toml", text);
    explained(&source);
    let taken = started.elapsed();
    let start: String = source.text.chars().take(60).collect();
    assert!(taken < PATIENCE, "{start}.. takes {taken:?}");
}

fn explained(source: &SourceFile) {
    if let Err(diagnostics) = schema::parse(source) {
        assert!(!diagnostics.is_empty());
        assert!(diagnostics.has_errors());
        let lines = diagnostics.lines();
        assert_eq!(lines.lines().count(), diagnostics.len(), "{lines}");
        for one in diagnostics.iter() {
            let span = one.span.expect("every mistake in a file has a place");
            assert!(
                span.start <= span.end && span.end <= source.text.len(),
                "{one:?}"
            );
        }
        let _ = diagnostics.render(false);
        let _ = diagnostics.render(true);
    }
}

fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[test]
fn the_schema_that_these_tests_break_is_right() {
    let source = SourceFile::new("schema.toml", GOOD);
    assert_eq!(
        schema::parse(&source)
            .map_err(|diagnostics| diagnostics.lines())
            .err(),
        None
    );
}

#[test]
fn truncations_of_a_schema_are_explained() {
    for (at, _) in GOOD.char_indices().step_by(3) {
        check(GOOD[..at].to_owned());
    }
}

#[test]
fn schemas_without_one_of_their_characters_are_explained() {
    for (at, c) in GOOD.char_indices().step_by(3) {
        let mut text = GOOD.to_owned();
        text.replace_range(at..at + c.len_utf8(), "");
        check(text);
    }
}

#[test]
fn every_schema_without_one_of_its_lines_is_explained() {
    for skip in 0..GOOD.lines().count() {
        let lines = GOOD.lines().enumerate().filter(|(index, _)| *index != skip);
        let lines: Vec<&str> = lines.map(|(_, line)| line).collect();
        check(lines.join("\r\n"));
    }
}

#[test]
fn the_golden_mistakes_cut_short_are_explained() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema_mistakes");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            let text = fs::read_to_string(path).unwrap();
            for at in (0..text.len()).step_by(13) {
                check(text[..boundary(&text, at)].to_owned());
            }
        }
    }
}

#[test]
fn deep_nesting_and_long_lines_end() {
    check(format!("a = {}", "[".repeat(20_000)));
    check(format!("a = {}", "{ a = ".repeat(5_000)));
    check(format!("{} = 1", "a.".repeat(5_000) + "a"));
    check("a = { b = 1\n".repeat(2_000));
    check("[a\n".repeat(2_000));
    check("a = \"\"\"\n".repeat(500));
    check(format!("[project]\n{} = 1", "n".repeat(50_000)));
}

#[test]
fn any_included_text_is_explained_at_its_own_place() {
    let main = SourceFile::new(
        "schema.toml",
        "include = [\"one.toml\", \"two.toml\"]\n[project]\nname = \"é\"\n",
    );
    let rest = GOOD.split_once("[enums]").unwrap().1;
    let more = format!("\u{feff}[enums]{rest}");
    for (at, _) in more.char_indices().step_by(7) {
        let include = |path: &str, text: &str| Include {
            path: path.to_owned(),
            text: Ok(text.to_owned()),
        };
        let includes = [
            include("one.toml", &more[..at]),
            include("two.toml", &more[at..]),
        ];
        let diagnostics = schema::parse_with(&main, &includes).unwrap_err();
        for one in diagnostics.iter() {
            let text = match one.path.as_str() {
                "schema.toml" => main.text.as_str(),
                "one.toml" => &more[..at],
                "two.toml" => &more[at..],
                other => panic!("{other}"),
            };
            let span = one.span.expect("every mistake in a file has a place");
            assert!(span.start <= span.end && span.end <= text.len(), "{one:?}");
        }
        let _ = diagnostics.render(false);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_explained(text in any::<String>()) {
        check(text);
    }

    #[test]
    fn any_text_of_toml_characters_is_explained(text in "[\\[\\]{}=\",'.#a-c0-9?() \n\r\t\\\\é]{0,200}") {
        check(text);
    }

    #[test]
    fn a_schema_with_a_part_replaced_is_explained(
        from in 0..GOOD.len(),
        length in 0..60_usize,
        insert in "[\\[\\]{}=\",'.#a-z0-9?() \n]{0,12}",
    ) {
        let from = boundary(GOOD, from);
        let to = boundary(GOOD, from + length);
        check(format!("{}{insert}{}", &GOOD[..from], &GOOD[to..]));
    }

    #[test]
    fn a_schema_with_a_part_moved_is_explained(
        from in 0..GOOD.len(),
        length in 0..200_usize,
        target in 0..GOOD.len(),
    ) {
        let from = boundary(GOOD, from);
        let to = boundary(GOOD, from + length);
        let rest = format!("{}{}", &GOOD[..from], &GOOD[to..]);
        let target = boundary(&rest, target);
        check(format!("{}{}{}", &rest[..target], &GOOD[from..to], &rest[target..]));
    }
}
