use dualect::Table;

#[derive(Table)]
#[table(name = "notes", tennant = "org_id", columns = [])]
struct Note {
    #[column(primary_ky, default = "uuid_v7")]
    id: Uuid,
    count: u64,
    price: Decimal,
    kind: NoteKind,
    #[column(type = "int")]
    text: String,
    #[column(type = "text?")]
    remark: String,
    #[column(nullable)]
    reply: Option<String>,
    owner: &'static str,
}

mod inner {
    #[derive(Debug, dualect::Table)]
    #[table(prefix = "plugin_", index(on = ["id"]), unique = ["id"])]
    struct Nameless(u8);

    #[derive(Debug, dualect::Table)]
    #[table(name = "tags", prefix = "plugin_")]
    struct Tag {
        #[column(primary_key = 1.5e3f32)]
        id: i64,
    }
}
