//! `cargo xtask bench`: the figures of the README, each a function of its own below.

use crate::build::{self, Plan};
use crate::options::Options;
use crate::shell::{Result, say};

/// A figure: its name for `--only`, and what measures it on a finished build.
type Figure = (&'static str, fn(&Plan) -> Result);

const FIGURES: &[Figure] = &[];

pub fn run(mut options: Options) -> Result {
    let only = options.value("--only")?;
    options.finish()?;
    let chosen: Vec<&Figure> =
        FIGURES.iter().filter(|(name, _)| only.as_deref().is_none_or(|only| only == *name)).collect();
    if chosen.is_empty() {
        let names: Vec<&str> = FIGURES.iter().map(|(name, _)| *name).collect();
        return Err(format!("No such figure. There are: {}.", names.join(", ")));
    }
    let plan = Plan::release();
    build::build(&plan)?;
    for (name, figure) in chosen {
        say(name);
        figure(&plan)?;
    }
    Ok(())
}
