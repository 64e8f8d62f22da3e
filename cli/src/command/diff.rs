//! `db-diff`: the SQL that takes one side to the other.

use dualect_codegen::dialect::{Dialect, SqliteVersion};
use dualect_codegen::inspect::Inspected;
use dualect_codegen::migration::{HazardNote, Transition};
use dualect_codegen::plan::{Terms, sqlite_script};

use super::{hazard, loss, rename};
use crate::arguments::{Database, DiffArguments};
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::side::{Held, Roles, Side, comparable, read_both, refuse_unplanned};
use crate::surroundings::Surroundings;

const MEANT: &str =
    "add the --accept of what is meant, or --accept all; or --rename what only has another name";

pub(crate) fn run(own: &DiffArguments, around: &mut Surroundings<'_>) -> Result<Exit> {
    let (from, to) = (
        Side::parse(&own.from, around)?,
        Side::parse(&own.to, around)?,
    );
    let dialect = dialect(&from, &to, own.dialect)?;
    let (before, after) = read_both(&from, &to, dialect, around)?;
    let min_version = sqlite_min_version(&before, &after);
    let (before, after) = (before.inspected, after.inspected);
    tell_beyond(&before, &after, own, around)?;
    let roles = match (from.dialect(), to.dialect()) {
        (Some(_), Some(_)) => Roles::Compared,
        (None, _) | (_, None) => Roles::LeftAlone,
    };
    let (before, after) = comparable(&before.catalog, &after.catalog, roles);
    let mut renames = rename::read(&own.rename, &before, &after, around)?;
    renames.follow_case(&before, &after);
    let transition = Transition::new(before, after, &renames);
    refuse_unplanned(&transition)?;
    let mut terms = Terms::simple(min_version);
    terms.routes.online = own.online;
    let (up, down) = transition.plans(&terms);
    let plan = if own.down { &down } else { &up };
    loss::refuse(plan, &own.accept, MEANT)?;
    let notes = HazardNote::of(plan, &transition);
    let statements: Vec<String> = match dialect {
        Dialect::Sqlite => sqlite_script(plan),
        Dialect::Postgres => plan.steps.iter().map(|step| step.sql.clone()).collect(),
    };
    around.fact("dialect", dialect.as_str());
    around.fact("statements", statements.clone());
    hazard::tell(dialect, &notes, around)?;
    for statement in &statements {
        around.say(statement)?;
    }
    Ok(Exit::Done)
}

/// That of the live side; of two that are written down, the one that was named.
fn dialect(from: &Side, to: &Side, named: Option<Database>) -> Result<Dialect> {
    let named = named.map(Dialect::from);
    let mut given = [from.dialect(), to.dialect(), named].into_iter().flatten();
    let Some(first) = given.next() else {
        let what = "neither side says which database it is for".to_owned();
        let help = "add --dialect sqlite or --dialect postgres";
        return Err(Error::new(Kind::Side { what }, help));
    };
    if let Some(other) = given.find(|other| *other != first) {
        let what = format!("one side is of {first}, and the other of {other}");
        let help = "what one database holds says nothing in the other's words: compare each with the schema file";
        return Err(Error::new(Kind::Side { what }, help));
    }
    Ok(first)
}

/// Whoever applies what is printed may be of any age, where no schema file says of which.
fn sqlite_min_version(before: &Held, after: &Held) -> SqliteVersion {
    let said = [before.sqlite_min_version, after.sqlite_min_version];
    let oldest = said.into_iter().flatten().min();
    oldest.unwrap_or(SqliteVersion::OLDEST)
}

/// What only one of them holds and no catalog can say is not compared, and that is said.
fn tell_beyond(
    before: &Inspected,
    after: &Inspected,
    own: &DiffArguments,
    around: &mut Surroundings<'_>,
) -> Result<()> {
    for (side, name, other) in [(before, &own.from, after), (after, &own.to, before)] {
        let of = |side: &Inspected| -> Vec<String> {
            side.beyond.iter().chain(&side.left_out).cloned().collect()
        };
        let known = of(other);
        for line in of(side).iter().filter(|line| !known.contains(line)) {
            around.note(&format!("not compared: {line} (only in {})", shown(name)))?;
        }
    }
    Ok(())
}

/// The side as it was named, a server's URL without its password.
fn shown(side: &str) -> &str {
    match side.split_once("://") {
        Some(("postgres" | "postgresql", rest)) => {
            rest.rsplit_once('@').map_or(side, |(_, place)| place)
        }
        Some(_) | None => side,
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_password_is_not_shown_and_a_path_is_shown_whole() {
        for (side, expected) in [
            ("postgres://me:s3cret@host:5432/app", "host:5432/app"),
            ("postgres://host/app", "postgres://host/app"),
            ("sqlite:/home/me@work/app.db", "sqlite:/home/me@work/app.db"),
            ("sqlite://me@work/app.db", "sqlite://me@work/app.db"),
            ("folder@2/schema.toml", "folder@2/schema.toml"),
        ] {
            assert_eq!(shown(side), expected);
        }
    }
}
