//! drizzle-orm's own migrator, to hold that it takes our folders.
//!
//! The packages that `tests/drizzle/package-lock.json` names are installed under `target/drizzle` once: seconds where better-sqlite3's
//! built binary can be fetched, a minute or two where it is compiled.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::target;

/// The files that an installation is made from.
const SOURCES: [(&str, &str); 3] = [
    ("package.json", include_str!("../drizzle/package.json")),
    (
        "package-lock.json",
        include_str!("../drizzle/package-lock.json"),
    ),
    ("migrate.mjs", include_str!("../drizzle/migrate.mjs")),
];

/// Names what an installation was made from; written last, so that half of one does not count.
const STAMP: &str = "installed-from.txt";

/// Applies a folder of migrations (`drizzle/sqlite`) to a file as an app with better-sqlite3 does. The error is what the migrator said.
pub fn migrate_sqlite(database: &Path, folder: &Path) -> Result<(), String> {
    migrate("sqlite", &database.display().to_string(), folder)
}

/// Applies a folder of migrations (`drizzle/postgres`) to a database as an app with node-postgres does. The error is what the migrator
/// said.
pub fn migrate_postgres(url: &str, folder: &Path) -> Result<(), String> {
    migrate("postgres", url, folder)
}

fn migrate(dialect: &str, database: &str, folder: &Path) -> Result<(), String> {
    let output = Command::new("node")
        .arg(home().join("migrate.mjs"))
        .args([dialect, database])
        .arg(folder)
        .output();
    let output = output
        .unwrap_or_else(|error| panic!("node can not be run ({error}): {}", how_to_install()));
    if output.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
    }
}

/// Where the migrator lies, installed at the first call.
fn home() -> &'static Path {
    static HOME: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    match HOME.get_or_init(install) {
        Ok(home) => home,
        Err(reason) => panic!("drizzle-orm is not to be had: {reason}"),
    }
}

fn install() -> Result<PathBuf, String> {
    // Compiled for one version of Node.js: another one needs another installation.
    let abi = run(Command::new("node").args(["-p", "process.versions.modules"]))?;
    let home = target::folder().join("drizzle");
    let in_home = |error: std::io::Error| format!("{}: {error}", home.display());
    // Of several test processes one installs, and the others wait; the lock ends with the file, and so with the process.
    let lock = File::create(home.with_extension("lock")).map_err(in_home)?;
    lock.lock().map_err(in_home)?;
    let sources: String = SOURCES.iter().map(|(_, text)| *text).collect();
    let stamp = format!("{}\n{sources}", abi.trim());
    if std::fs::read_to_string(home.join(STAMP)).is_ok_and(|installed| installed == stamp) {
        return Ok(home);
    }
    let _ = std::fs::remove_dir_all(&home);
    std::fs::create_dir_all(&home).map_err(in_home)?;
    for (name, text) in SOURCES {
        std::fs::write(home.join(name), text).map_err(in_home)?;
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund"])
        .current_dir(&home);
    if let Some(headers) = own_headers()? {
        npm.env("npm_config_nodedir", headers);
    }
    run(&mut npm)?;
    std::fs::write(home.join(STAMP), stamp).map_err(in_home)?;
    Ok(home)
}

/// The folder that holds this very Node.js's C++ headers, where they came with it: what is compiled then needs no download.
fn own_headers() -> Result<Option<PathBuf>, String> {
    let executable = run(Command::new("node").args(["-p", "process.execPath"]))?;
    let prefix = Path::new(executable.trim())
        .ancestors()
        .nth(2)
        .map(Path::to_path_buf);
    Ok(prefix.filter(|prefix| prefix.join("include/node/node.h").is_file()))
}

fn run(command: &mut Command) -> Result<String, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .map_err(|error| format!("{program} can not be run ({error}): {}", how_to_install()))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(format!(
        "`{command:?}` failed:\n{}",
        String::from_utf8_lossy(&output.stderr).trim()
    ))
}

fn how_to_install() -> &'static str {
    if cfg!(target_os = "macos") {
        "install Node.js 20 or later with `brew install node`"
    } else {
        "install Node.js 20 or later, on Debian and Ubuntu with `sudo apt-get install -y nodejs npm`"
    }
}
