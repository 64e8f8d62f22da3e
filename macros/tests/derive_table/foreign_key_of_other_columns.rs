#[allow(unused_imports)]
use dualect::Table;
#[allow(unused_imports)]
use dualect::types::{Decimal, Json, Timestamp, Uuid};

#[derive(Table)]
#[table(name = "notes", foreign_key(name = "notes_parent", on = ["parent"], references = "notes(id, code)"))]
struct Note {
    #[column(primary_key)]
    id: i64,
    parent: Option<i64>,
    code: i64,
}

fn main() {}
