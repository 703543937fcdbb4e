//! `cargo xtask bench [NAME...]`: the figures of the README. Builds the site, a page that only says hello, and installs
//! the peers; then the program in `bench/` measures all of them in turn and writes `target/bench.md`.

mod hello;

use crate::build::{self, Plan};
use crate::install;
use crate::options::Options;
use crate::shell::{Result, cargo, run as run_program, target};
use std::path::PathBuf;

/// The figure that needs a tool of its own.
const LIGHTHOUSE: &str = "lighthouse";

pub fn run(mut options: Options) -> Result {
    let mut names: Vec<String> = options.value("--only")?.into_iter().collect();
    while let Some(name) = options.word() {
        names.push(name);
    }
    options.finish()?;
    install::browser()?;
    let wants = |name: &str| names.is_empty() || names.iter().any(|wanted| wanted == name);
    // Lighthouse judges a page alone, and nothing else needs it.
    let alone = names.iter().all(|name| name == LIGHTHOUSE) && !names.is_empty();
    let lighthouse = if wants(LIGHTHOUSE) { install::npm_lighthouse()? } else { PathBuf::new() };
    let peers = if alone { PathBuf::new() } else { install::npm_peers()? };
    let plan = Plan::release();
    build::build(&plan)?;
    let hello = if alone { PathBuf::new() } else { hello::build()? };
    let mut command = cargo();
    command.args(["run", "--quiet", "--package", "held-bench", "--", "--dist"]).arg(&plan.out);
    command.arg("--module").arg(target().join("module"));
    command
        .arg("--peers")
        .arg(peers)
        .arg("--lighthouse")
        .arg(lighthouse)
        .arg("--hello")
        .arg(hello)
        .arg("--out")
        .arg(target().join("bench.md"));
    run_program(command.args(names))
}
