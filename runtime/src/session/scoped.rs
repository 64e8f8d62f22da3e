//! A session on the tables of one tenant.

use std::fmt;
use std::ops::Deref;

use super::Session;
use crate::value::Value;

/// A session on the tables of one tenant: their functions take this, and so cannot forget whose rows they mean.
///
/// Made by [`Session::scope`]; it derefs to the session, for the tables that all tenants share.
#[derive(Clone)]
pub struct Scoped {
    session: Session,
    tenant: Value,
}

impl Scoped {
    pub(super) fn new(session: Session, tenant: Value) -> Self {
        Self { session, tenant }
    }

    /// The tenant, as its tables' column holds it.
    #[must_use]
    pub fn tenant(&self) -> Value {
        self.tenant.clone()
    }
}

impl Deref for Scoped {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

impl fmt::Debug for Scoped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scoped")
            .field("session", &self.session)
            .finish_non_exhaustive()
    }
}
