//! A struct as a table of the schema file.

use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{Fields, ItemStruct};

use super::attribute::{self, Entry, Value};
use super::column;
use super::text::{Places, Writer};
use crate::schema::{column_slip, table_keys};
use crate::spelling::{did_you_mean, list, quoted};

/// What a `derive(Table)` struct declares.
#[derive(Debug, Default)]
pub struct Declaration {
    /// The table's key; empty where the struct does not say it.
    pub key: String,
    /// `prefix`: what the names of the tables of this author begin with.
    pub prefix: Option<String>,
    /// `schema`: the schema file that the table refers to, and where it is named.
    pub schema: Option<(String, Span)>,
    /// The same in the schema language.
    pub text: String,
    /// Where each piece of the text comes from.
    pub places: Places,
    /// The names of its indexes and constraints, and where they are given.
    pub names: Vec<(String, Span)>,
    /// What cannot be put into the schema language.
    pub mistakes: Vec<Mistake>,
}

/// Something that is wrong with a declaration.
#[derive(Debug)]
pub struct Mistake {
    /// Where.
    pub span: Span,
    /// One sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Mistake {
    pub(super) fn new(span: Span, message: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
            help: None,
        }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl From<syn::Error> for Mistake {
    fn from(error: syn::Error) -> Self {
        Self::new(error.span(), error.to_string())
    }
}

/// Keys that only a struct has.
const OWN: [&str; 7] = [
    "name",
    "prefix",
    "schema",
    "index",
    "unique",
    "check",
    "foreign_key",
];
/// Keys of a table that a struct says in another way.
const OTHERWISE: [(&str, &str); 6] = [
    ("columns", "the columns are the struct's fields"),
    (
        "indexes",
        "write `index(name = \"..\", on = [..])`, once for each",
    ),
    (
        "uniques",
        "write `unique(name = \"..\", on = [..])`, once for each",
    ),
    (
        "checks",
        "write `check(name = \"..\", expr = \"..\")`, once for each",
    ),
    (
        "foreign_keys",
        "write `foreign_key(name = \"..\", on = [..], references = \"..\")`, once for each",
    ),
    ("rust_name", "the row is the struct itself"),
];
/// What is written once for each, and the section that it belongs to.
const SECTIONS: [(&str, &str); 4] = [
    ("index", "indexes"),
    ("unique", "uniques"),
    ("check", "checks"),
    ("foreign_key", "foreign_keys"),
];

impl Declaration {
    /// Reads a struct. What is wrong with it is in [`Declaration::mistakes`]; the rest is read all the same.
    #[must_use]
    pub fn of(item: &ItemStruct) -> Self {
        let mut read = Self::default();
        conditional(&item.attrs, "a table", &mut read.mistakes);
        match attribute::entries(&item.attrs, "table") {
            Ok(entries) => read.table(item, entries),
            Err(error) => read.mistakes.push(error.into()),
        }
        read
    }

    fn table(&mut self, item: &ItemStruct, entries: Vec<Entry>) {
        let entries = &self.known(entries);
        let Some((key, key_span)) = self.name(item, entries) else {
            return;
        };
        self.prefix = self.text_of(entries, "prefix").map(|(text, _)| text);
        self.schema = self.text_of(entries, "schema");
        if let Some(prefix) = self
            .prefix
            .as_ref()
            .filter(|prefix| !key.starts_with(prefix.as_str()))
        {
            let message = format!("{} does not begin with {}", quoted(&key), quoted(prefix));
            let help = format!("call it {}", quoted(&format!("{prefix}{key}")));
            self.mistakes
                .push(Mistake::new(key_span, message).help(help));
        }
        let mut writer = Writer::default();
        writer.plain("[tables.");
        writer.key(&key, key_span);
        writer.plain("]\nrust_name = ");
        writer.string(&item.ident.unraw().to_string(), item.ident.span());
        if let Some((doc, span)) = doc(&item.attrs) {
            writer.plain("\ndoc = ");
            writer.string(&doc, span);
        }
        for entry in entries
            .iter()
            .filter(|entry| !OWN.contains(&entry.key.as_str()))
        {
            writer.plain("\n");
            writer.key(&entry.key, entry.span);
            writer.plain(" = ");
            writer.value(&entry.value);
        }
        writer.plain("\n[tables.");
        writer.key(&key, key_span);
        writer.plain(".columns]\n");
        self.columns(item, &mut writer);
        for (word, section) in SECTIONS {
            self.section(entries, (word, section), (&key, key_span), &mut writer);
        }
        self.key = key;
        self.text = writer.text;
        self.places = writer.places;
    }

    /// The entries without those that mean nothing here, which are reported.
    fn known(&mut self, entries: Vec<Entry>) -> Vec<Entry> {
        let keys = OWN.into_iter().chain(table_keys());
        let repeated = |key: &str| SECTIONS.iter().any(|(word, _)| *word == key);
        let known = Known {
            attribute: "#[table(..)]",
            keys: keys.collect(),
            otherwise: &OTHERWISE,
        };
        known.of(entries, repeated, &mut self.mistakes)
    }

    fn name(&mut self, item: &ItemStruct, entries: &[Entry]) -> Option<(String, Span)> {
        if let Some(entry) = entries.iter().find(|entry| entry.key == "name") {
            return self.text(entry);
        }
        let message = format!("table {} has no name", quoted(&item.ident.to_string()));
        let help = "say what it is called in the databases: `#[table(name = \"plugin_notes\")]`";
        self.mistakes
            .push(Mistake::new(item.ident.span(), message).help(help));
        None
    }

    fn text_of(&mut self, entries: &[Entry], key: &str) -> Option<(String, Span)> {
        let entry = entries.iter().find(|entry| entry.key == key)?;
        self.text(entry)
    }

    fn text(&mut self, entry: &Entry) -> Option<(String, Span)> {
        let message = match &entry.value {
            Value::Text(text) if !text.value().is_empty() => {
                return Some((text.value(), text.span()));
            }
            Value::Text(_) => format!("{} is empty: it takes a name", quoted(&entry.key)),
            Value::Flag(..) | Value::Number(..) | Value::Array(..) | Value::Table(..) => {
                format!("{} takes a text in quotes", quoted(&entry.key))
            }
        };
        self.mistakes
            .push(Mistake::new(entry.value.span(), message));
        None
    }

    fn columns(&mut self, item: &ItemStruct, writer: &mut Writer) {
        if !item.generics.params.is_empty() {
            let message = "a table has no parameters: each of its fields is a column of one type";
            let span = item
                .generics
                .lt_token
                .as_ref()
                .map_or_else(|| item.ident.span(), |token| token.span);
            let help = "take the parameters away; a row owns what it holds";
            self.mistakes.push(Mistake::new(span, message).help(help));
            return;
        }
        if item.fields.is_empty() {
            let message = format!("table {} has no columns", quoted(&item.ident.to_string()));
            let help = "give the struct a field with a name and a type: each is a column";
            self.mistakes
                .push(Mistake::new(item.ident.span(), message).help(help));
            return;
        }
        let Fields::Named(fields) = &item.fields else {
            let message = "a table is a struct with named fields: each is a column";
            let help = format!("write `struct {} {{ id: .., .. }}`", item.ident);
            self.mistakes
                .push(Mistake::new(item.ident.span(), message).help(help));
            return;
        };
        for field in &fields.named {
            column::write(field, writer, &mut self.mistakes);
        }
    }

    /// `[tables.x.indexes]` and the like: each entry by its name.
    fn section(
        &mut self,
        entries: &[Entry],
        (word, section): (&str, &str),
        (key, key_span): (&str, Span),
        writer: &mut Writer,
    ) {
        let mut begun = false;
        for entry in entries.iter().filter(|entry| entry.key == word) {
            let Value::Table(inner, _) = &entry.value else {
                let message = format!("{} takes its keys in brackets", quoted(word));
                let help = format!("write `{word}(name = \"..\", ..)`");
                self.mistakes
                    .push(Mistake::new(entry.span, message).help(help));
                continue;
            };
            let Some((name, name_span)) = self.text_of(inner, "name") else {
                if inner.iter().all(|entry| entry.key != "name") {
                    let message = format!("this {} has no name", word.replace('_', " "));
                    let help = format!(
                        "give it the name that it has in the databases: `{word}(name = \"..\", ..)`"
                    );
                    self.mistakes
                        .push(Mistake::new(entry.span, message).help(help));
                }
                continue;
            };
            if !begun {
                writer.plain("[tables.");
                writer.key(key, key_span);
                writer.plain(".");
                writer.plain(section);
                writer.plain("]\n");
                begun = true;
            }
            self.names.push((name.clone(), name_span));
            writer.key(&name, name_span);
            writer.plain(" = { ");
            writer.entries(inner.iter().filter(|entry| entry.key != "name"));
            writer.plain(" }\n");
        }
    }
}

/// The attribute on a field.
pub(super) const COLUMN: &str = "#[column(..)]";

/// The keys that an attribute takes.
pub(super) struct Known<'k> {
    pub(super) attribute: &'static str,
    pub(super) keys: Vec<&'static str>,
    /// Those that are said in another way.
    pub(super) otherwise: &'k [(&'static str, &'static str)],
}

impl Known<'_> {
    /// What another tool's key is called here.
    fn slip(&self, key: &str) -> Option<String> {
        let ours = column_slip(key).filter(|_| self.attribute == COLUMN)?;
        let word = ours.split(' ').next().unwrap_or(ours);
        let otherwise = self.otherwise.iter().find(|(other, _)| *other == word);
        Some(match otherwise {
            Some((_, instead)) => (*instead).to_owned(),
            None => format!("write `{}`", ours.strip_suffix(" = true").unwrap_or(ours)),
        })
    }

    /// The entries without those that mean nothing here or repeat another, which are reported.
    pub(super) fn of(
        &self,
        entries: Vec<Entry>,
        repeated: impl Fn(&str) -> bool,
        mistakes: &mut Vec<Mistake>,
    ) -> Vec<Entry> {
        let mut found: Vec<Entry> = Vec::new();
        for entry in entries {
            let key = entry.key.as_str();
            let unknown = || format!("{} is not a key of `{}`", quoted(key), self.attribute);
            let otherwise = self.otherwise.iter().find(|(other, _)| *other == key);
            let mistake = if let Some((_, instead)) = otherwise {
                Mistake::new(entry.span, unknown()).help(*instead)
            } else if !self.keys.contains(&key) {
                let is_own = |key: &&&str| self.otherwise.iter().all(|(other, _)| other != *key);
                let own: Vec<&str> = self.keys.iter().filter(is_own).copied().collect();
                let all = || format!("it takes {}", list(&own, "and"));
                let spelling = self.slip(key).or_else(|| {
                    did_you_mean(key, own.iter().copied()).filter(|help| help.starts_with("did"))
                });
                Mistake::new(entry.span, unknown()).help(spelling.unwrap_or_else(all))
            } else if !repeated(key) && found.iter().any(|other| other.key == key) {
                Mistake::new(entry.span, format!("{} is given twice", quoted(key)))
                    .help("take one of them out")
            } else {
                found.push(entry);
                continue;
            };
            mistakes.push(mistake);
        }
        found
    }
}

/// What stands in some builds only cannot be declared: migrations are the same for all of them.
pub(super) fn conditional(attributes: &[syn::Attribute], what: &str, mistakes: &mut Vec<Mistake>) {
    let found = attributes
        .iter()
        .find(|attribute| attribute.path().is_ident("cfg") || declares_sometimes(attribute));
    if let Some(attribute) = found {
        let message =
            format!("{what} cannot stand in some builds only: its migrations are those of all");
        let help = "take the condition away, or put it around what uses it";
        mistakes.push(Mistake::new(attribute.path().span(), message).help(help));
    }
}

/// `#[cfg_attr(.., derive(Table))]`, and the derive's own attributes under such a condition.
pub(super) fn declares_sometimes(attribute: &syn::Attribute) -> bool {
    let syn::Meta::List(list) = &attribute.meta else {
        return false;
    };
    let tokens = list.tokens.to_string();
    let mut words = tokens.split(|c: char| !c.is_alphanumeric() && c != '_');
    attribute.path().is_ident("cfg_attr")
        && words.any(|word| ["Table", "table", "column"].contains(&word))
}

/// The documentation comment, and where it begins.
pub(super) fn doc(attributes: &[syn::Attribute]) -> Option<(String, Span)> {
    let mut lines = Vec::new();
    let mut span = None;
    for attribute in attributes {
        if let syn::Meta::NameValue(pair) = &attribute.meta
            && pair.path.is_ident("doc")
            && let syn::Expr::Lit(literal) = &pair.value
            && let syn::Lit::Str(text) = &literal.lit
        {
            let line = text.value();
            lines.push(
                line.strip_prefix(' ')
                    .unwrap_or(&line)
                    .trim_end()
                    .to_owned(),
            );
            span.get_or_insert(text.span());
        }
    }
    let text = lines.join("\n").trim().to_owned();
    span.filter(|_| !text.is_empty()).map(|span| (text, span))
}
