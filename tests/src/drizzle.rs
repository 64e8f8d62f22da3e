//! drizzle-orm's own migrator, to hold that it takes our folders, and drizzle-kit, whose folders we take.
//!
//! The packages that a `package-lock.json` below `tests/drizzle` names are installed under cargo's target folder once: seconds where better-sqlite3's
//! built binary can be fetched, a minute or two where it is compiled.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::engine::Database;
use crate::target;

/// What is installed together.
#[derive(Debug)]
struct Installation {
    /// The folder below cargo's target folder.
    folder: &'static str,
    /// The files that it is made from.
    sources: [(&'static str, &'static str); 3],
    home: OnceLock<Result<PathBuf, String>>,
}

const MIGRATE: (&str, &str) = ("migrate.mjs", include_str!("../drizzle/migrate.mjs"));

static ORM: Installation = Installation {
    folder: "drizzle",
    sources: [
        ("package.json", include_str!("../drizzle/package.json")),
        (
            "package-lock.json",
            include_str!("../drizzle/package-lock.json"),
        ),
        MIGRATE,
    ],
    home: OnceLock::new(),
};

static OLD_KIT: Installation = Installation {
    folder: "drizzle-kit-0.31",
    sources: [
        ("package.json", include_str!("../drizzle/0.31/package.json")),
        (
            "package-lock.json",
            include_str!("../drizzle/0.31/package-lock.json"),
        ),
        MIGRATE,
    ],
    home: OnceLock::new(),
};

static NEW_KIT: Installation = Installation {
    folder: "drizzle-kit-1.0",
    sources: [
        ("package.json", include_str!("../drizzle/1.0/package.json")),
        (
            "package-lock.json",
            include_str!("../drizzle/1.0/package-lock.json"),
        ),
        MIGRATE,
    ],
    home: OnceLock::new(),
};

/// drizzle-kit, with the drizzle-orm that goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kit {
    /// 0.31: a journal.
    Old,
    /// 1.0: a folder a migration.
    New,
}

impl Kit {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Old, Self::New];

    fn home(self) -> &'static Path {
        let home = match self {
            Self::Old => OLD_KIT.home(),
            Self::New => NEW_KIT.home(),
        };
        // What is compiled is compiled once.
        let driver = "node_modules/better-sqlite3";
        let linked = std::os::unix::fs::symlink(ORM.home().join(driver), home.join(driver));
        match linked {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
                panic!("better-sqlite3 can not be linked: {error}")
            }
            Ok(()) | Err(_) => home,
        }
    }

    /// Runs `drizzle-kit` in a folder, which finds the packages there; gives what it printed.
    ///
    /// # Panics
    /// It ended otherwise than well.
    #[must_use]
    pub fn run(self, folder: &Path, arguments: &[&str]) -> String {
        let modules = folder.join("node_modules");
        if !modules.exists() {
            std::os::unix::fs::symlink(self.home().join("node_modules"), &modules)
                .expect("the packages can be linked");
        }
        let (program, arguments) = arguments.split_first().expect("a program is named");
        assert_eq!(*program, "drizzle-kit");
        let mut node = Command::new("node");
        node.arg(modules.join("drizzle-kit/bin.cjs"))
            .args(arguments)
            .current_dir(folder);
        match run(&mut node) {
            Ok(printed) => printed,
            Err(reason) => panic!("{reason}"),
        }
    }

    /// Applies a folder with its drizzle-orm. The error is what that said.
    pub fn migrate(self, database: &Database, folder: &Path) -> Result<(), String> {
        match database {
            Database::Sqlite(file) => {
                let file = file.path().display().to_string();
                migrate(self.home(), "sqlite", &file, folder)
            }
            Database::Postgres(server) => migrate(self.home(), "postgres", &server.url(), folder),
        }
    }
}

/// Names what an installation was made from; written last, so that half of one does not count.
const STAMP: &str = "installed-from.txt";

/// Applies a folder of migrations (`drizzle/sqlite`) to a file as an app with better-sqlite3 does. The error is what the migrator said.
pub fn migrate_sqlite(database: &Path, folder: &Path) -> Result<(), String> {
    migrate(
        ORM.home(),
        "sqlite",
        &database.display().to_string(),
        folder,
    )
}

/// Applies a folder of migrations (`drizzle/postgres`) to a database as an app with node-postgres does. The error is what the migrator
/// said.
pub fn migrate_postgres(url: &str, folder: &Path) -> Result<(), String> {
    migrate(ORM.home(), "postgres", url, folder)
}

fn migrate(home: &Path, dialect: &str, database: &str, folder: &Path) -> Result<(), String> {
    let output = Command::new("node")
        .arg(home.join("migrate.mjs"))
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

impl Installation {
    /// Where it lies, made at the first call.
    fn home(&'static self) -> &'static Path {
        match self.home.get_or_init(|| install(self)) {
            Ok(home) => home,
            Err(reason) => panic!("{} is not to be had: {reason}", self.folder),
        }
    }
}

fn install(of: &Installation) -> Result<PathBuf, String> {
    // Compiled for one version of Node.js: another one needs another installation.
    let abi = run(Command::new("node").args(["-p", "process.versions.modules"]))?;
    let home = target::folder().join(of.folder);
    let in_home = |error: std::io::Error| format!("{}: {error}", home.display());
    // Of several test processes one installs, and the others wait; the lock ends with the file, and so with the process.
    let lock = File::create(home.with_file_name(format!("{}.lock", of.folder))).map_err(in_home)?;
    lock.lock().map_err(in_home)?;
    let sources: String = of.sources.iter().map(|(_, text)| *text).collect();
    let stamp = format!("{}\n{sources}", abi.trim());
    if std::fs::read_to_string(home.join(STAMP)).is_ok_and(|installed| installed == stamp) {
        return Ok(home);
    }
    let _ = std::fs::remove_dir_all(&home);
    std::fs::create_dir_all(&home).map_err(in_home)?;
    for (name, text) in of.sources {
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
