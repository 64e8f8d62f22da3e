//! A plugin that an administrator installs: it makes its tables when it starts, under its own prefix.

/// As its first release has it.
pub(crate) mod first {
    use dualect::Table;
    use dualect::types::Timestamp;

    /// What the plugin keeps.
    #[derive(Debug, Clone, PartialEq, Table)]
    #[table(
        name = "example_plugin_entities",
        prefix = "example_plugin_",
        unique(name = "example_plugin_entities_name_key", on = ["name"]),
    )]
    pub(crate) struct Entity {
        #[column(primary_key, type = "varchar(60)")]
        pub id: String,
        #[column(type = "varchar(100)")]
        pub name: String,
        pub description: Option<String>,
        #[column(default = "now")]
        pub created_at: Timestamp,
    }
}

/// As its update has it: two columns and an index more.
pub(crate) mod second {
    use dualect::Table;
    use dualect::types::{Json, Timestamp};

    /// What the plugin keeps.
    #[derive(Debug, Clone, PartialEq, Table)]
    #[table(
        name = "example_plugin_entities",
        prefix = "example_plugin_",
        unique(name = "example_plugin_entities_name_key", on = ["name"]),
        index(name = "example_plugin_entities_by_rank", on = ["rank desc", "created_at"]),
    )]
    pub(crate) struct Entity {
        #[column(primary_key, type = "varchar(60)")]
        pub id: String,
        #[column(type = "varchar(100)")]
        pub name: String,
        pub description: Option<String>,
        #[column(default = "now")]
        pub created_at: Timestamp,
        #[column(default = 0)]
        pub rank: i32,
        pub settings: Option<Json>,
    }
}

/// Another plugin that takes the same name for something else.
pub(crate) mod stranger {
    use dualect::Table;

    /// Counted, where the other's are named.
    #[derive(Debug, Clone, PartialEq, Table)]
    #[table(name = "example_plugin_entities", prefix = "example_")]
    pub(crate) struct Entity {
        #[column(primary_key, identity)]
        pub id: i64,
        pub name: String,
    }
}
