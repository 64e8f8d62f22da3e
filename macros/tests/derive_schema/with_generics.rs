use dualect_macros::Schema;

#[derive(Schema)]
#[schema(path = "../schema.toml")]
struct AppSchema<T>(T);

fn main() {}
