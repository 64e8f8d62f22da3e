//! One `db-generate` at a time in a folder.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{Error, Kind, Result};
use crate::surroundings::Surroundings;

/// How long to sleep between two looks at a lock that another process holds.
const PAUSE: Duration = Duration::from_millis(20);

/// Who may be at work beside us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Nobody: we write.
    Exclusive,
    /// Others that only read.
    Shared,
}

/// The lock, held as long as this lives; the operating system lets go of it when the process dies, however it dies.
///
/// It is on the schema's folder, which no run replaces, so there is no lock file to leave behind. Windows locks no
/// folders: there it is on the schema file.
#[derive(Debug)]
pub(crate) struct Guard {
    held: Option<File>,
}

impl Drop for Guard {
    fn drop(&mut self) {
        // Closing would do, were it not for a child process that another thread is just starting: until it has become its
        // own program it holds the file open too. Where this fails, closing is what is left.
        if let Some(file) = &self.held {
            let _ = file.unlock();
        }
    }
}

/// Takes the lock, waiting a little for another run to end.
pub(crate) fn take(schema: &Path, access: Access, around: &mut Surroundings<'_>) -> Result<Guard> {
    let folder = super::folder_of(schema);
    let locked = if cfg!(windows) { schema } else { folder };
    let file = File::open(locked).map_err(|source| Error::io("open", locked, source))?;
    let end = Instant::now() + around.patience;
    let mut told = false;
    loop {
        let attempt = match access {
            Access::Exclusive => file.try_lock(),
            Access::Shared => file.try_lock_shared(),
        };
        match attempt {
            Ok(()) => return Ok(Guard { held: Some(file) }),
            Err(TryLockError::WouldBlock) if Instant::now() >= end => {
                return Err(Error::new(
                    Kind::Busy {
                        folder: folder.to_owned(),
                    },
                    "run the command again when the other one has ended",
                ));
            }
            Err(TryLockError::WouldBlock) => {
                if !told {
                    told = true;
                    around.note("waiting for another db-generate to end")?;
                }
                thread::sleep(PAUSE);
            }
            // Some network file systems have no locks. Generating there is safe as long as nobody else does.
            Err(TryLockError::Error(error)) if cannot_lock(&error) => {
                around.note(
                    "this file system has no locks: do not run db-generate twice at once here",
                )?;
                return Ok(Guard { held: None });
            }
            Err(TryLockError::Error(source)) => return Err(Error::io("lock", locked, source)),
        }
    }
}

fn cannot_lock(error: &io::Error) -> bool {
    // EBADF: NFS emulates these locks by ones that need write access. ENOLCK: no lock server.
    const EBADF: i32 = 9;
    const ENOLCK: i32 = 37;
    error.kind() == io::ErrorKind::Unsupported
        || (cfg!(unix) && matches!(error.raw_os_error(), Some(EBADF | ENOLCK)))
}
