mod tables;
#[allow(unused_imports)]
use dualect::Row;
#[allow(unused_imports)]
use dualect::types::{Decimal, Timestamp, Uuid};
#[allow(unused_imports)]
use tables::{agents, sessions};

#[derive(Row)]
#[row(alias = "a")]
struct Brief {
    #[row(column = agents::columns::ID)]
    id: Uuid,
}

fn main() {}
