//! Postgres: a cast, where the one that it would choose is the right one.
//!
//! Without `USING` the assignment's cast is taken, which refuses what does not fit where an explicit one would cut it off
//! (<https://www.postgresql.org/docs/current/sql-altertable.html>).

use crate::catalog::model::{Column, Meaning};

/// `None` where the assignment's cast does.
pub(super) fn expression(name: &str, from: &Column, to: &Column) -> Option<String> {
    if from.sql_type == to.sql_type {
        return None;
    }
    let ty = &to.sql_type;
    let (before, after) = (from.meaning?, to.meaning?);
    match (before, after) {
        // There is a cast from and to `integer` only; what is neither 0 nor 1 must not become a truth.
        (Meaning::Bool, Meaning::Integer(_)) => Some(format!("{name}::integer")),
        (Meaning::Integer(_), Meaning::Bool) => Some(format!(
            "(CASE {name} WHEN 0 THEN 'false' WHEN 1 THEN 'true' ELSE {name}::text END)::boolean"
        )),
        // A native enum is text as well.
        (Meaning::Text, Meaning::Text) => Some(format!("{name}::text::{ty}")),
        (Meaning::Text, Meaning::Bool) => Some(format!(
            "(CASE {name} WHEN 'false' THEN 'false' WHEN 'true' THEN 'true' WHEN '0' THEN 'false' WHEN '1' THEN 'true' \
             ELSE '\"' || {name} || '\" is no truth' END)::boolean"
        )),
        (Meaning::Text, Meaning::Bytes) => Some(format!("convert_to({name}, 'UTF8')")),
        // An instant that does not say its offset is UTC's, whatever the session's time zone is.
        (Meaning::Text, Meaning::Timestamp(_)) => Some(format!(
            "(CASE WHEN {name} ~* '(z|[+-][0-9]{{2}}(:?[0-9]{{2}})?)$' AND {name} ~ '[:]' THEN {name} ELSE {name} || ' UTC' END)::{ty}"
        )),
        (Meaning::Timestamp(_), Meaning::Text) => Some(format!(
            "to_char({name} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
        )),
        (Meaning::Date, Meaning::Text) => Some(format!("to_char({name}, 'YYYY-MM-DD')")),
        (Meaning::Text, Meaning::Integer(_) | Meaning::Uuid | Meaning::Date | Meaning::Json)
        | (Meaning::Bool | Meaning::Integer(_) | Meaning::Uuid, Meaning::Text) => {
            Some(format!("{name}::{ty}"))
        }
        // Numbers go over by assignment, which refuses what is too large.
        (
            Meaning::Bool
            | Meaning::Integer(_)
            | Meaning::Float(_)
            | Meaning::Decimal { .. }
            | Meaning::Text
            | Meaning::Bytes
            | Meaning::Uuid
            | Meaning::Timestamp(_)
            | Meaning::Date
            | Meaning::Time
            | Meaning::Json
            | Meaning::List(_),
            _,
        ) => None,
    }
}
