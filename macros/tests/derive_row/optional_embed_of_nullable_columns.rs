mod tables;
#[allow(unused_imports)]
use dualect::Row;
#[allow(unused_imports)]
use dualect::types::{Decimal, Timestamp, Uuid};
#[allow(unused_imports)]
use tables::{agents, sessions};

#[derive(Row)]
#[row(table = agents)]
struct Remark {
    note: Option<String>,
}

#[derive(Row)]
#[row(table = sessions)]
struct Brief {
    id: Uuid,
    #[row(embed)]
    remark: Option<Remark>,
}

fn main() {}
