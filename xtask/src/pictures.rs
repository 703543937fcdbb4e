//! `cargo xtask pictures`: the icons and the pictures of the manifest, made anew from the drawing and the app itself.

use crate::build::{self, Plan};
use crate::options::Options;
use crate::shell::{Result, files_under, read, root, run as run_program, target, write};
use crate::test::scenarios;

pub fn run(mut options: Options) -> Result {
    let mut plan = Plan::release();
    plan.dev = options.flag("--dev");
    options.finish()?;
    build::build(&plan)?;
    let made = target().join("pictures");
    let chromium = ["--engine".to_owned(), "Chromium".to_owned()];
    run_program(scenarios(&plan.out, &chromium, "")?.arg("--pictures").arg("--screens").arg(&made))?;
    for file in files_under(&made) {
        let Ok(name) = file.strip_prefix(&made) else { continue };
        let kept = root().join("static").join(name);
        write(&kept, &read(&file)?)?;
        println!("{}", kept.display());
    }
    Ok(())
}
