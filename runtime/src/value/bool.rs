//! `bool`: 0 or 1, and boolean.

#[cfg(feature = "postgres")]
use {super::Field, super::Misfit, ::bytes::BytesMut, tokio_postgres::types::Type};

use super::Value;
use super::cell::decode;

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

decode!(bool, sqlite: from_sqlite, postgres: from_postgres);

#[cfg(feature = "sqlite")]
fn from_sqlite(value: rusqlite::types::ValueRef<'_>) -> Option<bool> {
    match value.as_i64() {
        Ok(0) => Some(false),
        Ok(1) => Some(true),
        Ok(_) | Err(_) => None,
    }
}

#[cfg(feature = "postgres")]
fn from_postgres(field: Field<'_>) -> Option<bool> {
    field.array::<1>(&Type::BOOL).map(|[byte]| byte != 0)
}

#[cfg(feature = "postgres")]
pub(super) fn to_postgres(value: bool, ty: &Type, out: &mut BytesMut) -> Result<(), Misfit> {
    if *ty != Type::BOOL {
        return Err(Misfit::Type);
    }
    out.extend_from_slice(&[u8::from(value)]);
    Ok(())
}
