//! A file about to be made: the hash of what it is made from, and its text.

use std::borrow::Cow;
use std::collections::BTreeMap;

use dualect_format::fingerprint::{self, Made, Stamped};
use dualect_format::hash::Hasher;
use serde::Serialize;

use super::imports::Context;
use super::rendering::{Content, EDITION, Relation, Rendering, RustFile, RustInputs, is_in_rust};
use super::template::RenderError;
use super::{enums, migrations, root, table};
use crate::ddl;

/// What a file is made from.
#[derive(Serialize)]
#[serde(untagged)]
enum Data<'r> {
    Table(Box<table::TableFile<'r>>),
    Enums(enums::EnumsFile),
    Migrations(migrations::MigrationsFile),
    Root(root::RootFile),
    Manifest(root::Manifest),
    /// A file without a template.
    Nothing,
}

/// A file about to be made.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'r> {
    pub(super) rendering: &'r Rendering<'r>,
    pub(super) file: &'r RustFile,
}

/// A file that is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The whole text.
    pub text: String,
    /// What `dualect.lock` is to say of it; `None` for a file without a fingerprint.
    pub made: Option<Made>,
}

impl Draft<'_> {
    /// The hash of all that the file is made from: its part of the schema and whatever it takes of the rest, its templates and
    /// the [`EDITION`] of the code that makes it. `None` for a file without a fingerprint.
    ///
    /// A file on disk that is intact, and of which `dualect.lock` says that these inputs made it, is what
    /// [`render`](Self::render) would yield.
    #[must_use]
    pub fn inputs(&self) -> Option<String> {
        let sign = self.comment_sign()?;
        let Rendering {
            templates, inputs, ..
        } = self.rendering;
        let mut hasher = Hasher::default();
        hasher.update(format!("{EDITION}\n{}", self.header(sign)));
        if let Some(template) = self.template() {
            hasher.update(templates.hash(template));
            if templates.is_overridden(template) {
                // It may name any enum, and is given the import of those that are there.
                for name in &self.rendering.context.enums {
                    hasher.update(name);
                    hasher.update(" ");
                }
            }
        }
        // Plain structs whose maps have texts for keys: serialising them cannot fail.
        let _ = match self.file.content {
            Content::Relation(at) => match self.rendering.relation(at) {
                Some(relation) => {
                    let Relation {
                        table,
                        around,
                        module,
                        is_crate,
                    } = &relation;
                    // In one piece, for a serialiser writes a few bytes at a time.
                    let json = serde_json::to_vec(&(table, around, module, is_crate));
                    json.map(|json| hasher.update(json))
                }
                None => Ok(()),
            },
            Content::Ddl(dialect) => {
                for file in &inputs.lock.schema {
                    hasher.update(format!("{} {}\n", file.path, file.sha256));
                }
                serde_json::to_writer(&mut hasher, &dialect)
            }
            Content::Enums
            | Content::Migrations
            | Content::Root
            | Content::Lock
            | Content::Manifest => self.with_data(|data| serde_json::to_writer(&mut hasher, data)),
        };
        Some(hasher.hex())
    }

    /// The file's template, where it has one.
    #[must_use]
    pub fn template_name(&self) -> Option<&'static str> {
        self.template()
    }

    /// What its template is given, as `docs/templates.md` lists it.
    #[must_use]
    pub fn data(&self) -> serde_json::Value {
        self.with_data(|data| serde_json::to_value(data).unwrap_or_default())
    }

    /// The whole file.
    ///
    /// # Errors
    /// What is wrong with its template.
    pub fn render(&self) -> Result<Rendered, RenderError> {
        let templates = &self.rendering.templates;
        let body = match self.template() {
            None => self.plain_text(),
            Some(template) if self.file.content == Content::Manifest => {
                self.with_data(|data| templates.text(template, data))?
            }
            Some(template) => {
                let context = self.context(template);
                self.with_data(|data| templates.rust(template, data, &context))?
            }
        };
        let (Some(sign), Some(inputs)) = (self.comment_sign(), self.inputs()) else {
            return Ok(Rendered {
                text: body,
                made: None,
            });
        };
        let text = format!("{}\n{body}", self.header(sign));
        // Of ten thousand tables the whole DDL is long: it is not kept once more.
        drop(body);
        let Stamped { text, body } = fingerprint::stamp(&text)
            .ok_or_else(|| RenderError::new(&self.file.path, "the header has no fingerprint"))?;
        let made = Some(Made::new(&inputs, &body));
        Ok(Rendered { text, made })
    }

    /// What has no template.
    fn plain_text(&self) -> String {
        match self.file.content {
            Content::Ddl(dialect) => {
                let catalog = self.rendering.inputs.ddl.get(&dialect);
                catalog.map(ddl::script).unwrap_or_default()
            }
            Content::Lock => self.rendering.lock(BTreeMap::new()),
            Content::Relation(_)
            | Content::Enums
            | Content::Migrations
            | Content::Root
            | Content::Manifest => String::new(),
        }
    }

    /// What the template is given, for as long as `read` takes.
    fn with_data<R>(&self, read: impl FnOnce(&Data<'_>) -> R) -> R {
        let rendering = self.rendering;
        let schema = &*rendering.schema;
        let data = match self.file.content {
            Content::Relation(at) => match rendering.relation(at) {
                Some(Relation {
                    table,
                    around,
                    module,
                    is_crate,
                }) => {
                    let data = table::file(&table, &around, module, is_crate);
                    return read(&Data::Table(Box::new(data)));
                }
                None => Data::Nothing,
            },
            Content::Enums => Data::Enums(enums::file(schema)),
            Content::Migrations => Data::Migrations(migrations::file(
                schema,
                &rendering.inputs,
                &rendering.source,
            )),
            Content::Root => {
                let has_enums = !schema.enums.is_empty();
                let modules = rendering.modules.iter().enumerate();
                let generated = modules.filter(|(at, _)| !is_in_rust(schema, *at));
                let names = generated.map(|(_, module)| module.clone()).collect();
                Data::Root(root::file(schema, names, has_enums))
            }
            Content::Manifest => {
                Data::Manifest(root::manifest(schema, &rendering.inputs.dependency))
            }
            Content::Ddl(_) | Content::Lock => Data::Nothing,
        };
        read(&data)
    }

    /// What names the file may import. A built-in template names no enum but those of the table's columns; that another one of
    /// the schema has a name that is in the file too is chance.
    fn context(&self, template: &str) -> Cow<'_, Context> {
        let Rendering {
            context, templates, ..
        } = self.rendering;
        let relation = match self.file.content {
            Content::Relation(at) if !templates.is_overridden(template) => {
                self.rendering.relation(at)
            }
            Content::Relation(_)
            | Content::Enums
            | Content::Migrations
            | Content::Root
            | Content::Ddl(_)
            | Content::Lock
            | Content::Manifest => None,
        };
        match relation {
            Some(relation) => Cow::Owned(Context {
                enums: relation.around.enum_types(),
                layout: context.layout,
            }),
            None => Cow::Borrowed(context),
        }
    }

    fn template(&self) -> Option<&'static str> {
        match self.file.content {
            Content::Relation(_) => Some("table.j2"),
            Content::Enums => Some("enums.j2"),
            Content::Migrations => Some("migrations.j2"),
            Content::Root => Some("root.j2"),
            Content::Manifest => Some("cargo.j2"),
            Content::Ddl(_) | Content::Lock => None,
        }
    }

    /// How a comment begins in a file that carries a fingerprint.
    fn comment_sign(&self) -> Option<&'static str> {
        match self.file.content {
            Content::Relation(_) | Content::Enums | Content::Migrations | Content::Root => {
                Some("//")
            }
            Content::Ddl(_) => Some("--"),
            Content::Lock | Content::Manifest => None,
        }
    }

    /// The comment at the top of a file that is the generator's.
    fn header(&self, sign: &str) -> String {
        let RustInputs {
            schema_file,
            command,
            ..
        } = &self.rendering.inputs;
        format!(
            "{sign} Generated by dualect from `{schema_file}`; do not edit: change the schema and run `{command}`.\n{sign} fingerprint:\n"
        )
    }
}
