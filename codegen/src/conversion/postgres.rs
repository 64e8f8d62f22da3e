//! Postgres: a cast, where the one that it would choose is the right one.
//!
//! Without `USING` the assignment's cast is taken, which refuses what does not fit where an explicit one would cut it off
//! (<https://www.postgresql.org/docs/current/sql-altertable.html>).

use super::kind::Kind;

/// What computes a value of the type `ty`; `None` where the assignment's cast does.
pub(super) fn expression(name: &str, kind: Kind, ty: &str) -> Option<String> {
    match kind {
        // Numbers go over by assignment, which refuses what is too large.
        Kind::Same
        | Kind::Resized
        | Kind::IntegerToDecimal(_)
        | Kind::IntegerToFloat
        | Kind::DecimalToInteger(_)
        | Kind::DecimalToDecimal(..)
        | Kind::TimestampToTimestamp(..) => None,
        // A native enum is text as well.
        Kind::TextToText => Some(format!("{name}::text::{ty}")),
        // There is a cast from and to `integer` only; what is neither 0 nor 1 must not become a truth.
        Kind::BoolToInteger => Some(format!("{name}::integer")),
        Kind::IntegerToBool => Some(format!(
            "(CASE {name} WHEN 0 THEN 'false' WHEN 1 THEN 'true' ELSE {name}::text END)::boolean"
        )),
        Kind::TextToBool => Some(format!(
            "(CASE {name} WHEN 'false' THEN 'false' WHEN 'true' THEN 'true' WHEN '0' THEN 'false' WHEN '1' THEN 'true' \
             ELSE '\"' || {name} || '\" is no truth' END)::boolean"
        )),
        Kind::TextToBytes => Some(format!("convert_to({name}, 'UTF8')")),
        // An instant that does not say its offset is UTC's, whatever the session's time zone is.
        // `now` and `infinity` are none.
        Kind::TextToTimestamp(_) => Some(format!(
            "(CASE WHEN {name} !~ '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}' THEN '\"' || {name} || '\" is no instant' WHEN {name} ~* '(z|[+-][0-9]{{2}}(:?[0-9]{{2}})?)$' AND {name} ~ '[:]' THEN {name} ELSE {name} || ' UTC' END)::{ty}"
        )),
        Kind::TimestampToText(_) => Some(format!(
            "to_char({name} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
        )),
        Kind::DateToText => Some(format!("to_char({name}, 'YYYY-MM-DD')")),
        // As it would be written again: a cast takes ' 7' and '007' as well, and forgets how they were written.
        Kind::TextToInteger => Some(format!(
            "(CASE WHEN {name} ~ '^(0|-?[1-9][0-9]*)$' THEN {name} ELSE '\"' || {name} || '\" is no integer' END)::{ty}"
        )),
        Kind::TextToDate => Some(format!(
            "(CASE WHEN {name} ~ '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$' THEN {name} ELSE '\"' || {name} || '\" is no date' END)::{ty}"
        )),
        Kind::TextToUuid
        | Kind::TextToJson
        | Kind::BoolToText
        | Kind::IntegerToText
        | Kind::UuidToText => Some(format!("{name}::{ty}")),
    }
}
