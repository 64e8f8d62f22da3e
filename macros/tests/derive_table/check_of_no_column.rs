#[allow(unused_imports)]
use dualect::Table;
#[allow(unused_imports)]
use dualect::types::{Decimal, Json, Timestamp, Uuid};

#[derive(Table)]
#[table(name = "notes", check(name = "notes_size", expr = "size > 0 and lenght < 9"))]
struct Note {
    #[column(primary_key)]
    id: i64,
    size: i64,
    length: i64,
}

fn main() {}
