//! Several processes that start at once, each of which ensures the same table.

use std::process::{Command, Stdio};

use dualect_tests::both_engines;
use dualect_tests::engine::Database;

const PROCESSES: usize = 4;

both_engines! {
    async fn several_processes_at_once_make_one_table(database: Database) {
        let mut running = Vec::new();
        for _ in 0..PROCESSES {
            let process = Command::new(env!("CARGO_BIN_EXE_test-process"))
                .arg("ensure")
                .env("DATABASE_URL", database.url())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            running.push(process);
        }
        let mut said = Vec::new();
        for process in running {
            let output = process.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            said.push(String::from_utf8(output.stdout).unwrap().trim().to_owned());
        }
        said.sort();
        let mut wanted = vec!["Created"];
        wanted.resize(PROCESSES, "Unchanged");
        assert_eq!(said, wanted);
        // Each has inserted a row.
        let rows = database.rows("SELECT count(*) FROM plugin_starts").await;
        assert_eq!(rows[0][0].as_deref(), Some(PROCESSES.to_string().as_str()));
    }
}
