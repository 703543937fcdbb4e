//! `cargo xtask decrypt FILE`: opens an exported copy of the two stores without a browser.

use crate::options::Options;
use crate::shell::{Result, cargo, run as run_program};

/// The reader is a program of the app's own crate, so that this one need not carry it along everywhere.
pub fn run(mut options: Options) -> Result {
    let file = options.word().ok_or("Which copy? cargo xtask decrypt FILE")?;
    options.finish()?;
    run_program(cargo().args(["run", "--quiet", "--no-default-features", "--example", "decrypt", "--"]).arg(file))
}
