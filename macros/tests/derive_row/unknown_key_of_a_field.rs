mod tables;
#[allow(unused_imports)]
use dualect::Row;
#[allow(unused_imports)]
use dualect::types::{Decimal, Timestamp, Uuid};
#[allow(unused_imports)]
use tables::{agents, sessions};

#[derive(Row)]
#[row(table = agents)]
struct Brief {
    #[row(renamed = "name")]
    title: String,
    #[row(primary_key)]
    id: Uuid,
}

fn main() {}
