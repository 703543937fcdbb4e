//! Runs the scenarios; `cargo xtask test` starts it.

use held_browser_tests::{runner, scenarios};
use std::process::ExitCode;

fn main() -> ExitCode {
    runner::main(&scenarios::all(), &scenarios::pictures())
}
