//! One throw-away cluster: made, started, and certain to be gone when the test process is.

use std::fs::File;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::account::Account;
use super::binaries::{self, Binaries};

/// Waits until the test process is gone, however it went: the pipe on its input then closes. `$0` is the cluster's folder.
///
/// The immediate stop is the right one here: what the server would still write, nobody reads. A test process killed at the wrong moment
/// leaves an `initdb` or a starting server that still writes; it fails once its files are gone, so these are removed until they stay away.
const WATCHDOG: &str = r#"
trap '' HUP INT TERM
cat > /dev/null
tries=0
while [ -e "$0" ] && [ $tries -lt 100 ]; do
    if pid=$(head -n 1 "$0/data/postmaster.pid"); then
        kill -QUIT "$pid"
        while kill -0 "$pid" && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
    fi
    rm -rf "$0"
    sleep 0.2
    tries=$((tries + 1))
done
"#;

/// How long a server may take to start.
const PATIENCE: Duration = Duration::from_secs(60);

/// Another process may take a free port before the server does.
const PORTS_TRIED: u32 = 5;

/// What the server runs with: nothing survives a crash, and nobody's default hides a bug.
///
/// The zone is written out (UTC+5:45), so that no zone file is needed: results that follow the session's zone show.
const SETTINGS: [&str; 10] = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=200",
    "max_wal_size=256MB",
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "timezone=<+0545>-5:45",
    "logging_collector=off",
    "log_timezone=UTC",
];

/// A running server of this process.
#[derive(Debug)]
pub(super) struct Cluster {
    account: Account,
    programs: Binaries,
    folder: PathBuf,
    settings: Vec<String>,
    port: u16,
    /// While this process lives, so does the pipe to its watchdog.
    _watchdog: Child,
}

impl Cluster {
    /// Makes a cluster and starts its server: about a second.
    pub(super) fn start() -> Result<Self, String> {
        Self::start_with(&[], |_, _| Ok(()))
    }

    /// The same with further settings, once `prepare` has put files into its data folder as the account that it is given.
    pub(super) fn start_with(
        settings: &[&str],
        prepare: impl FnOnce(Account, &Path) -> Result<(), String>,
    ) -> Result<Self, String> {
        let account = Account::choose()?;
        let found = binaries::choose(account)?;
        let folder = account.private_folder("dualect-postgres-")?;
        let watchdog = watch(account, &folder)?;
        let programs = reachable(account, found, &folder)?;
        initialise(account, &programs, &folder)?;
        prepare(account, &folder.join("data"))?;
        let mut cluster = Self {
            account,
            programs,
            folder,
            settings: settings.iter().map(|text| (*text).to_owned()).collect(),
            port: 0,
            _watchdog: watchdog,
        };
        cluster.serve()?;
        Ok(cluster)
    }

    /// Where the server listens, on 127.0.0.1.
    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// The account that runs the server.
    pub(super) fn account(&self) -> Account {
        self.account
    }

    /// Stops the server at once, as a crash would: connections are cut, and the next start recovers.
    pub(super) fn crash(&self) -> Result<(), String> {
        let lock_file = self.folder.join("data/postmaster.pid");
        let lock = std::fs::read_to_string(&lock_file).map_err(|error| error.to_string())?;
        let number = lock.lines().next().unwrap_or_default();
        let stopped = Command::new("kill").args(["-QUIT", number]).status();
        if !stopped.is_ok_and(|status| status.success()) {
            return Err(format!("the server {number} can not be stopped"));
        }
        let deadline = Instant::now() + PATIENCE;
        while lock_file.exists() {
            if Instant::now() > deadline {
                return Err(format!("the server {number} does not stop"));
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        Ok(())
    }

    /// Starts the server again, where it listened before.
    pub(super) fn restart(&self) -> Result<(), String> {
        if self.serve_on(self.port)? {
            Ok(())
        } else {
            Err("the server does not start again".to_owned())
        }
    }

    /// Starts the server on a free port.
    fn serve(&mut self) -> Result<(), String> {
        for _ in 0..PORTS_TRIED {
            self.port = free_port()?;
            if self.serve_on(self.port)? {
                return Ok(());
            }
        }
        let log = std::fs::read_to_string(self.log_file()).unwrap_or_default();
        Err(format!(
            "the server of Postgres {} does not start:\n{log}",
            self.programs.major
        ))
    }

    /// Whether the server came up there.
    fn serve_on(&self, port: u16) -> Result<bool, String> {
        let log_file = self.log_file();
        let output =
            File::create(&log_file).map_err(|error| format!("{}: {error}", log_file.display()))?;
        let errors = output.try_clone().map_err(|error| error.to_string())?;
        let mut server = self.account.command(self.programs.folder.join("postgres"));
        let own = self.settings.iter().map(String::as_str);
        server
            .arg("-D")
            .arg(self.folder.join("data"))
            .args(["-p", &port.to_string()])
            .args(
                SETTINGS
                    .into_iter()
                    .chain(own)
                    .flat_map(|setting| ["-c", setting]),
            );
        server.stdout(output).stderr(errors).process_group(0);
        let started = server
            .spawn()
            .map_err(|error| format!("postgres: {error}"))?;
        is_ready(started, &self.folder.join("data/postmaster.pid"))
    }

    fn log_file(&self) -> PathBuf {
        self.folder.join("server.log")
    }
}

/// Started before anything else, so that there is no moment at which a killed test process leaves something behind.
fn watch(account: Account, folder: &Path) -> Result<Child, String> {
    let mut watchdog = account.command("/bin/sh");
    watchdog
        .args(["-c", WATCHDOG])
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    // Out of the terminal's group: Ctrl-C is for the tests.
    watchdog
        .process_group(0)
        .spawn()
        .map_err(|error| format!("/bin/sh: {error}"))
}

/// The programs where the account can run them: `target/` may lie in somebody's home, closed to others.
fn reachable(account: Account, found: Binaries, folder: &Path) -> Result<Binaries, String> {
    if binaries::major_version(account, &found.folder).is_some() {
        return Ok(found);
    }
    let copy = folder.join("server");
    let tree = found.folder.parent().unwrap_or(&found.folder);
    let copied = Command::new("cp")
        .arg("-RP")
        .arg(tree)
        .arg(&copy)
        .output()
        .map_err(|error| format!("cp: {error}"))?;
    if !copied.status.success() {
        return Err(format!(
            "{} can not be copied: {}",
            tree.display(),
            String::from_utf8_lossy(&copied.stderr)
        ));
    }
    let programs = Binaries {
        folder: copy.join("bin"),
        major: found.major,
    };
    match binaries::major_version(account, &programs.folder) {
        Some(_) => Ok(programs),
        None => Err(format!(
            "{} can not be run, nor can a copy of it",
            found.folder.display()
        )),
    }
}

/// Fills the data folder. The databases' locale is not "C" wherever that can be had: a query that forgets its collation then fails here,
/// and not with a user.
fn initialise(account: Account, programs: &Binaries, folder: &Path) -> Result<(), String> {
    let locales: [&[&str]; 3] = [
        &["--locale=C", "--locale-provider=icu", "--icu-locale=en-US"],
        &["--locale=en_US.UTF-8"],
        &["--locale=C"],
    ];
    let mut failures = Vec::new();
    for locale in locales {
        let mut initdb = account.command(programs.folder.join("initdb"));
        initdb
            .args([
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--no-sync",
            ])
            .args(locale);
        let output = initdb
            .arg("--pgdata")
            .arg(folder.join("data"))
            .output()
            .map_err(|error| format!("initdb: {error}"))?;
        if output.status.success() {
            return Ok(());
        }
        failures.push(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    }
    Err(format!(
        "initdb of Postgres {} failed: {}",
        programs.major,
        failures.join("\n")
    ))
}

/// Waits until the server says so in its own lock file, which no other server on the same port can do; false where it has ended.
fn is_ready(mut server: Child, lock_file: &PathBuf) -> Result<bool, String> {
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        if server
            .try_wait()
            .map_err(|error| error.to_string())?
            .is_some()
        {
            return Ok(false);
        }
        let lock = std::fs::read_to_string(lock_file).unwrap_or_default();
        if lock
            .lines()
            .nth(7)
            .is_some_and(|state| state.trim() == "ready")
        {
            return Ok(true);
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    Err(format!(
        "the server was not ready after {} seconds",
        PATIENCE.as_secs()
    ))
}

fn free_port() -> Result<u16, String> {
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
    listener
        .map(|address| address.port())
        .map_err(|error| format!("no free port on 127.0.0.1: {error}"))
}
