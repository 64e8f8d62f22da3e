//! The files of the generated crate or module, each rendered when it is asked for.

use std::borrow::Cow;
use std::collections::BTreeMap;

use dualect_format::fingerprint::{self, Lock, Made};
use dualect_format::tag::Tag;

use super::draft::{Draft, Rendered};
use super::imports::Context;
use super::neighbours::{Neighbours, Referrers};
use super::template::{RenderError, TemplateOverride, Templates, Way};
use super::{enums, names, view};
use crate::catalog::model::Catalog;
use crate::dialect::Dialect;
use crate::name::{TableName, ViewName};
use crate::output::{Output, OutputFile, Ownership};
use crate::schema::model::{Layout, Schema, Table};

/// The edition of all that makes files of a schema and templates: a file that an older one made does not count as up to date.
///
/// It is the hash of what this edition makes of the test schemas; `tests/edition.rs` holds it to that.
pub const EDITION: &str = "2b33b01650f3c032";

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
    /// The catalogs of the dialects whose whole DDL is written out.
    pub ddl: BTreeMap<Dialect, Catalog>,
    /// What `dualect.lock` says beside what each file was made from.
    pub lock: Lock,
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
    pub(super) schema: Cow<'s, Schema>,
    pub(super) inputs: RustInputs,
    pub(super) templates: Templates,
    pub(super) context: Context,
    /// The tables' modules, in the schema's order.
    pub(super) modules: Vec<String>,
    referrers: Referrers,
    /// The folder of all files.
    folder: String,
    /// The folder of the Rust files.
    pub(super) source: String,
    files: Vec<RustFile>,
}

/// One file to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RustFile {
    /// Its path relative to the schema file's folder, `/` between parts.
    pub path: String,
    /// Who owns it once it is there.
    pub ownership: Ownership,
    pub(super) content: Content,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// The table at this place in the schema, or after the tables the view.
    Relation(usize),
    Enums,
    Migrations,
    Root,
    Ddl(Dialect),
    Lock,
    Manifest,
}

/// A table, or a view in the form of one, with all that its file is made from.
pub(super) struct Relation<'r> {
    pub(super) table: Cow<'r, Table>,
    pub(super) around: Neighbours<'r>,
    pub(super) module: &'r str,
    pub(super) is_crate: bool,
}

impl RustFile {
    /// Whether it is `dualect.lock`, which is made when all others are: [`Rendering::lock`].
    #[must_use]
    pub fn is_lock(&self) -> bool {
        self.content == Content::Lock
    }
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
        let folder = folder.to_owned();
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
            referrers: Referrers::of(&schema),
            schema,
            inputs,
            modules,
            folder,
            source,
            files,
        })
    }

    /// The files, sorted by path.
    #[must_use]
    pub fn files(&self) -> &[RustFile] {
        &self.files
    }

    /// A file about to be made.
    #[must_use]
    pub fn draft<'r>(&'r self, file: &'r RustFile) -> Draft<'r> {
        Draft {
            rendering: self,
            file,
        }
    }

    /// A file's path within the generated folder, by which `dualect.lock` names it.
    #[must_use]
    pub fn within<'f>(&self, file: &'f RustFile) -> &'f str {
        let rest = file.path.strip_prefix(self.folder.as_str());
        rest.map_or(file.path.as_str(), |rest| rest.trim_start_matches('/'))
    }

    /// The text of `dualect.lock`: `files` is what is known of each file, by its path [within](Self::within) the generated
    /// folder.
    #[must_use]
    pub fn lock(&self, files: BTreeMap<String, Made>) -> String {
        let lock = Lock {
            files,
            ..self.inputs.lock.clone()
        };
        lock.render()
    }

    /// Every file's text.
    ///
    /// # Errors
    /// The first file that cannot be rendered.
    pub fn all(&self) -> Result<Output, RenderError> {
        let mut output = Output::default();
        let mut known = BTreeMap::new();
        for file in self.files.iter().filter(|file| !file.is_lock()) {
            let Rendered { text, made } = self.draft(file).render()?;
            known.extend(made.map(|made| (self.within(file).to_owned(), made)));
            let ownership = file.ownership;
            output
                .files
                .insert(file.path.clone(), OutputFile { text, ownership });
        }
        if let Some(file) = self.files.iter().find(|file| file.is_lock()) {
            let text = self.lock(known);
            let ownership = file.ownership;
            output
                .files
                .insert(file.path.clone(), OutputFile { text, ownership });
        }
        Ok(output)
    }

    pub(super) fn relation(&self, at: usize) -> Option<Relation<'_>> {
        let table = relation(&self.schema, at)?;
        let around = Neighbours::of(&self.schema, &table, &self.referrers, &self.context.enums);
        Some(Relation {
            module: self.modules.get(at)?,
            is_crate: self.schema.project.output.layout == Layout::Crate,
            table,
            around,
        })
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
pub(super) fn is_in_rust(schema: &Schema, at: usize) -> bool {
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
