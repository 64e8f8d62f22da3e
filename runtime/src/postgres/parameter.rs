//! Values as the driver sends them: in the binary format of the parameter's own type.

use std::error::Error;
use std::fmt;

use bytes::BytesMut;
use tokio_postgres::types::{IsNull, Kind, ToSql, Type, to_sql_checked};

use crate::value::Value;
use crate::value::list;

/// One value for one parameter.
pub(super) struct Parameter<'a>(pub(super) &'a Value);

/// The same column of many rows, for an array parameter.
pub(super) struct Column<'a> {
    pub(super) rows: &'a [Vec<Value>],
    pub(super) column: usize,
}

/// What a domain's values are sent as.
fn beneath(ty: &Type) -> &Type {
    if let Kind::Domain(base) = ty.kind() {
        beneath(base)
    } else {
        ty
    }
}

type Written = Result<IsNull, Box<dyn Error + Sync + Send>>;

impl ToSql for Parameter<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Written {
        if matches!(self.0, Value::Null) {
            return Ok(IsNull::Yes);
        }
        self.0.to_postgres(beneath(ty), out)?;
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl ToSql for Column<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Written {
        // A row that is too short was refused before.
        list::to_postgres(
            self.rows
                .iter()
                .map(|row| row.get(self.column).unwrap_or(&Value::Null)),
            ty,
            out,
        )?;
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// The driver logs parameters by this; they are not for logs.
impl fmt::Debug for Parameter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")
    }
}

impl fmt::Debug for Column<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[..]")
    }
}
