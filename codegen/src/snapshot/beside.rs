//! A snapshot read beside the catalog that the database shall hold: of many tables nearly all are the same in both, and these
//! are known by their lines, without being read.

use std::sync::Arc;

use super::Problem;
use super::format::Line;
use super::read::read;
use super::write::{SEPARATOR, table_lines};
use crate::catalog::model::{Catalog, QualifiedName, Table};

/// How a table's lines begin.
const TABLE: &str = "\n{\"kind\":\"table\",";

/// The catalog of what [`write`](super::write) wrote. A table whose lines `like` would have too is `like`'s own.
///
/// # Errors
/// As of [`read`].
pub(crate) fn read_beside(text: &str, like: &Catalog) -> Result<Catalog, Problem> {
    match sharing(text, like) {
        Some(catalog) => Ok(catalog),
        None => read(text).map(|snapshot| snapshot.catalog),
    }
}

/// `None` where something in the file is as [`write`](super::write) would not have it: then it is read as a whole.
fn sharing(text: &str, like: &Catalog) -> Option<Catalog> {
    let mut same = Vec::new();
    // The file without what need not be read of it. The first lines of all tables stay, for they say the order.
    let mut rest = String::new();
    let mut lines = String::new();
    let mut ahead = text;
    while let Some(at) = ahead.find(TABLE) {
        let (before, table) = ahead.split_at(at + 1);
        let (first, _) = table.split_once('\n')?;
        let first = first.trim_end_matches(',');
        rest.push_str(before);
        rest.push_str(first);
        ahead = &table[first.len()..];
        let Some(known) = name(first).and_then(|name| like.tables.get(&name)) else {
            continue;
        };
        lines.clear();
        table_lines(known, &mut lines);
        let after = table.strip_prefix(lines.strip_suffix(SEPARATOR)?);
        if let Some(after) = after.filter(|after| ends_table(after)) {
            ahead = after;
            same.push(known);
        }
    }
    rest.push_str(ahead);
    let mut catalog = read(&rest).ok()?.catalog;
    for known in same {
        let table = catalog.tables.get_mut(&known.name)?;
        // A line elsewhere in the file would speak of it too.
        let bare = Table {
            comment: known.comment.clone(),
            sqlite: known.sqlite,
            ..Table::new(known.name.clone())
        };
        if **table != bare {
            return None;
        }
        *table = Arc::clone(known);
    }
    Some(catalog)
}

/// The name in a table's first line.
fn name(line: &str) -> Option<QualifiedName> {
    match serde_json::from_str(line).ok()? {
        Line::Table { name, .. } => Some(name.into()),
        Line::Schema { .. }
        | Line::Extension { .. }
        | Line::Enum { .. }
        | Line::Column(_)
        | Line::PrimaryKey { .. }
        | Line::Unique { .. }
        | Line::Check { .. }
        | Line::ForeignKey(_)
        | Line::Index(_)
        | Line::View { .. }
        | Line::Object { .. } => None,
    }
}

/// Whether what follows a table's line is no more of the table.
fn ends_table(after: &str) -> bool {
    match after.strip_prefix(SEPARATOR) {
        None => after.starts_with("\n]"),
        Some(next) => ["table", "view", "object"].iter().any(|kind| {
            let next = next.strip_prefix("{\"kind\":\"");
            let next = next.and_then(|next| next.strip_prefix(kind));
            next.is_some_and(|next| next.starts_with('"'))
        }),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::read_beside;
    use crate::catalog::lower::lower;
    use crate::catalog::model::Catalog;
    use crate::diagnostic::SourceFile;
    use crate::dialect::Dialect;
    use crate::snapshot::read;
    use crate::snapshot::write::{Told, write_catalog};

    const ENUMS: &str = "[enums.kind]\nvalues = [\"x\", \"y\"]\npostgres = { native = true }\n";

    fn told(parents: &[String]) -> Told<'_> {
        static NONE: BTreeSet<String> = BTreeSet::new();
        Told {
            parents,
            renamed: &NONE,
            replaces: &[],
            statements: None,
            hazards: &[],
        }
    }

    fn table(name: &str, columns: &str) -> String {
        format!(
            "[tables.{name}]\ndoc = \"The {name}.\"\n[tables.{name}.columns]\nid = {{ type = \"bigint\", primary_key = true }}\n{columns}\n"
        )
    }

    fn catalog(parts: &[String], dialect: Dialect) -> Catalog {
        let text = format!("[project]\nname = \"beside\"\n{}", parts.concat());
        let schema = crate::schema::parse(&SourceFile::new("schema.toml", text)).unwrap();
        lower(&schema, dialect)
    }

    /// How many tables are shared, where what is found is what reading yields.
    fn shared(text: &str, like: &Catalog) -> usize {
        let found = read_beside(text, like).unwrap();
        let whole = read(text).unwrap().catalog;
        // By what is printed: equality leaves out what follows from other things.
        assert_eq!(format!("{found:#?}"), format!("{whole:#?}"));
        let tables = found.tables.iter();
        let is_own = |name, table| {
            like.tables
                .get(name)
                .is_some_and(|own| Arc::ptr_eq(own, table))
        };
        tables.filter(|(name, table)| is_own(*name, *table)).count()
    }

    #[test]
    fn what_is_the_same_is_shared_and_everything_else_is_read() {
        let (a, b) = (
            table("a", "name = { type = \"text?\", unique = true }"),
            table("b", ""),
        );
        let other_b = table("b", "name = \"text\"");
        let c = table("c", "[tables.c.indexes]\nby_id = [\"id desc\"]");
        let other_c = table("c", "");
        for dialect in Dialect::ALL {
            let catalog = |parts: &[&String]| {
                let parts: Vec<String> = parts.iter().map(|part| (*part).clone()).collect();
                catalog(&parts, dialect)
            };
            let before = catalog(&[&a, &b, &c]);
            let text = write_catalog(told(&["one".to_owned()]), &before);
            assert_eq!(shared(&text, &before), 3);
            assert_eq!(shared(&text, &catalog(&[&c, &b, &a])), 3);
            assert_eq!(shared(&text, &catalog(&[&ENUMS.to_owned(), &a, &b, &c])), 3);
            assert_eq!(shared(&text, &catalog(&[&a, &other_b, &c])), 2);
            // The index that is no more comes last in its table.
            assert_eq!(shared(&text, &catalog(&[&a, &b, &other_c])), 2);
            assert_eq!(shared(&text, &catalog(&[&b])), 1);
            assert_eq!(shared(&text, &Catalog::empty(dialect)), 0);
        }
    }

    #[test]
    fn a_file_that_is_laid_out_otherwise_is_read_as_it_is() {
        let like = catalog(&[table("a", ""), table("b", "")], Dialect::Sqlite);
        let text = write_catalog(told(&[]), &like);
        assert_eq!(shared(&text.replace("\":\"", "\": \""), &like), 0);
        // A line that stands elsewhere is not lost.
        let moved = text.replace(
            "\n]",
            ",\n{\"kind\":\"check\",\"table\":\"a\",\"name\":\"c\",\"expression\":\"1\"}\n]",
        );
        assert_eq!(shared(&moved, &like), 0);
        let broken = text.replace("\n]", ",\n{\"kind\":\"check\"}\n]");
        assert_eq!(
            read_beside(&broken, &like).unwrap_err(),
            read(&broken).unwrap_err()
        );
    }
}
