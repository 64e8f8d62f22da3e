//! Whether the generated folder and the migrations are those of the schema file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use dualect_format::fingerprint::{LOCK_FILE, Lock, schema_hash};

use super::attribute::Paths;

const REPAIR: &str = "run `cargo xtask db-generate`";
const DIALECTS: [&str; 2] = ["sqlite", "postgres"];

/// What the check found, all of it as it should be.
#[derive(Debug)]
pub(crate) struct Checked {
    /// The schema file's hash.
    pub(crate) hash: String,
    /// Files whose change has to run the check again.
    pub(crate) tracked: Vec<PathBuf>,
    /// The DDL file of each database; `None` where the schema is not for that one.
    pub(crate) sqlite_ddl: Option<PathBuf>,
    /// The same for Postgres.
    pub(crate) postgres_ddl: Option<PathBuf>,
}

/// Checks; what is wrong comes with what to do.
pub(crate) fn check(root: &Path, paths: &Paths) -> Result<Checked, String> {
    let schema_file = root.join(&paths.schema);
    let text = read(&schema_file, &paths.schema).map_err(|why| {
        format!(
            "{why}; `path` in #[schema(..)] is relative to the folder of this crate's Cargo.toml"
        )
    })?;
    let lock_path = paths.generated.join(LOCK_FILE);
    let lock_file = root.join(&lock_path);
    if !lock_file.exists() {
        return Err(format!(
            "no generated code for {}: {} is not there; {REPAIR}, or say where it is with #[schema(generated = \"..\")]",
            paths.schema.display(),
            lock_path.display()
        ));
    }
    let lock = Lock::parse(&read(&lock_file, &lock_path)?)
        .map_err(|why| format!("{}: {why}; {REPAIR}", lock_path.display()))?;
    let hash = check_schema(root, paths, &text, &lock, &lock_path)?;
    for tag in &lock.migrations {
        check_migration(root, paths, tag.as_str())?;
    }
    let mut tracked = vec![schema_file, lock_file];
    let folder = paths.schema.parent().unwrap_or(Path::new(""));
    tracked.extend(
        lock.schema
            .iter()
            .skip(1)
            .map(|include| root.join(folder).join(&include.path)),
    );
    let [sqlite_ddl, postgres_ddl] = DIALECTS.map(|dialect| ddl(root, paths, dialect));
    let checked = Checked {
        hash,
        tracked,
        sqlite_ddl: sqlite_ddl?,
        postgres_ddl: postgres_ddl?,
    };
    if checked.sqlite_ddl.is_none() && checked.postgres_ddl.is_none() {
        return Err(format!(
            "no DDL in {}; {REPAIR}",
            paths.generated.join("schema").display()
        ));
    }
    Ok(checked)
}

/// Holds the schema file and its includes against the lock, and gives the schema file's hash.
fn check_schema(
    root: &Path,
    paths: &Paths,
    text: &str,
    lock: &Lock,
    lock_path: &Path,
) -> Result<String, String> {
    let Some((main, includes)) = lock.schema.split_first() else {
        return Err(format!(
            "{} names no schema file; {REPAIR}",
            lock_path.display()
        ));
    };
    let hash = schema_hash(text);
    if main.sha256 != hash {
        // A schema with mistakes in it was never generated either, so this is where it ends up too.
        return Err(format!(
            "the generated code is behind {}; {REPAIR}",
            paths.schema.display()
        ));
    }
    let folder = paths.schema.parent().unwrap_or(Path::new(""));
    for include in includes {
        let path = folder.join(&include.path);
        if schema_hash(read(&root.join(&path), &path)?) != include.sha256 {
            return Err(format!(
                "the generated code is behind {}; {REPAIR}",
                path.display()
            ));
        }
    }
    Ok(hash)
}

fn check_migration(root: &Path, paths: &Paths, tag: &str) -> Result<(), String> {
    let migrations = root.join(&paths.migrations);
    if !migrations.is_dir() {
        return Err(format!(
            "the migrations are not in {}: restore that folder, or say where they are with #[schema(migrations = \"..\")]",
            paths.migrations.display()
        ));
    }
    let missing = DIALECTS
        .into_iter()
        .filter(|dialect| migrations.join(dialect).is_dir())
        .find(|dialect| {
            !migrations
                .join(dialect)
                .join(tag)
                .join("migration.sql")
                .is_file()
        });
    match missing {
        None => Ok(()),
        Some(dialect) => Err(format!(
            "the migrations are behind {}: {} is not there; restore it from version control, or {REPAIR}",
            paths.schema.display(),
            paths.migrations.join(dialect).join(tag).display()
        )),
    }
}

/// The DDL file of a dialect; it has to be there where the dialect has migrations.
fn ddl(root: &Path, paths: &Paths, dialect: &str) -> Result<Option<PathBuf>, String> {
    let path = paths
        .generated
        .join("schema")
        .join(format!("{dialect}.sql"));
    let file = root.join(&path);
    if file.is_file() {
        Ok(Some(file))
    } else if root.join(&paths.migrations).join(dialect).is_dir() {
        Err(format!("{} is not there; {REPAIR}", path.display()))
    } else {
        Ok(None)
    }
}

fn read(file: &Path, shown: &Path) -> Result<String, String> {
    match fs::read(file) {
        Ok(bytes) => {
            String::from_utf8(bytes).map_err(|_| format!("{} is not UTF-8 text", shown.display()))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(format!("{} is not there", shown.display()))
        }
        Err(_) if file.is_dir() => Err(format!("{} is a folder, not a file", shown.display())),
        Err(error) => Err(format!("cannot read {}: {error}", shown.display())),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
    use std::fs;
    use std::path::Path;

    use dualect_format::fingerprint::Lock;
    use dualect_format::tag::Tag;
    use tempfile::TempDir;

    use super::check;
    use crate::schema::attribute::Paths;

    const TAG: &str = "20260131120000_init";

    fn project() -> TempDir {
        let root = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("schema.toml", "[project]\nname = \"a\"\n");
        write("more.toml", "[tables]\n");
        let mut lock = Lock::default();
        lock.add_schema("schema.toml", "[project]\nname = \"a\"\n");
        lock.add_schema("more.toml", "[tables]\n");
        lock.migrations.push(Tag::parse(TAG).unwrap());
        write("generated/dualect.lock", &lock.render());
        write(
            "generated/schema/sqlite.sql",
            "CREATE TABLE a (a) STRICT;\n",
        );
        write(
            &format!("drizzle/sqlite/{TAG}/migration.sql"),
            "SELECT 1;\n",
        );
        root
    }

    fn paths() -> Paths {
        Paths {
            schema: "schema.toml".into(),
            generated: "generated".into(),
            migrations: "drizzle".into(),
        }
    }

    fn problem(root: &Path) -> String {
        check(root, &paths()).unwrap_err()
    }

    #[test]
    fn a_project_as_it_was_generated_passes_and_every_source_is_tracked() {
        let root = project();
        let checked = check(root.path(), &paths()).unwrap();
        let tracked = ["schema.toml", "generated/dualect.lock", "more.toml"]
            .map(|path| root.path().join(path));
        assert_eq!(checked.tracked, tracked);
        assert_eq!(
            checked.sqlite_ddl,
            Some(root.path().join("generated/schema/sqlite.sql"))
        );
        assert_eq!(checked.postgres_ddl, None);
    }

    #[test]
    fn other_line_ends_are_no_change() {
        let root = project();
        fs::write(
            root.path().join("schema.toml"),
            "[project]\r\nname = \"a\"\r\n",
        )
        .unwrap();
        check(root.path(), &paths()).unwrap();
    }

    #[test]
    fn a_changed_schema_or_include_is_behind() {
        let root = project();
        fs::write(root.path().join("more.toml"), "[tables.a]\n").unwrap();
        assert_eq!(
            problem(root.path()),
            "the generated code is behind more.toml; run `cargo xtask db-generate`"
        );
        fs::write(root.path().join("schema.toml"), "[project\n").unwrap();
        assert_eq!(
            problem(root.path()),
            "the generated code is behind schema.toml; run `cargo xtask db-generate`"
        );
    }

    #[test]
    fn whatever_is_missing_or_unreadable_is_named() {
        let lock = "generated/dualect.lock";
        let cases: [(&str, Option<&[u8]>, &str); 9] = [
            (
                "schema.toml",
                None,
                "schema.toml is not there; `path` in #[schema(..)] is relative to",
            ),
            (
                "schema.toml",
                Some(b"\xff"),
                "schema.toml is not UTF-8 text",
            ),
            (lock, None, "generated/dualect.lock is not there; run"),
            (
                lock,
                Some(b""),
                "generated/dualect.lock names no schema file; run",
            ),
            (
                lock,
                Some(b"<<<<<<< HEAD\n"),
                "generated/dualect.lock: line 1: expected",
            ),
            (
                "drizzle",
                None,
                "the migrations are not in drizzle: restore",
            ),
            (
                "drizzle/sqlite/20260131120000_init",
                None,
                "the migrations are behind schema.toml: drizzle/sqlite/20260131120000_init is not there",
            ),
            (
                "generated/schema/sqlite.sql",
                None,
                "generated/schema/sqlite.sql is not there; run",
            ),
            ("more.toml", None, "more.toml is not there"),
        ];
        for (path, bytes, message) in cases {
            let root = project();
            let path = root.path().join(path);
            match bytes {
                Some(bytes) => fs::write(path, bytes).unwrap(),
                None if path.is_dir() => fs::remove_dir_all(path).unwrap(),
                None => fs::remove_file(path).unwrap(),
            }
            let problem = problem(root.path());
            assert!(problem.contains(message), "{problem}");
        }
    }
}
