//! Where the schema file is.

use std::path::{Path, PathBuf};

use crate::error::{Error, Kind, Result};

/// The file's name where no other is given.
const NAME: &str = "schema.toml";

/// The schema file: the one given, or the nearest `schema.toml` in `folder` or above. The search ends at the root of the
/// repository, so that a stray file far above never becomes the schema.
pub(crate) fn schema(folder: &Path, given: Option<&Path>) -> Result<PathBuf> {
    if let Some(given) = given {
        let path = folder.join(given);
        return if path.is_file() {
            Ok(path)
        } else if path.is_dir() && path.join(NAME).is_file() {
            Err(missing(
                format!("{} is a folder", path.display()),
                format!("give the file: --schema {}", given.join(NAME).display()),
            ))
        } else {
            Err(missing(
                format!("{} is not there", path.display()),
                "--schema takes the path of a schema file, relative to the current folder"
                    .to_owned(),
            ))
        };
    }
    let mut last = folder;
    for above in folder.ancestors() {
        last = above;
        let path = above.join(NAME);
        if path.is_file() {
            return Ok(path);
        }
        if above.join(".git").exists() {
            break;
        }
    }
    let looked = if last == folder {
        format!("looked for {NAME} in {}", folder.display())
    } else {
        format!(
            "looked for {NAME} in {} and every folder above, up to {}",
            folder.display(),
            last.display()
        )
    };
    Err(missing(
        looked,
        format!(
            "go to the project's folder, name the file with --schema PATH, or begin one: {NAME} with `[project]` and `name = \"…\"`"
        ),
    ))
}

fn missing(place: String, help: String) -> Error {
    Error::new(Kind::NoSchema { place }, help)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
    use super::schema;
    use std::fs;
    use std::path::Path;

    #[test]
    fn the_nearest_schema_above_is_taken_and_none_beyond_the_repository() {
        let root = tempfile::tempdir().unwrap();
        let inner = root.path().join("repository/src/deep");
        fs::create_dir_all(&inner).unwrap();
        fs::create_dir(root.path().join("repository/.git")).unwrap();
        fs::write(root.path().join("schema.toml"), "").unwrap();
        let error = schema(&inner, None).unwrap_err();
        assert!(error.to_string().contains("up to"), "{error}");
        fs::write(root.path().join("repository/schema.toml"), "").unwrap();
        assert_eq!(
            schema(&inner, None).unwrap(),
            root.path().join("repository/schema.toml")
        );
    }

    #[test]
    fn a_given_path_is_not_searched_for() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("schema.toml"), "").unwrap();
        assert!(schema(root.path(), Some(Path::new("other.toml"))).is_err());
        let error = schema(root.path(), Some(Path::new("."))).unwrap_err();
        assert!(error.help().unwrap().contains("schema.toml"));
    }
}
