//! `cargo xtask bench [NAME...]`: the figures of the README. Builds the site, a page that only says hello, and installs
//! the peers; then the program in `bench/` measures all of them in turn and writes `target/bench.md`.

mod hello;

use crate::build::{self, Plan};
use crate::install;
use crate::options::Options;
use crate::shell::{Result, cargo, run as run_program, target};

pub fn run(mut options: Options) -> Result {
    let mut names: Vec<String> = options.value("--only")?.into_iter().collect();
    while let Some(name) = options.word() {
        names.push(name);
    }
    options.finish()?;
    install::browser()?;
    let peers = install::npm_peers()?;
    let plan = Plan::release();
    build::build(&plan)?;
    let hello = hello::build()?;
    let mut command = cargo();
    command.args(["run", "--quiet", "--package", "held-bench", "--", "--dist"]).arg(&plan.out);
    command.arg("--module").arg(target().join("module"));
    command.arg("--peers").arg(peers).arg("--hello").arg(hello).arg("--out").arg(target().join("bench.md"));
    run_program(command.args(names))
}
