//! `cargo xtask`: hands its arguments to dualect-cli.

use std::process::ExitCode;

fn main() -> ExitCode {
    dualect_cli::main("cargo xtask", std::env::args_os().skip(1))
}
