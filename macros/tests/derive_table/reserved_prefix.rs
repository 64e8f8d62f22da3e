#[allow(unused_imports)]
use dualect::Table;
#[allow(unused_imports)]
use dualect::types::{Decimal, Json, Timestamp, Uuid};

#[derive(Table)]
#[table(name = "sqlite_notes", prefix = "sqlite_")]
struct Note {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
