//! Postgres: a cast, where the one that it would choose is the right one.
//!
//! Without `USING` the assignment's cast is taken, which refuses what does not fit where an explicit one would cut it off
//! (<https://www.postgresql.org/docs/current/sql-altertable.html>).

use super::kind::{FLOAT_DIGITS, Kind, Written};
use crate::catalog::model::{Column, Width};

/// What computes a value of the type `ty`; `None` where the assignment's cast does.
pub(super) fn expression(name: &str, kind: Kind, ty: &str) -> Option<String> {
    match kind {
        // Numbers go over by assignment, which refuses what is too large.
        Kind::Same
        | Kind::Resized
        | Kind::IntegerToDecimal(_)
        | Kind::IntegerToFloat(None)
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
        Kind::IntegerToFloat(Some(_))
        | Kind::FloatToInteger(_)
        | Kind::DecimalToFloat(_, false) => Some(if_it_fits(name, kind, name, ty)),
        Kind::FloatToDecimal(after, _) => {
            let digits = format!("{}::bigint", unpointed(name, after));
            let value = match usize::from(after.scale) {
                0 => digits,
                scale => format!("{digits} * 0.{:0>scale$}", 1),
            };
            Some(if_it_fits(name, kind, &value, ty))
        }
        Kind::TextToDecimal(after) => {
            let fraction = match after.scale {
                0 => String::new(),
                scale => format!("(\\.[0-9]{{1,{scale}}})?"),
            };
            Some(format!(
                "(CASE WHEN {name} ~ '^-?(0|[1-9][0-9]*){fraction}$' AND {name} !~ '^-[0.]*$' THEN {name} ELSE '\"' || {name} || '\" is no decimal' END)::{ty}"
            ))
        }
        Kind::UuidToBytes => Some(format!("uuid_send({name})")),
        Kind::BytesToUuid => Some(format!("encode({name}, 'hex')::{ty}")),
        Kind::BytesToText => Some(format!("convert_from({name}, 'UTF8')")),
        Kind::TimeToText => Some(format!("to_char({name}::interval, 'HH24:MI:SS.US')")),
        Kind::TextToTime => Some(format!(
            "(CASE WHEN {name} ~ '^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{{1,6}})?$' THEN {name} ELSE '\"' || {name} || '\" is no time' END)::{ty}"
        )),
        // UTC's day, whatever the session's time zone is.
        Kind::DateToTimestamp(_) => Some(format!("{name}::timestamp AT TIME ZONE 'UTC'")),
        Kind::TimestampToDate(_) => Some(format!("({name} AT TIME ZONE 'UTC')::{ty}")),
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
        Kind::DecimalToFloat(_, true)
        | Kind::DecimalToText(_)
        | Kind::TextToUuid
        | Kind::TextToJson
        | Kind::BoolToText
        | Kind::IntegerToText
        | Kind::UuidToText => Some(format!("{name}::{ty}")),
    }
}

/// Whether it is a timestamp that does not know its time zone, which is taken for UTC's.
pub(super) fn is_zoneless(ty: &str) -> bool {
    ty.starts_with("timestamp") && ty.ends_with(" without time zone")
}

/// The same where one of the two is such a timestamp, whatever the session's time zone is.
pub(super) fn beside_utc(name: &str, from: &Column, to: &Column, kind: Kind) -> String {
    if is_zoneless(&from.sql_type) {
        let instant = format!("({name} AT TIME ZONE 'UTC')");
        return expression(&instant, kind, &to.sql_type).unwrap_or(instant);
    }
    let instant = expression(name, kind, "timestamp with time zone");
    format!(
        "({}) AT TIME ZONE 'UTC'",
        instant.as_deref().unwrap_or(name)
    )
}

/// The value where it fits; else what says in the error that it does not.
fn if_it_fits(name: &str, kind: Kind, value: &str, ty: &str) -> String {
    let misfit = misfit(name, kind).unwrap_or_else(|| "false".to_owned());
    format!(
        "CASE WHEN {misfit} THEN ('\"' || {name} || '\" does not fit')::{ty} ELSE ({value})::{ty} END"
    )
}

/// Which values have no like in the new type, where that can be said of a value without trying; never of NULL.
pub(super) fn misfit(name: &str, kind: Kind) -> Option<String> {
    match kind {
        Kind::IntegerToFloat(Some(limit)) => {
            Some(format!("{name} NOT BETWEEN -{limit} AND {limit}"))
        }
        Kind::FloatToInteger(width) => {
            let limit = match width {
                Width::Bits16 => "32768",
                Width::Bits32 => "2147483648",
                Width::Bits64 => "9223372036854775808",
            };
            Some(format!(
                "{name} <> trunc({name}) OR {name} < -{limit} OR {name} >= {limit}"
            ))
        }
        Kind::DecimalToFloat(before, false) => {
            let limit = 10_i64.pow(u32::from(FLOAT_DIGITS - before.scale));
            Some(format!("abs({name}) >= {limit}"))
        }
        Kind::FloatToDecimal(after, room) => {
            let limit = 10_i64.pow(u32::from(room));
            let digits = unpointed(name, after);
            let unit = unit(after);
            Some(format!(
                "CASE WHEN abs({name}) < {limit} THEN {digits} / {unit} <> {name} ELSE {name} IS NOT NULL END"
            ))
        }
        Kind::DateToTimestamp(_) => Some(format!("{name} > '9999-12-30'")),
        Kind::BytesToUuid => Some(format!("length({name}) <> 16")),
        Kind::Same
        | Kind::TextToText
        | Kind::Resized
        | Kind::IntegerToDecimal(_)
        | Kind::IntegerToFloat(None)
        | Kind::IntegerToBool
        | Kind::IntegerToText
        | Kind::DecimalToInteger(_)
        | Kind::DecimalToDecimal(..)
        | Kind::DecimalToFloat(_, true)
        | Kind::DecimalToText(_)
        | Kind::BoolToInteger
        | Kind::BoolToText
        | Kind::UuidToText
        | Kind::UuidToBytes
        | Kind::BytesToText
        | Kind::DateToText
        | Kind::TimeToText
        | Kind::TimestampToDate(_)
        | Kind::TimestampToTimestamp(..)
        | Kind::TimestampToText(_)
        | Kind::TextToBytes
        | Kind::TextToBool
        | Kind::TextToInteger
        | Kind::TextToDecimal(_)
        | Kind::TextToUuid
        | Kind::TextToDate
        | Kind::TextToTime
        | Kind::TextToJson
        | Kind::TextToTimestamp(_) => None,
    }
}

fn unit(decimal: Written) -> String {
    format!("{}::double precision", 10_i64.pow(u32::from(decimal.scale)))
}

/// The whole number nearest to a float's digits without their point.
fn unpointed(name: &str, decimal: Written) -> String {
    format!("round({name} * {})", unit(decimal))
}
