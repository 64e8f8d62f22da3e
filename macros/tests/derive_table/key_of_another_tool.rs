#[allow(unused_imports)]
use dualect::Table;
#[allow(unused_imports)]
use dualect::types::{Decimal, Json, Timestamp, Uuid};

#[derive(Table)]
#[table(name = "notes")]
struct Note {
    #[column(pk)]
    id: i64,
    #[column(optional)]
    text: String,
}

fn main() {}
