//! A long text's tree, made piece by piece.
//!
//! The parser underneath keeps every token and every event of a text until its tree is made, which takes twenty times the room of
//! the text. So a long one is cut before headers of tables, each piece is parsed by itself, and its tree gets the places that it
//! has in the whole. Whatever is not as plain as that (a mistake, a table that two pieces speak of) is for the text as a whole.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::parallel;

/// From so many bytes on, a piece ends with its table.
const PIECE: usize = 64 << 10;

/// How the header of a table begins.
const TABLE: &str = "[tables.";

/// The tree; `None` where the text is to be parsed as a whole.
pub(super) fn tree(text: &str) -> Option<DeTable<'_>> {
    tree_of(&cut(text, PIECE)?)
}

fn tree_of<'t>(pieces: &[(usize, &'t str)]) -> Option<DeTable<'t>> {
    let trees = parallel::map(pieces.iter().copied(), |(start, piece)| {
        let (tree, errors) = DeTable::parse_recoverable(piece);
        errors.is_empty().then(|| moved(tree.into_inner(), start))
    });
    let mut trees = trees.into_iter();
    let mut whole = trees.next()??;
    for tree in trees {
        join(&mut whole, tree?)?;
    }
    Some(whole)
}

/// The pieces, each with its place; `None` where there is one only, or where a header is not written as headers are.
fn cut(text: &str, piece: usize) -> Option<Vec<(usize, &str)>> {
    if text.len() <= piece {
        return None;
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut last = None;
    for line in text.split_inclusive('\n') {
        if let Some(inner) = line.trim_start().strip_prefix('[') {
            match line.strip_prefix(TABLE) {
                Some(rest) => {
                    let name = rest.split(['.', ']']).next();
                    if at - start >= piece && name != last {
                        pieces.push((start, &text[start..at]));
                        start = at;
                    }
                    last = name;
                }
                // `[tables]`, `["tables".a]`, `[[tables.a]]`: what two of them mean together, is seen in the whole.
                None if inner.trim_start().starts_with(['[', '"', '\'']) => return None,
                None if inner.trim_start().starts_with("tables") => return None,
                None => {}
            }
        }
        at += line.len();
    }
    pieces.push((start, &text[start..]));
    // A `tables` that is no header's, above all headers, takes none beside it.
    let first = text.find(TABLE)?;
    let is_key = |line: &str| {
        let key = line.trim_start();
        key.starts_with("tables") || key.starts_with(['"', '\''])
    };
    let plain = pieces.len() > 1 && !text[..first].lines().any(is_key);
    plain.then_some(pieces)
}

/// The tree with every place in it so many bytes further on.
fn moved(tree: DeTable<'_>, by: usize) -> DeTable<'_> {
    if by == 0 {
        return tree;
    }
    let entries = tree.into_iter();
    entries
        .map(|(key, value)| (placed(key, by, |key| key), value_moved(value, by)))
        .collect()
}

fn value_moved(value: Spanned<DeValue<'_>>, by: usize) -> Spanned<DeValue<'_>> {
    placed(value, by, |value| match value {
        DeValue::Table(table) => DeValue::Table(moved(table, by)),
        DeValue::Array(array) => {
            DeValue::Array(array.into_iter().map(|one| value_moved(one, by)).collect())
        }
        scalar @ (DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)) => scalar,
    })
}

fn placed<T>(spanned: Spanned<T>, by: usize, inner: impl FnOnce(T) -> T) -> Spanned<T> {
    let span = spanned.span();
    Spanned::new(span.start + by..span.end + by, inner(spanned.into_inner()))
}

/// Puts a piece's entries beside those that are there; `None` where both speak of the same.
fn join<'t>(whole: &mut DeTable<'t>, piece: DeTable<'t>) -> Option<()> {
    for (key, value) in piece {
        let Some(known) = whole.get_mut(key.get_ref().as_ref()) else {
            whole.insert(key, value);
            continue;
        };
        let (DeValue::Table(known), DeValue::Table(more)) = (known.get_mut(), value.into_inner())
        else {
            return None;
        };
        if key.get_ref() != "tables" {
            return None;
        }
        for (key, value) in more {
            if known.insert(key, value).is_some() {
                return None;
            }
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use toml::de::DeTable;

    use super::{cut, tree_of};

    const TEXT: &str = "# A\n[project]\nname = \"a\"\n\n[tables.a]\ndoc = '''\n[not]\n'''\n[tables.a.columns]\n\
        id = { type = \"uuid\", default = { sqlite = [\"ü\", 1, 2.5, 1979-05-27] } }\n[tables.a.indexes]\nx = [\"id\"]\n\
        [tables.b.columns]\nid.type = \"int\"\n[tables.b.checks]\nx = true\n[enums]\ne = [\"x\"]\n[tables.\"c d\"]\ndoc = \"\"\n\
        [views.v]\nsql = \"\"\n";

    #[test]
    fn pieces_come_to_the_tree_of_the_whole_with_every_place_in_it() {
        let whole = format!("{:?}", DeTable::parse(TEXT).unwrap().into_inner());
        for size in 0..TEXT.len() {
            if let Some(pieces) = cut(TEXT, size) {
                assert!(pieces.len() > 1);
                let text: String = pieces.iter().map(|(_, piece)| *piece).collect();
                assert_eq!(text, TEXT);
                let found = tree_of(&pieces).unwrap();
                assert_eq!(format!("{found:?}"), whole, "{size}");
            }
        }
        assert_eq!(cut(TEXT, 0).unwrap().len(), 4);
        assert!(cut(TEXT, TEXT.len()).is_none());
    }

    #[test]
    fn what_only_the_whole_tells_is_left_to_it() {
        for text in [
            "[tables.a]\nx = 1\n[tables.b]\n[tables.a]\ny = 1\n",
            "[tables.a]\nx = 1\n[tables.b]\n[tables.a.columns]\n",
            "[tables.a]\nx = 1\n[tables.b]\n[tables]\n",
            "[tables.a]\nx = 1\n[tables.b]\n[ tables ]\n",
            "[tables.a]\nx = 1\n[tables.b]\n[\"tables\".a]\n",
            "[tables.a]\nx = 1\n[tables.b]\n[[tables.c]]\n",
            "tables.x.y = 1\n[tables.a]\n[tables.b]\n",
            "tables = {}\n[tables.a]\n[tables.b]\n",
            "\"tables\" = {}\n[tables.a]\n[tables.b]\n",
            "[project]\na = 1\n[tables.a]\n[tables.b]\n[project]\n",
            "[tables.a]\nx = '''\n[tables.b]\n'''\n",
            "[tables.a]\nx = [\n[tables.b]\n",
            "[tables.a]\nx = \n[tables.b]\n",
        ] {
            let found = cut(text, 0).and_then(|pieces| tree_of(&pieces).map(|_| ()));
            assert!(found.is_none(), "{text}");
        }
    }
}
