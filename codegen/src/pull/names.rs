//! Keys for names that somebody else chose.

use std::collections::BTreeSet;

use heck::ToSnakeCase;

/// Keys and Rust names that are taken.
#[derive(Debug, Default)]
pub(super) struct Taken(BTreeSet<String>);

impl Taken {
    pub(super) fn of(names: &[&str]) -> Self {
        Self(names.iter().map(|name| (*name).to_owned()).collect())
    }

    /// The name, or one made of it that nothing has yet; it has it from now on.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut number = 2;
        while !self.0.insert(name.to_ascii_lowercase()) {
            name = format!("{wanted}_{number}");
            number += 1;
        }
        name
    }

    /// Whether it was free; it is taken from now on.
    pub(super) fn insert(&mut self, name: &str) -> bool {
        self.0.insert(name.to_owned())
    }
}

/// A key like the name, in `snake_case`.
///
/// Only letters of ASCII: every tool types them.
pub(super) fn key(name: &str, otherwise: &str) -> String {
    // A name that is a key is its own.
    let own = is_key(name);
    let snake = if own {
        name.to_owned()
    } else {
        name.to_snake_case()
    };
    let plain = |c: char| {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            c
        } else {
            '_'
        }
    };
    let mut key: String = snake.chars().map(plain).collect();
    if own {
        return key;
    }
    while key.contains("__") {
        key = key.replace("__", "_");
    }
    let key = key.trim_matches('_');
    match key.chars().next() {
        None => otherwise.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("{otherwise}_{key}"),
        Some(_) => key.to_owned(),
    }
}

fn is_key(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(plain)
        && !name.contains("__")
}

#[cfg(test)]
mod tests {
    use super::{Taken, key};

    #[test]
    fn a_name_becomes_a_key_that_reads_like_it() {
        for (name, expected) in [
            ("users", "users"),
            ("createdAt", "created_at"),
            ("OrderLine", "order_line"),
            ("_private", "private"),
            ("a__b", "a_b"),
            ("weird name!", "weird_name"),
            ("2fa", "t_2fa"),
            ("é", "t"),
            ("trailing_", "trailing_"),
        ] {
            assert_eq!(key(name, "t"), expected, "{name}");
        }
    }

    #[test]
    fn a_second_thing_of_one_name_gets_a_number() {
        let mut taken = Taken::default();
        assert_eq!(taken.take("a"), "a");
        assert_eq!(taken.take("a"), "a_2");
        assert_eq!(taken.take("a"), "a_3");
    }
}
