#[allow(unused_imports)]
use dualect::Table;
#[allow(unused_imports)]
use dualect::types::{Decimal, Json, Timestamp, Uuid};

#[derive(Table)]
#[table(name = "notes")]
struct Note {
    #[column(primary_key)]
    id: i64,
    #[column(default = 40000)]
    size: i16,
    #[column(type = "decimal(4,2)", default = "123.45")]
    price: Decimal,
}

fn main() {}
