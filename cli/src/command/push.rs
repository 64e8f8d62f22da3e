//! `db-push`: makes a developer's database what the schema says, without a migration.

use std::collections::BTreeSet;

use dualect::{Db, Migration};
use dualect_codegen::catalog::lower::lower;
use dualect_codegen::dialect::Dialect;
use dualect_codegen::diff::{Intent, resolve};
use dualect_codegen::inspect::Inspected;
use dualect_codegen::migration::{HazardNote, Transition, files};
use dualect_codegen::plan::{Plan, Terms};

use super::offending::{self, Asked};
use super::{hazard, loss};
use crate::arguments::{Arguments, PushArguments};
use crate::database::{self, Place, failed, inspect_open, inspect_scratch};
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::files::database_file;
use crate::files::project::Project;
use crate::side::{Roles, comparable, differences, refuse_unplanned};
use crate::surroundings::Surroundings;
use crate::terminal::count;

/// The script's name in messages; no table keeps it.
const TAG: &str = "20000101000000_push";
const MEANT: &str = "add the --accept of what is meant, or --accept all; if something only has another name, give it `renamed_from` in the schema";
pub(crate) fn run(
    arguments: &Arguments,
    own: &PushArguments,
    around: &mut Surroundings<'_>,
) -> Result<Exit> {
    let project = Project::read(Project::locate(arguments, around)?, around)?;
    let url = database::url(&own.database, around)?;
    let new_file = database_file::to_be_created(url.as_deref());
    if let (Some(file), true) = (&new_file, own.dry_run) {
        around.note(&format!("{} is not there yet", file.display()))?;
    }
    // A dry run makes no file.
    let opened = if own.dry_run && new_file.is_some() {
        Some("sqlite::memory:".to_owned())
    } else {
        url.clone()
    };
    let (place, ended) = database::open(database::existing(opened), async |db| {
        let dialect = database::dialect(db);
        refuse_other_dialect(&project, db, dialect)?;
        refuse_migrated(db, own).await?;
        let beside = Place::beside(dialect, url.as_deref().unwrap_or_default());
        let held = inspect_open(db).await?;
        let way = Way::find(&project, dialect, held, beside).await?;
        around.fact("dialect", dialect.as_str());
        if way.transition.is_empty() {
            return Ok(Ended::Nothing);
        }
        loss::refuse(&way.plan, &own.accept, MEANT)?;
        let notes = HazardNote::of(&way.plan, &way.transition);
        hazard::tell(dialect, &notes, around)?;
        let asked = offending::ask(db, &notes).await;
        let asked = asked.map_err(|source| failed("ask for rows in the way", source))?;
        let in_the_way: Vec<_> = asked
            .iter()
            .filter(|one| one.stops())
            .map(Asked::as_json)
            .collect();
        around.fact("in_the_way", in_the_way);
        if offending::tell(&asked, around)? {
            return Ok(Ended::InTheWay);
        }
        if own.dry_run {
            let statements = way.plan.steps.iter().map(|step| step.sql.clone());
            around.fact("statements", statements.collect::<Vec<_>>());
            for step in &way.plan.steps {
                around.say(&step.sql)?;
            }
            return Ok(Ended::Shown);
        }
        way.go(db).await?;
        let changes = &way.transition.there.changes;
        let told = changes.iter().filter(|change| !change.is_by_the_way());
        let told: Vec<String> = told.map(ToString::to_string).collect();
        Ok(Ended::Changed(told))
    })?;
    around.fact("database", place.clone());
    let changes = match &ended {
        Ended::Nothing | Ended::Shown | Ended::InTheWay => Vec::new(),
        Ended::Changed(changes) => changes.clone(),
    };
    around.fact("changes", changes);
    Ok(match ended {
        Ended::Nothing => {
            around.say(&format!("{place}: as the schema says"))?;
            Exit::Done
        }
        Ended::Shown => Exit::Done,
        Ended::InTheWay => {
            around.say(&format!("{place}: nothing was changed"))?;
            Exit::Stale
        }
        Ended::Changed(changes) => {
            for change in &changes {
                around.say(change)?;
            }
            around.say(&format!("{place}: {} made", count(changes.len(), "change")))?;
            Exit::Done
        }
    })
}

enum Ended {
    Nothing,
    Shown,
    InTheWay,
    Changed(Vec<String>),
}

/// From what a database holds to what the schema says.
struct Way {
    transition: Transition,
    plan: Plan,
    back: Plan,
    wanted: Inspected,
}

impl Way {
    async fn find(
        project: &Project,
        dialect: Dialect,
        held: Inspected,
        beside: Place<'_>,
    ) -> Result<Self> {
        let wanted = inspect_scratch(&lower(&project.schema, dialect), beside).await?;
        let intent = Intent::of(&project.schema, dialect);
        // A hint whose work is done finds nothing of the old name any more.
        let found = resolve(&intent, &held.catalog, &BTreeSet::new());
        let (held, whole) = comparable(&held.catalog, &wanted.catalog, Roles::LeftAlone);
        let transition = Transition::new(held, whole, &found.renames);
        refuse_unplanned(&transition)?;
        let terms = Terms::simple(project.schema.project.sqlite_min_version);
        let (plan, back) = transition.plans(&terms);
        Ok(Self {
            transition,
            plan,
            back,
            wanted,
        })
    }

    /// Runs the statements as a migration's, and looks whether they have led there.
    async fn go(&self, db: &Db) -> Result<()> {
        let script = files(&self.plan, &self.back).up;
        let migration = [Migration {
            tag: TAG,
            up: &script,
            down: "",
        }];
        let applied = db.apply(&database::migrations(&migration)).await;
        applied.map_err(|source| failed("change the database", source))?;
        let held = inspect_open(db).await?;
        let left = differences(&held, &self.wanted);
        match left.first() {
            None => Ok(()),
            Some(first) => {
                let what = format!(
                    "the changes were made, and yet the database is not as the schema says: {first}"
                );
                Err(Error::plain(Kind::Side { what }))
            }
        }
    }
}

fn refuse_other_dialect(project: &Project, db: &Db, dialect: Dialect) -> Result<()> {
    if project.schema.project.dialects.contains(&dialect) {
        return Ok(());
    }
    let what = format!("`[project] dialects` does not name {dialect}, and {db} is one");
    let help = "name another database with --database or DATABASE_URL";
    Err(Error::new(Kind::Side { what }, help))
}

/// A pushed change is in no migration: the next one of those would fail where it finds it.
async fn refuse_migrated(db: &Db, own: &PushArguments) -> Result<()> {
    if own.under_migrations {
        return Ok(());
    }
    let status = db.status(&database::migrations(&[])).await;
    let status = status.map_err(|source| failed("read the database's migrations", source))?;
    let Some(newest) = status.applied.last() else {
        return Ok(());
    };
    let what = format!("{db} is under migrations ({} is applied)", newest.tag);
    let help = "make a migration of the change: db-generate, then db-migrate; or add --under-migrations, if it is a database to throw away";
    Err(Error::new(Kind::Side { what }, help))
}
