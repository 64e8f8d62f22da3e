use dualect_macros::Schema;

#[derive(Schema)]
#[schema(path = "../schema.toml", path = "schema.toml")]
struct AppSchema;

fn main() {}
