//! The same between two databases as the inspectors read them.

use super::{
    At, Bench, Catalog, Column, Engine, Failure, Foreseen, HazardNote, Pair, Renames, Rows, Table,
    Terms, Transition, Way, apply, comparable, failed, files, same,
};

impl Bench {
    /// Takes the database of the schema before to that of the schema after, as the two are read by the inspector.
    pub(super) async fn by_inspection(
        &mut self,
        pair: &Pair,
        way: &Way,
        rows: &Rows,
        foreseen: &Foreseen,
        wanted: &str,
    ) -> Result<bool, Failure> {
        self.renew(pair, way, rows).await?;
        let before = self.work.inspected().await.at("inspecting")?;
        let after = self.fresh.inspected().await.at("inspecting")?;
        for found in [&before, &after] {
            if !found.beyond.is_empty() {
                return failed(
                    "the inspector cannot say all of it",
                    found.beyond.join("\n"),
                );
            }
        }
        let transition = Transition::new(before.catalog, after.catalog, &way.transition.renames);
        if !transition.there.unplanned.is_empty() {
            return Ok(false);
        }
        let (up, down) = transition.plans(&Terms::simple(way.sqlite));
        let file = files(&up, &down).up;
        let retyped = |column: &Column| {
            let was = pair.before.column(column.named.id);
            was.is_some_and(|(_, was)| was.ty != column.ty)
        };
        let any_retyped = pair
            .after
            .tables
            .iter()
            .flat_map(|table| &table.columns)
            .any(&retyped);
        if let Err(why) = apply(self.work.database(), &file).await {
            // Nobody told the inspector what values mean: another cast than the migration's may refuse them.
            if any_retyped {
                return Ok(false);
            }
            // What is new gets no value that only the schema file knows.
            let told = HazardNote::of(&up, &transition);
            let known = way.told_rows();
            let is_known = |note: &HazardNote| {
                let mut known = known.iter().map(|note| (&note.code, &note.object));
                known.any(|known| known == (&note.code, &note.object))
            };
            let mut wanting = told.iter().filter(|note| note.code == "needs-empty");
            if wanting.any(|note| !is_known(note)) {
                return Ok(false);
            }
            return failed(
                "between two inspected databases",
                format!("{why}\nby\n{file}"),
            );
        }
        same(&self.work.shape().await, wanted)
            .map_err(|what| format!("{what}\nby\n{file}"))
            .at("by inspection it is not as fresh")?;
        let known = |_: &Table, column: &Column| {
            !foreseen.masked.contains(&column.named.id)
                && !retyped(column)
                && column.generated.is_none()
        };
        self.same_rows(&pair.after, known)
            .await
            .map_err(|what| format!("{what}\nby\n{file}"))
            .at("rows after going there by inspection")?;
        Ok(true)
    }

    pub(super) async fn as_inspected(&self, way: &Way) -> Result<(), String> {
        let (migrated, fresh) = (self.work.inspected().await?, self.fresh.inspected().await?);
        if migrated.beyond != fresh.beyond {
            return Err(format!(
                "{:?}\nand fresh\n{:?}",
                migrated.beyond, fresh.beyond
            ));
        }
        let plain = |catalog: &Catalog| match self.work.engine() {
            Engine::Sqlite => comparable(catalog),
            Engine::Postgres => catalog.clone(),
        };
        let (migrated, fresh) = (plain(&migrated.catalog), plain(&fresh.catalog));
        for (from, to) in [(&migrated, &fresh), (&fresh, &migrated)] {
            let transition = Transition::new(from.clone(), to.clone(), &Renames::default());
            if !transition.is_empty() {
                return Err(format!("{:#?}\nby\n{}", transition.there, way.files.up));
            }
        }
        Ok(())
    }
}
