//! What can be read of a check without understanding it: the values in it. Postgres does not give back the text that made a
//! check, but it keeps its values, and a list of an enum's or a length that has changed is a change of those.

use std::collections::BTreeMap;

/// A piece of SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// A word, as it is written.
    Word(String),
    /// A name in quotes, without them.
    Name(String),
    /// A text or a number, without quotes or sign.
    Value(String),
    Symbol(char),
}

/// The values in an expression, sorted.
pub(in crate::table) fn values(sql: &str) -> Vec<String> {
    let mut values: Vec<String> = tokens(sql).into_iter().filter_map(value).collect();
    values.sort();
    values
}

/// A value that says something of the check; moments are left out, which Postgres shows in the session's time zone.
fn value(token: Token) -> Option<String> {
    if let Token::Value(value) = token {
        (!is_moment(&value)).then(|| number(value))
    } else {
        None
    }
}

/// `1.8e308` is shown with all its digits.
fn number(value: String) -> String {
    let is_long = value.len() > 24 || value.contains('e');
    match value.parse::<f64>() {
        Ok(number) if is_long => format!("{number:e}"),
        Ok(_) | Err(_) => value,
    }
}

/// Whether it begins as `2026-01-31` or `24:00` does.
fn is_moment(value: &str) -> bool {
    if let Some((hour, rest)) = value.split_once(':') {
        let is_hour = !hour.is_empty() && hour.bytes().all(|byte| byte.is_ascii_digit());
        if is_hour && rest.starts_with(|c: char| c.is_ascii_digit()) {
            return true;
        }
    }
    let mut parts = value.splitn(3, '-');
    let digits = |part: Option<&str>, count: usize| {
        part.is_some_and(|part| part.len() >= count && part.bytes().all(|b| b.is_ascii_digit()))
    };
    digits(parts.next(), 4)
        && digits(parts.next(), 2)
        && parts
            .next()
            .is_some_and(|day| day.starts_with(|c: char| c.is_ascii_digit()))
}

/// How many bytes a text in an index of one, two, .. texts may have: that limit comes and goes with indexes.
const LIMITS: [&str; 5] = ["2600", "1300", "866", "650", "520"];

/// Whether the live check is the declared one, but for limits of what stands in an index.
pub(in crate::table) fn is_same_check(declared: &[String], found: &[String]) -> bool {
    let is_limit = |value: &&String| LIMITS.contains(&value.as_str());
    let others = |values: &[String]| -> Vec<String> {
        let others = values.iter().filter(|value| !is_limit(value));
        others.cloned().collect()
    };
    others(declared) == others(found)
}

/// The values in each named check of a `CREATE TABLE`.
pub(super) fn checks(create: &str) -> BTreeMap<String, Vec<String>> {
    let tokens = tokens(create);
    let mut found = BTreeMap::new();
    for (at, window) in tokens.windows(4).enumerate() {
        let [constraint, name, check, Token::Symbol('(')] = window else {
            continue;
        };
        if !is_word(constraint, "CONSTRAINT") || !is_word(check, "CHECK") {
            continue;
        }
        if let Token::Word(name) | Token::Name(name) = name {
            found.insert(name.clone(), in_brackets(&tokens[at + 4..]));
        }
    }
    found
}

/// The values before the bracket that closes the one before them.
fn in_brackets(tokens: &[Token]) -> Vec<String> {
    let mut depth = 1_usize;
    let mut values: Vec<String> = tokens
        .iter()
        .take_while(|token| {
            match token {
                Token::Symbol('(') => depth += 1,
                Token::Symbol(')') => depth -= 1,
                Token::Symbol(_) | Token::Word(_) | Token::Name(_) | Token::Value(_) => {}
            }
            depth > 0
        })
        .cloned()
        .filter_map(value)
        .collect();
    values.sort();
    values
}

fn is_word(token: &Token, word: &str) -> bool {
    matches!(token, Token::Word(found) if found.eq_ignore_ascii_case(word))
}

fn tokens(sql: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = sql.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\'' => {
                let text = quoted(&mut rest, '\'');
                tokens.push(Token::Value(text.trim_start_matches('-').to_owned()));
            }
            '"' | '`' => tokens.push(Token::Name(quoted(&mut rest, c))),
            '[' if matches!(tokens.last(), Some(Token::Word(word)) if word != "ARRAY") => {
                tokens.push(Token::Name(quoted(&mut rest, ']')));
            }
            '-' if rest.peek() == Some(&'-') => {
                rest.by_ref().take_while(|c| *c != '\n').for_each(drop);
            }
            '/' if rest.peek() == Some(&'*') => comment(&mut rest),
            c if c.is_ascii_digit() => {
                tokens.push(Token::Value(word(c, &mut rest, |c| c == '.')));
            }
            c if is_of_word(c) => tokens.push(Token::Word(word(c, &mut rest, |_| false))),
            c if c.is_whitespace() => {}
            c => tokens.push(Token::Symbol(c)),
        }
    }
    tokens
}

type Rest<'s> = std::iter::Peekable<std::str::Chars<'s>>;

/// To the closing quote, a doubled one being one of the text.
fn quoted(rest: &mut Rest<'_>, close: char) -> String {
    let mut text = String::new();
    while let Some(c) = rest.next() {
        if c == close && rest.next_if_eq(&close).is_none() {
            break;
        }
        text.push(c);
    }
    text
}

fn comment(rest: &mut Rest<'_>) {
    let mut last = ' ';
    rest.next();
    for c in rest.by_ref() {
        if (last, c) == ('*', '/') {
            break;
        }
        last = c;
    }
}

fn word(first: char, rest: &mut Rest<'_>, also: impl Fn(char) -> bool) -> String {
    let mut word = String::from(first);
    while let Some(c) = rest.next_if(|c| is_of_word(*c) || also(*c)) {
        word.push(c);
    }
    word
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

#[cfg(test)]
mod tests {
    use super::{checks, is_same_check, values};

    #[test]
    fn the_limit_of_what_stands_in_an_index_is_no_difference() {
        let check = |text: &str| values(text);
        let declared = check("char_length(x) <= 80");
        assert!(is_same_check(
            &declared,
            &check("char_length(x) <= 80 AND octet_length(x) <= 1300")
        ));
        assert!(!is_same_check(&declared, &check("char_length(x) <= 8")));
        assert!(!is_same_check(&declared, &check("octet_length(x) <= 2600")));
    }

    #[test]
    fn the_values_of_a_check_are_the_same_as_written_and_as_postgres_shows_it() {
        for (written, shown) in [
            (
                "mood IN ('calm', 'it''s', '')",
                "CHECK ((mood = ANY (ARRAY['calm'::text, 'it''s'::text, ''::text])))",
            ),
            ("char_length(x2) <= 80", "CHECK ((char_length(x2) <= 80))"),
            (
                "rank BETWEEN -7 AND 1.50",
                "CHECK (((rank >= '-7'::integer) AND (rank <= 1.50)))",
            ),
        ] {
            assert_eq!(values(written), values(shown));
        }
        assert_ne!(
            values("char_length(x) <= 80"),
            values("char_length(x) <= 8")
        );
    }

    #[test]
    fn a_tables_checks_are_found_whatever_stands_around_them() {
        let create = "CREATE TABLE t (\n  -- CONSTRAINT no CHECK (1)\n  a TEXT DEFAULT 'CONSTRAINT no CHECK (2)' \
             CONSTRAINT \"a check\" CHECK (a IN ('x)', 'y')),\n  b INT /* CHECK */, \
             constraint b_range check ((b > 3) and (b < 9)), CHECK (b <> 5))";
        let found: Vec<(String, Vec<String>)> = checks(create).into_iter().collect();
        let wanted = [("a check", vec!["x)", "y"]), ("b_range", vec!["3", "9"])];
        let wanted = wanted.map(|(name, values)| {
            let values = values.into_iter().map(str::to_owned).collect();
            (name.to_owned(), values)
        });
        assert_eq!(found, wanted);
    }
}
