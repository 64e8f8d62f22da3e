//! The templates, and the way from one of them to a finished file.

use std::collections::BTreeMap;
use std::fmt;

use dualect_format::hash::sha256_hex;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde::Serialize;

use super::imports::Context;
use super::{imports, layout, origin, sql};
use crate::spelling::did_you_mean;

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

/// The built-in templates by name, with their texts: what a user's own can start from.
#[must_use]
pub fn built_in_templates() -> &'static [(&'static str, &'static str)] {
    TEMPLATES
}

/// A user's own template in the place of a built-in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateOverride {
    /// The name of the one that it replaces: `function/query.j2`.
    pub name: String,
    /// Its text.
    pub text: String,
}

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
        write!(f, "{}: {}", self.file, self.reason)
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
    /// The folder of the user's own, as messages name it.
    folder: String,
    own: BTreeMap<&'static str, String>,
    /// What each file's templates come to.
    hashes: BTreeMap<&'static str, String>,
}

impl Templates {
    /// The built-in ones, and the user's in the place of theirs.
    pub(super) fn new(
        way: Way,
        folder: &str,
        overrides: &[TemplateOverride],
    ) -> Result<Self, RenderError> {
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
        let mut own = BTreeMap::new();
        for TemplateOverride { name, text } in overrides {
            let path = format!("{folder}/{name}");
            let Some((name, _)) = TEMPLATES.iter().find(|(known, _)| known == name) else {
                let names = TEMPLATES.iter().map(|(known, _)| *known);
                let help = did_you_mean(name, names)
                    .unwrap_or_else(|| "`db-templates` lists the names".to_owned());
                let reason = format!("no template has this name: {help}");
                return Err(RenderError::new(&path, reason));
            };
            environment
                .add_template_owned(*name, text.clone())
                .map_err(|error| RenderError::new(&path, with_line(&error)))?;
            own.insert(*name, text.clone());
        }
        let hashes = TEMPLATES.iter().map(|(name, _)| (*name, hash(name, &own)));
        let hashes = hashes.collect();
        Ok(Self {
            environment,
            way,
            folder: folder.to_owned(),
            own,
            hashes,
        })
    }

    /// Whether a file is made from a template of the user's.
    pub(super) fn is_overridden(&self, name: &str) -> bool {
        self.own.keys().any(|own| is_part(own, name))
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
            .map_err(|error| {
                let file = error.name().unwrap_or(name);
                RenderError::new(&self.path(file), with_line(&error))
            })
    }

    /// A template of Rust: its text with the imports that it needs, formatted.
    pub(super) fn rust(
        &self,
        name: &str,
        data: &impl Serialize,
        context: &Context,
    ) -> Result<String, RenderError> {
        let body = self.text(name, data)?;
        if self.is_overridden(name) {
            return long_way(&body, context).map_err(|error| self.fault(name, &body, &error));
        }
        match self.way {
            Way::Short => match short_way(&body, context) {
                Some(text) => Ok(text),
                None => long_way(&body, context).map_err(|error| self.fault(name, &body, &error)),
            },
            #[cfg(test)]
            Way::ShortOnly => short_way(&body, context)
                .ok_or_else(|| RenderError::new(name, "the short way does not know all of it")),
            #[cfg(test)]
            Way::Long => long_way(&body, context).map_err(|error| self.fault(name, &body, &error)),
        }
    }

    /// A template as messages name it.
    fn path(&self, name: &str) -> String {
        if self.own.contains_key(name) {
            format!("{}/{name}", self.folder)
        } else {
            name.to_owned()
        }
    }

    /// What syn says of a file's text, at the line of the template that it seems to come from.
    fn fault(&self, name: &str, body: &str, error: &syn::Error) -> RenderError {
        let at = error.span().start().line.saturating_sub(1);
        let line = body.lines().nth(at).unwrap_or_default().trim();
        let origin = self
            .own
            .iter()
            .filter(|(own, _)| is_part(own, name))
            .filter_map(|(own, source)| origin::of(line, source).map(|found| (found, *own)))
            .max();
        let first = self.own.keys().find(|own| is_part(own, name));
        let (file, place) = match (origin, first) {
            (Some(((_, line), own)), _) => (self.path(own), format!("line {line}: ")),
            (None, Some(own)) => (self.path(own), String::new()),
            (None, None) => (name.to_owned(), String::new()),
        };
        RenderError::new(
            &file,
            format!("{place}it yields what is no Rust: {error}: `{line}`"),
        )
    }
}

/// What minijinja says, with the line.
fn with_line(error: &minijinja::Error) -> String {
    let detail = error.detail().map(|detail| format!(": {detail}"));
    let place = error.line().map(|line| format!("line {line}: "));
    format!(
        "{}{}{}",
        place.unwrap_or_default(),
        error.kind(),
        detail.unwrap_or_default()
    )
}

/// Whether a template is a file's, or taken in by it.
fn is_part(template: &str, file: &str) -> bool {
    template == file
        || (template == "macros.j2" && file != "cargo.j2")
        || (file == "table.j2" && template.starts_with("function/"))
}

fn hash(name: &str, own: &BTreeMap<&'static str, String>) -> String {
    let parts = TEMPLATES.iter().filter(|(other, _)| is_part(other, name));
    let sources: Vec<&str> = parts
        .map(|(other, built_in)| own.get(other).map_or(*built_in, String::as_str))
        .collect();
    sha256_hex(sources.join("\0"))
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
fn long_way(body: &str, context: &Context) -> Result<String, syn::Error> {
    imports::read(body, context).map(|file| layout::format(&file))
}
