//! Functions as data, and the table that is being given them.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::rust::sql::{Order, Sql, Subject};
use crate::rust::{column, names};
use crate::schema::model::Column;

/// A function, or a function's statics and itself, by the shape of its body: each shape has a template of its own.
#[derive(Debug, Serialize)]
#[serde(tag = "shape", rename_all = "snake_case")]
pub(super) enum Function {
    /// One statement.
    Query {
        head: Head,
        statement: Statement,
        /// The session's method that runs it.
        method: &'static str,
        values: Vec<String>,
        /// Whether the values name the present time.
        needs_now: bool,
    },
    /// A walk along the chain.
    VerifyChain {
        head: Head,
        statement: Statement,
        values: Vec<String>,
    },
    /// A page after a position.
    Page {
        head: Head,
        first: Statement,
        after: Statement,
        fixed: Vec<String>,
        /// The private function that reads a row's position.
        position: String,
    },
    /// An insert of one row.
    Insert {
        head: Head,
        chained: bool,
        statement: Statement,
        into_values: String,
    },
    /// An insert of many.
    InsertMany {
        head: Head,
        chained: bool,
        sqlite_head: String,
        sqlite_row: String,
        columns: usize,
        unnest: Option<String>,
        /// Whether the rows are given the present time, the same for all.
        needs_now: bool,
        /// The function that turns one insert struct into values.
        each_into_values: String,
    },
    /// An upsert by one key.
    Upsert {
        head: Head,
        columns: usize,
        sqlite_find: String,
        sqlite_update: String,
        postgres: String,
        given: Vec<String>,
        /// What the values end with: the present time.
        nows: Vec<String>,
        into_values: String,
    },
    /// An insert that leaves an existing row alone.
    InsertOrGet {
        head: Head,
        chained: bool,
        try_insert: Statement,
        /// The static of the statement that finds the row.
        find: String,
        find_params: Vec<usize>,
        into_values: String,
    },
    /// An update by patch.
    Update {
        head: Head,
        statement: Statement,
        values: Vec<String>,
        /// The arguments of `get`.
        key: Vec<String>,
        /// What the columns with `on_update` take.
        on_update: Vec<OnUpdateField>,
    },
    /// An update by patch of a row that has the expected version.
    VersionedUpdate {
        head: Head,
        statement: Statement,
        values: Vec<String>,
        /// Which of the values `get` takes.
        find_params: Vec<usize>,
        on_update: Vec<OnUpdateField>,
    },
    /// A delete of a row that has the expected version.
    VersionedDelete {
        head: Head,
        statement: Statement,
        values: Vec<String>,
        find_params: Vec<usize>,
        needs_now: bool,
    },
}

/// What every function has.
#[derive(Debug, Serialize)]
pub(super) struct Head {
    pub(super) doc: Vec<String>,
    pub(super) name: String,
    /// The static's name.
    pub(super) constant: String,
    /// `messages::get`, as errors name it.
    pub(super) label: String,
    /// Whether it borrows something beside the session, so that the result's lifetime is said.
    pub(super) lifetime: bool,
    /// `&Session` or `&Scoped`, with the lifetime where it is said.
    pub(super) session: String,
    /// The parameters after the session.
    pub(super) parameters: Vec<String>,
    /// What the call yields.
    pub(super) returns: String,
}

/// A static `Statement`.
#[derive(Debug, Serialize)]
pub(super) struct Statement {
    pub(super) constructor: &'static str,
    pub(super) sqlite: String,
    pub(super) postgres: Option<String>,
}

/// A column that an update sets by itself.
#[derive(Debug, Serialize)]
pub(super) struct OnUpdateField {
    pub(super) name: String,
    pub(super) nullable: bool,
}

/// A private function that reads a row's place in an order.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Position {
    pub(super) name: String,
    pub(super) row: String,
    pub(super) values: Vec<String>,
}

/// What a statement does to the data, and whether its work is bounded however many rows the tables have: one row that an index
/// finds, and nothing that follows from it. The runtime may run such a one without a thread's hop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    BoundedRead,
    Write,
    BoundedWrite,
}

impl Access {
    /// A read that is bounded where that is so.
    pub(super) fn read(bounded: bool) -> Self {
        if bounded {
            Self::BoundedRead
        } else {
            Self::Read
        }
    }

    /// A write that is bounded where that is so.
    pub(super) fn write(bounded: bool) -> Self {
        if bounded {
            Self::BoundedWrite
        } else {
            Self::Write
        }
    }
}

impl Statement {
    pub(super) fn new(access: Access, sql: &Sql) -> Self {
        Self {
            constructor: match (access, &sql.postgres) {
                (Access::Read, None) => "read",
                (Access::BoundedRead, None) => "bounded_read",
                (Access::Read | Access::BoundedRead, Some(_)) => "read_per_dialect",
                (Access::Write, None) => "write",
                (Access::BoundedWrite, None) => "bounded_write",
                (Access::Write | Access::BoundedWrite, Some(_)) => "write_per_dialect",
            },
            sqlite: sql.sqlite.clone(),
            postgres: sql.postgres.clone(),
        }
    }
}

/// A table that is being given functions. The first of a name stays; a later one of the same name would do the same.
pub(super) struct Builder<'s> {
    pub(super) subject: Subject<'s>,
    module: String,
    row: String,
    names: BTreeSet<String>,
    functions: Vec<Function>,
    positions: Vec<Position>,
}

impl<'s> Builder<'s> {
    pub(super) fn new(subject: Subject<'s>, module: &str, row: String) -> Self {
        Self {
            subject,
            module: module.to_owned(),
            row,
            names: BTreeSet::new(),
            functions: Vec::new(),
            positions: Vec::new(),
        }
    }

    /// Whether the runtime's `Session` is named by its path, because the row has that name.
    pub(super) fn names_session_by_path(&self) -> bool {
        self.row == "Session" && self.subject.tenant().is_none()
    }

    pub(super) fn row(&self) -> &str {
        &self.row
    }

    pub(super) fn finish(self) -> (Vec<Function>, Vec<Position>) {
        (self.functions, self.positions)
    }

    /// Adds the function unless there is one of that name.
    pub(super) fn add(&mut self, name: &str, function: impl FnOnce(&mut Self) -> Function) {
        if self.names.insert(name.to_owned()) {
            let function = function(self);
            self.functions.push(function);
        }
    }

    /// Adds the function, under another name where there is one of this name, which does something else.
    pub(super) fn add_apart(
        &mut self,
        name: &str,
        function: impl FnOnce(&mut Self, &str) -> Function,
    ) {
        let mut name = name.to_owned();
        while self.names.contains(&name) {
            name.push_str("_partial");
        }
        self.names.insert(name.clone());
        let function = function(self, &name);
        self.functions.push(function);
    }

    pub(super) fn head(
        &self,
        name: &str,
        doc: &[String],
        parameters: Vec<String>,
        returns: &str,
    ) -> Head {
        let lifetime = parameters.iter().any(|parameter| parameter.contains('&'));
        let handle = if self.subject.tenant().is_some() {
            "Scoped"
        } else if self.names_session_by_path() {
            "dualect::Session"
        } else {
            "Session"
        };
        Head {
            doc: doc.to_vec(),
            name: names::value(name),
            constant: names::constant(name),
            label: format!("{}::{name}", self.module),
            session: if lifetime {
                format!("&'a {handle}")
            } else {
                format!("&{handle}")
            },
            lifetime,
            parameters,
            returns: returns.to_owned(),
        }
    }

    /// The parameters of columns that are compared.
    pub(super) fn parameters(&self, columns: &[&Column], taken: &[&str]) -> Vec<String> {
        columns
            .iter()
            .map(|column| {
                let name = names::column_argument(column, taken);
                let ty = column::argument_type(self.subject.enums(), column);
                format!("{name}: {ty}")
            })
            .collect()
    }

    /// The parameter of the version that a row has to have.
    pub(super) fn expected(&self, version: &Column) -> String {
        let ty = column::argument_type(self.subject.enums(), version);
        format!("expected: {ty}")
    }

    /// The places of what `get` takes among the values of a statement that ends with it and the expected version.
    pub(super) fn before_expected(&self, values: usize) -> Vec<usize> {
        let subject = self.subject;
        let taken = subject.key().len() + usize::from(subject.tenant().is_some());
        let end = values.saturating_sub(1);
        (end.saturating_sub(taken)..end).collect()
    }

    /// The private function that reads a row's place in the order, made on first use.
    pub(super) fn position(&mut self, order: &Order<'_>) -> String {
        let columns = order.0.iter().map(|sort| &sort.column.name);
        let position = Position {
            name: format!("position_by_{}", names::joined(columns)),
            row: self.row.clone(),
            values: order
                .0
                .iter()
                .map(|sort| {
                    let field = format!("row.{}", names::field(sort.column));
                    column::borrowed_to_value(self.subject.enums(), sort.column, &field)
                })
                .collect(),
        };
        let name = position.name.clone();
        if !self.positions.contains(&position) {
            self.positions.push(position);
        }
        name
    }

    /// The function that turns each of several insert structs into values.
    pub(super) fn each_into_values(&self) -> String {
        if self.subject.tenant().is_none() && !super::structs::needs_now(&self.subject) {
            return format!("New{}::into_values", self.row);
        }
        format!("|new| {}", self.values_of_new("now"))
    }

    /// The call that turns an insert struct in `new` into values, `now` being the expression of the present time.
    pub(super) fn values_of_new(&self, now: &'static str) -> String {
        let tenant = self.subject.tenant().map(column::tenant_of_scope);
        let now = super::structs::needs_now(&self.subject).then_some(now);
        let arguments: Vec<&str> = tenant.into_iter().chain(now).collect();
        format!("new.into_values({})", arguments.join(", "))
    }
}

/// Columns in words: `` `a` and `b` ``.
pub(super) fn in_words(columns: &[&Column]) -> String {
    let names: Vec<String> = columns
        .iter()
        .map(|column| format!("`{}`", column.name))
        .collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some(_) | None => names.concat(),
    }
}
