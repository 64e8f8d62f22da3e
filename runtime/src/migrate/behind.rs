//! What a database lacks.

use std::fmt;

use dualect_format::statements::{Token, TokenKind, split, tokens};

use super::script::Script;

/// What a database lacks that an app was built for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// The tags of the migrations that it does not have, or not in full.
    pub pending: Vec<String>,
    /// What those would make, as `table orders` and `column items.note`: tables, views and columns, under their names in the database.
    pub lacks: Vec<String>,
}

impl Behind {
    pub(super) fn new<'a>(pending: impl Iterator<Item = &'a Script>) -> Self {
        let mut behind = Self {
            pending: Vec::new(),
            lacks: Vec::new(),
        };
        for script in pending {
            behind.pending.push(script.tag.to_string());
            for statement in split(script.text(super::error::ScriptFile::Up)) {
                match made(statement.text) {
                    Some(made) if !behind.lacks.contains(&made) => behind.lacks.push(made),
                    Some(_) | None => {}
                }
            }
        }
        behind
    }
}

impl fmt::Display for Behind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 8;
        let Self { pending, lacks } = self;
        let migrations = match pending.as_slice() {
            [one] => format!("migration {one} is"),
            [first, ..] => format!(
                "{} migrations are, {first} the first of them,",
                pending.len()
            ),
            [] => "its record is".to_owned(),
        };
        write!(
            f,
            "the database is behind this app: {migrations} not applied"
        )?;
        if let [first, rest @ ..] = lacks.as_slice() {
            write!(f, "; it lacks {first}")?;
            for one in rest.iter().take(SHOWN - 1) {
                write!(f, ", {one}")?;
            }
            if lacks.len() > SHOWN {
                write!(f, " and {} more", lacks.len() - SHOWN)?;
            }
        }
        f.write_str(": migrate it before this version of the app starts")
    }
}

/// What a statement makes that queries ask for by its name. What it makes for a while has a name of ours.
fn made(statement: &str) -> Option<String> {
    const OURS: &str = "__dualect_";
    let mut words = tokens(statement).filter(Token::is_significant).peekable();
    let mut take = |word: &str| words.next_if(|token| token.is_word(word)).is_some();
    let made = if take("create") {
        let _ = take("or") && take("replace");
        take("materialized");
        let kind = if take("table") {
            "table"
        } else if take("view") {
            "view"
        } else {
            return None;
        };
        let _ = take("if") && take("not") && take("exists");
        format!("{kind} {}", name(&mut words)?)
    } else if take("alter") && take("table") {
        let table = name(&mut words)?;
        let mut take = |word: &str| words.next_if(|token| token.is_word(word)).is_some();
        if take("add") {
            // `ADD CONSTRAINT` and the like make nothing that is asked for.
            if !take("column") {
                return None;
            }
            let _ = take("if") && take("not") && take("exists");
            format!("column {table}.{}", name(&mut words)?)
        } else if take("rename") {
            if take("to") {
                format!("table {}", name(&mut words)?)
            } else if take("column") {
                name(&mut words)?;
                words.next_if(|token| token.is_word("to"))?;
                format!("column {table}.{}", name(&mut words)?)
            } else {
                return None;
            }
        } else {
            return None;
        }
    } else {
        return None;
    };
    (!made.contains(OURS)).then_some(made)
}

/// A name, with its schema where it has one; quotes around it are left out.
fn name<'a>(words: &mut std::iter::Peekable<impl Iterator<Item = Token<'a>>>) -> Option<String> {
    let plain = |token: &Token<'_>| match token.kind {
        TokenKind::Quoted => token.text.trim_matches(['"', '`']).to_owned(),
        TokenKind::Word | TokenKind::Symbol | TokenKind::Space | TokenKind::Comment => {
            token.text.to_owned()
        }
    };
    let first = words
        .next()
        .filter(|token| token.kind != TokenKind::Symbol)?;
    let mut name = plain(&first);
    while words.next_if(|token| token.text == ".").is_some() {
        name.push('.');
        name.push_str(&plain(&words.next()?));
    }
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::made;

    #[test]
    fn what_a_statement_makes_is_known_by_its_name() {
        for (sql, expected) in [
            ("CREATE TABLE items (id bigint)", Some("table items")),
            (
                "create table if not exists s.\"Items\" (id int)",
                Some("table s.Items"),
            ),
            ("CREATE OR REPLACE VIEW v AS SELECT 1", Some("view v")),
            ("CREATE MATERIALIZED VIEW v AS SELECT 1", Some("view v")),
            (
                "ALTER TABLE items ADD COLUMN note text",
                Some("column items.note"),
            ),
            (
                "ALTER TABLE items RENAME COLUMN a TO b",
                Some("column items.b"),
            ),
            ("ALTER TABLE a RENAME TO b", Some("table b")),
            ("ALTER TABLE items ADD CONSTRAINT c CHECK (true)", None),
            ("CREATE TABLE __dualect_new_items (id int)", None),
            ("CREATE INDEX i ON items (id)", None),
            ("SELECT 1", None),
            ("CREATE", None),
        ] {
            assert_eq!(made(sql).as_deref(), expected, "{sql}");
        }
    }
}
