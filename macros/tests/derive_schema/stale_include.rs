// Stands in for the runtime crate, which the derive names.
extern crate self as dualect;

use dualect_macros::Schema;

pub trait Schema {
    const HASH: &'static str;
    const SQLITE_DDL: &'static str;
    const POSTGRES_DDL: &'static str;
}

#[derive(Schema)]
#[schema(path = "../../../tmp/derive_schema/stale_include/schema.toml")]
struct AppSchema;

fn main() {
    // No second error here.
    println!("{}", AppSchema::HASH);
}
