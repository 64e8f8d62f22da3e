//! A hundred changes of the schema, spread over its tables and over the kinds of changes.

const EDITS: usize = 100;

/// What is done to one table.
type Edit = fn(&mut Text<'_>);

/// One after the other, again and again.
const KINDS: [Edit; 14] = [
    |table| table.replace("created_at = {", "extra = \"text?\"\ncreated_at = {"),
    |table| table.replace("note       = \"text?\"\n", ""),
    |table| {
        let renamed = "headline = { type = \"text\", renamed_from = \"title\" }";
        table.replace("title      = \"text\"", renamed);
    },
    |table| {
        table.replace(
            "type = \"int\", default = 1",
            "type = \"bigint\", default = 1",
        )
    },
    |table| table.append("{table}_by_rank = [\"rank\"]\n"),
    |table| table.replace("\"created_at desc\"]", "\"created_at\"]"),
    |table| table.append("[tables.{table}.checks]\npositive = \"amount > 0\"\n"),
    |table| table.replace("on_delete = \"cascade\"", "on_delete = \"restrict\""),
    |table| {
        table.replace(
            "type = \"smallint\", default = 0",
            "type = \"smallint\", default = 7",
        )
    },
    |table| table.replace("total      = \"bigint\"", "total      = \"bigint?\""),
    |table| table.replace("\"varchar(120)\", unique = true", "\"varchar(120)\""),
    |table| table.replace("doc = \"Things", "doc = \"All things"),
    |table| {
        let view = "\n[views.{table}_titles]\nkey = [\"id\"]\nsql = \"select id, title from {table} where active\"\n";
        table.append(view);
    },
    |table| {
        table.append("\n[tables.new_{table}.columns]\nid = { type = \"uuid\", primary_key = true }\nname = \"text\"\n")
    },
];

/// The schema with a hundred changes: half a dozen tables have other names, two at its end are gone, and the rest are of all kinds
/// in turn.
pub(crate) fn apply(schema: &str, tables: usize) -> String {
    const RENAMED: usize = 6;
    const DROPPED: usize = 2;
    let (head, _) = schema.split_once("\n[tables.").expect("it has tables");
    let mut blocks: Vec<String> = (0..tables)
        .map(|number| block(schema, number, tables))
        .collect();
    let others = EDITS - RENAMED - DROPPED;
    for edit in 0..others {
        // Never the first, which refers to itself, and never one that another edit's table refers to.
        let number = 1 + edit * (tables - 10) / others;
        let name = name(number);
        let mut text = Text {
            name: &name,
            text: &mut blocks[number],
        };
        KINDS[edit % KINDS.len()](&mut text);
    }
    for renamed in 0..RENAMED {
        // Between the others, and the table after it with it.
        let number = 3 + renamed * (tables - 10) / others;
        let (old, new) = (name(number), format!("thing_{renamed}"));
        let text = blocks[number].replace(&format!("[tables.{old}"), &format!("[tables.{new}"));
        let doc = format!("[tables.{new}]\n");
        let told = format!("{doc}renamed_from = \"{old}\"\n");
        blocks[number] = text.replacen(&doc, &told, 1);
        blocks[number + 1] =
            blocks[number + 1].replace(&format!("\"{old}.id\""), &format!("\"{new}.id\""));
    }
    blocks.truncate(tables - DROPPED);
    format!("{head}{}", blocks.concat())
}

fn name(number: usize) -> String {
    format!("table_{number:05}")
}

fn block(schema: &str, number: usize, tables: usize) -> String {
    let place = |number: usize| schema.find(&format!("\n[tables.{}]\n", name(number)));
    let start = place(number).expect("the table is there");
    let end = if number + 1 == tables {
        None
    } else {
        place(number + 1)
    };
    schema[start..end.unwrap_or(schema.len())].to_owned()
}

/// A table's part of the schema.
struct Text<'t> {
    name: &'t str,
    text: &'t mut String,
}

impl Text<'_> {
    fn replace(&mut self, old: &str, new: &str) {
        assert!(self.text.contains(old), "{} holds no {old}", self.name);
        *self.text = self.text.replacen(old, new, 1);
    }

    fn append(&mut self, more: &str) {
        self.text.push_str(&more.replace("{table}", self.name));
    }
}
