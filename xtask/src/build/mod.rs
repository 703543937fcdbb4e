//! `cargo xtask build`: from source to `dist/` (the site) and `dist/held.html` (the same in one file).
//!
//! 1. `module`: cargo, wasm-bindgen, wasm-opt and a minifier make the wasm and its glue, once for both outputs; `split`
//!    takes it apart for the site, so that the first screen does not wait for what comes after it.
//! 2. `site`: the page, the styles and the static files get hashed names, integrity values and the policy.
//! 3. `single`: everything the site would fetch goes into one page.
//! 4. `sizes`: what all of it weighs.
//!
//! The same commit gives the same bytes in any folder.

mod html;
pub mod module;
mod names;
pub mod npm;
mod policy;
mod single;
mod site;
mod sizes;
mod split;

use crate::options::Options;
use crate::shell::{Result, root, say};
use std::path::PathBuf;
use std::time::Instant;

/// What to build and where to put it.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Quick to build and slow to run: no optimisation of the module, nothing minified.
    pub dev: bool,
    /// Cargo features beyond the app's own.
    pub features: Vec<String>,
    /// The folder to fill; emptied first.
    pub out: PathBuf,
}

impl Plan {
    /// The site as people get it.
    pub fn release() -> Self {
        Self { dev: false, features: Vec::new(), out: root().join("dist") }
    }

    fn from(options: &mut Options) -> Result<Self> {
        let mut plan = Self::release();
        plan.dev = options.flag("--dev");
        if let Some(features) = options.value("--features")? {
            plan.features = features.split(',').map(str::to_owned).collect();
        }
        if let Some(out) = options.value("--out")? {
            plan.out = root().join(out);
        }
        Ok(plan)
    }
}

pub fn run(mut options: Options) -> Result {
    let plan = Plan::from(&mut options)?;
    options.finish()?;
    build(&plan)
}

/// Builds the site and the single file, and prints what they weigh.
pub fn build(plan: &Plan) -> Result {
    let started = Instant::now();
    let tools = npm::Tools::ready()?;
    let module = module::build(plan, &tools)?;
    say("Writing the site");
    let site = site::build(plan, &module, &tools)?;
    single::write_page(plan, &module, &tools)?;

    sizes::print(plan, &site)?;
    println!("Built {} in {:.0} s", plan.out.display(), started.elapsed().as_secs_f64());
    Ok(())
}
