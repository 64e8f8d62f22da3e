#[allow(unused_imports)]
use dualect::Table;
#[allow(unused_imports)]
use dualect::types::{Decimal, Json, Timestamp, Uuid};

#[derive(Table)]
#[table(name = "notes")]
struct Note<'a> {
    #[column(primary_key)]
    id: i64,
    text: &'a str,
}

fn main() {}
