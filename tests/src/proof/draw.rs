//! Schemas by chance. A piece that the language refuses where it was drawn is left out again.

use dualect_codegen::diagnostic::SourceFile;
use dualect_format::statements::BREAKPOINT;

use super::schema::{
    Column, Enum, Given, Id, Named, SCHEMAS, Schema, Storage, Table, Trigger, Ty, View,
};
use super::value::Value;
use super::written::written;
use crate::differential::Random;

/// Chance, and the numbers of pieces.
#[derive(Debug)]
pub struct Drawing {
    /// The chance.
    pub random: Random,
    next: Id,
    /// What the language refused.
    pub refused: usize,
}

const KEYS: [&str; 24] = [
    "id", "name", "title", "rank", "owner", "parent", "code", "note", "size", "total", "order",
    "select", "group", "user", "values", "index", "where", "rowid", "state", "label", "weight",
    "amount", "check", "table",
];
const DB_NAMES: [&str; 8] = [
    "with space",
    "we\"ird",
    "it's",
    "Ünïcode ⚑",
    "CamelCase",
    "semi;--colon",
    "a_name_that_is_exactly_sixty_three_bytes_long_as_postgres_has_it",
    "new.old",
];
const WORDS: [&str; 10] = [
    "draft",
    "sent",
    "paid",
    "it's",
    "ünï",
    "two words",
    "",
    "A",
    "a",
    "\"q\"",
];
/// What foreign keys do.
pub const ACTIONS: [&str; 5] = [
    "cascade",
    "restrict",
    "set null",
    "set default",
    "no action",
];
/// When they are checked.
pub const DEFERRABLE: [Option<&str>; 4] = [None, None, Some("true"), Some("\"deferred\"")];

/// Whether something new has the name of what goes: nobody could know that it is not the same.
fn takes_a_name_unsaid(before: &Schema, after: &Schema) -> bool {
    let goes = |old: &Named, new: &[&Named]| !new.iter().any(|other| other.id == old.id);
    let taken = |old: Vec<&Named>, new: Vec<&Named>| {
        let mut gone = old.iter().filter(|named| goes(named, &new));
        gone.any(|gone| {
            let mut come = new.iter().filter(|named| goes(named, &old));
            come.any(|come| come.name().eq_ignore_ascii_case(gone.name()))
        })
    };
    if taken(names(before), names(after)) {
        return true;
    }
    before.tables.iter().any(|old| {
        let columns = |table: &'_ Table| -> Vec<Named> {
            table
                .columns
                .iter()
                .map(|column| column.named.clone())
                .collect()
        };
        let new = after.table(old.named.id).map(columns).unwrap_or_default();
        taken(columns(old).iter().collect(), new.iter().collect())
    })
}

fn names(schema: &Schema) -> Vec<&Named> {
    schema.tables.iter().map(|table| &table.named).collect()
}

/// The text as the schema language's parser reads it.
///
/// # Errors
/// What the parser says.
pub fn parsed(text: &str) -> Result<dualect_codegen::schema::model::Schema, String> {
    let text = format!("[project]\nname = \"proof\"\n\n{text}");
    dualect_codegen::schema::parse(&SourceFile::new("schema.toml", text))
        .map_err(|problems| problems.render(false))
}

impl Drawing {
    /// That of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            random: Random::new(seed),
            next: 0,
            refused: 0,
        }
    }

    /// A new number.
    pub fn id(&mut self) -> Id {
        self.next += 1;
        self.next
    }

    /// A name that is seldom taken.
    pub fn named(&mut self, may_be_odd: bool) -> Named {
        let id = self.id();
        let mut key = self.random.pick(&KEYS).to_owned();
        if !self.random.one_in(3) {
            key = format!("{key}_{id}");
        }
        let odd = may_be_odd && self.random.one_in(6);
        let db_name = odd.then(|| self.random.pick(&DB_NAMES).to_owned());
        Named { id, key, db_name }
    }

    /// Puts a piece in by `change`, unless the language refuses what comes of it; says whether it is in.
    pub fn attempt(
        &mut self,
        schema: &mut Schema,
        before: Option<&Schema>,
        change: impl FnOnce(&mut Self, &mut Schema) -> Option<()>,
    ) -> bool {
        let mut other = schema.clone();
        if change(self, &mut other).is_none() {
            return false;
        }
        other.settle();
        if other == *schema || other.tables.is_empty() && !schema.tables.is_empty() {
            return false;
        }
        let clear = before.is_none_or(|before| !takes_a_name_unsaid(before, &other));
        let done = clear && parsed(&written(&other, before)).is_ok();
        if done {
            *schema = other;
        } else {
            self.refused += 1;
        }
        done
    }

    /// A schema.
    pub fn schema(&mut self) -> Schema {
        let mut schema = Schema {
            old_sqlite: self.random.one_in(5),
            enums: Vec::new(),
            tables: Vec::new(),
            views: Vec::new(),
            triggers: Vec::new(),
        };
        for _ in 0..self.random.below(3) {
            self.attempt(&mut schema, None, Self::add_enum);
        }
        let tables = 1 + self.random.below(4);
        while schema.tables.len() < tables {
            self.attempt(&mut schema, None, Self::add_table);
        }
        for _ in 0..self.random.below(3) {
            self.attempt(&mut schema, None, Self::add_view);
        }
        for _ in 0..self.random.below(2) {
            self.attempt(&mut schema, None, Self::add_trigger);
        }
        schema
    }

    /// An enum more.
    pub fn add_enum(&mut self, schema: &mut Schema) -> Option<()> {
        let mut values = Vec::new();
        for _ in 0..=1 + self.random.below(4) {
            let word = self.random.pick(&WORDS).to_owned();
            if values.iter().all(|(_, old)| *old != word) {
                values.push((self.id(), word));
            }
        }
        let native = self.random.one_in(2);
        let mut named = self.named(native);
        named.key = format!("kind_{}", named.id);
        schema.enums.push(Enum {
            named,
            values,
            native,
            schema: (native && self.random.one_in(4)).then(|| self.random.below(SCHEMAS.len())),
        });
        Some(())
    }

    /// A table more, with what is in it.
    pub fn add_table(&mut self, schema: &mut Schema) -> Option<()> {
        let mut named = self.named(true);
        named.key = format!(
            "{}_{}",
            named
                .key
                .trim_end_matches(char::is_numeric)
                .trim_end_matches('_'),
            named.id
        );
        let id = named.id;
        let table = Table {
            named,
            schema: self
                .random
                .one_in(6)
                .then(|| self.random.below(SCHEMAS.len())),
            doc: self
                .random
                .one_in(6)
                .then(|| "It's a \"table\".".to_owned()),
            without_rowid: self.random.one_in(8),
            strict: !self.random.one_in(8),
            append_only: self.random.one_in(12),
            soft_delete: None,
            version: None,
            key: Vec::new(),
            columns: Vec::new(),
            parts: Vec::new(),
        };
        let mut own = schema.clone();
        own.tables.push(table);
        let keys = if self.random.one_in(5) { 2 } else { 1 };
        for _ in 0..keys {
            let column = self.key_column(keys == 1);
            let table = own.tables.last_mut()?;
            table.key.push(column.named.id);
            table.columns.push(column);
        }
        for _ in 0..self.random.below(6) {
            self.attempt(&mut own, None, |drawing, own| drawing.add_column(own, id));
        }
        for _ in 0..self.random.below(5) {
            self.attempt(&mut own, None, |drawing, own| drawing.add_part(own, id));
        }
        *schema = own;
        Some(())
    }

    fn key_column(&mut self, alone: bool) -> Column {
        let mut named = self.named(true);
        if alone && self.random.one_in(2) {
            "id".clone_into(&mut named.key);
        }
        let types = [
            Ty::BigInt,
            Ty::BigInt,
            Ty::Int,
            Ty::SmallInt,
            Ty::Uuid,
            Ty::Text,
            Ty::Varchar(12),
            Ty::Date,
        ];
        let ty = self.random.pick(&types);
        let default = match ty {
            Ty::BigInt | Ty::Int if alone && self.random.one_in(2) => Some(Given::Identity),
            Ty::Uuid if self.random.one_in(2) => Some(Given::UuidV7),
            _ => None,
        };
        Column {
            named,
            ty,
            nullable: false,
            default,
            generated: None,
            doc: None,
            touched: false,
            collated: false,
            unchecked: false,
        }
    }

    /// A type that a column can have.
    pub fn ty(&mut self, schema: &Schema) -> Ty {
        if !schema.enums.is_empty() && self.random.one_in(5) {
            let declared = self.random.below(schema.enums.len());
            return Ty::Enum(schema.enums[declared].named.id);
        }
        let types = [
            Ty::Bool,
            Ty::SmallInt,
            Ty::Int,
            Ty::Int,
            Ty::BigInt,
            Ty::Real,
            Ty::Double,
            Ty::Decimal(10, 2, false),
            Ty::Decimal(5, 0, false),
            Ty::Decimal(18, 6, false),
            Ty::Decimal(28, 10, true),
            Ty::Text,
            Ty::Text,
            Ty::Varchar(5),
            Ty::Varchar(40),
            Ty::Bytes,
            Ty::Uuid,
            Ty::Timestamp(Storage::Micros),
            Ty::Timestamp(Storage::Millis),
            Ty::Timestamp(Storage::Seconds),
            Ty::Timestamp(Storage::Text),
            Ty::Date,
            Ty::Time,
            Ty::Json,
            Ty::List(Box::new(Ty::Text)),
            Ty::List(Box::new(Ty::Int)),
            Ty::List(Box::new(Ty::Bool)),
        ];
        self.random.pick(&types)
    }

    /// A default for the type.
    pub fn given(&mut self, ty: &Ty, schema: &Schema) -> Given {
        let choice = self.random.below(4);
        let value = Value::draw(ty, schema, &mut self.random);
        match (ty, choice) {
            // What parts the statements of a file cannot stand in a default.
            _ if value.plain(ty, schema).contains(BREAKPOINT) => {
                Given::Value(Value::Text(String::new()))
            }
            (Ty::Timestamp(_), 0..=2) => Given::Now,
            (Ty::Uuid, 0 | 1) => Given::UuidV4,
            (Ty::Uuid, 2) => Given::UuidV7,
            (Ty::Text, 0) => Given::Sql("lower('A') || 'b'".to_owned()),
            (Ty::Int | Ty::BigInt, 0) => Given::Sql("abs(-3) + 4".to_owned()),
            (Ty::Text, 1) => Given::Raw("upper('x''y')".to_owned(), "upper('x''y')".to_owned()),
            _ => Given::Value(value),
        }
    }

    /// A column more.
    pub fn add_column(&mut self, schema: &mut Schema, table: Id) -> Option<()> {
        let ty = self.ty(schema);
        let mut column = Column {
            named: self.named(true),
            nullable: self.random.one_in(2),
            default: self.random.one_in(3).then(|| self.given(&ty, schema)),
            ty,
            generated: None,
            doc: self
                .random
                .one_in(10)
                .then(|| "What's \"said\".".to_owned()),
            touched: false,
            collated: false,
            unchecked: self.random.one_in(12),
        };
        if self.random.one_in(8) {
            let (ty, sql) = self.computed(schema.table(table)?)?;
            column.ty = ty;
            column.default = None;
            column.generated = Some(sql);
        }
        match &column.ty {
            Ty::Timestamp(_) => column.touched = self.random.one_in(6),
            Ty::Text | Ty::Varchar(_) => column.collated = self.random.one_in(8),
            _ => {}
        }
        let tables = &mut schema.tables;
        let table = tables.iter_mut().find(|other| other.named.id == table)?;
        match (&column.ty, self.random.below(8)) {
            (Ty::Timestamp(_), 0) if column.nullable && column.default.is_none() => {
                table.soft_delete = Some(column.named.id);
            }
            (Ty::Int | Ty::BigInt, 0) if column.generated.is_none() => {
                column.nullable = false;
                column.default = None;
                table.version = Some(column.named.id);
            }
            _ => {}
        }
        table.columns.push(column);
        Some(())
    }

    /// What a column can be computed from, and of which type it is then.
    pub fn computed(&mut self, table: &Table) -> Option<(Ty, String)> {
        let choices: Vec<(Ty, String)> = table
            .columns
            .iter()
            .filter(|column| column.generated.is_none() && !column.collated)
            .flat_map(|column| {
                let id = column.named.id;
                match column.ty {
                    Ty::SmallInt | Ty::Int => vec![
                        (Ty::BigInt, format!("{{{id}}} * 2")),
                        (Ty::BigInt, format!("coalesce({{{id}}}, 7)")),
                    ],
                    Ty::Text | Ty::Varchar(_) => vec![
                        (Ty::Text, format!("lower({{{id}}})")),
                        (Ty::Text, format!("{{{id}}} || '-x'")),
                    ],
                    Ty::Bool => vec![(Ty::Int, format!("case when {{{id}}} then 1 else 2 end"))],
                    _ => vec![],
                }
            })
            .collect();
        (!choices.is_empty()).then(|| self.random.pick(&choices))
    }

    pub(super) fn a_column(&mut self, table: &Table) -> Column {
        let at = self.random.below(table.columns.len());
        table.columns[at].clone()
    }

    /// A view more.
    pub fn add_view(&mut self, schema: &mut Schema) -> Option<()> {
        let mut named = self.named(true);
        named.key = format!("view_{}", named.id);
        let sql = self.view_query(schema)?;
        let doc = self.random.one_in(4).then(|| "What's seen.".to_owned());
        schema.views.push(View { named, doc, sql });
        Some(())
    }

    /// The query of a view.
    pub fn view_query(&mut self, schema: &Schema) -> Option<String> {
        if !schema.views.is_empty() && self.random.one_in(4) {
            let view = self.random.pick(&schema.views);
            return Some(format!("select count(*) as n from {{T{}}}", view.named.id));
        }
        let table = self.random.pick(&schema.tables);
        let (id, column) = (table.named.id, self.a_column(&table));
        let one = column.named.id;
        Some(match self.random.below(3) {
            0 => {
                let condition = self.condition(schema, &table);
                format!("select {{{one}}} as c{one} from {{T{id}}} where {condition}")
            }
            1 => format!("select * from {{T{id}}}"),
            _ => {
                let other = self.random.pick(&schema.tables);
                let alike = other.columns.iter().find(|other| other.ty == column.ty)?;
                let (other, theirs) = (other.named.id, alike.named.id);
                format!(
                    "select a.{{{one}}} as c{one}, count(b.{{{theirs}}}) as n from {{T{id}}} a left join {{T{other}}} b on b.{{{theirs}}} = a.{{{one}}} group by a.{{{one}}}"
                )
            }
        })
    }

    /// A trigger more.
    pub fn add_trigger(&mut self, schema: &mut Schema) -> Option<()> {
        let mut named = self.named(false);
        named.key = format!("frozen_{}", named.id);
        let on = self.random.pick(&schema.tables).named.id;
        let event = self.random.pick(&["UPDATE", "DELETE"]);
        schema.triggers.push(Trigger { named, on, event });
        Some(())
    }
}
