#[derive(dualect::Table)]
#[table(name = "notes", index(name = "notes_by_titel", on = ["titel desc"]), check(name = "long", expr = "length(body) >"))]
struct Note {
    #[column(primary_key)]
    id: Uuid,
    title: String,
    #[column(references = "agnets.id")]
    agent_id: Uuid,
    #[column(references = "agents.id", on_delete = "cascad")]
    other_id: Option<Uuid>,
    #[column(enum = "colour")]
    color: Color,
    #[column(type = "varchar(0)")]
    code: String,
    #[column(default = "one")]
    size: i32,
}

#[derive(dualect::Table)]
#[table(name = "twice")]
struct Twice {
    #[column(primary_key)]
    id: Uuid,
}

/// Without a key.
#[derive(dualect::Table)]
#[table(name = "keyless")]
struct Keyless {
    at: Timestamp,
}
