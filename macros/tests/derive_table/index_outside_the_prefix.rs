#[allow(unused_imports)]
use dualect::Table;
#[allow(unused_imports)]
use dualect::types::{Decimal, Json, Timestamp, Uuid};

#[derive(Table)]
#[table(name = "plugin_notes", prefix = "plugin_", index(name = "by_title", on = ["title"]))]
struct Note {
    #[column(primary_key)]
    id: i64,
    title: String,
}

fn main() {}
