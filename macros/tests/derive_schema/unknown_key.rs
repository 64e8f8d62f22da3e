use dualect_macros::Schema;

#[derive(Schema)]
#[schema(path = "../schema.toml", genrated = "../generated")]
struct AppSchema;

fn main() {}
