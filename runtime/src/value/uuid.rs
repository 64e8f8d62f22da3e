//! `uuid`: 16 bytes in the same order, as BLOB and as uuid.

#[cfg(feature = "postgres")]
use {super::Misfit, ::bytes::BytesMut, tokio_postgres::types::Type};

use ::uuid::Uuid;

use super::Value;
use super::cell::decode;

impl From<Uuid> for Value {
    fn from(value: Uuid) -> Self {
        Self::Uuid(value)
    }
}

decode!(
    Uuid,
    sqlite: |value: rusqlite::types::ValueRef<'_>| value.as_blob().ok().and_then(|bytes| Self::from_slice(bytes).ok()),
    postgres: |field: super::Field<'_>| field.array(&Type::UUID).map(Self::from_bytes)
);

#[cfg(feature = "postgres")]
pub(super) fn to_postgres(value: Uuid, ty: &Type, out: &mut BytesMut) -> Result<(), Misfit> {
    if *ty != Type::UUID {
        return Err(Misfit::Type);
    }
    out.extend_from_slice(value.as_bytes());
    Ok(())
}
