use dualect::Table;
use dualect::query::TextEnum;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Color {
    Red,
}

impl TextEnum for Color {
    const NAME: &'static str = "color";
    const ALL: &'static [Self] = &[Self::Red];

    fn as_str(self) -> &'static str {
        "red"
    }
}

dualect::text_enum!(Color);

#[derive(Table)]
#[table(name = "notes", schema = "../../../tmp/derive_table/host.toml")]
struct Note {
    #[column(primary_key)]
    id: i64,
    #[column(enum = "mood")]
    mood: Color,
}

fn main() {}
