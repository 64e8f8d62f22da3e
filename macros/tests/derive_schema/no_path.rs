use dualect_macros::Schema;

#[derive(Schema)]
#[schema(generated = "../generated")]
struct AppSchema;

fn main() {}
