//! Who runs the server: Postgres refuses to be run by root.

use std::fs::Permissions;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The account that runs every program of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Account {
    /// The one that runs the tests.
    Own,
    /// Another, since the tests run as root.
    Other {
        /// Its user.
        user: u32,
        /// Its group.
        group: u32,
    },
}

impl Account {
    /// The account to use, told by who owns a file that this process made.
    pub(super) fn choose() -> Result<Self, String> {
        let probe = tempfile::tempfile()
            .and_then(|file| file.metadata())
            .map_err(|error| format!("no temporary file can be made: {error}"))?;
        if probe.uid() != 0 {
            return Ok(Self::Own);
        }
        let found = ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| Some((number("-u", name)?, number("-g", name)?)));
        let (user, group) = found.ok_or("Postgres can not be run by root, and this machine has neither a user `postgres` nor `nobody`")?;
        Ok(Self::Other { user, group })
    }

    /// A program run by this account, in an environment that nothing of the developer's own Postgres reaches (`PGPORT`, `PGDATA`, ..).
    pub(super) fn command(self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command
            .env_clear()
            .env("LC_ALL", "C")
            .env("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
        // The folder that the tests run in may be closed to the other account.
        command.current_dir("/").stdin(Stdio::null());
        if let Self::Other { user, group } = self {
            command.uid(user).gid(group);
        }
        command
    }

    /// Writes a file that this account alone may read.
    pub(super) fn write(self, path: &Path, text: &str) -> io::Result<()> {
        std::fs::write(path, text)?;
        std::fs::set_permissions(path, Permissions::from_mode(0o600))?;
        self.own(path)
    }

    /// Hands a file or folder over to this account.
    pub(super) fn own(self, path: &Path) -> io::Result<()> {
        match self {
            Self::Own => Ok(()),
            Self::Other { user, group } => chown(path, Some(user), Some(group)),
        }
    }

    /// A new folder that this account alone may enter.
    pub(super) fn private_folder(self, prefix: &str) -> Result<PathBuf, String> {
        // `TMPDIR` can lie inside a home that the other account may not enter.
        let parents = [
            std::env::temp_dir(),
            PathBuf::from("/tmp"),
            PathBuf::from("/var/tmp"),
        ];
        let mut refused = Vec::new();
        for parent in parents {
            match self.private_folder_in(&parent, prefix) {
                Ok(Some(folder)) => return Ok(folder),
                Ok(None) => refused.push(format!(
                    "{} is closed to the account that runs Postgres",
                    parent.display()
                )),
                Err(error) => refused.push(format!("{}: {error}", parent.display())),
            }
        }
        Err(format!("no folder for the cluster: {}", refused.join("; ")))
    }

    fn private_folder_in(self, parent: &Path, prefix: &str) -> io::Result<Option<PathBuf>> {
        let folder = tempfile::Builder::new()
            .prefix(prefix)
            .permissions(Permissions::from_mode(0o700))
            .tempdir_in(parent)?;
        self.own(folder.path())?;
        let writable = self
            .command("/bin/sh")
            .args(["-c", "test -w \"$0\""])
            .arg(folder.path())
            .status()?
            .success();
        // The watchdog removes it, not this process, which may be killed.
        Ok(writable.then(|| folder.keep()))
    }
}

/// A user's or group's number, from `id -u name`: the standard library does not look names up.
fn number(kind: &str, name: &str) -> Option<u32> {
    let output = Command::new("id")
        .args([kind, name])
        .stderr(Stdio::null())
        .output()
        .ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
