//! Definitions' own texts: what is made anew by them has all that they say.
//!
//! One thing in them is said otherwise: what names nothing in double quotes is a text only where somebody has let it be one
//! (<https://www.sqlite.org/quirks.html#double_quoted_string_literals_are_accepted>).

use std::collections::BTreeMap;
use std::ops::Range;

use super::definition::{DefaultText, Definition};
use super::expression::{self, Otherwise, Scope};
use super::lex::Token;
use crate::catalog::model::{ColumnDefinition, Spelling};
use crate::name::DbName;

/// A definition, and what stands in it otherwise: from where to where, and what.
#[derive(Debug)]
pub(super) struct Text<'a> {
    sql: &'a str,
    otherwise: Vec<(Range<usize>, String)>,
    /// Where the table's own name stands before a column's.
    own_names: Vec<Range<usize>>,
}

impl<'a> Text<'a> {
    /// That of a table.
    pub(super) fn of_table(
        sql: &'a str,
        definition: &Definition<'_, '_>,
        scope: Scope<'_>,
    ) -> Self {
        let mut text = Self {
            sql,
            otherwise: Vec::new(),
            own_names: Vec::new(),
        };
        for column in &definition.columns {
            if let Some(DefaultText::Expression(tokens)) = column.default {
                text.read(
                    tokens,
                    Scope {
                        columns: &[],
                        ..scope
                    },
                );
            }
            if let Some(generated) = column.generated {
                text.read(generated.expression, scope);
            }
        }
        for check in &definition.checks {
            text.read(check.expression, scope);
        }
        text.otherwise.sort_by_key(|(place, _)| place.start);
        text.own_names.sort_by_key(|place| place.start);
        text
    }

    /// That of an index, the table of which has its own name.
    pub(super) fn of_index(sql: &'a str, tokens: &[Token<'_>], scope: Scope<'_>) -> Self {
        let mut text = Self {
            sql,
            otherwise: Vec::new(),
            own_names: Vec::new(),
        };
        text.read(tokens, scope);
        text
    }

    fn read(&mut self, tokens: &[Token<'_>], scope: Scope<'_>) {
        for (token, instead) in expression::otherwise(tokens, scope) {
            let place = token.offset(self.sql)..token.end(self.sql);
            match instead {
                Otherwise::Text(text) => self.otherwise.push((place, text)),
                Otherwise::OwnName => self.own_names.push(place),
            }
        }
    }

    /// What the tokens say, with all that stands between them.
    pub(super) fn of(&self, tokens: &[Token<'_>]) -> String {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return String::new();
        };
        self.between(first.offset(self.sql), last.end(self.sql))
    }

    fn between(&self, from: usize, to: usize) -> String {
        let mut text = String::new();
        let mut at = from;
        for (place, instead) in &self.otherwise {
            if place.start >= at && place.end <= to {
                text.push_str(self.sql.get(at..place.start).unwrap_or_default());
                text.push_str(instead);
                at = place.end;
            }
        }
        text.push_str(self.sql.get(at..to).unwrap_or_default());
        text
    }

    /// Where the table's own name stands in what [`behind`](Self::behind) gives.
    pub(super) fn own_names(&self, tokens: &[Token<'_>]) -> Vec<Range<usize>> {
        let from = tokens.first().map_or(0, |first| first.offset(self.sql));
        let own = self.own_names.iter().map(|place| {
            let start = self.between(from, place.start).len();
            start..start + place.len()
        });
        own.collect()
    }

    /// What stands behind the name, up to the end.
    pub(super) fn behind(&self, tokens: &[Token<'_>]) -> Spelling {
        if tokens.is_empty() {
            return Spelling::default();
        }
        Spelling::new(self.of(tokens))
    }

    /// Column by column.
    pub(super) fn columns(
        &self,
        definition: &Definition<'_, '_>,
    ) -> BTreeMap<DbName, ColumnDefinition> {
        let columns = definition.columns.iter().map(|column| {
            let text = ColumnDefinition {
                text: self.of(column.tokens),
                checks: column.checks,
                foreign_keys: column.foreign_keys,
            };
            (DbName::new(column.name.as_str()), text)
        });
        columns.collect()
    }
}
