//! Running a file: in one transaction, or in as many as the sections that Postgres takes only outside one leave over.

use std::time::{Duration, Instant};

use dualect_format::statements::{Section, split};
use futures_util::future;
use tokio_postgres::error::{ErrorPosition, SqlState};
use tokio_postgres::{Client, Error};

use super::super::attempt::Attempt;
use super::super::error::{MigrationErrorKind, ScriptFile, SectionFailure};
use super::super::ledger::Resume;
use super::super::script::{Script, Step, StepKind};
use super::super::settings::Settings;
use super::super::statement::{adds_enum_value, changes_rows_alone};
use super::tables::{self, Reached};
use super::{alone, code, failed, is_lost, message};
use crate::Dialect;
use crate::postgres::Flavor;
use crate::transaction::pause;

/// The last version that takes a new enum value only outside a transaction, as `server_version_num` says it.
const ENUM_VALUES_IN_TRANSACTIONS: i32 = 120_000;

/// One file of one migration, about to be run.
pub(super) struct Run<'a> {
    client: &'a mut Client,
    script: &'a Script,
    flavor: Flavor,
    file: ScriptFile,
    settings: &'a Settings,
    is_recorded: bool,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        client: &'a mut Client,
        (script, flavor): (&'a Script, Flavor),
        file: ScriptFile,
        settings: &'a Settings,
    ) -> Self {
        Self {
            client,
            script,
            flavor,
            file,
            settings,
            is_recorded: true,
        }
    }

    /// The same of a script that is no migration: no table keeps track of it.
    pub(super) fn unrecorded(self) -> Self {
        Self {
            is_recorded: false,
            ..self
        }
    }

    /// Runs the sections that are left, and records the migration. After each transaction, and after each section outside of
    /// one, it is recorded how far we came: that is where the next run goes on.
    pub(super) async fn from(
        mut self,
        resume: Resume,
        attempt: &mut Attempt<'_>,
    ) -> Result<(), MigrationErrorKind> {
        let script = self.script;
        let mut steps = script.steps(self.file, Dialect::Postgres)?;
        if self.flavor.has_transactional_ddl() {
            self.move_enum_values_out(&mut steps).await?;
        } else {
            move_ddl_out(&mut steps);
        }
        let end = steps.len();
        attempt.of(end);
        let mut done = resume.done.min(end);
        let mut begun = resume.begun;
        loop {
            let rest = &steps[done..];
            if let Some(Step {
                section,
                kind: StepKind::Alone,
            }) = rest.first()
            {
                self.section_alone(section, done, begun).await?;
                done += 1;
                attempt.reached(done);
            } else {
                let together = rest.iter();
                let together = together.take_while(|step| step.kind != StepKind::Alone);
                let count = together.count();
                let is_end = done + count == end;
                self.patiently(&rest[..count], done, is_end, attempt)
                    .await?;
                done += count;
                if done == end {
                    return Ok(());
                }
            }
            begun = false;
        }
    }

    async fn move_enum_values_out(&self, steps: &mut [Step<'_>]) -> Result<(), MigrationErrorKind> {
        if !steps.iter().any(|step| adds_enum_value(step.section.text)) {
            return Ok(());
        }
        let sql = "SELECT current_setting('server_version_num')::integer";
        let doing = failed("asking the server for its version");
        let row = self.client.query_one(sql, &[]).await.map_err(&doing)?;
        if row.try_get::<_, i32>(0).map_err(doing)? < ENUM_VALUES_IN_TRANSACTIONS {
            for step in steps {
                if adds_enum_value(step.section.text) {
                    step.kind = StepKind::Alone;
                }
            }
        }
        Ok(())
    }

    /// Tries again while others have what it needs: it gave up waiting so as not to stand in their way.
    async fn patiently(
        &mut self,
        steps: &[Step<'_>],
        done: usize,
        is_end: bool,
        attempt: &Attempt<'_>,
    ) -> Result<(), MigrationErrorKind> {
        let mut patience = Patience::new(self.settings);
        loop {
            match self.in_transaction(steps, done, is_end, attempt).await {
                Ok(()) => return Ok(()),
                Err(error) => patience.after(error).await?,
            }
        }
    }

    async fn in_transaction(
        &mut self,
        steps: &[Step<'_>],
        done: usize,
        is_end: bool,
        attempt: &Attempt<'_>,
    ) -> Result<(), MigrationErrorKind> {
        let doing = failed("beginning a transaction");
        let transaction = self.client.transaction().await.map_err(&doing)?;
        let sql = format!(
            "SET LOCAL lock_timeout = {}",
            self.settings.lock_timeout.as_millis()
        );
        let mut limit = Some(sql);
        for (at, Step { section, kind }) in steps.iter().enumerate() {
            match kind {
                StepKind::Blank => {}
                StepKind::Plain | StepKind::ForeignKeys { .. } | StepKind::Alone => {
                    let run = transaction.batch_execute(section.text);
                    let ran = match limit.take() {
                        // On their way together: the first statement waits for no answer to what comes before it.
                        Some(limit) => {
                            let (set, ran) =
                                future::join(transaction.batch_execute(&limit), run).await;
                            set.map_err(&doing)?;
                            ran
                        }
                        None => run.await,
                    };
                    ran.map_err(|error| failure(self.script, self.file, section, &error, done))?;
                }
            }
            attempt.reached(done + at + 1);
        }
        let reached = done + steps.len();
        let reached = if is_end {
            Reached::End(reached, attempt.execution())
        } else {
            Reached::Sections(reached)
        };
        if self.is_recorded {
            let recorded = tables::record(&transaction, self.script, self.file, reached).await;
            recorded.map_err(failed(tables::RECORDING))?;
        }
        // A deferred constraint is checked here; the last section is the nearest to name.
        transaction
            .commit()
            .await
            .map_err(|error| match steps.last() {
                Some(step) if error.as_db_error().is_some() => {
                    failure(self.script, self.file, &step.section, &error, done)
                }
                Some(_) | None => failed("committing a migration")(error),
            })
    }

    async fn section_alone(
        &mut self,
        section: &Section<'_>,
        done: usize,
        begun: bool,
    ) -> Result<(), MigrationErrorKind> {
        // Recorded first: should we not live to see the end, the next run knows that it may have been reached.
        self.record(Reached::Begun(done)).await?;
        let mut patience = Patience::new(self.settings);
        loop {
            let ran = alone::run(self.client, section.text, (begun, self.flavor)).await;
            let Err(error) = ran else {
                return self.record(Reached::Sections(done + 1)).await;
            };
            let failure = failure(self.script, self.file, section, &error, done);
            if let Err(failure) = patience.after(failure).await {
                if error.as_db_error().is_some() {
                    // The server refused it, so it is not half-done. If this fails as well, the first failure says more.
                    let _ = self.record(Reached::Sections(done)).await;
                }
                return Err(failure);
            }
        }
    }

    async fn record(&mut self, reached: Reached<'_>) -> Result<(), MigrationErrorKind> {
        if !self.is_recorded {
            return Ok(());
        }
        let mut patience = Patience::new(self.settings);
        loop {
            let record = async {
                let transaction = self.client.transaction().await?;
                tables::record(&transaction, self.script, self.file, reached).await?;
                transaction.commit().await
            };
            match record.await.map_err(failed(tables::RECORDING)) {
                Ok(()) => return Ok(()),
                Err(error) => patience.after(error).await?,
            }
        }
    }
}

/// Where a transaction does not undo what changes the schema, each such section is run by itself. What only changes rows stays in one, with its
/// record.
fn move_ddl_out(steps: &mut [Step<'_>]) {
    for step in steps {
        let is_ddl = split(step.section.text)
            .iter()
            .any(|statement| !changes_rows_alone(statement.text));
        if step.kind == StepKind::Plain && is_ddl {
            step.kind = StepKind::Alone;
        }
    }
}

/// How often and for how long it was tried.
struct Patience {
    longest: Duration,
    started: Instant,
    attempts: u32,
}

impl Patience {
    fn new(settings: &Settings) -> Self {
        Self {
            longest: settings.lock_patience,
            started: Instant::now(),
            attempts: 0,
        }
    }

    /// Waits a moment after a failure that was nobody's fault; any other, and one too many, is given back.
    async fn after(&mut self, mut error: MigrationErrorKind) -> Result<(), MigrationErrorKind> {
        let codes = [
            SqlState::LOCK_NOT_AVAILABLE.code(),
            SqlState::T_R_DEADLOCK_DETECTED.code(),
            SqlState::T_R_SERIALIZATION_FAILURE.code(),
        ];
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "no other kind is a failed statement's"
        )]
        let (code, message) = match &mut error {
            MigrationErrorKind::Section(failure) => (&failure.code, &mut failure.message),
            MigrationErrorKind::Database { code, message, .. } => (&*code, message),
            _ => return Err(error),
        };
        let is_met = |code: &str| codes.contains(&code);
        if !code.as_deref().is_some_and(is_met) {
            return Err(error);
        }
        self.attempts += 1;
        let spent = self.started.elapsed();
        if spent >= self.longest {
            let tried = format!(
                " (tried {} times in {:.1} s; who holds it is in pg_stat_activity)",
                self.attempts,
                spent.as_secs_f64()
            );
            message.push_str(&tried);
            return Err(error);
        }
        tokio::time::sleep(pause(self.attempts)).await;
        Ok(())
    }
}

fn failure(
    script: &Script,
    file: ScriptFile,
    section: &Section<'_>,
    error: &Error,
    kept: usize,
) -> MigrationErrorKind {
    if is_lost(error) {
        return MigrationErrorKind::Disconnected {
            doing: format!(
                "running section {} of {}, {file}",
                section.number, script.tag
            ),
            message: message(error),
        };
    }
    let position = error
        .as_db_error()
        .and_then(|error| match error.position()? {
            ErrorPosition::Original(character) => Some(*character),
            // In the text of a function, which is not ours to count lines in.
            ErrorPosition::Internal { .. } => None,
        });
    let line = position.map_or(section.line, |character| {
        let before = usize::try_from(character)
            .unwrap_or(usize::MAX)
            .saturating_sub(1);
        let byte = section
            .text
            .char_indices()
            .nth(before)
            .map_or(section.text.len(), |(byte, _)| byte);
        section.line_at(byte)
    });
    MigrationErrorKind::Section(Box::new(SectionFailure {
        line,
        message: message(error),
        code: code(error),
        kept,
        ..script.failure(file, section)
    }))
}
