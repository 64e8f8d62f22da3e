//! A schema as the proof knows it: every piece has a number of its own that no edit changes, so that it is known what became of it.

use super::value::Value;

/// The number of a piece: of an enum, a value, a table, a column, a constraint, an index, a view or an object.
pub type Id = u32;

/// A whole schema.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// Whether migrations are made for an old SQLite: nearly everything is a rebuild then.
    pub old_sqlite: bool,
    /// The enums.
    pub enums: Vec<Enum>,
    /// The tables.
    pub tables: Vec<Table>,
    /// The views.
    pub views: Vec<View>,
    /// Triggers, for one database each.
    pub triggers: Vec<Trigger>,
}

/// The Postgres schemas that every drawn schema declares.
pub const SCHEMAS: [&str; 2] = ["billing", "it's \"odd\""];

/// What every table, column and enum has.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// Its number.
    pub id: Id,
    /// Its key in the file.
    pub key: String,
    /// Its name in the databases, where that is another one.
    pub db_name: Option<String>,
}

impl Named {
    /// Its name in the databases.
    #[must_use]
    pub fn name(&self) -> &str {
        self.db_name.as_deref().unwrap_or(&self.key)
    }
}

/// An enum.
#[derive(Debug, Clone, PartialEq)]
pub struct Enum {
    /// How it is called.
    pub named: Named,
    /// Its values, each with its number.
    pub values: Vec<(Id, String)>,
    /// Whether Postgres has a type for it.
    pub native: bool,
    /// The Postgres schema of that type.
    pub schema: Option<usize>,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// How it is called.
    pub named: Named,
    /// The Postgres schema.
    pub schema: Option<usize>,
    /// `doc`.
    pub doc: Option<String>,
    /// `sqlite.without_rowid`.
    pub without_rowid: bool,
    /// `sqlite.strict`.
    pub strict: bool,
    /// `append_only`.
    pub append_only: bool,
    /// `soft_delete`: a column.
    pub soft_delete: Option<Id>,
    /// `version`: a column.
    pub version: Option<Id>,
    /// The primary key's columns.
    pub key: Vec<Id>,
    /// The columns.
    pub columns: Vec<Column>,
    /// Constraints and indexes.
    pub parts: Vec<Part>,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "settings, as the file has them"
)]
pub struct Column {
    /// How it is called.
    pub named: Named,
    /// Its type.
    pub ty: Ty,
    /// `nullable`.
    pub nullable: bool,
    /// `default`, or `identity`.
    pub default: Option<Given>,
    /// `generated`: columns stand in it as `{number}`.
    pub generated: Option<String>,
    /// `doc`.
    pub doc: Option<String>,
    /// `on_update = "now"`.
    pub touched: bool,
    /// `collate`, of another rule than by bytes.
    pub collated: bool,
    /// `check = false`, on both.
    pub unchecked: bool,
}

/// A type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ty {
    /// `bool`.
    Bool,
    /// `smallint`.
    SmallInt,
    /// `int`.
    Int,
    /// `bigint`.
    BigInt,
    /// `real`.
    Real,
    /// `double`.
    Double,
    /// `decimal(p,s)`; whether SQLite holds it as text.
    Decimal(u8, u8, bool),
    /// `text`.
    Text,
    /// `varchar(n)`.
    Varchar(u32),
    /// `bytes`.
    Bytes,
    /// `uuid`.
    Uuid,
    /// `timestamp`, by SQLite's storage.
    Timestamp(Storage),
    /// `date`.
    Date,
    /// `time`.
    Time,
    /// `json`.
    Json,
    /// A list.
    List(Box<Self>),
    /// An enum.
    Enum(Id),
}

/// How SQLite holds a timestamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storage {
    /// `micros`.
    Micros,
    /// `millis`.
    Millis,
    /// `seconds`.
    Seconds,
    /// `text`.
    Text,
}

/// What a column is given where nobody gives a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    /// A value.
    Value(Value),
    /// `now`.
    Now,
    /// `uuid_v4`.
    UuidV4,
    /// `uuid_v7`.
    UuidV7,
    /// `{ sql = ".." }`.
    Sql(String),
    /// `{ sqlite = "..", postgres = ".." }`.
    Raw(String, String),
    /// `identity = true`.
    Identity,
}

impl Given {
    /// Whether it is not the database that gives it: then rows that were there get what nobody foresees.
    #[must_use]
    pub fn is_unforeseen(&self) -> bool {
        match self {
            Self::Now | Self::UuidV4 | Self::UuidV7 | Self::Identity => true,
            Self::Value(_) | Self::Sql(_) | Self::Raw(..) => false,
        }
    }
}

/// A constraint or an index of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// How it is called.
    pub named: Named,
    /// What it is.
    pub kind: PartKind,
}

/// What a constraint or an index is.
#[derive(Debug, Clone, PartialEq)]
pub enum PartKind {
    /// A unique constraint.
    Unique(Vec<Id>),
    /// A check, with columns as `{number}`.
    Check(String),
    /// An index.
    Index {
        /// Its parts as they are written, with columns as `{number}`.
        on: Vec<String>,
        /// `unique`.
        unique: bool,
        /// `where`.
        predicate: Option<String>,
        /// `postgres.method`.
        method: Option<String>,
        /// `postgres.include`.
        include: Vec<Id>,
        /// Whether SQLite has it.
        on_sqlite: bool,
    },
    /// A foreign key.
    ForeignKey {
        /// The columns.
        on: Vec<Id>,
        /// The table referred to.
        parent: Id,
        /// Its columns.
        to: Vec<Id>,
        /// `on_delete`.
        on_delete: &'static str,
        /// `on_update`.
        on_update: &'static str,
        /// `deferrable`, as it is written.
        deferrable: Option<&'static str>,
        /// Whether it stands in its column.
        inline: bool,
    },
}

/// A view.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// How it is called.
    pub named: Named,
    /// `doc`.
    pub doc: Option<String>,
    /// Its query: tables and views stand in it as `{T number}`, columns as `{number}`.
    pub sql: String,
}

/// A trigger that refuses to let any row be changed: a migration that fires it fails.
#[derive(Debug, Clone, PartialEq)]
pub struct Trigger {
    /// How it is called.
    pub named: Named,
    /// Its table.
    pub on: Id,
    /// The event.
    pub event: &'static str,
}

impl Schema {
    /// A table.
    #[must_use]
    pub fn table(&self, id: Id) -> Option<&Table> {
        self.tables.iter().find(|table| table.named.id == id)
    }

    /// An enum.
    #[must_use]
    pub fn an_enum(&self, id: Id) -> Option<&Enum> {
        self.enums.iter().find(|declared| declared.named.id == id)
    }

    /// A column of whatever table, and its table.
    #[must_use]
    pub fn column(&self, id: Id) -> Option<(&Table, &Column)> {
        self.tables
            .iter()
            .find_map(|table| Some((table, table.column(id)?)))
    }

    fn has_word(&self, id: Id) -> bool {
        let mut values = self.enums.iter().flat_map(|declared| &declared.values);
        values.any(|(value, _)| *value == id)
    }

    /// Takes away what speaks of what is not there any more, until nothing does; columns take the types of the keys that they refer to.
    pub fn settle(&mut self) {
        loop {
            let before = self.clone();
            self.settle_once();
            if *self == before {
                return;
            }
        }
    }

    fn settle_once(&mut self) {
        let all = self.clone();
        let words = |text: &str| words_of(text).iter().all(|id| all.has_word(*id));
        let has_enum = |ty: &Ty| match ty {
            Ty::Enum(id) => all.an_enum(*id).is_some(),
            _ => true,
        };
        for table in &mut self.tables {
            table.columns.retain(|column| has_enum(&column.ty));
            let own = table.clone();
            let here = |id: &Id| own.column(*id).is_some();
            for column in &mut table.columns {
                let spoken = column.generated.as_deref().map(spoken_of);
                let computed = |id: &Id| {
                    own.column(*id)
                        .is_none_or(|other| other.generated.is_some())
                };
                if spoken.is_some_and(|ids| ids.iter().any(computed)) {
                    column.generated = None;
                }
            }
            table.key.retain(here);
            table.soft_delete = table.soft_delete.filter(here);
            table.version = table.version.filter(here);
            table.parts.retain(|part| match &part.kind {
                PartKind::Unique(on) => on.iter().all(here),
                PartKind::Check(sql) => spoken_of(sql).iter().all(here) && words(sql),
                PartKind::Index {
                    on,
                    predicate,
                    include,
                    ..
                } => {
                    let mut spoken = on.iter().chain(predicate).flat_map(|sql| spoken_of(sql));
                    spoken.all(|id| here(&id))
                        && include.iter().all(here)
                        && predicate.iter().all(|sql| words(sql))
                }
                PartKind::ForeignKey { on, parent, to, .. } => {
                    let parent = all.table(*parent);
                    on.iter().all(here) && parent.is_some_and(|parent| parent.has_key(to))
                }
            });
            for part in &table.parts {
                if let PartKind::ForeignKey { on, to, .. } = &part.kind {
                    for (own, theirs) in on.iter().zip(to) {
                        let theirs = all.column(*theirs).map(|(_, column)| column.ty.clone());
                        let mut columns = table.columns.iter_mut();
                        let own = columns.find(|column| column.named.id == *own);
                        if let (Some(own), Some(ty)) = (own, theirs)
                            && own.ty != ty
                        {
                            own.ty = ty;
                            own.default = None;
                        }
                    }
                }
            }
        }
        self.tables.retain(|table| !table.key.is_empty());
        self.triggers
            .retain(|trigger| all.table(trigger.on).is_some());
        let is_there = |mark: &str| match mark.strip_prefix(['T', 'W']) {
            Some(id) if mark.starts_with('W') => all.has_word(id.parse().unwrap_or(0)),
            Some(id) => {
                let id: Id = id.parse().unwrap_or(0);
                all.table(id).is_some() || all.views.iter().any(|view| view.named.id == id)
            }
            None => all.column(mark.parse().unwrap_or(0)).is_some(),
        };
        self.views.retain(|view| {
            let mut there = true;
            let _ = spelled(&view.sql, |mark| {
                there &= is_there(mark);
                String::new()
            });
            there
        });
    }
}

impl Table {
    /// A column.
    #[must_use]
    pub fn column(&self, id: Id) -> Option<&Column> {
        self.columns.iter().find(|column| column.named.id == id)
    }

    /// Whether these columns are a key: the primary one or a unique constraint.
    #[must_use]
    pub fn has_key(&self, columns: &[Id]) -> bool {
        self.keys().contains(&columns.to_vec())
    }

    /// The keys that foreign keys may refer to.
    #[must_use]
    pub fn keys(&self) -> Vec<Vec<Id>> {
        let uniques = self.parts.iter().filter_map(|part| match &part.kind {
            PartKind::Unique(on) => Some(on.clone()),
            PartKind::Check(_) | PartKind::Index { .. } | PartKind::ForeignKey { .. } => None,
        });
        std::iter::once(self.key.clone()).chain(uniques).collect()
    }
}

/// The text with what stands in braces replaced.
pub fn spelled(text: &str, mut name: impl FnMut(&str) -> String) -> String {
    let mut written = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        written.push_str(before);
        let (mark, after) = after.split_once('}').unwrap_or((after, ""));
        written.push_str(&name(mark));
        rest = after;
    }
    written.push_str(rest);
    written
}

/// The columns that an expression speaks of.
#[must_use]
pub fn spoken_of(text: &str) -> Vec<Id> {
    let mut found = Vec::new();
    let _ = spelled(text, |mark| {
        found.extend(mark.parse::<Id>());
        String::new()
    });
    found
}

/// The values of enums that an expression speaks of.
fn words_of(text: &str) -> Vec<Id> {
    let mut found = Vec::new();
    let _ = spelled(text, |mark| {
        found.extend(mark.strip_prefix('W').and_then(|id| id.parse::<Id>().ok()));
        String::new()
    });
    found
}
