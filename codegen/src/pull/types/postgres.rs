//! The language's type for one of Postgres'.

use super::{Checked, Chosen, Evidence, is_moment, moment, text};

/// The type of a column of Postgres'; `None` where the language has none. Enums are known by the caller.
pub(in crate::pull) fn postgres(
    sql_type: &str,
    name: &str,
    evidence: &Evidence,
    checked: Option<&Checked>,
    plain: bool,
) -> Option<Chosen> {
    if let Some(element) = sql_type.strip_suffix("[]") {
        let element = postgres(element, "", &Evidence::default(), None, true)?;
        let of_list = element.ty != "json" && !element.ty.ends_with("[]");
        return of_list.then(|| Chosen::plain(format!("{}[]", element.ty)));
    }
    let without_arguments = |ty: &str| match (ty.find('('), ty.find(')')) {
        (Some(from), Some(to)) if from < to => {
            format!("{}{}", ty[..from].trim_end(), &ty[to + 1..])
        }
        (Some(_) | None, _) => ty.to_owned(),
    };
    let base = without_arguments(sql_type);
    let arguments = sql_type
        .split_once('(')
        .and_then(|(_, rest)| rest.split_once(')'));
    let arguments = arguments.map_or("", |(inside, _)| inside);
    Some(match base.as_str() {
        "boolean" => Chosen::plain("bool"),
        "smallint" | "smallserial" => small_whole("smallint", evidence, checked, plain),
        "integer" | "serial" => small_whole("int", evidence, checked, plain),
        "bigint" | "bigserial" => {
            let chosen = small_whole("bigint", evidence, checked, plain);
            match moment(evidence).filter(|_| !plain && is_moment(name)) {
                Some(moment) => {
                    let what = moment.guess.unwrap_or_default();
                    chosen.proposing(format!("{what}: type = \"timestamp\""))
                }
                None => chosen,
            }
        }
        "real" => Chosen::plain("real"),
        "double precision" => Chosen::plain("double"),
        "numeric" => {
            let mut numbers = arguments
                .split(',')
                .map(|number| number.trim().parse::<u8>());
            let precision = numbers.next().and_then(Result::ok);
            let scale = numbers.next().map_or(Ok(0), |scale| scale).ok();
            match (precision, scale) {
                (Some(precision @ 1..=28), Some(scale)) if scale <= precision => {
                    Chosen::plain(format!("decimal({precision},{scale})"))
                }
                (Some(_) | None, _) => Chosen::guessed(
                    "decimal(28,10)",
                    format!(
                        "declared {sql_type}: what has more than 10 digits after the point is read rounded"
                    ),
                ),
            }
        }
        "text" | "citext" | "name" if plain => Chosen::plain("text"),
        "text" => text(name, evidence, None, false),
        "citext" | "name" | "character" => Chosen::plain("text"),
        "character varying" => {
            let length = arguments.parse::<u64>().ok();
            if plain {
                Chosen::plain(
                    length.map_or_else(|| "text".to_owned(), |length| format!("varchar({length})")),
                )
            } else {
                text(name, evidence, length, false)
            }
        }
        "bytea" => Chosen::plain("bytes"),
        "uuid" => Chosen::plain("uuid"),
        "json" | "jsonb" => Chosen::plain("json"),
        "date" => Chosen::plain("date"),
        "time without time zone" => Chosen::plain("time"),
        "timestamp with time zone" => Chosen::plain("timestamp"),
        "timestamp without time zone" => Chosen::guessed(
            "timestamp",
            "has no time zone in the database, and is taken for UTC",
        ),
        _ => return None,
    })
}

fn small_whole(ty: &str, evidence: &Evidence, checked: Option<&Checked>, plain: bool) -> Chosen {
    let chosen = Chosen::plain(ty);
    let seen = &evidence.seen;
    if plain {
        chosen
    } else if checked == Some(&Checked::Truth) {
        chosen.proposing("a check lets it hold only 0 and 1: type = \"bool\"")
    } else if evidence.all(seen.truths) && seen.values > 1 && seen.least != seen.greatest {
        chosen.proposing(format!("{}: type = \"bool\"", evidence.only("0 and 1")))
    } else {
        chosen
    }
}
