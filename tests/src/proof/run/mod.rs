//! One pair of schemas on one engine: there and back over rows, as the migrator does it and as two inspected databases ask for it.

mod inspection;
mod kept;

use std::collections::{BTreeMap, BTreeSet};

use dualect_codegen::catalog::model::Catalog;
use dualect_codegen::diff::Renames;
use dualect_codegen::inspect::sqlite::comparable;
use dualect_codegen::migration::{HazardNote, Transition, files};
use dualect_codegen::plan::Terms;

use kept::{counted, is_kept, sequence, tables_in_both};

use super::draw::Drawing;
use super::failure::{At, Failure, failed, same, same_map, same_rows};
use super::fault::Fault;
use super::live::Live;
use super::rows::{
    Foreseen, Rows, draw, dumps, foresee, orphans, statements, without, without_orphans,
};
use super::schema::{Column, Given, Id, Schema, Table, Ty};
use super::way::Way;
use super::written::table_name;
use crate::engine::Engine;
use crate::migration_run::apply;

/// A schema, what becomes of it, and rows of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The schema before.
    pub before: Schema,
    /// The schema after.
    pub after: Schema,
    /// Rows of the schema before.
    pub rows: Rows,
}

impl Pair {
    /// That of a seed.
    #[must_use]
    pub fn of_seed(seed: u64) -> Self {
        let mut drawing = Drawing::new(seed);
        let before = drawing.schema();
        let edits = 1 + drawing.random.below(12);
        let after = drawing.edited(&before, edits);
        let rows = draw(&before, &mut drawing.random);
        Self {
            before,
            after,
            rows,
        }
    }
}

/// What a pair showed.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is counted by itself")]
pub struct Shown {
    /// The kinds of its changes.
    pub changes: Vec<String>,
    /// Whether it was refused by name: some values have no way to their new type.
    pub unplanned: bool,
    /// Whether rows were in the way, and the refusal left everything as it was.
    pub refused: bool,
    /// Whether going back loses something.
    pub lossy: bool,
    /// Whether rows were in the way of going back.
    pub refused_back: bool,
    /// Whether the two inspected databases were brought together too.
    pub inspected: bool,
    /// How many rows went there.
    pub rows: usize,
    /// Whether a fault could be made.
    pub faulty: bool,
}

/// What a database is at both ends of a migration.
struct Ends {
    start: String,
    wanted: String,
    rows_before: BTreeMap<Id, Vec<String>>,
    rows_after: BTreeMap<Id, Vec<String>>,
}

/// Two databases of one engine.
#[derive(Debug)]
pub struct Bench {
    work: Live,
    fresh: Live,
}

impl Bench {
    /// New ones.
    pub async fn new(engine: Engine) -> Self {
        Self {
            work: Live::new(engine).await,
            fresh: Live::new(engine).await,
        }
    }

    /// Proves a pair, or what a fault made of its migration.
    ///
    /// # Errors
    /// The first thing that is not as it has to be.
    pub async fn prove(&mut self, pair: &Pair, fault: Option<Fault>) -> Result<Shown, Failure> {
        let engine = self.work.engine();
        let mut shown = Shown::default();
        let Some(mut way) = Way::new(pair, engine)? else {
            shown.unplanned = true;
            return Ok(shown);
        };
        if let Some(fault) = fault {
            let rigged = fault.rig(&way.files.up);
            shown.faulty = rigged.is_some();
            let Some(rigged) = rigged else {
                return Ok(shown);
            };
            way.files.up = rigged;
        }
        shown.changes = way.changes();
        shown.lossy = way.files.down.starts_with("-- dualect: lossy");

        self.fresh.reset().await;
        self.fresh
            .migrate(&way.only_after())
            .await
            .at("a fresh database of the schema after")?;
        let mut rows = self.rows_of_before(pair, &way).await?;
        let wanted = self.fresh.shape().await;

        let (foreseen, in_the_way) = self.foreseen(pair, &rows).await?;
        if !in_the_way.is_empty() {
            self.refused(&way, pair, &in_the_way).await?;
            shown.refused = true;
            rows = self
                .without_those_in_the_way(pair, rows, in_the_way)
                .await?;
            self.work.reset().await;
            self.work
                .migrate(&way.before())
                .await
                .at("the schema before, once more")?;
            self.put(&pair.before, &rows).await?;
        }
        shown.rows = rows.values().map(Vec::len).sum();
        let foreseen = Foreseen {
            masked: foreseen.masked,
            ..foresee(&pair.before, &pair.after, &rows, engine)
        };

        self.number(&pair.before).await?;
        let start = self.work.shape().await;
        let rows_before = self
            .dump(&self.work, &pair.before, |_, _| true)
            .await
            .at("reading rows")?;
        let counters = self.counters(pair, &pair.before).await;
        self.nothing_in_the_way(&way).await?;

        self.work.migrate(&way.both()).await.at("there")?;
        same(&self.work.shape().await, &wanted).at("migrated is not as fresh")?;
        let unmasked = |_: &Table, column: &Column| !foreseen.masked.contains(&column.named.id);
        let rows_after = self
            .same_rows(&pair.after, unmasked)
            .await
            .at("rows after going there")?;
        same_map(&counters, &self.counters(pair, &pair.after).await)
            .at("what the next row is numbered")?;
        self.as_inspected(&way)
            .await
            .at("inspected, migrated is not as fresh")?;

        let ends = Ends {
            start,
            wanted,
            rows_before,
            rows_after,
        };
        shown.refused_back = self
            .back(pair, &way, &rows, &foreseen, &ends, shown.lossy)
            .await?;
        if fault.is_none() {
            shown.inspected = self
                .by_inspection(pair, &way, &rows, &foreseen, &ends.wanted)
                .await?;
        }
        Ok(shown)
    }

    /// Going back brings the schema before, and the rows as far as it says so; or it is refused, and nothing has changed.
    async fn back(
        &mut self,
        pair: &Pair,
        way: &Way,
        rows: &Rows,
        foreseen: &Foreseen,
        ends: &Ends,
        lossy: bool,
    ) -> Result<bool, Failure> {
        if let Err(why) = self.work.rollback(&way.both()).await {
            if !way.down_may_be_refused() {
                return failed("back", why);
            }
            let place = "a refusal to go back left something behind";
            same(&self.work.shape().await, &ends.wanted).at(place)?;
            let unmasked = |_: &Table, column: &Column| !foreseen.masked.contains(&column.named.id);
            let found = self.dump(&self.work, &pair.after, unmasked).await;
            same_rows(&ends.rows_after, &found.at("reading rows")?).at(place)?;
            return Ok(true);
        }
        same(&self.work.shape().await, &ends.start).at("back is not as before")?;
        let kept = |table: &Table, column: &Column| !lossy || is_kept(pair, table, column);
        let there = tables_in_both(pair, &pair.before, lossy);
        let found = self.dump(&self.work, &there, kept).await;
        let found = found.at("reading rows")?;
        let expected = if lossy {
            self.renew(pair, way, rows).await?;
            let kept = self.dump(&self.work, &there, kept).await;
            kept.at("reading rows")?
        } else {
            ends.rows_before.clone()
        };
        same_rows(&expected, &found).at("rows after going back")?;
        Ok(false)
    }

    /// The schema before with its rows in a new database.
    async fn renew(&mut self, pair: &Pair, way: &Way, rows: &Rows) -> Result<(), Failure> {
        self.work.reset().await;
        self.work
            .migrate(&way.before())
            .await
            .at("the schema before, once more")?;
        self.put(&pair.before, rows).await?;
        self.number(&pair.before).await
    }

    /// The rows that the schema before takes, in `work`.
    async fn rows_of_before(&mut self, pair: &Pair, way: &Way) -> Result<Rows, Failure> {
        let engine = self.work.engine();
        let mut rows = pair.rows.clone();
        let unsaid = foresee(&pair.before, &pair.after, &rows, engine).unsaid;
        without(&mut rows, &unsaid);
        without_orphans(&pair.before, &mut rows);
        self.work.reset().await;
        self.work
            .migrate(&way.before())
            .await
            .at("the schema before")?;
        loop {
            let statements = statements(&pair.before, &rows, engine);
            let sql: Vec<String> = statements.iter().map(|(_, sql)| sql.clone()).collect();
            let refused = self.work.attempt(&sql, false).await.at("putting rows in")?;
            if refused.is_empty() {
                return Ok(rows);
            }
            let refused: BTreeSet<usize> =
                refused.iter().map(|(at, _)| statements[*at].0).collect();
            without(&mut rows, &refused);
            without_orphans(&pair.before, &mut rows);
        }
    }

    async fn put(&self, schema: &Schema, rows: &Rows) -> Result<(), Failure> {
        let statements: Vec<String> = statements(schema, rows, self.work.engine())
            .into_iter()
            .map(|(_, sql)| sql)
            .collect();
        let refused = self
            .work
            .attempt(&statements, false)
            .await
            .at("putting rows in")?;
        if refused.is_empty() {
            Ok(())
        } else {
            failed("rows that were taken are refused", format!("{refused:?}"))
        }
    }

    /// What has to become of the rows, and the numbers of those that cannot be: `fresh` says so.
    async fn foreseen(
        &self,
        pair: &Pair,
        rows: &Rows,
    ) -> Result<(Foreseen, BTreeSet<usize>), Failure> {
        let engine = self.work.engine();
        let foreseen = foresee(&pair.before, &pair.after, rows, engine);
        let mut in_the_way = foreseen.refused.clone();
        in_the_way.extend(orphans(&pair.after, &foreseen.rows));
        let mut others = foreseen.rows.clone();
        without(&mut others, &foreseen.refused);
        let statements = statements(&pair.after, &others, engine);
        let sql: Vec<String> = statements.iter().map(|(_, sql)| sql.clone()).collect();
        let refused = self.fresh.attempt(&sql, in_the_way.is_empty()).await;
        let refused = refused.at("putting foreseen rows in")?;
        in_the_way.extend(refused.iter().map(|(at, _)| statements[*at].0));
        Ok((foreseen, in_the_way))
    }

    async fn without_those_in_the_way(
        &mut self,
        pair: &Pair,
        mut rows: Rows,
        mut those: BTreeSet<usize>,
    ) -> Result<Rows, Failure> {
        loop {
            without(&mut rows, &those);
            without_orphans(&pair.before, &mut rows);
            let way = Way::new(pair, self.work.engine())?;
            self.fresh.reset().await;
            if let Some(way) = way {
                self.fresh
                    .migrate(&way.only_after())
                    .await
                    .at("a fresh database of the schema after")?;
            }
            (_, those) = self.foreseen(pair, &rows).await?;
            if those.is_empty() {
                return Ok(rows);
            }
        }
    }

    /// The migration is refused, says so before, and leaves everything as it was.
    async fn refused(
        &self,
        way: &Way,
        pair: &Pair,
        those: &BTreeSet<usize>,
    ) -> Result<(), Failure> {
        let before = (
            self.work.shape().await,
            self.dump(&self.work, &pair.before, |_, _| true)
                .await
                .at("reading rows")?,
        );
        let told = way.told_rows();
        let silent = told.iter().all(|note| !note.queries.is_empty());
        let mut found = false;
        for query in told.iter().flat_map(|note| &note.queries) {
            let rows = self
                .work
                .rows(query)
                .await
                .map_err(|error| format!("{error}\nin {query}"));
            found |= !rows.at("a hazard's query")?.is_empty();
        }
        if self.work.migrate(&way.both()).await.is_ok() {
            return failed(
                "rows that no fresh database takes were taken",
                format!("rows {those:?}"),
            );
        }
        if told.is_empty() {
            return failed(
                "rows are refused of which no hazard tells",
                format!("rows {those:?}"),
            );
        }
        if silent && !found {
            return failed(
                "rows are refused that no hazard's query finds",
                format!("rows {those:?}, {told:#?}"),
            );
        }
        let after = (
            self.work.shape().await,
            self.dump(&self.work, &pair.before, |_, _| true)
                .await
                .at("reading rows")?,
        );
        same(&after.0, &before.0).at("a refusal left something behind")?;
        same_rows(&before.1, &after.1).at("a refusal left something behind")
    }

    /// The hazards' queries find nothing: the rows are such as the migration takes.
    async fn nothing_in_the_way(&self, way: &Way) -> Result<(), Failure> {
        for note in way.told_rows() {
            for query in &note.queries {
                let rows = self
                    .work
                    .rows(query)
                    .await
                    .map_err(|error| format!("{error}\nin {query}"));
                let rows = rows.at("a hazard's query")?;
                if !rows.is_empty() {
                    return failed(
                        "a hazard's query finds rows that are taken",
                        format!("{}: {rows:?}\n{query}", note.code),
                    );
                }
            }
        }
        Ok(())
    }

    async fn dump(
        &self,
        live: &Live,
        schema: &Schema,
        shown: impl Fn(&Table, &Column) -> bool,
    ) -> Result<BTreeMap<Id, Vec<String>>, String> {
        let mut all = BTreeMap::new();
        for (table, query) in dumps(schema, live.engine(), shown) {
            let mut lines: Vec<String> = live
                .rows(&query)
                .await?
                .iter()
                .map(|row| {
                    row.iter()
                        .map(|cell| cell.as_deref().unwrap_or("\u{2400}"))
                        .collect::<Vec<_>>()
                        .join(" | ")
                })
                .collect();
            lines.sort();
            all.insert(table, lines);
        }
        Ok(all)
    }

    async fn same_rows(
        &self,
        schema: &Schema,
        shown: impl Fn(&Table, &Column) -> bool,
    ) -> Result<BTreeMap<Id, Vec<String>>, String> {
        let expected = self.dump(&self.fresh, schema, &shown).await?;
        let found = self.dump(&self.work, schema, &shown).await?;
        same_rows(&expected, &found)?;
        Ok(found)
    }

    /// Lets every identity go on from a number of its own.
    async fn number(&self, schema: &Schema) -> Result<(), Failure> {
        for (at, (table, column)) in counted(schema).into_iter().enumerate() {
            let next = 5_000 + at;
            let sql = match self.work.engine() {
                Engine::Sqlite => {
                    let name = table.named.name().replace('\'', "''");
                    format!(
                        "DELETE FROM sqlite_sequence WHERE name = '{name}'; INSERT INTO sqlite_sequence (name, seq) VALUES ('{name}', {next})"
                    )
                }
                Engine::Postgres => format!("SELECT setval({}, {next})", sequence(table, column)),
            };
            self.work.execute(&sql).await.at("numbering")?;
        }
        Ok(())
    }

    /// What the next row is numbered, of identities that are there before and after.
    async fn counters(&self, pair: &Pair, schema: &Schema) -> BTreeMap<Id, String> {
        let in_both = |id: Id| {
            [&pair.before, &pair.after].iter().all(|schema| {
                counted(schema)
                    .iter()
                    .any(|(_, column)| column.named.id == id)
            })
        };
        let mut found = BTreeMap::new();
        for (table, column) in counted(schema)
            .into_iter()
            .filter(|(_, column)| in_both(column.named.id))
        {
            let sql = match self.work.engine() {
                Engine::Sqlite => format!(
                    "SELECT seq FROM sqlite_sequence WHERE name = '{}'",
                    table.named.name().replace('\'', "''")
                ),
                Engine::Postgres => format!(
                    "SELECT pg_sequence_last_value({}::regclass)",
                    sequence(table, column)
                ),
            };
            let rows = self.work.rows(&sql).await;
            found.insert(column.named.id, format!("{rows:?}"));
        }
        found
    }
}
