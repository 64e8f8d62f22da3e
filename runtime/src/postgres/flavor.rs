//! Servers that speak Postgres' protocol and are not Postgres, as far as that is anybody's business here: the migrator's.

/// What a server is, by what it says of itself at connect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Flavor {
    /// Postgres, or what behaves like it.
    #[default]
    Postgres,
    /// `CockroachDB`.
    Cockroach,
}

impl Flavor {
    /// The parameter that `CockroachDB` reports to each connection, and Postgres does not.
    const COCKROACH_VERSION: &str = "crdb_version";

    /// Reads it off a connection's parameters.
    pub(super) fn of(parameter: impl Fn(&str) -> bool) -> Self {
        if parameter(Self::COCKROACH_VERSION) {
            Self::Cockroach
        } else {
            Self::Postgres
        }
    }

    /// Whether an advisory lock of a session keeps others out. `CockroachDB` takes the call and locks nothing, or does not know the function
    /// (<https://github.com/cockroachdb/cockroach/issues/13546>).
    pub(crate) fn has_advisory_locks(self) -> bool {
        match self {
            Self::Postgres => true,
            Self::Cockroach => false,
        }
    }

    /// Whether statements that change the schema are undone with the transaction that they are in, whatever else it does. On `CockroachDB` some
    /// fail within one, and some that have failed only show at COMMIT, half done
    /// (<https://www.cockroachlabs.com/docs/stable/online-schema-changes#limitations>).
    pub(crate) fn has_transactional_ddl(self) -> bool {
        match self {
            Self::Postgres => true,
            Self::Cockroach => false,
        }
    }
}
