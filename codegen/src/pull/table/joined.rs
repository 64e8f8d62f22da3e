//! What two databases say of one thing, said once.

use super::super::plain::Part;
use super::super::toml_text::string;
use crate::dialect::Dialect;

/// Keys and their values, in the order in which they are written.
pub(super) type Parts = Vec<(&'static str, String)>;

/// What stands behind `default` in a column.
pub(super) const AFTER_DEFAULT: [&str; 9] = [
    "generated",
    "on_delete",
    "on_update",
    "deferrable",
    "constraint",
    "doc",
    "db_name",
    "sqlite",
    "postgres",
];

/// One of a table's uniques, checks, foreign keys or indexes.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) part: Part,
    pub(super) dialect: Dialect,
    /// The key that it gets where nobody has it.
    pub(super) wanted: String,
    /// What the database calls it.
    pub(super) name: Option<String>,
    pub(super) parts: Parts,
    /// Where in it `db_name` stands.
    pub(super) at: usize,
    /// The database that has it, where the other lacks it and is to get it.
    pub(super) only: Option<&'static str>,
}

impl Entry {
    /// Under that key.
    pub(super) fn value(&self, key: &str) -> String {
        let mut parts = self.parts.clone();
        if let Some(name) = self.name.as_ref().filter(|name| *name != key) {
            parts.insert(self.at.min(parts.len()), ("db_name", string(name)));
        }
        short(&parts)
    }

    fn said(&self, key: &str) -> Option<&str> {
        let mut parts = self.parts.iter();
        let found = parts.find(|(known, _)| *known == key);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether both are one thing: by name, or by what they say where one of them has none.
    fn is(&self, other: &Self) -> bool {
        match (&self.name, &other.name) {
            (Some(name), Some(another)) => name == another,
            (Some(_) | None, _) => {
                self.said("on").is_some()
                    && self.said("on") == other.said("on")
                    && self.said("references") == other.said("references")
            }
        }
    }
}

/// The list alone, where nothing else is said.
pub(super) fn short(parts: &Parts) -> String {
    match parts.as_slice() {
        [("on", only)] => only.clone(),
        several => inline(several),
    }
}

/// A column: its type alone, where nothing else is said, or only that it may be null.
pub(super) fn column(parts: &Parts) -> String {
    match parts.as_slice() {
        [("type", ty)] => ty.clone(),
        [("type", ty), ("nullable", _)] => format!("{}?\"", ty.trim_end_matches('"')),
        several => inline(several),
    }
}

fn inline(parts: &[(&'static str, String)]) -> String {
    super::inline(parts)
}

/// What the databases say, in the order of the first.
pub(super) fn together(lists: impl IntoIterator<Item = Parts>) -> Parts {
    let mut lists = lists.into_iter();
    let mut all = lists.next().unwrap_or_default();
    for list in lists {
        for (key, value) in list {
            match all.iter_mut().find(|(known, _)| *known == key) {
                Some((_, old)) if *old == value => {}
                Some((_, old)) => *old = both(old, value),
                None if key == "sqlite" || key == "postgres" => all.push((key, value)),
                // What is each database's own stands last.
                None => {
                    let at = all
                        .iter()
                        .position(|(key, _)| matches!(*key, "sqlite" | "postgres"));
                    all.insert(at.unwrap_or(all.len()), (key, value));
                }
            }
        }
    }
    if all.iter().any(|(key, _)| *key == "references") {
        all.retain(|(key, _)| *key != "type");
        all.sort_by_key(|(key, _)| *key != "references");
    }
    all
}

/// `{ sqlite = a }` and `{ postgres = b }` are one table; of two other values the later one counts.
fn both(one: &str, other: String) -> String {
    let inside = |text: &str, dialect: Dialect| {
        let inner = text.strip_prefix("{ ")?.strip_suffix(" }")?;
        let own = inner.strip_prefix(dialect.as_str())?;
        own.starts_with(" = ").then(|| inner.to_owned())
    };
    match (
        inside(one, Dialect::Sqlite),
        inside(&other, Dialect::Postgres),
    ) {
        (Some(sqlite), Some(postgres)) => format!("{{ {sqlite}, {postgres} }}"),
        (Some(_) | None, _) => other,
    }
}

/// The lists of one or two databases as one. Where `beside` the table is in both of two: what only one has is said so.
pub(super) fn joined(lists: Vec<Vec<Entry>>, heading: &str, beside: bool) -> Vec<Entry> {
    let mut lists = lists.into_iter();
    let mut all = lists.next().unwrap_or_default();
    let own = all.len();
    let mut met = vec![false; own];
    for list in lists {
        for entry in list {
            let found = all.iter().take(own).position(|one| one.is(&entry));
            match found.and_then(|at| Some((all.get_mut(at)?, met.get_mut(at)?))) {
                Some((one, met)) => {
                    *met = true;
                    let unnamed = one.name.is_none() && heading != "uniques";
                    one.parts = together([std::mem::take(&mut one.parts), entry.parts]);
                    if unnamed && entry.name.is_some() {
                        one.parts.push(("unnamed", "true".to_owned()));
                        one.wanted = entry.wanted;
                        one.name = entry.name;
                    } else if one.name.is_none() {
                        one.wanted = entry.wanted;
                        one.name = entry.name;
                    }
                }
                None => all.push(entry),
            }
        }
    }
    for (at, entry) in all.iter_mut().enumerate() {
        if met.get(at) == Some(&true) {
            continue;
        }
        if entry.name.is_none() && heading != "uniques" && entry.said("unnamed").is_none() {
            entry.parts.push(("unnamed", "true".to_owned()));
        }
        if !beside {
            continue;
        }
        let other = entry.dialect.other();
        match heading {
            "indexes" => entry.parts.push((other.as_str(), "false".to_owned())),
            "checks" => {
                entry.parts.push((other.as_str(), "\"true\"".to_owned()));
                entry.only = Some(engine(entry.dialect));
            }
            _ => entry.only = Some(engine(entry.dialect)),
        }
    }
    all
}

fn engine(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "SQLite",
        Dialect::Postgres => "Postgres",
    }
}
