//! A Rust file as a file of the schema language.

use syn::Item;

use super::declaration::{Declaration, Mistake, declares_sometimes};
use super::text::Places;
use super::wording::advice;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, SourceFile, Span};

/// The `derive(Table)` structs of a source, in the schema language.
#[derive(Debug)]
pub(crate) struct Translation {
    /// The Rust source.
    rust: SourceFile,
    /// Their tables, under the same path.
    pub(crate) schema: SourceFile,
    /// The tables' keys.
    pub(crate) keys: Vec<String>,
    places: Places,
    mistakes: Vec<Mistake>,
    /// The bytes before what the compiler's lexer sees as the file's first.
    skipped: usize,
}

impl Translation {
    /// Translates a file, but for the table of that key.
    pub(crate) fn of_file(rust: SourceFile, except: Option<&str>) -> Self {
        let stripped = rust.text.strip_prefix('\u{feff}');
        let mut translation = Self {
            schema: SourceFile::new(rust.path.as_str(), ""),
            keys: Vec::new(),
            places: Places::default(),
            mistakes: Vec::new(),
            skipped: stripped.map_or(0, |rest| rust.text.len() - rest.len()),
            rust,
        };
        match syn::parse_str::<syn::File>(stripped_of(&translation.rust.text)) {
            Ok(file) => {
                let mut found = Vec::new();
                collect(&file.items, &mut found);
                for declaration in found {
                    if except.is_none_or(|except| declaration.key != except) {
                        translation.add(declaration);
                    }
                }
            }
            Err(error) => {
                let message = format!("the file is not Rust: {error}");
                translation
                    .mistakes
                    .push(Mistake::new(error.span(), message));
            }
        }
        translation
    }

    fn add(&mut self, declaration: Declaration) {
        let start = self.schema.text.len();
        self.schema.text.push_str(&declaration.text);
        self.places.append(start, declaration.places);
        self.mistakes.extend(declaration.mistakes);
        if !declaration.key.is_empty() {
            self.keys.push(declaration.key);
        }
    }

    /// Whether all of it could be read.
    pub(crate) fn is_whole(&self) -> bool {
        self.mistakes.is_empty()
    }

    /// Puts what was found wrong with the tables to its places in the Rust file, and adds what was wrong before that.
    pub(crate) fn put_back(&self, diagnostics: &mut Diagnostics) {
        diagnostics.relocate(&self.rust, |span| self.place(span), advice);
        for mistake in &self.mistakes {
            let range = mistake.span.byte_range();
            let diagnostic = Diagnostic::error(
                Code::RustTables,
                self.rust.path.as_str(),
                mistake.message.as_str(),
            )
            .at(Span::new(
                range.start + self.skipped,
                range.end + self.skipped,
            ))
            .maybe_help(mistake.help.as_deref());
            diagnostics.push(diagnostic);
        }
    }

    fn place(&self, span: Span) -> Span {
        let Some((source, into)) = self.places.find(span.start) else {
            return Span::new(0, 0);
        };
        let range = source.byte_range();
        let (start, end) = (range.start + self.skipped, range.end + self.skipped);
        match into {
            Some(into) if start + into < end => {
                let length = span.end.saturating_sub(span.start);
                Span::new(start + into, (start + into + length).min(end))
            }
            Some(_) | None => Span::new(start, end),
        }
    }
}

fn stripped_of(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The structs that derive `Table`, in inline modules too, but for those of tests.
fn collect(items: &[Item], found: &mut Vec<Declaration>) {
    for item in items {
        if let Item::Struct(item) = item {
            if item.attrs.iter().any(derives_table) && !item.attrs.iter().any(is_for_tests) {
                found.push(Declaration::of(item));
            }
        } else if let Item::Mod(module) = item
            && !module.attrs.iter().any(is_for_tests)
            && let Some((_, items)) = &module.content
        {
            collect(items, found);
        }
    }
}

fn derives_table(attribute: &syn::Attribute) -> bool {
    let mut found = false;
    if attribute.path().is_ident("derive") {
        // What is no list of paths, the compiler says.
        let _ = attribute.parse_nested_meta(|meta| {
            let last = meta.path.segments.last();
            found |= last.is_some_and(|last| last.ident == "Table");
            Ok(())
        });
    }
    found || declares_sometimes(attribute)
}

/// `#[cfg(test)]`.
fn is_for_tests(attribute: &syn::Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && matches!(&attribute.meta, syn::Meta::List(list) if list.tokens.to_string() == "test")
}
