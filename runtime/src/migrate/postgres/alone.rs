//! Sections outside any transaction, and what an interrupted one left behind.

use dualect_format::statements::{Token, TokenKind, split, tokens};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Error};

use super::super::statement::makes_and_drops;
use crate::postgres::Flavor;

/// Runs a section. Where an interrupted run had `begun` it, what is there already counts as done.
pub(super) async fn run(
    client: &Client,
    sql: &str,
    (begun, flavor): (bool, Flavor),
) -> Result<(), Error> {
    // It waits for other transactions without standing in their way, so it may wait long, and work long; broken off, it would
    // leave an unusable index behind.
    let unlimited = "SET lock_timeout = 0; SET statement_timeout = 0";
    client.batch_execute(unlimited).await?;
    let outcome = run_once(client, sql, (begun, flavor)).await;
    let limited = "RESET lock_timeout; RESET statement_timeout";
    let reset = client.batch_execute(limited).await;
    outcome.and(reset)
}

async fn run_once(
    client: &Client,
    sql: &str,
    (begun, flavor): (bool, Flavor),
) -> Result<(), Error> {
    let index = ConcurrentIndex::read(sql);
    if let Some(index) = &index {
        match index.is_valid(client).await? {
            // Left behind by a build that was broken off: it costs writes, serves no reads, and holds the name.
            Some(false) => client.batch_execute(&index.drop_statement()).await?,
            Some(true) if begun => return Ok(()),
            Some(true) | None => {}
        }
    }
    match client.batch_execute(sql).await {
        Err(error) if begun && says_done(&error) => Ok(()),
        Err(error) if begun && !flavor.has_transactional_ddl() && says_changed(&error, sql) => {
            Ok(())
        }
        Err(error) => {
            // What is left of it is no index, and refuses rows all the same where it is unique. The first failure says more.
            if let Some(index) = index
                && index.is_valid(client).await.ok().flatten() == Some(false)
            {
                let _ = client.batch_execute(&index.drop_statement()).await;
            }
            Err(error)
        }
        Ok(()) => Ok(()),
    }
}

/// Whether the server says that what was to be made is there, or what was to be dropped is not.
fn says_done(error: &Error) -> bool {
    let done = [
        SqlState::DUPLICATE_OBJECT,
        SqlState::DUPLICATE_DATABASE,
        SqlState::UNDEFINED_OBJECT,
        SqlState::UNDEFINED_DATABASE,
    ];
    error.code().is_some_and(|code| done.contains(code))
}

/// The same of tables, columns and the like, where such statements are run by themselves too. Of several in one section nobody knows which.
fn says_changed(error: &Error, sql: &str) -> bool {
    let statements = split(sql);
    let [statement] = statements.as_slice() else {
        return false;
    };
    let there = [
        SqlState::DUPLICATE_TABLE,
        SqlState::DUPLICATE_COLUMN,
        SqlState::DUPLICATE_SCHEMA,
        SqlState::DUPLICATE_FUNCTION,
    ];
    let gone = [
        SqlState::UNDEFINED_TABLE,
        SqlState::UNDEFINED_COLUMN,
        SqlState::INVALID_SCHEMA_NAME,
        SqlState::UNDEFINED_FUNCTION,
    ];
    let (makes, drops) = makes_and_drops(statement.text);
    let Some(code) = error.code() else {
        return false;
    };
    makes && there.contains(code) || drops && gone.contains(code)
}

/// `CREATE [UNIQUE] INDEX CONCURRENTLY [IF NOT EXISTS] name ON [ONLY] table …`, the names as they stand there.
#[derive(Debug, PartialEq, Eq)]
struct ConcurrentIndex {
    name: String,
    table: String,
}

impl ConcurrentIndex {
    fn read(sql: &str) -> Option<Self> {
        let mut words = tokens(sql).filter(Token::is_significant).peekable();
        let mut take = |word: &str| words.next_if(|token| token.is_word(word)).is_some();
        if !take("create") {
            return None;
        }
        take("unique");
        if !(take("index") && take("concurrently")) {
            return None;
        }
        if take("if") {
            take("not");
            take("exists");
        }
        // Without a name of its own there is `ON` next: the server makes one up, and there is nothing to look for.
        if take("on") {
            return None;
        }
        let name = words.next()?.text.to_owned();
        words.next_if(|token| token.is_word("on"))?;
        words.next_if(|token| token.is_word("only"));
        let mut table = String::new();
        while let Some(token) =
            words.next_if(|token| token.text == "." || token.kind != TokenKind::Symbol)
        {
            if token.is_word("using") {
                break;
            }
            table.push_str(token.text);
        }
        Some(Self { name, table })
    }

    /// Whether the index is valid, if it is there.
    async fn is_valid(&self, client: &Client) -> Result<Option<bool>, Error> {
        let sql = "SELECT i.indisvalid FROM pg_catalog.pg_index i
            JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
            WHERE i.indrelid = to_regclass($1) AND ARRAY[c.relname::text] = parse_ident($2)";
        let row = client.query_opt(sql, &[&self.table, &self.name]).await?;
        row.map(|row| row.try_get(0)).transpose()
    }

    fn drop_statement(&self) -> String {
        // An index is in its table's schema.
        let schema = self
            .table
            .rsplit_once('.')
            .map_or(String::new(), |(schema, _)| format!("{schema}."));
        format!("DROP INDEX CONCURRENTLY IF EXISTS {schema}{}", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::ConcurrentIndex;

    #[test]
    fn the_names_of_a_concurrent_index_are_read_as_they_stand() {
        for (sql, name, table) in [
            ("CREATE INDEX CONCURRENTLY a ON b (c);", "a", "b"),
            (
                "-- why\ncreate unique index concurrently if not exists \"a b\" on only s.\"T\" using btree (c)",
                "\"a b\"",
                "s.\"T\"",
            ),
        ] {
            let expected = ConcurrentIndex {
                name: name.to_owned(),
                table: table.to_owned(),
            };
            assert_eq!(ConcurrentIndex::read(sql), Some(expected));
        }
        for sql in [
            "CREATE INDEX a ON b (c)",
            "CREATE INDEX CONCURRENTLY ON b (c)",
            "DROP INDEX CONCURRENTLY a",
            "VACUUM",
        ] {
            assert_eq!(ConcurrentIndex::read(sql), None);
        }
    }
}
