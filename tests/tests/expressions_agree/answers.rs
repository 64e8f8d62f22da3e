//! What both databases answer, made comparable.

use dualect_codegen::dialect::Dialect;
use std::sync::LazyLock;

use dualect_codegen::expression::scope::Scope;
use dualect_codegen::expression::{self, Context, Expectation, Expression};
use dualect_codegen::name::{ColumnName, DbName};
use dualect_codegen::query::View;
use dualect_codegen::schema::model::{Scalar, SqliteStorage, Type};
use dualect_codegen::{catalog, ddl};
use dualect_tests::{postgres, sqlite};

use crate::{book, rows};

static SCOPE: LazyLock<Scope> = LazyLock::new(book::scope);
static SCRIPTS: LazyLock<[String; 2]> = LazyLock::new(|| {
    let schema = book::schema();
    Dialect::ALL.map(|dialect| ddl::script(&catalog::lower::lower(&schema, dialect)))
});
/// The columns and the values of every row.
static INSERTS: LazyLock<[Vec<String>; 2]> = LazyLock::new(|| {
    Dialect::ALL.map(|dialect| (1..=rows::count()).map(|id| insert(id, dialect)).collect())
});

fn of(dialect: Dialect) -> usize {
    match dialect {
        Dialect::Sqlite => 0,
        Dialect::Postgres => 1,
    }
}

/// A value as text that is the same for equal values; what fails, with the reason.
pub(crate) type Answer = Result<Option<String>, String>;

/// One database of each kind.
pub(crate) struct Engines {
    sqlite: rusqlite::Connection,
    _file: sqlite::Database,
    postgres: tokio_postgres::Client,
}

thread_local! {
    static POSTGRES: std::cell::RefCell<Option<std::rc::Rc<postgres::Database>>> = const { std::cell::RefCell::new(None) };
}

impl Engines {
    /// A table like that of the golden files, under that name and with something more in it.
    pub(crate) async fn empty(table: &str, more: &dyn Fn(Dialect) -> String) -> Self {
        let kept = POSTGRES.with_borrow(Clone::clone);
        let database = if let Some(database) = kept {
            database
        } else {
            let database = std::rc::Rc::new(postgres::Database::create().await);
            POSTGRES.set(Some(database.clone()));
            database
        };
        let file = sqlite::Database::create();
        let engines = Self {
            sqlite: file.connect(),
            _file: file,
            postgres: database.connect().await,
        };
        engines
            .execute(&|dialect| create(table, &more(dialect), dialect))
            .await;
        engines
    }

    pub(crate) async fn with_rows(table: &str, more: &str) -> Self {
        let engines = Self::empty(table, &|_| more.to_owned()).await;
        let refused = engines.insert_rows(table).await;
        assert_eq!(
            refused,
            [Vec::<usize>::new(), Vec::new()],
            "rows are refused"
        );
        engines
    }

    pub(crate) async fn execute(&self, sql: &dyn Fn(Dialect) -> String) {
        let text = sql(Dialect::Sqlite);
        self.sqlite
            .execute_batch(&text)
            .unwrap_or_else(|error| panic!("{error}\nin {text}"));
        let text = sql(Dialect::Postgres);
        let outcome = self.postgres.batch_execute(&text).await;
        outcome.unwrap_or_else(|error| panic!("{error:?}\nin {text}"));
    }

    /// Inserts every row; says which of them each database refuses.
    pub(crate) async fn insert_rows(&self, table: &str) -> [Vec<usize>; 2] {
        let mut refused = [Vec::new(), Vec::new()];
        for id in 1..=rows::count() {
            let [sqlite, postgres] = INSERTS
                .each_ref()
                .map(|rows| format!("INSERT INTO {table}{}", rows[id - 1]));
            if self.sqlite.execute_batch(&sqlite).is_err() {
                refused[0].push(id);
            }
            if self.postgres.batch_execute(&postgres).await.is_err() {
                refused[1].push(id);
            }
        }
        refused
    }

    /// What the expression is in one row of `t`.
    pub(crate) async fn value(
        &self,
        entry: Option<&book::Entry>,
        expression: &Expression,
        id: usize,
    ) -> [Answer; 2] {
        let sql = |dialect| {
            format!(
                "SELECT {} FROM t WHERE id = {id}",
                expression.render(dialect)
            )
        };
        let answers = [
            self.ask_sqlite(&sql(Dialect::Sqlite)),
            self.ask_postgres(&sql(Dialect::Postgres)).await,
        ];
        let ty = expression.ty();
        let storage = match entry.map(|entry| &entry.expectation) {
            Some(Expectation::Value { storage, .. }) => *storage,
            Some(Expectation::Condition | Expectation::Any) | None => None,
        };
        comparable(answers, ty, storage)
    }

    /// A column of every row.
    pub(crate) async fn column(
        &self,
        table: &str,
        name: &str,
        ty: &Type,
        like: &ColumnName,
    ) -> [Vec<Answer>; 2] {
        let storage = SCOPE.columns[like].sqlite.storage;
        let mut all = [Vec::new(), Vec::new()];
        for id in 1..=rows::count() {
            let sql = format!("SELECT {name} FROM {table} WHERE id = {id}");
            let answers = [self.ask_sqlite(&sql), self.ask_postgres(&sql).await];
            let [one, two] = comparable(answers, ty, storage);
            all[0].push(one.map_err(|_| String::new()));
            all[1].push(two.map_err(|_| String::new()));
        }
        all
    }

    /// The ids in the order of the expression.
    pub(crate) async fn order(&self, table: &str, expression: &Expression) -> [Vec<String>; 2] {
        let sql = |dialect| {
            let expression = expression.render(dialect);
            format!(
                "SELECT group_concat(id, ' ') FROM (SELECT id FROM {table} ORDER BY {expression} NULLS FIRST, id) x"
            )
        };
        let postgres =
            sql(Dialect::Postgres).replace("group_concat(id, ' ')", "string_agg(id::text, ' ')");
        let one = self.ask_sqlite(&sql(Dialect::Sqlite)).unwrap().unwrap();
        let two = self.ask_postgres(&postgres).await.unwrap().unwrap();
        [one, two].map(|text| text.split(' ').map(str::to_owned).collect())
    }

    /// The rows of a view, sorted; or that it cannot be read.
    pub(crate) async fn view_rows(&self, name: &str, view: &View) -> (Rows, Rows) {
        let columns: Vec<String> = view
            .columns
            .keys()
            .map(|key| catalog::quote::ident(&DbName::new(key.as_str())).into_owned())
            .collect();
        let sql = format!("SELECT {} FROM {name}", columns.join(", "));
        let mut one = self.rows_of_sqlite(&sql, view);
        let mut two = self.rows_of_postgres(&sql, view).await;
        for rows in one.iter_mut().chain(two.iter_mut()) {
            rows.sort();
        }
        (one.map_err(|_| ()), two.map_err(|_| ()))
    }

    fn rows_of_sqlite(&self, sql: &str, view: &View) -> Result<Vec<Vec<Option<String>>>, String> {
        let mut statement = self
            .sqlite
            .prepare(sql)
            .map_err(|error| error.to_string())?;
        let mut rows = statement.query([]).map_err(|error| error.to_string())?;
        let mut all = Vec::new();
        while let Some(row) = rows.next().map_err(|error| error.to_string())? {
            let cells = view.columns.values().enumerate().map(|(at, column)| {
                let text = cell(row.get_ref(at).unwrap());
                text.map(|text| of_sqlite(&text, &column.ty, column.sqlite.storage))
            });
            all.push(cells.collect());
        }
        Ok(all)
    }

    async fn rows_of_postgres(
        &self,
        sql: &str,
        view: &View,
    ) -> Result<Vec<Vec<Option<String>>>, String> {
        let messages = self
            .postgres
            .simple_query(sql)
            .await
            .map_err(|error| format!("{error:?}"))?;
        let rows = messages.iter().filter_map(|message| {
            if let tokio_postgres::SimpleQueryMessage::Row(row) = message {
                Some(row)
            } else {
                None
            }
        });
        let cells = rows.map(|row| {
            let columns = view.columns.values().enumerate();
            columns
                .map(|(at, column)| {
                    row.get(at)
                        .map(|text| of_postgres(text, &column.ty, column.sqlite.storage))
                })
                .collect()
        });
        Ok(cells.collect())
    }

    /// The type of a view's column, as Postgres has it.
    pub(crate) async fn postgres_type(&self, view: &str, column: &str) -> String {
        let sql = format!(
            "SELECT data_type FROM information_schema.columns WHERE table_name = '{view}' AND column_name = '{column}'"
        );
        self.ask_postgres(&sql).await.unwrap().unwrap()
    }

    pub(crate) fn ask_sqlite(&self, sql: &str) -> Answer {
        let answer = self
            .sqlite
            .query_row(sql, [], |row| Ok(cell(row.get_ref(0)?)));
        answer.map_err(|error| format!("{error} in {sql}"))
    }

    pub(crate) async fn ask_postgres(&self, sql: &str) -> Answer {
        let messages = self.postgres.simple_query(sql).await;
        let messages = messages.map_err(|error| format!("{error:?} in {sql}"))?;
        for message in messages {
            if let tokio_postgres::SimpleQueryMessage::Row(row) = message {
                return Ok(row.get(0).map(str::to_owned));
            }
        }
        Err("no row".to_owned())
    }
}

/// The rows of a view, or that it cannot be read.
pub(crate) type Rows = Result<Vec<Vec<Option<String>>>, ()>;

fn cell(value: rusqlite::types::ValueRef<'_>) -> Option<String> {
    match value {
        rusqlite::types::ValueRef::Null => None,
        rusqlite::types::ValueRef::Integer(value) => Some(value.to_string()),
        rusqlite::types::ValueRef::Real(value) => Some(format!("{value:?}")),
        rusqlite::types::ValueRef::Text(text) => Some(String::from_utf8(text.to_vec()).unwrap()),
        rusqlite::types::ValueRef::Blob(bytes) => Some(
            bytes
                .iter()
                .fold(String::new(), |text, byte| format!("{text}{byte:02x}")),
        ),
    }
}

/// That table of the golden files.
pub(crate) fn create_like(table: &str, dialect: Dialect) -> String {
    let start = format!("CREATE TABLE {table} (");
    let body = SCRIPTS[of(dialect)].split_once(&start).unwrap().1;
    let end = match dialect {
        Dialect::Sqlite => ") STRICT",
        Dialect::Postgres => "\n)",
    };
    format!("{start}{}{end}", body.split_once(end).unwrap().0)
}

/// Whether its order can be asked for.
pub(crate) fn sortable(expression: &Expression) -> bool {
    !matches!(expression.ty(), Type::Json | Type::List(_))
}

/// A column called `made` of that column's type, collation and check; between them stands what makes its value.
pub(crate) fn like_column(column: &ColumnName, value: &str, dialect: Dialect) -> String {
    let sql = &SCRIPTS[of(dialect)];
    let name = SCOPE.columns[column].db_name.clone();
    let quoted = catalog::quote::ident(&name).into_owned();
    let line = |start: String| {
        sql.lines()
            .find_map(|line| Some(line.trim().strip_prefix(&start)?.to_owned()))
    };
    let ty = line(format!("{quoted} ")).unwrap();
    let ty = ty.split(" CONSTRAINT ").next().unwrap();
    let ty = ty.trim_end_matches(',').replace(" NOT NULL", "");
    let check = line(format!("CONSTRAINT t_{}_check ", name.as_str()));
    let check = check.map_or_else(String::new, |check| {
        check.trim_end_matches(',').replace(&quoted, "made")
    });
    format!(", made {ty} {value} {check}")
}

fn create(table: &str, more: &str, dialect: Dialect) -> String {
    let sql = &SCRIPTS[of(dialect)];
    let body = sql.split_once("CREATE TABLE t (").unwrap().1;
    let (body, end) = match dialect {
        Dialect::Sqlite => (body.split_once(") STRICT").unwrap().0, ") STRICT"),
        Dialect::Postgres => (body.split_once("\n)").unwrap().0, ")"),
    };
    // A column stands before the constraints.
    let (columns, constraints) = body.split_once(",\n    CONSTRAINT").unwrap();
    let constraints = constraints.replace("t_pkey", &format!("{table}_pkey"));
    format!("CREATE TABLE {table} ({columns}{more},\n    CONSTRAINT{constraints}{end}")
}

fn insert(id: usize, dialect: Dialect) -> String {
    let scope = &*SCOPE;
    let mut names = vec!["id".to_owned()];
    let mut values = vec![id.to_string()];
    for (key, cell) in rows::row(id) {
        let column = &scope.columns[&ColumnName::new(key)];
        names.push(catalog::quote::ident(&column.db_name).into_owned());
        if column.ty == Type::Json {
            values.push(cell.to_owned());
            continue;
        }
        let parsed = expression::parse(cell).unwrap();
        let expectation = Expectation::Value {
            ty: column.ty.clone(),
            storage: column.sqlite.storage,
        };
        let value = expression::check(&parsed, scope, Context::Default, &expectation);
        values.push(
            value
                .unwrap_or_else(|problems| panic!("{key} {cell}: {problems:?}"))
                .render(dialect),
        );
    }
    format!(" ({}) VALUES ({})", names.join(", "), values.join(", "))
}

fn comparable([one, two]: [Answer; 2], ty: &Type, storage: Option<SqliteStorage>) -> [Answer; 2] {
    [
        one.map(|value| value.map(|text| of_sqlite(&text, ty, storage))),
        two.map(|value| value.map(|text| of_postgres(&text, ty, storage))),
    ]
}

fn of_sqlite(text: &str, ty: &Type, storage: Option<SqliteStorage>) -> String {
    match ty {
        Type::Scalar(Scalar::Decimal { scale, .. }) if storage.is_none() => {
            let scale = usize::from(*scale);
            let (sign, digits) = text
                .strip_prefix('-')
                .map_or(("", text), |digits| ("-", digits));
            let digits = format!("{digits:0>width$}", width = scale + 1);
            let (whole, fraction) = digits.split_at(digits.len() - scale);
            decimal(&format!("{sign}{whole}.{fraction}"))
        }
        Type::Json | Type::List(_) => canonical(text),
        Type::Scalar(_) | Type::Enum(_) => text.to_owned(),
    }
}

fn of_postgres(text: &str, ty: &Type, storage: Option<SqliteStorage>) -> String {
    match ty {
        Type::Scalar(Scalar::Bool) => if text == "t" { "1" } else { "0" }.to_owned(),
        Type::Scalar(Scalar::Decimal { .. }) => decimal(text),
        Type::Scalar(Scalar::Double | Scalar::Real) => {
            format!("{:?}", text.parse::<f64>().unwrap())
        }
        Type::Scalar(Scalar::Uuid) => text.replace('-', ""),
        Type::Scalar(Scalar::Bytes) => text.trim_start_matches("\\x").to_owned(),
        Type::Scalar(Scalar::Time) => {
            let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
            format!("{whole}.{fraction:0<6}")
        }
        Type::Scalar(Scalar::Timestamp) => {
            // `2026-01-31 17:45:00+05:45`, whatever the session's zone: read as a literal is read.
            let literal = format!("'{}'", text.replace(' ', "T"));
            let parsed = expression::parse(&literal).unwrap();
            let expectation = Expectation::Value {
                ty: ty.clone(),
                storage,
            };
            let read = expression::check(&parsed, &SCOPE, Context::Default, &expectation);
            read.unwrap_or_else(|problems| panic!("{literal}: {problems:?}"))
                .render(Dialect::Sqlite)
                .trim_matches('\'')
                .to_owned()
        }
        Type::Json => canonical(text),
        Type::Scalar(_) | Type::Enum(_) | Type::List(_) => text.to_owned(),
    }
}

/// Without zeros at the end.
fn decimal(text: &str) -> String {
    if !text.contains('.') {
        return text.to_owned();
    }
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

fn canonical(text: &str) -> String {
    serde_json::from_str::<serde_json::Value>(text)
        .unwrap()
        .to_string()
}
