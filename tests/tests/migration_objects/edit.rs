//! Schemas with what their files say in expressions, put in by hand: here the databases are tried, not the language.

use dualect_codegen::catalog::lower::lower;
use dualect_codegen::catalog::model::Catalog;
use dualect_codegen::diagnostic::SourceFile;
use dualect_codegen::dialect::{Dialect, SqliteVersion};
use dualect_codegen::name::{ColumnName, DbName, EnumName, ObjectName, TableName, ViewName};
use dualect_codegen::schema::model::{
    Action, Check, Column, Deferrable, Expression, ForeignKey, Index, IndexKey, IndexPart,
    NativeEnum, Object, ObjectReference, PostgresUnique, Relation, Schema, SqliteUnique, Table,
    Unique, View,
};
use dualect_tests::engine::{Database, Engine};
use dualect_tests::migration_case::{migration, plain};
use dualect_tests::migration_run::{Rows, dialect, run};

pub(crate) fn parse(body: &str) -> Schema {
    let text = format!("[project]\nname = \"case\"\n{body}\n");
    let schema = dualect_codegen::schema::parse(&SourceFile::new("schema.toml", text));
    schema.unwrap_or_else(|problems| panic!("{}", problems.render(false)))
}

pub(crate) fn names(list: &str) -> Vec<ColumnName> {
    list.split_whitespace().map(ColumnName::new).collect()
}

pub(crate) fn same(sql: &str, columns: &str) -> Expression {
    Expression {
        sqlite: sql.into(),
        postgres: sql.into(),
        columns: Some(names(columns)),
    }
}

pub(crate) fn raw(sqlite: &str, postgres: &str) -> Expression {
    Expression {
        sqlite: sqlite.into(),
        postgres: postgres.into(),
        columns: None,
    }
}

pub(crate) trait Edit {
    fn table(&mut self, name: &str) -> &mut Table;
    fn view(&mut self, name: &str, sqlite: &str, postgres: &str, columns: &str, reads: &[&str]);
    fn object(&mut self, dialects: &[Dialect], object: Object);
    fn native(&mut self, name: &str, schema: Option<&str>);
    fn plus(self, edit: impl FnOnce(&mut Self)) -> Self;
}

impl Edit for Schema {
    fn table(&mut self, name: &str) -> &mut Table {
        self.tables
            .get_mut(&TableName::new(name))
            .expect("the table is there")
    }

    fn view(&mut self, name: &str, sqlite: &str, postgres: &str, columns: &str, reads: &[&str]) {
        let any = self.tables.values().next().expect("a table").columns[0].clone();
        let column = |name: &str| Column {
            name: ColumnName::new(name),
            db_name: DbName::new(name),
            doc: None,
            default: None,
            ..any.clone()
        };
        let reads = reads.iter().map(|read| {
            if self.views.contains_key(&ViewName::new(*read)) {
                Relation::View(ViewName::new(*read))
            } else {
                Relation::Table(TableName::new(*read))
            }
        });
        let view = View {
            name: ViewName::new(name),
            db_name: DbName::new(name),
            schema: None,
            rust_name: None,
            doc: Some(format!("It's {name}.")),
            columns: columns
                .split(',')
                .map(|name| (ColumnName::new(name), column(name)))
                .collect(),
            query: Expression {
                sqlite: sqlite.into(),
                postgres: postgres.into(),
                columns: None,
            },
            reads: reads.collect(),
            key: Vec::new(),
            tenant: None,
        };
        self.views.insert(ViewName::new(name), view);
    }

    fn object(&mut self, dialects: &[Dialect], object: Object) {
        for dialect in dialects {
            let of = match dialect {
                Dialect::Sqlite => &mut self.objects.sqlite,
                Dialect::Postgres => &mut self.objects.postgres,
            };
            of.insert(object.name.clone(), object.clone());
        }
    }

    fn native(&mut self, name: &str, schema: Option<&str>) {
        let declared = self
            .enums
            .get_mut(&EnumName::new(name))
            .expect("the enum is there");
        declared.native = Some(NativeEnum {
            schema: schema.map(DbName::new),
        });
    }

    fn plus(mut self, edit: impl FnOnce(&mut Self)) -> Self {
        edit(&mut self);
        self
    }
}

pub(crate) fn object(name: &str, create: &[&str], drop: &[&str]) -> Object {
    let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
    Object {
        name: ObjectName::new(name),
        on: None,
        create: texts(create),
        drop: texts(drop),
        after: Vec::new(),
    }
}

pub(crate) fn on(table: &str, object: Object) -> Object {
    Object {
        on: Some(TableName::new(table)),
        ..object
    }
}

pub(crate) fn after(references: &[ObjectReference], object: Object) -> Object {
    Object {
        after: references.to_vec(),
        ..object
    }
}

pub(crate) trait EditTable {
    fn check(&mut self, name: &str, expression: Expression);
    fn index(&mut self, name: &str, parts: Vec<IndexPart>) -> &mut Index;
    fn computed(&mut self, column: &str, expression: Expression);
    fn unique(&mut self, name: &str, columns: &str);
    fn key(
        &mut self,
        name: &str,
        columns: &str,
        parent: &str,
        parent_columns: &str,
    ) -> &mut ForeignKey;
}

impl EditTable for Table {
    fn check(&mut self, name: &str, expression: Expression) {
        self.checks.push(Check {
            name: DbName::new(name),
            expression,
            sqlite_unnamed: false,
        });
    }

    fn index(&mut self, name: &str, parts: Vec<IndexPart>) -> &mut Index {
        self.indexes.push(Index {
            name: DbName::new(name),
            parts,
            unique: false,
            predicate: None,
            dialects: Dialect::ALL.to_vec(),
            method: None,
            include: Vec::new(),
        });
        self.indexes.last_mut().expect("it was pushed")
    }

    fn computed(&mut self, column: &str, expression: Expression) {
        let column = self
            .columns
            .get_mut(&ColumnName::new(column))
            .expect("the column is there");
        column.generated = Some(expression);
        column.default = None;
    }

    fn unique(&mut self, name: &str, columns: &str) {
        self.uniques.push(Unique {
            name: Some(DbName::new(name)),
            columns: names(columns),
            sqlite: SqliteUnique::default(),
            postgres: PostgresUnique::default(),
        });
    }

    fn key(
        &mut self,
        name: &str,
        columns: &str,
        parent: &str,
        parent_columns: &str,
    ) -> &mut ForeignKey {
        self.foreign_keys.push(ForeignKey {
            name: Some(DbName::new(name)),
            columns: names(columns),
            parent: TableName::new(parent),
            parent_columns: names(parent_columns),
            on_delete: Action::NoAction,
            on_update: Action::NoAction,
            deferrable: Deferrable::No,
            sqlite_unnamed: false,
        });
        self.foreign_keys.last_mut().expect("it was pushed")
    }
}

pub(crate) fn column(name: &str) -> IndexPart {
    IndexPart {
        key: IndexKey::Column(ColumnName::new(name)),
        descending: false,
    }
}

pub(crate) fn computed(expression: Expression, nullable: bool) -> IndexPart {
    IndexPart {
        key: IndexKey::Expression {
            expression,
            nullable,
        },
        descending: true,
    }
}

pub(crate) fn answers(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter()
        .map(|(query, answer)| ((*query).to_owned(), (*answer).to_owned()))
        .collect()
}

/// A database in which the schema stands.
pub(crate) async fn made(engine: Engine, schema: &Schema) -> Database {
    let catalog = lower(schema, dialect(engine));
    let empty = Catalog::empty(catalog.dialect);
    let files = migration(&plain(&empty, &catalog), SqliteVersion::BUNDLED);
    let database = engine.database().await;
    let script = files.up.replace("--> statement-breakpoint", "");
    database.execute(&script).await;
    database
}

/// What the database says to a statement that it refuses.
pub(crate) async fn refusal(database: &Database, sql: &str) -> String {
    match database {
        Database::Sqlite(database) => {
            let connection = database.connect();
            connection
                .execute_batch("PRAGMA foreign_keys = ON")
                .unwrap();
            connection.execute_batch(sql).unwrap_err().to_string()
        }
        Database::Postgres(database) => {
            let error = database.connect().await.batch_execute(sql).await;
            error
                .unwrap_err()
                .as_db_error()
                .unwrap()
                .message()
                .to_owned()
        }
    }
}

/// There and back, twice, on Postgres and on three ages of SQLite.
pub(crate) async fn there_and_back(before: &Schema, after: &Schema, rows: &Rows) {
    there_and_back_on(&Engine::ALL, before, after, rows).await;
}

pub(crate) async fn there_and_back_on(
    engines: &[Engine],
    before: &Schema,
    after: &Schema,
    rows: &Rows,
) {
    let age = |minor| SqliteVersion {
        major: 3,
        minor,
        patch: 0,
    };
    for &engine in engines {
        let ages = match engine {
            Engine::Sqlite => vec![SqliteVersion::BUNDLED, age(53), SqliteVersion::OLDEST],
            Engine::Postgres => vec![SqliteVersion::BUNDLED],
        };
        for version in ages {
            let (before, after) = (
                lower(before, dialect(engine)),
                lower(after, dialect(engine)),
            );
            run(&plain(&before, &after), rows, engine, version).await;
        }
    }
}
