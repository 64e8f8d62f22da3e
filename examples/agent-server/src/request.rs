//! What a request brings: axum's extractors, whose refusals become a [`Failure`] and so JSON like every other answer.

use axum::extract::{FromRequest, FromRequestParts};
use axum::http::request::Parts;
use dualect::{Db, Scoped, Session};

use crate::failure::Failure;

/// The JSON body.
#[derive(FromRequest)]
#[from_request(via(axum::Json), rejection(Failure))]
pub(crate) struct Body<T>(pub(crate) T);

/// The part of the path that names a thing.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(Failure))]
pub(crate) struct Path<T>(pub(crate) T);

/// What stands behind the `?`.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(Failure))]
pub(crate) struct Query<T>(pub(crate) T);

/// The tenant that the request names. It is taken at its word: whoever stands before this service says who is who.
pub(crate) struct Tenant(String);

impl Tenant {
    /// The database, or a transaction, as far as this tenant may see it.
    pub(crate) fn scope(&self, session: &Session) -> Scoped {
        session.scope(self.0.as_str())
    }
}

impl FromRequestParts<Db> for Tenant {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &Db) -> Result<Self, Failure> {
        match parts.headers.get("x-tenant").map(|value| value.to_str()) {
            None => Ok(Self("default".to_owned())),
            Some(Ok(name)) if !name.is_empty() => Ok(Self(name.to_owned())),
            Some(Ok(_) | Err(_)) => Err(Failure::bad_request("x-tenant must be a name")),
        }
    }
}
