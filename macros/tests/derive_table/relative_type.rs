#[allow(unused_imports)]
use dualect::Table;
#[allow(unused_imports)]
use dualect::types::{Decimal, Json, Timestamp, Uuid};

struct Code;

mod inner {
    use dualect::Table;

    #[derive(Table)]
    #[table(name = "notes")]
    struct Note {
        #[column(primary_key)]
        id: i64,
        #[column(type = "text")]
        code: Option<super::Code>,
    }
}

fn main() {}
