// Stands in for the runtime crate, which the derive names.
extern crate self as dualect;

use dualect_macros::Schema;

pub trait Schema {
    const HASH: &'static str;
    const SQLITE_DDL: &'static str;
    const POSTGRES_DDL: &'static str;
}

#[derive(Schema)]
#[schema(path = "../../../tmp/derive_schema/elsewhere/schema.toml")]
#[schema(generated = "../../../tmp/derive_schema/elsewhere/src/db", migrations = "../../../tmp/derive_schema/elsewhere/migrations")]
struct AppSchema;

fn main() {
    assert_eq!(<AppSchema as Schema>::HASH.len(), 64);
    assert_eq!(<AppSchema as Schema>::SQLITE_DDL, "CREATE TABLE sqlite_items (id);\n");
    assert_eq!(AppSchema::POSTGRES_DDL, "CREATE TABLE postgres_items (id);\n");
}
