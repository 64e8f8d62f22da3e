#[allow(unused_imports)]
use dualect::Table;
#[allow(unused_imports)]
use dualect::types::{Decimal, Json, Timestamp, Uuid};

#[derive(Table)]
#[table(name = "notes", tennant = "id")]
struct Note {
    #[column(primary_key)]
    id: i64,
    size: u64,
    #[column(primary)]
    price: Decimal,
}

fn main() {}
