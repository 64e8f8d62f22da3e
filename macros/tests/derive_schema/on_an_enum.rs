use dualect_macros::Schema;

#[derive(Schema)]
#[schema(path = "../schema.toml")]
enum AppSchema {}

fn main() {}
