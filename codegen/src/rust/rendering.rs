//! The files of the generated crate or module, each rendered when it is asked for.

use std::borrow::Cow;
use std::collections::BTreeMap;

use dualect_format::fingerprint;
use dualect_format::hash::Hasher;
use dualect_format::tag::Tag;
use serde::Serialize;

use super::imports::Context;
use super::template::{RenderError, TemplateOverride, Templates, Way};
use super::{enums, migrations, names, root, table, view};
use crate::dialect::Dialect;
use crate::name::{TableName, ViewName};
use crate::output::{Output, OutputFile, Ownership};
use crate::schema::model::{Layout, Schema, Table};

/// The edition of what becomes of a template's text: the layout, the imports, the header. To be raised with every change
/// that makes other bytes of the same template and data; else files that were made before it would count as up to date.
const EDITION: u32 = 4;

/// What the Rust is made from beside the schema.
#[derive(Debug, Clone)]
pub struct RustInputs {
    /// The schema file's name, as headers say it: `schema.toml`.
    pub schema_file: String,
    /// What to run after a change of the schema: `cargo xtask db-generate`.
    pub command: String,
    /// SHA-256 of the schema in hexadecimal.
    pub schema_hash: String,
    /// Each dialect's migrations, oldest first.
    pub migrations: BTreeMap<Dialect, Vec<Tag>>,
    /// The whole DDL of each dialect.
    pub ddl: BTreeMap<Dialect, String>,
    /// The text of `dualect.lock`.
    pub lock: String,
    /// How the created `Cargo.toml` depends on the runtime: `version = "0.1.0"`, or a path or workspace form.
    pub dependency: String,
    /// The user's own templates.
    pub templates: Vec<TemplateOverride>,
}

/// The generated crate or module: which files it has, and each one's text on demand.
///
/// The same schema and inputs give the same files and bytes, in whatever order they are asked for and on however many
/// threads.
#[derive(Debug)]
pub struct Rendering<'s> {
    schema: Cow<'s, Schema>,
    inputs: RustInputs,
    templates: Templates,
    context: Context,
    /// The tables' modules, in the schema's order.
    modules: Vec<String>,
    referrers: table::Referrers,
    /// The folder of the Rust files.
    source: String,
    files: Vec<RustFile>,
}

/// One file to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RustFile {
    /// Its path relative to the schema file's folder, `/` between parts.
    pub path: String,
    /// Who owns it once it is there.
    pub ownership: Ownership,
    content: Content,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    /// The table at this place in the schema, or after the tables the view.
    Relation(usize),
    Enums,
    Migrations,
    Root,
    Ddl(Dialect),
    Lock,
    Manifest,
}

/// What a file is made from.
#[derive(Serialize)]
#[serde(untagged)]
enum Data<'r> {
    Table(Box<table::TableFile>),
    Enums(enums::EnumsFile),
    Migrations(migrations::MigrationsFile),
    Root(root::RootFile),
    Manifest(root::Manifest),
    Text(&'r str),
}

/// A file about to be made.
pub struct Draft<'r> {
    rendering: &'r Rendering<'r>,
    file: &'r RustFile,
    data: Data<'r>,
}

impl<'s> Rendering<'s> {
    /// Lays out the files.
    ///
    /// # Errors
    /// A template that cannot be read, or whose name is none.
    pub fn new(schema: Cow<'s, Schema>, inputs: RustInputs) -> Result<Self, RenderError> {
        Self::by(Way::Short, schema, inputs)
    }

    pub(super) fn by(
        way: Way,
        schema: Cow<'s, Schema>,
        inputs: RustInputs,
    ) -> Result<Self, RenderError> {
        let settings = &schema.project.output;
        let folder = settings.path.trim_end_matches('/');
        let source = match settings.layout {
            Layout::Crate => format!("{folder}/src"),
            Layout::Module => folder.to_owned(),
        };
        let tables = schema.tables.keys().map(TableName::as_str);
        let keys = tables.chain(schema.views.keys().map(ViewName::as_str));
        let modules: Vec<String> = keys.map(|key| names::module(&schema, key)).collect();
        let files = files(&schema, &inputs, &modules, folder, &source);
        Ok(Self {
            templates: Templates::new(
                way,
                settings.templates.as_deref().unwrap_or_default(),
                &inputs.templates,
            )?,
            context: Context {
                enums: enums::type_names(&schema),
                layout: settings.layout,
            },
            referrers: table::Referrers::of(&schema),
            schema,
            inputs,
            modules,
            source,
            files,
        })
    }

    /// The files, sorted by path.
    #[must_use]
    pub fn files(&self) -> &[RustFile] {
        &self.files
    }

    /// What a file is made from.
    #[must_use]
    pub fn draft<'r>(&'r self, file: &'r RustFile) -> Draft<'r> {
        let schema = &*self.schema;
        let is_crate = schema.project.output.layout == Layout::Crate;
        let text = Data::Text;
        let data = match file.content {
            Content::Relation(at) => match (relation(schema, at), self.modules.get(at)) {
                (Some(table), Some(module)) => Data::Table(Box::new(table::file(
                    schema,
                    &table,
                    module,
                    is_crate,
                    &self.referrers,
                ))),
                (Some(_) | None, _) => text(""),
            },
            Content::Enums => Data::Enums(enums::file(schema)),
            Content::Migrations => {
                Data::Migrations(migrations::file(schema, &self.inputs, &self.source))
            }
            Content::Root => {
                let has_enums = !schema.enums.is_empty();
                let modules = self.modules.iter().enumerate();
                let generated = modules.filter(|(at, _)| !is_in_rust(schema, *at));
                let names = generated.map(|(_, module)| module.clone()).collect();
                Data::Root(root::file(schema, names, has_enums))
            }
            Content::Ddl(dialect) => text(self.inputs.ddl.get(&dialect).map_or("", String::as_str)),
            Content::Lock => text(&self.inputs.lock),
            Content::Manifest => Data::Manifest(root::manifest(schema, &self.inputs.dependency)),
        };
        Draft {
            rendering: self,
            file,
            data,
        }
    }

    /// Every file's text.
    ///
    /// # Errors
    /// The first file that cannot be rendered.
    pub fn all(&self) -> Result<Output, RenderError> {
        let mut output = Output::default();
        for file in &self.files {
            let text = self.draft(file).render()?;
            let ownership = file.ownership;
            output
                .files
                .insert(file.path.clone(), OutputFile { text, ownership });
        }
        Ok(output)
    }
}

/// The table at this place in the schema, or after the tables the view.
fn relation(schema: &Schema, at: usize) -> Option<Cow<'_, Table>> {
    if let Some((_, table)) = schema.tables.get_index(at) {
        return Some(Cow::Borrowed(table));
    }
    let (_, view) = schema.views.get_index(at - schema.tables.len())?;
    Some(Cow::Owned(view::as_table(view)))
}

/// Whether the relation at that place is a table whose functions a derive writes, so that it has no module.
fn is_in_rust(schema: &Schema, at: usize) -> bool {
    let table = schema.tables.get_index(at);
    table.is_some_and(|(_, table)| table.in_rust)
}

fn files(
    schema: &Schema,
    inputs: &RustInputs,
    modules: &[String],
    folder: &str,
    source: &str,
) -> Vec<RustFile> {
    let layout = schema.project.output.layout;
    let root = match layout {
        Layout::Crate => "lib.rs",
        Layout::Module => "mod.rs",
    };
    let mut files = Vec::new();
    let mut add = |path: String, ownership, content| {
        files.push(RustFile {
            path,
            ownership,
            content,
        });
    };
    let own = Ownership::Generator;
    for (at, module) in modules.iter().enumerate() {
        // Its functions come from the struct.
        if is_in_rust(schema, at) {
            continue;
        }
        add(format!("{source}/{module}.rs"), own, Content::Relation(at));
    }
    if !schema.enums.is_empty() {
        add(format!("{source}/enums.rs"), own, Content::Enums);
    }
    add(format!("{source}/migrations.rs"), own, Content::Migrations);
    add(format!("{source}/{root}"), own, Content::Root);
    for dialect in inputs.ddl.keys() {
        let path = format!("{folder}/schema/{dialect}.sql");
        add(path, own, Content::Ddl(*dialect));
    }
    let lock = format!("{folder}/{}", fingerprint::LOCK_FILE);
    add(lock, own, Content::Lock);
    if layout == Layout::Crate {
        let manifest = format!("{folder}/Cargo.toml");
        add(manifest, Ownership::CreatedOnce, Content::Manifest);
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

impl Draft<'_> {
    /// The hash of all that the file is made from: its data (which holds whatever it takes of other tables and enums), its
    /// templates and the edition of the rest. `None` for a file without a fingerprint.
    ///
    /// A file on disk whose fingerprint holds and names this hash is what [`render`](Self::render) would yield.
    #[must_use]
    pub fn inputs(&self) -> Option<String> {
        let sign = self.comment_sign()?;
        let mut hasher = Hasher::default();
        hasher.update(format!("{EDITION}\n{}", self.header(sign)));
        if let Some(template) = self.template() {
            let templates = &self.rendering.templates;
            hasher.update(templates.hash(template));
            if templates.is_overridden(template) {
                // It may name any enum, and is given the import of those that are there.
                for name in &self.rendering.context.enums {
                    hasher.update(name);
                    hasher.update(" ");
                }
            }
        }
        // Plain structs without maps: serialising them cannot fail.
        let _ = serde_json::to_writer(&mut hasher, &self.data);
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
        serde_json::to_value(&self.data).unwrap_or_default()
    }

    /// The file's whole text.
    ///
    /// # Errors
    /// What is wrong with its template.
    pub fn render(&self) -> Result<String, RenderError> {
        let templates = &self.rendering.templates;
        let body = match (self.template(), &self.data) {
            (None, Data::Text(text)) => (*text).to_owned(),
            (None, _) => String::new(),
            (Some(template), data) if self.file.content == Content::Manifest => {
                templates.text(template, data)?
            }
            (Some(template), data) => templates.rust(template, data, &self.rendering.context)?,
        };
        let (Some(sign), Some(inputs)) = (self.comment_sign(), self.inputs()) else {
            return Ok(body);
        };
        let text = format!("{}\n{body}", self.header(sign));
        fingerprint::stamp(&text, &inputs)
            .ok_or_else(|| RenderError::new(&self.file.path, "the header has no fingerprint"))
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
