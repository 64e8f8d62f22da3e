//! A plugin's table of jobs, as its releases have it; and tables that are like none of them.

/// The table as a first release has it.
pub(crate) mod first {
    use dualect::Table;

    #[derive(Debug, Clone, PartialEq, Table)]
    #[table(name = "plugin_jobs", prefix = "plugin_")]
    pub(crate) struct Job {
        #[column(primary_key, identity)]
        pub id: i64,
        pub name: String,
    }
}

/// As the next release has it: more columns, and indexes over old and new ones.
pub(crate) mod second {
    use dualect::Table;
    use dualect::types::{Decimal, Json, Timestamp};

    #[derive(Debug, Clone, PartialEq, Table)]
    #[table(
        name = "plugin_jobs",
        prefix = "plugin_",
        unique(name = "plugin_jobs_name_key", on = ["name"]),
        index(name = "plugin_jobs_by_state", on = ["state", "due_at desc"]),
    )]
    pub(crate) struct Job {
        #[column(primary_key, identity)]
        pub id: i64,
        pub name: String,
        #[column(default = "new")]
        pub state: String,
        pub due_at: Option<Timestamp>,
        #[column(type = "decimal(8,2)", default = "1.50")]
        pub price: Decimal,
        #[column(default = [])]
        pub tags: Vec<String>,
        pub data: Option<Json>,
    }
}

/// Every type that a column can be of, so that none is taken for another when it is looked at again.
pub(crate) mod every_type {
    use dualect::Table;
    use dualect::types::{Date, Decimal, Json, Time, Timestamp, Uuid};

    #[derive(Debug, Clone, PartialEq, Table)]
    #[table(name = "plugin_every", prefix = "plugin_")]
    pub(crate) struct Every {
        #[column(primary_key, default = "uuid_v7")]
        pub id: Uuid,
        pub flag: bool,
        pub small: i16,
        pub whole: i32,
        pub big: i64,
        pub ratio: f32,
        pub exact: f64,
        #[column(type = "decimal(10,3)")]
        pub price: Decimal,
        pub text: String,
        #[column(type = "varchar(7)")]
        pub short: String,
        pub bytes: Vec<u8>,
        pub at: Timestamp,
        #[column(sqlite(storage = "text"))]
        pub stored: Timestamp,
        pub day: Date,
        pub hour: Time,
        pub data: Json,
        pub flags: Vec<bool>,
        pub numbers: Vec<i64>,
        pub times: Vec<Timestamp>,
        #[column(type = "decimal(10,3)[]")]
        pub prices: Vec<Decimal>,
        pub none: Option<Uuid>,
    }
}

/// What rows that are there have no value for.
pub(crate) mod unfillable {
    use dualect::Table;

    #[derive(Debug, Clone, PartialEq, Table)]
    #[table(name = "plugin_jobs", prefix = "plugin_")]
    pub(crate) struct Job {
        #[column(primary_key, identity)]
        pub id: i64,
        pub name: String,
        pub owner: String,
    }
}

/// Another type, and another nullability.
pub(crate) mod different {
    use dualect::Table;

    #[derive(Debug, Clone, PartialEq, Table)]
    #[table(name = "plugin_jobs", prefix = "plugin_")]
    pub(crate) struct Numbered {
        #[column(primary_key, identity)]
        pub id: i64,
        pub name: i64,
        pub added: Option<String>,
    }

    pub(crate) mod nullable {
        use dualect::Table;

        #[derive(Debug, Clone, PartialEq, Table)]
        #[table(name = "plugin_jobs", prefix = "plugin_")]
        pub(crate) struct Unnamed {
            #[column(primary_key, identity)]
            pub id: i64,
            pub name: Option<String>,
        }
    }
}
