//! `cargo xtask build`: from source to `dist/` (the site) and `dist/held.html` (the same in one file).
//!
//! 1. `module`: cargo, wasm-bindgen, wasm-opt and a minifier make the wasm and its glue, once for both outputs; `split`
//!    takes it apart for the site, so that the first screen does not wait for what comes after it.
//! 2. `site`: the page, the styles and the static files get hashed names, integrity values and the policy.
//! 3. `single`: everything the site would fetch goes into one page.
//! 4. `sums`: the fingerprint of every file, so that anyone can compare what they got with what was published.
//! 5. `neutral`: nothing of the outside tells what the inside is about.
//! 6. `sizes`: what all of it weighs.
//!
//! The same commit gives the same bytes in any folder.

mod html;
mod licences;
pub mod module;
mod names;
mod neutral;
pub mod npm;
mod plain_names;
mod policy;
mod single;
mod site;
mod sizes;
mod split;
mod sums;

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
    /// The path of the site on its host: `/`, or `/somewhere/` for a site below one.
    pub base: String,
}

impl Plan {
    /// The site as people get it.
    pub fn release() -> Self {
        Self { dev: false, features: Vec::new(), out: root().join("dist"), base: "/".to_owned() }
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
        if let Some(base) = options.value("--base")? {
            plan.base = checked_base(&base)?;
        }
        Ok(plan)
    }
}

/// A path that begins and ends with a slash and needs no escaping.
fn checked_base(base: &str) -> Result<String> {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/-_.~".contains(letter);
    let good = base.starts_with('/') && base.ends_with('/') && base.chars().all(is_plain) && !base.contains("//");
    if good { Ok(base.to_owned()) } else { Err(format!("{base} is not a path such as / or /somewhere/.")) }
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
    single::write_page(plan, &module, &tools, &site.build)?;
    sums::write_all(&plan.out)?;
    neutral::check(&plan.out)?;

    sizes::print(plan, &site)?;
    println!("Build {}", site.build);
    println!("Built {} in {:.0} s", plan.out.display(), started.elapsed().as_secs_f64());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::checked_base;

    #[test]
    fn a_base_is_a_path_with_a_slash_at_both_ends() {
        for good in ["/", "/somewhere/", "/two/steps/"] {
            assert_eq!(checked_base(good).as_deref(), Ok(good));
        }
        for bad in ["", "somewhere", "/somewhere", "somewhere/", "//", "https://example.org/", "/a b/", "/a\"b/"] {
            assert!(checked_base(bad).is_err(), "{bad}");
        }
    }
}
