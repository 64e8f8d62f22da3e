//! Renames and losses: nothing is guessed, and nothing is written before a person has decided.

use dualect_cli::Exit;

use crate::project::Project;

const SCHEMA: &str = r#"[project]
name = "shop"

[enums]
state = ["new", "done"]   # of a post

# The people.
[tables.authors.columns]
id = { type = "bigint", primary_key = true }
name = "text"

[tables.posts.columns]
id = { type = "bigint", primary_key = true }
body = "text"   # what it says
state = "state"
author_id = { references = "authors.id" }
"#;

fn project() -> Project {
    let project = Project::new();
    project.write("schema.toml", SCHEMA);
    project.ok(&["db-generate"]);
    project
}

fn with_new_names(project: &Project) {
    project.edit("schema.toml", "body = ", "content = ");
    project.edit("schema.toml", "\"done\"", "\"over\"");
    project.edit("schema.toml", "[tables.authors", "[tables.writers");
    project.edit("schema.toml", "authors.id", "writers.id");
}

const AT: [&str; 3] = ["db-generate", "--at", "20260201000000"];

#[test]
fn what_may_be_a_rename_stops_generation_with_the_lines_for_each_reading() {
    let project = project();
    with_new_names(&project);
    let before = project.files();
    let ran = project.run(&AT);
    assert_eq!(ran.exit, Exit::Wrong);
    assert_eq!(ran.exit.code(), 2);
    for line in [
        "table authors is gone, and writers is new",
        "[tables.writers]\n      renamed_from = \"authors\"\n",
        "content = { type = \"text\", renamed_from = \"body\" }   # what it says\n",
        "state = { values = [\"new\", \"over\"], renamed_values = { over = \"done\" } }   # of a post\n",
        "--accept drops-table:authors\n",
        "--accept drops-column:posts.body\n",
        "--accept drops-value:state.done\n",
    ] {
        assert!(ran.err.contains(line), "{line}\n{}", ran.err);
    }
    assert_eq!(project.files(), before, "nothing is written");
}

#[test]
fn check_says_what_waits_and_ends_with_one() {
    let project = project();
    with_new_names(&project);
    let ran = project.run(&["db-generate", "--check"]);
    assert_eq!(ran.exit, Exit::Stale);
    assert!(ran.out.contains("waits for a decision"), "{}", ran.out);
    assert!(
        ran.out.contains("--accept drops-column:posts.body"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.ends_with("run: cargo xtask db-generate\n"),
        "{}",
        ran.out
    );
}

#[test]
fn a_person_at_the_terminal_answers_and_the_schema_remembers() {
    let project = project();
    with_new_names(&project);
    let ran = project.run_with(&AT, "1\n1\n1\n");
    assert_eq!(ran.exit, Exit::Done, "{ran:#?}");
    let schema = project.read("schema.toml");
    for line in [
        "# The people.\n[tables.writers]\nrenamed_from = \"authors\"\n",
        "content = { type = \"text\", renamed_from = \"body\" }   # what it says\n",
        "renamed_values = { over = \"done\" } }   # of a post\n",
    ] {
        assert!(schema.contains(line), "{schema}");
    }
    let folder = "20260201000000_rename_table_authors_to_writers";
    let sql = project.read(&format!("drizzle/sqlite/{folder}/migration.sql"));
    assert!(
        sql.contains("ALTER TABLE posts RENAME COLUMN body TO content;"),
        "{sql}"
    );
    assert!(!sql.contains("DROP TABLE"), "{sql}");
    project.ok(&["db-generate", "--check"]);
}

#[test]
fn a_person_who_stops_or_goes_away_has_changed_nothing() {
    for answers in ["q\n", "", "9\n", "yes\n"] {
        let project = project();
        with_new_names(&project);
        let before = project.files();
        let ran = project.run_with(&AT, answers);
        assert_eq!(ran.exit, Exit::Wrong, "{answers:?}");
        assert_eq!(project.files(), before, "{answers:?}");
    }
}

#[test]
fn a_loss_is_accepted_by_name_and_marked_in_the_sql() {
    let project = project();
    project.edit("schema.toml", "body = \"text\"   # what it says\n", "");
    let refused = project.run(&AT);
    assert_eq!(refused.exit, Exit::Wrong);
    assert!(
        refused.err.contains(
            "if that is meant, run `cargo xtask db-generate --at 2026-02-01T00:00:00Z --accept drops-column:posts.body`"
        ),
        "{}",
        refused.err
    );
    let answered = project.run_with(&AT, "n\n");
    assert_eq!(answered.exit, Exit::Wrong);
    project.ok(&[&AT[..], &["--accept", "drops-column:posts.body"]].concat());
    let folder = "20260201000000_drop_column_posts_body";
    let sql = project.read(&format!("drizzle/postgres/{folder}/migration.sql"));
    assert!(
        sql.starts_with("-- drops-column: drops posts.body and every value in it\nALTER TABLE"),
        "{sql}"
    );
}

#[test]
fn the_same_loss_is_accepted_at_a_terminal() {
    let project = project();
    project.edit("schema.toml", "body = \"text\"   # what it says\n", "");
    let ran = project.run_with(&AT, "y\n");
    assert_eq!(ran.exit, Exit::Done, "{ran:#?}");
}

#[test]
fn a_consent_to_what_does_not_happen_is_refused() {
    let project = project();
    project.edit("schema.toml", "body = \"text\"   # what it says\n", "");
    let ran = project.run(&[&AT[..], &["--accept", "drops-column:posts.bdy"]].concat());
    assert_eq!(ran.exit, Exit::Wrong);
    assert!(ran.err.contains("drops-column:posts.bdy"), "{}", ran.err);
    assert!(
        ran.err
            .contains("what waits for consent: drops-column:posts.body"),
        "{}",
        ran.err
    );
}

#[test]
fn an_accepted_drop_is_no_rename() {
    let project = project();
    project.edit("schema.toml", "body = ", "content = ");
    project.ok(&[&AT[..], &["--accept", "drops-column:posts.body"]].concat());
    let folder = "20260201000000_add_column_posts_content";
    let sql = project.read(&format!("drizzle/sqlite/{folder}/migration.sql"));
    assert!(sql.contains("DROP COLUMN body"), "{sql}");
}

#[test]
fn a_hint_that_names_nothing_is_refused_with_what_is_there() {
    let project = project();
    project.edit(
        "schema.toml",
        "body = \"text\"",
        "content = { type = \"text\", renamed_from = \"bodi\" }",
    );
    let ran = project.run(&AT);
    assert_eq!(ran.exit, Exit::Wrong);
    assert!(ran.err.contains("error[S0027]"), "{}", ran.err);
    assert!(ran.err.contains("there is body"), "{}", ran.err);
}

#[test]
fn a_spent_hint_is_told_of_and_removed_by_command() {
    let project = project();
    with_new_names(&project);
    project.run_with(&AT, "1\n1\n1\n");
    let ran = project.ok(&["db-generate"]);
    assert!(
        ran.err.contains(
            "renamed by now: table writers was authors, column posts.content was body, value state.over was done"
        ),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("cargo xtask db-tidy"), "{}", ran.err);
    project.ok(&["db-tidy"]);
    let expected = SCHEMA
        .replace("body = ", "content = ")
        .replace("\"done\"", "\"over\"")
        .replace("[tables.authors", "[tables.writers")
        .replace("authors.id", "writers.id");
    assert_eq!(project.read("schema.toml"), expected);
    let ran = project.ok(&["db-generate"]);
    assert!(!ran.err.contains("renamed by now"), "{}", ran.err);
    project.ok(&["db-generate", "--check"]);
    assert!(project.ok(&["db-tidy"]).out.contains("nothing to remove"));
}

#[test]
fn two_that_have_swapped_names_do_not_swap_again() {
    let project = Project::new();
    project.write(
        "schema.toml",
        SCHEMA.replace("name = \"text\"", "name = \"text\"\nnick = \"text\""),
    );
    project.ok(&["db-generate"]);
    project.edit(
        "schema.toml",
        "name = \"text\"\nnick = \"text\"",
        "name = { type = \"text\", renamed_from = \"nick\" }\nnick = { type = \"text\", renamed_from = \"name\" }",
    );
    let ran = project.ok(&AT);
    assert!(
        ran.out.contains("rename column authors.name to nick"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("rename column authors.nick to name"),
        "{}",
        ran.out
    );
    let ran = project.ok(&["db-generate"]);
    assert!(ran.out.contains("up to date"), "{}", ran.out);
    assert!(ran.err.contains("renamed by now"), "{}", ran.err);
}

#[test]
fn a_table_of_an_included_file_is_edited_there() {
    let project = Project::new();
    let (head, tables) = SCHEMA.split_once("# The people.").unwrap();
    project.write(
        "schema.toml",
        format!("include = [\"people.toml\"]\n{head}"),
    );
    project.write("people.toml", tables);
    project.ok(&["db-generate"]);
    project.edit("people.toml", "body = ", "content = ");
    let refused = project.run(&AT);
    assert!(
        refused.err.contains("write in people.toml:"),
        "{}",
        refused.err
    );
    let ran = project.run_with(&AT, "1\n");
    assert_eq!(ran.exit, Exit::Done, "{ran:#?}");
    assert!(
        project
            .read("people.toml")
            .contains("renamed_from = \"body\"")
    );
}
