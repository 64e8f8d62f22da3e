//! `[output]`.

use super::project::package_name;
use super::reader::Reader;
use super::report::{At, Report};
use super::text::{did_you_mean, quoted};
use crate::diagnostic::Code;
use crate::schema::language::{LAYOUTS, OUTPUT};
use crate::schema::model::{Layout, OutputSettings};

/// The folder of the generated files, where none is given.
pub(super) const PATH: &str = "generated";
const MIGRATIONS: &str = "drizzle";

pub(super) fn read(
    report: &mut Report<'_>,
    root: &Reader<'_, '_>,
    project_name: &str,
) -> OutputSettings {
    let mut output = OutputSettings {
        path: PATH.to_owned(),
        migrations: MIGRATIONS.to_owned(),
        crate_name: format!("{project_name}-db"),
        layout: Layout::Crate,
        templates: None,
    };
    let table = root.table(report, "output").value();
    let (Some(table), Some(span)) = (table, root.key_span("output")) else {
        return output;
    };
    let reader = Reader::new(report, table, span, "`[output]`", OUTPUT);
    let path = reader.string(report, "path").given();
    let migrations = reader.string(report, "migrations").given();
    if let Some(path) = path {
        output.path = folder(report, path, "path");
    }
    if let Some(migrations) = migrations {
        output.migrations = folder(report, migrations, "migrations");
    }
    if let Some(at) = migrations
        .or(path)
        .filter(|_| output.path == output.migrations)
    {
        let diagnostic = report
            .error(
                Code::OutputPath,
                at.span,
                "generated Rust and migrations would share a folder",
            )
            .help("give `path` and `migrations` folders of their own");
        report.push(diagnostic);
    }
    if let Some(templates) = reader.string(report, "templates").given() {
        let folder = folder(report, templates, "templates");
        if folder == output.path || folder == output.migrations {
            let diagnostic = report
                .error(
                    Code::OutputPath,
                    templates.span,
                    "templates would share a folder with what is generated",
                )
                .help("give `templates` a folder of its own");
            report.push(diagnostic);
        }
        output.templates = Some(folder);
    }
    if let Some(name) = reader.string(report, "crate").given() {
        package_name(report, name, "`crate` of `[output]`", true);
        name.value.clone_into(&mut output.crate_name);
    }
    if let Some(layout) = reader.string(report, "layout").given() {
        output.layout = read_layout(report, layout);
    }
    output
}

/// A folder below the schema file's, the same on every machine: without a trailing slash or `./`.
fn folder(report: &mut Report<'_>, path: At<&str>, key: &str) -> String {
    let what = format!("`{key}` of `[output]`");
    portable(report, path, &what, Code::OutputPath).unwrap_or_else(|| path.value.to_owned())
}

/// A path below the schema file's folder in its plainest form; `None` where that has been reported.
pub(super) fn portable(
    report: &mut Report<'_>,
    path: At<&str>,
    what: &str,
    code: Code,
) -> Option<String> {
    let text = path.value;
    let drive = text.as_bytes().get(1) == Some(&b':');
    let problem = if text.trim().is_empty() {
        Some("is empty")
    } else if text.starts_with('/') || drive {
        Some("is the same folder on no other machine")
    } else if text.contains(['\\', '\0', '\n']) {
        Some("holds a character that no portable path has")
    } else if text.split('/').any(|part| part == "..") {
        // Generated files name each other by relative paths, and the folder's own name is not known here.
        Some("leads out of the schema file's folder")
    } else {
        None
    };
    if let Some(problem) = problem {
        let diagnostic = report
            .error(code, path.span, format!("{what} {problem}"))
            .label("expected a path from the schema file's folder, with `/` between parts");
        report.push(diagnostic);
        return None;
    }
    let parts: Vec<&str> = text
        .split('/')
        .filter(|part| !part.is_empty() && *part != ".")
        .collect();
    Some(if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    })
}

fn read_layout(report: &mut Report<'_>, layout: At<&str>) -> Layout {
    if let Some((_, known)) = LAYOUTS.iter().find(|(word, _)| *word == layout.value) {
        return *known;
    }
    let diagnostic = report
        .error(
            Code::UnknownWord,
            layout.span,
            format!("{} is not a layout", quoted(layout.value)),
        )
        .maybe_help(did_you_mean(layout.value, LAYOUTS.map(|(word, _)| word)));
    report.push(diagnostic);
    Layout::Crate
}
