//! A migration's step in Rust, batch by batch.

use std::time::Instant;

use super::Db;
use crate::error::{Error, ErrorKind, Result};
use crate::migrate::{
    Batch, MigrationErrorKind, PendingStep, Progress, ScriptFile, Scripts, SectionFailure,
    Settings, Work,
};
use crate::query::{Statement, TableInfo};
use crate::transaction::Tx;
use crate::value::Value;

/// What the record says of a step, and what is written into it: in the transaction of each batch.
mod record {
    use super::{Statement, TableInfo};

    pub(super) static APPLIED: Statement = Statement::read_per_dialect(
        "dualect::migrate",
        &TableInfo::NONE,
        "SELECT count(*) FROM main.__drizzle_migrations WHERE name = $1",
        "SELECT count(*) FROM drizzle.__drizzle_migrations WHERE name = $1",
    );
    pub(super) static RESUME: Statement = Statement::read_per_dialect(
        "dualect::migrate",
        &TableInfo::NONE,
        "SELECT max(resume) FROM main.__dualect_migrations WHERE name = $1 AND state = 'partial'",
        "SELECT max(resume) FROM drizzle.__dualect_migrations WHERE name = $1 AND state = 'partial'",
    );
    pub(super) static REACHED: Statement = Statement::write_per_dialect(
        "dualect::migrate",
        &TableInfo::NONE,
        "INSERT INTO main.__dualect_migrations (name, hash, section, state, applied_by, resume)
         VALUES ($1, $2, 0, 'partial', $3, $4)
         ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, section = 0, state = 'partial',
             applied_by = excluded.applied_by, resume = excluded.resume",
        "INSERT INTO drizzle.__dualect_migrations (name, hash, section, state, applied_by, resume)
         VALUES ($1, $2, 0, 'partial', $3, $4)
         ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, section = 0, state = 'partial',
             applied_by = excluded.applied_by, resume = excluded.resume",
    );
    pub(super) static NOTED: Statement = Statement::write_per_dialect(
        "dualect::migrate",
        &TableInfo::NONE,
        "INSERT INTO main.__dualect_migrations (name, hash, section, state, applied_by, took_ms)
         VALUES ($1, $2, 1, 'applied', $3, $4)
         ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, section = 1, state = 'applied',
             applied_by = excluded.applied_by, took_ms = excluded.took_ms, resume = NULL",
        "INSERT INTO drizzle.__dualect_migrations (name, hash, section, state, applied_by, took_ms)
         VALUES ($1, $2, 1, 'applied', $3, $4)
         ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, section = 1, state = 'applied',
             applied_by = excluded.applied_by, took_ms = excluded.took_ms, resume = NULL",
    );
    pub(super) static RECORDED: Statement = Statement::write_per_dialect(
        "dualect::migrate",
        &TableInfo::NONE,
        "INSERT INTO main.__drizzle_migrations (hash, created_at, name, applied_at) VALUES ($1, $2, $3, $4)",
        "INSERT INTO drizzle.__drizzle_migrations (hash, created_at, name, applied_at)
         VALUES ($1, $2, $3, ($4::text)::timestamptz)",
    );
}

/// What one batch came to.
enum Reached {
    /// Another program ended the step meanwhile.
    ByOthers,
    More(u64),
    End(u64),
}

impl Db {
    /// Runs the step to its end, from where an earlier run came to.
    pub(super) async fn run_step(
        &self,
        scripts: &Scripts,
        pending: &PendingStep,
        settings: &Settings,
    ) -> Result<()> {
        let PendingStep {
            tag,
            step,
            out_of_order,
        } = pending;
        let Some(work) = settings.steps.get(step) else {
            let (tag, step) = (tag.clone(), step.clone());
            return Err(MigrationErrorKind::Step { tag, step }.into());
        };
        let started = Instant::now();
        let mut all = 0;
        settings.observer.tell(|| Progress::Began {
            tag: tag.clone(),
            file: ScriptFile::Up,
            number: 1,
            of: 1,
        });
        loop {
            let reached = self
                .transaction(async |tx| batch(tx, scripts, tag, work, settings, started).await)
                .await;
            let reached = reached.map_err(|error| failed(pending, &error))?;
            let (rows, more) = match reached {
                Reached::ByOthers => return Ok(()),
                Reached::More(rows) => (rows, true),
                Reached::End(rows) => (rows, false),
            };
            all += rows;
            settings.observer.tell(|| Progress::Batch {
                tag: tag.clone(),
                rows: all,
            });
            if !more {
                break;
            }
        }
        settings.observer.tell(|| Progress::Ended {
            tag: tag.clone(),
            file: ScriptFile::Up,
            out_of_order: *out_of_order,
            took: started.elapsed(),
        });
        Ok(())
    }
}

/// One batch, and what is recorded of it, in one transaction.
async fn batch(
    tx: Tx,
    scripts: &Scripts,
    tag: &str,
    work: &Work,
    settings: &Settings,
    started: Instant,
) -> Result<Reached> {
    let applied: i64 = tx.fetch_value(&record::APPLIED, vec![tag.into()]).await?;
    if applied > 0 {
        return Ok(Reached::ByOthers);
    }
    let after: Option<String> = tx.fetch_value(&record::RESUME, vec![tag.into()]).await?;
    let Batch { rows, next } = work(tx.again(), after).await?;
    let record = scripts.step_record(tag)?;
    let by = || Value::from(settings.by.as_str());
    if let Some(next) = next {
        let values = vec![tag.into(), record.begun.into(), by(), next.into()];
        tx.execute(&record::REACHED, values).await?;
        return Ok(Reached::More(rows));
    }
    let took = i64::try_from(started.elapsed().as_millis()).unwrap_or(i64::MAX);
    let values = vec![tag.into(), record.hash.into(), by(), took.into()];
    tx.execute(&record::NOTED, values).await?;
    let at = (settings.clock)().strftime("%Y-%m-%dT%H:%M:%S.%3fZ");
    let values = vec![
        record.file_hash.into(),
        record.created_at.into(),
        tag.into(),
        at.to_string().into(),
    ];
    tx.execute(&record::RECORDED, values).await?;
    Ok(Reached::End(rows))
}

/// Why a batch failed, with the migration's name. The batches before it stay.
fn failed(pending: &PendingStep, error: &Error) -> Error {
    if error.kind() == &ErrorKind::Closed {
        let PendingStep { tag, step, .. } = pending;
        let doing = format!("running the Rust step {step} of {tag}");
        let message = error.to_string();
        return MigrationErrorKind::Disconnected { doing, message }.into();
    }
    let failure = SectionFailure {
        tag: pending.tag.clone(),
        file: ScriptFile::Up,
        section: 1,
        line: 1,
        statement: format!("the Rust step {}", pending.step),
        message: format!(
            "{error}; the batches before it stay, and the next run goes on after them"
        ),
        code: None,
        kept: 0,
    };
    MigrationErrorKind::Section(Box::new(failure)).into()
}
