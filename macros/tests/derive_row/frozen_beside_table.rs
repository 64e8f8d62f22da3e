mod tables;
#[allow(unused_imports)]
use dualect::Row;
#[allow(unused_imports)]
use dualect::types::{Decimal, Timestamp, Uuid};
#[allow(unused_imports)]
use tables::{agents, sessions};

#[derive(Row)]
#[row(frozen, table = agents)]
struct Brief {
    id: Uuid,
}

fn main() {}
