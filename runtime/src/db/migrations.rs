//! A database and its migrations.

use super::Db;
use crate::call::Call;
use crate::error::Result;
use crate::migrate::{
    Applied, Back, Migrations, Repair, Repaired, RolledBack, Scripts, Settings, Status,
};
use crate::session::Target;

/// What a migrator of that name does, on a connection that nobody else has meanwhile.
macro_rules! alone {
    ($db:expr, $scripts:expr, $settings:expr, $migrator:ident($($more:expr),*)) => {{
        let (db, scripts, settings): (&Db, Result<Scripts>, Settings) = ($db, $scripts, $settings);
        Call::new(async move {
            let scripts = scripts?;
            match db.target() {
                #[cfg(feature = "sqlite")]
                Target::Sqlite { engine, .. } => {
                    let job = move |connection: &mut rusqlite::Connection| {
                        Ok(crate::migrate::sqlite::$migrator(
                            connection, &scripts, $($more,)* &settings,
                        )?)
                    };
                    engine.exclusive(job).await
                }
                #[cfg(feature = "postgres")]
                Target::Postgres { engine, .. } => {
                    let mut client = engine.dedicated().await?;
                    let scripts = scripts.on(client.flavor());
                    let held = hold(engine, client.flavor(), &settings).await?;
                    let done = crate::migrate::postgres::$migrator(
                        &mut client, &scripts, $($more,)* &settings,
                    )
                    .await;
                    drop(held);
                    engine.forget_statements();
                    Ok(done?)
                }
            }
        })
    }};
}

/// The connection that keeps other migrators out, where the migrator's own cannot.
#[cfg(feature = "postgres")]
async fn hold(
    engine: &crate::postgres::Postgres,
    flavor: crate::postgres::Flavor,
    settings: &Settings,
) -> Result<Option<crate::postgres::Dedicated>> {
    if flavor.has_advisory_locks() {
        return Ok(None);
    }
    let holder = engine.dedicated().await?;
    crate::migrate::postgres::hold(&holder, settings).await?;
    Ok(Some(holder))
}

impl Db {
    /// Applies what is not applied yet, oldest first. It is right to call this at every start: several processes may do so at
    /// once, and one of them does the work.
    ///
    /// ```no_run
    /// # static MIGRATIONS: dualect::Migrations = dualect::Migrations { schema_hash: "", sqlite: &[], postgres: &[] };
    /// # async fn example() -> dualect::Result<()> {
    /// let db = dualect::Db::from_env().await?;
    /// let applied = db.migrate(&MIGRATIONS).await?;
    /// println!("{} migrations applied", applied.tags.len());
    /// # Ok(())
    /// # }
    /// ```
    pub fn migrate(&self, migrations: &Migrations<'_>) -> Call<'_, Applied> {
        self.migrate_with(migrations, Settings::default())
    }

    /// [`Db::migrate`] with other settings, and with the [steps in Rust](Settings::steps) that migrations ask for: before one whose step
    /// this program does not have, it stops, and names it.
    pub fn migrate_with(
        &self,
        migrations: &Migrations<'_>,
        settings: Settings,
    ) -> Call<'_, Applied> {
        let scripts = self.scripts(migrations);
        Call::new(async move {
            let scripts = scripts?;
            let mut all = Applied::default();
            loop {
                let sql: Call<'_, Applied> =
                    alone!(self, Ok(scripts.clone()), settings.clone(), migrate());
                let mut applied = sql.await?;
                let step = applied.step.take();
                all.add(applied);
                let Some(step) = step else { return Ok(all) };
                self.run_step(&scripts, &step, &settings).await?;
                all.tags.push(step.tag);
            }
        })
    }

    /// Runs these as [`Db::migrate`] does, and keeps no track of them: `db-push` changes a database of a developer's so.
    #[doc(hidden)]
    pub fn apply(&self, migrations: &Migrations<'_>) -> Call<'_, ()> {
        let settings = Settings::default();
        alone!(self, self.scripts(migrations), settings, apply())
    }

    /// Records the oldest migration as applied without running it, in one transaction, and says whether it was not so before: for a
    /// database that has been there before its migrations, and holds what that one would make. Nothing here looks whether it does;
    /// the command `db-pull` does.
    ///
    /// What drizzle-orm has recorded of its own stays, and counts for nothing from then on. A database that has other migrations of
    /// ours is refused.
    ///
    /// ```no_run
    /// # static MIGRATIONS: dualect::Migrations = dualect::Migrations { schema_hash: "", sqlite: &[], postgres: &[] };
    /// # async fn example() -> dualect::Result<()> {
    /// let db = dualect::Db::from_env().await?;
    /// db.adopt(&MIGRATIONS).await?;
    /// db.migrate(&MIGRATIONS).await?; // what came after it
    /// # Ok(())
    /// # }
    /// ```
    pub fn adopt(&self, migrations: &Migrations<'_>) -> Call<'_, bool> {
        let settings = Settings::default();
        alone!(self, self.scripts(migrations), settings, adopt())
    }

    /// Rolls back that many migrations, newest first. One that loses data is refused unless that is accepted.
    pub fn rollback(
        &self,
        migrations: &Migrations<'_>,
        steps: usize,
        accept_lossy: bool,
    ) -> Call<'_, RolledBack> {
        let settings = Settings {
            accept_lossy,
            ..Settings::default()
        };
        self.rollback_with(migrations, Back::Steps(steps), settings)
    }

    /// [`Db::rollback`] to a migration, and with other settings. Nothing is touched where one of those that are to go cannot be
    /// taken back.
    ///
    /// ```no_run
    /// # static MIGRATIONS: dualect::Migrations = dualect::Migrations { schema_hash: "", sqlite: &[], postgres: &[] };
    /// # async fn example() -> dualect::Result<()> {
    /// use dualect::migrate::{Back, Settings};
    ///
    /// let db = dualect::Db::from_env().await?;
    /// let back = Back::To("20260131120000_init".to_owned());
    /// db.rollback_with(&MIGRATIONS, back, Settings::default()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn rollback_with(
        &self,
        migrations: &Migrations<'_>,
        back: Back,
        settings: Settings,
    ) -> Call<'_, RolledBack> {
        alone!(self, self.scripts(migrations), settings, rollback(back))
    }

    /// Changes the record of one migration where the migrator cannot know what is true; with `dry` it says only what it would change.
    /// The command `db-repair` explains when, and asks for this.
    ///
    /// ```no_run
    /// # static MIGRATIONS: dualect::Migrations = dualect::Migrations { schema_hash: "", sqlite: &[], postgres: &[] };
    /// # async fn example() -> dualect::Result<()> {
    /// use dualect::migrate::{Repair, Settings};
    ///
    /// let db = dualect::Db::from_env().await?;
    /// let (tag, dry) = ("20260131120000_init", true);
    /// let repaired = db.repair(&MIGRATIONS, tag, Repair::AcceptEdit, dry, Settings::default()).await?;
    /// for change in repaired.changes {
    ///     println!("{change}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn repair(
        &self,
        migrations: &Migrations<'_>,
        tag: &str,
        repair: Repair,
        dry: bool,
        settings: Settings,
    ) -> Call<'_, Repaired> {
        let tag = tag.to_owned();
        let scripts = self.scripts(migrations);
        alone!(self, scripts, settings, repair((tag.as_str(), repair, dry)))
    }

    /// Refuses where the database does not have all of these migrations, and names what it lacks: for an app that is started when its
    /// database has been migrated by somebody else. It writes nothing, and asks one query where all is well.
    ///
    /// # Errors
    /// [`MigrationErrorKind::Behind`](crate::MigrationErrorKind::Behind), and what stops a migrator as well: a migration that was edited,
    /// that is there in part, or that this app does not have. For an app that may run on a newer database there is
    /// [`Db::require_current_with`] and [`Settings::allow_missing`].
    ///
    /// ```no_run
    /// # static MIGRATIONS: dualect::Migrations = dualect::Migrations { schema_hash: "", sqlite: &[], postgres: &[] };
    /// # async fn example() -> dualect::Result<()> {
    /// let db = dualect::Db::from_env().await?;
    /// db.require_current(&MIGRATIONS).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn require_current(&self, migrations: &Migrations<'_>) -> Call<'_, ()> {
        self.require_current_with(migrations, Settings::default())
    }

    /// [`Db::require_current`] with other settings, of which it heeds `to` and `allow_missing`.
    pub fn require_current_with(
        &self,
        migrations: &Migrations<'_>,
        settings: Settings,
    ) -> Call<'_, ()> {
        let scripts = self.scripts(migrations);
        Call::new(async move {
            let scripts = scripts?;
            match self.target() {
                #[cfg(feature = "sqlite")]
                Target::Sqlite { engine, .. } => {
                    let job = move |connection: &rusqlite::Connection| {
                        Ok(crate::migrate::sqlite::require_current(
                            connection, &scripts, &settings,
                        )?)
                    };
                    engine.read(job).await
                }
                #[cfg(feature = "postgres")]
                Target::Postgres { engine, .. } => {
                    let client = engine.client().await?;
                    Ok(
                        crate::migrate::postgres::require_current(&client, &scripts, &settings)
                            .await?,
                    )
                }
            }
        })
    }

    /// Which migrations are applied, and which are not.
    pub fn status(&self, migrations: &Migrations<'_>) -> Call<'_, Status> {
        let scripts = self.scripts(migrations);
        Call::new(async move {
            let scripts = scripts?;
            match self.target() {
                #[cfg(feature = "sqlite")]
                Target::Sqlite { engine, .. } => {
                    let job = move |connection: &rusqlite::Connection| {
                        Ok(crate::migrate::sqlite::status(connection, &scripts)?)
                    };
                    engine.read(job).await
                }
                #[cfg(feature = "postgres")]
                Target::Postgres { engine, .. } => {
                    let client = engine.dedicated().await?;
                    Ok(crate::migrate::postgres::status(&client, &scripts).await?)
                }
            }
        })
    }

    fn scripts(&self, migrations: &Migrations<'_>) -> Result<Scripts> {
        Ok(Scripts::read(migrations, self.dialect())?)
    }
}
