//! A test process that is killed, by a person or by a time limit, leaves no server and no folder behind.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]
#![cfg(unix)]

use std::fs::Permissions;
use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What the process to be killed prints once its server answers.
const SERVING: &str = "serving ";

#[test]
fn a_killed_test_process_leaves_no_server_and_no_folder_behind() {
    if std::env::var_os("DUALECT_TEST_POSTGRES_URL").is_some() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    // The server may run under another account than the tests.
    std::fs::set_permissions(folder.path(), Permissions::from_mode(0o777)).unwrap();
    let mut process = Command::new(env!("CARGO_BIN_EXE_test-process"))
        .arg("serve")
        .env("TMPDIR", folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let mut lines = lines.map_while(Result::ok);
    let serving = lines.find_map(|line| line.strip_prefix(SERVING).map(str::to_owned));
    let address = serving
        .expect("the process serves before it is killed")
        .replace("/32", "");
    assert!(TcpStream::connect(&address).is_ok(), "{address}");
    assert!(is_occupied(&folder));

    process.kill().unwrap();
    process.wait().unwrap();

    let deadline = Instant::now() + Duration::from_secs(20);
    while is_occupied(&folder) || TcpStream::connect(&address).is_ok() {
        assert!(
            Instant::now() < deadline,
            "the server of a killed process is still there"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn is_occupied(folder: &tempfile::TempDir) -> bool {
    std::fs::read_dir(folder.path()).unwrap().next().is_some()
}
