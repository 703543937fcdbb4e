//! `cargo xtask looks`: pictures of every screen that a scenario calls `look` on, under `target/screens`. `--keep` puts
//! those that the README shows into `docs/screens`, where they stay.

use crate::build::{self, Plan};
use crate::options::Options;
use crate::pictures::in_few_colours;
use crate::shell::{Result, files_under, read, root, run as run_program, target, write};
use crate::test::scenarios;

/// Where kept pictures lie, and which they are.
const KEPT_IN: &str = "docs/screens";
const KEPT: [&str; 7] = [
    "welcome-390x844-light.png",
    "first-page-390x844-dark.png",
    "page-kept-390x844-dark.png",
    "page-menu-390x844-light.png",
    "settings-1280x800-light.png",
    "lock-390x844-dark.png",
    "calendar-390x844-light.png",
];

pub fn run(mut options: Options) -> Result {
    let filter = options.value("--filter")?.unwrap_or_default();
    let keep = options.flag("--keep");
    let mut plan = Plan::release();
    plan.dev = options.flag("--dev");
    options.finish()?;
    build::build(&plan)?;
    let screens = target().join("screens");
    let chromium = ["--engine".to_owned(), "Chromium".to_owned()];
    let mut pictures = scenarios(&plan.out, &chromium, &filter)?;
    let outcome = run_program(pictures.arg("--looks").arg("--screens").arg(&screens).arg(&filter));
    for file in files_under(&screens) {
        println!("{}", file.display());
    }
    outcome?;
    if keep {
        for name in KEPT {
            let kept = root().join(KEPT_IN).join(name);
            write(&kept, &in_few_colours(&read(&screens.join(name))?)?)?;
            println!("{}", kept.display());
        }
    }
    Ok(())
}
