use dualect_macros::Schema;

#[derive(Schema)]
struct AppSchema;

fn main() {}
