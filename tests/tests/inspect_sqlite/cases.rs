//! Every case's schemas: a fresh database is read as what it was made from.

use dualect_codegen::catalog::model::Catalog;
use dualect_codegen::ddl;
use dualect_codegen::dialect::Dialect;
use dualect_tests::inspection::{differences, inspect};
use dualect_tests::migration_case::{Case, paths};
use dualect_tests::sqlite::Database;

fn problem(catalog: &Catalog) -> Option<String> {
    let database = Database::create();
    let connection = database.connect();
    connection.execute_batch(&ddl::script(catalog)).unwrap();
    let found = inspect(&connection);
    let text = format!(
        "{}{}",
        found.beyond.join("\n"),
        differences(&found.catalog, catalog)
    );
    (!text.is_empty()).then_some(text)
}

#[test]
fn every_schema_of_the_cases_is_read_from_its_database() {
    let mut wrong = Vec::new();
    for case in paths().iter().map(|path| Case::read(path)) {
        let transition = case.transition(Dialect::Sqlite);
        for (which, catalog) in [("before", &transition.from), ("after", &transition.to)] {
            if let Some(problem) = problem(catalog) {
                wrong.push(format!("{} {which}\n{problem}", case.name()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n{} in all",
        wrong.join("\n"),
        wrong.len()
    );
}
