//! Modules as `db-generate` writes them, as far as a row by hand sees them.
#![allow(dead_code)]

pub mod agents {
    use dualect::query::{Decoder, Projection, Row};
    use dualect::types::Uuid;

    pub mod columns {
        use dualect::query::Column;
        use dualect::types::{Decimal, Uuid};

        pub const ID: Column<Uuid> = Column::new("agents", "id");
        pub const NAME: Column<String> = Column::new("agents", "name");
        pub const VERSION: Column<i32> = Column::new("agents", "version");
        pub const NOTE: Column<Option<String>> = Column::new("agents", "note");
        pub const PRICE: Column<Decimal> = Column::read_by(|row| row.next_decimal(2), "agents", "price");
    }

    pub struct Agent {
        pub id: Uuid,
        pub name: String,
    }

    impl Row for Agent {
        const COLUMNS: usize = 2;

        fn decode(row: &mut Decoder<'_>) -> dualect::Result<Self> {
            Ok(Self { id: row.next()?, name: row.next()? })
        }
    }

    impl Projection for Agent {
        const COLUMNS_SQL: &'static str = "agents.id, agents.name";
        const IDENTIFIED: bool = true;
    }
}

pub mod sessions {
    pub mod columns {
        use dualect::query::Column;
        use dualect::types::{Timestamp, Uuid};

        pub const ID: Column<Uuid> = Column::new("sessions", "id");
        pub const AGENT_ID: Column<Uuid> = Column::new("sessions", "agent_id");
        pub const ENDED_AT: Column<Option<Timestamp>> = Column::new("sessions", "ended_at");
    }
}
