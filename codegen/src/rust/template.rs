//! The templates, and the way from one of them to a finished file.

use std::collections::BTreeMap;
use std::fmt;

use dualect_format::hash::sha256_hex;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde::Serialize;

use super::imports::Context;
use super::{imports, layout, sql};

/// Every template by its name.
const TEMPLATES: &[(&str, &str)] = &[
    ("cargo.j2", include_str!("templates/cargo.j2")),
    ("columns.j2", include_str!("templates/columns.j2")),
    ("enums.j2", include_str!("templates/enums.j2")),
    (
        "function/insert.j2",
        include_str!("templates/function/insert.j2"),
    ),
    (
        "function/insert_many.j2",
        include_str!("templates/function/insert_many.j2"),
    ),
    (
        "function/insert_or_get.j2",
        include_str!("templates/function/insert_or_get.j2"),
    ),
    (
        "function/page.j2",
        include_str!("templates/function/page.j2"),
    ),
    (
        "function/query.j2",
        include_str!("templates/function/query.j2"),
    ),
    (
        "function/update.j2",
        include_str!("templates/function/update.j2"),
    ),
    (
        "function/upsert.j2",
        include_str!("templates/function/upsert.j2"),
    ),
    (
        "function/verify_chain.j2",
        include_str!("templates/function/verify_chain.j2"),
    ),
    (
        "function/versioned_delete.j2",
        include_str!("templates/function/versioned_delete.j2"),
    ),
    (
        "function/versioned_update.j2",
        include_str!("templates/function/versioned_update.j2"),
    ),
    ("macros.j2", include_str!("templates/macros.j2")),
    ("migrations.j2", include_str!("templates/migrations.j2")),
    ("root.j2", include_str!("templates/root.j2")),
    ("table.j2", include_str!("templates/table.j2")),
];

/// A file that could not be rendered: a fault of a template, for what a schema can say has been checked before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderError {
    file: String,
    reason: String,
}

impl RenderError {
    pub(super) fn new(file: &str, reason: impl fmt::Display) -> Self {
        Self {
            file: file.to_owned(),
            reason: reason.to_string(),
        }
    }
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` cannot be rendered: {}", self.file, self.reason)
    }
}

impl std::error::Error for RenderError {}

/// How a template's text becomes a file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Way {
    /// Without a parser, and the long way where that does not do.
    Short,
    #[cfg(test)]
    ShortOnly,
    /// By syn and prettyplease.
    #[cfg(test)]
    Long,
}

/// The templates, ready to render.
#[derive(Debug)]
pub(super) struct Templates {
    environment: Environment<'static>,
    way: Way,
    /// What each file's templates come to.
    hashes: BTreeMap<&'static str, String>,
}

impl Templates {
    pub(super) fn new(way: Way) -> Result<Self, RenderError> {
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.add_filter("sql", |text: &str| sql::literal(text));
        environment.add_filter("text", |text: &str| format!("{text:?}"));
        for (name, source) in TEMPLATES {
            environment
                .add_template(name, source)
                .map_err(|error| RenderError::new(name, error))?;
        }
        let hashes = TEMPLATES.iter().map(|(name, _)| (*name, hash(name)));
        Ok(Self {
            environment,
            way,
            hashes: hashes.collect(),
        })
    }

    /// The hash of a file's template and of those that it takes in.
    pub(super) fn hash(&self, name: &str) -> &str {
        self.hashes.get(name).map_or("", String::as_str)
    }

    /// The text of a template, ending in one line feed.
    pub(super) fn text(&self, name: &str, data: &impl Serialize) -> Result<String, RenderError> {
        self.environment
            .get_template(name)
            .and_then(|template| template.render(Value::from(Serde(data))))
            .map(|text| text.trim_end().to_owned() + "\n")
            .map_err(|error| RenderError::new(name, format!("{error:#}")))
    }

    /// A template of Rust: its text with the imports that it needs, formatted.
    pub(super) fn rust(
        &self,
        name: &str,
        data: &impl Serialize,
        context: &Context,
    ) -> Result<String, RenderError> {
        let body = self.text(name, data)?;
        match self.way {
            Way::Short => match short_way(&body, context) {
                Some(text) => Ok(text),
                None => long_way(name, &body, context),
            },
            #[cfg(test)]
            Way::ShortOnly => short_way(&body, context)
                .ok_or_else(|| RenderError::new(name, "the short way does not know all of it")),
            #[cfg(test)]
            Way::Long => long_way(name, &body, context),
        }
    }
}

fn hash(name: &str) -> String {
    let is_part = |other: &str| {
        other == name || other == "macros.j2" || (name == "table.j2" && other.contains('/'))
    };
    let parts: Vec<&str> = TEMPLATES
        .iter()
        .filter(|(other, _)| is_part(other))
        .map(|(_, source)| *source)
        .collect();
    sha256_hex(parts.join("\0"))
}

/// The file without a parser; `None` where its text is outside of what built-in templates write.
fn short_way(body: &str, context: &Context) -> Option<String> {
    let statements = layout::statements(body)?;
    let imports = imports::of_statements(&statements, context);
    let first_item = statements.iter().position(|statement| {
        !statement.text.starts_with("//!") && !statement.text.starts_with("#!")
    });
    let (head, items) = statements.split_at(first_item.unwrap_or(statements.len()));
    let imports = layout::statements(&imports)?;
    layout::set(head.iter().chain(&imports).chain(items).copied())
}

/// The file by way of syn and prettyplease: what does not parse is an error.
fn long_way(name: &str, body: &str, context: &Context) -> Result<String, RenderError> {
    let fault = |error: syn::Error| {
        let line = error.span().start().line;
        let context = body
            .lines()
            .nth(line.saturating_sub(1))
            .unwrap_or_default()
            .trim();
        RenderError::new(name, format!("line {line}: {error}: {context}"))
    };
    Ok(layout::format(
        &imports::read(body, context).map_err(fault)?,
    ))
}
