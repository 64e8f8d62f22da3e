//! The user's own templates, from the folder that `[output] templates` names.

use std::path::Path;

use dualect_codegen::rust::TemplateOverride;

use super::leftover::entries;
use super::read;
use crate::error::{Error, Kind, Result};

/// Every template below the folder, by its path in it with `/` between parts. Hidden files and Markdown are no templates.
pub(crate) fn all(folder: &Path) -> Result<Vec<TemplateOverride>> {
    if !folder.is_dir() {
        return Err(Error::new(
            Kind::NoTemplates {
                folder: folder.to_owned(),
            },
            "create it, or take `templates` out of `[output]`; `db-templates` prints what to start from",
        ));
    }
    let mut found = Vec::new();
    below(folder, "", &mut found)?;
    Ok(found)
}

fn below(folder: &Path, prefix: &str, found: &mut Vec<TemplateOverride>) -> Result<()> {
    for path in entries(folder)? {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{prefix}{file}");
        let is_text_for_people = path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
        if file.starts_with('.') || is_text_for_people {
            continue;
        }
        if path.is_dir() {
            below(&path, &format!("{name}/"), found)?;
        } else {
            let text = read::text(&path)?;
            found.push(TemplateOverride { name, text });
        }
    }
    Ok(())
}
