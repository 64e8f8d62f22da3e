//! Every portable query of the golden files, as a view on both databases, over rows of edge values: the same rows, of the types
//! that were inferred, and no NULL where none was.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    dead_code,
    reason = "a test fails by panicking; the parts shared with another test are not all used"
)]

#[path = "expressions_agree/answers.rs"]
mod answers;
#[path = "../../codegen/tests/expression/book.rs"]
mod book;
#[path = "expressions_agree/rows.rs"]
mod rows;

use answers::Engines;
use dualect_codegen::dialect::Dialect;
use dualect_codegen::query::{self, View};
use dualect_codegen::schema::model::{Scalar, Type};

fn good(file: &str) -> Vec<(String, View)> {
    let text = std::fs::read_to_string(book::folder().join(file)).unwrap();
    let relations = book::relations();
    let entries = book::entries(&text)
        .into_iter()
        .filter(|entry| entry.is_view);
    entries
        .filter_map(|entry| {
            let parsed = query::parse(&entry.text).ok()?;
            Some((entry.line, query::check(&parsed, &relations).ok()?))
        })
        .collect()
}

#[tokio::test]
async fn every_view_has_the_same_rows_and_types_on_both() {
    let engines = Engines::with_rows("t", "").await;
    engines
        .execute(&|dialect| answers::create_like("child", dialect))
        .await;
    engines.execute(&|_| CHILDREN.to_owned()).await;
    engines
        .execute(&|dialect| children_with_prices(dialect).to_owned())
        .await;
    let mut differences = Vec::new();
    let mut failing = 0;
    let views = good("views.txt");
    assert!(views.len() > 40);
    for (number, (line, view)) in views.iter().enumerate() {
        let name = format!("v{number}");
        engines
            .execute(&|dialect| format!("CREATE VIEW {name} AS\n{}", view.render(dialect)))
            .await;
        let (one, two) = engines.view_rows(&name, view).await;
        failing += usize::from(one.is_err());
        if one != two {
            differences.push(format!("{line}\n  {one:?}\n  {two:?}"));
        }
        for (at, (column, known)) in view.columns.iter().enumerate() {
            let holes = one.iter().flatten().any(|row| row[at].is_none());
            if holes && !known.nullable {
                differences.push(format!("{line}\n  {column} is null"));
            }
            let ty = engines.postgres_type(&name, column.as_str()).await;
            if ty != expected_type(&known.ty) {
                differences.push(format!(
                    "{line}\n  {column} is a {ty}, {:?} was inferred",
                    known.ty
                ));
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    // Sums and differences that overflow.
    assert!(failing >= 3);
}

const CHILDREN: &str = "INSERT INTO child (id, t_id, label, amount) VALUES \
    (1, 1, 'a', 1), (2, 1, 'B', NULL), (3, 2, NULL, 2147483647), (4, 2, 'a', 2147483647), (5, 99, 'Ä', -1), \
    (6, 3, 'AbC', 0), (7, 7, '', 5)";

fn children_with_prices(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => {
            "UPDATE child SET price = CASE id WHEN 1 THEN 1500 WHEN 2 THEN -99999999 WHEN 3 THEN 1 END"
        }
        Dialect::Postgres => {
            "UPDATE child SET price = CASE id WHEN 1 THEN 1.5 WHEN 2 THEN -99999.999 WHEN 3 THEN 0.001 END"
        }
    }
}

/// As `pg_typeof` spells it.
fn expected_type(ty: &Type) -> &'static str {
    match ty {
        Type::Scalar(Scalar::Bool) => "boolean",
        Type::Scalar(Scalar::SmallInt) => "smallint",
        Type::Scalar(Scalar::Int) => "integer",
        Type::Scalar(Scalar::BigInt) => "bigint",
        Type::Scalar(Scalar::Real | Scalar::Double) => "double precision",
        Type::Scalar(Scalar::Decimal { .. }) => "numeric",
        Type::Scalar(Scalar::Text | Scalar::Varchar(_)) | Type::Enum(_) => "text",
        Type::Scalar(Scalar::Bytes) => "bytea",
        Type::Scalar(Scalar::Uuid) => "uuid",
        Type::Scalar(Scalar::Timestamp) => "timestamp with time zone",
        Type::Scalar(Scalar::Date) => "date",
        Type::Scalar(Scalar::Time) => "time without time zone",
        Type::Json => "jsonb",
        Type::List(_) => "ARRAY",
    }
}
