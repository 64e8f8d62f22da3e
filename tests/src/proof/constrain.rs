//! Constraints and indexes by chance.

use super::draw::{ACTIONS, DEFERRABLE, Drawing};
use super::schema::{Column, Id, Part, PartKind, Schema, Table, Ty};

impl Drawing {
    /// What may be asked of a row.
    pub fn condition(&mut self, schema: &Schema, table: &Table) -> String {
        let column = self.a_column(table);
        let id = column.named.id;
        let choices: Vec<String> = match &column.ty {
            Ty::SmallInt | Ty::Int | Ty::BigInt => vec![
                format!("{{{id}}} > -30000"),
                format!("{{{id}}} <> 7"),
                format!("{{{id}}} between -10 and 50000"),
            ],
            Ty::Decimal(..) => vec![format!("{{{id}}} >= 0"), format!("{{{id}}} <> 1.5")],
            Ty::Text | Ty::Varchar(_) if !column.collated => vec![
                format!("length({{{id}}}) < 30"),
                format!("{{{id}}} <> 'it''s'"),
                format!("{{{id}}} in ('a', 'b', '42')"),
            ],
            Ty::Bool => vec![format!("{{{id}}}"), format!("not {{{id}}}")],
            Ty::Timestamp(_) => vec![format!("{{{id}}} > '1969-01-01T00:00:00Z'")],
            Ty::Date => vec![format!("{{{id}}} >= '1970-01-01'")],
            Ty::Enum(declared) => {
                let words = schema
                    .an_enum(*declared)
                    .map(|declared| declared.values.clone())
                    .unwrap_or_default();
                let word = self.random.pick(&words).0;
                vec![
                    format!("{{{id}}} = '{{W{word}}}'"),
                    format!("{{{id}}} <> '{{W{word}}}'"),
                ]
            }
            _ => vec![format!("{{{id}}} is not null"), format!("{{{id}}} is null")],
        };
        let one = self.random.pick(&choices);
        if self.random.one_in(3) {
            let other = self.a_column(table).named.id;
            return format!("{one} or {{{other}}} is null");
        }
        one
    }

    /// A constraint or an index more.
    pub fn add_part(&mut self, schema: &mut Schema, table: Id) -> Option<()> {
        let found = schema.table(table)?.clone();
        let some = |drawing: &mut Self| {
            let mut ids = vec![drawing.a_column(&found).named.id];
            for _ in 0..drawing.random.below(2) {
                let other = drawing.a_column(&found).named.id;
                if !ids.contains(&other) {
                    ids.push(other);
                }
            }
            ids
        };
        let kind = match self.random.below(8) {
            0 => PartKind::Unique(some(self)),
            1 | 2 => PartKind::Check(self.condition(schema, &found)),
            3 | 4 => self.index(schema, &found, some),
            _ => return self.add_foreign_key(schema, &found),
        };
        let named = self.named(true);
        let mut tables = schema.tables.iter_mut();
        let table = tables.find(|other| other.named.id == table)?;
        table.parts.push(Part { named, kind });
        Some(())
    }

    fn index(
        &mut self,
        schema: &Schema,
        table: &Table,
        some: impl Fn(&mut Self) -> Vec<Id>,
    ) -> PartKind {
        let mut on: Vec<String> = some(self)
            .iter()
            .map(|id| {
                format!(
                    "{{{id}}}{}",
                    if self.random.one_in(3) { " desc" } else { "" }
                )
            })
            .collect();
        if self.random.one_in(4) {
            let column = self.a_column(table);
            let id = column.named.id;
            match column.ty {
                Ty::Text | Ty::Varchar(_) => on.push(format!("lower({{{id}}})")),
                Ty::Int | Ty::SmallInt => on.push(format!("({{{id}}} + 1)")),
                _ => {}
            }
        }
        let predicate = self.random.one_in(3).then(|| self.condition(schema, table));
        let mut method = None;
        let mut on_sqlite = true;
        let mut include = Vec::new();
        match self.random.below(10) {
            0 if on.len() == 1 => {
                method = Some("hash".to_owned());
                on_sqlite = self.random.one_in(2);
                on[0] = on[0].replace(" desc", "");
            }
            1 => include = vec![self.a_column(table).named.id],
            2 => on_sqlite = false,
            _ => {}
        }
        let unique = self.random.one_in(4) && method.is_none();
        PartKind::Index {
            on,
            unique,
            predicate,
            method,
            include,
            on_sqlite,
        }
    }

    /// A foreign key, mostly with columns of its own.
    pub fn add_foreign_key(&mut self, schema: &mut Schema, table: &Table) -> Option<()> {
        let parent = self.random.pick(&schema.tables);
        let to = self.random.pick(&parent.keys());
        let named = self.named(true);
        let nullable = self.random.one_in(2);
        let mut on = Vec::new();
        let mut columns = Vec::new();
        for id in &to {
            let target = parent.column(*id)?;
            let alike = table.columns.iter().find(|own| {
                own.ty == target.ty && own.generated.is_none() && !on.contains(&own.named.id)
            });
            if let Some(own) = alike.filter(|_| self.random.one_in(4)) {
                on.push(own.named.id);
                continue;
            }
            let column = Column {
                named: self.named(true),
                ty: target.ty.clone(),
                nullable,
                default: None,
                generated: None,
                doc: None,
                touched: false,
                collated: false,
                unchecked: false,
            };
            on.push(column.named.id);
            columns.push(column);
        }
        let kind = PartKind::ForeignKey {
            inline: on.len() == 1 && !self.random.one_in(3),
            on,
            parent: parent.named.id,
            to,
            on_delete: self.random.pick(&ACTIONS),
            on_update: self.random.pick(&ACTIONS),
            deferrable: self.random.pick(&DEFERRABLE),
        };
        let mut tables = schema.tables.iter_mut();
        let table = tables.find(|other| other.named.id == table.named.id)?;
        table.columns.extend(columns);
        table.parts.push(Part { named, kind });
        Some(())
    }
}
