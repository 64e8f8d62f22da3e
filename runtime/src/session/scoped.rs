//! A session on the tables of one tenant.

use std::fmt;
use std::ops::Deref;

use super::Session;
use crate::error::ValueProblem;
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

    /// The tenant of a table whose column is `text` or `varchar`.
    ///
    /// This and its like are for generated code. A tenant of another type is refused when the call is made
    /// ([`ErrorKind::InvalidValue`](crate::ErrorKind::InvalidValue)): SQLite would compare it, and find nothing.
    #[must_use]
    pub fn text_tenant(&self) -> Value {
        self.tenant_if(matches!(self.tenant, Value::Text(_)))
    }

    /// The tenant of a table whose column is `uuid`.
    #[must_use]
    pub fn uuid_tenant(&self) -> Value {
        self.tenant_if(matches!(self.tenant, Value::Uuid(_)))
    }

    /// The tenant of a table whose column is `smallint`.
    #[must_use]
    pub fn smallint_tenant(&self) -> Value {
        self.tenant_if(matches!(self.tenant, Value::SmallInt(_)))
    }

    /// The tenant of a table whose column is `int`; a narrower integer serves.
    #[must_use]
    pub fn int_tenant(&self) -> Value {
        self.tenant_if(matches!(self.tenant, Value::SmallInt(_) | Value::Int(_)))
    }

    /// The tenant of a table whose column is `bigint`; a narrower integer serves.
    #[must_use]
    pub fn bigint_tenant(&self) -> Value {
        let fits = matches!(
            self.tenant,
            Value::SmallInt(_) | Value::Int(_) | Value::BigInt(_)
        );
        self.tenant_if(fits)
    }

    fn tenant_if(&self, fits: bool) -> Value {
        if fits {
            self.tenant.clone()
        } else {
            Value::Refused(ValueProblem::WrongShape)
        }
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
