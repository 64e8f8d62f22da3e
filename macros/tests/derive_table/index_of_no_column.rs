#[allow(unused_imports)]
use dualect::Table;
#[allow(unused_imports)]
use dualect::types::{Decimal, Json, Timestamp, Uuid};

#[derive(Table)]
#[table(name = "notes", index(name = "notes_by_titel", on = ["titel desc"]))]
struct Note {
    #[column(primary_key)]
    id: i64,
    title: String,
}

fn main() {}
