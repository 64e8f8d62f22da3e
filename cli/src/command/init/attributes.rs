//! `.gitattributes`: what is generated keeps its line ends, by which it is hashed, and is folded away in reviews.

use super::generated;
use super::piece::{Piece, What};
use super::schema::Read;
use super::workspace::Workspace;
use crate::error::Result;
use crate::files::{folder_of, read};

pub(super) fn piece(schema: &Read, workspace: &Workspace) -> Result<Piece> {
    let path = workspace.root.join(".gitattributes");
    let migrations = folder_of(&schema.path).join(&schema.model.project.output.migrations);
    let mut lines = vec![format!("/{}/** text eol=lf", workspace.within(&migrations))];
    if let Some(folder) = generated::folder(schema, workspace) {
        lines.push(format!("/{folder}/** text eol=lf linguist-generated=true"));
    }
    let old = read::text_if_any(&path)?;
    let text = old.clone().unwrap_or_default();
    let place = |line: &str| line.split_whitespace().next().map(str::to_owned);
    let known: Vec<String> = text.lines().filter_map(place).collect();
    lines.retain(|line| !place(line).is_some_and(|place| known.contains(&place)));
    if lines.is_empty() {
        return Ok(Piece::new(path, What::There));
    }
    let end = if text.is_empty() || text.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    let text = format!("{text}{end}{}\n", lines.join("\n"));
    let what = match old {
        None => What::New(text),
        Some(_) => What::Added {
            text,
            what: "the line ends of generated files".to_owned(),
        },
    };
    Ok(Piece::new(path, what))
}
