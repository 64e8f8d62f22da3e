//! What a statement is, as far as it decides how it is run.

use dualect_format::statements::{Token, TokenKind, tokens};

/// Whether it begins or ends a transaction. Savepoints stay within one.
pub(super) fn controls_transaction(statement: &str) -> bool {
    let words = leading_words(statement);
    match words
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["BEGIN" | "COMMIT" | "END" | "ABORT", ..] | ["START" | "PREPARE", "TRANSACTION", ..] => {
            true
        }
        ["ROLLBACK", rest @ ..] => !rest.contains(&"TO"),
        _ => false,
    }
}

/// What `PRAGMA foreign_keys` is set to, where that is what the statement does: `PRAGMA main.foreign_keys = off`,
/// `PRAGMA foreign_keys(0)`. Without a value it only asks.
pub(super) fn set_foreign_keys(statement: &str) -> Option<bool> {
    let tokens: Vec<Token<'_>> = tokens(statement).filter(Token::is_significant).collect();
    let plain = |token: &Token<'_>| {
        token
            .text
            .trim_matches(['"', '`', '\''])
            .to_ascii_lowercase()
    };
    let [pragma, rest @ ..] = tokens.as_slice() else {
        return None;
    };
    let rest = match rest {
        [_, dot, rest @ ..] if dot.text == "." => rest,
        rest => rest,
    };
    let [name, sign, value, ..] = rest else {
        return None;
    };
    let sets = pragma.is_word("pragma")
        && plain(name) == "foreign_keys"
        && ["=", "("].contains(&sign.text);
    // SQLite takes every other word, and a signed zero, as a number that is not zero or as off; nobody writes those.
    sets.then(|| !["off", "no", "false", "0"].contains(&plain(value).as_str()))
}

/// Whether Postgres takes this statement only outside a transaction.
pub(super) fn runs_alone(statement: &str) -> bool {
    let words = leading_words(statement);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["CREATE" | "DROP", "DATABASE" | "TABLESPACE", ..]
        | ["ALTER", "SYSTEM", ..]
        | ["VACUUM", ..]
        | ["CREATE" | "DROP", "INDEX", "CONCURRENTLY", ..]
        | ["CREATE", "UNIQUE", "INDEX", "CONCURRENTLY", ..] => true,
        ["REINDEX", rest @ ..] => {
            rest.contains(&"CONCURRENTLY") || rest.contains(&"DATABASE") || rest.contains(&"SYSTEM")
        }
        ["ALTER", "TABLE", rest @ ..] => rest.contains(&"DETACH") && rest.contains(&"CONCURRENTLY"),
        _ => false,
    }
}

/// Whether it adds a value to an enum, which Postgres took only outside a transaction before version 12.
#[cfg(feature = "postgres")]
pub(super) fn adds_enum_value(section: &str) -> bool {
    let words = leading_words(section);
    words.first().is_some_and(|word| word == "ALTER")
        && words.get(1).is_some_and(|word| word == "TYPE")
        && words
            .windows(2)
            .any(|pair| pair[0] == "ADD" && pair[1] == "VALUE")
}

/// Whether it only reads or changes rows, or sets something for its own transaction.
#[cfg(feature = "postgres")]
pub(super) fn changes_rows_alone(statement: &str) -> bool {
    const WORDS: [&str; 9] = [
        "SELECT", "INSERT", "UPDATE", "DELETE", "UPSERT", "WITH", "VALUES", "TABLE", "SET",
    ];
    let words = leading_words(statement);
    words
        .first()
        .is_none_or(|word| WORDS.contains(&word.as_str()))
}

/// What a statement does to the schema, as far as an error that says "it is done already" depends on it.
#[cfg(feature = "postgres")]
pub(super) fn makes_and_drops(statement: &str) -> (bool, bool) {
    let words = leading_words(statement);
    let has = |one: &str| words.iter().any(|word| word == one);
    (has("CREATE") || has("ADD"), has("DROP"))
}

/// The words at its head, up to anything that is neither a word, a name in quotes, a dot nor a list, in upper case: enough to
/// know a statement by.
fn leading_words(statement: &str) -> Vec<String> {
    tokens(statement)
        .filter(Token::is_significant)
        .filter(|token| !matches!(token.text, "(" | ","))
        .take_while(|token| {
            token.kind != TokenKind::Symbol || token.text == "." || token.text == ")"
        })
        .map(|token| match token.kind {
            TokenKind::Word => token.text.to_ascii_uppercase(),
            TokenKind::Quoted | TokenKind::Symbol | TokenKind::Space | TokenKind::Comment => {
                token.text.to_owned()
            }
        })
        .take(16)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{controls_transaction, runs_alone, set_foreign_keys};

    #[test]
    fn a_pragma_is_known_in_every_spelling_and_a_question_is_no_setting() {
        for sql in [
            "PRAGMA foreign_keys=OFF",
            "pragma main.foreign_keys = 0",
            "PRAGMA \"foreign_keys\"(no)",
            "PRAGMA foreign_keys = 'false'",
        ] {
            assert_eq!(set_foreign_keys(sql), Some(false), "{sql}");
        }
        assert_eq!(set_foreign_keys("PRAGMA foreign_keys = ON"), Some(true));
        for sql in [
            "PRAGMA foreign_keys",
            "PRAGMA foreign_key_check",
            "PRAGMA defer_foreign_keys = OFF",
            "SELECT 1",
        ] {
            assert_eq!(set_foreign_keys(sql), None, "{sql}");
        }
    }

    #[test]
    fn what_postgres_takes_only_outside_a_transaction_is_known() {
        for sql in [
            "CREATE INDEX CONCURRENTLY a ON b (c)",
            "create unique index concurrently a on b (c)",
            "DROP INDEX CONCURRENTLY a",
            "REINDEX TABLE CONCURRENTLY a",
            "REINDEX (VERBOSE, CONCURRENTLY) INDEX a",
            "VACUUM",
            "VACUUM (ANALYZE) a",
            "ALTER SYSTEM SET a = 1",
            "CREATE DATABASE a",
            "ALTER TABLE a DETACH PARTITION b CONCURRENTLY",
        ] {
            assert!(runs_alone(sql), "{sql}");
        }
        for sql in [
            "CREATE INDEX concurrently_made ON b (c)",
            "CREATE INDEX \"CONCURRENTLY\" ON b (c)",
            "REFRESH MATERIALIZED VIEW CONCURRENTLY a",
            "ALTER TABLE a ADD COLUMN vacuum text",
            "ALTER TYPE a ADD VALUE 'b'",
        ] {
            assert!(!runs_alone(sql), "{sql}");
        }
    }

    #[test]
    fn savepoints_are_the_files_own_business_and_transactions_are_not() {
        for sql in [
            "BEGIN",
            "begin immediate",
            "COMMIT",
            "END TRANSACTION",
            "ROLLBACK",
            "ABORT",
            "START TRANSACTION",
        ] {
            assert!(controls_transaction(sql), "{sql}");
        }
        for sql in [
            "SAVEPOINT a",
            "ROLLBACK TO a",
            "ROLLBACK TRANSACTION TO SAVEPOINT a",
            "RELEASE a",
            "PREPARE a AS SELECT 1",
        ] {
            assert!(!controls_transaction(sql), "{sql}");
        }
    }
}
