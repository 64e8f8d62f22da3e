//! `text` and `varchar`: TEXT, and text. NUL is refused: SQLite would cut there, Postgres does not take it.

use std::borrow::Cow;

#[cfg(feature = "postgres")]
use {
    super::Field, super::Misfit, ::bytes::BytesMut, tokio_postgres::types::Kind,
    tokio_postgres::types::Type,
};

use super::Value;
use super::cell::decode;
use crate::error::ValueProblem;

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(Cow::Owned(value))
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(Cow::Owned(value.to_owned()))
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Self::from(value.as_str())
    }
}

pub(super) fn check(value: &str) -> Result<(), ValueProblem> {
    if value.as_bytes().contains(&0) {
        Err(ValueProblem::Nul)
    } else {
        Ok(())
    }
}

decode!(
    String,
    sqlite: |value: rusqlite::types::ValueRef<'_>| value.as_str().ok().map(str::to_owned),
    postgres: |field| from_postgres(field).map(str::to_owned)
);

/// Text, and the labels of native enums.
#[cfg(feature = "postgres")]
pub(crate) fn from_postgres(field: Field<'_>) -> Option<&str> {
    if is_text(field.ty) {
        std::str::from_utf8(field.bytes).ok()
    } else {
        None
    }
}

#[cfg(feature = "postgres")]
fn is_text(ty: &Type) -> bool {
    matches!(
        *ty,
        Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN
    ) || matches!(ty.kind(), Kind::Enum(_))
        // An extension's, which is sent as text is.
        || ty.name() == "citext"
}

#[cfg(feature = "postgres")]
pub(super) fn to_postgres(value: &str, ty: &Type, out: &mut BytesMut) -> Result<(), Misfit> {
    if !is_text(ty) {
        return Err(Misfit::Type);
    }
    out.extend_from_slice(value.as_bytes());
    Ok(())
}
