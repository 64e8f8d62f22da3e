//! The `dualect` binary: hands its arguments to the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    dualect_cli::main("dualect", std::env::args_os().skip(1))
}
