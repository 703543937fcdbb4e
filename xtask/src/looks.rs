//! `cargo xtask looks`: pictures of every screen that a scenario calls `look` on, under `target/screens`.

use crate::build::{self, Plan};
use crate::options::Options;
use crate::shell::{Result, files_under, run as run_program, target};
use crate::test::scenarios;

pub fn run(mut options: Options) -> Result {
    let filter = options.value("--filter")?.unwrap_or_default();
    let mut plan = Plan::release();
    plan.dev = options.flag("--dev");
    options.finish()?;
    build::build(&plan)?;
    let screens = target().join("screens");
    let outcome = run_program(scenarios(&plan.out)?.arg("--looks").arg("--screens").arg(&screens).arg(&filter));
    for file in files_under(&screens) {
        println!("{}", file.display());
    }
    outcome
}
