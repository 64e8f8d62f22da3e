//! How a sequence counts: <https://www.postgresql.org/docs/current/sql-createsequence.html>.

use crate::catalog::model::{Counter, QualifiedName};
use crate::catalog::quote;

/// `START WITH 1 INCREMENT BY 1 ..`, each clause with a word in front where there is one: `SET ` in `ALTER COLUMN`.
pub(crate) fn counter(counter: &Counter, word: &str) -> String {
    let Counter {
        start,
        increment,
        minimum,
        maximum,
        cache,
        cycle,
    } = counter;
    let cycle = if *cycle { "CYCLE" } else { "NO CYCLE" };
    let clauses = [
        format!("START WITH {start}"),
        format!("INCREMENT BY {increment}"),
        format!("MINVALUE {minimum}"),
        format!("MAXVALUE {maximum}"),
        format!("CACHE {cache}"),
        cycle.to_owned(),
    ];
    clauses.map(|clause| format!("{word}{clause}")).join(" ")
}

/// `CREATE SEQUENCE x`, and how it counts where that is not as usual.
pub(crate) fn create_sequence(name: &QualifiedName, ty: &str, how: &Counter) -> String {
    let name = quote::qualified(name);
    if ty == "bigint" && *how == Counter::up_to(i64::MAX) {
        return format!("CREATE SEQUENCE {name}");
    }
    format!("CREATE SEQUENCE {name} AS {ty} {}", counter(how, ""))
}

/// The same of one that is there, whose number stays.
pub(crate) fn alter_sequence(name: &QualifiedName, ty: &str, how: &Counter) -> String {
    let name = quote::qualified(name);
    format!("ALTER SEQUENCE {name} AS {ty} {}", counter(how, ""))
}
