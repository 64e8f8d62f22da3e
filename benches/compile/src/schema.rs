//! The schema: tables of twelve columns, each referring to the one before.

/// `schema.toml`.
pub fn toml(tables: usize) -> String {
    let mut text = String::from(
        "[project]\nname = \"bench\"\ndialects = [\"sqlite\", \"postgres\"]\n\n[enums]\nbench_state = [\"draft\", \"live\", \"paused\", \"ended\"]\n",
    );
    for number in 0..tables {
        let parent = number.saturating_sub(1);
        text.push_str(&format!(
            r#"
[tables.table_{number:05}]
doc = "Things of kind {number}."

[tables.table_{number:05}.columns]
id         = {{ type = "uuid", primary_key = true, default = "uuid_v7" }}
parent_id  = {{ references = "table_{parent:05}.id", on_delete = "cascade" }}
slug       = {{ type = "varchar(120)", unique = true }}
title      = "text"
note       = "text?"
rank       = {{ type = "smallint", default = 0 }}
amount     = {{ type = "int", default = 1 }}
total      = "bigint"
active     = {{ type = "bool", default = true }}
state      = {{ type = "bench_state", default = "draft" }}
labels     = {{ type = "json", default = {{}} }}
created_at = {{ type = "timestamp", default = "now" }}

[tables.table_{number:05}.indexes]
table_{number:05}_by_amount = ["amount", "created_at desc"]
"#
        ));
    }
    text
}
