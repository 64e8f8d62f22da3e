use dualect_macros::Schema;

#[derive(Schema)]
#[schema(path = 1)]
struct AppSchema;

fn main() {}
