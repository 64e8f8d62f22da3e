//! Two databases of one schema agree; what one of them has otherwise is named.

#![allow(clippy::panic, reason = "a test stops at what it did not expect")]

use dualect_codegen::catalog::lower::lower;
use dualect_codegen::diagnostic::SourceFile;
use dualect_codegen::dialect::Dialect;
use dualect_codegen::lockstep::disagreements;
use dualect_codegen::schema::{Include, parse_with};

const EVERYTHING: &str = include_str!("schema_everything.toml");

const SCHEMA: &str = r#"
[project]
name = "blog"

[tables.authors.columns]
id = { type = "bigint", primary_key = true }
name = "text"

[tables.posts.columns]
id = { type = "bigint", primary_key = true }
author_id = { references = "authors.id", on_delete = "cascade" }
title = { type = "text", unique = true }
count = { type = "int", default = 1 }
public = { type = "bool", default = true }
word = { type = "text", default = "a" }
size = { type = "int", generated = "length(title)" }

[tables.posts.indexes]
by_word = { on = ["word"] }
"#;

fn between(sqlite: &str, postgres: &str) -> Vec<String> {
    let catalog = |text: &str, dialect| {
        let source = SourceFile::new("schema.toml", text.to_owned());
        let includes = [
            (
                "schema_everything/audit.toml",
                include_str!("schema_everything/audit.toml"),
            ),
            (
                "schema_everything/tables.rs",
                include_str!("schema_everything/tables.rs"),
            ),
        ];
        let includes = includes.map(|(path, text)| Include {
            path: path.to_owned(),
            text: Ok(text.to_owned()),
        });
        let schema = parse_with(&source, &includes);
        lower(
            &schema.unwrap_or_else(|found| panic!("{}", found.render(false))),
            dialect,
        )
    };
    let (sqlite, postgres) = (
        catalog(sqlite, Dialect::Sqlite),
        catalog(postgres, Dialect::Postgres),
    );
    let found = disagreements(&sqlite, &postgres);
    found.iter().map(ToString::to_string).collect()
}

#[test]
fn the_databases_of_one_schema_agree() {
    assert_eq!(between(SCHEMA, SCHEMA), Vec::<String>::new());
}

#[test]
fn of_a_schema_with_every_key_only_what_is_for_one_database_is_named() {
    assert_eq!(
        between(EVERYTHING, EVERYTHING),
        [
            "found_parts.part: NULL in sqlite, NOT NULL in postgres",
            "notes: only postgres has an index over (labels)",
            "notes: only sqlite has an index over (quantity)"
        ]
    );
}

#[test]
fn whatever_one_database_has_otherwise_is_named() {
    for (from, to, expected) in [
        (
            "word = { type = \"text\", default = \"a\" }\n",
            "word = { type = \"text\", default = \"b\" }\n",
            "posts.word: DEFAULT a in sqlite, DEFAULT b in postgres",
        ),
        (
            "word = { type = \"text\", default = \"a\" }\n",
            "word = \"text\"\n",
            "posts.word: DEFAULT a in sqlite, no default in postgres",
        ),
        (
            "default = true",
            "default = false",
            "posts.public: DEFAULT 1 in sqlite, DEFAULT 0 in postgres",
        ),
        (
            "count = { type = \"int\", default = 1 }",
            "count = \"int?\"",
            "posts.count: DEFAULT 1 in sqlite, no default in postgres\nposts.count: NOT NULL in sqlite, NULL in postgres",
        ),
        (
            "size = { type = \"int\", generated = \"length(title)\" }",
            "size = \"int\"",
            "posts.size: computed in sqlite, not computed in postgres",
        ),
        (
            "name = \"text\"\n",
            "name = \"double\"\n",
            "authors.name: TEXT in sqlite, double precision in postgres",
        ),
        (
            "name = \"text\"\n",
            "",
            "authors.name: only sqlite has the column",
        ),
        (
            ", unique = true",
            "",
            "posts: only sqlite has a unique over (title)",
        ),
        (
            ", on_delete = \"cascade\"",
            ", on_delete = \"set null\"",
            "posts: only postgres has a foreign key (author_id) to authors (id) on delete set null\n\
             posts: only sqlite has a foreign key (author_id) to authors (id) on delete cascade",
        ),
        (
            "on = [\"word\"]",
            "on = [\"word\"], where = \"count > 1\"",
            "posts: only postgres has an index over (word), partial\nposts: only sqlite has an index over (word)",
        ),
    ] {
        let other = SCHEMA.replace(from, to).replace("author_id = { references = \"authors.id\", on_delete = \"set null\" }",
            "author_id = { references = \"authors.id\", on_delete = \"set null\", nullable = true }");
        assert_ne!(other, SCHEMA);
        let mut found = between(SCHEMA, &other);
        found.retain(|line| !line.starts_with("posts.author_id"));
        found.sort();
        assert_eq!(found.join("\n"), expected);
    }
}
