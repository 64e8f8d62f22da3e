#[allow(unused_imports)]
use dualect::Table;
#[allow(unused_imports)]
use dualect::types::{Decimal, Json, Timestamp, Uuid};

#[derive(Table)]
#[table(name = "notes", schema = "../../../tmp/derive_table/host.toml")]
struct Note {
    #[column(primary_key)]
    id: i64,
    #[column(references = "agents.name")]
    agent: String,
}

fn main() {}
