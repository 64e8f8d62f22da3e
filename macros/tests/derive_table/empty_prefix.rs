#[allow(unused_imports)]
use dualect::Table;
#[allow(unused_imports)]
use dualect::types::{Decimal, Json, Timestamp, Uuid};

#[derive(Table)]
#[table(name = "notes", prefix = "")]
struct Note {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
