//! Expressions in the file: one for both databases, or SQL of each database's own.

use toml::Spanned;
use toml::de::DeValue;

use super::raw_sql;
use super::reader::{Field, Reader, wrong_type};
use super::report::{At, Report};
use crate::diagnostic::{Code, Span};
use crate::dialect::Dialect;
use crate::schema::language::PER_DIALECT;
use crate::schema::model::Expression;

/// An expression that is read and not yet understood.
#[derive(Debug, Clone)]
pub(super) struct RawExpression<'a> {
    /// Where all of it stands.
    pub(super) span: Span,
    /// How messages name it.
    pub(super) place: String,
    /// What is to mean the same on both.
    pub(super) portable: Option<At<&'a str>>,
    sqlite: Option<At<&'a str>>,
    postgres: Option<At<&'a str>>,
}

/// `".."`, or `{ sqlite = "..", postgres = ".." }`.
pub(super) fn read<'a>(
    report: &mut Report<'_>,
    value: &'a Spanned<DeValue<'_>>,
    key: Span,
    place: &str,
) -> Option<RawExpression<'a>> {
    match value.get_ref() {
        DeValue::String(text) => Some(RawExpression {
            span: value.span().into(),
            place: place.to_owned(),
            portable: Some(At::new(text.as_ref(), value.span())),
            sqlite: None,
            postgres: None,
        }),
        DeValue::Table(table) => {
            let reader = Reader::new(report, table, key, place, PER_DIALECT);
            from_parts(report, &reader, value.span().into(), place, None)
        }
        DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_) => {
            let help = "write an expression in quotes, or `{ sqlite = \"..\", postgres = \"..\" }`";
            wrong_type(report, value, &place, "string", Some(help.to_owned()));
            None
        }
    }
}

/// From a table that has `sqlite` and `postgres`, and the key for what is to mean the same on both, where it has one.
pub(super) fn from_parts<'a>(
    report: &mut Report<'_>,
    reader: &Reader<'a, '_>,
    span: Span,
    place: &str,
    portable: Option<&str>,
) -> Option<RawExpression<'a>> {
    let portable = portable.map_or(Field::Absent, |key| reader.string(report, key));
    let sqlite = reader.string(report, "sqlite");
    let postgres = reader.string(report, "postgres");
    let bad = [&portable, &sqlite, &postgres]
        .into_iter()
        .any(|field| matches!(field, Field::Bad));
    (!bad).then(|| RawExpression {
        span,
        place: place.to_owned(),
        portable: portable.given(),
        sqlite: sqlite.given(),
        postgres: postgres.given(),
    })
}

impl<'a> RawExpression<'a> {
    /// One that has been read from elsewhere.
    pub(super) fn of(
        span: Span,
        place: &str,
        portable: Option<At<&'a str>>,
        [sqlite, postgres]: [Option<At<&'a str>>; 2],
    ) -> Self {
        Self {
            span,
            place: place.to_owned(),
            portable,
            sqlite,
            postgres,
        }
    }

    /// Whether nothing is said at all.
    pub(super) fn is_empty(&self) -> bool {
        self.portable.is_none() && self.sqlite.is_none() && self.postgres.is_none()
    }

    /// What each database has SQL of its own.
    pub(super) fn own(&self, dialect: Dialect) -> Option<At<&'a str>> {
        match dialect {
            Dialect::Sqlite => self.sqlite,
            Dialect::Postgres => self.postgres,
        }
    }

    /// The expression, where `rendered` is what the portable form comes to; `None` where it has been reported.
    pub(super) fn resolve(
        &self,
        report: &mut Report<'_>,
        dialects: &[Dialect],
        rendered: Option<Expression>,
    ) -> Option<Expression> {
        let mut own = |dialect: Dialect| {
            let text = self.own(dialect)?;
            let what = format!("the SQL for {} of {}", engine(dialect), self.place);
            raw_sql::part(report, text, &what)
        };
        let (sqlite, postgres) = (own(Dialect::Sqlite), own(Dialect::Postgres));
        if self.portable.is_none() {
            for dialect in dialects {
                if self.own(*dialect).is_none() {
                    let message = format!("{} has no SQL for {}", self.place, engine(*dialect));
                    let help = format!("add `{dialect} = \"..\"`");
                    let diagnostic = report
                        .error(Code::MissingBody, self.span, message)
                        .help(help);
                    report.push(diagnostic);
                    return None;
                }
            }
        } else {
            rendered.as_ref()?;
        }
        if (self.sqlite.is_some() && sqlite.is_none())
            || (self.postgres.is_some() && postgres.is_none())
        {
            return None;
        }
        let (of_sqlite, of_postgres, columns) = match rendered {
            Some(rendered) => (rendered.sqlite, rendered.postgres, rendered.columns),
            None => (String::new(), String::new(), None),
        };
        Some(Expression {
            sqlite: sqlite.unwrap_or(of_sqlite),
            postgres: postgres.unwrap_or(of_postgres),
            columns,
        })
    }
}

/// What people call the database.
pub(super) fn engine(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "SQLite",
        Dialect::Postgres => "Postgres",
    }
}
