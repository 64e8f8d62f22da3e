//! The `dualect` binary: hands its arguments to the library.

use std::process::ExitCode;

/// Generation makes and drops many small texts.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    dualect_cli::main("dualect", std::env::args_os().skip(1))
}
