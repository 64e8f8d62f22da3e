//! Right schemas with tables' regimes, expressions, views, raw objects and includes, and what they mean.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

use std::collections::BTreeSet;

use dualect_codegen::catalog::lower::lower;
use dualect_codegen::diagnostic::SourceFile;
use dualect_codegen::dialect::Dialect;
use dualect_codegen::diff::{Renames, diff};
use dualect_codegen::name::{ColumnName, DbName, EnumName, ObjectName, TableName, ViewName};
use dualect_codegen::schema::model::{
    Action, Column, Default, Deferrable, Expression, ForeignKey, HashChain, Index, IndexKey,
    Literal, NativeEnum, ObjectReference, Relation, Scalar, Schema, SqliteTable, Table, Type,
};
use dualect_codegen::schema::{self, Include};
use dualect_codegen::snapshot::{self, Snapshot};

fn parse(text: &str) -> Schema {
    match schema::parse(&SourceFile::new("schema.toml", text)) {
        Ok(schema) => schema,
        Err(diagnostics) => panic!("{diagnostics}"),
    }
}

/// A schema of a table `agents` with this beside its columns.
fn with(rest: &str) -> Schema {
    parse(&format!(
        "[project]\nname = \"x\"\n[enums]\nstate = [\"starting\", \"active\"]\n\
         [tables.agents.columns]\nid = {{ type = \"uuid\", primary_key = true, default = \"uuid_v7\" }}\n\
         name = \"text\"\nstate = \"state\"\nprice = \"int\"\n{rest}\n"
    ))
}

fn agents(schema: &Schema) -> &Table {
    &schema.tables[&TableName::new("agents")]
}

fn column<'s>(schema: &'s Schema, name: &str) -> &'s Column {
    &agents(schema).columns[&ColumnName::new(name)]
}

fn names(names: &[&str]) -> Vec<ColumnName> {
    names.iter().map(|name| ColumnName::new(*name)).collect()
}

fn expression(sqlite: &str, postgres: &str, columns: Option<&[&str]>) -> Expression {
    Expression {
        sqlite: sqlite.to_owned(),
        postgres: postgres.to_owned(),
        columns: columns.map(names),
    }
}

#[test]
fn a_table_says_how_sqlite_keeps_it_and_only_sqlite_hears_it() {
    let usual = with("");
    let own = with("[tables.agents]\nsqlite = { without_rowid = true, strict = false }");
    assert_eq!(agents(&usual).sqlite, SqliteTable::default());
    let options = SqliteTable {
        strict: false,
        without_rowid: true,
    };
    assert_eq!(agents(&own).sqlite, options);
    for (dialect, held) in [
        (Dialect::Sqlite, options),
        (Dialect::Postgres, SqliteTable::default()),
    ] {
        let (before, after) = (lower(&usual, dialect), lower(&own, dialect));
        let table = &after.tables[0];
        assert_eq!(table.sqlite, held);
        // It is kept in a snapshot, and one that says nothing of it means the usual.
        let snapshot = Snapshot {
            parents: Vec::new(),
            replaces: Vec::new(),
            renamed: BTreeSet::new(),
            statements: None,
            hazards: Vec::new(),
            catalog: after.clone(),
        };
        assert_eq!(
            snapshot::read(&snapshot::write(&snapshot)).unwrap().catalog,
            after
        );
        let found = diff(&before, &after, &Renames::default());
        assert_eq!(found.is_empty(), dialect == Dialect::Postgres);
        let told: Vec<String> = found.changes.iter().map(ToString::to_string).collect();
        if dialect == Dialect::Sqlite {
            assert_eq!(told, ["keep table agents not strict and without rowids"]);
        }
    }
}

#[test]
fn columns_say_what_they_are_in_rust_and_how_they_compare() {
    let schema = with(
        "labels = { type = \"json\", rust_type = \" my_types::Labels \" }\n\
         type = { type = \"text\", rust_name = \"kind\" }\n\
         self = { type = \"text\", rust_name = \"own\" }\n\
         email = { type = \"text\", sqlite = { collate = \"NOCASE\" }, postgres = { collate = \"und-x-icu\" } }",
    );
    let labels = column(&schema, "labels").rust_type.as_deref();
    assert_eq!(labels, Some("my_types::Labels"));
    assert_eq!(column(&schema, "type").rust_name.as_deref(), Some("kind"));
    assert_eq!(column(&schema, "self").rust_name.as_deref(), Some("own"));
    let email = column(&schema, "email");
    assert_eq!(email.sqlite.collate.as_deref(), Some("NOCASE"));
    assert_eq!(email.postgres.collate.as_deref(), Some("und-x-icu"));
}

#[test]
fn generated_columns_and_defaults_are_expressions() {
    let schema = with(
        "total = { type = \"bigint\", generated = \"price + price\" }\n\
         own = { type = \"int\", generated = { sqlite = \"price\", postgres = \"price + 0\" } }\n\
         slug = { type = \"text\", default = { sql = \"lower('A') || 'b'\" } }\n\
         token = { type = \"text\", default = { sqlite = \"hex(randomblob(4))\", postgres = \"md5('a')\" } }",
    );
    let total = column(&schema, "total").generated.clone().unwrap();
    assert_eq!(total.columns, Some(names(&["price"])));
    assert!(total.postgres.contains("price"), "{total:?}");
    let own = column(&schema, "own").generated.clone();
    assert_eq!(own, Some(expression("price", "price + 0", None)));
    let slug = expression(
        "lower('A') || 'b'",
        "lower('A' COLLATE \"C\") || 'b'",
        Some(&[]),
    );
    let default = column(&schema, "slug").default.clone();
    assert_eq!(default, Some(Default::Expression(slug)));
    let token = expression("hex(randomblob(4))", "md5('a')", None);
    let default = column(&schema, "token").default.clone();
    assert_eq!(default, Some(Default::Expression(token)));
}

#[test]
fn checks_are_portable_or_each_databases_own_or_both() {
    let schema = with(
        "[tables.agents.checks]\n\
         positive = \"price > 0\"\n\
         own = { sqlite = \"name GLOB 'a*'\", postgres = \"name ~ '^a'\", db_name = \"Own\" }\n\
         one = { expr = \"price > 1\", postgres = \"price >= 2\" }",
    );
    let checks = &agents(&schema).checks;
    let found: Vec<&str> = checks.iter().map(|check| check.name.as_str()).collect();
    assert_eq!(found, ["positive", "Own", "one"]);
    let positive = expression("price > 0", "price > 0", Some(&["price"]));
    assert_eq!(checks[0].expression, positive);
    let own = expression("name GLOB 'a*'", "name ~ '^a'", None);
    assert_eq!(checks[1].expression, own);
    let one = expression("price > 1", "price >= 2", Some(&["price"]));
    assert_eq!(checks[2].expression, one);
}

#[test]
fn indexes_take_expressions_predicates_methods_and_places() {
    let schema = with(
        "labels = \"json\"\n\
         [tables.agents.indexes]\n\
         by_name = { on = [\"lower(name) desc\", \"(price)\", \"id asc\"] }\n\
         live = { on = [\"price\"], unique = true, where = \"state = 'active'\" }\n\
         own = { on = [\"price\"], where = { sqlite = \"1\", postgres = \"true\" } }\n\
         by_labels = { on = [\"labels\"], postgres = { method = \"gin\" }, sqlite = false }\n\
         covering = { on = [\"price\"], postgres = { method = \"btree\", include = [\"name\"] } }\n\
         only_sqlite = { on = [\"name\"], postgres = false, sqlite = true }",
    );
    let indexes = &agents(&schema).indexes;
    let by_name = &indexes[0].parts;
    let IndexKey::Expression {
        expression,
        nullable,
    } = &by_name[0].key
    else {
        panic!("{by_name:?}");
    };
    assert_eq!(expression.sqlite, "lower(name)");
    assert!(by_name[0].descending && !nullable);
    assert_eq!(by_name[1].key, IndexKey::Column(ColumnName::new("price")));
    assert_eq!(by_name[2].key, IndexKey::Column(ColumnName::new("id")));
    assert!(indexes[1].unique);
    let predicate = indexes[1].predicate.as_ref().unwrap();
    assert_eq!(predicate.sqlite, "state = 'active'");
    assert_eq!(indexes[2].predicate.as_ref().unwrap().postgres, "true");
    let method = |index: &Index| index.method.clone();
    assert_eq!(method(&indexes[3]).as_deref(), Some("gin"));
    assert_eq!(indexes[3].dialects, [Dialect::Postgres]);
    assert_eq!(method(&indexes[4]), None);
    assert_eq!(indexes[4].include, names(&["name"]));
    assert_eq!(indexes[4].dialects, Dialect::ALL);
    assert_eq!(indexes[5].dialects, [Dialect::Sqlite]);
}

#[test]
fn an_extension_brings_index_methods_of_its_own() {
    let schema = with(
        "embedding = \"bytes\"\n\
         [postgres]\nextensions = [\"vector\"]\n\
         [tables.agents.indexes]\n\
         near = { on = [\"embedding\"], postgres = { method = \"hnsw\" }, sqlite = false }",
    );
    assert_eq!(agents(&schema).indexes[0].method.as_deref(), Some("hnsw"));
    assert_eq!(schema.project.postgres_extensions, [DbName::new("vector")]);
}

#[test]
fn foreign_keys_over_several_columns_find_their_key() {
    let schema = parse(
        "[project]\nname = \"x\"\n\
         [tables.lines]\nprimary_key = [\"org_id\", \"order_id\", \"line\"]\n\
         [tables.lines.columns]\norg_id = \"uuid\"\norder_id = \"bigint\"\nline = \"int\"\nsku = \"text?\"\nparent = \"bigint?\"\n\
         [tables.lines.foreign_keys]\n\
         of_order = { on = [\"org_id\", \"order_id\"], references = \"orders\", on_delete = \"cascade\", on_update = \"cascade\", deferrable = \"deferred\" }\n\
         of_sku = { on = [\"sku\", \"org_id\"], references = \"orders(sku, org_id)\", deferrable = true, db_name = \"SKU\" }\n\
         [tables.orders]\nprimary_key = [\"org_id\", \"id\"]\n\
         [tables.orders.columns]\norg_id = \"uuid\"\nid = \"bigint\"\nsku = \"text\"\n\
         [tables.orders.uniques]\none_sku = [\"org_id\", \"sku\"]\n",
    );
    let keys = &schema.tables[&TableName::new("lines")].foreign_keys;
    assert_eq!(
        keys,
        &[
            ForeignKey {
                name: Some(DbName::new("of_order")),
                columns: names(&["org_id", "order_id"]),
                parent: TableName::new("orders"),
                parent_columns: names(&["org_id", "id"]),
                on_delete: Action::Cascade,
                on_update: Action::Cascade,
                deferrable: Deferrable::Deferred,
                sqlite_unnamed: false,
            },
            ForeignKey {
                name: Some(DbName::new("SKU")),
                columns: names(&["sku", "org_id"]),
                parent: TableName::new("orders"),
                parent_columns: names(&["sku", "org_id"]),
                on_delete: Action::NoAction,
                on_update: Action::NoAction,
                deferrable: Deferrable::Immediate,
                sqlite_unnamed: false,
            },
        ]
    );
}

#[test]
fn tables_keep_their_regimes() {
    let schema = parse(
        "[project]\nname = \"x\"\n[postgres]\nschemas = [\"billing\"]\n\
         [tables.log]\nappend_only = true\nhash_chain = { hash = \"hash\", previous = \"previous\" }\n\
         [tables.log.columns]\nid = { type = \"bigint\", primary_key = true, identity = true }\nhash = \"bytes\"\nprevious = \"bytes?\"\n\
         [tables.notes]\nsoft_delete = \"deleted_at\"\nversion = \"row_version\"\npostgres = { schema = \"billing\" }\n\
         [tables.notes.columns]\nid = { type = \"uuid\", primary_key = true }\ndeleted_at = \"timestamp?\"\nrow_version = \"bigint\"\n",
    );
    let log = &schema.tables[&TableName::new("log")];
    assert!(log.append_only);
    let chain = HashChain {
        hash: ColumnName::new("hash"),
        previous: ColumnName::new("previous"),
    };
    assert_eq!(log.hash_chain, Some(chain));
    let notes = &schema.tables[&TableName::new("notes")];
    assert_eq!(notes.schema, Some(DbName::new("billing")));
    assert_eq!(notes.soft_delete, Some(ColumnName::new("deleted_at")));
    assert_eq!(notes.version, Some(ColumnName::new("row_version")));
    let version = &notes.columns[&ColumnName::new("row_version")];
    assert_eq!(version.default, Some(Default::Literal(Literal::Int(1))));
}

#[test]
fn enums_can_be_types_of_their_own_and_have_names_of_their_own() {
    let schema = parse(
        "[project]\nname = \"x\"\n[postgres]\nschemas = [\"billing\"]\n\
         [enums]\n\
         kind = { values = [\"a-b\", \"+\"], rust_name = \"Sort\", rust_names = { \"+\" = \"Plus\" }, db_name = \"Kind\", postgres = { native = true, schema = \"billing\" } }\n\
         [tables.a.columns]\nid = { type = \"uuid\", primary_key = true }\nkind = { type = \"kind\", default = \"+\" }\n",
    );
    let kind = &schema.enums[&EnumName::new("kind")];
    let native = NativeEnum {
        schema: Some(DbName::new("billing")),
    };
    assert_eq!(kind.native, Some(native));
    assert_eq!(kind.db_name, DbName::new("Kind"));
    assert_eq!(kind.rust_name.as_deref(), Some("Sort"));
    assert_eq!(kind.rust_names["+"], "Plus");
}

#[test]
fn raw_objects_know_what_they_come_after() {
    let schema = with(
        "[postgres.objects.touch]\n\
         create = [\"CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;\", \"COMMENT ON FUNCTION touch() IS 'x'\"]\n\
         drop = \"DROP FUNCTION touch()\"\n\
         [postgres.objects.touch_agents]\n\
         on = \"agents\"\ncreate = \"CREATE TRIGGER touch_agents BEFORE UPDATE ON agents EXECUTE FUNCTION touch()\"\n\
         drop = \"DROP TRIGGER touch_agents ON agents\"\nafter = [\"objects.touch\", \"tables.agents\", \"objects.touch\"]\n\
         [sqlite.objects.touch_agents]\n\
         on = \"agents\"\ncreate = \"CREATE TRIGGER touch_agents AFTER UPDATE ON agents BEGIN SELECT 1; SELECT 2; END;\"\n\
         drop = \"DROP TRIGGER touch_agents\"",
    );
    let touch = &schema.objects.postgres[&ObjectName::new("touch")];
    assert_eq!(touch.create.len(), 2);
    assert!(touch.create[0].ends_with("END $$"), "{touch:?}");
    let trigger = &schema.objects.postgres[&ObjectName::new("touch_agents")];
    assert_eq!(trigger.on, Some(TableName::new("agents")));
    assert_eq!(
        trigger.after,
        [
            ObjectReference::Object(ObjectName::new("touch")),
            ObjectReference::Table(TableName::new("agents")),
        ]
    );
    let own = &schema.objects.sqlite[&ObjectName::new("touch_agents")];
    assert!(own.create[0].ends_with("SELECT 2; END"), "{own:?}");
}

#[test]
fn views_of_each_databases_own_come_after_what_they_mention() {
    let schema = with(
        "[views.later]\nkey = [\"id\"]\ndoc = \"Reads another.\"\n\
         sqlite = \"select id from live\"\npostgres = { sql = \"select id from \\\"live\\\"\" }\ncolumns = { id = \"uuid\" }\n\
         [views.live]\nrust_name = \"LiveAgent\"\n\
         sqlite = \"select id, count(*) as n from agents group by id\"\npostgres = \"select id, count(*) as n from agents group by id\"\n\
         columns = { id = \"uuid\", n = \"bigint?\" }",
    );
    let order: Vec<&str> = schema.views.keys().map(ViewName::as_str).collect();
    assert_eq!(order, ["live", "later"]);
    let later = &schema.views[&ViewName::new("later")];
    assert_eq!(later.reads, [Relation::View(ViewName::new("live"))]);
    assert_eq!(later.key, names(&["id"]));
    let live = &schema.views[&ViewName::new("live")];
    assert_eq!(live.reads, [Relation::Table(TableName::new("agents"))]);
    let n = &live.columns[&ColumnName::new("n")];
    assert_eq!((&n.ty, n.nullable), (&Type::Scalar(Scalar::BigInt), true));
}

#[test]
fn a_portable_view_has_the_columns_of_its_query() {
    let schema = with(
        r#"
[tables.rows.columns]
id = { type = "int", primary_key = true }
agent_id = { references = "agents.id", nullable = true }
at = { type = "timestamp", db_name = "At", sqlite = { storage = "millis" } }
price = "decimal(8,2)"
code = { type = "varchar(3)", postgres = { collate = "und-x-icu" } }

[views.later]
sql = "select later.id, agent from \"named\" later"

[views.named]
db_name = "Named"
sql = """
with every as (select * from rows)
select r.*, a.id as agent, case when r.price > 1 then r.price end * 2 as doubled, count(*) as n
from agents a full join every r on r.agent_id = a.id
group by r.id, r.agent_id, r.at, r.price, r.code, a.id
"""
"#,
    );
    let order: Vec<&str> = schema.views.keys().map(ViewName::as_str).collect();
    assert_eq!(order, ["named", "later"]);
    let named = &schema.views[&ViewName::new("named")];
    let columns: Vec<String> = named
        .columns
        .values()
        .map(|column| {
            format!(
                "{} {:?} {} {:?} {:?}",
                column.db_name.as_str(),
                column.ty,
                column.nullable,
                column.sqlite.storage,
                column.postgres.collate
            )
        })
        .collect();
    assert_eq!(
        columns,
        [
            "id Scalar(Int) true None None",
            "agent_id Scalar(Uuid) true None None",
            "at Scalar(Timestamp) true Some(Millis) None",
            "price Scalar(Decimal { precision: 8, scale: 2 }) true None None",
            "code Scalar(Varchar(3)) true None Some(\"und-x-icu\")",
            "agent Scalar(Uuid) true None None",
            "doubled Scalar(Decimal { precision: 9, scale: 2 }) true None None",
            "n Scalar(BigInt) false None None",
        ]
    );
    assert!(
        named.query.sqlite.contains("\"At\" AS at"),
        "{}",
        named.query.sqlite
    );
    assert_eq!(
        named.reads,
        [
            Relation::Table(TableName::new("rows")),
            Relation::Table(TableName::new("agents"))
        ]
    );
    let later = &schema.views[&ViewName::new("later")];
    assert!(
        later.query.postgres.ends_with("FROM \"Named\" AS later"),
        "{}",
        later.query.postgres
    );
    assert_eq!(later.reads, [Relation::View(ViewName::new("named"))]);
    assert!(later.columns.values().all(|column| column.nullable));
}

fn include(path: &str, text: &str) -> Include {
    Include {
        path: path.to_owned(),
        text: Ok(text.to_owned()),
    }
}

#[test]
fn included_files_are_parts_of_one_schema_in_the_order_of_the_list() {
    let main = SourceFile::new(
        "schema.toml",
        "include = [\"./b.toml\", \"more/a.toml\"]\n[project]\nname = \"x\"\nrust_tables = [\"src/tables.rs\"]\n\
         [output]\ntemplates = \"templates/\"\n\
         [tables.agents.columns]\nid = { type = \"uuid\", primary_key = true }\nkind = \"kind\"\n",
    );
    assert_eq!(
        schema::includes(&main),
        ["b.toml", "more/a.toml", "src/tables.rs"]
    );
    let includes = [
        include("src/tables.rs", "struct NoTable;"),
        include(
            "more/a.toml",
            "\u{feff}[tables.notes.columns]\r\nid = { type = \"uuid\", primary_key = true }\r\nagent_id = { references = \"agents.id\" }\r\n",
        ),
        include(
            "b.toml",
            "[enums]\nkind = [\"a\"]\n[tables.jobs.columns]\nid = { references = \"notes.id\", primary_key = true }\n\
             [sqlite.objects.x]\ncreate = \"CREATE TRIGGER x\"\ndrop = \"DROP TRIGGER x\"\n",
        ),
    ];
    let schema = schema::parse_with(&main, &includes).unwrap_or_else(|wrong| panic!("{wrong}"));
    let tables: Vec<&str> = schema.tables.keys().map(TableName::as_str).collect();
    assert_eq!(tables, ["agents", "jobs", "notes"]);
    assert_eq!(schema.objects.sqlite.len(), 1);
    assert_eq!(schema.project.rust_tables, ["src/tables.rs"]);
    let templates = schema.project.output.templates.as_deref();
    assert_eq!(templates, Some("templates"));
}
