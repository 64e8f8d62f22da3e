//! What a client is told when something fails: one mapping for both databases, because their errors are the same.

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use dualect::{Error, ErrorKind};
use serde_json::json;

/// Why a request was not served.
#[derive(Debug)]
pub(crate) enum Failure {
    /// There is no such thing.
    NotFound(&'static str),
    /// The request cannot be served as it is.
    Refused(StatusCode, String),
    /// The database refused.
    Database(Error),
}

impl Failure {
    /// A request that makes no sense.
    pub(crate) fn bad_request(message: &str) -> Self {
        Self::Refused(StatusCode::BAD_REQUEST, message.to_owned())
    }

    /// A request that does not fit what is there.
    pub(crate) fn conflict(message: &str) -> Self {
        Self::Refused(StatusCode::CONFLICT, message.to_owned())
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Database(error)
    }
}

impl From<JsonRejection> for Failure {
    fn from(rejection: JsonRejection) -> Self {
        Self::Refused(rejection.status(), rejection.body_text())
    }
}

impl From<PathRejection> for Failure {
    fn from(rejection: PathRejection) -> Self {
        Self::Refused(rejection.status(), rejection.body_text())
    }
}

impl From<QueryRejection> for Failure {
    fn from(rejection: QueryRejection) -> Self {
        Self::Refused(rejection.status(), rejection.body_text())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, message) = match self {
            Self::NotFound(what) => (StatusCode::NOT_FOUND, format!("no such {what}")),
            Self::Refused(status, message) => (status, message),
            Self::Database(error) => {
                let status = status_of(error.kind());
                if status.is_server_error() {
                    // Which function failed, and what the database said of it, is for whoever runs the service.
                    eprintln!("{status}: {error}");
                }
                (status, error.kind().to_string())
            }
        };
        (status, Json(json!({ "error": message }))).into_response()
    }
}

fn status_of(kind: &ErrorKind) -> StatusCode {
    match kind {
        ErrorKind::InvalidCursor => StatusCode::BAD_REQUEST,
        ErrorKind::NotFound => StatusCode::NOT_FOUND,
        ErrorKind::Unique { .. } | ErrorKind::ForeignKey { .. } => StatusCode::CONFLICT,
        ErrorKind::NotNull { .. }
        | ErrorKind::Check { .. }
        | ErrorKind::AppendOnly { .. }
        | ErrorKind::InvalidValue { .. }
        | ErrorKind::Overflow => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorKind::Serialization
        | ErrorKind::Busy
        | ErrorKind::Timeout
        | ErrorKind::Connect { .. }
        | ErrorKind::Tls
        | ErrorKind::Closed => StatusCode::SERVICE_UNAVAILABLE,
        ErrorKind::TransactionAborted
        | ErrorKind::InvalidUrl
        | ErrorKind::Unsupported
        | ErrorKind::Migration(_)
        | ErrorKind::Panicked
        | ErrorKind::Decode { .. }
        | ErrorKind::TableDiffers { .. }
        | ErrorKind::Database { .. } => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
